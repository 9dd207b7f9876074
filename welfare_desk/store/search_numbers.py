# SPDX-License-Identifier: EUPL-1.2
"""People by digits and codes: each question is a range of a sorted list or of an index.

A part of a fiscal code is found from its beginning, the birth part, the month, the place
part or in the last four signs; the rest of what was typed is compared.
"""

from __future__ import annotations

import string
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from welfare_desk.store.search_arrays import Ints, from_bytes
from welfare_desk.store.search_asked import Birth
from welfare_desk.store.search_build import Indexed
from welfare_desk.store.search_index import reader
from welfare_desk.store.search_keys import (
    BIRTH_AT,
    CODE_SIGNS,
    END_AT,
    MONTH_AT,
    PLACE_AT,
    List,
    Range,
    birth_range,
    fits,
    phone_range,
    place_range,
    plain_code,
)
from welfare_desk.store.search_memory import read_without_a_trace
from welfare_desk.store.search_segment import Segment
from welfare_desk.store.search_view import View
from welfare_desk.store.search_words import LAST

_SHORTEST_PART = 4
_SHORTEST_BEGINNING = 3
_COMPARED = 400
"""So many people at most are compared with the rest of what was typed."""
_BIRTH_SIGNS = 3
"""So much of the birth part must stand behind what is compared."""

Numbers = dict[int, None]
"""Numbers of people in the order of finding."""


def by_code(conn: Connection, view: View, part: str, most: int) -> Numbers:
    """Return people with a fiscal code that begins so or has that natural part; capitals."""
    found: Numbers = {}
    if len(part) >= _SHORTEST_BEGINNING:
        for statement in (_CODE_BEGINS, _BASE_CODE_BEGINS):
            if len(found) < most:
                found |= _numbers(conn, statement, (part, part + LAST, most))
    if len(part) < _SHORTEST_PART:
        return found
    for at in range(1, CODE_SIGNS - len(part) + 1):
        if len(found) >= most:
            break
        if fits(part, at):
            found |= _with_part(conn, view, part, at, most)
    return found


def by_phone(conn: Connection, view: View, digits: str, most: int) -> Numbers:
    """Return people whose telephone begins or ends with these digits."""
    found: Numbers = {}
    for begun in _beginnings(digits):
        found |= _numbers(conn, _PHONE_BEGINS, (begun, begun + LAST, most))
    ended = digits[::-1]
    meant = phone_range(ended)
    if meant is not None:
        near = _listed(conn, view, "phone", [meant], _COMPARED)
        found |= _compared(conn, near, most, lambda row: str(row[5]).startswith(ended))
    return found


def by_birth(conn: Connection, births: Iterable[Birth], most: int) -> Numbers:
    """Return people born on a date, or in a year, that fits all."""
    first, *others = births
    fitting = [other.dates() for other in others]
    found: Numbers = {}
    for low, high in first.ranges():
        ends = _iso(low), _iso(high)
        for number, born in conn.exec_driver_sql(_BORN, (*ends, most)).fetchall():
            if all(born in dates for dates in fitting):
                found[number] = None
        if len(found) >= most:
            break
    return found


def people(conn: Connection, numbers: Iterable[int]) -> list[Indexed]:
    """Return people as the index has them."""
    listed = f"[{','.join(map(str, numbers))}]"
    return [Indexed(*row) for row in conn.exec_driver_sql(_ROWS, (listed,)).fetchall()]


def _with_part(conn: Connection, view: View, part: str, at: int, most: int) -> Numbers:
    sought = plain_code(part, at)
    near: Numbers = {}
    for name, ranges in _ranges(part, at):
        near |= _listed(conn, view, name, ranges, _COMPARED)

    def has(row: Any) -> bool:
        return len(row[4]) == CODE_SIGNS and plain_code(row[4]).startswith(sought, at)

    return _compared(conn, near, most, has) if near else near


def _ranges(part: str, at: int) -> Iterator[tuple[List, list[Range]]]:
    """The list, and the ranges of it, in which people with that part are."""
    end = at + len(part)
    if at <= BIRTH_AT < end:
        if at == BIRTH_AT or end - BIRTH_AT >= _BIRTH_SIGNS:
            yield "birth", _some([birth_range(part[BIRTH_AT - at :])])
    elif at == MONTH_AT:
        yield "birth", _some([birth_range(f"{year:02d}{part}") for year in range(100)])
    elif at == PLACE_AT:
        yield "place", _some([place_range(part)])
    elif at == END_AT:
        yield "place", _some([place_range(each + part) for each in string.ascii_uppercase])


def _some(ranges: Iterable[Range | None]) -> list[Range]:
    return [each for each in ranges if each is not None]


def _listed(
    conn: Connection, view: View, name: List, ranges: Iterable[Range], most: int
) -> Numbers:
    """People of all layers whose number in a list is in one of the ranges."""
    found: Numbers = {}
    for layer in view.layers:
        keys, numbers = _sorted(conn, layer.segment, name)
        for low, high in ranges:
            first = bisect_left(keys, low)
            last = bisect_left(keys, high, first)
            for number in numbers[first : min(last, first + most)]:
                if number not in layer.gone:
                    found[number] = None
        if len(found) >= most:
            break
    return found


def _sorted(conn: Connection, segment: Segment, name: List) -> tuple[Ints, Ints]:
    """A list of a segment, read when it is first needed."""
    found = segment.lists.get(name)
    if found is None:
        part = reader(conn, segment.key)
        with read_without_a_trace(conn):
            found = from_bytes(part(f"{name}_keys")), from_bytes(part(f"{name}_numbers"))
        segment.lists[name] = found
    return found


def _compared(
    conn: Connection, numbers: Numbers, most: int, fitting: Callable[[Any], bool]
) -> Numbers:
    listed = f"[{','.join(map(str, numbers))}]"
    rows = {row[0]: row for row in conn.exec_driver_sql(_ROWS, (listed,)).fetchall()}
    found = [each for each in numbers if each in rows and fitting(rows[each])]
    return dict.fromkeys(found[:most])


def _iso(born: int) -> str:
    return f"{born // 10_000:04d}-{born // 100 % 100:02d}-{born % 100:02d}"


def _beginnings(digits: str) -> Iterator[str]:
    """A number as typed may be national, with the country, or with 00 before it."""
    yield "+39" + digits
    if digits.startswith("00"):
        if len(digits) > 2:
            yield "+" + digits[2:]
    else:
        yield "+" + digits


def _numbers(conn: Connection, statement: str, parameters: tuple[Any, ...]) -> Numbers:
    return dict.fromkeys(
        number for (number,) in conn.exec_driver_sql(statement, parameters).fetchall()
    )


_CODE_BEGINS = (
    "SELECT s.number FROM person AS p JOIN search_person AS s ON s.person_id = p.id "
    "WHERE p.fiscal_code >= ? AND p.fiscal_code < ? ORDER BY p.fiscal_code LIMIT ?"
)
_BASE_CODE_BEGINS = _CODE_BEGINS.replace("p.fiscal_code", "p.base_code")
_PHONE_BEGINS = _CODE_BEGINS.replace("p.fiscal_code", "p.phone")
_BORN = (
    "SELECT s.number, s.born FROM person AS p JOIN search_person AS s ON s.person_id = p.id "
    "WHERE p.born_on >= ? AND p.born_on <= ? ORDER BY p.born_on LIMIT ?"
)
_ROWS = (
    "SELECT number, surname, name, born, code, phone_end FROM search_person "
    "WHERE number IN (SELECT value FROM json_each(?))"
)
