# SPDX-License-Identifier: EUPL-1.2
"""A request with what was done about it, and the next step."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from welfare_desk.core.phones import phone_stored
from welfare_desk.desk.views.booking import OfferingView
from welfare_desk.desk.views.papers import PapersView
from welfare_desk.desk.views.people import PersonView
from welfare_desk.desk.views.requests import RequestView, offerings_for_need
from welfare_desk.operations.requests import SHORT_LETTERS, AddRequestStep
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, Step, StepList
from welfare_desk.ui.kit.fields import ChoiceField, Field, NoteField
from welfare_desk.ui.kit.layout import TurningBox, VBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.requests_cards import RequestWords

Loaded = tuple[PapersView | None, tuple[OfferingView, ...], tuple[OfferingView, ...]]


class StepPage(FormPage):
    """What happens with a request: offered, booked, referred, declined, unmet or closed."""

    help_page = "requests"
    kinds = frozenset({"assistance_request", "request_step"})

    def __init__(self, context: Context, view: PersonView, request_id: str) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "step")
        self._heading = self.tr("Request")
        self.sheet.set_heading(self._heading, who)
        self._request_id = request_id
        self._words, self._lines = PaperWords(self), RequestWords(context.lang, self)
        look = self._look
        self._about = QWidget()
        self._about_column = VBox(look, 16, parent=self._about)
        self.sheet.body.addWidget(self._about)
        self._make_fields()
        self._lay_out()
        self._chosen(self.outcome.value())
        self.outcome.changed.connect(self._chosen)
        self.reload()

    def reload(self) -> None:
        """Show the request and its steps as they stand now."""
        desk, person_id, request_id = self._context.desk, self.person_id, self._request_id

        def work() -> Loaded:
            papers = desk.papers(person_id)
            rows = papers.requests if papers else ()
            need = next((row.need for row in rows if row.request_id == request_id), "")
            likely = desk.look(lambda here: offerings_for_need(here, person_id, need))
            return papers, likely, desk.offerings(person_id)

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Begin with what decides the rest."""
        self.outcome.setFocus()

    def save(self) -> None:
        """Record the step."""
        if self.tell(self._problems()):
            return
        outcome = self.outcome.value()
        referred = outcome == "referred"
        phone = self.contact_phone.text() if referred else ""
        self.record(
            AddRequestStep(
                step_id=self._context.desk.new_id(),
                request_id=self._request_id,
                outcome=outcome,
                offering_id=(self.offering.value() or None) if outcome == "offered" else None,
                words=self.words.text(),
                referred_to=self.referred_to.text() if referred else "",
                contact_name=self.contact_name.text() if referred else "",
                contact_phone=phone_stored(phone) if phone else "",
            ),
            self.tr("Step recorded"),
        )

    def typed(self) -> dict[str, Any]:
        """Return nothing to keep: a step is a few keys."""
        return {}

    def _make_fields(self) -> None:
        look = self._look
        self.outcome = ChoiceField(
            look, self.tr("What happens"), self._words.outcomes(), tight=True, name="step.outcome"
        )
        self.offering = ChoiceField(
            look, self.tr("What is offered"), (("", "–"),), tight=True, name="step.offering"
        )
        self.referred_to = Field(
            look,
            self.tr("Which service"),
            tight=True,
            hint=self.tr("For example: CAF, family clinic, school."),
            name="step.referred_to",
        )
        self.contact_name = Field(
            look, self.tr("Contact person"), optional=True, tight=True, name="step.contact"
        )
        self.contact_phone = Field(
            look, self.tr("Phone"), optional=True, tight=True, name="step.phone"
        )
        self.words = NoteField(
            look, self.tr("In a few words"), optional=True, lines=2, name="step.words"
        )
        self.book = ActionButton(
            look,
            "secondary",
            self.tr("Book now"),
            icon="calendar-plus",
            size="middle",
            name="step.book",
        )
        self.book.clicked.connect(lambda: self._context.open_booking_form(self.person_id))

    def _lay_out(self) -> None:
        look = self._look
        card = Card(look, self.tr("The next step"), "list-checks")
        row = TurningBox(look, 16)
        row.addWidget(self.outcome, 1)
        row.addWidget(self.offering, 1)
        row.addWidget(self.referred_to, 1)
        card.body.addLayout(row)
        row = TurningBox(look, 16)
        row.addWidget(self.contact_name, 1)
        row.addWidget(self.contact_phone, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.words)
        card.body.addWidget(self.book)
        self.sheet.body.addWidget(card)

    def _show(self, loaded: Loaded) -> None:
        papers, likely, others = loaded
        rows = papers.requests if papers else ()
        request = next((row for row in rows if row.request_id == self._request_id), None)
        if request is None:
            return
        while (item := self._about_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._about_column.addWidget(self._request_card(request))
        if request.steps:
            self._about_column.addWidget(self._steps_card(request))
        chosen = self.offering.value()
        known = {one.offering_id for one in likely}
        choices = [*likely, *(one for one in others if one.offering_id not in known)]
        self.offering.set_choices(
            [("", self.tr("In words")), *((one.offering_id, one.name) for one in choices)]
        )
        self.offering.set_value(chosen or (likely[0].offering_id if likely else ""))

    def _request_card(self, request: RequestView) -> Card:
        look, lines = self._look, self._lines
        card = Card(look, lines.title(request), "clipboard-list")
        if card.header is not None:
            card.header.add(Badge(look, lines.face(request)))
        if request.words:
            card.body.addWidget(Text(look, request.words, "body", wrap=True))
        for line in (lines.asked(request), lines.contact(request)):
            if line:
                card.body.addWidget(Text(look, line, "secondary", "muted", wrap=True))
        return card

    def _steps_card(self, request: RequestView) -> Card:
        card = Card(self._look, self.tr("What was done"), "history", divided=True)
        steps = []
        for place, one in enumerate(request.steps, start=1):
            title, detail = self._lines.step(one)
            steps.append(
                Step(title, " · ".join(p for p in (one.words, detail) if p), "", str(place))
            )
        card.body.addWidget(StepList(self._look, steps))
        return card

    def _chosen(self, outcome: str) -> None:
        show_if(self.offering, outcome == "offered")
        show_if(self.book, outcome == "booked")
        for field in (self.referred_to, self.contact_name, self.contact_phone):
            show_if(field, outcome == "referred")

    def _problems(self) -> list[Problem]:
        found: list[Problem] = []
        outcome = self.outcome.value()
        if outcome == "referred" and not self.referred_to.text():
            found.append((self.referred_to, self.tr("Write which service, for example the CAF.")))
        if outcome == "offered" and not self.offering.value() and not self.words.text():
            found.append((self.words, self.tr("Choose a service or write what is offered.")))
        if len(self.words.text()) > SHORT_LETTERS:
            words = self.tr("Say it in %n letters at most: facts, no diagnosis.", "", SHORT_LETTERS)
            found.append((self.words, words))
        return found
