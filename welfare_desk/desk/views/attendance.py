# SPDX-License-Identifier: EUPL-1.2
"""Who is expected in a slot and who came: the list that is marked by hand or on paper."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.text import collation_key
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.desk.titles import title_of
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.models.territory import Provider
from welfare_desk.operations.offered import offered
from welfare_desk.store.agenda import BookedIn, bookings_in_slots, slots_in_days

PRESENT = frozenset({"arrived", "attended"})


class SlotOfDay(msgspec.Struct, frozen=True, kw_only=True):
    """A slot, or one meeting of a course, on a day."""

    slot_id: str
    meeting: int | None
    """Of a course, which meeting (from 0)."""
    on: datetime.date
    start_minute: int
    minutes: int
    title: str
    place_name: str
    closed: bool
    expected: int
    """Seats that are booked."""
    marked: int
    """Bookings that are marked as present or absent."""
    bookings: int


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who is booked into a slot."""

    booking_id: str
    booking_no: str
    person_id: str
    surname: str
    name: str
    seats: int
    state: str
    """``booked``, ``arrived``, ``attended`` or ``no_show``; of a meeting, ``attended`` or not."""
    provisional: bool


class AttendanceView(msgspec.Struct, frozen=True, kw_only=True):
    """The list of one slot or meeting."""

    slot: SlotOfDay
    provider_name: str
    address: str
    rows: tuple[Expected, ...]


def slots_of_day(look: Reading, on: datetime.date, provider_id: str = "") -> tuple[SlotOfDay, ...]:
    """Return what takes place on a day, in time order; of one provider or of all here."""
    ids = dict.fromkeys(row.id for row in slots_in_days(look.conn, look.territory_id, on, on))
    slots = look.many(Slot, tuple(ids))
    offerings = look.many(Offering, tuple(row.offering_id for row in slots.values()))
    booked = _bookings(look, tuple(slots))
    found = []
    for slot in slots.values():
        offering = _here(look, offerings.get(slot.offering_id))
        if offering is None or provider_id not in ("", offering.provider_id):
            continue
        bookings = booked.get(slot.id, [])
        for place, meeting in enumerate(_meetings(slot)):
            if meeting.on == on:
                course = place if slot.meetings else None
                found.append(_slot_of_day(slot, offering, meeting, course, bookings))
    return tuple(sorted(found, key=lambda each: (each.start_minute, each.title, each.slot_id)))


def attendance(look: Reading, slot_id: str, meeting: int | None = None) -> AttendanceView | None:
    """Return who is expected, by name; nothing for a slot or meeting that is not here."""
    slot = look.one(Slot, slot_id)
    offering = None if slot is None else _here(look, look.one(Offering, slot.offering_id))
    if slot is None or offering is None:
        return None
    times = _meetings(slot)
    course = (meeting or 0) if slot.meetings else None
    if not 0 <= (course or 0) < len(times):
        return None
    bookings = _bookings(look, (slot.id,)).get(slot.id, [])
    people = people_of(look, [row.person_id for row in bookings])
    rows = []
    for row in bookings:
        person = people.get(row.person_id)
        rows.append(
            Expected(
                booking_id=row.id,
                booking_no=row.booking_no,
                person_id=row.person_id,
                surname=person.surname if person else "–",
                name=person.name if person else "",
                seats=row.seats,
                state=state_at(row, course),
                provisional=row.certainty == "provisional",
            )
        )
    rows.sort(key=lambda row: (collation_key(f"{row.surname} {row.name}"), row.booking_id))
    provider = look.one(Provider, offering.provider_id)
    return AttendanceView(
        slot=_slot_of_day(slot, offering, times[course or 0], course, bookings),
        provider_name=provider.name if provider else "",
        address=slot.address,
        rows=tuple(rows),
    )


def _here(look: Reading, offering: Offering | None) -> Offering | None:
    return None if offering is None else offered(offering, look.municipality_id)


def _meetings(slot: Slot) -> tuple[Meeting, ...]:
    return slot.meetings or (Meeting(slot.slot_on, slot.start_minute, slot.minutes),)


def _bookings(look: Reading, slot_ids: tuple[str, ...]) -> dict[str, list[BookedIn]]:
    found: dict[str, list[BookedIn]] = {}
    for row in bookings_in_slots(look.conn, look.territory_id, slot_ids, HOLDS_PLACE):
        found.setdefault(row.slot_id, []).append(row)
    return found


def state_at(row: BookedIn | Booking, course: int | None) -> str:
    """Return how a booking stands at one meeting of a course (from 0), or its own state."""
    if course is None:
        return row.state
    if course in (row.meetings_attended or ()):
        return "attended"
    return "no_show" if row.state == "no_show" else "booked"


def _slot_of_day(
    slot: Slot, offering: Offering, time: Meeting, course: int | None, bookings: list[BookedIn]
) -> SlotOfDay:
    return SlotOfDay(
        slot_id=slot.id,
        meeting=course,
        on=time.on,
        start_minute=time.start_minute,
        minutes=time.minutes,
        title=title_of(offering),
        place_name=slot.place_name,
        closed=slot.closed,
        expected=sum(row.seats for row in bookings),
        marked=sum(state_at(row, course) != "booked" for row in bookings),
        bookings=len(bookings),
    )
