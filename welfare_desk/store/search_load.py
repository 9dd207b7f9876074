# SPDX-License-Identifier: EUPL-1.2
"""The search index of an empty store that is loaded with everybody at once.

The rows go in with the people; the segment is made at the end, from memory where one program
saw all of them.  How names sound is worked out last, when everything else is ready.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

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

Fields = tuple[str, str, str, str | None, str, str]
"""Id, surname, name, birth date, fiscal code and telephone of a person as they are stored."""


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

    def add(self, conn: Connection, people: Iterable[Fields]) -> None:
        """Keep what people are found by; none of them is in the index yet."""
        rows: list[tuple[Any, ...]] = []
        entries, born_as, codes, phones = self._entries, self._born, self._codes, self._phones
        number = self._number
        for person_id, surname, name, born, code, phone in people:
            number += 1
            if surname not in entries:
                entries[surname] = entry_of(surname)
            if name not in entries:
                entries[name] = entry_of(name)
            if born not in born_as:
                born_as[born] = int(born.replace("-", "")) if born else 0
            plain = code if code.isalnum() and code.isupper() else code_of(code)
            phone_end = digits_of(phone)[::-1] if phone else ""
            codes.append(plain)
            phones.append(phone_end)
            rows.append(
                (number, person_id, entries[surname], entries[name], born_as[born], plain,
                 phone_end)
            )  # fmt: skip
        if rows:
            conn.exec_driver_sql(_ADD, rows)
        self._number = number
        columns = self._columns
        columns.numbers.extend([row[0] for row in rows])
        columns.surnames.extend([row[2] for row in rows])
        columns.names.extend([row[3] for row in rows])
        columns.born.extend([row[4] for row in rows])

    def segment(self) -> Plain | None:
        """Return the segment of everybody, where all were seen; needs no connection."""
        if not self._whole:
            return None
        for number, code, phone_end in zip(
            self._columns.numbers, self._codes, self._phones, strict=True
        ):
            self._columns.add_keys(number, code, phone_end)
        return of_columns(self._columns, sounds=False)

    def finish(self, conn: Connection, segment: Plain | None) -> None:
        """Store the segment of everybody."""
        if segment is None:
            again = Columns(ints(), [], [], ints(), no_pairs())
            for number, surname, name, born, code, phone_end in conn.exec_driver_sql(EVERY_INDEXED):
                again.numbers.append(number)
                again.surnames.append(surname)
                again.names.append(name)
                again.born.append(born)
                again.add_keys(number, code, phone_end)
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
