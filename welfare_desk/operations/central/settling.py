# SPDX-License-Identifier: EUPL-1.2
"""A run of operations becomes rows, results and log in the caller's transaction.

The territory's lock is held.  The run is judged act by act on rows in memory that were
loaded once, and saved once.  Device 0's own operations take the same way.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Sequence
from typing import Literal

import msgspec

from welfare_desk.core.ids import derived, is_uuid
from welfare_desk.core.instants import DAY_US
from welfare_desk.models.booking import Booking
from welfare_desk.models.central import Block, Logged
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes, One, Read
from welfare_desk.models.territory import Desk, Operator
from welfare_desk.operations.central.numbering import fits
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.scoping import told_anew
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.run import Outcome, at_server, malformed, reads_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.hlc import MAX_AHEAD_MS

SERVER_DEVICE = 0
FAR_AHEAD_US = DAY_US
"""An act dated later than this was judged by the rules of another day: somebody must look."""
_TEXT_LIMIT = 200
_LATEST = 1 << 62
_log = logging.getLogger(__name__)


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
    port: ServerPort,
    notary: Notary,
    run: Sequence[Arrived],
    *,
    now_us: int,
    world: World | None = None,
) -> Settled:
    """Judge, apply, save, stamp and log a run that continues its chain; moves the sequence.

    A ``world`` of this transaction, settled and unchanged, spares loading its rows again.
    """
    world = world or World(port.rows, port.territory_id, settled=True)
    world.prefetch(_reads(run))
    told = _told(port, run, world, now_us)
    changes = world.changes()
    port.save(changes)
    anew = told_anew(world, changes, port.provider_desks) if _may_widen(changes) else {}
    server_seq = port.stamp(changes | anew, port.standing.server_seq)
    logged = tuple(
        _logged(each, outcome, repeated, port.territory_id, server_seq + place, now_us, notary)
        for place, (each, outcome, repeated) in enumerate(told, start=1)
    )
    port.append(logged)
    server_seq += len(logged)
    port.advance(server_seq)
    return Settled(logged, server_seq)


def _may_widen(changes: Changes) -> bool:
    """Tell whether somebody may come into a provider's sight or leave it by these changes."""
    return any(kind in (Booking.KIND, HouseholdMember.KIND, Person.KIND) for kind, _ in changes)


def _told(
    port: ServerPort, run: Sequence[Arrived], world: World, now_us: int
) -> list[tuple[Arrived, Outcome, bool]]:
    """Return each operation with its outcome, and whether its id was taken before."""
    # What the server does by itself is new: its ids were made in this very transaction.
    sent = [stored_id(each) for each in run if each.act.device != SERVER_DEVICE]
    earlier = port.earlier(sent)
    readable = (each.act for each in run if each.operation is not None)
    blocks = port.blocks(serial.lease for act in readable for serial in act.serials)
    told: list[tuple[Arrived, Outcome, bool]] = []
    seen: set[str] = set()
    chain = run[0].act
    latest = port.last_wall(chain.device, chain.inc, malformed().code)
    for each in run:
        late = each.act.wall < latest
        latest = latest if late or each.operation is None else each.act.wall
        op_id = stored_id(each)
        before = earlier.get(op_id)
        if before is not None:
            told.append((each, earlier_result(before, each), True))
        elif op_id in seen or late:
            # A desk's own time never runs back: an act dated before its forerunner is forged.
            told.append((each, malformed(), True))
        else:
            outcome = _judged(each, world, now_us, blocks, port.value_refusals)
            seen.add(op_id)
            told.append((each, outcome, False))
    return told


def earlier_result(before: Logged, again: Arrived) -> Outcome:
    """Return what an operation that was here before is told: what it was told then.

    Another operation under the same id is malformed.
    """
    same = before.packed == again.packed or _same_meaning(before.packed, again)
    return _as_told(before) if same else malformed()


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


def _judged(
    each: Arrived,
    world: World,
    now_us: int,
    blocks: dict[str, Block],
    value_refusals: tuple[type[Exception], ...],
) -> Outcome:
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
    except value_refusals:
        raise
    # A bug in one operation must not keep all later ones of its desk from arriving.
    except Exception as bug:  # noqa: BLE001
        # Neither the message nor the values: they may name a person.
        where = traceback.extract_tb(bug.__traceback__)[-1]
        _log.error(
            "operation %s of device %s failed: %s at %s:%s",
            act.kind, act.device, type(bug).__name__, _file_name(where.filename), where.lineno,
        )  # fmt: skip
        world.roll_back()
        return malformed()


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


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
    notary: Notary,
) -> Logged:
    act = each.act
    receipt = each.receipt
    # Nobody waits for an answer to what the server does by itself.
    if act.device != SERVER_DEVICE and (not receipt or outcome.result != "accepted"):
        receipt = notary.receipt(territory_id, act.op_id, each.hash, outcome.result)
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
