# SPDX-License-Identifier: EUPL-1.2
"""The territory's row (lock, sequence, epoch, recovery, counters) and audit rows received."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import cast

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from welfare_desk.models.central import Counter, Incarnation, Standing
from welfare_desk.models.fund import Grant, grant_table, whole_right_table
from welfare_desk.store import later
from welfare_desk.store.rows import record_of
from welfare_desk.store.server_tables import received_audit, recovery_place, territory_seq

Insert = sqlite.Insert | postgresql.Insert
_STANDING = tuple(territory_seq.c[name] for name in Standing.__struct_fields__[1:])


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
    query = sa.select(*_STANDING).where(territory_seq.c.territory_id == territory_id)
    return Standing(territory_id, *conn.execute(query).one())


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
        .returning(*_STANDING)
    ).one()
    return Standing(territory_id, *row)


def advance(conn: Connection, territory_id: str, server_seq: int) -> None:
    """Set the sequence; the lock is held."""
    mark = "?" if conn.dialect.name == "sqlite" else "%s"
    statement = f"UPDATE territory_seq SET server_seq = {mark} WHERE territory_id = {mark}"  # noqa: S608
    later.write(conn, statement, (server_seq, territory_id))


def set_standing(conn: Connection, territory_id: str, **values: int) -> None:
    """Set ``epoch``, ``recovery`` or ``stable_upto``; the lock is held."""
    conn.execute(
        territory_seq.update().where(territory_seq.c.territory_id == territory_id).values(**values)
    )


def awaited(conn: Connection, territory_id: str) -> dict[Incarnation, bool]:
    """Return the incarnations whose logs a recovery waits for, and whether each is done."""
    columns = recovery_place.c
    rows = conn.execute(
        sa.select(columns.device, columns.inc, columns.done)
        .where(columns.territory_id == territory_id)
        .order_by(columns.device, columns.inc)
    )
    return {(row.device, row.inc): row.done for row in rows}


def await_places(conn: Connection, territory_id: str, places: Iterable[Incarnation]) -> None:
    """Wait for these incarnations and no others."""
    conn.execute(recovery_place.delete().where(recovery_place.c.territory_id == territory_id))
    values = [
        {"device": device, "inc": inc, "territory_id": territory_id, "done": False}
        for device, inc in sorted(places)
    ]
    if values:
        conn.execute(recovery_place.insert(), values)


def set_done(conn: Connection, territory_id: str, device: int, inc: int = 0) -> None:
    """Note that a recovery waits for an incarnation no more; 0 stands for all of a desk.

    A desk that is awaited as whichever incarnation it has is done with any of them.
    """
    columns = recovery_place.c
    here = [columns.territory_id == territory_id, columns.device == device]
    if inc:
        here.append(columns.inc.in_((0, inc)))
    conn.execute(recovery_place.update().where(*here).values(done=True))


def last_lease(conn: Connection, territory_id: str) -> int:
    """Return the number of the last lease that was granted, or 0."""
    columns = territory_seq.c
    query = sa.select(columns.next_lease).where(columns.territory_id == territory_id)
    return (conn.scalar(query) or 1) - 1


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


def grants_of(conn: Connection, territory_id: str, device: int) -> list[Grant]:
    """Return a device's leases that live or stand in doubt."""
    columns = grant_table.c
    rows = conn.execute(
        sa.select(grant_table)
        .where(
            columns.territory_id == territory_id,
            columns.device == device,
            columns.state.in_(["live", "in_doubt"]),
        )
        .order_by(columns.id)
    )
    return [record_of(Grant, row) for row in rows]


def frozen(conn: Connection, territory_id: str) -> frozenset[str]:
    """Return the resources that are marked as frozen."""
    columns = grant_table.c
    query = sa.select(columns.resource).where(
        columns.territory_id == territory_id,
        # A range of the key; ";" follows ":".
        columns.id >= "frozen:",
        columns.id < "frozen;",
        columns.state == "in_doubt",
    )
    return frozenset(conn.scalars(query))


def rights_of(conn: Connection, territory_id: str, device: int) -> list[str]:
    """Return the whole rights that a device holds."""
    columns = whole_right_table.c
    query = sa.select(columns.id).where(
        columns.territory_id == territory_id, columns.holder == device
    )
    return [cast(str, each) for each in conn.scalars(query.order_by(columns.id))]
