# SPDX-License-Identifier: EUPL-1.2
"""Search as you type: people seen lately first, then the closest, surnames before names.

``docs/search.md`` tells what is found and how.  The index is changed in the transaction that
changes the person: a new person is found at once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection

from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.store import search_numbers
from welfare_desk.store.search_asked import Asked, Birth, asked, birth_of
from welfare_desk.store.search_build import of_people
from welfare_desk.store.search_found import Found, Why
from welfare_desk.store.search_index import (
    is_current,
    rebuild,
    settle,
    settle_after,
    update,
)
from welfare_desk.store.search_parts import segment_of
from welfare_desk.store.search_stages import by_mistake, by_names
from welfare_desk.store.search_view import Layer, View, view_of

__all__ = [
    "Hit", "Why", "booking_by_number", "card_by_number", "follow", "is_current", "ready", "rebuild",
    "search", "settle", "settle_after", "update",
]  # fmt: skip

_COMPARED = 200
"""So many people with a code or telephone are compared with the words beside it."""
_MOST_MERGES = 8
_SHORTEST_CODE = 3


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A person found, with what tells namesakes apart."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    street: str
    fiscal_code: str
    last_seen_at: int | None
    why: Why = "exact"
    """Why it was found: as typed, by a nickname, a mistake, the sound, or digits."""


def search(conn: Connection, text: str, limit: int) -> list[Hit]:
    """Return at most ``limit`` people whom every typed word fits, the likeliest first.

    Words stand in any order and may be unfinished; accents, apostrophes and blanks inside a
    name do not count.  A birth year, a date, digits of a telephone and part of a fiscal code
    may stand among them.  Where that leaves room come nicknames, words of four letters and
    more with one mistake, words glued or parted, and names that sound alike.  Who was merged
    into another is found, and the other is shown.
    """
    if limit < 1:
        return []
    what = asked(text)
    view = view_of(conn)
    found = Found(view.layers, view.seen, view.seen_order, limit, _dates(what.births))
    if what.codes or what.numbers or not what.names:
        _by_digits(conn, what, view, found, limit)
    else:
        by_names(found, what.names)
        if not found.full and len(what.joined) >= _SHORTEST_CODE and len(what.names) == 1:
            found.add_numbers(search_numbers.by_code(conn, view, what.joined, limit), "number")
        by_mistake(found, what.names, limit)
    return _hits(conn, found.numbers, limit)


def ready(conn: Connection) -> int:
    """Load the index for the connections of this store; return how many parts it has."""
    return len(view_of(conn).layers)


def follow(
    conn: Connection, written: Mapping[str, Sequence[Record]], dropped: Mapping[str, Iterable[str]]
) -> None:
    """Bring the index to what ``save`` stored."""
    people = [row for row in written.get(Person.KIND, ()) if isinstance(row, Person)]
    gone = list(dropped.get(Person.KIND, ()))
    if people or gone:
        update(conn, people, gone)


def booking_by_number(conn: Connection, territory_id: str, booking_no: str) -> str | None:
    """Return the id of the booking with a number as stored, or nothing."""
    return _id_of(conn, Booking.KIND, "booking_no", territory_id, booking_no)


def card_by_number(conn: Connection, territory_id: str, card_no: str) -> str | None:
    """Return the id of the card with a number as stored, or nothing."""
    return _id_of(conn, VoucherCard.KIND, "card_no", territory_id, card_no)


def _dates(births: Sequence[Birth]) -> frozenset[int] | None:
    if not births:
        return None
    first, *others = births
    return first.dates().intersection(*(other.dates() for other in others))


def _by_digits(conn: Connection, what: Asked, view: View, found: Found, limit: int) -> None:
    if len(what.joined) >= _SHORTEST_CODE and not what.births:
        found.add_numbers(search_numbers.by_code(conn, view, what.joined, limit), "number")
    if what.names:
        _by_digits_and_names(conn, what, view, found, limit)
        return
    births = list(what.births)
    if not births and len(what.numbers) == 1 and len(what.numbers[0]) >= 2:
        meant = birth_of(what.numbers[0])
        births = [meant] if meant is not None else []
    born = list(search_numbers.by_birth(conn, births, limit)) if births else []
    phones = list(search_numbers.by_phone(conn, view, what.digits, limit)) if what.digits else []
    # Either may be meant: neither takes the whole list.
    found.add_numbers(born[: max(limit // 2, limit - len(phones))], "number")
    found.add_numbers(phones, "number")


def _by_digits_and_names(
    conn: Connection, what: Asked, view: View, found: Found, limit: int
) -> None:
    numbers: search_numbers.Numbers = {}
    for code in what.codes:
        numbers |= search_numbers.by_code(conn, view, code.upper(), _COMPARED)
    for digits in what.numbers:
        numbers |= search_numbers.by_phone(conn, view, digits, _COMPARED)
        numbers |= search_numbers.by_code(conn, view, digits, _COMPARED)
    if not numbers:
        return
    layers = [Layer(segment_of(of_people(search_numbers.people(conn, numbers))), frozenset())]
    among = Found(layers, None, {}, limit, _dates(what.births))
    by_names(among, what.names)
    by_mistake(among, what.names, limit)
    found.add_numbers(among.numbers, "number")


def _hits(conn: Connection, numbers: Mapping[int, Why], limit: int) -> list[Hit]:
    wanted = list(numbers)[:limit]
    listed = f"[{','.join(map(str, wanted))}]"
    rows: dict[int, tuple[Any, ...]] = {
        row[0]: tuple(row[1:]) for row in conn.exec_driver_sql(_SHOWN, (listed,)).fetchall()
    }
    hits: dict[str, Hit] = {}
    for number in wanted:
        row = _stays(conn, rows.get(number))
        if row is not None and row[0] not in hits:
            hits[row[0]] = _hit(row, numbers[number])
    return list(hits.values())


def _stays(conn: Connection, row: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """Return the person that stays, for one that was merged into another."""
    for _ in range(_MOST_MERGES):
        if row is None or not row[-1]:
            break
        into = conn.exec_driver_sql(_SHOWN_BY_ID, (row[-1],)).one_or_none()
        if into is None:
            break
        row = tuple(into)
    return row


def _hit(row: Sequence[Any], why: Why) -> Hit:
    return Hit(
        person_id=row[0],
        surname=row[1],
        name=row[2],
        born_on=datetime.date.fromisoformat(row[3]) if row[3] else None,
        street=row[4],
        fiscal_code=row[5],
        last_seen_at=row[6],
        why=why,
    )


def _id_of(conn: Connection, kind: str, field: str, territory_id: str, number: str) -> str | None:
    statement = f'SELECT id FROM "{kind}" WHERE territory_id = ? AND "{field}" = ?'  # noqa: S608
    found: str | None = conn.exec_driver_sql(statement, (territory_id, number)).scalar()
    return found


_FIELDS = "p.id, p.surname, p.name, p.born_on, p.street, p.fiscal_code, l.seen_at, p.merged_into"
_SHOWN = (
    f"SELECT s.number, {_FIELDS} "  # noqa: S608 - the fields are written above
    "FROM search_person AS s JOIN person AS p ON p.id = s.person_id "
    "LEFT JOIN seen_person AS l ON l.person_id = s.person_id "
    "WHERE s.number IN (SELECT value FROM json_each(?))"
)
_SHOWN_BY_ID = (
    f"SELECT {_FIELDS} "  # noqa: S608 - the fields are written above
    "FROM person AS p LEFT JOIN seen_person AS l ON l.person_id = p.id WHERE p.id = ?"
)
