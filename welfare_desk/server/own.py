# SPDX-License-Identifier: EUPL-1.2
"""The server's own operations, with its clock, chance and key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from welfare_desk.models.central import Standing
from welfare_desk.operations.central import own_acts
from welfare_desk.operations.central.own_acts import CHANCE
from welfare_desk.operations.central.settling import Settled
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome
from welfare_desk.operations.world import World
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlServerPort, writing


def record_own(central: Central, territory_id: str, operation: Operation) -> Outcome:
    """Record an operation of the server itself in a transaction of its own."""
    with writing(central, territory_id) as port:
        return own_acts.record_own(
            port,
            central.key,
            operation,
            now_us=central.clock.now_us(),
            chance=central.random(CHANCE),
        )


def record_own_in(
    conn: Connection, standing: Standing, central: Central, operation: Operation
) -> Outcome:
    """Record an operation of the server in the caller's transaction; the lock is held.

    ``standing`` is the territory's of this moment.
    """
    return own_acts.record_own(
        SqlServerPort(conn, standing),
        central.key,
        operation,
        now_us=central.clock.now_us(),
        chance=central.random(CHANCE),
    )


def record_own_run(
    conn: Connection,
    standing: Standing,
    central: Central,
    operations: Sequence[Operation],
    world: World,
) -> Settled:
    """Record several operations of the server as one run; the lock is held."""
    return own_acts.record_own_run(
        SqlServerPort(conn, standing),
        central.key,
        operations,
        now_us=central.clock.now_us(),
        chance=central.random(CHANCE * len(operations)),
        world=world,
    )
