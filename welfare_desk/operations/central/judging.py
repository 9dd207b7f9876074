# SPDX-License-Identifier: EUPL-1.2
"""What becomes of one operation at the server: honoured, parked, judged or malformed."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Collection, Sequence

import msgspec

from welfare_desk.core.ids import derived, is_uuid
from welfare_desk.core.instants import DAY_US
from welfare_desk.models.reads import One
from welfare_desk.models.territory import Desk, Operator
from welfare_desk.operations.central.numbering import fits
from welfare_desk.operations.central.ports import ServerPort
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rights import Verdict, is_provisional
from welfare_desk.operations.run import Outcome, at_server, malformed
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.hlc import MAX_AHEAD_MS
from welfare_desk.protocol.messages import Presented

SERVER_DEVICE = 0
FAR_AHEAD_US = DAY_US
"""An act dated later than this was judged by the rules of another day: somebody must look."""
RECOVERING, KIND_UNKNOWN, STANDS_ON = "recovering", "kind_unknown", "stands_on_parked"
"""Why an operation waits: for the logs of others, for a newer server, for one that waits."""
_log = logging.getLogger(__name__)


class Arrived(msgspec.Struct, frozen=True, kw_only=True):
    """An operation of a run: its act with its place in the chain, hash and bytes.

    Without ``operation`` it is malformed; its place in the chain is taken all the same.
    """

    act: Act
    hash: bytes
    digest: bytes
    """That of salt and body, which receipts name."""
    packed: bytes
    operation: Operation | None
    receipt: bytes = b""
    """The receipt for *accepted* that it came with, or waits with."""
    unknown: bool = False
    """Of a newer program: it waits for a server that can read it."""
    presented: Presented | None = None
    """What the desk was told before, with a receipt that is ours."""


def stored_id(each: Arrived) -> str:
    """Return the id under which an operation is logged; one that is no id gets a derived one."""
    if each.operation is not None or is_uuid(each.act.op_id):
        return each.act.op_id
    return derived("00000000-0000-0000-0000-000000000000", each.hash.hex())


class Bench:
    """Where the acts of one transaction are judged, each on the rows that the last one left."""

    def __init__(self, port: ServerPort, run: Sequence[Arrived], world: World, now_us: int) -> None:
        readable = (each.act for each in run if each.operation is not None)
        self._blocks = port.blocks(serial.lease for act in readable for serial in act.serials)
        self._value_refusals = port.value_refusals
        self._world = world
        self._now_us = now_us
        self._recovering = port.standing.recovery > 0
        self._parked: Collection[str] = ()
        self._waiting: set[str] = set()
        """What operations are about that this very transaction parks."""

    def wait_for(self, parked: Collection[str]) -> None:
        """Know the rows that parked operations are about: what stands on them waits too."""
        self._parked = parked

    def judged(self, each: Arrived) -> Outcome:
        """Return what becomes of an operation; the world has its effect."""
        if each.presented is not None:
            return self._honoured(each, each.presented)
        reason = self._waits(each)
        if reason:
            self._waits_too(each.act)
            return Outcome("parked", reason)
        if each.operation is None or not fits(each.operation, each.act, self._blocks):
            return malformed()
        recovering = self._recovering and each.act.device != SERVER_DEVICE
        return self._applied(each.operation, each.act, Verdict(recovering=recovering))

    def told_otherwise(self, each: Arrived) -> None:
        """Open a review item: of two copies one was told the contrary of the other."""
        if each.operation is not None:
            self._world.begin(each.act, promised=True)
            self._world.review("told_otherwise", person_id=each.operation.concerns(self._world))

    def _waits_too(self, act: Act) -> None:
        if act.entity:
            self._waiting.add(act.entity)

    def _waits(self, each: Arrived) -> str:
        """Return why an operation cannot be judged yet, or nothing."""
        if each.unknown:
            return KIND_UNKNOWN
        operation = each.operation
        if operation is None or each.act.device == SERVER_DEVICE:
            return ""
        if self._recovering and is_provisional(operation, each.act):
            return RECOVERING
        return STANDS_ON if self._stands_on_parked(operation, each.act) else ""

    def _stands_on_parked(self, operation: Operation, act: Act) -> bool:
        if not (self._waiting or self._parked):
            return False
        return self._is_parked(act.entity) or any(
            isinstance(read, One) and self._is_parked(read.id) for read in operation.reads()
        )

    def _is_parked(self, row_id: str) -> bool:
        return row_id in self._waiting or row_id in self._parked

    def _honoured(self, each: Arrived, told: Presented) -> Outcome:
        """Return what the desk was told, whatever the rules say now (finding 2 and 3)."""
        if told.result == "rejected":
            return Outcome("rejected", told.code)
        if each.operation is None:
            return Outcome("accepted", malformed().code)
        verdict = Verdict(honoured=True, recovering=self._recovering)
        outcome = self._applied(each.operation, each.act, verdict)
        return outcome if outcome.result == "parked" else Outcome("accepted", outcome.code)

    def _applied(self, operation: Operation, act: Act, verdict: Verdict) -> Outcome:
        world = self._world
        act = self._as_judged(operation, act)
        try:
            outcome = at_server(operation, act, world, verdict)
            if outcome.result == "parked":
                self._waits_too(act)
                return Outcome("parked", STANDS_ON)
            if outcome.result == "rejected":
                return outcome  # it changed nothing; a malformed one was not even begun
            if act.device != SERVER_DEVICE and not verdict.honoured and _foreign(world):
                world.roll_back()
                return malformed()
            if act.wall > self._now_us + FAR_AHEAD_US:
                world.review("clock_ahead", person_id=operation.concerns(world))
            return outcome
        except self._value_refusals:
            raise
        # A bug in one operation must not keep all later ones of its desk from arriving.
        except Exception as bug:  # noqa: BLE001
            # Neither the message nor the values: they may name a person.
            where = traceback.extract_tb(bug.__traceback__)[-1]
            _log.error(
                "operation %s of device %s failed: %s at %s:%s",
                act.kind, act.device, type(bug).__name__, _name_of(where.filename), where.lineno,
            )  # fmt: skip
            world.roll_back()
            return malformed()

    def _as_judged(self, operation: Operation, act: Act) -> Act:
        """Return an act with a clock that may count, and the role that the server knows."""
        latest_ms = self._now_us // 1000 + MAX_AHEAD_MS
        if act.hlc.ms > latest_ms:
            hlc = msgspec.structs.replace(act.hlc, ms=latest_ms, n=0)
            act = msgspec.structs.replace(act, hlc=hlc)
        if act.device != SERVER_DEVICE and operation.ACT != "exchange":
            # What the desk believed of the operator's role is in the act; what counts is here.
            # Handing rights back is the desk's own doing, without an operator.
            role = _role(act, self._world)
            if role != act.role:
                act = msgspec.structs.replace(act, role=role)
        return act


def _name_of(path: str) -> str:
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
    if not home:
        return False
    return any(getattr(row, "controller_id", "") not in ("", home) for row in world.touched())
