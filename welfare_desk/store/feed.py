# SPDX-License-Identifier: EUPL-1.2
"""The feed of changed rows: an index of latest states that a cursor walks in commit order."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.central import Changed
from welfare_desk.models.reads import Changes, One
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.models.territory import Operator
from welfare_desk.store.bulk import Bulk
from welfare_desk.store.rows import SqlRows
from welfare_desk.store.server_tables import change


def scope_of(record: Record) -> str:
    """Return the municipality whose desks alone may see a row; empty for every desk."""
    if isinstance(record, Operator):
        return record.municipality_id or ""
    return str(getattr(record, "controller_id", ""))


_STAMP = Bulk(
    change,
    ("kind", "id", "territory_id", "controller_id", "server_seq", "dropped"),
    # A dropped row is told to those who could see it; who saw a row before it moved earlier
    # still, and has not pulled since, is told with everybody.
    """
    ON CONFLICT (kind, id, territory_id) DO UPDATE SET
        server_seq = excluded.server_seq,
        dropped = excluded.dropped,
        controller_id = CASE WHEN excluded.dropped THEN change.controller_id
                             ELSE excluded.controller_id END,
        left_id = CASE WHEN excluded.dropped OR excluded.controller_id = change.controller_id
                            THEN change.left_id
                       WHEN change.left_id IS NULL OR change.left_id = excluded.controller_id
                            THEN change.controller_id
                       ELSE '' END
    """,
)


def stamp(conn: Connection, territory_id: str, changes: Changes, server_seq: int) -> int:
    """Note that these rows changed, each with a number of its own; return the last number."""
    values: list[tuple[object, ...]] = []
    for kind, row_id in sorted(changes):
        if KINDS[kind].SIDE != "shared":
            continue
        server_seq += 1
        record = changes[kind, row_id]
        scope = "" if record is None else scope_of(record)
        values.append((kind, row_id, territory_id, scope, server_seq, record is None))
    _STAMP.insert(conn, values)
    return server_seq


def _in_scope(territory_id: str, scope: str, cursor: int) -> sa.ColumnElement[bool]:
    columns = change.c
    return sa.and_(
        columns.territory_id == territory_id,
        columns.server_seq > cursor,
        sa.or_(_visible(scope), columns.left_id.in_(["", scope])),
    )


def _visible(scope: str) -> sa.ColumnElement[bool]:
    return change.c.controller_id.in_(["", scope])


def after(
    conn: Connection, territory_id: str, scope: str, cursor: int, limit: int
) -> list[Changed]:
    """Return the rows that changed after the cursor and that the scope may see, oldest first.

    A row that the scope might see once and may no more comes as dropped.
    """
    columns = change.c
    gone = sa.or_(columns.dropped, sa.not_(_visible(scope))).label("dropped")
    found = conn.execute(
        sa.select(columns.kind, columns.id, columns.server_seq, gone)
        .where(_in_scope(territory_id, scope, cursor))
        .order_by(columns.server_seq)
        .limit(limit)
    ).all()
    return _loaded(conn, territory_id, found)


def _loaded(
    conn: Connection, territory_id: str, found: Sequence[sa.Row[str, str, int, bool]]
) -> list[Changed]:
    wanted = [One(row.kind, row.id) for row in found if not row.dropped]
    loaded = SqlRows(conn, territory_id).load(wanted)
    return [
        Changed(
            row.kind,
            row.id,
            row.server_seq,
            next(iter(loaded.get(One(row.kind, row.id), ())), None),
        )
        for row in found
    ]


def every_after(conn: Connection, territory_id: str, cursor: int, limit: int) -> list[Changed]:
    """Return the rows of every scope that changed after the cursor, oldest first."""
    columns = change.c
    found = conn.execute(
        sa.select(columns.kind, columns.id, columns.server_seq, columns.dropped)
        .where(columns.territory_id == territory_id, columns.server_seq > cursor)
        .order_by(columns.server_seq)
        .limit(limit)
    ).all()
    return _loaded(conn, territory_id, found)


def left_after(conn: Connection, territory_id: str, scope: str, cursor: int) -> int:
    """Return how many rows lie behind the cursor."""
    query = sa.select(sa.func.count()).where(_in_scope(territory_id, scope, cursor))
    return conn.scalar(query) or 0


def in_scope_ids(conn: Connection, territory_id: str, scope: str) -> list[tuple[str, str]]:
    """Return kind and id of every living row that the scope may see, in order."""
    columns = change.c
    rows = conn.execute(
        sa.select(columns.kind, columns.id)
        .where(columns.territory_id == territory_id, _visible(scope), sa.not_(columns.dropped))
        .order_by(columns.kind, columns.id)
    )
    return [(row.kind, row.id) for row in rows]
