# SPDX-License-Identifier: EUPL-1.2
"""Counts the keys of an exercise as the goals count them: Ctrl+Invio is two, a scan is none."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from welfare_desk.ui.scanner import ScannerFilter

_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
}
_COUNTED = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.MetaModifier,
)


class KeyCount(QObject):
    """Sees every key before the scanner's filter does, and takes back those that a scan was."""

    def __init__(self, scanner: ScannerFilter | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scanner = scanner
        self._presses: list[tuple[bool, int]] = []
        self._announced = 0
        self.scans = 0
        if scanner is not None:
            scanner.scanned.connect(self._scanned)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    @property
    def keys(self) -> int:
        """The keys since the beginning; a capital letter is one, a shortcut all of its keys."""
        return sum(weight for _, weight in self._presses)

    def begin(self) -> None:
        """Count from nothing."""
        self._presses.clear()
        self.scans = 0

    def rest(self) -> None:
        """Count no more."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)

    def simulated(self) -> None:
        """Note a scan that no scanner typed."""
        self.scans += 1

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count a press once, whether it becomes a letter or a shortcut."""
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        if event.isAutoRepeat() or event.key() in _MODIFIERS:
            return False
        if watched is not (QApplication.focusWidget() or watched):
            # An ignored key climbs to the parents.
            return False
        if self._scanner is not None and self._scanner.is_sending:
            # Held back and let go: it was counted when it was pressed.
            return False
        if kind == QEvent.Type.ShortcutOverride:
            self._announced = event.key()
            self._count(event)
        elif self._announced == event.key():
            self._announced = 0
        else:
            self._count(event)
        return False

    def _count(self, event: QKeyEvent) -> None:
        letter = bool(event.text().strip()) and event.text().isprintable()
        weight = 1 + sum(bool(event.modifiers() & each) for each in _COUNTED)
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._presses.append((letter, weight if letter else weight + shifted))

    def _scanned(self, code: str) -> None:
        """Take back what the scanner typed: the code, and the key before and after it."""
        left = len(code)
        if self._presses and not self._presses[-1][0]:
            self._presses.pop()
        while left and self._presses and self._presses[-1][0]:
            self._presses.pop()
            left -= 1
        self.scans += 1
