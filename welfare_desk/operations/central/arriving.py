# SPDX-License-Identifier: EUPL-1.2
"""Push: a run is opened and verified without a lock, fitted to its chain and settled under it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from welfare_desk.models.central import Device, Head, Logged
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.central.settling import Arrived, settle_run, storable
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK, from_body
from welfare_desk.protocol.codec import unpack_run
from welfare_desk.protocol.envelope import GENESIS, Act
from welfare_desk.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_OPERATIONS,
    Push,
    Pushed,
    Result,
)

FROM_DESKS = frozenset((*AT_DESK, ReleaseRights))
"""What a desk may send; the server's own operations are malformed from anyone else."""

MAX_AUDIT_ROWS = 5_000


class Stored(msgspec.Struct, frozen=True):
    """What became of a run, and its chain's head behind it."""

    logged: tuple[Logged, ...]
    head: Head


def check_size(message: Push) -> None:
    """Refuse with 413 ``batch_too_large`` or 400 ``sequence_wrong``."""
    size = sum(len(each) for each in message.ops)
    if len(message.ops) > MAX_OPERATIONS or size > MAX_BATCH_BYTES:
        raise Refused(413, "batch_too_large", MAX_OPERATIONS)
    if len(message.audit) > MAX_AUDIT_ROWS:
        raise Refused(413, "batch_too_large", MAX_AUDIT_ROWS)
    if message.first_seq < 1 or not 0 <= message.end_seq < 1 << 62:
        raise Refused(400, "sequence_wrong")


def opened(notary: Notary, device: Device, message: Push) -> list[Arrived]:
    """Decode, hash and verify a run: all that needs no lock."""
    try:
        acts, hashes = unpack_run(
            message.ops, message.device, message.inc, message.first_seq, message.first_prev
        )
    except (msgspec.MsgspecError, OverflowError):
        raise Refused(400, "envelope_unreadable", message.first_seq) from None
    if hashes and not notary.verifies(device.public_key, message.head_sig, hashes[-1]):
        raise Refused(403, "signature_wrong", message.first_seq)
    run = []
    for act, op_hash, packed in zip(acts, hashes, message.ops, strict=True):
        operation = _readable(notary, act, op_hash, device)
        receipt = b""
        if operation is not None:
            receipt = notary.receipt(device.territory_id, act.op_id, op_hash, "accepted")
        run.append(
            Arrived(act=act, hash=op_hash, packed=packed, operation=operation, receipt=receipt)
        )
    return run


def _readable(notary: Notary, act: Act, op_hash: bytes, device: Device) -> Operation | None:
    """Return the operation of an act, or nothing where it is malformed."""
    if not storable(act):
        return None
    try:
        operation = from_body(act.body)
    except (msgspec.MsgspecError, RecursionError):
        return None
    kind = type(operation)
    if kind not in FROM_DESKS or kind.kind() != act.kind:
        return None
    if kind.SIGNED and not notary.verifies(device.public_key, act.sig, op_hash):
        return None
    return operation


def arrive(
    port: ServerPort,
    notary: Notary,
    message: Push,
    run: Sequence[Arrived],
    *,
    now_us: int,
) -> Stored:
    """Settle a run of a chain in the open transaction; what was here before is found again.

    Refused with 409 ``epoch``, ``gap`` and ``fork``.
    """
    if message.epoch != port.standing.epoch:
        raise Refused(409, "epoch", port.standing.epoch)
    head = port.head(message.device, message.inc) or Head(0, GENESIS, 0)
    here = _here(port, message, run, head)
    fresh = run[len(here) :]
    logged: tuple[Logged, ...] = ()
    if fresh:
        if fresh[0].act.prev != head.hash:
            raise Refused(409, "fork", max(0, head.seq - 1))
        logged = settle_run(port, notary, fresh, now_us=now_us).logged
        head = Head(fresh[-1].act.seq, fresh[-1].hash, head.end_seq)
    port.keep_audit(message.device, message.inc, message.audit, now_us)
    end_seq = max(head.end_seq, head.seq, message.end_seq)
    if fresh or end_seq > head.end_seq:
        head = msgspec.structs.replace(head, end_seq=end_seq)
        port.set_head(message.device, message.inc, head)
    return Stored((*here, *logged), head)


def _here(port: ServerPort, message: Push, run: Sequence[Arrived], head: Head) -> list[Logged]:
    """Return the operations of a run that arrived before; 409 where the chain does not fit."""
    if not run:
        return []
    first = run[0].act.seq
    if first > head.seq + 1:
        raise Refused(409, "gap", head.seq)
    last = min(head.seq, run[-1].act.seq)
    here = port.stretch(message.device, message.inc, first, last)
    for stored, sent in zip(here, run, strict=False):
        if stored.hash != sent.hash:
            raise Refused(409, "fork", stored.seq - 1)
    return here


def pushed(run: Sequence[Arrived], stored: Stored) -> Pushed:
    """Return the answer to a push."""
    sent = {each.act.seq: each.act.op_id for each in run}
    results = tuple(_result(row, sent[row.seq]) for row in stored.logged)
    return Pushed(results=results, acked_seq=stored.head.seq, stable_seq=stored.head.seq)


def _result(row: Logged, op_id: str) -> Result:
    return Result(
        op_id=op_id,
        seq=row.seq,
        result="accepted" if row.result == "accepted" else "rejected",
        code=row.code,
        receipt=row.receipt,
    )
