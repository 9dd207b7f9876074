# SPDX-License-Identifier: EUPL-1.2
"""Asking a provider for a service without a calendar: when it suits, at what price, for whom."""

from __future__ import annotations

import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt

from welfare_desk.core.dates import date_text
from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.core.wishes import wish_text
from welfare_desk.desk.sentences import line_text
from welfare_desk.desk.views.service_requests import AskView, ask_view, on_request_offerings
from welfare_desk.operations.service_answers import WithdrawServiceRequest
from welfare_desk.operations.service_requests import WORDS, AskForService
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.fields import ChoiceField, DateField, Field, NoteField
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.notices import Notice
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.service_requests.words import ServiceRequestWords

SHOWN_WISHES = 3


class AskPage(FormPage):
    """Ctrl+Invio asks; the price is that of the first day wished for, frozen when asked."""

    help_page = "service_requests"
    kinds = frozenset({"offering", "isee_attestation", "service_request"})

    def __init__(
        self, context: Context, person_id: str, offering_id: str = "", *, draft_id: str = ""
    ) -> None:
        """Without an offering it is chosen here; ``draft_id`` takes a parked form up again."""
        super().__init__(context, person_id, "", "", "ask")
        self._heading = self.tr("Ask for a service")
        self.sheet.set_heading(self._heading, "")
        self.offering_id = offering_id
        self._words = ServiceRequestWords(context.lang, self)
        self._view: AskView | None = None
        self._today = local_date(context.desk.now_us())
        self._build()
        self.save_button.set_text(self.tr("Ask the provider"))
        self.keep(draft_id, alone=bool(draft_id))
        self._listen()
        if not draft_id:
            self._load_choices()

    def reload(self) -> None:
        """Show price and conditions as they stand now."""
        self._load()

    def shown(self) -> None:
        """Take the focus to what is chosen first."""
        first = self.days[0].control if self.offering_id else self.service.control
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Record the request."""
        view = self._view
        if self.tell(self._problems()) or view is None:
            return
        request_id = self._context.desk.new_id()
        self.record(
            AskForService(
                request_id=request_id,
                person_id=view.person_id,
                offering_id=view.offering_id,
                wishes=tuple(wish_text(on, part) for on, part in self._wishes()),
                seats=self._seats(),
                words=self.words.text(),
                isee_id=view.isee_id,
                resident=view.resident,
                unit_cents=view.unit_cents,
                total_cents=view.total_cents,
                lines=view.lines,
                shares=view.shares,
            ),
            self.tr("The provider is asked for: %1").replace("%1", view.title),
            WithdrawServiceRequest(request_id=request_id, reason="undo"),
        )

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "offering_id": self.offering_id,
            "days": [day.text() for day in self.days],
            "parts": [part.value() for part in self.parts],
            "seats": self.seats.text(),
            "words": self.words.text(),
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held."""
        self.offering_id = str(payload.get("offering_id", ""))
        for day, text in zip(self.days, payload.get("days", ()), strict=False):
            day.set_text(str(text))
        for part, value in zip(self.parts, payload.get("parts", ()), strict=False):
            part.set_value(str(value))
        self.seats.set_text(str(payload.get("seats", "1")))
        self.words.set_text(str(payload.get("words", "")))
        self._load_choices()

    def _listen(self) -> None:
        self.service.box.activated.connect(lambda _index: self.touched())
        for field in (*self.days, self.seats):
            field.changed.connect(lambda _text: self.touched())
        for part in self.parts:
            part.changed.connect(lambda _part: self.touched())
        self.words.changed.connect(lambda _text: self.touched())

    def _build(self) -> None:
        look = self._look
        self.notice = Notice(look, "warning", "", name="ask.against")
        show_if(self.notice, False)
        self.sheet.body.addWidget(self.notice)
        card = Card(look, self.tr("The service"), "calendar-clock")
        self.service = ChoiceField(look, self.tr("Service"), name="ask.service")
        self.service.changed.connect(self._choose)
        card.body.addWidget(self.service)
        self.facts = KeyValue(look, ())
        card.body.addWidget(self.facts)
        self.sheet.body.addWidget(card)
        card = Card(look, self.tr("When it suits, best first"), "calendar-days")
        self.days: list[DateField] = []
        self.parts: list[ChoiceField] = []
        for place in range(SHOWN_WISHES):
            row = TurningBox(look, 16)
            day = DateField(
                look,
                self.tr("Day %1").replace("%1", str(place + 1)),
                self._today,
                past=False,
                optional=place > 0,
                tight=True,
                name=f"ask.day_{place + 1}",
            )
            part = ChoiceField(
                look, self.tr("Part of the day"), self._words.parts(), tight=True,
                name=f"ask.part_{place + 1}",
            )  # fmt: skip
            row.addWidget(day, 1)
            row.addWidget(part, 1)
            card.body.addLayout(row)
            self.days.append(day)
            self.parts.append(part)
        self.days[0].day_changed.connect(lambda _day: self._load())
        self.seats = Field(look, self.tr("How many places"), tight=True, name="ask.seats")
        self.seats.set_text("1")
        self.seats.changed.connect(lambda _text: self._load())
        card.body.addWidget(self.seats)
        self.words = NoteField(
            look,
            self.tr("What the provider must know"),
            hint=self.tr("Facts only, never a diagnosis: for example the entry phone."),
            optional=True,
            lines=2,
            name="ask.words",
        )
        card.body.addWidget(self.words)
        self.sheet.body.addWidget(card)
        card = Card(look, self.tr("Price explained"), "euro")
        self.price = KeyValue(look, ())
        card.body.addWidget(self.price)
        self.sheet.body.addWidget(card)
        self.sheet.body.addStretch(1)

    def _load_choices(self) -> None:
        desk = self._context.desk
        self._context.read(
            lambda: desk.look(on_request_offerings), self, self._take_choices, self._refused
        )

    def _take_choices(self, found: tuple[tuple[str, str], ...]) -> None:
        wished = self.offering_id
        self.service.set_choices(found)
        if wished in dict(found):
            self.service.set_value(wished)
        self.offering_id = self.service.value()
        show_if(self.service, len(found) != 1)
        if not found:
            self._refused(self.tr("No service is asked for in this way. See the agenda."))
        self._load()

    def _choose(self, offering_id: str) -> None:
        if offering_id and offering_id != self.offering_id:
            self.offering_id = offering_id
            self._load()

    def _load(self) -> None:
        if not self.offering_id:
            return
        desk, who, offering_id = self._context.desk, self.person_id, self.offering_id
        operator = desk.session.operator
        role = operator.role if operator else "operator"
        view = partial(
            ask_view,
            person_id=who,
            offering_id=offering_id,
            seats=max(1, self._seats()),
            on=self.days[0].day(),
            role=role,
        )
        self._context.read(lambda: desk.look(view), self, self._take, self._refused)

    def _refused(self, sentence: str) -> None:
        self._view = None
        self.notice.set_words(sentence, "", tone="warning")
        show_if(self.notice, True)
        self.save_button.setEnabled(False)

    def _take(self, view: AskView) -> None:
        if view.offering_id != self.offering_id:
            return
        self._view = view
        lang = self._context.lang
        self._who = f"{view.surname} {view.name}".strip()
        self.sheet.set_heading(self._heading, self._who)
        self.days[0].set_hint(self.tr("From %1 on.").replace("%1", date_text(view.first_on)))
        facts = [(self.tr("Provider"), view.provider_name)]
        if view.bring:
            facts.append((self.tr("To bring"), ", ".join(view.bring)))
        self.facts.set_rows(facts)
        self.price.set_rows(self._price_rows(view, lang))
        self._tell_against(view)
        self.save_button.setEnabled(not view.against)

    def _price_rows(self, view: AskView, lang: str) -> list[tuple[str, str]]:
        rows = [
            (line_text("fee", line.code, dict(line.facts), lang), euro_text(line.cents, lang))
            for line in view.lines
            if line.code != "units" or view.units != 1
        ]
        for share in view.shares:
            if share.payer != "person":
                words = line_text("payer", share.payer, {}, lang)
                words = f"{words} ({share.name})" if share.name else words
                rows.append((words, euro_text(-share.cents, lang)))
        rows.append((self.tr("To pay"), euro_text(view.person_cents, lang)))
        return rows

    def _tell_against(self, view: AskView) -> None:
        said = [self._said(each) for each in view.against]
        if view.open_no:
            words = self.tr("There is a request for this service already: %1")
            said.append(words.replace("%1", booking_label(view.open_no)))
        self.notice.set_words(" ".join(said), "", tone="warning")
        show_if(self.notice, bool(said))

    def _said(self, refusal: DeskError) -> str:
        return self._context.sentence(refusal)

    def _seats(self) -> int:
        text = self.seats.text()
        return int(text) if text.isdecimal() and len(text) < 4 else 0

    def _wishes(self) -> list[tuple[datetime.date, str]]:
        found = [
            (on, part.value())
            for day, part in zip(self.days, self.parts, strict=True)
            if (on := day.day()) is not None
        ]
        return list(dict.fromkeys(found))

    def _problems(self) -> list[Problem]:
        found: list[Problem] = []
        first_on = self._view.first_on if self._view else self._today
        for place, day in enumerate(self.days):
            on = day.day()
            if not day.is_readable() or (place == 0 and on is None):
                found.append((day, self.tr("Write a day, for example 30/11/2026.")))
            elif on is not None and on < first_on:
                words = self.tr("The first day possible is %1.")
                found.append((day, words.replace("%1", date_text(first_on))))
        if not 1 <= self._seats() <= 100:
            found.append((self.seats, self.tr("Write how many places, from 1 on.")))
        if len(self.words.text()) > WORDS:
            found.append((self.words, self.tr("Say it in %n letters at most.", "", WORDS)))
        return found
