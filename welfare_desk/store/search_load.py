# SPDX-License-Identifier: EUPL-1.2
"""The search index of an empty store that is loaded with everybody at once.

The rows go in with the people; the segment is made at the end, from memory where one program
saw all of them.  How names sound is worked out last, when everything else is ready.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection

from welfare_desk.store.search_arrays import ints
from welfare_desk.store.search_build import (
    Columns,
    Plain,
    no_pairs,
    of_columns,
    sounds_of,
)
from welfare_desk.store.search_index import (
    EVERY_INDEXED,
    digits_of,
    reader,
    store_segment,
)
from welfare_desk.store.search_parts import sound_parts, words_of
from welfare_desk.store.search_words import entry_of


class People(NamedTuple):
    """What people are found by as it is stored, a list for each thing."""

    ids: list[str]
    surnames: list[str]
    names: list[str]
    born: list[str | None]
    codes: list[str]
    phones: list[str]


class SearchLoad:
    """Indexes people as they are loaded; made anew after a load was cut off."""

    def __init__(self, conn: Connection) -> None:
        (self._number,) = conn.exec_driver_sql(_LAST_NUMBER).one()
        self._whole = self._number == 0
        self._columns = Columns(ints(), [], [], ints(), no_pairs())
        self._entries: dict[str, str] = {}
        self._born: dict[str | None, int] = {None: 0}
        self._codes: list[str] = []
        self._phones: list[str] = []

    def add(self, conn: Connection, people: People) -> None:
        """Keep what people are found by; none of them is in the index yet."""
        if not people.ids:
            return
        entries, born_as = self._entries, self._born
        for text in {*people.surnames, *people.names} - entries.keys():
            entries[text] = entry_of(text)
        for day in set(people.born) - born_as.keys():
            born_as[day] = int(day.replace("-", "")) if day else 0
        numbers = range(self._number + 1, self._number + 1 + len(people.ids))
        surnames = [entries[each] for each in people.surnames]
        names = [entries[each] for each in people.names]
        born = [born_as[each] for each in people.born]
        codes = [
            each if each.isalnum() and each.isupper() else code_of(each) for each in people.codes
        ]
        phones = [digits_of(each)[::-1] if each else "" for each in people.phones]
        rows = list(zip(numbers, people.ids, surnames, names, born, codes, phones, strict=True))
        conn.exec_driver_sql(_ADD, rows)
        self._number = numbers[-1]
        self._codes += codes
        self._phones += phones
        columns = self._columns
        columns.numbers.extend(numbers)
        columns.surnames.extend(surnames)
        columns.names.extend(names)
        columns.born.extend(born)

    def segment(self) -> Plain | None:
        """Return the segment of everybody, where all were seen; needs no connection."""
        if not self._whole:
            return None
        self._columns.add_keys(self._codes, self._phones)
        return of_columns(self._columns, sounds=False)

    def finish(self, conn: Connection, segment: Plain | None) -> None:
        """Store the segment of everybody."""
        if segment is None:
            again = Columns(ints(), [], [], ints(), no_pairs())
            codes, phones = list[str](), list[str]()
            for number, surname, name, born, code, phone_end in conn.exec_driver_sql(EVERY_INDEXED):
                again.numbers.append(number)
                again.surnames.append(surname)
                again.names.append(name)
                again.born.append(born)
                codes.append(code)
                phones.append(phone_end)
            again.add_keys(codes, phones)
            segment = of_columns(again, sounds=False)
        for table in ("search_change", "search_segment", "search_part"):
            conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - from the line above
        store_segment(conn, 1, segment, 0)


def code_of(code: str) -> str:
    """Return a fiscal code as it is indexed."""
    upper = code.upper()
    return upper if upper.isalnum() else "".join(c for c in upper if c.isalnum())


def forget(conn: Connection) -> None:
    """Forget everybody in the index."""
    for table in ("search_person", "search_change", "search_segment", "search_part"):
        conn.exec_driver_sql(f"DELETE FROM {table}")  # noqa: S608 - from the line above


def sounds_missing(conn: Connection) -> tuple[str, list[str]] | None:
    """Return key and words of a large segment whose sounds were never worked out."""
    row = conn.exec_driver_sql(_WITHOUT_SOUNDS).one_or_none()
    return None if row is None else (row[0], words_of(reader(conn, row[0])))


def sounds(words: list[str]) -> dict[str, bytes]:
    """Return how words sound, as it is stored."""
    return sound_parts(sounds_of(words, {}))


def keep_sounds(conn: Connection, key: str, parts: dict[str, bytes]) -> None:
    """Store how the words of a segment sound, unless it was replaced meanwhile."""
    here = conn.exec_driver_sql(_HERE, (key,)).one_or_none()
    if here is not None:
        conn.exec_driver_sql(_PUT, [(key, name, data) for name, data in parts.items()])


_ADD = (
    "INSERT INTO search_person (number, person_id, surname, name, born, code, phone_end) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_LAST_NUMBER = "SELECT ifnull(max(number), 0) FROM search_person"
_WITHOUT_SOUNDS = (
    "SELECT key FROM search_segment AS s WHERE people >= 20000 AND NOT EXISTS "
    "(SELECT 1 FROM search_part AS p WHERE p.segment_key = s.key AND p.name = 'close') LIMIT 1"
)
_HERE = "SELECT 1 FROM search_segment WHERE key = ?"
_PUT = "INSERT OR REPLACE INTO search_part (segment_key, name, data) VALUES (?, ?, ?)"
