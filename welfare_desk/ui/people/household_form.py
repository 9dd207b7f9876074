# SPDX-License-Identifier: EUPL-1.2
"""Forming a household: who lives together, in which role, from which day."""

from __future__ import annotations

from typing import Any

from welfare_desk.core.instants import local_date
from welfare_desk.core.membership import counts_by_default
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.operations.households import FormHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import DateField
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.member_list import Member, MemberList
from welfare_desk.ui.people.person_search import PersonSearch


class HouseholdForm(FormPage):
    """The person first; others are found as they are typed."""

    help_page = "household"

    def __init__(self, context: Context, person_id: str, who: str = "", draft_id: str = "") -> None:
        """``draft_id`` takes a parked form up again, with the person's id alone."""
        super().__init__(context, person_id, "", who, "household")
        self._heading = self.tr("Form the household")
        self.sheet.set_heading(self._heading, who)
        self._facts: IntakeFacts | None = None
        self._person: PersonView | None = None
        look = self._look
        card = Card(look, self.tr("Who lives together"), "users")
        self.members = MemberList(look, context.lang)
        card.body.addWidget(self.members)
        self.search = PersonSearch(
            context, self.tr("Add a person already registered"), "household.search"
        )
        self.search.chosen.connect(self._add)
        card.body.addWidget(self.search)
        words = self.tr("A carer or a foster child lives here without counting for the ISEE.")
        card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.sheet.body.addWidget(card)
        when = Card(look, self.tr("From which day"), "calendar-days")
        today = local_date(context.desk.now_us())
        self.from_on = DateField(
            look,
            self.tr("Day"),
            today,
            tight=True,
            hint=self.tr("The day of the change in the registry, or today."),
            name="household.from_on",
        )
        self.from_on.set_day(today)
        when.body.addWidget(self.from_on)
        self.sheet.body.addWidget(when)
        if who:
            self.members.add(Member(person_id, who, "applicant"))
        self.keep(draft_id, alone=bool(draft_id) and not who)
        self.members.changed.connect(self.touched)
        self.from_on.changed.connect(lambda _text: self.touched())
        context.read(
            lambda: context.desk.look(
                lambda here: (intake_facts(here), person_view(here, person_id))
            ),
            self,
            self._know,
        )

    def save(self) -> None:
        """Record the household."""
        day = self.from_on.day()
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            self.tell([(self.from_on, words)])
            return
        chosen = self.members.members()
        if not chosen:
            self.tell([(None, self.tr("A household needs at least one person."))])
            return
        if self._facts is None or self._person is None:
            return
        joining = tuple(
            Joining(one.person_id, one.role, counts_by_default(one.role)) for one in chosen
        )
        operation = FormHousehold(
            household_id=self._context.desk.new_id(),
            controller_id=self._facts.controller_id,
            members=joining,
            from_on=day,
            residence_istat=self._person.residence_istat,
        )
        self.record(operation, self.tr("Household formed"))

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "members": self.members.typed(),
            "from_on": self.from_on.text(),
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held."""
        for one in self.members.members():
            self.members.remove(one.person_id)
        self.members.fill(payload.get("members", []))
        self.from_on.set_text(str(payload.get("from_on", "")))

    def _add(self, hit: Hit) -> None:
        self.members.add(Member(hit.person_id, f"{hit.surname} {hit.name}".strip()))

    def _know(self, told: tuple[IntakeFacts, PersonView | None]) -> None:
        self._facts, self._person = told
