# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on conditions, people together, courses and prices that were agreed."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import a_resource, a_slot, a_territory, an_id, book, register
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import Meeting, Offering, PayerShare, Slot
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import (
    BookPlace,
    BookTogether,
    CancelBooking,
    Guest,
    MoveBooking,
    RecordAttendance,
)
from welfare_desk.operations.operation import Operation

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
RULED = an_id("ruled")
PAYERS = (PayerShare(payer="municipality", name="Comune", percent=60, cap_cents=1_000),)


def ruled(**other: Any) -> Offering:
    """An offering with conditions, a limit, payers and a last free hour, for people of age."""
    row = next(row for row in a_territory() if isinstance(row, Offering))
    fields = {
        "id": RULED, "min_age": 18, "limit_count": 1, "limit_period": "day", "notice_days": 1,
        "cancel_days": 1, "payers": PAYERS, "residence": "municipality", **other,
    }  # fmt: skip
    return msgspec.structs.replace(row, **fields)


def ruled_slot(name: str = "ruled slot", *, places: int = 4, **other: Any) -> Slot:
    """A slot of it: a course of two meetings, a week apart."""
    slot = a_slot(name, places=places, **{"days": 5, **other})
    second = Meeting(slot.slot_on + datetime.timedelta(days=7), slot.start_minute, slot.minutes)
    first = Meeting(slot.slot_on, slot.start_minute, slot.minutes)
    return msgspec.structs.replace(slot, offering_id=RULED, meetings=(first, second))


COURSE, LATER = ruled_slot(), ruled_slot("ruled later", days=6)


def places_rows() -> list[Record]:
    """The offering, its two courses and their places."""
    rows: list[Record] = [ruled(), COURSE, LATER]
    return rows + [a_resource(f"slot:{slot.id}", slot.places) for slot in (COURSE, LATER)]


def guest(name: str, person: str, cents: int = 2_200, **other: Any) -> Guest:
    """A place at the fee of people without ISEE, of which the municipality pays ten euros."""
    shares = (
        Share(payer="municipality", name="Comune", cents=1_000),
        Share(payer="person", cents=cents - 1_000),
    )
    fields: dict[str, Any] = {
        "booking_id": an_id(name), "person_id": an_id(person), "unit_cents": cents,
        "total_cents": cents, "shares": shares, **other,
    }  # fmt: skip
    return Guest(**fields)


def place(name: str, person: str, slot: Slot = COURSE, **other: Any) -> BookPlace:
    """The same for one person alone."""
    one = guest(name, person)
    return msgspec.structs.replace(book(name, person, slot), shares=one.shares, **other)


def together(*guests: Guest, slot: Slot = COURSE, **other: Any) -> BookTogether:
    """Book guests into one slot."""
    return BookTogether(slot_id=slot.id, guests=guests, **other)


EXAMPLES: tuple[Operation, ...] = (
    BookTogether(
        slot_id=a_slot("tomorrow-10").id,
        guests=(
            Guest(
                booking_id=an_id("new"), person_id=an_id("maria"), unit_cents=2_200,
                total_cents=2_200,
            ),
        ),
    ),
)  # fmt: skip


def places(script: Script) -> None:
    """Add a course that a family books, moves, leaves late and comes to."""
    for name, born in (("fede", "1990-01-01"), ("gino", "1992-01-01"), ("kid", "2020-01-01")):
        script.add(register(name, born_on=datetime.date.fromisoformat(born)))
    far = register("far", residence_istat="058091")
    script.add(far, SECOND)
    waived = {"waived": ("too_young",), "reason": "con la madre", "second_id": an_id("marta")}
    pair = together(guest("p1", "fede"), guest("p2", "gino"))
    script.add(pair, final=False)
    script.add(together(guest("p3", "fede"), guest("p4", "fede"), slot=LATER), SECOND, final=False)
    script.add(together(guest("p5", "kid"), slot=LATER), final=False)
    script.add(together(guest("p5", "kid"), slot=LATER, **waived), final=False)
    script.add(together(guest("p6", "far"), guest("p7", "nobody"), slot=LATER), SECOND)
    script.add(place("p8", "far", LATER), SECOND, final=False)
    script.add(place("p9", "gino"), SECOND)
    agreed = {"agreed": True, "reason": "sbaglio nostro", "second_id": an_id("marta")}
    free = place("p10", "fede", LATER, total_cents=1_000, **agreed)
    free = msgspec.structs.replace(free, shares=(Share(payer="person", cents=1_000),))
    script.add(free, SECOND, final=False)
    move = MoveBooking(booking_id=an_id("p1"), person_id=an_id("fede"), slot_id=LATER.id)
    script.add(move, final=False)
    for meeting in (0, 1, 9):
        script.add(
            RecordAttendance(booking_id=an_id("p2"), outcome="attended", meeting=meeting), SECOND
        )
    script.add(RecordAttendance(booking_id=an_id("p2"), outcome="no_show", meeting=0))
    script.add(CancelBooking(booking_id=an_id("p1"), reason="malata"))
