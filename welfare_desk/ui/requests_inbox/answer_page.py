# SPDX-License-Identifier: EUPL-1.2
"""The answer to one request: yes with day and time, another time, or no with words."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt

from welfare_desk.core.instants import local_date, minute_text
from welfare_desk.core.wishes import Wish
from welfare_desk.desk.views.service_requests import RequestRow
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.service_answers import (
    LONGEST,
    AcceptServiceRequest,
    CounterServiceRequest,
    RefuseServiceRequest,
)
from welfare_desk.operations.service_requests import WORDS
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import DateField, Field, NoteField
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.segments import Segmented
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.service_requests.words import ServiceRequestWords

_TIME = re.compile(r"([01]?\d|2[0-3])[:.,h]?([0-5]\d)?")
_STARTS = {"any": 9 * 60, "morning": 9 * 60, "afternoon": 15 * 60, "evening": 18 * 60}


def read_minute(text: str) -> int | None:
    """Return minutes since midnight of ``9``, ``9:30`` or ``9.30``; of anything else nothing."""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        return None
    return int(found[1]) * 60 + int(found[2] or 0)


class AnswerPage(FormPage):
    """Ctrl+Invio answers; the day and time of the first wish stand there already."""

    help_page = "service_requests"

    def __init__(self, context: Context, row: RequestRow, way: str = "accept") -> None:
        """``way`` is ``accept``, ``counter`` or ``refuse``."""
        super().__init__(context, "", "", f"{row.surname} {row.name}".strip(), "answer")
        self._heading = self.tr("Answer a request")
        self._row = row
        self._words = ServiceRequestWords(context.lang, self)
        self._today = local_date(context.desk.now_us())
        self.sheet.set_heading(self._heading, self._words.heading(row))
        self._build()
        self.way.set_value(way)
        self._turn(way)
        self.save_button.set_text(self.tr("Answer"))

    def shown(self) -> None:
        """Take the focus to what is to be written."""
        field = self.words.control if self.way.value() == "refuse" else self.day.control
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Record the answer."""
        if self.tell(self._problems()):
            return
        facts = {
            "accept": self.tr("Accepted: the counter tells the person"),
            "counter": self.tr("Proposed: the counter asks the person"),
            "refuse": self.tr("Refused: the counter tells the person"),
        }
        self.record(self._operation(), facts[self.way.value()])

    def _operation(self) -> Operation:
        request_id, seen, words = self._row.request_id, self._row.mark, self.words.text()
        if self.way.value() == "refuse":
            return RefuseServiceRequest(request_id=request_id, seen=seen, words=words)
        on = self.day.day()
        assert on is not None, "the problems were told before"
        kind = AcceptServiceRequest if self.way.value() == "accept" else CounterServiceRequest
        return kind(
            request_id=request_id,
            seen=seen,
            on=on,
            minute=read_minute(self.time.text()) or 0,
            minutes=int(self.minutes.text()),
            words=words,
        )

    def _build(self) -> None:
        look, row = self._look, self._row
        card = Card(look, self.tr("The request"), "message-square")
        rows = [
            (self.tr("Number"), self._words.number(row)),
            (self.tr("When it suits"), self._words.wishes(row.wishes)),
            (self.tr("Places"), str(row.seats)),
            (self.tr("Price"), self._words.price(row)),
            (self.tr("Phone"), self._words.phone(row)),
        ]
        if row.words:
            rows.append((self.tr("To know"), row.words))
        if row.state != "asked":
            rows.append((self.tr("Answered so far"), self._words.answer(row)))
        card.body.addWidget(KeyValue(look, rows))
        self.sheet.body.addWidget(card)
        card = Card(look, self.tr("The answer"), "calendar-check")
        ways: tuple[tuple[str, str], ...] = (
            ("accept", self.tr("Accept")),
            ("counter", self.tr("Another time")),
            ("refuse", self.tr("Refuse")),
        )
        if row.state in ("accepted", "agreed"):
            ways = ways[1:]
        self.way = Segmented(look, self.tr("What to answer"), ways, name="answer.way")
        self.way.chosen.connect(self._turn)
        card.body.addWidget(self.way)
        line = TurningBox(look, 16)
        self.day = DateField(
            look, self.tr("Day"), self._today, past=False, tight=True, name="answer.day"
        )
        self.time = Field(look, self.tr("Time"), tight=True, name="answer.time")
        self.minutes = Field(look, self.tr("Minutes"), tight=True, name="answer.minutes")
        for field in (self.day, self.time, self.minutes):
            line.addWidget(field, 1)
        card.body.addLayout(line)
        self.words = NoteField(
            look, self.tr("What the person is told"), lines=2, name="answer.words"
        )
        card.body.addWidget(self.words)
        self.sheet.body.addWidget(card)
        self.sheet.body.addStretch(1)
        self._propose()

    def _propose(self) -> None:
        row = self._row
        wish = row.wishes[0] if row.wishes else Wish(self._today, "any")
        asked = row.answer_on is None
        on = wish.on if asked or row.answer_on is None else row.answer_on
        self.day.set_day(max(on, self._today))
        minute = _STARTS[wish.part] if asked else row.answer_minute
        self.time.set_text(minute_text(minute))
        self.minutes.set_text(str(row.answer_minutes or max(1, row.minutes)))

    def _turn(self, way: str) -> None:
        for field in (self.day, self.time, self.minutes):
            show_if(field, way != "refuse")
        hint = self.tr("Needed: the person hears why.") if way == "refuse" else ""
        self.words.set_hint(hint)

    def _problems(self) -> list[Problem]:
        found: list[Problem] = []
        words = self.words.text()
        if self.way.value() == "refuse":
            if not words:
                found.append((self.words, self.tr("Write in a few words why.")))
        else:
            on = self.day.day()
            if on is None or on < self._today:
                found.append((self.day, self.tr("Write a day from today on.")))
            if read_minute(self.time.text()) is None:
                found.append((self.time, self.tr("Write the time, for example 9:30.")))
            minutes = self.minutes.text()
            if not minutes.isdecimal() or not 1 <= int(minutes[:6]) <= LONGEST:
                found.append((self.minutes, self.tr("Write how many minutes.")))
        if len(words) > WORDS:
            found.append((self.words, self.tr("Say it in %n letters at most.", "", WORDS)))
        return found
