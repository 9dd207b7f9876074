# SPDX-License-Identifier: EUPL-1.2
"""A household's benefits as bars over months; overlaps carry a sign and a pattern, not a colour."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.core.dates import add_months, month_name
from welfare_desk.desk.views.timeline import Bar, TimelineView
from welfare_desk.ui.look import Look

BAR, GAP, HEAD = 22, 8, 26
_INKS = {
    "award": ("ok_tint", "ok"),
    "card": ("info_tint", "info"),
    "application": ("sunken", "muted"),
    "place": ("warning_tint", "warning"),
}


class TimelinePicture(QWidget):
    """Draws the bars; the list beside it says the same in words."""

    def __init__(self, look: Look, lang: str) -> None:
        super().__init__()
        self._look, self._lang = look, lang
        self._view: TimelineView | None = None
        self.setObjectName("entitled.timeline")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._relook)

    def set_view(self, view: TimelineView, spoken: str) -> None:
        """Show other bars; ``spoken`` is what a screen reader says of the picture."""
        self._view = view
        self.setAccessibleName(spoken)
        self._relook()

    def sizeHint(self) -> QSize:
        """Return the height of the months and of a line for each bar."""
        count = len(self._view.bars) if self._view else 0
        return QSize(self._look.px(320), self._look.px(HEAD + count * (BAR + GAP) + GAP))

    def minimumSizeHint(self) -> QSize:
        """Return the same height at the smallest width."""
        return QSize(self._look.px(200), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw months, today and each bar with its name."""
        view, look = self._view, self._look
        if view is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font("secondary"))
        self._months(painter, view)
        for place, bar in enumerate(view.bars):
            self._bar(painter, view, bar, look.px(HEAD + GAP + place * (BAR + GAP)))
        painter.setPen(QPen(look.colour("primary"), look.line * 2))
        today = self._x(view, view.today)
        painter.drawLine(int(today), look.px(HEAD), int(today), self.height())
        painter.end()

    def _x(self, view: TimelineView, on: datetime.date) -> float:
        days = max((view.to_on - view.from_on).days + 1, 1)
        inside = min(max((on - view.from_on).days, 0), days)
        return inside * self.width() / days

    def _months(self, painter: QPainter, view: TimelineView) -> None:
        look, first = self._look, view.from_on
        wide = self.width() / 13
        letters = 3 if wide > look.px(36) else 1
        while first <= view.to_on:
            x = int(self._x(view, first))
            painter.setPen(QPen(look.colour("divider"), look.line))
            painter.drawLine(x, 0, x, self.height())
            painter.setPen(look.colour("muted"))
            name = month_name(first.month, self._lang)[:letters]
            painter.drawText(x + look.px(4), look.px(HEAD - 9), name)
            first = add_months(first, 1)

    def _bar(self, painter: QPainter, view: TimelineView, bar: Bar, top: int) -> None:
        look = self._look
        left = self._x(view, bar.from_on)
        right = max(self._x(view, bar.to_on + datetime.timedelta(days=1)), left + look.px(6))
        box = QRectF(left, top, right - left, look.px(BAR))
        ground, line = (look.colour(token) for token in _INKS[bar.kind])
        painter.setPen(QPen(line, look.line * (2 if bar.overlaps else 1)))
        painter.setBrush(QBrush(ground))
        painter.drawRoundedRect(box, look.px(4), look.px(4))
        if bar.overlaps:
            painter.setBrush(QBrush(line, Qt.BrushStyle.BDiagPattern))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(box, look.px(4), look.px(4))
        painter.setPen(look.colour("text"))
        room = self.width() - left - look.px(8)
        at = left + look.px(6)
        if room < look.px(120):
            at, room = max(0.0, left - look.px(220)), min(left, look.px(214))
        words = painter.fontMetrics().elidedText(bar.title, Qt.TextElideMode.ElideRight, int(room))
        if bar.overlaps:
            behind = painter.fontMetrics().horizontalAdvance(words) + look.px(6)
            painter.fillRect(QRectF(at - look.px(3), top + look.px(2), behind,
                                    look.px(BAR - 4)), ground)  # fmt: skip
        painter.drawText(QRectF(at, top, room, look.px(BAR)),
                         int(Qt.AlignmentFlag.AlignVCenter), words)  # fmt: skip

    def _relook(self) -> None:
        self.updateGeometry()
        self.update()
