# SPDX-License-Identifier: EUPL-1.2
"""What desks do to the same rows between each other's exchanges: all end with the server's rows."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.builders import OPERATOR, TERRITORY, a_slot, a_territory, an_id, book, register
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.people import AmendPerson

NOW = 1_789_543_800_000_000
SLOT = a_slot("only", places=1)
RESOURCE = f"slot:{SLOT.id}"


class Room:
    """Three desks and their server; Maria is known everywhere."""

    def __init__(self) -> None:
        self.server = MiniServer(TERRITORY, a_territory(SLOT))
        self.desks = [MiniDesk(number, TERRITORY, number, OPERATOR) for number in (1, 2, 3)]
        self.sync(*self.desks)
        for desk in self.desks:
            desk.take_in(self.server.lease(desk.device, "number:booking", 20, NOW))
        self.desks[0].record(register("maria"), NOW)
        self.sync(*self.desks, *self.desks)

    def sync(self, *desks: MiniDesk) -> None:
        """Push and pull, one desk after the other."""
        for desk in desks:
            self.server.push(desk.waiting())
            desk.take_pull(*self.server.pull(desk.cursor, desk.device))

    def rest(self) -> None:
        """Exchange until nothing moves; everybody holds the server's rows."""
        self.sync(*self.desks, *self.desks)
        for desk in self.desks:
            assert not desk.waiting()
            assert shared(desk.rows) == shared(self.server.rows)

    def booking(self, desk: MiniDesk, name: str) -> Booking | None:
        row = desk.rows.by_kind.get("booking", {}).get(an_id(name))
        assert row is None or isinstance(row, Booking)
        return row

    def free(self) -> int:
        row = self.server.rows.by_kind["resource"][RESOURCE]
        assert isinstance(row, Resource)
        return row.free


@pytest.mark.parametrize("order", list(permutations((0, 1, 2))))
def test_same_field_amended_by_two_desks_while_a_third_pulls_in_between(
    order: tuple[int, ...],
) -> None:
    room = Room()
    for number in (0, 1):
        change = AmendPerson(person_id=an_id("maria"), changes={"phone": str(number)})
        room.desks[number].record(change, NOW + 1_000_000 * number)
    for number in order:
        room.sync(room.desks[number])
    room.rest()
    person = room.server.rows.by_kind["person"][an_id("maria")]
    assert isinstance(person, Person)
    assert person.phone == "1", "the later edit wins in whatever order they arrive"


def test_provisional_booking_accepted_while_its_cancellation_waits() -> None:
    room = Room()
    desk = room.desks[0]
    desk.record(book("one", "maria", SLOT), NOW)
    room.server.push(desk.waiting())
    desk.record(CancelBooking(booking_id=an_id("one")), NOW)
    desk.take_pull(*room.server.pull(desk.cursor, desk.device))
    row = room.booking(desk, "one")
    assert row is not None
    assert (row.state, row.certainty) == ("cancelled", "final")
    assert room.free() == 0
    room.rest()
    assert room.free() == 1


def test_provisional_booking_rejected_while_its_cancellation_waits() -> None:
    room = Room()
    first, second = room.desks[:2]
    second.record(register("luca"), NOW)
    second.record(book("other", "luca", SLOT), NOW)
    first.record(book("one", "maria", SLOT), NOW)
    first.record(CancelBooking(booking_id=an_id("one")), NOW)
    room.sync(second, first)
    assert room.booking(first, "one") is None
    room.rest()
    assert room.free() == 0
    results = [outcome.result for outcome in room.server.answers.values()]
    assert results.count("rejected") == 1


def test_row_that_the_server_dropped_under_unanswered_work_stays_dropped() -> None:
    room = Room()
    desk = room.desks[0]
    desk.record(AmendPerson(person_id=an_id("maria"), changes={"phone": "1"}), NOW)
    desk.record(register("luca"), NOW)
    key = ("person", an_id("maria"))
    desk.take_pull({key: None}, desk.cursor, desk.answered)
    assert an_id("maria") not in desk.rows.by_kind["person"]
    assert list(desk.in_question.values()) == ["person_unknown"]
    assert an_id("luca") in desk.rows.by_kind["person"]
    assert len(desk.waiting()) == 2


def test_lease_that_comes_twice_and_page_that_comes_twice_change_nothing() -> None:
    room = Room()
    desk = room.desks[0]
    page = room.server.pull(0, desk.device)
    desk.record(AmendPerson(person_id=an_id("maria"), changes={"phone": "1"}), NOW)
    before = shared(desk.rows)
    for _ in range(3):
        desk.take_pull(*page)
    assert shared(desk.rows) == before
    room.rest()
