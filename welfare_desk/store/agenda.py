# SPDX-License-Identifier: EUPL-1.2
"""Written queries of the agenda: slots of some days with their counts, in few statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import HOLDS_PLACE, booking_table, wait_entry_table
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Meeting, slot_table
from welfare_desk.store.rows import table_for

LONGEST_COURSE_DAYS = 366
"""A course is looked for no longer than this after its first meeting."""
_MEETINGS = msgspec.json.Decoder(tuple[Meeting, ...])


class SlotOn(NamedTuple):
    """A slot on a day, or one meeting of a course on it."""

    slot_id: str
    offering_id: str
    on: datetime.date
    start_minute: int
    minutes: int
    meeting: int
    """From 1; 0 for a slot that is no course."""
    meetings: int
    places: int
    place_name: str
    address: str
    closed: bool
    closed_reason: str
    free: int
    """At the server, as the last pull knew."""
    committed: int
    booked_here: int
    """Seats of the bookings that this store knows."""
    waiting: int


def agenda_slots(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> list[SlotOn]:
    """Return slots and meetings of courses from a day to a day, both included, in time order."""
    rows = _slots(conn, territory_id, from_on, to_on)
    booked = _seats(conn, booking_table, territory_id, from_on, to_on, tuple(HOLDS_PLACE))
    waiting = _seats(conn, wait_entry_table, territory_id, from_on, to_on, ("waiting",))
    found = []
    for row in rows:
        counts = (row.free, row.committed, booked.get(row.id, 0), waiting.get(row.id, 0))
        for meeting, on, minute, minutes, of in _times(row):
            if from_on <= on <= to_on:
                found.append(
                    SlotOn(
                        row.id,
                        row.offering_id,
                        on,
                        minute,
                        minutes,
                        meeting,
                        of,
                        row.places,
                        row.place_name,
                        row.address,
                        row.closed,
                        row.closed_reason,
                        *counts,
                    )
                )
    found.sort(key=lambda one: (one.on, one.start_minute, one.slot_id))
    return found


def _times(row: Any) -> Iterator[tuple[int, datetime.date, int, int, int]]:
    """Yield number, day, start, length and how many there are: one for a slot of its own."""
    if row.meetings is None:
        yield 0, row.slot_on, row.start_minute, row.minutes, 0
        return
    meetings = _MEETINGS.decode(row.meetings)
    for number, one in enumerate(meetings, start=1):
        yield number, one.on, one.start_minute, one.minutes, len(meetings)


def _in_days(
    territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> sa.ColumnElement[bool]:
    """Return the slots that have a time in these days: of courses those that began before too."""
    slot = slot_table.c
    earliest = from_on - datetime.timedelta(days=LONGEST_COURSE_DAYS)
    return sa.and_(
        slot.territory_id == territory_id,
        sa.or_(
            slot.slot_on.between(from_on, to_on),
            sa.and_(slot.slot_on.between(earliest, from_on), slot.meetings.is_not(None)),
        ),
    )


def _slots(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> list[Any]:
    slot, count = slot_table.c, table_for(Resource)
    query = (
        sa.select(
            slot.id,
            slot.offering_id,
            slot.slot_on,
            slot.start_minute,
            slot.minutes,
            slot.places,
            slot.place_name,
            slot.address,
            slot.closed,
            slot.closed_reason,
            sa.type_coerce(slot.meetings, sa.Text).label("meetings"),
            sa.func.coalesce(count.c.free, 0).label("free"),
            sa.func.coalesce(count.c.committed, 0).label("committed"),
        )
        .select_from(
            slot_table.outerjoin(
                count,
                sa.and_(
                    count.c.id == sa.literal("slot:") + slot.id,
                    count.c.territory_id == territory_id,
                ),
            )
        )
        .where(_in_days(territory_id, from_on, to_on))
    )
    return list(conn.execute(query))


def _seats(
    conn: Connection,
    of: sa.Table,
    territory_id: str,
    from_on: datetime.date,
    to_on: datetime.date,
    states: tuple[str, ...],
) -> dict[str, int]:
    slots = sa.select(slot_table.c.id).where(_in_days(territory_id, from_on, to_on))
    query = (
        sa.select(of.c.slot_id, sa.func.sum(of.c.seats))
        .where(of.c.territory_id == territory_id, of.c.slot_id.in_(slots), of.c.state.in_(states))
        .group_by(of.c.slot_id)
    )
    return {slot_id: int(seats) for slot_id, seats in conn.execute(query)}
