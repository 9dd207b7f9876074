# SPDX-License-Identifier: EUPL-1.2
"""How long this desk lasts alone: one sentence, and the figures behind it."""

from __future__ import annotations

from welfare_desk.core.instants import local_time_text
from welfare_desk.core.money import euro_text
from welfare_desk.desk.views.autonomy import autonomy_text
from welfare_desk.desk.views.outbox import OutboxView
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card, Figure, FigureRow
from welfare_desk.ui.kit.layout import VBox, clear
from welfare_desk.ui.kit.text import Text


class AutonomyCard(Card):
    """Says until when, and how many places, euros and cards, this desk may promise alone."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context.theme, title, "battery-medium", name="outbox.autonomy")
        self._context = context
        self.line = Text(context.theme, "", "strong", wrap=True)
        self.line.setObjectName("outbox.autonomy.line")
        self.body.addWidget(self.line)
        self._figures = VBox(context.theme, 8)
        self.body.addLayout(self._figures)

    def show_view(self, view: OutboxView) -> None:
        """Show what is held now."""
        look, lang = self._context.theme, self._context.lang
        words = autonomy_text(view.autonomy, lang) if view.autonomy is not None else ""
        self.line.setText(words)
        self.line.setAccessibleName(words)
        clear(self._figures)
        figures = self._made(view)
        # Large text leaves room for two side by side.
        beside = 2 if look.is_large else len(figures)
        for place in range(0, len(figures), beside):
            self._figures.addWidget(FigureRow(look, figures[place : place + beside]))

    def _made(self, view: OutboxView) -> tuple[Figure, ...]:
        look, status, lang = self._context.theme, view.status, self._context.lang
        granted, cards = view.places_granted, view.cards_granted
        known = "–" if status.last_sync_at is None else local_time_text(status.last_sync_at)
        fresh = self.tr("updated at %1").replace("%1", known)
        return (
            Figure(
                look,
                self.tr("Assured bookings"),
                str(status.places),
                icon="shield-check",
                beside=self.tr("of %n places", "", granted),
                share=status.places / granted if granted else 0.0,
                below=self.tr("then provisional"),
            ),
            Figure(
                look,
                self.tr("Vouchers to issue"),
                str(status.cards),
                icon="credit-card",
                beside=euro_text(status.cents, lang),
                share=status.cards / cards if cards else 0.0,
                below=self.tr("then with connection"),
            ),
            Figure(look, self.tr("People"), _thousands(view.people), icon="users", below=fresh),
            Figure(
                look,
                self.tr("Blocked cards"),
                _thousands(view.blocked_cards),
                icon="shield-alert",
                below=fresh,
            ),
        )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".") if number >= 10_000 else str(number)
