# SPDX-License-Identifier: EUPL-1.2
"""What a desk knows about itself, as named texts: its number, cursor, head of chain, own time."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.store.desk_tables import meta

_ONE = sa.select(meta.c.value).where(meta.c.name == sa.bindparam("wanted"))
_EVERY = sa.select(meta.c.name, meta.c.value)
_INSERT = insert(meta)
_UPSERT = _INSERT.on_conflict_do_update(
    index_elements=[meta.c.name], set_={"value": _INSERT.excluded.value}
)


def get(conn: Connection, name: str) -> str | None:
    """Return the text of a name, or nothing."""
    value: str | None = conn.execute(_ONE, {"wanted": name}).scalar()
    return value


def every(conn: Connection) -> dict[str, str]:
    """Return all texts by name."""
    return {row.name: row.value for row in conn.execute(_EVERY)}


def put(conn: Connection, name: str, value: str) -> None:
    """Set the text of a name."""
    conn.execute(_UPSERT, {"name": name, "value": value})


def put_many(conn: Connection, values: dict[str, str]) -> None:
    """Set several texts in one statement."""
    if values:
        conn.execute(_UPSERT, [{"name": name, "value": value} for name, value in values.items()])
