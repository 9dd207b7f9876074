# SPDX-License-Identifier: EUPL-1.2
"""Push: a desk's run of operations is verified before the lock and stored in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from welfare_desk.core.refusals import DiskFull, StoreBusy
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
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.keys import verifies
from welfare_desk.server.settle import DATABASE_REFUSALS, Arrived, settle_run, storable
from welfare_desk.store import oplog, server_meta
from welfare_desk.store.devices import Device
from welfare_desk.store.oplog import Head, Logged

FROM_DESKS = frozenset((*AT_DESK, ReleaseRights))
"""What a desk may send; the server's own operations are malformed from anyone else."""

MAX_AUDIT_ROWS = 5_000
_log = logging.getLogger(__name__)


def push(central: Central, device: Device, message: Push) -> Pushed:
    """Store a desk's run and return what became of each operation.

    Sent again it is answered alike.  Refused with 409 ``gap`` (hint: the last operation that
    is here), ``fork`` (hint: the last common one) and ``epoch``; with 413 above 500
    operations or a megabyte.
    """
    _check_size(message)
    run = _opened(central, device, message)
    stored = _stored(central, device, message, run)
    sent = {each.act.seq: each.act.op_id for each in run}
    results = tuple(_result(row, sent[row.seq]) for row in stored.logged)
    return Pushed(results=results, acked_seq=stored.head.seq, stable_seq=stored.head.seq)


class _Stored(msgspec.Struct, frozen=True):
    logged: tuple[Logged, ...]
    head: Head


def _check_size(message: Push) -> None:
    size = sum(len(each) for each in message.ops)
    if len(message.ops) > MAX_OPERATIONS or size > MAX_BATCH_BYTES:
        raise Refused(413, "batch_too_large", MAX_OPERATIONS)
    if len(message.audit) > MAX_AUDIT_ROWS:
        raise Refused(413, "batch_too_large", MAX_AUDIT_ROWS)
    if message.first_seq < 1 or not 0 <= message.end_seq < 1 << 62:
        raise Refused(400, "sequence_wrong")


def _opened(central: Central, device: Device, message: Push) -> list[Arrived]:
    """Decode, hash and verify a run: all that needs no lock."""
    try:
        acts, hashes = unpack_run(
            message.ops, message.device, message.inc, message.first_seq, message.first_prev
        )
    except (msgspec.MsgspecError, OverflowError):
        raise Refused(400, "envelope_unreadable", message.first_seq) from None
    if hashes and not verifies(device.public_key, message.head_sig, hashes[-1]):
        raise Refused(403, "signature_wrong", message.first_seq)
    run = []
    for act, op_hash, packed in zip(acts, hashes, message.ops, strict=True):
        operation = _readable(act, op_hash, device)
        receipt = b""
        if operation is not None:
            receipt = central.key.receipt(device.territory_id, act.op_id, op_hash, "accepted")
        run.append(
            Arrived(act=act, hash=op_hash, packed=packed, operation=operation, receipt=receipt)
        )
    return run


def _readable(act: Act, op_hash: bytes, device: Device) -> Operation | None:
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
    if kind.SIGNED and not verifies(device.public_key, act.sig, op_hash):
        return None
    return operation


def _stored(central: Central, device: Device, message: Push, run: Sequence[Arrived]) -> _Stored:
    """Store a run in one transaction; what the database refuses is halved to the culprit."""
    try:
        with central.store.write() as conn:
            return _in_one(conn, central, device, message, run)
    except (DiskFull, StoreBusy, OperationalError) as trouble:
        _log.error("the database is in trouble: %s", type(trouble).__name__)
        raise Refused(503, "try_later", 5) from trouble
    except DATABASE_REFUSALS as refusal:
        if len(run) > 1:
            middle = len(run) // 2
            first = _stored(central, device, message, run[:middle])
            second = _stored(central, device, message, run[middle:])
            return _Stored(first.logged + second.logged, second.head)
        if not run or run[0].operation is None:
            raise
        _log.warning(
            "operation %s of device %s cannot be stored: %s",
            run[0].act.kind, device.device, type(refusal).__name__,
        )  # fmt: skip
        poison = msgspec.structs.replace(run[0], operation=None, receipt=b"")
        return _stored(central, device, message, [poison])


def _in_one(
    conn: Connection, central: Central, device: Device, message: Push, run: Sequence[Arrived]
) -> _Stored:
    territory_id = device.territory_id
    now_us = central.clock.now_us()
    standing = server_meta.lock(conn, territory_id)
    if message.epoch != standing.epoch:
        raise Refused(409, "epoch", standing.epoch)
    head = oplog.head(conn, territory_id, message.device, message.inc) or Head(0, GENESIS, 0)
    here = _here(conn, device, message, run, head)
    fresh = run[len(here) :]
    logged: tuple[Logged, ...] = ()
    if fresh:
        if fresh[0].act.prev != head.hash:
            raise Refused(409, "fork", max(0, head.seq - 1))
        logged = settle_run(conn, standing, fresh, now_us=now_us, key=central.key).logged
        head = Head(fresh[-1].act.seq, fresh[-1].hash, head.end_seq)
    server_meta.keep_audit(conn, territory_id, message.device, message.inc, message.audit, now_us)
    end_seq = max(head.end_seq, head.seq, message.end_seq)
    if fresh or end_seq > head.end_seq:
        head = msgspec.structs.replace(head, end_seq=end_seq)
        oplog.set_head(conn, territory_id, message.device, message.inc, head)
    return _Stored((*here, *logged), head)


def _here(
    conn: Connection, device: Device, message: Push, run: Sequence[Arrived], head: Head
) -> list[Logged]:
    """Return the operations of a run that arrived before; 409 where the chain does not fit."""
    if not run:
        return []
    first = run[0].act.seq
    if first > head.seq + 1:
        raise Refused(409, "gap", head.seq)
    last = min(head.seq, run[-1].act.seq)
    here = oplog.stretch(conn, device.territory_id, message.device, message.inc, first, last)
    for stored, sent in zip(here, run, strict=False):
        if stored.hash != sent.hash:
            raise Refused(409, "fork", stored.seq - 1)
    return here


def _result(row: Logged, op_id: str) -> Result:
    return Result(
        op_id=op_id,
        seq=row.seq,
        result="accepted" if row.result == "accepted" else "rejected",
        code=row.code,
        receipt=row.receipt,
    )
