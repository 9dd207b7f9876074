# SPDX-License-Identifier: EUPL-1.2
"""Beside a service without a calendar: the way to ask the provider for it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.service_requests.ask_page import AskPage


class AskCard(QWidget):
    """There only while a service is chosen that is asked for instead of booked."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wanted = ("", "")
        look = context.theme
        column = VBox(look, 0, parent=self)
        card = Card(look, self.tr("This service has no calendar"), "calendar-clock")
        words = self.tr("Say when it suits: the provider answers, and the person is told.")
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.button = ActionButton(
            look, "primary", self.tr("Ask the provider"), icon="calendar-plus", size="middle",
            name="booking.ask",
        )  # fmt: skip
        self.button.setAutoDefault(True)
        self.button.clicked.connect(self._open)
        card.body.addWidget(self.button)
        column.addWidget(card)
        show_if(self, False)

    def offer(self, person_id: str, offering_id: str, *, asked: bool) -> None:
        """Show the card where the offering is asked for instead of booked."""
        self._wanted = (person_id, offering_id)
        show_if(self, asked)

    def _open(self) -> None:
        self._context.set_page(AskPage(self._context, *self._wanted))
