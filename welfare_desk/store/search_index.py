# SPDX-License-Identifier: EUPL-1.2
"""The search index in the store: changed in the transaction that changes a person.

``search_person`` holds what a person is found by and ``search_change`` who was changed since
the last segment.  Where those have become many they are made a segment, and segments that
have become small beside it are made one with it, so that few are ever left.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection

from welfare_desk.models.person import Person
from welfare_desk.store.search_build import Indexed, Plain, of_people, of_segments
from welfare_desk.store.search_parts import packed, unpacked
from welfare_desk.store.search_words import entry_of

RULES = "1"
"""Changes with what makes an entry, a form or a sound: an index of other rules is made anew."""
PENDING = 4_096
"""So many changes become a segment."""
_PENDING_IN_BULK = 16_384
_BULK = 100
"""So many people changed at once are a load: their segments are larger."""
_RATIO = 2
"""A segment less than so many times as large as what follows it is made one with it."""
_LOAD = 10
"""One of so many people, changed together, are a load after which the index is settled."""
_BATCH = 2_000

Row = tuple[str, str, int, str, str]
"""Surname, name, birth, code, telephone from its end."""


def update(conn: Connection, persons: Iterable[Person], dropped: Iterable[str]) -> None:
    """Index people, and forget those who are no longer here, in the caller's transaction."""
    wanted = {person.id: row_of(person) for person in persons}
    gone = list(dropped)
    known = {
        found[0]: (found[1], tuple(found[2:]))
        for found in conn.exec_driver_sql(_KNOWN, (json.dumps([*wanted, *gone]),))
    }
    number, seq, upto = conn.exec_driver_sql(_LAST).one()
    changes: list[tuple[int, bool]] = []
    rows: list[tuple[Any, ...]] = []
    for person_id, row in wanted.items():
        here, before = known.get(person_id, (0, ()))
        if before == row:
            continue
        if not here:
            number += 1
            changes.append((number, True))
        else:
            changes.append((here, False))
        rows.append((here or number, person_id, *row))
    changes += [(known[person_id][0], False) for person_id in gone if person_id in known]
    if gone:
        conn.exec_driver_sql(_FORGET, (json.dumps(gone),))
        conn.exec_driver_sql(_UNSEE, (json.dumps(gone),))
    if rows:
        conn.exec_driver_sql(_KEEP, rows)
    if not changes:
        return
    first = max(seq, upto) + 1
    listed = [(first + at, each, fresh) for at, (each, fresh) in enumerate(changes)]
    conn.exec_driver_sql(_CHANGED, listed)
    if listed[-1][0] - upto >= (_PENDING_IN_BULK if len(changes) >= _BULK else PENDING):
        gather(conn)


def settle(conn: Connection) -> None:
    """Make the whole index one segment: after a load, so that every search is at its fastest."""
    segments = conn.exec_driver_sql(_SEGMENTS).fetchall()
    (upto,) = conn.exec_driver_sql(_UPTO).one()
    if upto or len(segments) > 1:
        _gather(conn, segments, len(segments))


def settle_after(conn: Connection, changed: int) -> None:
    """Make the index one segment where so many people changed that it pays: a tenth of all."""
    (settled,) = conn.exec_driver_sql("SELECT ifnull(sum(people), 0) FROM search_segment").one()
    if changed and changed * _LOAD >= settled:
        settle(conn)


def gather(conn: Connection) -> None:
    """Make what was changed since the last segment a segment, with those that are small."""
    segments = conn.exec_driver_sql(_SEGMENTS).fetchall()
    (size,) = conn.exec_driver_sql("SELECT count(*) FROM search_change").one()
    count = 0
    while count < len(segments) and segments[count][2] < _RATIO * size:
        size += segments[count][2]
        count += 1
    _gather(conn, segments, count)


def _gather(conn: Connection, segments: Sequence[Any], count: int) -> None:
    """Make the changes and the so many latest segments one segment."""
    people: list[Indexed] = []
    replaced: set[int] = set()
    for fresh, number, here, *row in conn.exec_driver_sql(_PENDING):
        if not fresh:
            replaced.add(number)
        if here is not None:
            people.append(Indexed(here, *row))
    (upto,) = conn.exec_driver_sql(_UPTO).one()
    joined = [segment[1] for segment in segments[:count]][::-1]
    newest = of_people(people, replaced if segments else ())
    if joined:
        parts = [*(unpacked(reader(conn, key)) for key in joined), newest]
        newest = of_segments(parts, oldest=count == len(segments))
    conn.exec_driver_sql(_DROP_SEGMENTS, (json.dumps(joined),))
    conn.exec_driver_sql(_DROP_PARTS, (json.dumps(joined),))
    conn.exec_driver_sql("DELETE FROM search_change")
    last = segments[0][0] if segments else 0
    store_segment(conn, last + 1, newest, max(upto, *(segment[3] for segment in segments), 0))


