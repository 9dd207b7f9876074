# SPDX-License-Identifier: EUPL-1.2
"""Forming a household, or letting people join and leave it."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.households import ChangeHousehold, FormHousehold, Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import DateField
from welfare_desk.ui.people.form_page import FormPage
from welfare_desk.ui.people.member_list import Member, MemberList
from welfare_desk.ui.people.person_search import PersonSearch


class HouseholdPage(FormPage):
    """Who lives together, from which day."""

    def __init__(self, context: Context, view: PersonView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "household")
        self._heading = self.tr("Household")
        self.sheet.set_heading(self._heading, who)
        self._view = view
        self._facts: IntakeFacts | None = None
        look = self._look
        card = Card(look, self.tr("Who lives together"), "users")
        self.members = MemberList(look)
        card.body.addWidget(self.members)
        self.search = PersonSearch(
            context, self.tr("Add a person already registered"), "household.search"
        )
        self.search.chosen.connect(self._add)
        card.body.addWidget(self.search)
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
        if view.members:
            for one in view.members:
                name = f"{one.surname} {one.name}".strip()
                self.members.add(Member(one.person_id, name, one.role), settled=True)
        else:
            self.members.add(Member(view.person_id, who, "applicant"))
        context.read(lambda: context.desk.look(intake_facts), self, self._know)

    def save(self) -> None:
        """Record the household, or who joined and left."""
        day = self.from_on.day()
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            self.tell([(self.from_on, words)])
            return
        chosen = {one.person_id: one for one in self.members.members()}
        if not chosen:
            self.tell([(None, self.tr("A household needs at least one person."))])
            return
        if self._facts is None:
            return
        if not self._view.household_id:
            members = tuple(Joining(one.person_id, one.role) for one in chosen.values())
            operation = FormHousehold(
                household_id=self._context.desk.new_id(),
                controller_id=self._facts.controller_id,
                members=members,
                from_on=day,
                residence_istat=self._view.residence_istat,
            )
            self.record(operation, self.tr("Household formed"))
            return
        before = [one.person_id for one in self._view.members]
        joins = tuple(Joining(p, one.role) for p, one in chosen.items() if p not in before)
        leaves = tuple(person_id for person_id in before if person_id not in chosen)
        if not joins and not leaves:
            self._context.close_page(self)
            return
        change = ChangeHousehold(
            household_id=self._view.household_id, on=day, joins=joins, leaves=leaves
        )
        self.record(change, self.tr("Household changed"))

    def _add(self, hit: Hit) -> None:
        self.members.add(Member(hit.person_id, f"{hit.surname} {hit.name}".strip()))

    def _know(self, facts: IntakeFacts) -> None:
        self._facts = facts
