# SPDX-License-Identifier: EUPL-1.2
"""I2 of slots and waiting lists: places = free + leased + in doubt + booked + offered, always."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.offering import Slot
from welfare_desk.store.rows import load_all

Say = Callable[[str, str, str], None]


def offered_places(conn: Connection, territory_id: str) -> Counter[str]:
    """Return the places that offers of waiting lists hold, by resource."""
    found: Counter[str] = Counter()
    for row in load_all(conn, territory_id, WaitEntry.KIND):
        assert isinstance(row, WaitEntry)
        if row.state == "offered":
            found[f"slot:{row.offered_slot_id}"] += row.seats
    return found


class PlacesCheck:
    """Goes through every slot and every turn of a territory."""

    def __init__(
        self,
        conn: Connection,
        territory_id: str,
        say: Say,
        counts: Counter[str],
        beyond: Mapping[str, int],
    ) -> None:
        """``beyond`` is by resource what was promised on nothing, each with its review item."""
        self._conn, self._territory_id = conn, territory_id
        self._say, self._counts, self._beyond = say, counts, beyond
        self._slots: dict[str, Slot] = {}
        self._bookings: dict[str, Booking] = {}
        for slot in load_all(conn, territory_id, Slot.KIND):
            assert isinstance(slot, Slot)
            self._slots[slot.id] = slot
        for booking in load_all(conn, territory_id, Booking.KIND):
            assert isinstance(booking, Booking)
            self._bookings[booking.id] = booking

    def run(self, *, erased: bool) -> None:
        """Say what does not hold; where people were ``erased`` what is beyond is not known."""
        self._turns()
        if not erased:
            self._places()

    def _turns(self) -> None:
        for row in load_all(self._conn, self._territory_id, WaitEntry.KIND):
            assert isinstance(row, WaitEntry)
            self._counts["turns"] += 1
            slot = self._slots.get(row.offered_slot_id)
            if row.seats < 1:
                self._say("I2", row.id, "a turn for nobody")
            if row.state == "asked":
                self._say("I2", row.id, "a turn that waits for the server's word at the server")
            if row.state in ("offered", "accepted") and slot is None:
                self._say("I2", row.id, "an offer without its slot")
            elif row.state == "offered" and slot and slot.offering_id != row.offering_id:
                self._say("I2", row.id, "an offer of another offering")
            if row.state == "accepted" and row.booking_id not in self._bookings:
                self._say("I2", row.id, "accepted without its booking")

    def _places(self) -> None:
        leased: Counter[str] = Counter()
        for row in load_all(self._conn, self._territory_id, Grant.KIND):
            assert isinstance(row, Grant)
            if row.state == "live" and row.resource.startswith("slot:"):
                leased[row.resource] += row.quantity - row.spent - row.returned
        used = offered_places(self._conn, self._territory_id)
        for booking in self._bookings.values():
            if booking.state in HOLDS_PLACE:
                used[f"slot:{booking.slot_id}"] += booking.seats
        for resource in load_all(self._conn, self._territory_id, Resource.KIND):
            assert isinstance(resource, Resource)
            if not resource.id.startswith("slot:"):
                continue
            name = resource.id
            rest = resource.free + leased[name] + resource.in_doubt
            over = rest + used[name] - resource.total
            if not 0 <= over <= self._beyond.get(name, 0):
                self._say(
                    "I2",
                    name,
                    f"{resource.total} places: {rest} free or lent, {used[name]} booked or offered",
                )
