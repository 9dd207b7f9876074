# SPDX-License-Identifier: EUPL-1.2
"""Moving house: the new address of all who count, from a day; the old one stays in the history."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.household import HouseholdView
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.households import MoveHouse
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import DateField, Field
from welfare_desk.ui.kit.layout import TurningBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.town_field import TownField


class MoveHousePage(FormPage):
    """Street, number, postal code, municipality and the day."""

    help_page = "household"

    def __init__(self, context: Context, view: PersonView, household: HouseholdView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "move_house")
        self._heading = self.tr("Move house")
        self.sheet.set_heading(self._heading, who)
        self._view, self._household = view, household
        self._today = local_date(context.desk.now_us())
        look = self._look
        self.street = Field(look, self.tr("Street"), tight=True, name="move_house.street")
        self.street_no = Field(look, self.tr("Number"), tight=True, name="move_house.street_no")
        self.postal_code = Field(
            look, self.tr("Postal code"), tight=True, name="move_house.postal_code"
        )
        self.town = TownField(look, self.tr("Municipality"), name="move_house.town")
        self.on = DateField(
            look, self.tr("From which day"), self._today, tight=True, name="move_house.on"
        )
        self.on.set_day(self._today)
        self.reason = Field(
            look, self.tr("Why"), optional=True, tight=True, name="move_house.reason"
        )
        card = Card(look, self.tr("The new address"), "house")
        for fields in (
            ((self.street, 6), (self.street_no, 2)),
            ((self.postal_code, 2), (self.town, 6)),
            ((self.on, 2), (self.reason, 6)),
        ):
            row = TurningBox(look, 16)
            for field, share in fields:
                row.addWidget(field, share)
            card.body.addLayout(row)
        names = ", ".join(f"{one.surname} {one.name}".strip() for one in household.members)
        words = self.tr("For all who count: %1.").replace("%1", names)
        card.body.addWidget(Text(look, words, "secondary", wrap=True))
        was = self._address()
        if was:
            words = self.tr("Address until now: %1. It stays in the history.").replace("%1", was)
            card.body.addWidget(Text(look, words, "secondary", "muted", wrap=True))
        self.sheet.body.addWidget(card)
        context.read(lambda: context.desk.look(intake_facts), self, self._know)

    def save(self) -> None:
        """Record the new address; it can be undone."""
        problems: list[Problem] = []
        day = self.on.day()
        if not self.street.text():
            problems.append((self.street, self.tr("Write the street, for example Via Roma.")))
        if not self.town.is_readable():
            problems.append((self.town, self.town.trouble()))
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            problems.append((self.on, words))
        elif day > self._today:
            words = self.tr("Record it when it is true: the day must not be in the future.")
            problems.append((self.on, words))
        if self.tell(problems) or day is None:
            return
        view, household_id = self._view, self._household.household_id
        new = MoveHouse(
            household_id=household_id,
            on=day,
            street=self.street.text(),
            street_no=self.street_no.text(),
            postal_code=self.postal_code.text(),
            residence_istat=self.town.value(),
            reason=self.reason.text(),
        )
        undo = None
        if view.street:
            undo = MoveHouse(
                household_id=household_id,
                on=day,
                street=view.street,
                street_no=view.street_no,
                postal_code=view.postal_code,
                residence_istat=view.residence_istat,
            )
        self.record(new, self.tr("New address recorded"), undo)

    def _address(self) -> str:
        view = self._view
        street = f"{view.street} {view.street_no}".strip()
        town = f"{view.postal_code} {view.municipality_name}".strip()
        return ", ".join(part for part in (street, town) if part)

    def _know(self, facts: IntakeFacts) -> None:
        self.town.set_choices([(town.istat_code, town.name) for town in facts.towns])
        self.town.set_value(self._view.residence_istat or facts.home.istat_code)
        postal = {town.istat_code: town.postal_code for town in facts.towns}
        self.postal_code.set_text(postal.get(self.town.value(), ""))
        self.town.changed.connect(
            lambda _text: self.postal_code.set_text(postal.get(self.town.value(), ""))
        )
