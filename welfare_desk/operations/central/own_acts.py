# SPDX-License-Identifier: EUPL-1.2
"""The server as device 0 (protocol rule 21): its own operations, in its own chain."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from welfare_desk.core.ids import uuid7
from welfare_desk.models.central import Head, Logged, Standing
from welfare_desk.operations.central.judging import SERVER_DEVICE, Arrived
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.settling import Settled, result_of, settle_run
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.run import Outcome, malformed
from welfare_desk.operations.world import World
from welfare_desk.protocol.codec import pack
from welfare_desk.protocol.envelope import (
    GENESIS,
    SALT_BYTES,
    SCHEMA,
    VERSION,
    Act,
    body_digest,
    hash_over,
)
from welfare_desk.protocol.hlc import Hlc

CHANCE = 16 + SALT_BYTES
"""Bytes of chance of one operation: its id, its place among equal stamps, its salt."""


def record_own(
    port: ServerPort, notary: Notary, operation: Operation, *, now_us: int, chance: bytes
) -> Outcome:
    """Record an operation of the server in the open transaction; its outcome.

    The incarnation of device 0 is the epoch, so that a restored server begins a new chain.
    ``chance`` is ``CHANCE`` bytes.
    """
    settled = record_own_run(port, notary, [operation], now_us=now_us, chance=chance)
    return _outcome(settled.logged[0])


def record_own_run(
    port: ServerPort,
    notary: Notary,
    operations: Sequence[Operation],
    *,
    now_us: int,
    chance: bytes,
    world: World | None = None,
) -> Settled:
    """Record several operations of the server as one run.

    ``world`` is the territory's, with whatever the caller loaded already.  The run's last
    operation is signed: the chain proves those before it.
    """
    inc = port.standing.epoch
    head = port.head(SERVER_DEVICE, inc) or Head(0, GENESIS, 0)
    # Own time never runs back, whatever the computer's clock does.
    now_us = max(now_us, port.last_wall(SERVER_DEVICE, inc, malformed().code))
    run: list[Arrived] = []
    for operation in operations:
        begin = len(run) * CHANCE
        act = _sealed(chance[begin : begin + CHANCE], operation, port.standing, head, now_us)
        digest = body_digest(act.salt, act.body)
        op_hash = hash_over(act, digest)
        if len(run) == len(operations) - 1:
            act = msgspec.structs.replace(act, sig=notary.sign(op_hash))
        run.append(
            Arrived(act=act, hash=op_hash, digest=digest, packed=pack(act), operation=operation)
        )
        head = Head(act.seq, op_hash, act.seq)
    settled = settle_run(port, notary, run, now_us=now_us, world=world)
    port.set_head(SERVER_DEVICE, inc, head)
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
    return Outcome(result_of(row.result), row.code)
