# SPDX-License-Identifier: EUPL-1.2
"""The message at the bottom left of the page: what was done, undo, the seconds left."""

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from welfare_desk.desk.help_messages import said
from welfare_desk.ui.help.asking import ask_help
from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.badges import KeyChip
from welfare_desk.ui.kit.buttons import ActionButton, IconButton, Rank, Size
from welfare_desk.ui.kit.layout import HBox, Panel
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Sign, Text, show_if
from welfare_desk.ui.look import Look

SECONDS = 10
LEAST = 6
"""Whatever the settings say: nobody reads faster (UX-24)."""


class _UndoButton(ActionButton):
    """A ghost button in the inverse colours of the toast."""

    def _paint_ground(self, painter: QPainter) -> str:
        _toast_ring(painter, self._look, self)
        return "toast_action"


class _CloseButton(IconButton):
    """The sign that closes the toast."""

    def _paint_ground(self, painter: QPainter) -> str:
        _toast_ring(painter, self._look, self)
        return "toast_text"


def _toast_ring(painter: QPainter, look: Look, button: QWidget) -> None:
    if button.hasFocus() or button.underMouse():
        wide = paint.FOCUS_WIDTH if button.hasFocus() else 1
        paint.box(painter, QRectF(button.rect()), 4, None, look.colour("toast_action"), wide)


class Toast(Panel):
    """Says what was done, offers to undo it, and leaves after the seconds of the settings.

    The seconds stop while the mouse rests on it or a control in it has the focus.  It never
    takes the focus itself; a screen reader says it politely.
    """

    undone = Signal()
    closed = Signal()

    def __init__(self, look: Look, *, undo_key: str = "", parent: QWidget | None = None) -> None:
        """Start hidden."""
        super().__init__("toast", parent=parent)
        self.setObjectName("toast")
        self._look, self._left = look, SECONDS
        row = HBox(look, 10, (16, 3, 8, 3), self)
        self._sign = Sign(look, "circle-check", "toast_action", 18)
        self.fact = Text(look, "", "strong", "toast_text", elide=True)
        undo = self.tr("Undo")
        self.undo = _UndoButton(look, Rank.GHOST, undo, size=Size.MIDDLE, name="toast.undo")
        self.code = _UndoButton(look, Rank.GHOST, "", size=Size.MIDDLE, name="toast.code")
        self._chip = KeyChip(look, undo_key, "toast")
        show_if(self._chip, bool(undo_key))
        self._seconds = Text(look, "", "secondary", "toast_text")
        self.close_button = _CloseButton(
            look, "x", self.tr("Close the message"), ink="toast_text", size=14, name="toast.close"
        )
        row.addWidget(self._sign)
        row.addWidget(self.fact, 1)
        for widget in (self.code, self.undo, self._chip, self._seconds, self.close_button):
            row.addWidget(widget)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._tick)
        self.undo.clicked.connect(self._undo)
        self.code.clicked.connect(lambda: ask_help(self, self.fact.text()))
        self.close_button.clicked.connect(self.leave)
        self.hide()

    def say(self, fact: str, *, undoable: bool = True, icon: str = "circle-check") -> None:
        """Show ``fact``; without ``undoable`` there is nothing to press but the cross."""
        self.fact.setText(fact)
        self._sign.set_sign(icon)
        # A refusal has a code, which opens what it means; there is nothing of it to undo.
        message = said(fact)
        self.code.set_text(message.label if message is not None else "")
        show_if(self.code, message is not None)
        show_if(self.undo, undoable)
        show_if(self._chip, undoable and bool(self._chip.accessibleName()))
        self._left = max(LEAST, int(self._look.preferences.value("work.undo_seconds")))
        self._show_seconds()
        self.show()
        self.fit()
        self.raise_()
        self._clock.start()
        if self.isVisible():
            # Under a cover it may name somebody to whoever stands there.
            announce(self, fact)

    def fit(self) -> None:
        """Stand at the bottom left of the parent, 44 px high, as wide as the words."""
        host = self.parentWidget()
        if host is None:
            return
        margin = self._look.gap(24)
        fixed = sum(
            widget.sizeHint().width() + self._look.gap(10)
            for widget in self._fixed()
            if not widget.isHidden()
        )
        words = paint.advance(self._look.font("strong"), self.fact.text())
        wide = min(fixed + words + self._look.gap(44), host.width() - 2 * margin)
        high = self._look.tall(44)
        self.setGeometry(margin, host.height() - high - self._look.gap(12), wide, high)

    def _fixed(self) -> tuple[QWidget, ...]:
        return (
            self._sign, self.code, self.undo, self._chip, self._seconds, self.close_button
        )  # fmt: skip

    def leave(self) -> None:
        """Go away."""
        self._clock.stop()
        self.hide()
        self.closed.emit()

    def seconds_left(self) -> int:
        """Return how long it still stays."""
        return self._left

    def event(self, event: QEvent) -> bool:
        """Give the whole time again when the mouse leaves."""
        if event.type() == QEvent.Type.Leave and self.isVisible():
            self._left = max(self._left, 3)
        return super().event(event)

    def _undo(self) -> None:
        self.leave()
        self.undone.emit()

    def _tick(self) -> None:
        focused = any(one.hasFocus() for one in (self.code, self.undo, self.close_button))
        if focused or self.testAttribute(Qt.WidgetAttribute.WA_UnderMouse):
            return
        self._left -= 1
        self._show_seconds()
        if self._left <= 0:
            self.leave()

    def _show_seconds(self) -> None:
        self._seconds.setText(self.tr("%1 s").replace("%1", str(self._left)))
