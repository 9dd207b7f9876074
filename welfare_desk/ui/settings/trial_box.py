# SPDX-License-Identifier: EUPL-1.2
"""The box that takes every key of one reading as it comes, while the reader is tried."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look
from welfare_desk.ui.reader_trial import RawKey
from welfare_desk.ui.scanner import RAW, code_of

PAUSE_MS = 400
"""A reading is over when no key came for so long."""
TOGETHER_MS = 120
"""Keys closer than this belong to one reading, whatever they are."""
FEWEST = 3
_FREE = {Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F1, Qt.Key.Key_F6}
"""Alone these do what they do everywhere: nobody is locked into the box."""
_MODIFIERS = {
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
}  # fmt: skip
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}


class TrialBox(QWidget):
    """Has the focus while codes are tried; ``read`` tells the keys of a reading."""

    read = Signal(object)

    def __init__(self, look: Look, name: str = "reader.box") -> None:
        super().__init__()
        self._look = look
        self._keys: list[RawKey] = []
        self._seen = 0.0
        self.setObjectName(name)
        self.setProperty(RAW, True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Read the test code here"))
        self.setAccessibleDescription(self.tr("Tab leaves the box."))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._over)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Be as high as two lines."""
        return QSize(self._look.px(320), self._look.tall(72))

    def event(self, event: QEvent) -> bool:
        """Take keys before they become shortcuts or move the focus."""
        if isinstance(event, QKeyEvent) and event.key() not in _MODIFIERS:
            if event.type() == QEvent.Type.ShortcutOverride and self._takes(event):
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress and self._takes(event):
                self._note(event)
                return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, the sign and what to do."""
        look, painter = self._look, QPainter(self)
        focused = self.hasFocus()
        edge = look.colour("focus" if focused else "control")
        wide = paint.FOCUS_WIDTH if focused else look.line
        paint.box(painter, self.rect(), 6, look.colour("surface"), edge, wide)
        sign = look.sign("scan-line", "primary", 28, self.devicePixelRatioF())
        paint.picture(painter, look.gap(16), self.rect().center().y() + 0.5, sign)
        words = self.tr("Pass the reader over the code now")
        if not focused:
            words = self.tr("Press here, then pass the reader over the code")
        frame = self.rect().adjusted(look.gap(16) + look.px(28) + look.gap(12), 0, -8, 0)
        paint.words(painter, frame, words, look.font("strong"), look.colour("text"))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys are taken now."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys go elsewhere."""
        super().focusOutEvent(event)
        self.update()

    def _takes(self, event: QKeyEvent) -> bool:
        together = bool(self._keys) and (monotonic() - self._seen) * 1000 < TOGETHER_MS
        confirms = event.matches(QKeySequence.StandardKey.InsertLineSeparator) or (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        )
        return together or not (event.key() in _FREE or confirms)

    def _note(self, event: QKeyEvent) -> None:
        self._seen = monotonic()
        if event.isAutoRepeat():
            return
        command = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        typed = event.text() if event.text().isprintable() and not command else ""
        self._keys.append(
            RawKey(
                text=typed,
                code=code_of(event),
                at_ms=event.timestamp() or int(self._seen * 1000),
                ends=event.key() in _ENDS and not command,
                name=QKeySequence(event.keyCombination()).toString(),
            )
        )
        self._timer.start()

    def _over(self) -> None:
        keys, self._keys = tuple(self._keys), []
        if len(keys) >= FEWEST:
            self.read.emit(keys)
