# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists between two desks and a server: who gets a freed place, and never two."""

from typing import Any

import msgspec
import pytest

from tests.builders import OFFERING, TOWN, an_id, an_operator, book
from tests.operations.script_waiting import (
    HOLD,
    LISTED,
    accept,
    decline,
    join,
    lapse,
    listed,
    offer,
)
from tests.operations.waiting_room import HOUR_US, WaitingRoom, closed
from welfare_desk.core.refusals import (
    AlreadyBooked,
    ChoiceUnknown,
    DeskError,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
    TextMissing,
)
from welfare_desk.core.refusals_of_funds import DeclarationWrong
from welfare_desk.core.refusals_of_waiting import (
    AlreadyWaiting,
    CallUnknown,
    HoldLapsed,
    HoldRuns,
    ListChanged,
    NothingToDraw,
    NoWaitingList,
    OfferElsewhere,
    OfferNotOpen,
    OfferNotSure,
    OutOfTurn,
    TurnNotWaiting,
    WaitEntryUnknown,
)
from welfare_desk.core.waiting import POINTS, in_order, recomputed
from welfare_desk.models.application import Round
from welfare_desk.models.offering import Override
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.wait_turns import turn_of
from welfare_desk.operations.waiting import DrawWaiting, LeaveWaiting

PEOPLE = ("maria", "luca", "nina")


@pytest.fixture
def room() -> WaitingRoom:
    """Three people, a slot of two places with nobody in it, and a list in the order of joining."""
    return WaitingRoom(places=2, people=PEOPLE)


def refused(
    room: WaitingRoom, operation: Operation, refusal: type[DeskError], device: int = 1, **other: Any
) -> dict[str, str | int]:
    before = list(room.desks[device].journal)
    with pytest.raises(refusal) as caught:
        room.record(operation, device, **other)
    assert type(caught.value) is refusal
    assert room.desks[device].journal == before
    return caught.value.facts


def waiting(room: WaitingRoom, *names: str) -> None:
    """Put people on the list, in this order, and let both desks know."""
    for name in names:
        room.record(join(f"w {name}", name))
    room.sync(1, 2)


