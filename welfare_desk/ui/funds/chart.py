# SPDX-License-Identifier: EUPL-1.2
"""A chart of weeks as bars; the same figures stand in a table beside for those who read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look

_HIGH = 150
_MOST = 60


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name below, the amount above, how long it is."""

    name: str
    amount: str
    value: int


class BarChart(QWidget):
    """Upright bars of equal width; the longest fills the height."""

    def __init__(self, look: Look, spoken: str, *, name: str = "") -> None:
        """``spoken`` names the chart to a screen reader; the table has the figures."""
        super().__init__()
        self._look = look
        self._bars: tuple[Bar, ...] = ()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other bars, the last ``_MOST`` of them."""
        self._bars = tuple(bars)[-_MOST:]
        told = ", ".join(f"{bar.name} {bar.amount}" for bar in self._bars)
        self.setAccessibleDescription(told)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a width that shrinks and the height of the bars with their words."""
        return QSize(self._look.px(120), self._look.px(_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars, with words only where they have room."""
        if not self._bars:
            return
        look, painter = self._look, QPainter(self)
        line = look.px(20)
        step = self.width() / len(self._bars)
        wide = max(2.0, min(step * 0.7, float(look.px(56))))
        room = max(1, self.height() - 2 * line - look.gap(4))
        longest = max(1, *(bar.value for bar in self._bars))
        edge = look.colour("text") if look.theme.frames else None
        font, ink = look.font("small"), look.colour("muted")
        worded = step >= look.px(72)
        base = self.height() - line
        for place, bar in enumerate(self._bars):
            middle = step * (place + 0.5)
            high = max(1.0, room * bar.value / longest) if bar.value else 0.0
            box = QRectF(middle - wide / 2, base - high, wide, high)
            paint.box(painter, box, 3, look.colour("primary"), edge)
            if worded:
                left = QRectF(step * place, base, step, line)
                above = QRectF(step * place, base - high - line, step, line)
                centre = Qt.AlignmentFlag.AlignHCenter
                paint.words(painter, left, bar.name, font, ink, centre)
                paint.words(painter, above, bar.amount, font, look.colour("text"), centre)
        painter.end()
