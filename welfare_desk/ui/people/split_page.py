# SPDX-License-Identifier: EUPL-1.2
"""Splitting a household: who leaves, into which new one, shown before it is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.household import HouseholdView, MembershipView, household_view
from welfare_desk.desk.views.intake import IntakeFacts, intake_facts
from welfare_desk.operations.households import MoveMembers, SplitHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import ChoiceBox
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, DateField
from welfare_desk.ui.kit.layout import Panel, TurningBox, VBox
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.household_picture import Face, Home, HouseholdPicture
from welfare_desk.ui.people.town_field import TownField
from welfare_desk.ui.people.words import PeopleWords

STAYS, GOES, BOTH = "stays", "goes", "both"


@dataclass
class _Row:
    member: MembershipView
    where: ChoiceBox
    role: ChoiceBox


class SplitPage(FormPage):
    """Each member stays, leaves, or lives in both homes and counts in this one."""

    help_page = "household"

    def __init__(
        self,
        context: Context,
        person_id: str,
        household_id: str,
        who: str = "",
        draft_id: str = "",
    ) -> None:
        """``draft_id`` takes a parked form up again."""
        super().__init__(context, person_id, "", who, "split")
        self._heading = self.tr("Split the household")
        self.sheet.set_heading(self._heading, who)
        self._household_id = household_id
        self._household: HouseholdView | None = None
        self._pending: dict[str, Any] = {}
        self._words = PeopleWords(self, context.lang)
        self._rows: dict[str, _Row] = {}
        look, today = self._look, local_date(context.desk.now_us())
        self.on = DateField(look, self.tr("From which day"), today, tight=True, name="split.on")
        self.on.set_day(today)
        reasons = [(code, words) for code, words in self._words.leaving() if code != "death"]
        self.reason = ChoiceField(look, self.tr("Why"), reasons, tight=True, name="split.reason")
        self.reason.set_value("separated")
        self.town = TownField(
            look,
            self.tr("Municipality of the new household"),
            hint=self.tr("Leave it empty if it is the same."),
            name="split.town",
        )
        self.picture = HouseholdPicture(look, "split.picture")
        self._lay_out()
        self.keep(draft_id, alone=not who)
        for field in (self.reason, self.town):
            field.changed.connect(lambda _id: self._draw())
        self.on.changed.connect(lambda _text: self.touched())
        desk = context.desk
        context.read(
            lambda: desk.look(
                lambda here: (household_view(here, self._household_id), intake_facts(here))
            ),
            self,
            self._know,
        )

    def shown(self) -> None:
        """Begin with the first person."""
        for row in self._rows.values():
            row.where.setFocus()
            return
        super().shown()

    def save(self) -> None:
        """Record both households in one act."""
        problems: list[Problem] = []
        day = self.on.day()
        movers = self.movers()
        staying = [row for row in self._rows.values() if row.where.currentData() != GOES]
        if not any(one.counts for one in movers):
            problems.append((None, self.tr("Choose who leaves.")))
        elif not staying:
            words = self.tr("Somebody must stay. If all move, record that they move house.")
            problems.append((None, words))
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            problems.append((self.on, words))
        if not self.town.is_readable():
            problems.append((self.town, self.town.trouble()))
        if self.tell(problems) or day is None:
            return
        new_id = self._context.desk.new_id()
        operation = SplitHousehold(
            household_id=self._household_id,
            new_household_id=new_id,
            on=day,
            movers=movers,
            reason=self.reason.value(),
            residence_istat=self.town.value(),
        )
        undo = None
        if all(one.counts for one in movers):
            back = tuple(
                Joining(one.person_id, self._rows[one.person_id].member.role) for one in movers
            )
            undo = MoveMembers(
                household_id=new_id,
                to_household_id=self._household_id,
                on=day,
                movers=back,
                reason="error",
            )
        self.record(operation, self.tr("Household split"), undo)

    def movers(self) -> tuple[Joining, ...]:
        """Return who lives in the new household, and who of them counts there."""
        return tuple(
            Joining(person_id, row.role.currentData(), row.where.currentData() == GOES)
            for person_id, row in self._rows.items()
            if row.where.currentData() != STAYS
        )

    def typed(self) -> dict[str, Any]:
        """Return what the form holds, for a draft."""
        return {
            **super().typed(),
            "household_id": self._household_id,
            "on": self.on.text(),
            "reason": self.reason.value(),
            "town": self.town.value(),
            "members": {
                person_id: [row.where.currentData(), row.role.currentData()]
                for person_id, row in self._rows.items()
            },
        }

    def fill(self, payload: dict[str, Any]) -> None:
        """Show what a draft held; members come when they are read."""
        self._pending = payload
        self.on.set_text(str(payload.get("on", "")))
        self.reason.set_value(str(payload.get("reason", "")))
        if not self._household_id:
            self._household_id = str(payload.get("household_id", ""))
            desk, household_id = self._context.desk, self._household_id
            self._context.read(
                lambda: desk.look(
                    lambda here: (household_view(here, household_id), intake_facts(here))
                ),
                self,
                self._know,
            )
        self._apply_pending()

    def _lay_out(self) -> None:
        look = self._look
        card = Card(look, self.tr("Who leaves"), "users", divided=True)
        self._list = VBox(look, 0)
        card.body.addLayout(self._list)
        self.sheet.body.addWidget(card)
        preview = Card(look, self.tr("How it will be"), "eye")
        preview.body.addWidget(self.picture)
        self.sheet.body.addWidget(preview)
        when = Card(look, self.tr("When and why"), "calendar-days")
        row = TurningBox(look, 16)
        for field in (self.on, self.reason, self.town):
            row.addWidget(field, 1)
        when.body.addLayout(row)
        self.sheet.body.addWidget(when)

    def _know(self, told: tuple[HouseholdView | None, IntakeFacts]) -> None:
        household, facts = told
        self._filling = True
        self.town.set_choices([(one.istat_code, one.name) for one in facts.towns])
        if household is not None and self._household is None:
            self._show(household)
        self._filling = False

    def _show(self, household: HouseholdView) -> None:
        self._household = household
        for place, member in enumerate(household.members):
            self._add(member, lined=place < len(household.members) - 1)
        self._apply_pending()
        self._draw()
        self.shown()

    def _add(self, member: MembershipView, *, lined: bool) -> None:
        look = self._look
        name = f"{member.surname} {member.name}".strip()
        panel = Panel("row" if lined else "")
        line = TurningBox(look, 12, (16, 6, 16, 6), panel)
        words = VBox(look, 0)
        words.addWidget(Text(look, name, "row_title", wrap=True))
        words.addWidget(Text(look, self._words.role(member.role), "secondary", "muted", wrap=True))
        line.addLayout(words, 2)
        where, role = ChoiceBox(look, tight=True), ChoiceBox(look, tight=True)
        for box, choices, spoken, key in (
            (where, self._places(), self.tr("Where %1 lives"), "where"),
            (role, self._words.roles(), self.tr("Role of %1 in the new household"), "role"),
        ):
            for choice, told in choices:
                box.addItem(told, choice)
            box.setAccessibleName(spoken.replace("%1", name))
            box.setObjectName(f"split.{key}.{member.person_id}")
        role.setCurrentIndex(max(0, role.findData(member.role)))
        row = _Row(member, where, role)
        where.currentIndexChanged.connect(lambda _index, row=row: self._placed(row))
        role.currentIndexChanged.connect(lambda _index: self._draw())
        role.setDisabled(True)
        line.addWidget(where, 2)
        line.addWidget(role, 2)
        self._rows[member.person_id] = row
        self._list.addWidget(panel)

    def _places(self) -> tuple[tuple[str, str], ...]:
        return (
            (STAYS, self.tr("Stays")),
            (GOES, self.tr("Leaves")),
            (BOTH, self.tr("Lives in both, counts here")),
        )

    def _placed(self, row: _Row) -> None:
        row.role.setDisabled(row.where.currentData() == STAYS)
        goers = [each for each in self._rows.values() if each.where.currentData() == GOES]
        if len(goers) == 1 and goers[0] is row:
            row.role.setCurrentIndex(max(0, row.role.findData("applicant")))
        self._draw()

    def _apply_pending(self) -> None:
        for person_id, kept in self._pending.get("members", {}).items():
            row = self._rows.get(person_id)
            if row is None:
                continue
            where, role = kept
            row.where.setCurrentIndex(max(0, row.where.findData(where)))
            row.role.setCurrentIndex(max(0, row.role.findData(role)))
        if self._pending.get("town"):
            self.town.set_value(str(self._pending["town"]))

    def _draw(self) -> None:
        here, new = self.tr("This household"), self.tr("New household")
        before = tuple(
            Face(self._who_is(row), self._words.role(row.member.role))
            for row in self._rows.values()
        )
        stay, go = [], []
        for row in self._rows.values():
            where, role = row.where.currentData(), self._words.role(row.role.currentData())
            if where != GOES:
                stay.append(Face(self._who_is(row), self._words.role(row.member.role)))
            if where == GOES:
                go.append(Face(self._who_is(row), role, "ok", self.tr("comes")))
            if where == BOTH:
                go.append(Face(self._who_is(row), role, "neutral", self.tr("does not count")))
        after = [Home(here, tuple(stay))]
        if go:
            after.insert(0, Home(new, tuple(go), self.tr("Needs an ISEE of its own.")))
        self.picture.show_homes([Home(here, before)], after)
        self.touched()

    def _who_is(self, row: _Row) -> str:
        return f"{row.member.surname} {row.member.name}".strip()
