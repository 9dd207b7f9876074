# SPDX-License-Identifier: EUPL-1.2
"""A run of operations becomes rows, results and log in the caller's transaction.

The territory's lock is held.  The run is judged act by act on rows in memory that were
loaded once, and saved once.  Device 0's own operations take the same way.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import StatementError

from welfare_desk.core.ids import derived, is_uuid
from welfare_desk.core.instants import DAY_US
from welfare_desk.models.reads import One, Read
from welfare_desk.models.territory import Desk, Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome, at_server, malformed, reads_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.hlc import MAX_AHEAD_MS
from welfare_desk.server.blocks import Block, blocks_of, fits
from welfare_desk.server.keys import ServerKey
from welfare_desk.store import feed, oplog, server_meta
from welfare_desk.store.oplog import Logged
from welfare_desk.store.rows import SqlRows, save
from welfare_desk.store.server_meta import Standing

SERVER_DEVICE = 0
FAR_AHEAD_US = DAY_US
"""An act dated later than this was judged by the rules of another day: somebody must look."""
_TEXT_LIMIT = 200
_LATEST = 1 << 62
_log = logging.getLogger(__name__)

DATABASE_REFUSALS = (StatementError, OverflowError)
"""What a value that the database cannot take raises, besides a fault of the database itself."""


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """An operation of a run: its act with its place in the chain, hash and bytes.

    Without ``operation`` it is malformed; its place in the chain is taken all the same.
    """

    act: Act
    hash: bytes
    packed: bytes
    operation: Operation | None
    receipt: bytes = b""
    """The receipt for *accepted*, signed before the lock was taken."""


class Settled(msgspec.Struct, frozen=True):
    """What became of a run."""

    logged: tuple[Logged, ...]
    server_seq: int


def settle_run(
    conn: Connection,
    standing: Standing,
    run: Sequence[Arrived],
    *,
    now_us: int,
    key: ServerKey,
    world: World | None = None,
) -> Settled:
    """Judge, apply, save, stamp and log a run that continues its chain; moves the sequence.

    A ``world`` of this transaction, settled and unchanged, spares loading its rows again.
    """
    territory_id = standing.territory_id
    # What the server does by itself is new: its ids were made in this very transaction.
    sent = [stored_id(each) for each in run if each.act.device != SERVER_DEVICE]
    earlier = oplog.by_op_ids(conn, territory_id, sent)
    world = world or World(SqlRows(conn, territory_id), territory_id, settled=True)
    world.prefetch(_reads(run))
    blocks = blocks_of(conn, territory_id, (each.act for each in run if each.operation is not None))
    told: list[tuple[Arrived, Outcome, bool]] = []
    seen: set[str] = set()
    chain = run[0].act
    latest = oplog.last_wall(conn, territory_id, chain.device, chain.inc, malformed().code)
    for each in run:
        late = each.act.wall < latest
        latest = latest if late or each.operation is None else each.act.wall
        op_id = stored_id(each)
        before = earlier.get(op_id)
        if before is not None:
            same = before.packed == each.packed or _same_meaning(before.packed, each)
            told.append((each, _as_told(before) if same else malformed(), True))
        elif op_id in seen or late:
            # A desk's own time never runs back: an act dated before its forerunner is forged.
            told.append((each, malformed(), True))
        else:
            outcome = _judged(each, world, now_us, blocks)
            seen.add(op_id)
            told.append((each, outcome, False))
    changes = world.changes()
    save(conn, territory_id, changes)
    server_seq = feed.stamp(conn, territory_id, changes, standing.server_seq)
    logged = tuple(
        _logged(each, outcome, repeated, territory_id, server_seq + place, now_us, key)
        for place, (each, outcome, repeated) in enumerate(told, start=1)
    )
    oplog.append(conn, territory_id, logged)
    server_seq += len(logged)
    server_meta.advance(conn, territory_id, server_seq)
    return Settled(logged, server_seq)


def stored_id(each: Arrived) -> str:
    """Return the id under which an operation is logged; one that is no id gets a derived one."""
    if is_uuid(each.act.op_id):
        return each.act.op_id
    return derived("00000000-0000-0000-0000-000000000000", each.hash.hex())


def storable(act: Act) -> bool:
    """Tell whether the envelope's own fields can be stored."""
    texts = (act.kind, act.entity, act.actor, act.role)
    return (
        is_uuid(act.op_id)
        and all(len(text) <= _TEXT_LIMIT and "\0" not in text for text in texts)
        and 0 <= act.wall < _LATEST
        and 0 <= act.rand64 < _LATEST * 2
        and 0 <= act.hlc.ms < _LATEST
        and 0 <= act.hlc.n < _LATEST
    )


