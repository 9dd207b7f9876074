# SPDX-License-Identifier: EUPL-1.2
"""The strip of ISEE brackets with the current one filled and named, and the small card."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look

GAP = 4
CURRENT_WEIGHT = 1.27


class IseeStrip(QWidget):
    """One segment a bracket; below each, up to which value it goes."""

    def __init__(self, look: Look, limits: Sequence[str] = (), current: int = 0) -> None:
        """``limits`` are ready words such as «fino a 8.000»; ``current`` is 1 for the neediest."""
        super().__init__()
        self._look = look
        self._limits: tuple[str, ...] = ()
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)
        self.set_brackets(limits, current)

    def set_brackets(self, limits: Sequence[str], current: int) -> None:
        """Show other brackets; 0 fills none."""
        self._limits, self._current = tuple(limits), current
        spoken = ""
        if 0 < current <= len(limits):
            spoken = self.tr("Bracket %1 of %2, %3")
            for mark, value in (("%1", current), ("%2", len(limits)), ("%3", limits[current - 1])):
                spoken = spoken.replace(mark, str(value))
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for the strip and the limits below it."""
        look = self._look
        font = look.font("label")
        wide = sum(paint.advance(font, limit) + look.gap(12) for limit in self._limits)
        return QSize(wide, look.tall(28) + look.px(22))

    def minimumSizeHint(self) -> QSize:
        """Never be narrower than the limits."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the segments."""
        look = self._look
        painter = QPainter(self)
        weights = [
            CURRENT_WEIGHT if n == self._current else 1.0 for n in range(1, len(self._limits) + 1)
        ]
        room = self.width() - GAP * max(len(weights) - 1, 0)
        left, high = 0.0, look.tall(28)
        for number, (limit, weight) in enumerate(zip(self._limits, weights, strict=True), start=1):
            wide = room * weight / sum(weights)
            rect = QRect(round(left), 0, round(wide), high)
            below = QRect(rect.left() - 2, high, rect.width() + 4, self.height() - high)
            self._segment(painter, rect, below, number, limit)
            left += wide + GAP
        painter.end()

    def _segment(
        self, painter: QPainter, rect: QRect, below: QRect, number: int, limit: str
    ) -> None:
        look = self._look
        centre = Qt.AlignmentFlag.AlignHCenter
        current = number == self._current
        label: QFont = look.font("label")
        if current:
            paint.box(painter, rect, 4, look.colour("primary"))
            words = self.tr("Bracket %1").replace("%1", str(number))
            paint.words(painter, rect, words, label, look.colour("on_primary"), centre)
            paint.words(painter, below, limit, label, look.colour("text"), centre)
        else:
            paint.box(painter, rect, 4, look.colour("sunken"), look.colour("divider"), look.line)
            paint.words(painter, rect, str(number), label, look.colour("muted"), centre)
            paint.words(painter, below, limit, look.font("small"), look.colour("muted"), centre)


class MiniCard(QWidget):
    """A voucher card drawn small: the fund's neutral title and the number."""

    def __init__(self, look: Look, title: str = "", number: str = "") -> None:
        """Show title and number."""
        super().__init__()
        self._look, self._title, self._number = look, title, number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_card(title, number)
        look.changed.connect(self.updateGeometry)

    def set_card(self, title: str, number: str) -> None:
        """Show another card."""
        self._title, self._number = title, number
        self.setAccessibleName(f"{title} {number}".strip())
        self.update()

    def sizeHint(self) -> QSize:
        """Return the card's rectangle."""
        return QSize(self._look.px(156), self._look.px(84))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        look = self._look
        painter = QPainter(self)
        edge = look.colour("divider") if look.theme.frames else None
        paint.box(painter, self.rect(), 8, look.colour("card_face"), edge, look.line)
        pad, ink = look.px(12), look.colour("card_text")
        head = QRect(pad, look.px(6), self.width() - 2 * pad, look.px(20))
        head.setWidth(head.width() - look.px(22))
        paint.words(painter, head, self._title, look.font("label"), ink)
        sign = look.sign("landmark", "card_text", 16, self.devicePixelRatioF())
        paint.picture(painter, self.width() - pad - look.px(16), head.center().y() + 0.5, sign)
        foot = QRect(pad, self.height() - look.px(26), self.width() - 2 * pad, look.px(20))
        paint.words(painter, foot, self._number, look.font("code_small"), ink)
        painter.end()
