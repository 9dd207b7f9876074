# SPDX-License-Identifier: EUPL-1.2
"""Households, merges, attestations, bookings and cards at two desks, in one machine."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.builders import (
    FUND,
    OPERATOR,
    SCHEME,
    TERRITORY,
    TODAY,
    TOWN,
    a_fund,
    a_slot,
    a_territory,
    an_id,
    issue,
    register,
)
from tests.properties.test_households import never_two
from tests.properties.test_merging import Merging
from tests.properties.test_two_desks import DESKS, PEOPLE, SLOTS, START
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.fees import price
from welfare_desk.core.instants import DAY_US, local_date
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme
from welfare_desk.operations.attestations import CorrectIsee, RepriceBookings, WithdrawIsee
from welfare_desk.operations.bookings import BookPlace, RecordAttendance
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    MoveHouse,
    MoveMembers,
    RecordIsee,
    SplitHousehold,
)
from welfare_desk.operations.membership import counting_members
from welfare_desk.operations.merging import MergePeople, UndoMerge
from welfare_desk.operations.repricing import right_for_household, right_for_person
from welfare_desk.operations.world import World

LATER = (a_slot("in two days", places=2, days=2), a_slot("in a week", places=9, days=7))
EVERY_SLOT = (*SLOTS, *LATER)
DAYS = st.integers(-4, 2)
JOININGS = st.lists(
    st.builds(
        Joining,
        person_id=st.sampled_from(PEOPLE).map(an_id),
        role=st.sampled_from(("applicant", "child", "partner")),
        counts=st.sampled_from((True, True, True, False)),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
CENTS = st.sampled_from((0, 700_000, 1_000_000, 1_600_000))
KINDS = st.sampled_from(("ordinary", "ordinary", "current", "minors"))


class Everything(Merging):
    """Two desks and their server; whatever a counter does to a family, in any order."""

    def __init__(self) -> None:
        super().__init__()
        fund = a_fund(budget_cents=90_000)
        self.server = MiniServer(TERRITORY, a_territory(*EVERY_SLOT, fund=fund))
        self.told: dict[str, Any] = {}

    @property
    def today(self) -> datetime.date:
        return local_date(self.now)

    def _world(self, desk: MiniDesk) -> World:
        return World(desk.rows, TERRITORY, settled=False)

    def _household(self, which: int, data: st.DataObject) -> str:
        rows = sorted(self.desks[which].rows.by_kind.get("household", {}))
        return data.draw(st.sampled_from([*rows, an_id("nowhere")]))

    def _fresh(self, kind: str) -> str:
        self.made += 1
        return an_id(f"{kind}-{self.made}")

    # Households.

    @rule(which=DESKS, members=JOININGS, days=DAYS)
    def form_household(self, which: int, members: tuple[Joining, ...], days: int) -> None:
        self._supervise(
            which,
            FormHousehold(
                household_id=self._fresh("formed"),
                controller_id=TOWN,
                members=members,
                from_on=self.today + datetime.timedelta(days=days),
                residence_istat="028063",
            ),
        )

    @rule(which=DESKS, data=st.data(), joins=JOININGS, days=DAYS)
    def change_role(
        self, which: int, data: st.DataObject, joins: tuple[Joining, ...], days: int
    ) -> None:
        """Let everybody who joins leave first, where they do live there."""
        household_id = self._household(which, data)
        rows = self.desks[which].rows.by_kind.get("household_member", {}).values()
        here = {
            row.person_id
            for row in rows
            if isinstance(row, HouseholdMember) and row.household_id == household_id
        }
        on = self.today + datetime.timedelta(days=days)
        leaves = tuple(each.person_id for each in joins if each.person_id in here)
        self._supervise(
            which, ChangeHousehold(household_id=household_id, on=on, joins=joins, leaves=leaves)
        )

    @rule(which=DESKS, data=st.data(), movers=JOININGS, days=DAYS)
    def split(
        self, which: int, data: st.DataObject, movers: tuple[Joining, ...], days: int
    ) -> None:
        self._supervise(
            which,
            SplitHousehold(
                household_id=self._household(which, data),
                new_household_id=self._fresh("split"),
                on=self.today + datetime.timedelta(days=days),
                movers=movers,
            ),
        )

    @rule(which=DESKS, data=st.data(), days=DAYS)
    def move_in_together(self, which: int, data: st.DataObject, days: int) -> None:
        """Let all who count in one household move to another one."""
        old, new = self._household(which, data), self._household(which, data)
        on = self.today + datetime.timedelta(days=days)
        movers = counting_members(self._world(self.desks[which]), old, on)
        joining = tuple(Joining(each, "other") for each in movers)
        self._supervise(
            which, MoveMembers(household_id=old, to_household_id=new, on=on, movers=joining)
        )

    @rule(which=DESKS, data=st.data(), istat=st.sampled_from(("", "028063", "028060")))
    def move_house(self, which: int, data: st.DataObject, istat: str) -> None:
        self._supervise(
            which,
            MoveHouse(
                household_id=self._household(which, data),
                on=self.today,
                street=f"Via {self.made}",
                residence_istat=istat,
            ),
        )

    # Attestations.

    @rule(which=DESKS, data=st.data(), cents=CENTS, kind=KINDS)
    def record_isee(self, which: int, data: st.DataObject, cents: int, kind: str) -> None:
        household_id = self._household(which, data)
        members = counting_members(self._world(self.desks[which]), household_id, self.today)
        child = kind == "minors" and members
        self._supervise(
            which,
            RecordIsee(
                isee_id=self._fresh("attested"),
                household_id=household_id,
                isee_kind=kind,
                value_cents=cents,
                issued_on=self.today,
                valid_to=self.today + datetime.timedelta(days=data.draw(st.integers(0, 200))),
                beneficiary_id=data.draw(st.sampled_from(members)) if child else None,
            ),
        )

    def _attested(self, which: int, data: st.DataObject) -> str:
        rows = sorted(self.desks[which].rows.by_kind.get("isee_attestation", {}))
        return data.draw(st.sampled_from([*rows, an_id("none")]))

    @rule(which=DESKS, data=st.data(), cents=CENTS)
    def correct_isee(self, which: int, data: st.DataObject, cents: int) -> None:
        self._supervise(
            which,
            CorrectIsee(
                isee_id=self._attested(which, data),
                reason="battuta male",
                isee_kind="ordinary",
                value_cents=cents,
                issued_on=self.today,
                valid_to=self.today + datetime.timedelta(days=30),
            ),
        )

    @rule(which=DESKS, data=st.data())
    def withdraw_isee(self, which: int, data: st.DataObject) -> None:
        self._supervise(which, WithdrawIsee(isee_id=self._attested(which, data), reason="di altri"))

    @rule(which=DESKS, data=st.data())
    def reprice(self, which: int, data: st.DataObject) -> None:
        self._supervise(which, RepriceBookings(household_id=self._household(which, data)))

    # Bookings and cards at what is right for the person that day.

    @rule(which=DESKS, person=st.sampled_from(PEOPLE), slot=st.sampled_from(EVERY_SLOT))
    def book_as_explained(self, which: int, person: str, slot: Any) -> None:
        desk = self.desks[which]
        world = self._world(desk)
        chosen = right_for_person(world, an_id(person), "ordinary", self.today)
        scheme = world.get(FeeScheme, SCHEME)
        assert scheme is not None
        cents = None if chosen.isee is None else chosen.isee.value_cents
        due = price(scheme.scheme, cents, True, False, 1)
        self._record(
            desk,
            BookPlace(
                booking_id=self._fresh("booking"),
                person_id=an_id(person),
                slot_id=slot.id,
                isee_id=chosen.isee_id,
                unit_cents=due.unit_cents,
                total_cents=due.total_cents,
            ),
        )

    @rule(which=DESKS, data=st.data(), outcome=st.sampled_from(sorted(HOLDS_PLACE)))
    def attend(self, which: int, data: st.DataObject, outcome: str) -> None:
        rows = sorted(self.desks[which].rows.by_kind.get("booking", {}))
        if rows:
            booking_id = data.draw(st.sampled_from(rows))
            self._record(
                self.desks[which], RecordAttendance(booking_id=booking_id, outcome=outcome)
            )

    @rule(which=DESKS, data=st.data())
    def issue_as_due(self, which: int, data: st.DataObject) -> None:
        desk = self.desks[which]
        household_id = self._household(which, data)
        world = self._world(desk)
        members = counting_members(world, household_id, self.today)
        if not members:
            return
        chosen = right_for_household(world, household_id, (), self.today)
        resource = f"home:{household_id}"
        if not desk.left(resource):
            desk.take_in(self.server.lease(desk.device, resource, 1, self.now))
        amounts = a_fund().criteria.amounts_cents
        cents = amounts[min(len(members), len(amounts)) - 1]
        operation = issue("card", "x", "y", chosen.isee_id or an_id("none"), cents)
        self._record(
            desk,
            msgspec.structs.replace(
                operation,
                card_id=self._fresh("card"),
                household_id=household_id,
                person_id=members[0],
                isee_id=chosen.isee_id,
            ),
        )

    @rule(which=DESKS, slot=st.sampled_from(LATER))
    def lease_later_places(self, which: int, slot: Any) -> None:
        desk = self.desks[which]
        desk.take_in(self.server.lease(desk.device, f"slot:{slot.id}", 2, self.now))

    @precondition(lambda self: local_date(self.now) < TODAY + datetime.timedelta(days=8))
    @rule()
    def a_night_passes(self) -> None:
        self.now += DAY_US

    # What holds.

    @invariant()
    def places_later_are_those_committed(self) -> None:
        rows = self.server.rows.by_kind
        bookings = [row for row in rows.get("booking", {}).values() if isinstance(row, Booking)]
        for slot in LATER:
            taken = sum(
                row.seats for row in bookings if row.slot_id == slot.id and row.state in HOLDS_PLACE
            )
            resource = rows["resource"][f"slot:{slot.id}"]
            assert isinstance(resource, Resource)
            assert taken == resource.committed <= slot.places

    @invariant()
    def what_was_told_never_changes(self) -> None:
        for op_id, outcome in self.server.answers.items():
            assert self.told.setdefault(op_id, outcome) == outcome

    @invariant()
    def a_booking_names_an_attestation_that_is_there(self) -> None:
        for rows in (self.server.rows, *(desk.rows for desk in self.desks)):
            known = rows.by_kind.get("isee_attestation", {})
            for row in rows.by_kind.get("booking", {}).values():
                assert isinstance(row, Booking)
                assert not row.isee_id or isinstance(known.get(row.isee_id), IseeAttestation)

    @invariant()
    def nobody_counts_in_two_households_under_one_id(self) -> None:
        never_two(self.server.rows.by_kind.get("household_member", {}).values())

    @invariant()
    def a_household_counts_nobody_twice(self) -> None:
        world = World(self.server.rows, TERRITORY, settled=True)
        for household_id in self.server.rows.by_kind.get("household", {}):
            members = counting_members(world, household_id, self.today)
            assert len(members) == len(set(members))


TestEverything = Everything.TestCase
TestEverything.settings = settings(
    max_examples=40,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def test_promises_of_both_desks_are_rows_at_rest() -> None:
    """The machine does what it should: both desks end with what the server has."""
    machine = Everything()
    machine.open()
    machine.book_as_explained(0, PEOPLE[0], LATER[1])
    machine.a_night_passes()
    machine.form_household(1, (Joining(an_id(PEOPLE[1]), "applicant", False),), -4)
    machine.teardown()
    assert all(shared(desk.rows) == shared(machine.server.rows) for desk in machine.desks)
    assert len(machine.server.rows.by_kind["booking"]) == 1
    assert machine.server.rows.by_kind["resource"][f"fund:{FUND}"] is not None


def test_stamp_of_an_earlier_merge_is_the_image_under_a_later_one() -> None:
    """A stamp put over another one unseen was dropped at the desk that had made it."""
    server = MiniServer(TERRITORY, a_territory(a_slot()))
    desk = MiniDesk(1, TERRITORY, 1, OPERATOR)
    desk.take_pull(*server.pull(0, 1))
    merge = MergePeople(kept_id=an_id("maria"), merged_id=an_id("twin"))
    for operation in (
        register("maria"),
        register("twin"),
        merge,
        UndoMerge(merged_id=an_id("twin")),
    ):
        desk.record(operation, START, role="supervisor")
    server.push(desk.waiting())
    desk.take_pull(*server.pull(desk.cursor, 1))
    desk.record(merge, START, role="supervisor")
    stamps = server.rows.by_kind["field_stamp"]
    assert stamps
    assert {key[1]: row for key, row in desk.images.items() if key[0] == "field_stamp"} == stamps
