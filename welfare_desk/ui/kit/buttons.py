# SPDX-License-Identifier: EUPL-1.2
"""Buttons that draw fill, sign, words and key themselves and stay QPushButtons."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look


class Rank(StrEnum):
    """How loud a button is; one primary a screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    GHOST = "ghost"
    DANGER = "danger"


class Size(StrEnum):
    """How high a button is: 44 in headers and panels, 36 or 32 in rows."""

    LARGE = "large"
    MIDDLE = "middle"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class _Shape:
    height: int
    padding: int
    font: str
    sign: int


_SHAPES = {
    Size.LARGE: _Shape(44, 16, "strong", 18),
    Size.MIDDLE: _Shape(36, 11, "label", 16),
    Size.SMALL: _Shape(32, 11, "label", 16),
}


class ActionButton(QPushButton):
    """A button with a verb, a sign to the left and its key to the right."""

    def __init__(
        self,
        look: Look,
        rank: Rank | str,
        text: str,
        *,
        icon: str = "",
        key: str = "",
        size: Size | str = Size.LARGE,
        trailing: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Say ``text``; ``trailing`` is a sign after the words, ``name`` the objectName."""
        super().__init__(text, parent)
        self._look = look
        self._rank = Rank(rank)
        self._shape = _SHAPES[Size(size)]
        self._icon, self._trailing, self._key = icon, trailing, ""
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_text(text)
        self.set_key(key)
        self._relook()
        look.changed.connect(self._relook)

    def set_text(self, text: str) -> None:
        """Say other words, to the eye and to the screen reader."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_key(self, key: str) -> None:
        """Show the name of the key that does the same; empty for none."""
        self._key = key
        self.setAccessibleDescription(key)
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        """Show another sign before the words."""
        self._icon = icon
        self.updateGeometry()
        self.update()

    def set_rank(self, rank: Rank | str) -> None:
        """Become louder or quieter."""
        self._rank = Rank(rank)
        self.update()

    def stretch(self) -> "ActionButton":
        """Fill the width offered, as buttons of a right-hand panel do."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        """Return the room that sign, words and key take with their padding."""
        wide = self._content_width() + 2 * self._look.gap(self._shape.padding)
        if self._key and self._rank is not Rank.GHOST:
            wide -= self._look.gap(5)
        return QSize(max(wide, self._look.px(24)), self._look.tall(self._shape.height))

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the words; the key may go where a panel is too narrow."""
        hint = self.sizeHint()
        if self.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Expanding:
            words = self._content_width(keyed=False) + 2 * self._look.gap(self._shape.padding)
            hint.setWidth(min(hint.width(), words))
        return hint

    def shows_key(self) -> bool:
        """Tell whether the key stands on the button; it is spoken in any case."""
        return bool(self._key) and self.width() >= self.sizeHint().width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw ground, focus ring and content, all inside the widget's own rectangle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        self._paint_content(painter, ink)
        painter.end()

    def _relook(self) -> None:
        self.setFont(self._look.font(self._shape.font))
        self.updateGeometry()
        self.update()

    def _content_width(self, *, keyed: bool = True) -> int:
        look = self._look
        wide = paint.advance(look.font(self._shape.font), self.text())
        if self._icon:
            wide += look.px(self._shape.sign) + (look.gap(8) if self.text() else 0)
        if self._trailing:
            wide += look.px(self._shape.sign) + look.gap(6)
        if self._key and keyed:
            wide += paint.chip_size(look, self._key).width() + look.gap(10)
        return wide

    def _paint_ground(self, painter: QPainter) -> str:
        look, rect = self._look, QRectF(self.rect())
        active = self.isDown() or self.underMouse()
        focus = look.colour("focus")
        if not self.isEnabled():
            if self._rank is not Rank.GHOST:
                paint.box(
                    painter, rect, 4, look.colour("sunken"), look.colour("divider"), look.line
                )
            return "muted"
        if self._rank in (Rank.PRIMARY, Rank.DANGER):
            fill, ink = (
                ("danger", "on_danger") if self._rank is Rank.DANGER else ("primary", "on_primary")
            )
            if active and self._rank is Rank.PRIMARY and not look.theme.frames:
                fill, ink = "chip_on_primary", "chip_on_primary_text"
            if self.hasFocus():
                paint.box(painter, rect, 6, None, focus, paint.FOCUS_WIDTH)
                inset = paint.FOCUS_WIDTH + paint.FOCUS_GAP
                rect.adjust(inset, inset, -inset, -inset)
            paint.box(painter, rect, 4, look.colour(fill))
            return ink
        fill_colour = look.colour("info_tint") if active else None
        if self._rank is Rank.SECONDARY and fill_colour is None:
            fill_colour = look.colour("surface")
        if self.hasFocus():
            paint.box(painter, rect, 4, fill_colour, focus, paint.FOCUS_WIDTH)
        elif self._rank is Rank.SECONDARY:
            paint.box(painter, rect, 4, fill_colour, look.colour("primary"), max(1.5, look.line))
        elif fill_colour is not None:
            edge = look.colour("info_edge") if look.theme.frames else None
            paint.box(painter, rect, 4, fill_colour, edge, look.line)
        return "primary"

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        look, shape = self._look, self._shape
        font = look.font(shape.font)
        middle = self.rect().center().y() + 0.5
        keyed = self.shows_key()
        left = max((self.width() - self._content_width(keyed=keyed)) // 2, look.gap(4))
        if keyed and self._rank is not Rank.GHOST and self.width() <= self.sizeHint().width():
            left = look.gap(shape.padding)
        ratio = self.devicePixelRatioF()
        if self._icon:
            paint.picture(painter, left, middle, look.sign(self._icon, ink, shape.sign, ratio))
            left += look.px(shape.sign) + (look.gap(8) if self.text() else 0)
        wide = paint.advance(font, self.text())
        paint.words(
            painter, QRect(left, 0, wide, self.height()), self.text(), font, look.colour(ink)
        )
        left += wide
        if self._trailing:
            left += look.gap(6)
            paint.picture(painter, left, middle, look.sign(self._trailing, ink, shape.sign, ratio))
            left += look.px(shape.sign)
        if keyed:
            size = paint.chip_size(look, self._key)
            left += look.gap(10)
            rect = QRect(left, (self.height() - size.height()) // 2, size.width(), size.height())
            filled = self.isEnabled() and self._rank in (Rank.PRIMARY, Rank.DANGER)
            ground = "filled" if filled else ("tint" if self.isEnabled() else "plain")
            paint.chip(painter, look, rect, self._key, ground)


class IconButton(ActionButton):
    """A ghost button that shows only a sign; its name is spoken and shown as tooltip."""

    def __init__(
        self,
        look: Look,
        icon: str,
        spoken: str,
        *,
        ink: str = "primary",
        size: int = 18,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Show ``icon``; ``spoken`` says what pressing it does."""
        self._ink, self._sign_size = ink, size
        super().__init__(look, Rank.GHOST, "", icon=icon, size=Size.SMALL, name=name, parent=parent)
        self.set_spoken(spoken)

    def set_spoken(self, spoken: str) -> None:
        """Say what pressing does."""
        self.setAccessibleName(spoken)
        self.setToolTip(spoken)

    def sizeHint(self) -> QSize:
        """Return a square of at least 24 pixels."""
        side = max(self._look.px(self._sign_size) + self._look.gap(10), 24)
        return QSize(side, side)

    def _paint_content(self, painter: QPainter, ink: str) -> None:
        shown = self._ink if self.isEnabled() else ink
        sign = self._look.sign(self._icon, shown, self._sign_size, self.devicePixelRatioF())
        left = (self.width() - self._look.px(self._sign_size)) / 2
        paint.picture(painter, left, self.rect().center().y() + 0.5, sign)
