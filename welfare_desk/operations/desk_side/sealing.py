# SPDX-License-Identifier: EUPL-1.2
"""Sealing an operation in its envelope, as the next link of this desk's chain."""

from __future__ import annotations

import msgspec

from welfare_desk.core.ids import uuid7
from welfare_desk.models.desk_work import Entry
from welfare_desk.operations.desk_side.ports import Means
from welfare_desk.operations.desk_side.standing import DeskState
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import to_body
from welfare_desk.operations.rights import Drawn
from welfare_desk.protocol.envelope import SALT_BYTES, SCHEMA, VERSION, Act, act_hash, encode
from welfare_desk.protocol.hlc import tick


def seal(
    operation: Operation,
    state: DeskState,
    means: Means,
    drawn: Drawn,
    now: int,
    *,
    actor: str,
    role: str,
    op_id: str = "",
) -> Act:
    """Return the act behind the desk's head, at its own time ``now``."""
    act = Act(
        v=VERSION,
        op_id=op_id or uuid7(now, means.random(10)),
        device=state.device,
        inc=state.inc,
        seq=state.head_seq + 1,
        prev=state.head_hash,
        kind=operation.kind(),
        entity=operation.entity(),
        salt=means.random(SALT_BYTES),
        body=to_body(operation),
        hlc=tick(state.hlc, now // 1000, state.device),
        rand64=int.from_bytes(means.random(8), "big") >> 1,
        spends=drawn.spends,
        serials=drawn.serials,
        actor=actor,
        role=role,
        wall=now,
        schema=SCHEMA,
        base_epoch=state.epoch,
        base_cursor=state.cursor,
        auth=(),
        sig=b"",
    )
    if operation.SIGNED:
        act = msgspec.structs.replace(act, sig=means.sign(act_hash(act)))
    return act


def entry_of(operation: Operation, act: Act, *, provisional: bool) -> Entry:
    """Return a fresh act as the journal keeps it."""
    return Entry(
        seq=act.seq,
        inc=act.inc,
        op_id=act.op_id,
        kind=act.kind,
        entity=act.entity,
        person_id=operation.person(),
        act=encode(act),
        hash=act_hash(act),
        provisional=provisional,
        actor=act.actor,
        recorded_at=act.wall,
        state="pending",
        result="",
        code="",
        receipt=b"",
        in_question="",
        closed_at=None,
    )


def head_of(act: Act, own_hash: bytes) -> dict[str, str]:
    """Return the facts that name an act as the head of the chain."""
    return {
        "head_seq": str(act.seq),
        "head_hash": own_hash.hex(),
        "own_time": str(act.wall),
        "hlc_ms": str(act.hlc.ms),
        "hlc_n": str(act.hlc.n),
    }


def moved(state: DeskState, act: Act, own_hash: bytes) -> DeskState:
    """Return where the chain stands behind an act."""
    return msgspec.structs.replace(
        state, head_seq=act.seq, head_hash=own_hash, own_time=act.wall, hlc=act.hlc
    )
