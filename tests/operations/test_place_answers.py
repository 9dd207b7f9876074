# SPDX-License-Identifier: EUPL-1.2
"""What becomes of an offered place: accepted, declined, lapsed, ended for a desk that is gone."""

from typing import Any

import msgspec

from tests.builders import TERRITORY, an_id
from tests.operations.script_waiting import HOLD, accept, decline, join, lapse, offer
from tests.operations.sealed import an_act
from tests.operations.waiting_room import WaitingRoom
from tests.operations.waiting_turns import PEOPLE, refused, waiting
from welfare_desk.core.refusals import PriceChanged, RoleMissing, TextMissing
from welfare_desk.core.refusals_of_waiting import (
    HoldLapsed,
    HoldRuns,
    OfferElsewhere,
    OfferNotOpen,
    WaitEntryUnknown,
)
from welfare_desk.operations.run import at_server
from welfare_desk.operations.waiting import LeaveWaiting
from welfare_desk.operations.world import World


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


def test_forced_end_that_no_supervisor_signs_has_no_effect_at_the_server(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    room.sync(1, 2)
    room.later(HOLD + 1)
    over = msgspec.structs.replace(lapse("w maria", room.slot), forced=True, reason="rubato")
    world = World(room.server.rows, TERRITORY, settled=True)
    outcome = at_server(over, an_act(over, device=2, wall=room.now), world)
    assert (outcome.result, outcome.code) == ("accepted", "role_missing")
    assert {row.KIND for row in world.touched()} == {"review_item"}


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
