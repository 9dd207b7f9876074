# SPDX-License-Identifier: EUPL-1.2
"""A freed place offered between two desks and a server: to whom, and never to two."""

from typing import Any

import msgspec
import pytest

from tests.builders import an_id, book
from tests.operations.script_waiting import HOLD, accept, decline, join, offer
from tests.operations.waiting_room import HOUR_US, WaitingRoom, closed
from tests.operations.waiting_turns import PEOPLE, refused, waiting
from welfare_desk.core.refusals import (
    AlreadyBooked,
    DeskError,
    PersonUnknown,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.refusals_of_waiting import (
    ListChanged,
    OfferNotSure,
    OutOfTurn,
    TurnNotWaiting,
    WaitEntryUnknown,
)
from welfare_desk.models.person import Person
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.waiting import LeaveWaiting


def test_offer_with_a_held_place_is_final_and_holds_it_for_the_stated_hours(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    act = room.record(offer("w maria", "maria", room.slot))
    here = room.here("w maria")
    assert (here.state, here.offered_slot_id, here.called) == ("offered", room.slot.id, 0)
    assert here.held_until_at == act.wall + HOLD * HOUR_US
    room.sync(1, 2)
    assert room.turn("w maria") == here
    assert room.free() == 1


def test_offer_without_a_right_waits_for_the_servers_word(room: WaitingRoom) -> None:
    waiting(room, "maria")
    act = room.record(offer("w maria", "maria", room.slot))
    assert act.spends == ()
    assert room.here("w maria").state == "asked"
    refused(room, accept("w maria", "maria", room.slot), OfferNotSure)
    refused(room, decline("w maria", room.slot), OfferNotSure)
    room.sync(1, 2)
    assert room.here("w maria").state == room.turn("w maria").state == "offered"
    assert room.free() == 1


def test_two_desks_that_offer_the_same_place_end_with_one(room: WaitingRoom) -> None:
    waiting(room, "maria", "luca", "nina")
    room.lend(1, 1)
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    one = room.record(offer("w luca", "luca", room.slot), 1)
    two = room.record(offer("w nina", "nina", room.slot, reason="luca non risponde"), 2)
    room.sync(2, 1)
    answers = [room.server.answers[act.op_id] for act in (one, two)]
    assert [each.result for each in answers] == ["rejected", "accepted"]
    assert answers[0].code == "slot_full"
    assert [room.turn(f"w {name}").state for name in PEOPLE] == ["offered", "waiting", "offered"]
    assert room.here("w luca").state == "waiting", "it loses nothing but the try"
    assert room.free() == 0
    assert room.reviews() == set()


def test_nothing_free_is_nothing_to_offer(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend(2, 2)
    room.sync(1, 2)
    refused(room, offer("w maria", "maria", room.slot), SlotFull)


def test_two_seats_where_one_is_free_are_offered_whole_or_not(room: WaitingRoom) -> None:
    room.record(join("pair", "maria", seats=2))
    room.record(join("single", "luca"))
    room.sync(1, 2)
    room.lend(1, 2)
    room.sync(1, 2)
    refused(room, offer("pair", "maria", room.slot, seats=2), SlotFull)
    refused(room, offer("pair", "maria", room.slot, seats=1), SeatsInvalid)
    room.record(offer("single", "luca", room.slot))  # whom the place fits comes next
    room.sync(1, 2)
    assert (room.turn("pair").state, room.turn("single").state) == ("waiting", "offered")


def test_pair_takes_two_places_and_gives_two_back(room: WaitingRoom) -> None:
    room.record(join("pair", "maria", seats=2))
    room.sync(1)
    room.lend(2)
    room.record(offer("pair", "maria", room.slot, seats=2))
    room.sync(1)
    room.record(decline("pair", room.slot))
    room.sync(1)
    assert (room.turn("pair").state, room.free()) == ("declined", 2)


def test_out_of_turn_takes_a_reason(room: WaitingRoom) -> None:
    waiting(room, "maria", "luca")
    room.lend()
    assert refused(room, offer("w luca", "luca", room.slot), OutOfTurn)["count"] == 1
    room.record(offer("w luca", "luca", room.slot, reason="parla solo al mattino"))
    assert room.here("w luca").state == "offered"


def test_who_has_the_place_or_refused_it_does_not_come_first(room: WaitingRoom) -> None:
    waiting(room, *PEOPLE)
    room.lend(2)
    room.record(book("b", "maria", room.slot))
    refused(room, offer("w maria", "maria", room.slot), AlreadyBooked)
    room.record(offer("w luca", "luca", room.slot))
    room.record(decline("w luca", room.slot, stay=True))
    assert room.here("w luca").state == "waiting"
    room.sync(1)
    room.lend()
    room.record(offer("w nina", "nina", room.slot))
    room.sync(1)
    assert [room.turn(f"w {name}").state for name in PEOPLE] == ["waiting", "waiting", "offered"]


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"entry_id": an_id("nothing")}, WaitEntryUnknown),
        ({"person_id": an_id("luca")}, WaitEntryUnknown),
        ({"hold_hours": HOLD + 1}, ListChanged),
        ({"seats": 2}, SeatsInvalid),
    ],
)
def test_offer_that_does_not_fit_is_refused(
    room: WaitingRoom, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    waiting(room, "maria")
    room.lend(2)
    operation = msgspec.structs.replace(offer("w maria", "maria", room.slot), **fields)
    refused(room, operation, refusal)


def test_slot_that_is_not_wished_closed_or_begun_is_not_offered(room: WaitingRoom) -> None:
    room.record(join("w", "maria", slot_id=room.other.id))
    room.lend(1)
    room.lend(1, slot=room.other)
    refused(room, offer("w", "maria", room.slot), SlotUnknown)
    room.set(closed(room.other))
    room.sync(1)
    refused(room, offer("w", "maria", room.other), SlotClosed)
    room.set(room.other)
    room.sync(1)
    room.later(24 * 4 + 1)
    refused(room, offer("w", "maria", room.other), SlotPast)


def test_hold_never_outlasts_the_slots_beginning(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.later(24 * 3 - 2)
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    assert room.here("w maria").held_until_at < room.now + HOLD * HOUR_US


def test_offer_to_somebody_who_booked_meanwhile_is_held_for_review(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend(1, 1)
    room.lend(1, 2)
    room.record(book("b", "maria", room.slot), 2)
    room.record(offer("w maria", "maria", room.slot), 1)
    room.sync(2, 1)
    assert (room.turn("w maria").state, room.free()) == ("offered", 0), "what was promised is held"
    assert len(room.bookings()) == 1
    assert room.reviews() == {"already_booked"}
    room.record(decline("w maria", room.slot), 1)
    room.sync(1)
    assert room.free() == 1


def test_offer_to_somebody_merged_is_theirs_under_either_name(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    merge = MergePeople(kept_id=an_id("luca"), merged_id=an_id("maria"))
    room.record(merge, 2, role="supervisor")
    room.record(offer("w maria", "maria", room.slot), 1)
    room.sync(2, 1)
    assert room.turn("w maria").state == "offered"
    refused(room, accept("w maria", "nina", room.slot), WaitEntryUnknown)
    room.record(accept("w maria", "luca", room.slot))
    room.sync(1, 2)
    assert [row.person_id for row in room.bookings()] == [an_id("luca")]
    assert room.reviews() == set()


def test_offer_to_somebody_erased_is_refused_and_a_promised_one_given_back(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria", "luca")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    for each in room.at_server(Person):
        if each.id == an_id("maria"):
            room.drop(each)
    room.sync(1)
    assert (room.turn("w maria").state, room.free()) == ("waiting", 2)
    assert "person_unknown" in room.reviews()
    room.lend()
    refused(room, offer("w maria", "maria", room.slot), PersonUnknown)
    room.record(offer("w luca", "luca", room.slot))  # nobody is before him any more
    room.sync(1)
    assert room.turn("w luca").state == "offered"


def test_two_desks_that_offer_one_turn_two_places_hold_both_until_each_ends_its_own(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend(1, 1)
    room.lend(1, 2, room.other)
    room.record(offer("w maria", "maria", room.slot), 1)
    refused(room, offer("w maria", "maria", room.slot), TurnNotWaiting)
    room.record(offer("w maria", "maria", room.other), 2)
    room.record(accept("w maria", "maria", room.other), 2)
    room.sync(1, 2)
    assert [row.slot_id for row in room.bookings()] == [room.other.id]
    assert (room.turn("w maria").state, room.free(), room.free(room.other)) == ("offered", 1, 1)
    assert room.reviews() == {"turn_not_waiting"}
    room.record(decline("w maria", room.slot), 1)
    room.sync(1, 2)
    assert (room.free(), len(room.bookings())) == (2, 1)


def test_cancelled_place_goes_to_the_first_of_the_list_once_the_server_knows() -> None:
    room = WaitingRoom(places=1, people=PEOPLE)
    room.record(book("b", "nina", room.slot))
    room.sync(1, 2)
    waiting(room, "maria")
    refused(room, offer("w maria", "maria", room.slot), SlotFull)
    room.record(CancelBooking(booking_id=an_id("b")))
    room.sync(1, 2)
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot, elsewhere=True), 2)
    room.sync(2, 1)
    assert [row.person_id for row in room.bookings()] == [an_id("maria")]


def test_promise_of_a_desk_stands_beside_a_turn_that_had_the_slot_and_left(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend(1, 1)
    room.lend(1, 2)
    room.record(offer("w maria", "maria", room.slot), 1)
    room.record(LeaveWaiting(entry_id=an_id("w maria")), 1)
    room.record(offer("w maria", "maria", room.slot), 2)
    room.record(accept("w maria", "maria", room.slot), 2)
    room.sync(1)
    room.sync(2)
    # One person, one place: that which desk 2 held for her.
    assert [row.slot_id for row in room.bookings()] == [room.slot.id]
    assert room.free() == 1
    assert room.reviews() == {"turn_not_waiting"}
