# SPDX-License-Identifier: EUPL-1.2
"""What withdrawn desks sent: operations in their chain, put aside without effect."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.central import Head, Logged
from welfare_desk.store.server_tables import quarantined_op

_KEPT = tuple(c.name for c in quarantined_op.c if c.name != "territory_id")


def add(conn: Connection, territory_id: str, rows: Sequence[Logged]) -> None:
    """Put operations aside."""
    values = [
        {name: getattr(row, name) for name in _KEPT} | {"territory_id": territory_id}
        for row in rows
    ]
    if values:
        conn.execute(quarantined_op.insert(), values)


def head(conn: Connection, territory_id: str, device: int, inc: int) -> Head | None:
    """Return the last operation of a chain that lies aside, or nothing."""
    columns = quarantined_op.c
    row = conn.execute(
        sa.select(columns.seq, columns.hash)
        .where(columns.device == device, columns.inc == inc, columns.territory_id == territory_id)
        .order_by(columns.seq.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else Head(row.seq, row.hash, row.seq)


def every(conn: Connection, territory_id: str, device: int) -> list[Logged]:
    """Return what a desk has aside, in the order of its chains."""
    columns = quarantined_op.c
    rows = conn.execute(
        sa.select(*(columns[name] for name in _KEPT))
        .where(columns.device == device, columns.territory_id == territory_id)
        .order_by(columns.inc, columns.seq)
    )
    return [
        Logged(
            **row._mapping,
            repeated=False,
            result="parked",
            code="quarantine",
            receipt=b"",
            server_seq=0,
        )
        for row in rows
    ]


def drop(conn: Connection, territory_id: str, device: int) -> None:
    """Forget what a desk has aside: it was admitted."""
    columns = quarantined_op.c
    conn.execute(
        quarantined_op.delete().where(
            columns.device == device, columns.territory_id == territory_id
        )
    )


def counts(conn: Connection, territory_id: str) -> dict[int, int]:
    """Return how many operations lie aside, by device."""
    columns = quarantined_op.c
    rows = conn.execute(
        sa.select(columns.device, sa.func.count())
        .where(columns.territory_id == territory_id)
        .group_by(columns.device)
    )
    return {row[0]: row[1] for row in rows}
