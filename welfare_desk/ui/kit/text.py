# SPDX-License-Identifier: EUPL-1.2
"""Words on the page: a label with a role of the type table and a tone."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from welfare_desk.ui import privacy
from welfare_desk.ui.look import Look


def polish_again(widget: QWidget) -> None:
    """Make the stylesheet look at a widget's changed properties."""
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        # Polished too early, a widget gets back the font of that moment when it is shown.
        return
    font = widget.font() if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont) else None
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    if font is not None:
        widget.setFont(font)
    widget.update()


def show_if(widget: QWidget, on: bool) -> None:
    """Show or hide a widget; one without a parent waits for it instead of opening a window."""
    if on and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(on)


class Text(QLabel):
    """A label that follows theme and text size; plain text only."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        elide: bool = False,
        private: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Show ``text``; ``elide`` lets it shrink with dots, the whole text as tooltip.

        A ``private`` one is hidden whole on a private screen, others their codes and amounts.
        """
        super().__init__(privacy.shown(text, whole=private), parent)
        self._words, self._private = text, private
        self._look = look
        self._role = role
        self._elide = elide
        # Names and notes are typed by people: "<b>" in them is a text, not a mark-up.
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        if elide:
            self.setProperty("elides", True)
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._take_font()
        look.changed.connect(self._take_font)

    def text(self) -> str:
        """Return the words themselves, also where they are hidden."""
        return self._words

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Show other words."""
        self._words = text
        super().setText(privacy.shown(text, whole=self._private))

    def set_private(self) -> None:
        """Hide the words whole on a private screen."""
        self._private = True
        self.mask_again()

    def mask_again(self) -> None:
        """Hide or show what a private screen hides."""
        super().setText(privacy.shown(self._words, whole=self._private))

    def set_role(self, role: str) -> None:
        """Take the font of another role."""
        self._role = role
        self._take_font()

    def set_tone(self, tone: str) -> None:
        """Take the colour of another tone."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            polish_again(self)

    def minimumSizeHint(self) -> QSize:
        """Let an eliding text shrink to a few letters."""
        hint = super().minimumSizeHint()
        return QSize(self._look.px(32), hint.height()) if self._elide else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, with dots at the end where it does not fit."""
        words = super().text()
        if not self._elide or self.fontMetrics().horizontalAdvance(words) <= self.width():
            if self._elide and self.toolTip():
                self.setToolTip("")
            super().paintEvent(event)
            return
        if self.toolTip() != words:
            self.setToolTip(words)
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = int(self.alignment().value) | Qt.TextFlag.TextSingleLine.value
        painter.drawText(self.contentsRect(), flags, shown)
        painter.end()

    def _take_font(self) -> None:
        self.setFont(self._look.font(self._role))


class Sign(QLabel):
    """A decorative sign of the icon set; the word beside it says what it means."""

    def __init__(
        self,
        look: Look,
        name: str,
        ink: str = "muted",
        size: int = 18,
        parent: QWidget | None = None,
    ) -> None:
        """Show the sign ``size`` pixels wide at 100 % text."""
        super().__init__(parent)
        self._look, self._name, self._ink, self._size = look, name, ink, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._draw()
        look.changed.connect(self._draw)

    def set_sign(self, name: str, ink: str | None = None) -> None:
        """Show another sign, in another colour if one is given."""
        self._name = name
        self._ink = ink or self._ink
        self._draw()

    def _draw(self) -> None:
        side = self._look.px(self._size)
        self.setFixedSize(side, side)
        self.setPixmap(self._look.sign(self._name, self._ink, self._size, self.devicePixelRatioF()))
