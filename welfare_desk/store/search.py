# SPDX-License-Identifier: EUPL-1.2
"""Search as you type: people seen lately first, then those of that surname, then the others.

The index is changed in the transaction that changes the person: a new person is found at
once.  It keeps words only, no texts; what is shown is read from the person's row.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.store import vocabulary
from welfare_desk.store.search_words import (
    Option,
    Word,
    of_person,
    options,
    sections_of,
)

LATELY = 100
"""So many people, the latest whose page was opened here, come before all others."""
_POOL = 60
"""So many of the rest are put in order by name; a longer list helps nobody choose."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A person found, with what tells namesakes apart."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    street: str
    fiscal_code: str
    last_seen_at: int | None


def search(conn: Connection, text: str, limit: int) -> list[Hit]:
    """Return at most ``limit`` people whom every typed word fits, the likeliest first.

    Words stand in any order and may be unfinished; accents, apostrophes and blanks inside a
    name do not count.  Two or four digits are a birth year, a date is a birth date, longer
    digits a phone; a fiscal code is found from its beginning.  Where that leaves room, words
    of four letters and more may have one mistake.
    """
    readings = options(text)
    if not readings or limit < 1:
        return []
    found = _Found(conn, limit)
    found.seen_lately(readings)
    found.by_surname(readings)
    found.by_index([_surname_first(reading) for reading in readings])
    found.by_index([_expression(reading) for reading in readings])
    if not found.full:
        mistyped = _with_mistakes(conn, readings[0])
        if mistyped:
            found.by_index([mistyped])
    return _hits(conn, found.numbers)


def follow(
    conn: Connection, written: Mapping[str, Sequence[Record]], dropped: Mapping[str, Iterable[str]]
) -> None:
    """Bring the index to what ``save`` stored."""
    people = [row for row in written.get(Person.KIND, ()) if isinstance(row, Person)]
    gone = list(dropped.get(Person.KIND, ()))
    if people or gone:
        update(conn, people, gone)


def update(conn: Connection, persons: Iterable[Person], dropped: Iterable[str]) -> None:
    """Index people, and forget those who are no longer here, in the caller's transaction."""
    wanted = {person.id: of_person(person) for person in persons}
    gone = list(dropped)
    known = {
        person_id: (number, words)
        for person_id, number, words in conn.exec_driver_sql(
            _KNOWN, (json.dumps([*wanted, *gone]),)
        )
    }
    number = int(conn.exec_driver_sql(_LAST_NUMBER).scalar() or 0)
    stale = [known[person_id][0] for person_id in gone if person_id in known]
    rows: list[tuple[int, str, str, str]] = []
    indexed: list[tuple[int, str, str, str]] = []
    for person_id, found in wanted.items():
        here, words = known.get(person_id, (0, ""))
        if words == found.text:
            continue
        if here:
            stale.append(here)
        else:
            number += 1
            here = number
        rows.append((here, person_id, found.sort_key, found.text))
        indexed.append((here, found.surname, found.name, found.other))
    if stale:
        conn.exec_driver_sql(_UNINDEX, [(each,) for each in stale])
    if gone:
        conn.exec_driver_sql(_FORGET, (json.dumps(gone),))
        conn.exec_driver_sql(_UNSEE, (json.dumps(gone),))
    if rows:
        conn.exec_driver_sql(_KEEP, rows)
        conn.exec_driver_sql(_INDEX, indexed)
        names = {word for row in indexed for text in row[1:3] for word in text.split()}
        vocabulary.add(conn, sorted(names))


def booking_by_number(conn: Connection, territory_id: str, booking_no: str) -> str | None:
    """Return the id of the booking with a number as stored, or nothing."""
    return _id_of(conn, Booking.KIND, "booking_no", territory_id, booking_no)


def card_by_number(conn: Connection, territory_id: str, card_no: str) -> str | None:
    """Return the id of the card with a number as stored, or nothing."""
    return _id_of(conn, VoucherCard.KIND, "card_no", territory_id, card_no)


