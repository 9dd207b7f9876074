# SPDX-License-Identifier: EUPL-1.2
"""Records to driver values and back, worked out once a kind and database.

Rows are the hot path of a sync: statements are compiled once and handed to the driver as
text, and what a column needs is looked up when the program starts, not for each row.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa

from welfare_desk.models.record import Composed, Record
from welfare_desk.models.record import metadata as records
from welfare_desk.models.registry import KINDS

Convert = Callable[[Any], Any]

POSTGRES_ARRAYS: dict[type[Any], str] = {
    sa.Text: "text[]",
    sa.BigInteger: "int8[]",
    sa.Boolean: "bool[]",
    sa.Date: "date[]",
    sa.LargeBinary: "bytea[]",
    Composed: "text[]",
}
"""What a column of values is to PostgreSQL, by the type of the column."""


def as_array(values: list[Any]) -> list[Any] | str:
    """Return a list of values as PostgreSQL reads an array, or the list itself for the driver.

    JSON writes a list as PostgreSQL does but for its brackets and the escapes of control
    characters, and a hundred times as fast as the driver does.
    """
    if bytes in set(map(type, values)):
        listed = ["null" if value is None else f'"\\\\x{value.hex()}"' for value in values]
        return "{" + ",".join(listed) + "}"
    text = msgspec.json.encode(values)
    if b"\\" in text and b"\\" in text.replace(rb"\\\\", b"").replace(rb"\"", b""):
        return values
    return "{" + text[1:-1].decode() + "}"


class Codec:
    """How one kind is written and read on one database (``sqlite`` or ``postgresql``)."""

    def __init__(self, kind: str, dialect: str) -> None:
        self.record: type[Record] = KINDS[kind]
        self.fields = self.record.__struct_fields__
        self.sqlite = dialect == "sqlite"
        table = records.tables[kind]
        columns = [table.c[name] for name in self.fields]
        self._to_driver = self._converters(columns, _to_sqlite if self.sqlite else _to_postgres)
        self._from_driver = self._converters(
            columns, _from_sqlite if self.sqlite else _from_postgres
        )
        self._column_to_driver = {
            columns[index].name: convert for index, convert in self._to_driver
        }
        quoted = [f'"{name}"' for name in self.fields]
        names = self._names = ", ".join(quoted)
        update = ", ".join(f"{q} = excluded.{q}" for q in quoted if q not in _KEY)
        source = self._source(columns)
        self.upsert = (
            f'INSERT INTO "{kind}" ({names}) {source} '
            f"ON CONFLICT (id, territory_id) DO UPDATE SET {update}"
        )
        self._select = f'SELECT {names} FROM "{kind}" WHERE territory_id = '  # noqa: S608
        self._delete = f'DELETE FROM "{kind}" WHERE territory_id = '  # noqa: S608

    def select(self, field: str) -> str:
        """Return the statement for the rows of a territory whose field is one of a list."""
        return self._select + self._one_of(field)

    def select_some(self, field: str) -> str:
        """Return the statement for at most so many rows of a territory for each value of a list.

        Its parameters: the list (``wanted``), the territory, how many of each.
        """
        kind, names = self.record.KIND, self._names
        # All of it is ours: names of tables, columns and types.
        if self.sqlite:
            each = ", ".join(f'p."{name}"' for name in self.fields)
            return (
                f'SELECT {each} FROM json_each(?) AS v JOIN "{kind}" AS p ON p.rowid IN '  # noqa: S608
                f'(SELECT s.rowid FROM "{kind}" AS s '
                f'WHERE s.territory_id = ? AND s."{field}" = v.value LIMIT ?)'
            )
        array = POSTGRES_ARRAYS[type(records.tables[kind].c[field].type)]
        return (
            f"SELECT found.* FROM unnest(%s::{array}) AS v(value) CROSS JOIN LATERAL "  # noqa: S608
            f'(SELECT {names} FROM "{kind}" '
            f'WHERE territory_id = %s AND "{field}" = v.value LIMIT %s) AS found'
        )

    @property
    def select_every(self) -> str:
        """The statement for all rows of a territory."""
        return self._select + ("?" if self.sqlite else "%s")

    def select_empty(self, field: str) -> str:
        """Return the statement for the rows of a territory whose field is nothing."""
        mark = "?" if self.sqlite else "%s"
        return f'{self._select}{mark} AND "{field}" IS NULL'

    @property
    def delete(self) -> str:
        """The statement that removes the rows of a territory with one of the ids."""
        return self._delete + self._one_of("id")

    def wanted(self, field: str, values: Iterable[object]) -> Any:
        """Return the list of a ``select`` or ``delete`` as its one parameter."""
        convert = self._column_to_driver.get(field)
        listed = list(values) if convert is None else [convert(value) for value in values]
        return msgspec.json.encode(listed).decode() if self.sqlite else as_array(listed)

    def rows(self, changed: Sequence[Record]) -> list[Any]:
        """Return the parameters of ``upsert``: a tuple a row, or an array a column."""
        plain = list(map(msgspec.structs.astuple, changed))
        if self.sqlite and not self._to_driver:
            return plain
        if not self.sqlite:
            columns = list(map(list, zip(*plain, strict=True)))
            for index, convert in self._to_driver:
                columns[index] = [
                    None if value is None else convert(value) for value in columns[index]
                ]
            return list(map(as_array, columns))
        rows = list(map(list, plain))
        for index, convert in self._to_driver:
            for row in rows:
                if row[index] is not None:
                    row[index] = convert(row[index])
        return list(map(tuple, rows))

    def records(self, rows: Iterable[Sequence[Any]]) -> list[Record]:
        """Return the records of rows that ``select`` found."""
        record, fields, converters = self.record, self.fields, self._from_driver
        if not converters:
            return [record(**dict(zip(fields, row, strict=True))) for row in rows]
        found = []
        for row in rows:
            values = list(row)
            for index, convert in converters:
                if values[index] is not None:
                    values[index] = convert(values[index])
            found.append(record(**dict(zip(fields, values, strict=True))))
        return found

    def _source(self, columns: list[sa.Column[Any]]) -> str:
        if self.sqlite:
            return f"VALUES ({', '.join('?' * len(columns))})"
        arrays = ", ".join(f"%s::{POSTGRES_ARRAYS[type(column.type)]}" for column in columns)
        return f"SELECT * FROM unnest({arrays})"  # noqa: S608 - marks and types only

    def _one_of(self, field: str) -> str:
        # One parameter whatever the number of values: the statement stays prepared, and
        # SQLite's limit of variables is out of the way.
        if self.sqlite:
            return f'? AND "{field}" IN (SELECT value FROM json_each(?))'  # noqa: S608 - our column
        return f'%s AND "{field}" = ANY(%s)'

    @staticmethod
    def _converters(
        columns: list[sa.Column[Any]], choose: Callable[[sa.Column[Any]], Convert | None]
    ) -> tuple[tuple[int, Convert], ...]:
        chosen = ((index, choose(column)) for index, column in enumerate(columns))
        return tuple((index, convert) for index, convert in chosen if convert is not None)


_KEY = ('"id"', '"territory_id"')
_canonical = msgspec.json.Encoder(order="sorted")


def _as_json(value: Any) -> str:
    return _canonical.encode(value).decode()


def _to_sqlite(column: sa.Column[Any]) -> Convert | None:
    if isinstance(column.type, sa.Date):
        return datetime.date.isoformat
    return _to_postgres(column)


def _from_sqlite(column: sa.Column[Any]) -> Convert | None:
    if isinstance(column.type, sa.Date):
        return datetime.date.fromisoformat
    if isinstance(column.type, sa.Boolean):
        return bool
    return _from_postgres(column)


def _to_postgres(column: sa.Column[Any]) -> Convert | None:
    return _as_json if isinstance(column.type, Composed) else None


def _from_postgres(column: sa.Column[Any]) -> Convert | None:
    if isinstance(column.type, Composed):
        return msgspec.json.Decoder(column.type.declared).decode
    return None


@cache
def codec(kind: str, dialect: str) -> Codec:
    """Return the codec of a kind; made once."""
    return Codec(kind, dialect)
