# SPDX-License-Identifier: EUPL-1.2
"""Answers of providers that people have to be told, the oldest first."""

from __future__ import annotations

from welfare_desk.desk.views.service_requests import RequestRow, to_tell
from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.act_row import add_rows
from welfare_desk.ui.service_requests.telling import TellingRows
from welfare_desk.ui.service_requests.words import ServiceRequestWords


class AnswersPage(Page):
    """Call, say the answer, press what the person says; a row leaves once it was told."""

    help_page = "service_requests"
    kinds = frozenset({"service_request", "person", "offering"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("answers")
        self._context = context
        look = context.theme
        self._sheet = Sheet(look, self.tr("Answers to tell"), name="answers.page")
        self.card = Card(look, self.tr("To call"), "phone", divided=True, name="answers.card")
        self._rows = TellingRows(context, ServiceRequestWords(context.lang, self), self._record)
        self._sheet.body.addWidget(self.card)
        self._none = Card(look)
        words = self.tr("Nobody waits for an answer to be told. Providers' answers appear here.")
        self._none.body.addWidget(EmptyState(look, words, icon="phone"))
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        show_if(self._none, False)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Answers to tell")

    def reload(self) -> None:
        """Show the answers as they stand now."""
        desk = self._context.desk
        self._context.read(lambda: desk.look(to_tell), self, self._show)

    def shown(self) -> None:
        """Bring the list up to date."""
        self.reload()
        self.setFocus()

    def _show(self, rows: tuple[RequestRow, ...]) -> None:
        clear(self.card.body)
        add_rows(self.card, [self._rows.row(row, named=True) for row in rows])
        if self.card.header is not None:
            self.card.header.set_count(len(rows))
        show_if(self.card, bool(rows))
        show_if(self._none, not rows)

    def _record(self, operation: Operation, fact: str) -> None:
        context = self._context

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            context.toast(fact)
            self.reload()

        context.write(lambda: context.desk.record(operation), self, done)
