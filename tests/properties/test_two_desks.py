# SPDX-License-Identifier: EUPL-1.2
"""Any interleaving of two desks on few places and a small fund keeps every promise."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from tests.builders import (
    FUND,
    OPERATOR,
    TERRITORY,
    a_fund,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Award, Grant, Resource
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.bookings import BookTogether, CancelBooking, Guest, MoveBooking
from welfare_desk.operations.cards import BlockCard, ReplaceCard
from welfare_desk.operations.rights import is_provisional

START = 1_789_543_800_000_000
SLOTS = (a_slot("morning", places=3), a_slot("noon", places=1, minute=720))
PEOPLE = tuple(f"person-{number}" for number in range(6))
DESKS = st.sampled_from((0, 1))


class TwoDesks(RuleBasedStateMachine):
    """Two desks, one server; every step may come in any order and any number of times."""

    def __init__(self) -> None:
        super().__init__()
        fund = a_fund(budget_cents=60_000)
        self.server = MiniServer(TERRITORY, a_territory(*SLOTS, fund=fund))
        self.desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2)]
        self.now = START
        self.made = 0
        self.promised: dict[str, str] = {}

    def _now(self) -> int:
        self.now += 1_000_000
        return self.now

    def _record(self, desk: MiniDesk, operation: Any) -> None:
        before = shared(desk.rows)
        try:
            act = desk.record(operation, self._now())
        except DeskError:
            assert shared(desk.rows) == before, "a refusal changed rows"
            return
        if not is_provisional(operation, act):
            self.promised[act.op_id] = act.kind

    def _sync(self, desk: MiniDesk) -> None:
        self.server.push(desk.waiting())
        desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    @initialize()
    def open(self) -> None:
        """Both desks know the territory and hold numbers; the first knows the people."""
        for desk in self.desks:
            desk.take_pull(*self.server.pull(0, desk.device))
            for resource in ("number:booking", "number:receipt", f"serial:{FUND}"):
                desk.take_in(self.server.lease(desk.device, resource, 60, self.now))
            for slot in SLOTS:
                desk.take_in(self.server.lease(desk.device, f"slot:{slot.id}", 1, self.now))
            desk.take_in(
                self.server.lease(desk.device, f"fund:{FUND}", 24_000, self.now, unit=12_000)
            )
        for number, name in enumerate(PEOPLE):
            desk = self.desks[number % 2]
            for operation in (
                register(name),
                form(f"home-{name}", name),
                isee(f"isee-{name}", f"home-{name}"),
            ):
                desk.record(operation, self._now())
        for desk in (*self.desks, *self.desks):
            self._sync(desk)

    @rule(which=DESKS, slot=st.sampled_from(SLOTS), person=st.sampled_from(PEOPLE))
    def book(self, which: int, slot: Any, person: str) -> None:
        self.made += 1
        self._record(self.desks[which], book(f"booking-{self.made}", person, slot))

    @rule(
        which=DESKS,
        slot=st.sampled_from(SLOTS),
        people=st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=3),
    )
    def book_together(self, which: int, slot: Any, people: list[str]) -> None:
        """All or none: the places are those of as many people as the act names."""
        self.made += 1
        guests = tuple(
            Guest(
                booking_id=an_id(f"booking-{self.made}-{place}"), person_id=an_id(person),
                unit_cents=2_200, total_cents=2_200,
            )
            for place, person in enumerate(people)
        )  # fmt: skip
        self._record(self.desks[which], BookTogether(slot_id=slot.id, guests=guests))

    @rule(which=DESKS, data=st.data())
    def cancel_or_move(self, which: int, data: st.DataObject) -> None:
        desk = self.desks[which]
        rows = sorted(desk.rows.by_kind.get("booking", {}))
        if not rows:
            return
        row_id = data.draw(st.sampled_from(rows))
        row = desk.rows.by_kind["booking"][row_id]
        assert isinstance(row, Booking)
        if data.draw(st.booleans()):
            self._record(desk, CancelBooking(booking_id=row_id))
        else:
            slot = data.draw(st.sampled_from(SLOTS))
            self._record(
                desk, MoveBooking(booking_id=row_id, person_id=row.person_id, slot_id=slot.id)
            )

    @rule(which=DESKS, person=st.sampled_from(PEOPLE))
    def issue(self, which: int, person: str) -> None:
        self.made += 1
        self._record(
            self.desks[which],
            issue(f"card-{self.made}", f"home-{person}", person, an_id(f"isee-{person}")),
        )

    @rule(which=DESKS, data=st.data())
    def block_or_replace(self, which: int, data: st.DataObject) -> None:
        desk = self.desks[which]
        rows = sorted(desk.rows.by_kind.get("voucher_card", {}))
        if not rows:
            return
        card_id = data.draw(st.sampled_from(rows))
        self._record(desk, BlockCard(card_id=card_id, reason="smarrita"))
        if data.draw(st.booleans()):
            self.made += 1
            new_id = an_id(f"card-{self.made}")
            self._record(
                desk,
                ReplaceCard(card_id=card_id, new_card_id=new_id, fund_id=FUND, reason="smarrita"),
            )

    @rule(which=DESKS, want=st.integers(1, 3), slot=st.sampled_from(SLOTS))
    def lease_places(self, which: int, want: int, slot: Any) -> None:
        desk = self.desks[which]
        desk.take_in(self.server.lease(desk.device, f"slot:{slot.id}", want, self.now))

    @rule(which=DESKS)
    def lease_euros(self, which: int) -> None:
        desk = self.desks[which]
        desk.take_in(self.server.lease(desk.device, f"fund:{FUND}", 24_000, self.now, unit=12_000))

    @rule(which=DESKS, person=st.sampled_from(PEOPLE))
    def ask_home(self, which: int, person: str) -> None:
        desk = self.desks[which]
        if not desk.left(f"home:{an_id(f'home-{person}')}"):
            resource = f"home:{an_id(f'home-{person}')}"
            desk.take_in(self.server.lease(desk.device, resource, 1, self.now))

    @rule(which=DESKS, data=st.data())
    def release(self, which: int, data: st.DataObject) -> None:
        desk = self.desks[which]
        whole = sorted(name for name in desk.held if desk.left(name) and ":" in name)
        names = [name for name in whole if not name.startswith(("number:", "serial:"))]
        if names:
            desk.release(data.draw(st.sampled_from(names)), self._now())

    @rule(which=DESKS)
    def push_and_lose_the_answer(self, which: int) -> None:
        self.server.push(self.desks[which].waiting())

    @rule(which=DESKS)
    def pull_only(self, which: int) -> None:
        desk = self.desks[which]
        desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    @rule(which=DESKS)
    def sync(self, which: int) -> None:
        self._sync(self.desks[which])

    @invariant()
    def conservation(self) -> None:
        """I1 and I2: free + left of live leases + in doubt + committed = total."""
        rows = self.server.rows.by_kind
        grants = [row for row in rows.get("granted_lease", {}).values() if isinstance(row, Grant)]
        for row in rows["resource"].values():
            assert isinstance(row, Resource)
            lent = sum(
                each.quantity - each.spent - each.returned
                for each in grants
                if each.resource == row.id
            )
            assert row.free + lent + row.in_doubt + row.committed == row.total
            assert 0 <= row.committed <= row.total
            assert row.free >= 0

    @invariant()
    def places_and_euros_are_those_committed(self) -> None:
        rows = self.server.rows.by_kind
        bookings = [row for row in rows.get("booking", {}).values() if isinstance(row, Booking)]
        for slot in SLOTS:
            taken = sum(
                row.seats for row in bookings if row.slot_id == slot.id and row.state in HOLDS_PLACE
            )
            resource = rows["resource"][f"slot:{slot.id}"]
            assert isinstance(resource, Resource)
            assert taken == resource.committed <= slot.places
        awards = [row for row in rows.get("award", {}).values() if isinstance(row, Award)]
        fund = rows["resource"][f"fund:{FUND}"]
        assert isinstance(fund, Resource)
        assert sum(row.amount_cents for row in awards) == fund.committed
        households = [row.household_id for row in awards]
        assert len(households) == len(set(households)), "a household was awarded twice"

    @invariant()
    def ledger(self) -> None:
        """I9 and I5: entries sum to zero, one living copy of a balance, no number twice."""
        rows = self.server.rows.by_kind
        postings = [row for row in rows.get("posting", {}).values() if isinstance(row, Posting)]
        assert sum(row.amount_cents for row in postings) == 0
        cards = list(rows.get("voucher_card", {}).values())
        numbers = [row.card_no for row in cards if isinstance(row, VoucherCard)]
        assert len(numbers) == len(set(numbers))
        for card in cards:
            left = sum(row.amount_cents for row in postings if row.account == f"card:{card.id}")
            assert left >= 0

    @invariant()
    def no_promise_is_refused(self) -> None:
        """I3: a final act is accepted, whatever happened meanwhile."""
        for op_id, kind in self.promised.items():
            outcome = self.server.answers.get(op_id)
            assert outcome is None or outcome.result == "accepted", (kind, outcome)

    def teardown(self) -> None:
        """At rest both desks and the server hold the same rows, and nothing was late."""
        for desk in (*self.desks, *self.desks):
            self._sync(desk)
        server = shared(self.server.rows)
        for desk in self.desks:
            assert not desk.waiting()
            assert shared(desk.rows) == server
        codes = {
            row.code
            for row in self.server.rows.by_kind.get("review_item", {}).values()
            if isinstance(row, ReviewItem)
        }
        assert not codes & {"late", "liability", "duplicate_number"}, codes


TestTwoDesks = TwoDesks.TestCase
TestTwoDesks.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)


def test_a_lost_answer_does_not_book_twice() -> None:
    slot = a_slot("only", places=1)
    server = MiniServer(TERRITORY, a_territory(slot))
    desk = MiniDesk(1, TERRITORY, 7, OPERATOR)
    desk.take_pull(*server.pull(0, 1))
    desk.take_in(server.lease(1, "number:booking", 5, START))
    desk.take_in(server.lease(1, f"slot:{slot.id}", 1, START))
    desk.record(register("maria"), START)
    desk.record(book("one", "maria", slot), START)
    server.push(desk.waiting())
    server.push(desk.waiting())
    desk.take_pull(*server.pull(desk.cursor, 1))
    bookings = server.rows.by_kind["booking"]
    assert len(bookings) == 1
    row = bookings[an_id("one")]
    assert isinstance(row, Booking)
    assert msgspec.structs.asdict(row)["certainty"] == "final"
    assert shared(desk.rows) == shared(server.rows)
