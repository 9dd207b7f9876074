# SPDX-License-Identifier: EUPL-1.2
"""A household over time: who counts, who only lives here, who left, where it lived."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.household import (
    HouseholdView,
    MembershipView,
    StayView,
    household_view,
    stays_of,
)
from welfare_desk.desk.views.people import PersonView
from welfare_desk.operations.households import ChangeHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import Badge, BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import ActionBar, VBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.act_row import ActRow, add_rows
from welfare_desk.ui.people.join_page import JoinPage
from welfare_desk.ui.people.move_house_page import MoveHousePage
from welfare_desk.ui.people.papers_cards import quiet, small_button
from welfare_desk.ui.people.reason_box import AskingCard, ReasonBox, is_asking
from welfare_desk.ui.people.scale_page import ScalePage
from welfare_desk.ui.people.split_page import SplitPage
from welfare_desk.ui.people.words import PeopleWords

Loaded = tuple[HouseholdView | None, tuple[StayView, ...]]


class HouseholdPage(Page):
    """Reads first; each change is a form or a question of its own."""

    help_page = "household"
    kinds = frozenset({"household", "household_member", "person", "field_change"})

    def __init__(self, context: Context, view: PersonView) -> None:
        super().__init__()
        self.person_id = view.person_id
        self._context, self._view = context, view
        self._words = PeopleWords(self, context.lang)
        self._household: HouseholdView | None = None
        self._loaded: Loaded | None = None
        look = context.theme
        self._heading = self.tr("Household")
        who = f"{view.surname} {view.name}".strip()
        self._sheet = Sheet(look, self._heading, who, name="household")
        self._content: QWidget | None = None
        self._heads()
        bar = ActionBar(look)
        back = ActionButton(
            look,
            "secondary",
            self.tr("Back"),
            key=context.actions.key("back"),
            name="household.back",
        )
        back.clicked.connect(lambda: context.close_page(self))
        bar.add(back)
        self._sheet.set_action_bar(bar)
        self.hold(self._sheet)
        self.reload()

    def title(self) -> str:
        """Return what the page shows."""
        return self._heading

    def reload(self) -> None:
        """Show the household as it stands now."""
        desk, person_id = self._context.desk, self.person_id
        household_id = self._view.household_id or ""
        self._context.read(
            lambda: desk.look(
                lambda here: (household_view(here, household_id), stays_of(here, person_id))
            ),
            self,
            self._show,
        )

    def shown(self) -> None:
        """Focus the first thing that can be done."""
        self.join.setFocus()

    def _heads(self) -> None:
        look = self._context.theme
        self.join = ActionButton(
            look, "primary", self.tr("Add a person"), icon="user-plus", name="household.join"
        )
        acts: tuple[tuple[str, str, str, Callable[[], None]], ...] = (
            (self.tr("Move house"), "house", "household.move", self._move),
            (self.tr("Split"), "users", "household.split", self._split),
            (self.tr("Scale"), "calculator", "household.scale", self._scale),
        )
        for words, icon, name, act in acts:
            button = ActionButton(look, "secondary", words, icon=icon, name=name)
            button.clicked.connect(act)
            self._sheet.add_header(button)
        self.join.clicked.connect(self._join)
        self._sheet.add_header(self.join)

    def _show(self, loaded: Loaded) -> None:
        if is_asking(self._content) or loaded == self._loaded:
            return
        self._loaded = loaded
        self._household, stays = loaded
        if self._content is not None:
            self._sheet.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = VBox(self._context.theme, 16, parent=self._content)
        self._sheet.body.addWidget(self._content)
        household = self._household
        if household is None:
            words = self.tr("No household yet. It is needed for ISEE and vouchers.")
            column.addWidget(quiet(self._context, words))
            return
        context = self._context
        column.addWidget(MembersCard(context, self.tr("Who counts"), "users", household, True))
        if household.others:
            heading = self.tr("Lives here without counting")
            column.addWidget(MembersCard(context, heading, "house", household, False))
        self._lists(column, household, stays)

    def _lists(self, column: VBox, household: HouseholdView, stays: tuple[StayView, ...]) -> None:
        former = [
            (self._name(one), self._span(one), self._words.left(one.reason))
            for one in household.past
            if not one.mistaken
        ]
        coming = [(self._name(one), self._span(one), "") for one in household.coming]
        moves = [
            (
                f"{one.surname} {one.name}".strip(),
                self.tr("%1, from %2").replace("%1", one.after).replace("%2", date_text(one.on)),
                " · ".join(
                    part
                    for part in (
                        self.tr("was: %1").replace("%1", one.before) if one.before else "",
                        one.reason,
                    )
                    if part
                ),
            )
            for one in household.addresses
        ]
        earlier = [
            (
                ", ".join(one.with_whom) or self.tr("alone"),
                self._span(one),
                self._words.left(one.reason),
            )
            for one in stays
            if not one.now and not one.mistaken
        ]
        who = f"{self._view.surname} {self._view.name}".strip()
        for heading, icon, rows in (
            (self.tr("Joins later"), "clock", coming),
            (self.tr("Who left"), "log-out", former),
            (self.tr("Addresses"), "map-pin", moves),
            (self.tr("Earlier households of %1").replace("%1", who), "history", earlier),
        ):
            if rows:
                column.addWidget(self._list(heading, icon, rows))

    def _list(self, heading: str, icon: str, rows: Sequence[tuple[str, str, str]]) -> Card:
        look = self._context.theme
        card = Card(look, heading, icon, count=len(rows), divided=True)
        add_rows(card, [ActRow(look, title, (told, why)) for title, told, why in rows])
        return card

    def _name(self, one: MembershipView) -> str:
        return f"{one.surname} {one.name}".strip()

    def _span(self, one: MembershipView | StayView) -> str:
        words = self.tr("%1, from %2 to %3") if one.to_on else self.tr("%1, from %2")
        words = words.replace("%1", self._words.role(one.role))
        words = words.replace("%2", date_text(one.from_on))
        return words.replace("%3", date_text(one.to_on)) if one.to_on else words

    def _join(self) -> None:
        if self._household is not None:
            self._context.set_page(JoinPage(self._context, self._view, self._household))

    def _split(self) -> None:
        if self._household is not None:
            who = f"{self._view.surname} {self._view.name}".strip()
            page = SplitPage(self._context, self.person_id, self._household.household_id, who)
            self._context.set_page(page)

    def _move(self) -> None:
        if self._household is not None:
            self._context.set_page(MoveHousePage(self._context, self._view, self._household))

    def _scale(self) -> None:
        self._context.set_page(ScalePage(self._context, self._view))


class MembersCard(AskingCard):
    """People of the household today; each may leave with a day and a reason."""

    def __init__(
        self, context: Context, title: str, icon: str, household: HouseholdView, counting: bool
    ) -> None:
        members = household.members if counting else household.others
        name = "household.members" if counting else "household.others"
        super().__init__(context, title, icon, count=len(members), name=name)
        self._household_id = household.household_id
        self._words = PeopleWords(self, context.lang)
        self._rows = {one.person_id: self._row(one) for one in members}
        add_rows(self, tuple(self._rows.values()))
        if not members:
            self.body.addWidget(quiet(context, self.tr("Nobody counts today.")))

    def _row(self, one: MembershipView) -> ActRow:
        name = f"{one.surname} {one.name}".strip()
        years = self.tr("%n years", "", one.age) if one.age is not None else ""
        since = self.tr("since %1").replace("%1", date_text(one.from_on))
        parts = (self._words.role(one.role), years, since)
        row = ActRow(
            self._context.theme,
            name,
            (" · ".join(part for part in parts if part),),
            icon="user",
            name=f"member.{one.person_id}",
        )
        if not one.counts:
            row.add(
                Badge(self._context.theme, BadgeFace(self.tr("Does not count"), "neutral", "minus"))
            )
        spoken = self.tr("Open %1").replace("%1", name)
        show = small_button(
            self._context, self.tr("Open"), spoken, "", f"member.open.{one.person_id}"
        )
        show.clicked.connect(partial(self._context.open_person, one.person_id))
        row.add(show)
        spoken = self.tr("Change the role of %1").replace("%1", name)
        role = small_button(
            self._context, self.tr("Role"), spoken, "pencil", f"member.role.{one.person_id}"
        )
        role.clicked.connect(partial(self._ask_role, one))
        row.add(role)
        spoken = self.tr("%1 leaves the household").replace("%1", name)
        leave = small_button(
            self._context, self.tr("Leaves"), spoken, "log-out", f"member.leave.{one.person_id}"
        )
        leave.clicked.connect(partial(self._ask_leave, one))
        row.add(leave)
        return row

    def _ask_leave(self, one: MembershipView) -> None:
        name = f"{one.surname} {one.name}".strip()
        box = ReasonBox(
            self._context.theme,
            self.tr("%1 leaves the household").replace("%1", name),
            self.tr("Record"),
            effect=self.tr("Past bookings, cards and papers stay as they are."),
            icon="log-out",
            reasons=self._words.leaving(),
            today=local_date(self._context.desk.now_us()),
            name="member.leave",
        )
        box.given.connect(partial(self._leave, one))
        self.ask(box, self._rows[one.person_id])

    def _ask_role(self, one: MembershipView) -> None:
        name = f"{one.surname} {one.name}".strip()
        others = [role for role in self._words.roles() if role[0] != one.role]
        # None is chosen beforehand: a key pressed too early must change nothing.
        choices = (("", self.tr("Choose")), *others)
        box = ReasonBox(
            self._context.theme,
            self.tr("Another role for %1").replace("%1", name),
            self.tr("Change the role"),
            effect=self.tr("The role until now stays in the history."),
            icon="pencil",
            reasons=choices,
            asks=self.tr("Role"),
            today=local_date(self._context.desk.now_us()),
            name="member.role",
        )
        box.given.connect(partial(self._change_role, one))
        self.ask(box, self._rows[one.person_id])

    def _change_role(self, one: MembershipView, role: str, day: date) -> None:
        change, undo = (
            ChangeHousehold(
                household_id=self._household_id,
                on=day,
                joins=(Joining(one.person_id, each, one.counts),),
                leaves=(one.person_id,),
                reason="role_changed",
            )
            for each in (role, one.role)
        )
        name = f"{one.surname} {one.name}".strip()
        self.record(change, self.tr("Role of %1 changed").replace("%1", name), undo)

    def _leave(self, one: MembershipView, why: str, day: date) -> None:
        change = ChangeHousehold(
            household_id=self._household_id,
            on=day,
            leaves=(one.person_id,),
            reason=why,
        )
        undo = ChangeHousehold(
            household_id=self._household_id,
            on=day,
            joins=(Joining(one.person_id, one.role, one.counts),),
        )
        fact = self.tr("%1 left the household").replace("%1", f"{one.surname} {one.name}".strip())
        self.record(change, fact, undo)
