# SPDX-License-Identifier: EUPL-1.2
"""A booking as a row that takes keys: Canc cancels it, M moves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.act_row import ActRow

NAME = "person.booking."


class BookingRow(ActRow):
    """``asked`` tells ``cancel`` or ``move``; the letter counts only while the row is focused."""

    asked = Signal(str)

    def __init__(self, look: Look, title: str, detail: str, booking_id: str, spoken: str) -> None:
        """``spoken`` names the row for a screen reader; it can be focused at once."""
        super().__init__(look, title, (detail,), name=f"{NAME}{booking_id}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spoken)
        self.setAccessibleDescription(self.tr("Del cancels the booking, M moves it."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask to cancel or to move this booking."""
        plain = not event.modifiers()
        act = {Qt.Key.Key_Delete: "cancel", Qt.Key.Key_M: "move"}.get(Qt.Key(event.key()))
        if plain and act is not None:
            self.asked.emit(act)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring while the row has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            edge = self._look.colour("focus")
            paint.box(painter, self.rect(), 4, None, edge, paint.FOCUS_WIDTH)
            painter.end()
