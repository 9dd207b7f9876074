# SPDX-License-Identifier: EUPL-1.2
"""Load and save by set: the one gate through which domain rows are read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.reads import Changes, Key, One, Read, Some, Where
from welfare_desk.models.record import Record
from welfare_desk.models.record import metadata as records
from welfare_desk.models.wire import from_wire, to_wire
from welfare_desk.store import later
from welfare_desk.store.codec import Codec, codec

__all__ = [
    "SqlRows", "fields_of", "from_wire", "key_of", "load_all", "load_one", "record_of", "save",
    "table_for", "to_wire",
]  # fmt: skip

R = TypeVar("R", bound=Record)


class SqlRows:
    """The rows of a territory in the caller's transaction."""

    def __init__(self, conn: Connection, territory_id: str) -> None:
        self._conn = conn
        self._territory_id = territory_id
        self._dialect = conn.dialect.name

    def load(self, reads: Iterable[Read]) -> dict[Read, tuple[Record, ...]]:
        """Return the rows of each read, in the order of their ids.

        One statement a kind for ids, one a kind and field for values, and one a kind, field and
        number for ``Some``.
        """
        found: dict[Read, tuple[Record, ...]] = {}
        wanted: dict[tuple[str, str, int], list[Read]] = {}
        for read in reads:
            if isinstance(read, One):
                place = (read.kind, "id", 0)
            else:
                place = (read.kind, read.field, read.most if isinstance(read, Some) else 0)
            asked = wanted.get(place)
            if asked is None:
                wanted[place] = [read]
            else:
                asked.append(read)
        asking = [
            (place, by, statement, parameters)
            for place, asked in wanted.items()
            for by, statement, parameters in self._statements(*place, asked)
        ]
        # All are asked before the first answer is waited for.
        answers = later.read(self._conn, [(each[2], each[3]) for each in asking])
        rows: dict[tuple[str, str, int], list[Record]] = {place: [] for place in wanted}
        for (place, by, _, _), answer in zip(asking, answers, strict=True):
            rows[place] += by.records(answer)
        for place, asked in wanted.items():
            if not rows[place]:
                found.update(dict.fromkeys(asked, ()))
                continue
            by_value = _grouped(rows[place], place[1])
            for read in asked:
                found[read] = tuple(by_value.get(_value(read), ()))
        return found

    def _statements(
        self, kind: str, field: str, most: int, asked: Sequence[Read]
    ) -> Iterator[tuple[Codec, str, tuple[Any, ...]]]:
        by = codec(kind, self._dialect)
        values = dict.fromkeys(_value(read) for read in asked)
        if most:
            asked_for = (by.wanted(field, values), self._territory_id, most)
            yield by, by.select_some(field), asked_for
            return
        if None in values:
            del values[None]
            yield by, by.select_empty(field), (self._territory_id,)
        if values:
            yield by, by.select(field), (self._territory_id, by.wanted(field, values))


def _grouped(rows: list[Record], field: str) -> dict[object, list[Record]]:
    rows.sort(key=_id)
    grouped: dict[object, list[Record]] = {}
    for row in rows:
        grouped.setdefault(getattr(row, field), []).append(row)
    return grouped


def save(conn: Connection, territory_id: str, changes: Changes) -> frozenset[str]:
    """Store rows as they shall be and return the kinds that changed.

    One upsert and one delete a kind.  At a desk the search index follows in the same
    transaction; at the server the caller stamps the feed.
    """
    written: dict[str, list[Record]] = {}
    dropped: dict[str, list[str]] = {}
    for (kind, row_id), row in changes.items():
        if row is None:
            dropped.setdefault(kind, []).append(row_id)
            continue
        assert row.territory_id == territory_id, "a row belongs to the territory it is saved in"
        written.setdefault(kind, []).append(row)
    dialect = conn.dialect.name
    for kind, rows in written.items():
        by = codec(kind, dialect)
        if by.sqlite:
            conn.exec_driver_sql(by.upsert, by.rows(rows))
        else:
            later.write(conn, by.upsert, tuple(by.rows(rows)))
    for kind, ids in dropped.items():
        by = codec(kind, dialect)
        later.write(conn, by.delete, (territory_id, by.wanted("id", ids)))
    follow = conn.info.get("saved")
    if follow is not None:
        follow(conn, written, dropped)
    return frozenset(written) | frozenset(dropped)


def load_one(conn: Connection, territory_id: str, kind: str, row_id: str) -> Record | None:
    """Return the row of a key, or nothing."""
    read = One(kind, row_id)
    rows = SqlRows(conn, territory_id).load([read])[read]
    return rows[0] if rows else None


def load_all(conn: Connection, territory_id: str, kind: str) -> list[Record]:
    """Return every row of a kind in the order of ids; for digests, snapshots and short lists."""
    by = codec(kind, conn.dialect.name)
    rows = by.records(conn.exec_driver_sql(by.select_every, (territory_id,)))
    return sorted(rows, key=_id)


def table_for(kind: type[Record]) -> sa.Table:
    """Return the table of a kind, for written queries."""
    return records.tables[kind.KIND]


def record_of(kind: type[R], row: sa.Row[Any]) -> R:
    """Return the record of a row that a ``sa.select`` of its table found."""
    found = row._mapping
    return kind(**{name: found[name] for name in kind.__struct_fields__})


def fields_of(record: Record) -> dict[str, Any]:
    """Return a record's values by field, as they are."""
    return msgspec.structs.asdict(record)


def key_of(record: Record) -> Key:
    """Return the key of a record."""
    return record.KIND, record.id


def _value(read: Read) -> object:
    return read.value if isinstance(read, Where) else read.id


def _id(row: Record) -> str:
    return row.id
