# SPDX-License-Identifier: EUPL-1.2
"""The lists on which a person waits, with the place that is offered and what may be done."""

from __future__ import annotations

from functools import partial

from welfare_desk.desk.views.waiting import TurnView, turns_of_person
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.papers_cards import small_button
from welfare_desk.ui.waiting.turn_page import TurnPage
from welfare_desk.ui.waiting.words import WaitingWords

Turns = tuple[tuple[str, TurnView], ...]


class WaitingCard(Card):
    """There while the person waits for something; each turn opens on its own page."""

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__(
            context.theme, self.tr("On waiting lists"), "hourglass", divided=True,
            name="person.waiting",
        )  # fmt: skip
        self._context, self._words = context, WaitingWords(self, context.lang)
        show_if(self, False)
        desk = context.desk
        context.read(
            lambda: desk.look(lambda look: turns_of_person(look, person_id)), self, self._show
        )

    def _show(self, turns: Turns) -> None:
        clear(self.body)
        show_if(self, bool(turns))
        add_rows(self, [self._row(title, turn) for title, turn in turns])

    def _row(self, title: str, turn: TurnView) -> ActRow:
        words = self._words
        where = self.tr("Place %1 on the list").replace("%1", str(turn.place)) if turn.place else ""
        details = (words.offered(turn), " · ".join(filter(None, (where, words.since(turn)))))
        row = ActRow(self._context.theme, title, details)
        row.add(Badge(self._context.theme, words.state(turn)))
        said = self.tr("Open the turn: %1").replace("%1", title)
        button = small_button(self._context, self.tr("Open"), said, "", f"turn.{turn.entry_id}")
        button.clicked.connect(partial(self._open, turn.entry_id))
        row.add(button)
        return row

    def _open(self, entry_id: str) -> None:
        self._context.set_page(TurnPage(self._context, entry_id))
