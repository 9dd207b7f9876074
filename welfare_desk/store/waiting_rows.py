# SPDX-License-Identifier: EUPL-1.2
"""Written queries of waiting lists and of the calls of a day, in one statement each."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import (
    WaitEntry,
    booking_table,
    wait_entry_table,
)
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.offering import slot_table
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.store.rows import record_of, table_for

_booking, _slot, _turn = booking_table.c, slot_table.c, wait_entry_table.c
_change_table = table_for(FieldChange)
_MOST_IDS = 400


class Visit(NamedTuple):
    """A booking that still stands, with its slot: what a call about it says."""

    booking_id: str
    booking_no: str
    person_id: str
    offering_id: str
    slot_id: str
    certainty: str
    total_cents: int
    slot_on: datetime.date
    start_minute: int
    place_name: str
    closed_reason: str


class Call(NamedTuple):
    """A call that was made, or another change that was kept."""

    entity_id: str
    field: str
    before: str
    after: str
    changed_at: int


class Callee(NamedTuple):
    """Of a person what a call needs."""

    id: str
    surname: str
    name: str
    phone: str
    channel: str
    merged_into: str


_VISITS = (
    sa.select(
        _booking.id,
        _booking.booking_no,
        _booking.person_id,
        _booking.offering_id,
        _slot.id,
        _booking.certainty,
        _booking.total_cents,
        _slot.slot_on,
        _slot.start_minute,
        _slot.place_name,
        _slot.closed_reason,
    )
    .select_from(
        slot_table.join(
            booking_table,
            sa.and_(
                _booking.slot_id == _slot.id,
                _booking.territory_id == _slot.territory_id,
            ),
        )
    )
    .where(_slot.territory_id == sa.bindparam("territory"), _booking.state == "booked")
    .order_by(_slot.slot_on, _slot.start_minute, _booking.id)
)


def open_turns(conn: Connection, territory_id: str) -> tuple[WaitEntry, ...]:
    """Return every turn that waits or holds a place."""
    query = sa.select(wait_entry_table).where(
        _turn.territory_id == territory_id, _turn.state.in_(("waiting", "asked", "offered"))
    )
    return tuple(record_of(WaitEntry, row) for row in conn.execute(query))


def offered_turns(conn: Connection, territory_id: str) -> tuple[WaitEntry, ...]:
    """Return every turn for which a place is held."""
    query = sa.select(wait_entry_table).where(
        _turn.territory_id == territory_id, _turn.state == "offered"
    )
    return tuple(record_of(WaitEntry, row) for row in conn.execute(query))


def ended_turns(conn: Connection, territory_id: str, since_us: int) -> tuple[WaitEntry, ...]:
    """Return the turns whose hold ran out and whose offer was made since an instant."""
    query = sa.select(wait_entry_table).where(
        _turn.territory_id == territory_id, _turn.state == "lapsed", _turn.offered_at >= since_us
    )
    return tuple(record_of(WaitEntry, row) for row in conn.execute(query))


def visits_between(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> tuple[Visit, ...]:
    """Return the bookings that stand in open slots of these days, both included."""
    query = _VISITS.where(_slot.slot_on.between(from_on, to_on), sa.not_(_slot.closed))
    return tuple(Visit(*row) for row in conn.execute(query, {"territory": territory_id}))


def visits_closed(conn: Connection, territory_id: str, from_on: datetime.date) -> tuple[Visit, ...]:
    """Return the bookings that stand in closed slots from a day on."""
    # The slots first: joined in one, the database would read every booking.
    closed = sa.select(_slot.id).where(
        _slot.territory_id == territory_id, _slot.slot_on >= from_on, _slot.closed
    )
    ids = list(conn.execute(closed).scalars())
    found: list[Visit] = []
    for start in range(0, len(ids), _MOST_IDS):
        query = _VISITS.where(
            _booking.slot_id.in_(ids[start : start + _MOST_IDS]),
            _slot.id.in_(ids[start : start + _MOST_IDS]),
        )
        found += [Visit(*row) for row in conn.execute(query, {"territory": territory_id}).all()]
    return tuple(sorted(found, key=lambda visit: (visit.slot_on, visit.start_minute)))


def home_phones(
    conn: Connection, territory_id: str, ids: Iterable[str], today: datetime.date
) -> dict[str, tuple[str, str]]:
    """Return for people without a phone one of their household's: the number, and whose it is."""
    own, other = table_for(HouseholdMember).alias(), table_for(HouseholdMember).alias()
    person = table_for(Person)
    listed, found = list(dict.fromkeys(ids)), dict[str, tuple[str, str]]()
    for start in range(0, len(listed), _MOST_IDS):
        query = (
            sa.select(own.c.person_id, person.c.phone, person.c.name)
            .join_from(own, other, sa.and_(other.c.household_id == own.c.household_id,
                                           other.c.territory_id == own.c.territory_id))
            .join(person, sa.and_(person.c.id == other.c.person_id,
                                  person.c.territory_id == other.c.territory_id))
            .where(
                own.c.territory_id == territory_id,
                own.c.person_id.in_(listed[start : start + _MOST_IDS]),
                *(each.c.from_on <= today for each in (own, other)),
                *(sa.or_(each.c.to_on.is_(None), each.c.to_on >= today) for each in (own, other)),
                person.c.phone != "",
            )
            .order_by(own.c.person_id, person.c.born_on, person.c.id)
        )  # fmt: skip
        for person_id, phone, name in conn.execute(query):
            found.setdefault(person_id, (phone, name))
    return found


def callees(conn: Connection, territory_id: str, ids: Iterable[str]) -> dict[str, Callee]:
    """Return the people of these ids that are here, by id."""
    person = table_for(Person).c
    listed, found = list(dict.fromkeys(ids)), dict[str, Callee]()
    for start in range(0, len(listed), _MOST_IDS):
        query = sa.select(
            person.id, person.surname, person.name, person.phone, person.channel,
            person.merged_into,
        ).where(
            person.territory_id == territory_id,
            person.id.in_(listed[start : start + _MOST_IDS]),
        )  # fmt: skip
        for row in conn.execute(query):
            found[row.id] = Callee(*row)
    return found


def changes_of(
    conn: Connection, territory_id: str, ids: Iterable[str], fields: Iterable[str]
) -> dict[str, list[Call]]:
    """Return what was kept of these fields, by the row it is about, the oldest first."""
    found: dict[str, list[Call]] = {}
    listed, named = list(dict.fromkeys(ids)), tuple(fields)
    change = _change_table.c
    for start in range(0, len(listed), _MOST_IDS):
        query = (
            sa.select(
                change.entity_id, change.field, change.before, change.after, change.changed_at
            )
            .where(
                change.territory_id == territory_id,
                change.entity_id.in_(listed[start : start + _MOST_IDS]),
                change.field.in_(named),
            )
            .order_by(change.changed_at, change.id)
        )
        for row in conn.execute(query):
            found.setdefault(row.entity_id, []).append(Call(*row))
    return found