def _reads(run: Sequence[Arrived]) -> list[Read]:
    reads: list[Read] = []
    for each in run:
        if each.operation is not None:
            reads.append(One(Operator.KIND, each.act.actor))
            reads.append(One(Desk.KIND, str(each.act.device)))
            reads.extend(reads_of(each.operation, each.act, server=True))
    return reads


def _judged(each: Arrived, world: World, now_us: int, blocks: dict[str, Block]) -> Outcome:
    if each.operation is None or not fits(each.operation, each.act, blocks):
        return malformed()
    act = each.act
    latest_ms = now_us // 1000 + MAX_AHEAD_MS
    if act.hlc.ms > latest_ms:
        act = msgspec.structs.replace(act, hlc=msgspec.structs.replace(act.hlc, ms=latest_ms, n=0))
    if act.device != SERVER_DEVICE and each.operation.ACT != "exchange":
        # What the desk believed of the operator's role is in the act; what counts is here.
        # Handing rights back is the desk's own doing, without an operator.
        act = msgspec.structs.replace(act, role=_role(act, world))
    try:
        outcome = at_server(each.operation, act, world)
        if act.device != SERVER_DEVICE and _foreign(world):
            world.roll_back()
            return malformed()
        if outcome.result == "accepted" and act.wall > now_us + FAR_AHEAD_US:
            world.review("clock_ahead", person_id=each.operation.concerns(world))
        return outcome
    except DATABASE_REFUSALS:
        raise
    # A bug in one operation must not keep all later ones of its desk from arriving.
    except Exception as bug:  # noqa: BLE001
        # Neither the message nor the values: they may name a person.
        where = traceback.extract_tb(bug.__traceback__)[-1]
        _log.error(
            "operation %s of device %s failed: %s at %s:%s",
            act.kind, act.device, type(bug).__name__, Path(where.filename).name, where.lineno,
        )  # fmt: skip
        world.roll_back()
        return malformed()


def _role(act: Act, world: World) -> str:
    """Return what the act's operator is at its desk: in service, and of its municipality."""
    operator = world.get(Operator, act.actor)
    desk = world.get(Desk, str(act.device))
    if operator is None or not operator.in_service:
        return ""
    here = desk is None or operator.municipality_id in (None, desk.municipality_id)
    return operator.role if here else ""


def _foreign(world: World) -> bool:
    """Tell whether the act changed a row of another municipality, which its desk never sees."""
    home = world.home()
    controllers = {str(getattr(row, "controller_id", "")) for row in world.touched()}
    return bool(home) and not controllers <= {"", home}


def _same_meaning(packed: bytes, each: Arrived) -> bool:
    """Tell whether an operation was re-authored: another chain, the same body."""
    try:
        before = msgspec.msgpack.decode(packed, type=Act)
    except msgspec.MsgspecError:
        return False
    return (before.kind, before.salt, before.body) == (
        each.act.kind,
        each.act.salt,
        each.act.body,
    )


def _as_told(before: Logged) -> Outcome:
    result: Literal["accepted", "rejected"] = (
        "accepted" if before.result == "accepted" else "rejected"
    )
    return Outcome(result, before.code)


def _logged(
    each: Arrived,
    outcome: Outcome,
    repeated: bool,
    territory_id: str,
    server_seq: int,
    now_us: int,
    key: ServerKey,
) -> Logged:
    act = each.act
    receipt = each.receipt
    # Nobody waits for an answer to what the server does by itself.
    if act.device != SERVER_DEVICE and (not receipt or outcome.result != "accepted"):
        receipt = key.receipt(territory_id, act.op_id, each.hash, outcome.result)
    fine = storable(act)
    return Logged(
        device=act.device,
        inc=act.inc,
        seq=act.seq,
        op_id=stored_id(each),
        repeated=repeated,
        hash=each.hash,
        packed=each.packed,
        kind=act.kind if fine else "",
        actor=act.actor if fine else "",
        wall=act.wall if fine else 0,
        received_at=now_us,
        result=outcome.result,
        code=outcome.code,
        receipt=receipt,
        server_seq=server_seq,
    )
