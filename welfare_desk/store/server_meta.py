# SPDX-License-Identifier: EUPL-1.2
"""The territory's row (lock, sequence, epoch, counters), requests seen, audit rows received."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from welfare_desk.models.central import Counter, Standing
from welfare_desk.models.fund import Grant, grant_table, whole_right_table
from welfare_desk.store.rows import record_of
from welfare_desk.store.server_tables import nonce, received_audit, territory_seq

Insert = sqlite.Insert | postgresql.Insert


def insert_into(conn: Connection, table: sa.Table) -> Insert:
    """Return an INSERT that knows ``on_conflict_…`` on both databases."""
    if conn.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def begin_snapshot(conn: Connection) -> None:
    """Make every read of this transaction see the same state; first statement of all."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))


def create_territory(conn: Connection, territory_id: str, epoch: int) -> None:
    """Add the territory's row."""
    conn.execute(
        territory_seq.insert().values(
            territory_id=territory_id,
            server_seq=0,
            epoch=epoch,
            next_lease=1,
            next_number_block=1,
            next_serial_block=1,
        )
    )


def territories(conn: Connection) -> list[str]:
    """Return the ids of all territories."""
    query = sa.select(territory_seq.c.territory_id).order_by(territory_seq.c.territory_id)
    return list(conn.scalars(query))


def standing(conn: Connection, territory_id: str) -> Standing:
    """Return where the territory stands."""
    columns = territory_seq.c
    row = conn.execute(
        sa.select(columns.server_seq, columns.epoch).where(columns.territory_id == territory_id)
    ).one()
    return Standing(territory_id, row.server_seq, row.epoch)


def lock(conn: Connection, territory_id: str) -> Standing:
    """Take the territory's lock until the commit and return where it stands.

    Writers of one territory follow each other from here on, so sequence numbers become
    visible in the order of commits: a sequence of the database's own would show a late
    commit behind cursors that already passed it.
    """
    columns = territory_seq.c
    row = conn.execute(
        territory_seq.update()
        .where(columns.territory_id == territory_id)
        .values(server_seq=columns.server_seq)
        .returning(columns.server_seq, columns.epoch)
    ).one()
    return Standing(territory_id, row.server_seq, row.epoch)


def advance(conn: Connection, territory_id: str, server_seq: int) -> None:
    """Set the sequence; the lock is held."""
    conn.execute(
        territory_seq.update()
        .where(territory_seq.c.territory_id == territory_id)
        .values(server_seq=server_seq)
    )


def set_epoch(conn: Connection, territory_id: str, epoch: int) -> None:
    """Set the epoch; the lock is held."""
    conn.execute(
        territory_seq.update()
        .where(territory_seq.c.territory_id == territory_id)
        .values(epoch=epoch)
    )


def take_number(conn: Connection, territory_id: str, counter: Counter) -> int:
    """Return the next value of a counter; no value is ever given twice."""
    column = territory_seq.c[counter]
    value: int = conn.execute(
        territory_seq.update()
        .where(territory_seq.c.territory_id == territory_id)
        .values({counter: column + 1})
        .returning(column)
    ).scalar_one()
    return value - 1


def see_nonce(conn: Connection, territory_id: str, device: int, value: str, at: int) -> bool:
    """Keep a request's nonce; false when it was seen before."""
    put = insert_into(conn, nonce).on_conflict_do_nothing().returning(nonce.c.nonce)
    new = {"nonce": value, "device": device, "territory_id": territory_id, "seen_at": at}
    return conn.execute(put, new).first() is not None


def forget_nonces(conn: Connection, before: int) -> None:
    """Drop nonces whose requests the time window refuses anyway."""
    conn.execute(nonce.delete().where(nonce.c.seen_at < before))


def keep_audit(
    conn: Connection, territory_id: str, device: int, inc: int, rows: Iterable[bytes], at: int
) -> None:
    """Keep a desk's audit rows as they came; the same row is kept once."""
    values = [
        {
            "device": device,
            "inc": inc,
            "row_hash": hashlib.sha256(row).hexdigest(),
            "territory_id": territory_id,
            "row": row,
            "received_at": at,
        }
        for row in rows
    ]
    if values:
        conn.execute(insert_into(conn, received_audit).on_conflict_do_nothing(), values)


def live_grants(
    conn: Connection, territory_id: str, device: int, inc: int, resources: Iterable[str]
) -> list[Grant]:
    """Return the device's living leases of these resources that have something left."""
    columns = grant_table.c
    rows = conn.execute(
        sa.select(grant_table).where(
            columns.territory_id == territory_id,
            columns.device == device,
            columns.inc == inc,
            columns.state == "live",
            columns.quantity > columns.spent + columns.returned,
            columns.resource.in_(list(resources)),
        )
    )
    return [record_of(Grant, row) for row in rows]


def wanted_rights(conn: Connection, territory_id: str, device: int) -> tuple[str, ...]:
    """Return the whole rights of a device that another one asks for."""
    columns = whole_right_table.c
    query = sa.select(columns.id).where(
        columns.territory_id == territory_id,
        columns.wanted_by > 0,
        columns.wanted_by != device,
        columns.holder == device,
    )
    return tuple(cast(str, each) for each in conn.scalars(query.order_by(columns.id)))
