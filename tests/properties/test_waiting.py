# SPDX-License-Identifier: EUPL-1.2
"""Histories of two desks around one waiting list: no place twice, no promise lost, none leaked."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.builders import an_id, book
from tests.operations.script_waiting import HOLD, join
from tests.operations.waiting_room import WaitingRoom
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.place_offers import AcceptPlace, DeclinePlace, LapseOffer, OfferPlace
from welfare_desk.operations.waiting import LeaveWaiting

NAMES = ("maria", "luca", "nina", "piero")
PLACES = 2
people = st.sampled_from(NAMES)
devices = st.sampled_from((1, 2))
either = st.booleans()
slots = st.sampled_from(("slot", "other"))
nth = st.integers(0, 3)


def _one(rows: list[WaitEntry], nth: int) -> list[WaitEntry]:
    return [rows[nth % len(rows)]] if rows else []


class Histories(RuleBasedStateMachine):
    """Whatever two desks do with their lines up or down, the sums hold at every exchange."""

    def __init__(self) -> None:
        super().__init__()
        self.room = WaitingRoom(places=PLACES, people=NAMES)
        self.promised: set[str] = set()
        """Bookings that a desk said yes to."""
        self.count = 0
        for name in NAMES:
            self.room.record(join(f"first {name}", name, seats=1 + (name == "luca")))
        for device in (1, 2):
            for slot in (self.room.slot, self.room.other):
                self.room.lend(1, device, slot)
        self.room.sync(1, 2)

    def _try(self, operation: Operation, device: int, **other: Any) -> bool:
        try:
            self.room.record(operation, device, **other)
        except DeskError:
            return False
        return True

    def _turns(self, device: int, state: str) -> list[WaitEntry]:
        """Return the turns that stand so, as a desk knows."""
        rows = self.room.desks[device].rows.by_kind.get("wait_entry", {}).values()
        return [row for row in rows if isinstance(row, WaitEntry) and row.state == state]

    @rule(name=people, device=devices, pair=either)
    def wait(self, name: str, device: int, pair: bool) -> None:
        self.count += 1
        self._try(join(f"w {self.count}", name, seats=1 + pair), device)

    @rule(nth=nth, device=devices, slot=slots)
    def hold_out(self, nth: int, device: int, slot: str) -> None:
        for row in _one(self._turns(device, "waiting"), nth):
            self._try(
                OfferPlace(
                    entry_id=row.id,
                    person_id=row.person_id,
                    slot_id=getattr(self.room, slot).id,
                    seats=row.seats,
                    hold_hours=HOLD,
                    reason="x",
                ),
                device,
            )

    @rule(nth=nth, device=devices)
    def take_up(self, nth: int, device: int) -> None:
        for row in _one(self._turns(device, "offered"), nth):
            self.count += 1
            operation = AcceptPlace(
                entry_id=row.id,
                booking_id=an_id(f"accepted {self.count}"),
                person_id=row.person_id,
                slot_id=row.offered_slot_id,
                seats=row.seats,
                unit_cents=2_200,
                total_cents=2_200 * row.seats,
                elsewhere=row.device != device,
            )
            if self._try(operation, device) and not operation.elsewhere:
                self.promised.add(operation.booking_id)

    @rule(nth=nth, device=devices, stay=either)
    def turn_down(self, nth: int, device: int, stay: bool) -> None:
        for row in _one(self._turns(device, "offered"), nth):
            operation = DeclinePlace(entry_id=row.id, slot_id=row.offered_slot_id, stay=stay)
            self._try(operation, device)

    @rule(nth=nth, device=devices)
    def run_out(self, nth: int, device: int) -> None:
        self.room.later(HOLD + 1)
        for row in _one(self._turns(device, "offered"), nth):
            self._try(LapseOffer(entry_id=row.id, slot_id=row.offered_slot_id), device)

    @rule(nth=nth, device=devices, state=st.sampled_from(("waiting", "asked", "offered")))
    def leave(self, nth: int, device: int, state: str) -> None:
        for row in _one(self._turns(device, state), nth):
            self._try(LeaveWaiting(entry_id=row.id), device)

    @rule(name=people, device=devices)
    def walk_in(self, name: str, device: int) -> None:
        self.count += 1
        self._try(book(f"walk {self.count}", name, self.room.slot), device)

    @rule(device=devices)
    def cancel(self, device: int) -> None:
        for row in self.room.desks[device].rows.by_kind.get("booking", {}).values():
            assert isinstance(row, Booking)
            if row.state == "booked" and self._try(CancelBooking(booking_id=row.id), device):
                self.promised.discard(row.id)
                return

    @rule(device=devices, slot=slots)
    def borrow(self, device: int, slot: str) -> None:
        wanted = f"slot:{getattr(self.room, slot).id}"
        lease = self.room.server.lease(device, wanted, 1, self.room.now)
        self.room.desks[device].take_in(lease)

    @rule(device=devices)
    def hand_back(self, device: int) -> None:
        self.room.desks[device].release(f"slot:{self.room.slot.id}", self.room.now)

    @rule(name=people, kept=people, really=st.integers(0, 3))
    def merge(self, name: str, kept: str, really: int) -> None:
        if really:
            return  # once all are one there is nobody left to wait
        operation = MergePeople(kept_id=an_id(kept), merged_id=an_id(name))
        self._try(operation, 1, role="supervisor")

    @rule(device=devices)
    def exchange(self, device: int) -> None:
        self.room.sync(device)

    @invariant()
    def places_add_up_at_the_server(self) -> None:
        self.room.check()

    def teardown(self) -> None:
        self.room.sync(1, 2)
        self._nothing_promised_is_lost()
        for desk in self.room.desks.values():
            for kind in ("wait_entry", "booking"):
                here = desk.rows.by_kind.get(kind, {})
                assert here == self.room.server.rows.by_kind.get(kind, {}), kind
        super().teardown()

    def _nothing_promised_is_lost(self) -> None:
        """Whoever was told yes has a place, or a person looks at it; nothing is ever owed."""
        rows = {row.id: row for row in self.room.at_server(Booking)}
        told = self.room.reviews()
        assert "liability" not in told
        for booking_id in self.promised:
            assert booking_id in rows or "offer_not_open" in told, booking_id


Histories.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestHistories = Histories.TestCase
