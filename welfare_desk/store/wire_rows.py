# SPDX-License-Identifier: EUPL-1.2
"""Rows between database and line without records: for a hundred thousand of them at a time.

A row travels as a msgpack map with its fields in the order of their names; dates are ISO
text.  The bytes are those of ``to_wire`` encoded with sorted names.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa

from welfare_desk.models.record import Composed, Record
from welfare_desk.models.record import metadata as records
from welfare_desk.models.registry import KINDS
from welfare_desk.store.codec import POSTGRES_ARRAYS, as_array

_TYPES: dict[type[Any], Any] = {
    sa.Text: str,
    sa.BigInteger: int,
    sa.Boolean: bool,
    sa.Date: str,
    sa.LargeBinary: bytes,
    Composed: Any,
}
_canonical = msgspec.json.Encoder(order="sorted")


class WireRows:
    """How one kind goes from a database (``sqlite`` or ``postgresql``) to the line and back."""

    def __init__(self, kind: str, dialect: str) -> None:
        record: type[Record] = KINDS[kind]
        table = records.tables[kind]
        names = sorted(record.__struct_fields__)
        self.kind = kind
        self._sqlite = dialect == "sqlite"
        self._out = msgspec.defstruct(f"{kind}_out", [(name, Any) for name in names])
        self.is_plain = not any(isinstance(column.type, Composed) for column in table.c)
        """No column holds a table that an earlier program may have stored with fewer fields."""
        self._encoder = msgspec.msgpack.Encoder()
        self._from_database = self._reading([table.c[name] for name in names])
        columns = [table.c[name] for name in record.__struct_fields__]
        self._in = msgspec.defstruct(
            f"{kind}_in", [_wire_field(field, columns) for field in msgspec.structs.fields(record)],
            kw_only=True,
        )  # fmt: skip
        self._decoder = msgspec.msgpack.Decoder(self._in)
        self._composed = tuple(
            at for at, column in enumerate(columns) if isinstance(column.type, Composed)
        )
        self._dates = tuple(
            at for at, column in enumerate(columns) if isinstance(column.type, sa.Date)
        )
        listed = ", ".join(f'"{name}"' for name in names)
        # Names of our own tables and columns only.
        self._select = f'SELECT {listed} FROM "{kind}" WHERE territory_id = '  # noqa: S608
        quoted = ", ".join(f'"{name}"' for name in record.__struct_fields__)
        marks = ", ".join("?" * len(columns))
        self.insert = f'INSERT INTO "{kind}" ({quoted}) VALUES ({marks})'  # noqa: S608
        """The statement that ``params`` are for, at a desk."""

    def packed(self, conn: sa.Connection, territory_id: str, ids: Sequence[str]) -> list[bytes]:
        """Return the rows of these ids as they travel, in the order of the ids."""
        if self._sqlite:
            listed: Any = msgspec.json.encode(ids).decode()
            ending = "? AND id IN (SELECT value FROM json_each(?)) ORDER BY id"
        else:
            listed = as_array(list(ids))
            array = POSTGRES_ARRAYS[sa.Text]
            ending = f'%s AND id = ANY(%s::{array}) ORDER BY id COLLATE "C"'
        cursor = conn.exec_driver_sql(self._select + ending, (territory_id, listed))
        out, encode = self._out, self._encoder.encode
        if not self._from_database:
            return [encode(out(*row)) for row in cursor]
        return [encode(out(*self._converted(row))) for row in cursor]

    def every(self, conn: sa.Connection, territory_id: str) -> Iterator[bytes]:
        """Yield all rows of a territory at a desk as they travel, in no order."""
        cursor = conn.exec_driver_sql(self._select + "?", (territory_id,))
        out, encode = self._out, self._encoder.encode
        if not self._from_database:
            return (encode(out(*row)) for row in cursor)
        return (encode(out(*self._converted(row))) for row in cursor)

    def params(self, rows: Iterable[msgspec.Raw], territory_id: str) -> list[tuple[Any, ...]]:
        """Return rows that came as parameters of ``insert``.

        Raises ``msgspec.MsgspecError`` for what is no such row, and ``ValueError`` for one of
        another territory or with a date that is none.
        """
        decode, astuple = self._decoder.decode, msgspec.structs.astuple
        found = [astuple(decode(row)) for row in rows]
        if {row[1] for row in found} - {territory_id}:
            raise ValueError(self.kind)
        if self._composed:
            found = [self._with_texts(row) for row in found]
        for at in self._dates:
            _check_dates(row[at] for row in found)
        return found

    def _with_texts(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        values = list(row)
        for at in self._composed:
            if values[at] is not None:
                values[at] = _canonical.encode(values[at]).decode()
        return tuple(values)

    def _converted(self, row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, convert in self._from_database:
            if values[at] is not None:
                values[at] = convert(values[at])
        return values

    def _reading(
        self, columns: Sequence[sa.Column[Any]]
    ) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        found: list[tuple[int, Callable[[Any], Any]]] = []
        for at, column in enumerate(columns):
            if isinstance(column.type, Composed):
                found.append((at, msgspec.json.decode))
            elif self._sqlite and isinstance(column.type, sa.Boolean):
                found.append((at, bool))
        return tuple(found)


def _wire_field(
    field: msgspec.structs.FieldInfo, columns: Sequence[sa.Column[Any]]
) -> tuple[str, Any] | tuple[str, Any, Any]:
    column = next(each for each in columns if each.name == field.name)
    declared = _TYPES[type(column.type)]
    if column.nullable:
        declared = declared | None if declared is not Any else Any
    if field.default is msgspec.NODEFAULT:
        return field.name, declared
    return field.name, declared, field.default


def _check_dates(texts: Iterable[str | None]) -> None:
    """Refuse what is no date: each different one is looked at once."""
    for text in set(texts):
        if text is not None and text != datetime.date.fromisoformat(text).isoformat():
            raise ValueError(text)


@cache
def wire_rows(kind: str, dialect: str) -> WireRows:
    """Return how a kind travels; made once."""
    return WireRows(kind, dialect)
