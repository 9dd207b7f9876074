# SPDX-License-Identifier: EUPL-1.2
"""Written queries of the agenda: slots of some days with their counts, in few statements."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import HOLDS_PLACE, Booking, booking_table, wait_entry_table
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Meeting, slot_table
from welfare_desk.store.desk_tables import base_row
from welfare_desk.store.rows import record_of, table_for

LONGEST_COURSE_DAYS = 366
"""A course is looked for no longer than this after its first meeting."""
_AT_ONCE = 500
_meetings = msgspec.json.Decoder(tuple[Meeting, ...]).decode
_image = msgspec.msgpack.Decoder(Booking).decode
_count = table_for(Resource)
_slot = slot_table.c


class SlotRow(NamedTuple):
    """A slot with the server's counts, as the last pull knew them."""

    id: str
    offering_id: str
    slot_on: datetime.date
    start_minute: int
    minutes: int
    places: int
    place_name: str
    address: str
    closed: bool
    closed_reason: str
    meetings_text: str | None
    free: int
    committed: int

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """The meetings of a course; none for a slot of its own."""
        return _meetings(self.meetings_text) if self.meetings_text else ()


class BookedIn(NamedTuple):
    """Of a booking what a list of who comes needs."""

    id: str
    slot_id: str
    person_id: str
    seats: int
    state: str
    certainty: str
    booking_no: str
    meetings_attended: tuple[int, ...] | None


_SLOTS = (
    sa.select(
        _slot.id,
        _slot.offering_id,
        _slot.slot_on,
        _slot.start_minute,
        _slot.minutes,
        _slot.places,
        _slot.place_name,
        _slot.address,
        _slot.closed,
        _slot.closed_reason,
        sa.type_coerce(_slot.meetings, sa.Text),
        sa.func.coalesce(_count.c.free, 0),
        sa.func.coalesce(_count.c.committed, 0),
    )
    .select_from(
        slot_table.outerjoin(
            _count,
            sa.and_(
                _count.c.id == sa.literal_column("'slot:'") + _slot.id,
                _count.c.territory_id == _slot.territory_id,
            ),
        )
    )
    .where(_slot.territory_id == sa.bindparam("territory"))
)
_IN_DAYS = _SLOTS.where(_slot.slot_on.between(sa.bindparam("from"), sa.bindparam("to")))
_COURSES_BEFORE = _SLOTS.where(
    _slot.slot_on >= sa.bindparam("from"),
    _slot.slot_on < sa.bindparam("to"),
    _slot.meetings.is_not(None),
)


def slots_in_days(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> list[SlotRow]:
    """Return slots, closed ones too, that have a time from a day to a day, both included.

    Of courses also those that began before: look at ``meetings`` for the days.
    """
    given = {"territory": territory_id}
    earliest = from_on - datetime.timedelta(days=LONGEST_COURSE_DAYS)
    found = conn.execute(_IN_DAYS, {**given, "from": from_on, "to": to_on}).all()
    before = conn.execute(_COURSES_BEFORE, {**given, "from": earliest, "to": from_on}).all()
    return [SlotRow._make(row) for row in (*found, *before)]


def changed_here(conn: Connection, territory_id: str) -> dict[str, int]:
    """Return by slot the seats that bookings took, or gave back, since the server knew."""
    query = (
        sa.select(base_row.c.record, booking_table)
        .join(booking_table, booking_table.c.id == base_row.c.id)
        .where(base_row.c.kind == Booking.KIND, booking_table.c.territory_id == territory_id)
    )
    found: dict[str, int] = {}
    for row in conn.execute(query).all():
        before = [_image(row.record)] if row.record is not None else []
        for booking, sign in ((record_of(Booking, row), 1), *((each, -1) for each in before)):
            if booking.state in HOLDS_PLACE:
                found[booking.slot_id] = found.get(booking.slot_id, 0) + sign * booking.seats
    return found


def waiting_seats(conn: Connection, territory_id: str, slot_ids: Iterable[str]) -> dict[str, int]:
    """Return by slot how many places are waited for in it, of these slots."""
    columns = wait_entry_table.c
    query = (
        sa.select(columns.slot_id, sa.func.sum(columns.seats))
        .where(columns.territory_id == territory_id, columns.state == "waiting")
        .group_by(columns.slot_id)
    )
    wanted = frozenset(slot_ids)
    return {slot: int(seats) for slot, seats in conn.execute(query).all() if slot in wanted}


def bookings_in_slots(
    conn: Connection, territory_id: str, slot_ids: tuple[str, ...], states: Collection[str]
) -> list[BookedIn]:
    """Return the bookings of these slots that are in one of these states."""
    columns = booking_table.c
    found: list[BookedIn] = []
    for begin in range(0, len(slot_ids), _AT_ONCE):
        query = sa.select(*(columns[name] for name in BookedIn._fields)).where(
            columns.territory_id == territory_id,
            columns.slot_id.in_(slot_ids[begin : begin + _AT_ONCE]),
            columns.state.in_(sorted(states)),
        )
        found += [BookedIn._make(row) for row in conn.execute(query).all()]
    return found
