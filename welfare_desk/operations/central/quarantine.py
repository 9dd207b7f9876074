# SPDX-License-Identifier: EUPL-1.2
"""What a withdrawn desk still sends: kept in its chain, without effect, until it is admitted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import msgspec

from welfare_desk.models.central import Head, Logged
from welfare_desk.operations.central.judging import Arrived, stored_id
from welfare_desk.operations.central.opening import reopened, storable
from welfare_desk.operations.central.own_acts import CHANCE, record_own
from welfare_desk.operations.central.ports import Chance, Notary, ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.central.settling import settle_run
from welfare_desk.operations.desks import NoteQuarantine
from welfare_desk.protocol.envelope import GENESIS
from welfare_desk.protocol.messages import Push

QUARANTINE = "quarantine"


def chain_head(port: ServerPort, device: int, inc: int) -> Head:
    """Return the head of a chain with what lies in quarantine."""
    head = port.head(device, inc) or Head(0, GENESIS, 0)
    aside = port.quarantine_head(device, inc)
    if aside is None or aside.seq <= head.seq:
        return head
    return Head(aside.seq, aside.hash, head.end_seq)


def put_aside(
    port: ServerPort,
    notary: Notary,
    message: Push,
    run: Sequence[Arrived],
    *,
    now_us: int,
    chance: Chance,
) -> tuple[tuple[Logged, ...], Head]:
    """Keep a withdrawn desk's run; refused with 409 ``gap`` and ``fork`` as any other."""
    device, inc = message.device, message.inc
    first_of_all = not port.quarantined(device)
    head = chain_head(port, device, inc)
    if run and run[0].act.seq > head.seq + 1:
        raise Refused(409, "gap", head.seq)
    fresh = [each for each in run if each.act.seq > head.seq]
    if fresh and fresh[0].act.prev != head.hash:
        raise Refused(409, "fork", max(0, head.seq - 1))
    rows = [_aside(each, now_us) for each in fresh]
    port.quarantine(rows)
    last = Head(rows[-1].seq, rows[-1].hash, 0) if rows else head
    end_seq = max(head.end_seq, last.seq, message.end_seq)
    stored = port.head(device, inc) or Head(0, GENESIS, 0)
    port.set_head(device, inc, msgspec.structs.replace(stored, end_seq=end_seq))
    if rows and first_of_all:
        act = NoteQuarantine(desk=device)
        record_own(port, notary, act, now_us=now_us, chance=chance(CHANCE))
    known = run[: len(run) - len(fresh)]
    return (
        tuple(_aside(each, now_us) for each in known) + tuple(rows),
        msgspec.structs.replace(last, end_seq=end_seq),
    )


def admit(port: ServerPort, notary: Notary, device: int, *, now_us: int) -> tuple[Logged, ...]:
    """Settle what a withdrawn desk sent, as late acts; return what became of it.

    Its rights stand in doubt or were taken back: what it promised is covered from what is
    free, or is a liability.
    """
    rows = port.quarantined(device)
    settled: list[Logged] = []
    for inc, chain in groupby(rows, key=lambda row: row.inc):
        run = [reopened(port, notary, row) for row in chain]
        head = port.head(device, inc) or Head(0, GENESIS, 0)
        settled += settle_run(port, notary, run, now_us=now_us).logged
        last = run[-1]
        port.set_head(device, inc, Head(last.act.seq, last.hash, max(head.end_seq, last.act.seq)))
    port.drop_quarantine(device)
    return tuple(settled)


def _aside(each: Arrived, now_us: int) -> Logged:
    act = each.act
    fine = storable(act)
    return Logged(
        device=act.device,
        inc=act.inc,
        seq=act.seq,
        op_id=stored_id(each),
        repeated=False,
        hash=each.hash,
        packed=each.packed,
        kind=act.kind if fine else "",
        actor=act.actor if fine else "",
        wall=act.wall if fine else 0,
        received_at=now_us,
        result="parked",
        code=QUARANTINE,
        receipt=b"",
        server_seq=0,
    )
