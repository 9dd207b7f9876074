# SPDX-License-Identifier: EUPL-1.2
"""The frozen record and the table that is made from its fields.

A record and its table cannot drift: the columns are derived from the record's types.
Keys are ``(id, territory_id)`` in that order; money is integer cents; instants are integer
microseconds UTC; composed values are canonical JSON text, equal on every database.
"""

from __future__ import annotations

import datetime
import types
import typing
from typing import Any, ClassVar, Literal

import msgspec
import sqlalchemy as sa

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMING)

Side = Literal["shared", "server"]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One row of a kind: what it was when it was read, never changed in place."""

    KIND: ClassVar[str] = ""
    """Name of the table and of the kind on the wire."""
    SIDE: ClassVar[Side] = "shared"
    """``shared``: at desks and server; ``server``: only there, never in a feed."""
    FIND_BY: ClassVar[tuple[str, ...]] = ()
    """Fields that ``World.find`` may ask by; each has an index."""

    SUM_BY: ClassVar[tuple[str, ...]] = ()
    """Columns of one more index, from which sums over many rows are read alone."""

    id: str
    territory_id: str


class Composed(sa.types.TypeDecorator[Any]):
    """A composed value as canonical JSON text, read back as the type it was declared with."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, declared: Any = Any) -> None:
        super().__init__()
        self.declared = declared
        self._decoder = msgspec.json.Decoder(declared)
        self._encoder = msgspec.json.Encoder(order="sorted")

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> str | None:
        """Return the canonical JSON text."""
        return None if value is None else self._encoder.encode(value).decode()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Any:
        """Return the value as it was declared."""
        return None if value is None else self._decoder.decode(value)

    def __repr__(self) -> str:
        return "sa.Text()"


def _column(name: str, declared: Any, default: Any, find_by: bool) -> sa.Column[Any]:
    arms = typing.get_args(declared) if isinstance(declared, types.UnionType) else (declared,)
    nullable = type(None) in arms
    plain = next(arm for arm in arms if arm is not type(None))
    kinds: dict[Any, sa.types.TypeEngine[Any]] = {
        str: sa.Text(),
        int: sa.BigInteger(),
        bool: sa.Boolean(),
        datetime.date: sa.Date(),
        bytes: sa.LargeBinary(),
    }
    kind = kinds.get(plain)
    if kind is None:
        kind = sa.Text() if typing.get_origin(plain) is Literal else Composed(plain)
    key = name in ("id", "territory_id")
    return sa.Column(
        name,
        kind,
        primary_key=key,
        nullable=nullable and not key,
        index=find_by,
        server_default=_stored_default(default),
    )


def _stored_default(default: Any) -> sa.TextClause | None:
    """Return what rows of before a field came have in it, as SQL of either database."""
    if isinstance(default, bool):
        return sa.text("true" if default else "false")
    if isinstance(default, int):
        return sa.text(str(default))
    if (isinstance(default, str) and default.replace("_", "a").isalpha()) or default == "":
        return sa.text(f"'{default}'")
    return None


def table_of(record: type[Record]) -> sa.Table:
    """Return the table of a record: a column a field, an index for each ``FIND_BY``."""
    hints = typing.get_type_hints(record)
    columns = [
        _column(field.name, hints[field.name], field.default, field.name in record.FIND_BY)
        for field in msgspec.structs.fields(record)
    ]
    columns.sort(key=lambda column: {"id": 0, "territory_id": 1}.get(column.name, 2))
    table = sa.Table(record.KIND, metadata, *columns, info={"side": record.SIDE, "record": record})
    if record.SUM_BY:
        sa.Index(f"ix_{record.KIND}_used", *(table.c[name] for name in record.SUM_BY))
    return table
