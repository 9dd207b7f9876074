# SPDX-License-Identifier: EUPL-1.2
"""Booking a place, moving and cancelling it, and whether the person came."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    SCHEME,
    TERRITORY,
    TODAY,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    register,
)
from tests.operations.here import FREE_ELSEWHERE, HELD, LAST, Here, at
from tests.operations.here import TODAY as TODAY_SLOT
from tests.support.mini import MiniDesk, MiniServer
from welfare_desk.core.numbers import booking_text, parse_number
from welfare_desk.core.refusals import (
    AlreadyBooked,
    BookingNotOpen,
    BookingProvisional,
    BookingUnknown,
    IdTaken,
    JsonUnreadable,
    NumbersExhausted,
    PersonUnknown,
    PriceChanged,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
    TextTooLong,
)
from welfare_desk.models.booking import Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.household import IseeAttestation
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.operations.bookings import (
    BookPlace,
    CancelBooking,
    MoveBooking,
    RecordAttendance,
)

NOW = 1_789_543_800_000_000
ISEE = an_id("isee")


def booking(here: Here, name: str = "one") -> Booking:
    return here.row(Booking, an_id(name))


def moved(slot: Slot, name: str = "one", **other: Any) -> MoveBooking:
    fields: dict[str, Any] = {
        "booking_id": an_id(name),
        "person_id": an_id("maria"),
        "slot_id": slot.id,
        **other,
    }
    return MoveBooking(**fields)


def test_held_place_makes_a_final_booking_with_a_printed_number(known: Here) -> None:
    done = known.record(book("one", "maria", HELD, isee_id=ISEE))
    row = booking(known)
    assert (row.state, row.certainty, row.seats, row.total_cents) == ("booked", "final", 1, 500)
    assert (done.state, done.numbers) == ("final", (row.booking_no,))
    assert row.booking_no == booking_text(1, 1, 0) == parse_number(row.booking_no)
    assert (known.left(at(HELD)), known.left("number:booking")) == (1, 49)
    assert known.entry(done.op_id).person_id == an_id("maria")


def test_free_place_of_another_makes_a_provisional_booking_that_carries_a_number(
    known: Here,
) -> None:
    done = known.record(book("one", "maria", FREE_ELSEWHERE))
    assert (done.state, booking(known).certainty) == ("provisional", "provisional")
    assert len(done.numbers) == 1
    assert known.entry(done.op_id).provisional


def test_nothing_free_is_refused(known: Here) -> None:
    full = known.row(Resource, at(FREE_ELSEWHERE))
    known.put(msgspec.structs.replace(full, free=0, committed=full.total))
    known.refuses(book("one", "maria", FREE_ELSEWHERE), SlotFull)


def test_more_seats_than_held_are_provisional_and_than_free_refused(known: Here) -> None:
    def family(seats: int) -> BookPlace:
        cents = 2_200 * seats
        return msgspec.structs.replace(
            book("one", "maria", HELD), seats=seats, total_cents=cents, unit_cents=2_200
        )

    known.refuses(family(4), SlotFull)
    assert known.record(family(3)).state == "provisional"
    assert known.left(at(HELD)) == 2, "a provisional booking spends no place"


def test_household_may_take_several_seats(known: Here) -> None:
    known.record(msgspec.structs.replace(book("one", "maria", HELD), seats=2, total_cents=4_400))
    row = booking(known)
    assert (row.seats, row.units, row.certainty) == (2, 2, "final")
    assert known.left(at(HELD)) == 0


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"slot_id": an_id("nowhere")}, SlotFull),
        ({"seats": 0}, SeatsInvalid),
        ({"seats": -1}, SeatsInvalid),
        ({"seats": -(2**62)}, JsonUnreadable),
        ({"seats": 2**80}, JsonUnreadable),
        ({"seats": 10_000_000_000}, SlotFull),
        ({"total_cents": 2_199}, PriceChanged),
        ({"unit_cents": 0, "total_cents": 0}, PriceChanged),
        ({"unit_cents": -2_200, "total_cents": -2_200}, PriceChanged),
        ({"resident": False}, PriceChanged),
        ({"isee_id": an_id("no such")}, None),
        ({"booking_id": "x"}, JsonUnreadable),
        ({"isee_id": ""}, JsonUnreadable),
    ],
)
def test_booking_that_does_not_fit_is_refused(
    known: Here, fields: dict[str, Any], refusal: Any
) -> None:
    operation = msgspec.structs.replace(book("one", "maria", HELD), **fields)
    if refusal is None:
        known.record(operation)
        assert booking(known).total_cents == 2_200
        return
    known.refuses(operation, refusal)


def test_attestation_gives_a_bracket_only_to_its_own_household_while_it_holds(known: Here) -> None:
    known.record(register("luca"))
    known.record(form("other", "luca"))
    known.refuses(book("one", "luca", HELD, isee_id=ISEE), PriceChanged)
    row = known.row(IseeAttestation, ISEE)
    known.put(msgspec.structs.replace(row, valid_to=TODAY - datetime.timedelta(days=1)))
    known.refuses(book("one", "maria", HELD, isee_id=ISEE), PriceChanged)


def test_slot_in_the_past_or_closed_is_refused(known: Here) -> None:
    known.put(a_slot("yesterday", days=-1), a_slot("now", days=0, minute=9 * 60))
    for slot in ("yesterday", "now"):
        known.give(f"slot:{an_id(slot)}", 1)
    known.refuses(book("one", "maria", a_slot("yesterday", days=-1)), SlotPast)
    # It began at nine and lasts an hour: who comes late can still be let in.
    known.record(book("late", "maria", a_slot("now", days=0, minute=9 * 60)))
    known.put(msgspec.structs.replace(HELD, closed=True))
    known.refuses(book("one", "maria", HELD), SlotClosed)


def test_slot_is_past_from_its_last_minute(known: Here) -> None:
    slot = a_slot("early", days=0, minute=8 * 60 + 30)
    known.put(slot)
    known.give(at(slot), 2)
    known.refuses(book("one", "maria", slot), SlotPast)
    known.put(msgspec.structs.replace(slot, minutes=61))
    known.record(book("one", "maria", slot))


def test_slot_that_is_not_here_is_unknown_even_with_a_right(known: Here) -> None:
    known.give(f"slot:{an_id('nowhere')}", 1)
    known.refuses(
        msgspec.structs.replace(book("one", "maria", HELD), slot_id=an_id("nowhere")), SlotUnknown
    )
    offering = known.rows(Offering)[0]
    known.put(msgspec.structs.replace(offering, fee_scheme_id=an_id("no scheme")))
    known.refuses(book("one", "maria", HELD), SlotUnknown)
    assert offering.fee_scheme_id == SCHEME


def test_same_person_in_the_same_slot_twice_is_refused(known: Here) -> None:
    known.record(book("one", "maria", HELD))
    known.refuses(book("two", "maria", HELD), AlreadyBooked)
    known.record(CancelBooking(booking_id=an_id("one")))
    known.record(book("two", "maria", HELD))


def test_booking_is_never_made_over_another(known: Here) -> None:
    known.record(register("luca"))
    known.record(book("one", "maria", HELD))
    known.refuses(book("one", "luca", HELD), IdTaken)


def test_without_a_booking_number_nothing_is_booked(known: Here) -> None:
    known.lose("number:booking")
    known.refuses(book("one", "maria", HELD), NumbersExhausted)
    known.refuses(book("one", "maria", FREE_ELSEWHERE), NumbersExhausted)


def test_moved_booking_keeps_number_and_price(known: Here) -> None:
    known.record(book("one", "maria", HELD, isee_id=ISEE))
    before = booking(known)
    done = known.record(moved(TODAY_SLOT))
    assert booking(known) == msgspec.structs.replace(before, slot_id=TODAY_SLOT.id)
    assert (done.state, done.numbers, known.left(at(TODAY_SLOT))) == ("final", (), 0)


def test_booking_moved_without_a_right_becomes_provisional(known: Here) -> None:
    known.record(book("one", "maria", HELD))
    assert known.record(moved(FREE_ELSEWHERE)).state == "provisional"
    assert booking(known).certainty == "provisional"
    known.refuses(moved(LAST), BookingProvisional)


@pytest.mark.parametrize(
    ("operation", "refusal"),
    [
        (moved(HELD), AlreadyBooked),
        (moved(FREE_ELSEWHERE, seats=2), SeatsInvalid),
        (moved(FREE_ELSEWHERE, seats=0), SeatsInvalid),
        (moved(FREE_ELSEWHERE, person_id=an_id("luca")), BookingUnknown),
        (moved(FREE_ELSEWHERE, "other"), BookingUnknown),
        (moved(a_slot("nowhere")), SlotFull),
    ],
)
def test_move_that_does_not_fit_is_refused(
    known: Here, operation: MoveBooking, refusal: Any
) -> None:
    known.record(book("one", "maria", HELD))
    known.refuses(operation, refusal)


def test_booking_moves_within_its_offering_only(known: Here) -> None:
    known.record(book("one", "maria", HELD))
    other = msgspec.structs.replace(known.rows(Offering)[0], id=an_id("other offering"))
    slot = msgspec.structs.replace(a_slot("elsewhere"), offering_id=other.id)
    known.put(other, slot)
    known.give(at(slot), 1)
    known.refuses(moved(slot), PriceChanged)
    known.put(msgspec.structs.replace(slot, offering_id=an_id("gone")))
    known.refuses(moved(slot), PriceChanged)


def test_cancelled_or_attended_booking_does_not_move(known: Here) -> None:
    known.record(book("one", "maria", HELD))
    known.record(RecordAttendance(booking_id=an_id("one"), outcome="attended"))
    known.refuses(moved(FREE_ELSEWHERE), BookingNotOpen)
    known.refuses(CancelBooking(booking_id=an_id("one")), BookingNotOpen)


def test_cancelled_booking_stays_as_cancelled(known: Here) -> None:
    known.record(book("one", "maria", HELD))
    known.record(CancelBooking(booking_id=an_id("one"), reason="malata"))
    assert booking(known).state == "cancelled"
    assert known.left(at(HELD)) == 1, "its place is free only once the server knows"
    known.refuses(CancelBooking(booking_id=an_id("one")), BookingNotOpen)
    known.refuses(RecordAttendance(booking_id=an_id("one"), outcome="arrived"), BookingNotOpen)


def test_cancelling_what_is_not_there_or_with_an_endless_reason_is_refused(known: Here) -> None:
    known.refuses(CancelBooking(booking_id=an_id("one")), BookingUnknown)
    known.record(book("one", "maria", HELD))
    known.refuses(CancelBooking(booking_id=an_id("one"), reason="r" * 201), TextTooLong)


@pytest.mark.parametrize("outcome", ["arrived", "attended", "no_show", "booked"])
def test_attendance_is_recorded(known: Here, outcome: str) -> None:
    known.record(book("one", "maria", HELD))
    known.record(RecordAttendance(booking_id=an_id("one"), outcome=outcome))
    assert booking(known).state == outcome


@pytest.mark.parametrize("outcome", ["cancelled", "", "won", "x" * 2_000])
def test_unknown_outcome_is_refused(known: Here, outcome: str) -> None:
    known.record(book("one", "maria", HELD))
    known.refuses(RecordAttendance(booking_id=an_id("one"), outcome=outcome), BookingNotOpen)
    known.refuses(RecordAttendance(booking_id=an_id("two"), outcome="arrived"), BookingUnknown)


def test_server_frees_the_places_of_a_move_and_of_a_cancellation() -> None:
    first, second = a_slot("first", places=3), a_slot("second", places=3, minute=720)
    server = MiniServer(TERRITORY, a_territory(first, second))
    desk = MiniDesk(1, TERRITORY, 1, an_id("anna"))
    desk.take_pull(*server.pull(0, 1))
    for resource in (at(first), at(second)):
        desk.take_in(server.lease(1, resource, 2, NOW, one=True))
    desk.take_in(server.lease(1, "number:booking", 5, NOW))
    family = msgspec.structs.replace(book("one", "maria", first), seats=2, total_cents=4_400)
    for operation in (register(), family, moved(second, seats=2)):
        desk.record(operation, NOW)
    server.push(desk.waiting())
    rows = server.rows.by_kind["resource"]
    assert (rows[at(first)].committed, rows[at(first)].free) == (0, 3)  # type: ignore[attr-defined]
    assert (rows[at(second)].committed, rows[at(second)].free) == (2, 1)  # type: ignore[attr-defined]
    desk.record(CancelBooking(booking_id=an_id("one")), NOW)
    server.push(desk.waiting())
    assert (server.rows.by_kind["resource"][at(second)].committed) == 0  # type: ignore[attr-defined]


def test_cancelling_a_provisional_booking_that_found_no_place_changes_nothing() -> None:
    slot = a_slot("only", places=1)
    server = MiniServer(TERRITORY, a_territory(slot))
    desks = [MiniDesk(number, TERRITORY, number, an_id("anna")) for number in (1, 2)]
    for desk in desks:
        desk.take_pull(*server.pull(0, desk.device))
        desk.take_in(server.lease(desk.device, "number:booking", 5, NOW))
        desk.record(register(f"p{desk.device}"), NOW)
        desk.record(book(f"b{desk.device}", f"p{desk.device}", slot), NOW)
    desks[1].record(CancelBooking(booking_id=an_id("b2")), NOW)
    for desk in desks:
        server.push(desk.waiting())
    results = [(outcome.result, outcome.code) for outcome in server.answers.values()]
    assert results[-2:] == [("rejected", "slot_full"), ("accepted", "")]
    assert server.rows.by_kind["resource"][at(slot)].committed == 1  # type: ignore[attr-defined]
