# SPDX-License-Identifier: EUPL-1.2
"""One slot with who comes and who waits, and a provider's day of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.desk.views.agenda import AgendaSlot, agenda
from welfare_desk.desk.views.attendance import state_at
from welfare_desk.models.booking import HOLDS_PLACE, WaitEntry
from welfare_desk.store.agenda import bookings_in_slots


class SlotPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who has a place in a slot, or waits for one."""

    row_id: str
    """The booking's id, or that of the entry in the waiting list."""
    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    phone: str
    seats: int
    state: str
    """Of the booking, of a course that at this meeting; or ``waiting``."""
    certainty: str
    booking_no: str


class SlotPeople(msgspec.Struct, frozen=True, kw_only=True):
    """A slot, who comes by name, and who waits in the order of joining."""

    today: datetime.date
    slot: AgendaSlot
    coming: tuple[SlotPerson, ...]
    waiting: tuple[SlotPerson, ...]


def slot_people(look: Reading, slot_id: str, on: datetime.date) -> SlotPeople | None:
    """Return a slot as it stands on a day, or nothing where it has no time on it."""
    slots = agenda(look, on, on).slots
    slot = next((each for each in slots if each.slot_id == slot_id), None)
    if slot is None:
        return None
    waiting = [row for row in look.where(WaitEntry, "slot_id", slot_id) if row.state == "waiting"]
    waiting.sort(key=lambda row: (row.joined_at, row.id))
    return SlotPeople(
        today=look.today,
        slot=slot,
        coming=_coming(look, {slot_id: slot.meeting}).get(slot_id, ()),
        waiting=_waiting(look, waiting),
    )


def day_of_provider(look: Reading, provider_id: str, on: datetime.date) -> tuple[SlotPeople, ...]:
    """Return the slots of a provider on a day that are open, with who comes to each."""
    slots = [
        slot
        for slot in agenda(look, on, on).slots
        if slot.provider_id == provider_id and not slot.closed
    ]
    coming = _coming(look, {slot.slot_id: slot.meeting for slot in slots})
    return tuple(
        SlotPeople(today=look.today, slot=slot, coming=coming.get(slot.slot_id, ()), waiting=())
        for slot in slots
    )


def _coming(look: Reading, slots: dict[str, int]) -> dict[str, tuple[SlotPerson, ...]]:
    """Return who comes to slots, each with the number of its meeting, 0 for none."""
    rows = bookings_in_slots(look.conn, look.territory_id, tuple(slots), HOLDS_PLACE)
    people = people_of(look, (row.person_id for row in rows))
    found: dict[str, list[SlotPerson]] = {}
    for row in rows:
        person = people.get(row.person_id)
        if person is None:
            continue
        found.setdefault(row.slot_id, []).append(
            SlotPerson(
                row_id=row.id,
                person_id=person.id,
                surname=person.surname,
                name=person.name,
                born_on=person.born_on,
                phone=person.phone,
                seats=row.seats,
                state=state_at(row, slots[row.slot_id] - 1 if slots[row.slot_id] else None),
                certainty=row.certainty,
                booking_no=row.booking_no,
            )
        )
    return {slot_id: _by_name(listed) for slot_id, listed in found.items()}


def _waiting(look: Reading, rows: Iterable[WaitEntry]) -> tuple[SlotPerson, ...]:
    listed = tuple(rows)
    people = people_of(look, (row.person_id for row in listed))
    return tuple(
        SlotPerson(
            row_id=row.id,
            person_id=person.id,
            surname=person.surname,
            name=person.name,
            born_on=person.born_on,
            phone=person.phone,
            seats=row.seats,
            state="waiting",
            certainty="",
            booking_no="",
        )
        for row in listed
        if (person := people.get(row.person_id)) is not None
    )


def _by_name(listed: list[SlotPerson]) -> tuple[SlotPerson, ...]:
    return tuple(sorted(listed, key=lambda one: (one.surname.casefold(), one.name, one.row_id)))
