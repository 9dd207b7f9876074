# SPDX-License-Identifier: EUPL-1.2
"""Two desks and a server around one offering with a waiting list, and what its places come to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast

import msgspec

from tests.builders import TERRITORY, a_resource, a_territory, an_id, register
from tests.operations.script_waiting import listed, listed_slot
from tests.support.mini import MiniDesk, MiniServer
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import Record
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.operation import Operation
from welfare_desk.protocol.envelope import Act

NOW = 1_789_543_800_000_000
HOUR_US = 3_600_000_000
R = TypeVar("R", bound=Record)


class WaitingRoom:
    """A server and two desks that know the same people; the clock goes on by hand."""

    def __init__(self, *, places: int = 1, rule: str = "order", people: Iterable[str] = ()) -> None:
        self.slot = listed_slot("freed", places=places)
        self.other = listed_slot("other", places=places, days=4)
        self.now = NOW
        rows = [*a_territory(), listed(rule)]
        for slot in (self.slot, self.other):
            rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
        self.server = MiniServer(TERRITORY, rows)
        self.desks = {n: MiniDesk(n, TERRITORY, n, an_id("anna")) for n in (1, 2)}
        for number, desk in self.desks.items():
            self.sync(number)
            desk.take_in(self.server.lease(number, "number:booking", 20, NOW))
        for name in people:
            self.record(register(name))
        self.sync(1, 2)

    def record(self, operation: Operation, device: int = 1, *, role: str = "operator") -> Act:
        """Record an operation at a desk, a second later."""
        self.now += 1_000_000
        return self.desks[device].record(operation, self.now, role=role)

    def lend(self, quantity: int = 1, device: int = 1, slot: Slot | None = None) -> None:
        """Lend places to a desk."""
        resource = f"slot:{(slot or self.slot).id}"
        lease = self.server.lease(device, resource, quantity, self.now, one=True)
        assert lease is not None
        assert lease.quantity == quantity
        self.desks[device].take_in(lease)

    def sync(self, *devices: int) -> None:
        """Send and receive, each desk once, and each once more for what the others sent."""
        for number in devices * 2:
            desk = self.desks[number]
            self.server.push(desk.waiting())
            desk.take_pull(*self.server.pull(desk.cursor, number))
        self.check()

    def later(self, hours: int) -> None:
        """Let time go by."""
        self.now += hours * HOUR_US

    def at_server(self, kind: type[R]) -> list[R]:
        """Return the server's rows of a kind."""
        return [cast(R, row) for row in self.server.rows.by_kind.get(kind.KIND, {}).values()]

    def turn(self, name: str) -> WaitEntry:
        """Return a turn as the server has it."""
        return next(row for row in self.at_server(WaitEntry) if row.id == an_id(name))

    def here(self, name: str, device: int = 1) -> WaitEntry:
        """Return a turn as a desk has it."""
        row = self.desks[device].rows.by_kind["wait_entry"][an_id(name)]
        assert isinstance(row, WaitEntry)
        return row

    def bookings(self) -> list[Booking]:
        """Return the bookings that use places, by person."""
        rows = [row for row in self.at_server(Booking) if row.state in HOLDS_PLACE]
        return sorted(rows, key=lambda row: row.person_id)

    def reviews(self) -> set[str]:
        """Return the codes of what a person must look at."""
        return {row.code for row in self.at_server(ReviewItem)}

    def free(self, slot: Slot | None = None) -> int:
        """Return the server's free places."""
        wanted = f"slot:{(slot or self.slot).id}"
        return next(row.free for row in self.at_server(Resource) if row.id == wanted)

    def drop(self, row: Record) -> None:
        """Remove a row from the server and the desks, as when somebody is erased."""
        for rows in (self.server.rows, *(desk.rows for desk in self.desks.values())):
            rows.save({(row.KIND, row.id): None})

    def set(self, row: Record) -> None:
        """Change a row of the server's at the server."""
        changes: Changes = {(row.KIND, row.id): row}
        self.server.rows.save(changes)
        self.server.seq += 1
        self.server.changed[row.KIND, row.id] = self.server.seq

    def check(self) -> None:
        """Places of each slot = free + leased + booked + offered, but for what is owed."""
        owed = sum(row.code == "liability" for row in self.at_server(ReviewItem))
        for slot in self.at_server(Slot):
            name = f"slot:{slot.id}"
            resource = next(row for row in self.at_server(Resource) if row.id == name)
            leased = sum(
                row.quantity - row.spent - row.returned
                for row in self.at_server(Grant)
                if row.resource == name and row.state == "live"
            )
            booked = sum(row.seats for row in self.bookings() if row.slot_id == slot.id)
            offered = sum(
                row.seats
                for row in self.at_server(WaitEntry)
                if row.state == "offered" and row.offered_slot_id == slot.id
            )
            used = booked + offered
            assert resource.free + leased + resource.committed == slot.places, name
            assert resource.free >= 0
            assert resource.committed <= used
            assert used == resource.committed or owed, (used, resource.committed)


def closed(slot: Slot) -> Slot:
    """Return a slot that was closed."""
    return msgspec.structs.replace(slot, closed=True)
