# SPDX-License-Identifier: EUPL-1.2
"""Whatever two desks do to households in whatever order, nobody counts in two at a moment."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builders import OPERATOR, TERRITORY, TODAY, TOWN, a_slot, a_territory, an_id, register
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import AlreadyInHousehold, DeskError
from welfare_desk.models.household import HouseholdMember
from welfare_desk.operations.households import (
    ChangeHousehold,
    FormHousehold,
    Joining,
    MoveMembers,
    SplitHousehold,
)
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation

START = 1_789_543_800_000_000
PEOPLE = tuple(f"person-{number}" for number in range(5))
DESKS = st.sampled_from((0, 1))
DAYS = st.integers(-3, 2).map(lambda days: TODAY + datetime.timedelta(days=days))
JOINING = st.builds(
    Joining,
    person_id=st.sampled_from(PEOPLE).map(an_id),
    role=st.sampled_from(("applicant", "child", "partner")),
    counts=st.sampled_from((True, True, True, False)),
)
JOININGS = st.lists(JOINING, min_size=1, max_size=3).map(tuple)


def at_one_moment(one: HouseholdMember, other: HouseholdMember) -> bool:
    """Tell whether a day exists on which both hold."""
    first = max(one.from_on, other.from_on)
    return all(row.to_on is None or row.to_on >= first for row in (one, other))


def never_two(rows: Iterable[Any]) -> None:
    """Check that no person counts in two memberships on a day."""
    counting: dict[str, list[HouseholdMember]] = {}
    for row in rows:
        if row.counts and (row.to_on is None or row.to_on >= row.from_on):
            counting.setdefault(row.person_id, []).append(row)
    for mine in counting.values():
        pairs = [(a, b) for n, a in enumerate(mine) for b in mine[n + 1 :]]
        assert not any(at_one_moment(one, other) for one, other in pairs), mine


class TwoDesksOnHouseholds(RuleBasedStateMachine):
    """Two desks that form, change, split and move, and exchange whenever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.server = MiniServer(TERRITORY, a_territory(a_slot()))
        self.desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2)]
        self.now = START
        self.formed: list[str] = [an_id("nowhere")]
        self.promised: set[str] = set()

    def _record(self, which: int, operation: Operation) -> None:
        desk = self.desks[which]
        before = shared(desk.rows)
        self.now += 1_000_000
        try:
            self.promised.add(desk.record(operation, self.now).op_id)
        except DeskError:
            assert shared(desk.rows) == before, "a refusal changed rows"

    def _sync(self, desk: MiniDesk) -> None:
        self.server.push(desk.waiting())
        desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    def _fresh(self) -> str:
        self.formed.append(an_id(f"household-{len(self.formed)}"))
        return self.formed[-1]

    @initialize()
    def open(self) -> None:
        """Both desks know the people; nobody has a household."""
        for desk in self.desks:
            desk.take_pull(*self.server.pull(0, desk.device))
        for name in PEOPLE:
            self.desks[0].record(register(name, surname=name), self.now)
        for desk in (*self.desks, *self.desks):
            self._sync(desk)

    @rule(which=DESKS, members=JOININGS, on=DAYS)
    def form(self, which: int, members: tuple[Joining, ...], on: datetime.date) -> None:
        self._record(
            which,
            FormHousehold(
                household_id=self._fresh(), controller_id=TOWN, members=members, from_on=on
            ),
        )

    @rule(
        which=DESKS,
        data=st.data(),
        joins=st.one_of(st.just(()), JOININGS),
        leaves=st.lists(st.sampled_from(PEOPLE).map(an_id), max_size=2),
        on=DAYS,
    )
    def change(
        self,
        which: int,
        data: st.DataObject,
        joins: tuple[Joining, ...],
        leaves: list[str],
        on: datetime.date,
    ) -> None:
        household_id = data.draw(st.sampled_from(self.formed))
        self._record(
            which,
            ChangeHousehold(household_id=household_id, on=on, joins=joins, leaves=tuple(leaves)),
        )

    @rule(which=DESKS, data=st.data(), on=DAYS)
    def leave(self, which: int, data: st.DataObject, on: datetime.date) -> None:
        """Let somebody leave where they do live, and form a household around that day."""
        rows = self.desks[which].rows.by_kind.get("household_member", {})
        if not rows:
            return
        row: Any = rows[data.draw(st.sampled_from(sorted(rows)))]
        self._record(
            which, ChangeHousehold(household_id=row.household_id, on=on, leaves=(row.person_id,))
        )
        eve = on - datetime.timedelta(days=data.draw(st.integers(0, 2)))
        self.form(which, (Joining(row.person_id, "applicant"),), eve)

    @rule(which=DESKS, data=st.data(), movers=JOININGS, on=DAYS)
    def split(
        self, which: int, data: st.DataObject, movers: tuple[Joining, ...], on: datetime.date
    ) -> None:
        household_id = data.draw(st.sampled_from(self.formed))
        self._record(
            which,
            SplitHousehold(
                household_id=household_id, new_household_id=self._fresh(), on=on, movers=movers
            ),
        )

    @rule(which=DESKS, data=st.data(), movers=JOININGS, on=DAYS)
    def move(
        self, which: int, data: st.DataObject, movers: tuple[Joining, ...], on: datetime.date
    ) -> None:
        old, new = (data.draw(st.sampled_from(self.formed)) for _ in range(2))
        self._record(
            which, MoveMembers(household_id=old, to_household_id=new, on=on, movers=movers)
        )

    @rule(which=DESKS)
    def sync(self, which: int) -> None:
        self._sync(self.desks[which])

    @rule(which=DESKS)
    def push_and_lose_the_answer(self, which: int) -> None:
        self.server.push(self.desks[which].waiting())

    @invariant()
    def nobody_counts_in_two_households_at_a_moment(self) -> None:
        for rows in (self.server.rows, *(desk.rows for desk in self.desks)):
            never_two(rows.by_kind.get("household_member", {}).values())

    @invariant()
    def no_promise_is_refused(self) -> None:
        for op_id in self.promised:
            outcome = self.server.answers.get(op_id)
            assert outcome is None or outcome.result == "accepted", outcome

    def teardown(self) -> None:
        """At rest both desks and the server hold the same rows."""
        for desk in (*self.desks, *self.desks):
            self._sync(desk)
        for desk in self.desks:
            assert shared(desk.rows) == shared(self.server.rows)