def is_current(conn: Connection) -> bool:
    """Tell whether the index was made by this program's rules."""
    found: str | None = conn.exec_driver_sql(_LATEST_RULES).scalar()
    return found == RULES


def rebuild(conn: Connection) -> None:
    """Make the index anew from everybody in the store."""
    for table in ("search_person", "search_change", "search_segment", "search_part"):
        conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - names from the line above
    number = 0
    for rows in _everybody(conn):
        kept = [(number + at, *row) for at, row in enumerate(rows, 1)]
        conn.exec_driver_sql(_KEEP, kept)
        number += len(rows)
    people = conn.exec_driver_sql(EVERY_INDEXED)
    store_segment(conn, 1, of_people(Indexed(*row) for row in people), 0)


def _everybody(conn: Connection) -> Iterator[list[tuple[Any, ...]]]:
    found = conn.exec_driver_sql(_EVERYBODY)
    while batch := found.fetchmany(_BATCH):
        yield [(row[0], *index_row(*row[1:])) for row in batch]


def row_of(person: Person) -> Row:
    """Return what is kept of a person."""
    born = person.born_on.isoformat() if person.born_on else None
    return index_row(person.surname, person.name, born, person.fiscal_code.upper(), person.phone)


def index_row(surname: str, name: str, born: str | None, code: str, phone: str) -> Row:
    """Return what is kept of a person's fields as they are stored."""
    return (
        entry_of(surname),
        entry_of(name),
        int(born.replace("-", "")) if born else 0,
        code if code.isalnum() else "".join(c for c in code if c.isalnum()),
        digits_of(phone)[::-1],
    )


def digits_of(phone: str) -> str:
    """Return the digits of a telephone."""
    plain = phone[1:] if phone[:1] == "+" else phone
    if plain.isdigit() and plain.isascii():
        return plain
    return "".join(c for c in phone if c.isdigit() and c.isascii())


def store_segment(conn: Connection, at: int, plain: Plain, upto: int) -> None:
    """Store a segment under a place behind all others."""
    # A name that was never used: a segment that is undone leaves nothing to be mistaken.
    key = secrets.token_hex(8)
    people = len(plain.arrays["numbers"])
    conn.exec_driver_sql(_ADD_SEGMENT, (at, key, RULES, people, upto))
    conn.exec_driver_sql(_ADD_PART, [(key, name, data) for name, data in packed(plain).items()])


def reader(conn: Connection, key: str) -> Callable[[str], bytes]:
    """Return what gives the parts of a stored segment."""

    def part(name: str) -> bytes:
        data: bytes | None = conn.exec_driver_sql(_PART, (key, name)).scalar()
        return data or b""

    return part


_KNOWN = (
    "SELECT person_id, number, surname, name, born, code, phone_end FROM search_person "
    "WHERE person_id IN (SELECT value FROM json_each(?))"
)
_LAST = (
    "SELECT (SELECT ifnull(max(number), 0) FROM search_person), "
    "(SELECT ifnull(max(seq), 0) FROM search_change), "
    "(SELECT ifnull(max(upto), 0) FROM search_segment)"
)
_KEEP = (
    "INSERT INTO search_person (number, person_id, surname, name, born, code, phone_end) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET "
    "surname = excluded.surname, name = excluded.name, born = excluded.born, "
    "code = excluded.code, phone_end = excluded.phone_end"
)
_FORGET = "DELETE FROM search_person WHERE person_id IN (SELECT value FROM json_each(?))"
_UNSEE = "DELETE FROM seen_person WHERE person_id IN (SELECT value FROM json_each(?))"
_CHANGED = "INSERT INTO search_change (seq, number, fresh) VALUES (?, ?, ?)"
_PENDING = (
    "SELECT min(c.fresh), c.number, s.number, s.surname, s.name, s.born, s.code, s.phone_end "
    "FROM search_change AS c LEFT JOIN search_person AS s ON s.number = c.number "
    "GROUP BY c.number"
)
_UPTO = "SELECT ifnull(max(seq), 0) FROM search_change"
_SEGMENTS = "SELECT id, key, people, upto FROM search_segment ORDER BY id DESC"
_LATEST_RULES = "SELECT rules FROM search_segment ORDER BY id DESC LIMIT 1"
_DROP_SEGMENTS = "DELETE FROM search_segment WHERE key IN (SELECT value FROM json_each(?))"
_DROP_PARTS = "DELETE FROM search_part WHERE segment_key IN (SELECT value FROM json_each(?))"
_ADD_SEGMENT = "INSERT INTO search_segment (id, key, rules, people, upto) VALUES (?, ?, ?, ?, ?)"
_ADD_PART = "INSERT INTO search_part (segment_key, name, data) VALUES (?, ?, ?)"
_PART = "SELECT data FROM search_part WHERE segment_key = ? AND name = ?"
_EVERYBODY = "SELECT id, surname, name, born_on, fiscal_code, phone FROM person"
EVERY_INDEXED = "SELECT number, surname, name, born, code, phone_end FROM search_person"
