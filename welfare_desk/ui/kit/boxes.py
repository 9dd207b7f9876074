# SPDX-License-Identifier: EUPL-1.2
"""The bare controls that fields are made of: line, list, note, PIN, check."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QWidget,
)

from welfare_desk.ui import privacy
from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.text import polish_again
from welfare_desk.ui.look import Look

SIGN_SIZE = 18
PIN_DOTS = 6
CHECK_LEFT = 6


class LineBox(QLineEdit):
    """A line of text with a sign inside at the left and, when scanned, one at the right."""

    def __init__(
        self,
        look: Look,
        *,
        sign: str = "",
        role: str = "body",
        tight: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Be 40 px high, or 36 when ``tight``."""
        super().__init__(parent)
        self._look, self._sign, self._role = look, sign, role
        self._scanned = self._tinted = False
        if tight:
            self.setProperty("role", "tight")
        self.textEdited.connect(lambda _text: self.set_scanned(False))
        self.textChanged.connect(lambda _text: self.mask_again())
        self._relook()
        look.changed.connect(self._relook)

    def set_scanned(self, scanned: bool, *, signed: bool = True) -> None:
        """Take the tint of what a scan brought, or give it back; ``signed`` shows the sign too."""
        if scanned == self._tinted:
            return
        self._tinted, self._scanned = scanned, scanned and signed
        self.setProperty("state", "scanned" if scanned else "")
        polish_again(self)
        self._relook()

    def minimumSizeHint(self) -> QSize:
        """Leave room for some letters."""
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), self._look.px(64)), hint.height())

    def mask_again(self) -> None:
        """Hide a code or amount on a private screen, but for who types in it."""
        mask_line(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show what is typed."""
        super().focusInEvent(event)
        self.mask_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again where the screen is private."""
        super().focusOutEvent(event)
        self.mask_again()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the signs in it."""
        super().paintEvent(event)
        look, middle = self._look, self.rect().center().y() + 0.5
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        if self._sign:
            sign = look.sign(self._sign, "muted", SIGN_SIZE, ratio)
            paint.picture(painter, look.gap(14), middle, sign)
        if self._scanned:
            sign = look.sign("scan-line", "primary", 16, ratio)
            paint.picture(painter, self.width() - look.px(16) - look.gap(12), middle, sign)
        painter.end()

    def _relook(self) -> None:
        look = self._look
        self.setFont(look.font(self._role))
        left = look.px(SIGN_SIZE) + look.gap(8) if self._sign else 0
        right = look.px(16) + look.gap(6) if self._scanned else 0
        self.setTextMargins(left, 0, right, 0)


class PinBox(LineBox):
    """A PIN: shown as dots, never read by the scanner, never spoken."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        """Start empty."""
        super().__init__(look, parent=parent)
        self.setEchoMode(QLineEdit.EchoMode.NoEcho)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText
        )
        self.setProperty("secret", True)
        self.setProperty("role", "pin")
        self.setMaxLength(64)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a full dot for each digit typed and an empty one for each still needed."""
        super().paintEvent(event)
        look = self._look
        painter = QPainter(self)
        # The line draws its caret before the first dot, where it tells nothing.
        inner = self.rect().adjusted(6, 6, -6, -6)
        painter.fillRect(inner, look.colour("surface"))
        side, step = look.px(14), look.px(26)
        top = (self.height() - side) // 2
        left = look.gap(16)
        room = max((self.width() - 2 * left) // step, 1)
        typed = len(self.text())
        for place in range(min(max(typed, PIN_DOTS), room)):
            rect = QRect(left + place * step, top, side, side)
            if place < typed:
                paint.box(painter, rect, side / 2, look.colour("text"))
            else:
                paint.box(painter, rect, side / 2, None, look.colour("control"), look.line)
        painter.end()


class ChoiceBox(QComboBox):
    """A list of choices with the arrow of the icon set."""

    def __init__(
        self, look: Look, *, sign: str = "", tight: bool = False, parent: QWidget | None = None
    ) -> None:
        """Be 40 px high, or 36 when ``tight``."""
        super().__init__(parent)
        self._look, self._sign = look, sign
        if tight:
            self.setProperty("role", "tight")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        self._relook()
        look.changed.connect(self._relook)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw frame, sign, the words chosen and the arrow."""
        look, ratio = self._look, self.devicePixelRatioF()
        middle = self.rect().center().y() + 0.5
        painter = QPainter(self)
        edge, wide, fill = "control", look.line, "surface"
        ink = "text"
        if not self.isEnabled():
            fill, ink = "sunken", "muted"
        if self.property("state") == "scanned":
            edge, fill = "info_edge", "info_tint"
        if self.property("state") == "error":
            edge, wide = "danger", 2
        if self.hasFocus():
            edge, wide = "focus", paint.FOCUS_WIDTH
        paint.box(painter, self.rect(), 4, look.colour(fill), look.colour(edge), wide)
        left = look.gap(15)
        if self._sign:
            paint.picture(painter, left, middle, look.sign(self._sign, "muted", SIGN_SIZE, ratio))
            left += look.px(SIGN_SIZE) + look.gap(8)
        arrow = self.width() - look.px(18) - look.gap(12)
        rect = QRect(left, 0, arrow - left - look.gap(6), self.height())
        paint.words(painter, rect, self.currentText(), look.font("body"), look.colour(ink))
        sign = look.sign("chevron-down", "text" if self.isEnabled() else "muted", 18, ratio)
        paint.picture(painter, arrow, middle, sign)
        painter.end()

    def set_scanned(self, scanned: bool) -> None:
        """Take the tint of what a scan brought, or give it back."""
        self.setProperty("state", "scanned" if scanned else "")
        self.update()

    def _relook(self) -> None:
        self.setFont(self._look.font("body"))
        self.update()


def mask_line(line: QLineEdit) -> None:
    """Hide a code or amount in a line on a private screen, but for who types in it."""
    modes = QLineEdit.EchoMode
    if line.echoMode() not in (modes.Normal, modes.Password):
        return
    secret = not line.hasFocus() and privacy.shown(line.text()) != line.text()
    line.setEchoMode(modes.Password if secret else modes.Normal)


class NoteBox(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    def __init__(self, look: Look, lines: int, parent: QWidget | None = None) -> None:
        """Be ``lines`` lines high."""
        super().__init__(parent)
        self._look, self._lines = look, lines
        self.setTabChangesFocus(True)
        # As high as its lines: where a card has room to spare, labels stay beside their field.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._relook()
        look.changed.connect(self._relook)

    def mask_again(self) -> None:
        """Hide the note on a private screen, but for who types in it."""
        hidden = privacy.hides() and not self.hasFocus()
        if bool(self.property(privacy.OWN)) != hidden:
            self.setProperty(privacy.OWN, hidden)
            polish_again(self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show what is typed."""
        super().focusInEvent(event)
        self.mask_again()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide it again where the screen is private."""
        super().focusOutEvent(event)
        self.mask_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the last line in sight."""
        super().resizeEvent(event)
        self.ensureCursorVisible()

    def _relook(self) -> None:
        self.setFont(self._look.font("body"))
        high = self.fontMetrics().lineSpacing() * self._lines + self._look.gap(22)
        self.setFixedHeight(high)


class CheckRow(QCheckBox):
    """A check box of 24 px with a bold line and a quieter one below it."""

    def __init__(
        self,
        look: Look,
        title: str,
        detail: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Start unchecked."""
        super().__init__(title, parent)
        self._look, self._detail = look, detail
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self._relook)

    def set_words(self, title: str, detail: str = "") -> None:
        """Say other words."""
        self.setText(title)
        self._detail = detail
        self.setAccessibleName(title)
        self.setAccessibleDescription(detail)
        self._relook()

    def sizeHint(self) -> QSize:
        """Return the room for the box and both lines."""
        look = self._look
        wide = paint.advance(look.font("strong"), self.text())
        wide = max(wide, paint.advance(look.font("secondary"), self._detail))
        high = look.px(44) if self._detail else look.px(36)
        return QSize(look.px(24) + look.gap(CHECK_LEFT) + look.gap(12) + wide + look.gap(8), high)

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the words."""
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: N802 - Qt's name
        """Let the words be pressed as well as the box."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw box, check and words."""
        look = self._look
        painter = QPainter(self)
        side = look.px(24)
        # Clear of the focus ring, which runs along the edge.
        rect = QRect(look.gap(CHECK_LEFT), (self.height() - side) // 2, side, side)
        if self.isChecked():
            paint.box(painter, rect, 4, look.colour("primary" if self.isEnabled() else "muted"))
            sign = look.sign("check", "on_primary", 16, self.devicePixelRatioF())
            offset = (side - look.px(16)) / 2
            paint.picture(painter, rect.left() + offset, rect.center().y() + 0.5, sign)
        else:
            edge = max(look.line, 2) if self.underMouse() else max(look.line, 1.5)
            paint.box(painter, rect, 4, look.colour("surface"), look.colour("control"), edge)
        if self.hasFocus():
            paint.box(painter, self.rect(), 4, None, look.colour("focus"), paint.FOCUS_WIDTH)
        left = rect.right() + look.gap(12)
        ink = look.colour("text" if self.isEnabled() else "muted")
        top = self.height() // 2 if self._detail else self.height()
        frame = QRect(left, 0, self.width() - left, top)
        paint.words(painter, frame, self.text(), look.font("strong"), ink)
        if self._detail:
            below = QRect(left, top, self.width() - left, self.height() - top)
            paint.words(painter, below, self._detail, look.font("secondary"), look.colour("muted"))
        painter.end()

    def _relook(self) -> None:
        self.updateGeometry()
        self.update()
