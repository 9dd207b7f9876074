# SPDX-License-Identifier: EUPL-1.2
"""A person's requests of services: what was asked, what was answered, what to say now."""

from __future__ import annotations

from welfare_desk.desk.views.service_requests import (
    RequestRow,
    on_request_offerings,
    requests_of_person,
)
from welfare_desk.operations.operation import Operation
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import clear
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.act_row import add_rows
from welfare_desk.ui.people.papers_cards import quiet, small_button
from welfare_desk.ui.service_requests.ask_page import AskPage
from welfare_desk.ui.service_requests.telling import TellingRows
from welfare_desk.ui.service_requests.words import ServiceRequestWords

Loaded = tuple[tuple[RequestRow, ...], bool]
MOST = 12
"""Older requests are in the history alone."""


class ServiceRequestsCard(Card):
    """There where something was asked, or may be."""

    def __init__(self, context: Context, person_id: str) -> None:
        super().__init__(
            context.theme, self.tr("Services on request"), "calendar-clock", divided=True,
            name="person.service_requests",
        )  # fmt: skip
        self._context, self._person_id = context, person_id
        self._rows = TellingRows(context, ServiceRequestWords(context.lang, self), self._record)
        words = self.tr("Ask for a service")
        self.ask = small_button(context, words, words, "calendar-plus", "person.ask_service")
        self.ask.clicked.connect(self._ask)
        if self.header is not None:
            self.header.add(self.ask)
        show_if(self, False)
        self.reload()

    def reload(self) -> None:
        """Show the requests as they stand now."""
        desk, person_id = self._context.desk, self._person_id

        def work() -> Loaded:
            return desk.look(
                lambda here: (
                    requests_of_person(here, person_id),
                    bool(on_request_offerings(here)),
                )
            )

        self._context.read(work, self, self._show)

    def _show(self, loaded: Loaded) -> None:
        rows, may_ask = loaded
        clear(self.body)
        show_if(self, bool(rows) or may_ask)
        show_if(self.ask, may_ask)
        if not rows:
            self.body.addWidget(quiet(self._context, self.tr("Nothing was asked for yet.")))
        add_rows(self, [self._rows.row(row, named=False) for row in rows[:MOST]])

    def _ask(self) -> None:
        self._context.set_page(AskPage(self._context, self._person_id))

    def _record(self, operation: Operation, fact: str) -> None:
        context = self._context

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            context.toast(fact)
            self.reload()

        context.write(lambda: context.desk.record(operation), self, done)
