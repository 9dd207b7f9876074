# SPDX-License-Identifier: EUPL-1.2
"""The three places where an act is applied: at its birth, at the server, under fresh rows."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

import msgspec

from welfare_desk.core.money import HIGHEST_CENTS
from welfare_desk.core.refusals import DeskError, Malformed, RoleMissing
from welfare_desk.models.reads import Read
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.rights import (
    Verdict,
    hand_back,
    is_provisional,
    judge,
    judge_reads,
    require_free,
    settle,
)
from welfare_desk.operations.roles import may
from welfare_desk.operations.shape import check
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

_log = logging.getLogger(__name__)
_LONGEST_NAME = 100
_LEAST = {"seats": 1, "amount_cents": 1, "value_cents": 0, "unit_cents": 0, "total_cents": 0}
"""The smallest number that these fields may hold once their birth was not refused."""
_LATEST_WALL = 1 << 57
"""Microseconds UTC, some 4,500 years on: beyond it no calendar has a day."""

_PLAIN = Verdict()


class Outcome(msgspec.Struct, frozen=True):
    """What the server made of an act; ``parked`` is kept and judged later."""

    result: Literal["accepted", "rejected", "parked"]
    code: str = ""


def at_birth(operation: Operation, act: Act, world: World) -> None:
    """Apply an act that is being asked; raises the refusal and leaves the world as it was."""
    world.begin(act, promised=False, asked=True)
    try:
        if is_provisional(operation, act):
            require_free(operation, world)
        operation.apply(act, world)
    except DeskError:
        world.roll_back()
        raise


def at_server(operation: Operation, act: Act, world: World, verdict: Verdict = _PLAIN) -> Outcome:
    """Judge an act's rights and apply it; only a provisional one can be refused by a rule.

    What no desk of ours can have recorded, because its birth refuses it, is malformed.  One
    that was accepted before, by the word of its receipt, is accepted again.  In recovery a
    promise that finds nothing to stand on waits.
    """
    if not verdict.honoured and not _well_formed(operation, act):
        return malformed()
    provisional = is_provisional(operation, act) and not verdict.honoured
    world.begin(act, promised=not provisional)
    try:
        if not may(act.role, operation):
            lacking = RoleMissing(act=operation.ACT)
            world.require(False, lacking, person_id=operation.concerns(world))
        judge(operation, act, world, verdict)
        operation.apply(act, world)
        settle(world)
    except DeskError as refusal:
        world.roll_back()
        if provisional:
            return Outcome("rejected", refusal.code)
        if verdict.recovering:
            return Outcome("parked", refusal.code)  # a log that is still missing may have it
        # What the act stands on is not here (its person was never registered, say): its
        # promise cannot be kept as rows, so a person must look at it.
        world.begin(act, promised=True)
        hand_back(judge(operation, act, world, verdict), world)
        settle(world)
        world.review(refusal.code, person_id=operation.concerns(world))
        return Outcome("accepted", refusal.code)
    return Outcome("accepted", world.objections[0].code if world.objections else "")


def malformed() -> Outcome:
    """Return the outcome of an operation that cannot be read or stored."""
    return Outcome("rejected", Malformed.code)


def _well_formed(operation: Operation, act: Act) -> bool:
    if act.device == 0:
        return True  # the server's own rows have the rules of their file
    takes = operation.takes()
    numbers = sum([take.quantity for take in takes if take.mode == "number"]) if takes else 0
    if not (
        len(act.serials) == numbers
        and _drawn_well(act)
        and 0 <= act.wall < _LATEST_WALL
        and all(getattr(operation, name) >= least for name, least in _least_of(type(operation)))
        and operation.is_plausible()
    ):
        return False
    try:
        return _shaped(operation)
    except TypeError:  # one with a table in it has no hash
        return _is_shaped(operation)


def _is_shaped(operation: Operation) -> bool:
    try:
        check(operation)
    except DeskError:
        return False
    return True


_shaped = lru_cache(maxsize=1_024)(_is_shaped)
"""A run's operations are looked at before they are loaded for, and when they are judged."""


def _drawn_well(act: Act) -> bool:
    if not act.spends and not act.serials:
        return True
    names = [spend.lease for spend in act.spends]
    names += [name for serial in act.serials for name in (serial.lease, serial.text)]
    counts = [spend.quantity for spend in act.spends] + [serial.index for serial in act.serials]
    named = all(len(name) <= _LONGEST_NAME and name.isprintable() for name in names)
    return named and all(0 <= count <= HIGHEST_CENTS for count in counts)


@cache
def _least_of(kind: type[Operation]) -> tuple[tuple[str, int], ...]:
    return tuple((name, least) for name, least in _LEAST.items() if hasattr(kind, name))


def under_fresh_rows(acts: Iterable[tuple[Operation, Act]], world: World) -> dict[str, str]:
    """Apply unanswered acts on the server's images; return the refusal code of each in question.

    A provisional act that would now be refused loses its effect and stays in the journal.
    So does one that a bug of ours stops: it must not keep fresh rows away for ever.
    """
    in_question: dict[str, str] = {}
    for operation, act in acts:
        provisional = is_provisional(operation, act)
        world.begin(act, promised=not provisional)
        try:
            if provisional:
                require_free(operation, world)
            operation.apply(act, world)
        except DeskError as refusal:
            world.roll_back()
            in_question[act.op_id] = refusal.code
        except Exception as bug:  # noqa: BLE001  # because the desk has to go on receiving
            # Neither the message nor the values: they may name a person.
            _log.error("operation %s could not be applied: %s", act.kind, type(bug).__name__)
            world.roll_back()
            in_question[act.op_id] = Malformed.code
    return in_question


def reads_of(operation: Operation, act: Act, *, server: bool) -> tuple[Read, ...]:
    """Return the rows to prefetch for an act at the desk or at the server."""
    if not server:
        return operation.reads()
    if not _well_formed(operation, act):
        return ()  # what a database cannot take would keep the whole run from being loaded
    own = () if act.device == 0 else operation.server_reads()
    return operation.reads() + own + judge_reads(operation, act)
