# SPDX-License-Identifier: EUPL-1.2
"""Push: a run is fitted to its chain and settled, under the territory's lock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from welfare_desk.models.central import Device, Head, Logged
from welfare_desk.operations.central import proving
from welfare_desk.operations.central.judging import Arrived
from welfare_desk.operations.central.ports import Chance, Notary, ServerPort
from welfare_desk.operations.central.quarantine import put_aside
from welfare_desk.operations.central.recovery import adopt, heard
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.central.settling import result_of, settle_run, settle_told
from welfare_desk.operations.central.witness import attested
from welfare_desk.protocol.envelope import GENESIS
from welfare_desk.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_OPERATIONS,
    Push,
    Pushed,
    Result,
    Seen,
)

MAX_AUDIT_ROWS = 5_000


class Stored(msgspec.Struct, frozen=True):
    """What became of a run, and its chain's head behind it."""

    logged: tuple[Logged, ...]
    head: Head
    stable_seq: int
    recovering: bool
    seen: Seen | None = None


def check_size(message: Push) -> None:
    """Refuse with 413 ``batch_too_large`` or 400 ``sequence_wrong``."""
    size = sum(len(each) for each in message.ops)
    if len(message.ops) > MAX_OPERATIONS or size > MAX_BATCH_BYTES:
        raise Refused(413, "batch_too_large", MAX_OPERATIONS)
    if len(message.audit) > MAX_AUDIT_ROWS:
        raise Refused(413, "batch_too_large", MAX_AUDIT_ROWS)
    if message.first_seq < 1 or not 0 <= message.end_seq < 1 << 62:
        raise Refused(400, "sequence_wrong")


def arrive(
    port: ServerPort,
    notary: Notary,
    device: Device,
    message: Push,
    run: Sequence[Arrived],
    *,
    now_us: int,
    chance: Chance,
) -> Stored:
    """Settle a run of a chain in the open transaction; what was here before is found again.

    Leases of earlier epochs come before the operations that spend them.  With the last log
    that a recovery waits for it ends, in this transaction.  A withdrawn desk's run goes to
    quarantine.  Refused with 409 ``epoch``, ``gap`` and ``fork``.
    """
    if device.revoked:
        rows, aside = put_aside(port, notary, message, run, now_us=now_us, chance=chance)
        # Who looked at what on a withdrawn desk is asked first of all.
        port.keep_audit(message.device, message.inc, message.audit, now_us)
        return Stored(rows, aside, stable_seq=0, recovering=False)
    if message.epoch != port.standing.epoch:
        raise Refused(409, "epoch", port.standing.epoch)
    head = port.head(message.device, message.inc) or Head(0, GENESIS, 0)
    here = _here(port, message, run, head)
    fresh = run[len(here) :]
    if fresh and fresh[0].act.prev != head.hash:
        raise Refused(409, "fork", max(0, head.seq - 1))
    if message.certs:
        adopt(port, notary, device, message)
    waiting = [
        (row, each)
        for row, each in zip(here, run, strict=False)
        if row.result == "parked" and each.presented is not None
    ]
    if waiting:
        settled = settle_told(port, notary, waiting, now_us=now_us)
        here = [settled.get(row.op_id, row) for row in here]
    logged: tuple[Logged, ...] = ()
    if fresh:
        together = message.together
        logged = settle_run(port, notary, fresh, now_us=now_us, together=together).logged
        head = Head(fresh[-1].act.seq, fresh[-1].hash, head.end_seq)
    port.keep_audit(message.device, message.inc, message.audit, now_us)
    end_seq = max(head.end_seq, head.seq, message.end_seq)
    if fresh or end_seq > head.end_seq:
        head = msgspec.structs.replace(head, end_seq=end_seq)
        port.set_head(message.device, message.inc, head)
    heard(port, notary, message, head, now_us=now_us, chance=chance)
    seen = Seen(
        epoch=port.standing.epoch,
        server_seq=port.standing.server_seq,
        device=message.device,
        inc=message.inc,
        acked_seq=head.seq,
    )
    stable = _stable(port, message, head)
    return Stored((*here, *logged), head, stable, _recovers(port), seen)


def _recovers(port: ServerPort) -> bool:
    return port.standing.recovery > 0


def _stable(port: ServerPort, message: Push, head: Head) -> int:
    """Return the last operation of a chain that lies in a verified backup.

    Where no backup is set up, that is the last one stored.
    """
    upto = port.standing.stable_upto
    if upto is None:
        return head.seq
    return port.stable_seq(message.device, message.inc, upto)


def _here(port: ServerPort, message: Push, run: Sequence[Arrived], head: Head) -> list[Logged]:
    """Return the operations of a run that arrived before; 409 where the chain does not fit."""
    if not run:
        return []
    first = run[0].act.seq
    if first > head.seq + 1:
        raise Refused(409, "gap", head.seq)
    if first > head.seq:
        return []
    last = min(head.seq, run[-1].act.seq)
    here = port.stretch(message.device, message.inc, first, last)
    for stored, sent in zip(here, run, strict=False):
        if stored.hash != sent.hash:
            raise Refused(409, "fork", stored.seq - 1)
    return here


def pushed(
    notary: Notary, device: Device, message: Push, run: Sequence[Arrived], stored: Stored
) -> Pushed:
    """Return the answer to a push, with a receipt for each result or one signature for all."""
    sent = {each.act.seq: each.act.op_id for each in run}
    results: tuple[Result, ...] = tuple(_result(row, sent[row.seq]) for row in stored.logged)
    signature = b""
    if not device.revoked:
        digests = {each.act.seq: each.digest for each in run}
        prove = proving.together if message.together else _singly
        results, signature = prove(notary, device.territory_id, results, digests)
    return Pushed(
        results=results,
        acked_seq=stored.head.seq,
        stable_seq=stored.stable_seq,
        recovering=stored.recovering,
        signature=signature,
        seen=_attested(notary, device, message, stored),
    )


def _attested(notary: Notary, device: Device, message: Push, stored: Stored) -> Seen | None:
    if stored.seen is None or not message.ops:
        return None
    return attested(notary, device.territory_id, stored.seen)


def _singly(
    notary: Notary, territory_id: str, results: Sequence[Result], digests: Mapping[int, bytes]
) -> tuple[tuple[Result, ...], bytes]:
    return proving.singly(notary, territory_id, results, digests), b""


def _result(row: Logged, op_id: str) -> Result:
    return Result(
        op_id=op_id,
        seq=row.seq,
        result=result_of(row.result),
        code=row.code,
        receipt=b"" if row.result == "parked" else row.receipt,
    )
