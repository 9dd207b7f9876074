# SPDX-License-Identifier: EUPL-1.2
"""Any interleaving of merges, undos, edits and households at two desks keeps every promise."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from tests.builders import OPERATOR, TERRITORY, TODAY, a_territory, an_id, register
from tests.properties.test_two_desks import DESKS, PEOPLE, TwoDesks
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.changes import change_id
from welfare_desk.operations.households import ChangeHousehold, Joining
from welfare_desk.operations.merging import MergePeople, ProposeMerge, UndoMerge
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.registry import from_body
from welfare_desk.operations.reviews import CloseReview, decisions_for
from welfare_desk.operations.world import DictRows

ONE = st.sampled_from(PEOPLE)
CODES = ("RSSMRA62C45H501N", "RSSMRA62C45H50MF", "VRDLCU80A01F202B", "")
CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(("+391", "+392", "")),
        "fiscal_code": st.sampled_from(CODES),
        "surname": st.sampled_from(("Rossi", "Russo")),
        "born_on": st.sampled_from(("1962-03-05", "1962-05-03")),
    },
)
KEPT_FOR_EVER = ("person", "booking", "award", "voucher_card", "household_member", "field_change")


class Merging(TwoDesks):
    """Two desks and their server, and people who turn out to be one, or not."""

    def __init__(self) -> None:
        super().__init__()
        self.ever: dict[str, set[str]] = {kind: set() for kind in KEPT_FOR_EVER}

    def _supervise(self, which: int, operation: Any) -> bool:
        desk = self.desks[which]
        before = shared(desk.rows)
        try:
            act = desk.record(operation, self._now(), role="supervisor")
        except DeskError:
            assert shared(desk.rows) == before, "a refusal changed rows"
            return False
        self.promised[act.op_id] = act.kind
        return True

    @rule(which=DESKS, kept=ONE, merged=ONE, changes=CHANGES)
    def merge(self, which: int, kept: str, merged: str, changes: dict[str, str]) -> None:
        self._supervise(
            which, MergePeople(kept_id=an_id(kept), merged_id=an_id(merged), changes=changes)
        )

    @rule(which=DESKS, merged=ONE, named=st.booleans())
    def undo(self, which: int, merged: str, named: bool) -> None:
        merges = [
            act.op_id
            for operation, act, _ in self.desks[which].journal
            if isinstance(operation, MergePeople) and operation.merged_id == an_id(merged)
        ]
        op_id = merges[-1] if named and merges else None
        self._supervise(which, UndoMerge(merged_id=an_id(merged), merge_op_id=op_id))

    @rule(which=DESKS, person=ONE, changes=CHANGES)
    def amend(self, which: int, person: str, changes: dict[str, str]) -> None:
        self._supervise(which, AmendPerson(person_id=an_id(person), changes=changes))

    @rule(which=DESKS, one=ONE, other=ONE)
    def propose(self, which: int, one: str, other: str) -> None:
        self._supervise(which, ProposeMerge(person_id=an_id(one), other_id=an_id(other)))

    @rule(which=DESKS, data=st.data())
    def close(self, which: int, data: st.DataObject) -> None:
        rows = self.desks[which].rows.by_kind.get("review_item", {})
        items = sorted(row.id for row in rows.values())
        if items:
            item = rows[data.draw(st.sampled_from(items))]
            assert isinstance(item, ReviewItem)
            decisions = decisions_for(item.code, item.other_id)
            decision = data.draw(st.sampled_from(decisions))
            self._supervise(which, CloseReview(review_id=item.id, decision=decision))

    @rule(which=DESKS, person=ONE, home=ONE, joins=st.booleans())
    def change_household(self, which: int, person: str, home: str, joins: bool) -> None:
        joining = (Joining(an_id(person), "other"),) if joins else ()
        leaving = () if joins else (an_id(person),)
        self._supervise(
            which,
            ChangeHousehold(
                household_id=an_id(f"home-{home}"), on=TODAY, joins=joining, leaves=leaving
            ),
        )

    @precondition(lambda self: len(self.ever["field_change"]) < 400)
    @rule(which=DESKS, kept=ONE, merged=ONE, changes=CHANGES)
    def merge_and_undo_in_peace(
        self, which: int, kept: str, merged: str, changes: dict[str, str]
    ) -> None:
        """With nobody else at work both people are as they were."""
        for desk in (*self.desks, *self.desks):
            self._sync(desk)
        before = dict(self.server.rows.by_kind["person"])
        operation = MergePeople(kept_id=an_id(kept), merged_id=an_id(merged), changes=changes)
        if not self._supervise(which, operation):
            return
        op_id = self.desks[which].journal[-1][1].op_id
        for desk in (*self.desks, *self.desks):
            self._sync(desk)
        assert self._supervise(1 - which, UndoMerge(merged_id=an_id(merged), merge_op_id=op_id))
        self._sync(self.desks[1 - which])
        assert self.server.rows.by_kind["person"] == before

    @invariant()
    def redirects_never_go_round(self) -> None:
        for rows in (self.server.rows, *(desk.rows for desk in self.desks)):
            people = rows.by_kind.get("person", {})
            for row in people.values():
                seen, here = set(), row
                while isinstance(here, Person) and here.merged_into:
                    assert here.id not in seen, "a redirect goes round"
                    seen.add(here.id)
                    assert here.merged_into in people
                    here = people[here.merged_into]

    @invariant()
    def nothing_of_anybody_is_lost(self) -> None:
        for kind in KEPT_FOR_EVER:
            now = set(self.server.rows.by_kind.get(kind, {}))
            assert self.ever[kind] <= now, kind
            self.ever[kind] |= now

    def teardown(self) -> None:
        super().teardown()
        every_write_is_remembered(self.server, self.desks)


def every_write_is_remembered(server: MiniServer, desks: list[MiniDesk]) -> None:
    """Each accepted edit has left a row a field, with the value that was typed."""
    rows = server.rows.by_kind.get("field_change", {})
    for _, act, _ in (entry for desk in desks for entry in desk.journal):
        operation = from_body(act.body)
        told = server.answers[act.op_id]
        if told.code or not isinstance(operation, AmendPerson):
            continue
        for field, value in operation.changes.items():
            row = rows[change_id(act.op_id, field)]
            assert isinstance(row, FieldChange)
            assert row.after == value


TestMerging = Merging.TestCase
TestMerging.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_closing_at_two_desks_ends_alike() -> None:
    server = MiniServer(TERRITORY, a_territory())
    desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2)]
    now = 1_789_543_800_000_000
    for name in ("maria", "luca"):
        desks[0].record(register(name, surname=name), now)
    desks[0].record(ProposeMerge(person_id=an_id("maria"), other_id=an_id("luca")), now)
    for desk in (*desks, *desks):
        server.push(desk.waiting())
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    (item,) = server.rows.by_kind["review_item"].values()
    desks[0].record(CloseReview(review_id=item.id, decision="different"), now, role="supervisor")
    desks[1].record(
        MergePeople(kept_id=an_id("maria"), merged_id=an_id("luca")), now, role="supervisor"
    )
    for desk in (*desks, *desks):
        server.push(desk.waiting())
        desk.take_pull(*server.pull(desk.cursor, desk.device))
    closed = server.rows.by_kind["review_item"][item.id]
    assert isinstance(closed, ReviewItem)
    assert msgspec.structs.asdict(closed)["decision"] == "different", "the first to arrive decided"
    rows: list[DictRows] = [desk.rows for desk in desks]
    assert all(shared(each) == shared(server.rows) for each in rows)