def test_joining_needs_no_right_and_keeps_reasons_and_their_points(room: WaitingRoom) -> None:
    act = room.record(join("w", "maria", seats=2, reasons=("nobody_else", "place_lost")))
    assert (act.spends, act.serials) == ((), ())
    room.sync(1, 2)
    turn = room.turn("w")
    assert (turn.state, turn.seats, turn.joined_at) == ("waiting", 2, act.wall)
    assert turn.priority == POINTS["nobody_else"] + POINTS["place_lost"]
    assert turn.priority_reason == "nobody_else place_lost"
    assert room.here("w", 2) == turn


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"offering_id": an_id("nothing")}, SlotUnknown),
        ({"offering_id": OFFERING}, NoWaitingList),
        ({"seats": 0}, SeatsInvalid),
        ({"reasons": ("gold",)}, ChoiceUnknown),
        ({"slot_id": an_id("nowhere")}, SlotUnknown),
    ],
)
def test_joining_what_does_not_fit_is_refused(
    room: WaitingRoom, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    refused(room, msgspec.structs.replace(join("w", "maria"), **fields), refusal)


def test_nobody_waits_twice_for_the_same_nor_for_a_place_they_have(room: WaitingRoom) -> None:
    waiting(room, "maria")
    refused(room, join("again", "maria"), AlreadyWaiting)
    refused(room, join("again", "maria", slot_id=room.slot.id), AlreadyWaiting)
    room.record(join("one", "luca", slot_id=room.slot.id))
    room.record(join("two", "luca", slot_id=room.other.id))
    refused(room, join("three", "luca"), AlreadyWaiting)
    room.lend()
    room.record(book("b", "nina", room.slot))
    refused(room, join("w", "nina", slot_id=room.slot.id), AlreadyBooked)
    room.record(join("w", "nina", slot_id=room.other.id))


def test_joined_at_two_desks_while_the_line_is_down_both_stand_for_review(
    room: WaitingRoom,
) -> None:
    room.record(join("here", "maria"))
    room.record(join("there", "maria"), 2)
    room.sync(1, 2)
    assert {room.turn("here").state, room.turn("there").state} == {"waiting"}
    assert room.reviews() == {"already_waiting"}


def test_a_slot_that_is_closed_or_over_has_no_list(room: WaitingRoom) -> None:
    room.set(closed(room.slot))
    room.sync(1)
    refused(room, join("w", "maria", slot_id=room.slot.id), SlotClosed)
    room.later(24 * 5)
    refused(room, join("w", "maria", slot_id=room.other.id), SlotPast)


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


def test_accepted_place_becomes_a_booking_without_a_second_take(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    act = room.record(accept("w maria", "maria", room.slot), 1)
    assert act.spends == ()
    assert len(act.serials) == 1
    room.sync(1, 2)
    (booking,) = room.bookings()
    assert (booking.person_id, booking.certainty) == (an_id("maria"), "final")
    turn = room.turn("w maria")
    assert (turn.state, turn.booking_id) == ("accepted", booking.id)
    assert room.free() == 1
    assert room.reviews() == set()


def test_offer_made_at_one_desk_is_accepted_at_another_with_its_line_down(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    refused(room, accept("w maria", "maria", room.slot), OfferElsewhere, 2)
    room.record(accept("w maria", "maria", room.slot, elsewhere=True), 2)
    assert room.here("w maria", 2).state == "accepted"
    room.sync(2, 1)
    (booking,) = room.bookings()
    assert booking.certainty == "final", "provisional until the centre answered"
    assert room.reviews() == set()


def test_price_is_asked_as_for_any_booking(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    refused(room, accept("w maria", "maria", room.slot, total_cents=1), PriceChanged)


def test_accepting_after_the_hold_is_refused_and_the_place_given_back_once(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    refused(room, lapse("w maria", room.slot), HoldRuns)
    room.sync(1, 2)
    room.later(HOLD + 1)
    refused(room, accept("w maria", "maria", room.slot), HoldLapsed)
    refused(room, lapse("w maria", room.slot), OfferElsewhere, 2)
    room.record(lapse("w maria", room.slot))
    refused(room, accept("w maria", "maria", room.slot), OfferNotOpen)
    room.sync(1, 2)
    assert (room.turn("w maria").state, room.free()) == ("lapsed", 2)
    assert room.reviews() == set()


def test_acceptance_elsewhere_of_a_hold_that_ended_here_is_refused_and_none_promised_twice() -> (
    None
):
    room = WaitingRoom(places=1, people=PEOPLE)
    waiting(room, "maria", "luca")
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    asked = room.record(accept("w maria", "maria", room.slot, elsewhere=True), 2)
    room.record(decline("w maria", room.slot), 1)
    room.sync(1)
    room.record(offer("w luca", "luca", room.slot), 1)
    room.sync(1, 2)
    assert room.server.answers[asked.op_id].result == "rejected"
    assert room.here("w maria", 2).state == "declined"
    assert room.turn("w luca").state == "offered"
    assert (room.bookings(), room.reviews()) == ([], set())


def test_accepted_elsewhere_first_the_end_of_the_hold_changes_nothing(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot, elsewhere=True), 2)
    room.record(decline("w maria", room.slot), 1)
    room.sync(2, 1)
    assert [row.person_id for row in room.bookings()] == [an_id("maria")]
    assert (room.turn("w maria").state, room.free()) == ("accepted", 1)
    assert room.reviews() == {"offer_not_open"}


def forced(room: WaitingRoom, name: str, device: int = 2, **other: Any) -> None:
    operation = msgspec.structs.replace(
        lapse(name, room.slot), forced=True, reason="sportello rubato", **other
    )
    room.record(operation, device, role="supervisor")


def test_hold_of_a_desk_that_is_gone_is_ended_by_a_supervisor_with_a_reason(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    over = msgspec.structs.replace(lapse("w maria", room.slot), forced=True, reason="rubato")
    refused(room, over, HoldRuns, 2, role="supervisor")
    room.later(HOLD + 1)
    refused(room, over, RoleMissing, 2)
    bare = msgspec.structs.replace(over, reason=" ")
    refused(room, bare, TextMissing, 2, role="supervisor")
    forced(room, "w maria")
    room.sync(2, 1)
    assert (room.turn("w maria").state, room.free()) == ("lapsed", 2)


def test_promise_of_that_desk_is_kept_from_what_is_free(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot), 1)  # in time, with its line down
    room.later(HOLD + 1)
    forced(room, "w maria")
    room.sync(2, 1)
    assert room.turn("w maria").state == "accepted"
    assert [row.person_id for row in room.bookings()] == [an_id("maria")]
    assert room.free() == 1
    assert room.reviews() == {"offer_not_open"}


def test_promise_of_that_desk_on_a_place_that_went_to_the_next_is_owed() -> None:
    room = WaitingRoom(places=1, people=PEOPLE)
    waiting(room, "maria", "luca")
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot), 1)
    room.later(HOLD + 1)
    forced(room, "w maria")
    room.sync(2)
    room.record(offer("w luca", "luca", room.slot), 2)
    room.sync(2)
    room.sync(1, 2)
    assert room.turn("w luca").state == "offered"
    assert [row.person_id for row in room.bookings()] == [an_id("maria")]
    assert room.reviews() == {"offer_not_open", "liability"}
    room.record(decline("w luca", room.slot), 2)
    room.sync(1, 2)
    assert room.free() == 0, "what was given back is owed to who stands"


def test_accepted_twice_is_one_booking(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot), 1)
    refused(room, accept("w maria", "maria", room.slot, booking_id=an_id("x")), OfferNotOpen)
    second = accept("w maria", "maria", room.slot, booking_id=an_id("second"), elsewhere=True)
    asked = room.record(second, 2)
    room.sync(1, 2)
    assert room.server.answers[asked.op_id].result == "rejected"
    assert len(room.bookings()) == 1
    assert room.turn("w maria").booking_id == room.bookings()[0].id
    assert room.reviews() == set()


def test_accepted_elsewhere_first_and_then_here_is_one_booking(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    second = accept("w maria", "maria", room.slot, booking_id=an_id("second"), elsewhere=True)
    room.record(second, 2)
    room.record(accept("w maria", "maria", room.slot), 1)
    room.sync(2, 1)
    assert [row.id for row in room.bookings()] == [an_id("second")]
    assert room.reviews() == {"offer_not_open"}, "somebody looks at the second paper"


def test_declining_what_was_accepted_changes_nothing(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(accept("w maria", "maria", room.slot), 1)
    refused(room, decline("w maria", room.slot), OfferNotOpen)
    refused(room, LeaveWaiting(entry_id=an_id("w maria")), OfferNotOpen)
    refused(room, decline("w maria", room.slot), OfferElsewhere, 2)
    refused(room, LeaveWaiting(entry_id=an_id("w maria")), OfferElsewhere, 2)
    room.sync(1, 2)
    assert (len(room.bookings()), room.turn("w maria").state) == (1, "accepted")
    assert room.reviews() == set()


def test_decline_of_an_offer_does_not_end_the_next_one(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.lend(1, slot=room.other)
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.record(decline("w maria", room.slot, stay=True), 1)
    room.record(offer("w maria", "maria", room.other), 1)
    refused(room, decline("w maria", room.slot), OfferNotOpen)
    room.sync(1, 2)
    assert room.turn("w maria").offered_slot_id == room.other.id
    assert (room.turn("w maria").state, room.free()) == ("offered", 2)


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


def test_two_who_waited_and_are_one_come_to_review(room: WaitingRoom) -> None:
    waiting(room, "maria", "luca")
    merge = MergePeople(kept_id=an_id("luca"), merged_id=an_id("maria"))
    room.record(merge, 2, role="supervisor")
    room.sync(2, 1)
    assert room.reviews() == {"already_waiting"}


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


def test_leaving_gives_the_held_place_back_and_is_over(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.record(LeaveWaiting(entry_id=an_id("w maria"), reason="trasloco"))
    room.sync(1, 2)
    assert (room.turn("w maria").state, room.free()) == ("left", 2)
    refused(room, LeaveWaiting(entry_id=an_id("w maria")), OfferNotOpen)
    refused(room, LeaveWaiting(entry_id=an_id("nothing")), WaitEntryUnknown)
    room.record(join("anew", "maria"))


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


def test_draw_orders_by_a_published_seed_and_its_log_gives_the_same_order_again() -> None:
    names = [f"p{n}" for n in range(9)]
    room = WaitingRoom(places=1, rule="draw", people=names)
    waiting(room, *names)
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=48_151_623)
    room.record(draw, role="supervisor")
    room.sync(1, 2)
    (made,) = room.at_server(Round)
    turns = [turn_of(room.turn(f"w {name}")) for name in names]
    order = tuple(turn.number for turn in in_order(turns, "draw"))
    assert recomputed(made.log) == order
    assert (made.purpose, made.seed, made.taking_part) == ("waiting", draw.seed, 9)
    assert order != tuple(turn.number for turn in in_order(turns, "order"))
    again = msgspec.structs.replace(draw, draw_id=an_id("again"), seed=1)
    refused(room, again, NothingToDraw, role="supervisor")


def test_draw_that_takes_in_others_than_were_seen_is_refused_or_comes_to_review() -> None:
    room = WaitingRoom(rule="draw", people=PEOPLE)
    waiting(room, "maria", "luca")
    room.record(join("w nina", "nina"), 2)
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=5, count=2)
    refused(room, msgspec.structs.replace(draw, count=3), ListChanged, role="supervisor")
    room.record(draw, role="supervisor")
    room.sync(2, 1)
    # The list on the wall has two turns, the centre's three.
    assert {room.turn(f"w {name}").draw_seed for name in PEOPLE} == {"1:5"}
    assert room.reviews() == {"list_changed"}


def test_who_joins_after_the_draw_comes_behind_also_after_another_draw() -> None:
    room = WaitingRoom(places=1, rule="draw", people=("a", "b", "c", "d"))
    waiting(room, "a", "b")
    for seed, name in ((5, "c"), (7, "d")):
        draw = DrawWaiting(draw_id=an_id(f"draw {seed}"), offering_id=LISTED, seed=seed)
        room.record(draw, role="supervisor")
        waiting(room, name)
    rows = [room.turn(f"w {name}") for name in "abcd"]
    assert [row.draw_seed for row in rows] == ["1:5", "1:5", "2:7", ""]
    ordered = [each.id for each in in_order(map(turn_of, rows), "draw")]
    assert ordered[2:] == [an_id("w c"), an_id("w d")]


def test_draw_of_a_list_in_the_order_of_joining_or_with_an_endless_seed_is_refused(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=5)
    refused(room, draw, NothingToDraw, role="supervisor")
    endless = msgspec.structs.replace(draw, seed=2**37)
    refused(room, endless, DeclarationWrong, role="supervisor")


def test_calls_are_kept_one_beside_the_other_and_counted_about_an_offer(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    for outcome in ("no_answer", "call_again", "reached"):
        call = RecordCall(subject_id=an_id("w maria"), about="offer", outcome=outcome, words=" x ")
        room.record(call)
    room.sync(1, 2)
    kept = [row for row in room.at_server(FieldChange) if row.entity_id == an_id("w maria")]
    assert sorted(row.after for row in kept) == ["call_again", "no_answer", "reached"]
    assert {(row.field, row.reason) for row in kept} == {("call_offer", "x")}
    assert room.turn("w maria").called == 3


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"subject_id": an_id("nothing")}, CallUnknown),
        ({"about": "gossip"}, ChoiceUnknown),
        ({"outcome": "flown"}, ChoiceUnknown),
    ],
)
def test_call_that_does_not_fit_is_refused(
    room: WaitingRoom, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    waiting(room, "maria")
    call = RecordCall(subject_id=an_id("w maria"), about="offer", outcome="reached")
    refused(room, msgspec.structs.replace(call, **fields), refusal)


def test_list_keeps_its_rule_when_the_offering_has_none_any_more(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.set(listed("", id=LISTED))
    room.sync(1, 2)
    refused(room, join("w", "luca"), NoWaitingList)
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    assert room.here("w maria").state == "offered"


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


def test_a_cooperative_has_the_lists_of_what_it_gives_in_the_person_s_municipality(
    room: WaitingRoom,
) -> None:
    anna, theirs = an_operator("anna", "cooperative"), an_id("another")
    room.set(msgspec.structs.replace(anna, provider_id=theirs))
    elsewhere = Override(municipality_id=an_id("limena"), provider_id=theirs)
    room.set(listed(overrides=(elsewhere,)))
    room.sync(1, 2)
    refused(room, join("w maria", "maria"), RoleMissing, role="cooperative")
    room.set(listed(overrides=(Override(municipality_id=TOWN, provider_id=theirs),)))
    room.sync(1, 2)
    room.record(join("w maria", "maria"), role="cooperative")
    called = RecordCall(subject_id=an_id("w maria"), about="reminder", outcome="no_answer")
    room.record(called, role="cooperative")
    room.record(LeaveWaiting(entry_id=an_id("w maria")), role="cooperative")
    room.sync(1, 2)
    assert (room.turn("w maria").state, room.reviews()) == ("left", set())


def test_what_a_municipality_does_not_give_has_no_list_there(room: WaitingRoom) -> None:
    room.set(listed(overrides=(Override(municipality_id=TOWN, active=False),)))
    room.sync(1, 2)
    refused(room, join("w maria", "maria"), NoWaitingList)
