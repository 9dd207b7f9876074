# SPDX-License-Identifier: EUPL-1.2
"""A provider's answer at the counter: what to say, and what the person said to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from welfare_desk.desk.views.service_requests import RequestRow
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.service_answers import (
    AgreeServiceRequest,
    TellRefusal,
    WithdrawServiceRequest,
)
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.people.act_row import ActRow
from welfare_desk.ui.people.papers_cards import small_button
from welfare_desk.ui.service_requests.words import ServiceRequestWords

Record = Callable[[Operation, str], None]


class TellingRows:
    """Makes rows of requests with what may be done about each."""

    def __init__(self, context: Context, words: ServiceRequestWords, record: Record) -> None:
        """``record`` stores an act and says the fact."""
        self._context, self._words, self._record = context, words, record

    def row(self, row: RequestRow, *, named: bool) -> ActRow:
        """Return the row of a request; ``named`` says who asks and whom to call."""
        words = self._words
        title = words.heading(row) if named else row.title
        asked = words.wishes(row.wishes)
        details = [words.answer(row) or asked]
        details.append(" · ".join((row.provider_name, words.price(row), words.number(row))))
        if named:
            details.append(words.phone(row))
        made = ActRow(
            self._context.theme,
            title,
            details,
            icon="calendar-clock",
            name=f"service_request.{row.request_id}",
        )
        made.add(Badge(self._context.theme, words.face(row.state)))
        for act, icon in _acts(row):
            text, fact = words.act(act.kind())
            name = f"{act.kind()}.{row.request_id}"
            button = small_button(self._context, text, f"{text}: {title}", icon, name)
            button.clicked.connect(partial(self._record, act, fact))
            made.add(button)
        return made


def _acts(row: RequestRow) -> list[tuple[Operation, str]]:
    found: list[tuple[Operation, str]] = []
    if row.state in ("accepted", "countered") and row.answer_on is not None:
        agree = AgreeServiceRequest(
            request_id=row.request_id, on=row.answer_on, minute=row.answer_minute
        )
        found.append((agree, "check"))
    if row.state == "refused":
        found.append((TellRefusal(request_id=row.request_id), "check"))
    if row.state in ("asked", "accepted", "countered", "agreed"):
        found.append((WithdrawServiceRequest(request_id=row.request_id), "undo-2"))
    return found
