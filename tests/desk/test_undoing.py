# SPDX-License-Identifier: EUPL-1.2
"""What was recorded is taken back by its kind, and done again, by acts of their own."""

import datetime

import pytest

from tests.builders import TODAY, an_id, book, register
from tests.support.desks import SLOTS
from welfare_desk.core.refusals import AlreadyBooked
from welfare_desk.desk.desk import Desk
from welfare_desk.models.booking import Booking
from welfare_desk.models.person import Person
from welfare_desk.models.request import Note
from welfare_desk.operations.booking_changes import MoveBooking, RecordAttendance
from welfare_desk.operations.bookings import CancelBooking
from welfare_desk.operations.consents import RecordConsent
from welfare_desk.operations.notes import WriteNote
from welfare_desk.operations.people import AmendPerson

MARIA = an_id("maria")


@pytest.fixture
def known(counter: Desk) -> Desk:
    counter.record(register("maria"))
    return counter


def answered(name: str, given: bool) -> RecordConsent:
    return RecordConsent(
        consent_id=an_id(name), person_id=MARIA, purpose="reminders", given=given,
        answered_on=TODAY,
    )  # fmt: skip


def bookings(desk: Desk) -> list[tuple[str, str]]:
    rows = desk.look(lambda here: here.where(Booking, "person_id", MARIA))
    return sorted((row.state, row.slot_id) for row in rows)


def standing(desk: Desk) -> list[str]:
    """Return the slots in which she has a place, final or provisional."""
    return [slot for state, slot in bookings(desk) if state == "booked"]


def test_a_booking_is_cancelled_and_booked_again(known: Desk) -> None:
    made = known.record(book("b", "maria", SLOTS[0]))
    back = known.undoing.take_back((made,))
    assert bookings(known) == [("cancelled", SLOTS[0].id)]
    known.undoing.take_back(back)
    assert bookings(known) == [("booked", SLOTS[0].id), ("cancelled", SLOTS[0].id)]


def test_a_cancelled_booking_is_booked_anew_where_there_is_a_place(known: Desk) -> None:
    known.record(book("b", "maria", SLOTS[0]))
    gone = known.record(CancelBooking(booking_id=an_id("b")))
    again = known.undoing.take_back((gone,))
    assert bookings(known) == [("booked", SLOTS[0].id), ("cancelled", SLOTS[0].id)]
    known.undoing.take_back(again)
    assert [state for state, _ in bookings(known)] == ["cancelled", "cancelled"]


def test_a_moved_booking_goes_back_and_there_again(known: Desk) -> None:
    known.record(book("b", "maria", SLOTS[0]))
    moved = known.record(MoveBooking(booking_id=an_id("b"), person_id=MARIA, slot_id=SLOTS[1].id))
    back = known.undoing.take_back((moved,))
    assert standing(known) == [SLOTS[0].id]
    known.undoing.take_back(back)
    assert standing(known) == [SLOTS[1].id]


def test_an_arrival_is_taken_back_to_what_it_was(known: Desk) -> None:
    known.record(book("b", "maria", SLOTS[3]))
    arrived = known.record(RecordAttendance(booking_id=an_id("b"), outcome="arrived"))
    served = known.record(RecordAttendance(booking_id=an_id("b"), outcome="attended"))
    known.undoing.take_back((served,))
    assert bookings(known)[0][0] == "arrived"
    known.undoing.take_back((arrived,))
    assert bookings(known)[0][0] == "booked"


def test_edited_data_get_their_former_values(known: Desk) -> None:
    def street() -> str:
        row = known.look(lambda here: here.one(Person, MARIA))
        assert row is not None
        return row.street

    made = known.record(
        AmendPerson(person_id=MARIA, changes={"street": "Via Dante"}, seen={"street": ""})
    )
    assert street() == "Via Dante"
    back = known.undoing.take_back((made,))
    assert street() == ""
    known.undoing.take_back(back)
    assert street() == "Via Dante"


def test_a_note_is_withdrawn_and_written_again(known: Desk) -> None:
    def notes() -> list[tuple[str, bool]]:
        rows = known.look(lambda here: here.where(Note, "person_id", MARIA))
        return sorted((row.text, row.withdrawn) for row in rows)

    note = WriteNote(note_id=an_id("n"), person_id=MARIA, text="Porta la sorella.")
    back = known.undoing.take_back((known.record(note),))
    assert notes() == [("Porta la sorella.", True)]
    known.undoing.take_back(back)
    assert notes() == [("Porta la sorella.", False), ("Porta la sorella.", True)]


def test_several_acts_are_taken_back_the_last_first(known: Desk) -> None:
    booked = known.record(book("b", "maria", SLOTS[3]))
    arrived = known.record(RecordAttendance(booking_id=an_id("b"), outcome="arrived"))
    known.undoing.take_back((booked, arrived))
    assert bookings(known)[0][0] == "cancelled"


def test_what_cannot_be_taken_back_is_not_promised(known: Desk) -> None:
    made = known.record(register("giorgio", born_on=datetime.date(1950, 1, 1)))
    assert not known.undoing.knows((made,))
    assert not known.undoing.knows(())
    booked = known.record(book("b", "maria", SLOTS[0]))
    assert known.undoing.knows((booked,))
    known.undoing.forget()
    assert not known.undoing.knows((booked,))


def test_an_opposite_that_only_the_form_knows_is_kept(known: Desk) -> None:
    given, taken = answered("c", True), answered("d", False)
    made = known.undoing.keep_opposite(given, known.record(given), taken)
    back = known.undoing.take_back((made,))
    assert known.undoing.knows(back)


def test_what_stands_in_the_way_meanwhile_is_refused_in_words(known: Desk) -> None:
    known.record(book("b", "maria", SLOTS[2]))
    gone = known.record(CancelBooking(booking_id=an_id("b")))
    known.record(book("c", "maria", SLOTS[2]))
    with pytest.raises(AlreadyBooked):
        known.undoing.take_back((gone,))
    assert known.undoing.knows((gone,)), "it may be tried again"