class _Found:
    """The numbers of people found so far, in order, until there are enough."""

    def __init__(self, conn: Connection, limit: int) -> None:
        self._conn = conn
        self._limit = limit
        self._taken: dict[int, None] = {}

    @property
    def full(self) -> bool:
        return len(self._taken) >= self._limit

    @property
    def numbers(self) -> list[int]:
        return list(self._taken)[: self._limit]

    def seen_lately(self, readings: Sequence[Option]) -> None:
        for number, words in self._conn.exec_driver_sql(_LATELY_SEEN, (LATELY,)):
            sections = sections_of(words)
            if any(all(word.matches(sections) for word in reading) for reading in readings):
                self._taken[number] = None

    def by_surname(self, readings: Sequence[Option]) -> None:
        """In the order of an Italian index, from the B-tree: surname, then name."""
        for reading in readings:
            if self.full:
                return
            if any(word.text.isdigit() for word in reading):
                continue
            start = " ".join(word.text for word in reading)
            parameters = (start, start + "\U0010ffff", self._limit)
            self._take(self._conn.exec_driver_sql(_BY_SORT_KEY, parameters))

    def by_index(self, expressions: Sequence[str]) -> None:
        if self.full:
            return
        parameters = (" OR ".join(f"({each})" for each in expressions), _POOL)
        self._take(self._conn.exec_driver_sql(_MATCHING, parameters))

    def _take(self, numbers: Iterable[Any]) -> None:
        self._taken |= dict.fromkeys(number for (number,) in numbers)


def _expression(words: Iterable[Word]) -> str:
    return " AND ".join(_term(word) for word in words)


def _surname_first(reading: Option) -> str:
    """The reading with one of its words in the surname."""
    variants = []
    for at, word in enumerate(reading):
        if "surname" in word.columns:
            named = word._replace(columns=("surname",))
            variants.append(_expression([*reading[:at], named, *reading[at + 1 :]]))
    return " OR ".join(f"({each})" for each in variants) or _expression(reading)


def _term(word: Word) -> str:
    columns = "" if len(word.columns) == 3 else "{" + " ".join(word.columns) + "} : "
    return f'{columns}"{word.text}"{"" if word.whole else " *"}'


def _with_mistakes(conn: Connection, reading: Option) -> str:
    """Return the reading with each longer word or one that is a mistake away from it."""
    known = vocabulary.of_connection(conn)
    meant = [known.meant(word.text) for word in reading]
    if not any(meant):
        return ""
    return " AND ".join(
        "(" + " OR ".join(_term(word._replace(text=t)) for t in (word.text, *others)) + ")"
        for word, others in zip(reading, meant, strict=True)
    )


def _hits(conn: Connection, numbers: list[int]) -> list[Hit]:
    rows = {row[0]: row[1:] for row in conn.exec_driver_sql(_SHOWN, (json.dumps(numbers),))}
    return [
        Hit(
            person_id=row[0],
            surname=row[1],
            name=row[2],
            born_on=datetime.date.fromisoformat(row[3]) if row[3] else None,
            street=row[4],
            fiscal_code=row[5],
            last_seen_at=row[6],
        )
        for row in (rows[number] for number in numbers if number in rows)
    ]


def _id_of(conn: Connection, kind: str, field: str, territory_id: str, number: str) -> str | None:
    statement = f'SELECT id FROM "{kind}" WHERE territory_id = ? AND "{field}" = ?'  # noqa: S608
    found: str | None = conn.exec_driver_sql(statement, (territory_id, number)).scalar()
    return found


_KNOWN = (
    "SELECT person_id, number, words FROM search_person "
    "WHERE person_id IN (SELECT value FROM json_each(?))"
)
_LAST_NUMBER = "SELECT max(number) FROM search_person"
_UNINDEX = "DELETE FROM person_search WHERE rowid = ?"
_FORGET = "DELETE FROM search_person WHERE person_id IN (SELECT value FROM json_each(?))"
_UNSEE = "DELETE FROM seen_person WHERE person_id IN (SELECT value FROM json_each(?))"
_KEEP = (
    "INSERT INTO search_person (number, person_id, sort_key, words) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (number) DO UPDATE SET sort_key = excluded.sort_key, words = excluded.words"
)
_INDEX = "INSERT INTO person_search (rowid, surname, name, other) VALUES (?, ?, ?, ?)"
_LATELY_SEEN = (
    "SELECT s.number, s.words FROM (SELECT person_id, seen_at FROM seen_person "
    "ORDER BY seen_at DESC LIMIT ?) AS l JOIN search_person AS s ON s.person_id = l.person_id "
    "ORDER BY l.seen_at DESC"
)
_BY_SORT_KEY = (
    "SELECT number FROM search_person WHERE sort_key >= ? AND sort_key < ? "
    "ORDER BY sort_key LIMIT ?"
)
_MATCHING = (
    "SELECT s.number FROM (SELECT rowid FROM person_search WHERE person_search MATCH ? LIMIT ?) "
    "AS f JOIN search_person AS s ON s.number = f.rowid ORDER BY s.sort_key"
)
_SHOWN = (
    "SELECT s.number, p.id, p.surname, p.name, p.born_on, p.street, p.fiscal_code, l.seen_at "
    "FROM search_person AS s JOIN person AS p ON p.id = s.person_id "
    "LEFT JOIN seen_person AS l ON l.person_id = s.person_id "
    "WHERE s.number IN (SELECT value FROM json_each(?))"
)
