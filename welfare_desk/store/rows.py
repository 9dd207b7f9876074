# SPDX-License-Identifier: EUPL-1.2
"""Load and save by set: the one gate through which domain rows are read and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
            field = "id" if isinstance(read, One) else read.field
            most = read.most if isinstance(read, Some) else 0
            wanted.setdefault((read.kind, field, most), []).append(read)
        for (kind, field, most), asked in wanted.items():
            by_value = self._by_value(codec(kind, self._dialect), field, most, asked)
            for read in asked:
                found[read] = tuple(by_value.get(_value(read), ()))
        return found

    def _by_value(
        self, by: Codec, field: str, most: int, asked: Sequence[Read]
    ) -> dict[object, list[Record]]:
        values = dict.fromkeys(_value(read) for read in asked)
        rows: list[Record] = []
        if most:
            asked_for = (by.wanted(field, values), self._territory_id, most)
            rows += self._select(by, by.select_some(field), asked_for)
            values = {}
        if None in values:
            del values[None]
            rows += self._select(by, by.select_empty(field), (self._territory_id,))
        if values:
            parameters = (self._territory_id, by.wanted(field, values))
            rows += self._select(by, by.select(field), parameters)
        rows.sort(key=_id)
        grouped: dict[object, list[Record]] = {}
        for row in rows:
            grouped.setdefault(getattr(row, field), []).append(row)
        return grouped

    def _select(self, by: Codec, statement: str, parameters: tuple[Any, ...]) -> list[Record]:
        found = self._conn.exec_driver_sql(statement, parameters)
        # The driver's own tuples: a row of SQLAlchemy costs as much as a record.
        rows = found.cursor.fetchall()
        found.close()
        return by.records(rows)


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
