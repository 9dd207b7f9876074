# SPDX-License-Identifier: EUPL-1.2
"""Adding somebody to a household: found as they are typed, in a role, from a day."""

from __future__ import annotations

from welfare_desk.core.instants import local_date
from welfare_desk.core.membership import counts_by_default
from welfare_desk.desk.omnibox import Hit
from welfare_desk.desk.views.household import (
    HouseholdView,
    MembershipView,
    household_view,
    stays_of,
)
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.households import ChangeHousehold, MoveMembers
from welfare_desk.operations.membership import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.boxes import CheckRow
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import ChoiceField, DateField
from welfare_desk.ui.kit.layout import HBox, TurningBox
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.form_page import FormPage, Problem
from welfare_desk.ui.people.household_picture import Face, Home, HouseholdPicture
from welfare_desk.ui.people.person_search import PersonSearch
from welfare_desk.ui.people.words import PeopleWords


class JoinPage(FormPage):
    """Who counts elsewhere moves in one act, and the picture says so before it is recorded."""

    help_page = "household"

    def __init__(self, context: Context, view: PersonView, household: HouseholdView) -> None:
        who = f"{view.surname} {view.name}".strip()
        super().__init__(context, view.person_id, "", who, "join")
        self._heading = self.tr("Add a person to the household")
        self.sheet.set_heading(self._heading, who)
        self._household = household
        self._words = PeopleWords(self, context.lang)
        self._hit: Hit | None = None
        self._from: HouseholdView | None = None
        look, today = self._look, local_date(context.desk.now_us())
        self.search = PersonSearch(
            context, self.tr("Surname and name, or code"), "join.search", needed=True
        )
        self.chosen = Text(look, self.tr("Nobody chosen yet."), "row_title", wrap=True)
        self.role = ChoiceField(
            look, self.tr("Role"), self._words.roles(), tight=True, name="join.role"
        )
        self.role.set_value("child")
        self.on = DateField(look, self.tr("From which day"), today, tight=True, name="join.on")
        self.on.set_day(today)
        self.counts = CheckRow(look, self.tr("Counts in this household"), name="join.counts")
        self.counts.setChecked(True)
        self.picture = HouseholdPicture(look, "join.picture")
        self._lay_out()
        self.search.chosen.connect(self._take)
        self.role.changed.connect(self._role_chosen)
        self.counts.toggled.connect(lambda _on: self._draw())
        self._draw()

    def save(self) -> None:
        """Record who joins; who counts elsewhere leaves there the same day."""
        problems: list[Problem] = []
        day = self.on.day()
        if self._hit is None:
            problems.append((self.search.field, self.tr("Search the person and press Add.")))
        if day is None:
            words = self.tr("Write day, month and year, for example 05/03/2026.")
            problems.append((self.on, words))
        if self.tell(problems) or self._hit is None or day is None:
            return
        person_id, household_id = self._hit.person_id, self._household.household_id
        joining = Joining(person_id, self.role.value(), self.counts.isChecked())
        name = f"{self._hit.surname} {self._hit.name}".strip()
        fact = self.tr("%1 joined the household").replace("%1", name)
        if self._from is not None and joining.counts:
            move = MoveMembers(
                household_id=self._from.household_id,
                to_household_id=household_id,
                on=day,
                movers=(joining,),
            )
            before = next((one for one in self._from.members if one.person_id == person_id), None)
            back = MoveMembers(
                household_id=household_id,
                to_household_id=self._from.household_id,
                on=day,
                movers=(Joining(person_id, before.role if before else "other"),),
                reason="error",
            )
            self.record(move, fact, back)
            return
        join = ChangeHousehold(household_id=household_id, on=day, joins=(joining,))
        leave = ChangeHousehold(
            household_id=household_id, on=day, leaves=(person_id,), reason="error"
        )
        self.record(join, fact, leave)

    def _lay_out(self) -> None:
        look = self._look
        card = Card(look, self.tr("Who joins"), "user-plus")
        card.body.addWidget(self.search)
        found = HBox(look, 8)
        found.addWidget(self.chosen, 1)
        new = ActionButton(
            look,
            "ghost",
            self.tr("New person"),
            icon="user-plus",
            size="small",
            name="join.new_person",
        )
        new.clicked.connect(lambda: self._context.open_intake(name=self.search.field.text()))
        found.addWidget(new)
        card.body.addLayout(found)
        row = TurningBox(look, 16)
        row.addWidget(self.role, 1)
        row.addWidget(self.on, 1)
        card.body.addLayout(row)
        card.body.addWidget(self.counts)
        self.sheet.body.addWidget(card)
        self.preview = Card(look, self.tr("How it will be"), "eye")
        self.preview.body.addWidget(self.picture)
        self.sheet.body.addWidget(self.preview)
        show_if(self.preview, False)

    def _take(self, hit: Hit) -> None:
        self._hit, self._from = hit, None
        desk, person_id = self._context.desk, hit.person_id
        self.chosen.setText(f"{hit.surname} {hit.name}".strip())

        def work() -> HouseholdView | None:
            stays = desk.look(lambda here: stays_of(here, person_id))
            now = next((one for one in stays if one.now and one.counts), None)
            if now is None or now.household_id == self._household.household_id:
                return None
            return desk.look(lambda here: household_view(here, now.household_id))

        def found(elsewhere: HouseholdView | None) -> None:
            self._from = elsewhere
            self._draw()

        self._context.read(work, self, found)
        self.role.setFocus()

    def _role_chosen(self, role: str) -> None:
        self.counts.setChecked(counts_by_default(role))
        self._draw()

    def _draw(self) -> None:
        show_if(self.preview, self._hit is not None)
        if self._hit is None:
            return
        name = f"{self._hit.surname} {self._hit.name}".strip()
        here = tuple(self._face(one) for one in self._household.members)
        title = self.tr("This household")
        before, after = [Home(title, here)], []
        counts = self.counts.isChecked()
        note = self.tr("comes") if counts else self.tr("lives here, does not count")
        new = Face(name, self._words.role(self.role.value()), "ok" if counts else "neutral", note)
        after.append(Home(title, (*here, new)))
        if self._from is not None:
            others = tuple(self._face(one) for one in self._from.members)
            elsewhere = self.tr("Household where %1 counts today").replace("%1", name)
            before.append(Home(elsewhere, others))
            stays = others
            if counts:
                stays = tuple(
                    self._face(one)
                    for one in self._from.members
                    if one.person_id != self._hit.person_id
                )
            left = "" if stays else self.tr("Nobody counts there any more.")
            after.append(Home(elsewhere, stays, left))
        self.picture.show_homes(before, after)

    def _face(self, one: MembershipView) -> Face:
        return Face(f"{one.surname} {one.name}".strip(), self._words.role(one.role))
