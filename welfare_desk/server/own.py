# SPDX-License-Identifier: EUPL-1.2
"""The server as device 0 (protocol rule 21): its own operations, in its own chain."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.ids import uuid7
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.run import Outcome, malformed
from welfare_desk.operations.world import World
from welfare_desk.protocol.codec import pack
from welfare_desk.protocol.envelope import GENESIS, SALT_BYTES, SCHEMA, VERSION, Act, act_hash
from welfare_desk.protocol.hlc import Hlc
from welfare_desk.server.central import Central
from welfare_desk.server.settle import SERVER_DEVICE, Arrived, Settled, settle_run
from welfare_desk.store import oplog, server_meta
from welfare_desk.store.oplog import Head, Logged
from welfare_desk.store.server_meta import Standing

_CHANCE = 16 + SALT_BYTES
"""Bytes of chance of one operation: its id, its place among equal stamps, its salt."""


def record_own(central: Central, territory_id: str, operation: Operation) -> Outcome:
    """Record an operation of the server itself in a transaction of its own."""
    with central.store.write() as conn:
        standing = server_meta.lock(conn, territory_id)
        return record_own_in(conn, standing, central, operation)


def record_own_in(
    conn: Connection, standing: Standing, central: Central, operation: Operation
) -> Outcome:
    """Record an operation of the server in the caller's transaction; the lock is held.

    The incarnation of device 0 is the epoch, so that a restored server begins a new chain.
    """
    inc = standing.epoch
    head = oplog.head(conn, standing.territory_id, SERVER_DEVICE, inc) or Head(0, GENESIS, 0)
    now_us = central.clock.now_us()
    act = _sealed(central.random(_CHANCE), operation, standing, head, now_us)
    op_hash = act_hash(act)
    act = msgspec.structs.replace(act, sig=central.key.sign(op_hash))
    arrived = Arrived(act=act, hash=op_hash, packed=pack(act), operation=operation)
    settled = settle_run(conn, standing, [arrived], now_us=now_us, key=central.key)
    oplog.set_head(conn, standing.territory_id, SERVER_DEVICE, inc, Head(act.seq, op_hash, act.seq))
    return _outcome(settled.logged[0])


def record_own_run(
    conn: Connection,
    standing: Standing,
    central: Central,
    operations: Sequence[Operation],
    world: World,
) -> Settled:
    """Record several operations of the server as one run; the lock is held.

    ``world`` is the territory's, with whatever the caller loaded already.  The run's last
    operation is signed: the chain proves those before it.
    """
    inc = standing.epoch
    territory_id = standing.territory_id
    head = oplog.head(conn, territory_id, SERVER_DEVICE, inc) or Head(0, GENESIS, 0)
    # Own time never runs back, whatever the computer's clock does.
    earlier = oplog.last_wall(conn, territory_id, SERVER_DEVICE, inc, malformed().code)
    now_us = max(central.clock.now_us(), earlier)
    chance = central.random(_CHANCE * len(operations))
    run: list[Arrived] = []
    for operation in operations:
        begin = len(run) * _CHANCE
        own = chance[begin : begin + _CHANCE]
        act = _sealed(own, operation, standing, head, now_us)
        op_hash = act_hash(act)
        if len(run) == len(operations) - 1:
            act = msgspec.structs.replace(act, sig=central.key.sign(op_hash))
        run.append(Arrived(act=act, hash=op_hash, packed=pack(act), operation=operation))
        head = Head(act.seq, op_hash, act.seq)
    settled = settle_run(conn, standing, run, now_us=now_us, key=central.key, world=world)
    oplog.set_head(conn, territory_id, SERVER_DEVICE, inc, head)
    return settled


def _sealed(
    chance: bytes, operation: Operation, standing: Standing, head: Head, now_us: int
) -> Act:
    return Act(
        v=VERSION,
        op_id=uuid7(now_us, chance[:8]),
        device=SERVER_DEVICE,
        inc=standing.epoch,
        seq=head.seq + 1,
        prev=head.hash,
        kind=operation.kind(),
        entity=operation.entity(),
        salt=chance[16:],
        body=to_body(operation),
        hlc=Hlc(now_us // 1000, head.seq + 1, SERVER_DEVICE),
        rand64=int.from_bytes(chance[8:16], "big") >> 1,
        spends=(),
        serials=(),
        actor="server",
        role="server",
        wall=now_us,
        schema=SCHEMA,
        base_epoch=standing.epoch,
        base_cursor=standing.server_seq,
        auth=(),
        sig=b"",
    )


def _outcome(row: Logged) -> Outcome:
    return Outcome("accepted" if row.result == "accepted" else "rejected", row.code)
