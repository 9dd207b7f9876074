# SPDX-License-Identifier: EUPL-1.2
"""Watches whether anybody is at the desk: locks after five minutes, warns twenty seconds before."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

IDLE_SECONDS = 5 * 60
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """``left`` tells each second how many seconds remain, ``elapsed`` that none do."""

    left = Signal(int)
    elapsed = Signal()

    def __init__(self, idle_seconds: int = IDLE_SECONDS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._idle_seconds = idle_seconds
        self._seen = monotonic()
        self._timer = QTimer(self, interval=1_000)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to watch; the desk was used just now."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self.wake()
        self._timer.start()

    def rest(self) -> None:
        """Watch no more, for the desk is locked."""
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def set_idle(self, seconds: int) -> None:
        """Lock after so many seconds from now on."""
        self._idle_seconds = seconds

    def wake(self) -> None:
        """Count anew from now."""
        self._seen = monotonic()

    def look(self) -> None:
        """Tell how long is left."""
        left = self._idle_seconds - int(monotonic() - self._seen)
        if left <= 0:
            self.rest()
            self.elapsed.emit()
        else:
            self.left.emit(left)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take any key or movement as a sign of life."""
        if event.type() in _SIGNS_OF_LIFE:
            self._seen = monotonic()
        return False
