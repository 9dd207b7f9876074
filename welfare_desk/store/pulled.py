# SPDX-License-Identifier: EUPL-1.2
"""Rows of a pull's first pages, put aside until its last page makes them valid together."""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.store.desk_tables import pulled_row

Row = tuple[str, str, bytes | None]
"""Kind, id and the record's bytes, or nothing where it was dropped."""

_INSERT = insert(pulled_row)
_STAGE = _INSERT.on_conflict_do_update(
    index_elements=["kind", "id"], set_={"record": _INSERT.excluded.record}
)


def stage(conn: Connection, rows: Iterable[Row]) -> None:
    """Put rows aside; a later state of the same row takes the place of the earlier."""
    listed = [{"kind": kind, "id": row_id, "record": record} for kind, row_id, record in rows]
    if listed:
        conn.execute(_STAGE, listed)


def staged(conn: Connection) -> list[Row]:
    """Return what was put aside."""
    found = conn.execute(sa.select(pulled_row.c.kind, pulled_row.c.id, pulled_row.c.record))
    return [(kind, row_id, record) for kind, row_id, record in found]


def clear(conn: Connection) -> None:
    """Forget what was put aside."""
    conn.execute(pulled_row.delete())