TestTwoDesksOnHouseholds = TwoDesksOnHouseholds.TestCase
TestTwoDesksOnHouseholds.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)


def test_somebody_who_was_merged_joins_no_second_household() -> None:
    """The rule goes by the person, whichever id the form names."""
    server = MiniServer(TERRITORY, a_territory(a_slot()))
    desk = MiniDesk(1, TERRITORY, 1, OPERATOR)
    desk.take_pull(*server.pull(0, 1))
    for name in ("maria", "twin", "luca"):
        desk.record(register(name), START)
    home = FormHousehold(
        household_id=an_id("home"),
        controller_id=TOWN,
        members=(Joining(an_id("maria"), "applicant"),),
        from_on=TODAY,
    )
    desk.record(home, START)
    merge = MergePeople(kept_id=an_id("maria"), merged_id=an_id("twin"), reason="la stessa")
    desk.record(merge, START, role="supervisor")
    other = FormHousehold(
        household_id=an_id("other"),
        controller_id=TOWN,
        members=(Joining(an_id("luca"), "applicant"), Joining(an_id("twin"), "partner")),
        from_on=TODAY,
    )
    before = shared(desk.rows)
    with pytest.raises(AlreadyInHousehold):
        desk.record(other, START)
    assert shared(desk.rows) == before
