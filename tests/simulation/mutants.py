# SPDX-License-Identifier: EUPL-1.2
"""Planted bugs: one function of the core replaced by a broken twin, and nothing else.

A simulator that catches none of these proves nothing.  No shipped code has a switch for them.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import msgspec

from welfare_desk.models.central import Logged
from welfare_desk.models.fund import Grant, Resource
from welfare_desk.models.person import FieldStamp, Person
from welfare_desk.operations import changes, run
from welfare_desk.operations.central import (
    arriving,
    granting,
    greeting,
    judging,
    numbering,
    opening,
    recovery,
    settling,
)
from welfare_desk.operations.desk_side import forking, recording
from welfare_desk.operations.rights import is_provisional
from welfare_desk.operations.upcast import operation_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.lease import LIFE_US

Broken = tuple[ModuleType | type, str, Callable[..., Any]]


def rewritten(where: ModuleType, name: str, *edits: tuple[str, str]) -> Broken:
    """Return a function of a module with lines of its source replaced."""
    source = textwrap.dedent(inspect.getsource(getattr(where, name)))
    for old, new in edits:
        if old not in source:
            raise LookupError(f"{name} has no {old!r} any more")
        source = source.replace(old, new)
    made: dict[str, Any] = {}
    exec(compile(source, f"<mutant of {name}>", "exec"), vars(where), made)  # noqa: S102
    return where, name, made[name]


def _no_dedupe() -> list[Broken]:
    def again(bench: Any, before: Logged, each: Any) -> Any:
        return settling._Told(each, bench.judged(each))

    return [(settling, "_again", again)]


def _reclaim_by_time() -> list[Broken]:
    own = granting._Granting._part

    def part(self: Any, ask: Any, unit: int, live: list[Grant]) -> Any:
        world: World = self._world
        resource = world.get(Resource, ask.resource)
        now = self._not_after - LIFE_US
        for row in world.find(Grant, "resource", ask.resource):
            left = row.quantity - row.spent - row.returned
            if row.state == "live" and left and row.not_after_at < now and resource is not None:
                world.put(
                    msgspec.structs.replace(row, returned=row.returned + left, state="closed")
                )
                resource = msgspec.structs.replace(resource, free=resource.free + left)
                world.put(resource)
        return own(self, ask, unit, live)

    return [(granting._Granting, "_part", part)]


def _no_freeze_after_restore() -> list[Broken]:
    return [(granting, "may_grant", lambda port: True)]


def _no_chain_check() -> list[Broken]:
    return [
        rewritten(arriving, "_here", ("stored.hash != sent.hash", "False")),
        rewritten(arriving, "arrive", ("fresh[0].act.prev != head.hash", "False")),
        (greeting, "is_off_chain", lambda port, message, head: False),
        (greeting, "is_second", lambda known, message: False),
    ]


def _wall_clock() -> list[Broken]:
    def wins(world: World, row: Person, field: str) -> bool:
        before = changes.stamp_of(world, row.id, field)
        if before is not None and before[0] > world.act.wall // 1000:
            return False
        changes.put_stamp(world, row, field)
        return True

    return [(changes, "_wins", wins)]


def _clock_tie_by_device_only() -> list[Broken]:
    def wins(world: World, row: Person, field: str) -> bool:
        world.find(FieldStamp, "entity_id", row.id)
        before = changes.stamp_of(world, row.id, field)
        hlc = world.act.hlc
        if before is not None and before[:2] > (hlc.ms, hlc.n):
            return False
        changes.put_stamp(world, row, field)
        return True

    return [(changes, "_wins", wins)]


def _no_gap_check() -> list[Broken]:
    return [
        rewritten(arriving, "_here", ("first > head.seq + 1", "False")),
        rewritten(arriving, "arrive", ("fresh[0].act.prev != head.hash", "False")),
    ]


def _receipts_ignored() -> list[Broken]:
    return [(opening, "_is_ours", lambda *told: False)]


def _final_receipt_ignored() -> list[Broken]:
    own = opening._is_ours

    def is_ours(notary: Any, territory_id: str, act: Any, op_hash: bytes, told: Any) -> bool:
        final = not is_provisional(operation_of(act), act)
        return not final and own(notary, territory_id, act, op_hash, told)

    return [(opening, "_is_ours", is_ours)]


def _serial_without_epoch() -> list[Broken]:
    own = numbering.number_text

    def number_text(resource: str, epoch: int, block: int, index: int) -> str:
        return own(resource, 1, block, index)

    return [(numbering, "number_text", number_text), (granting, "number_text", number_text)]


def _torn() -> list[Broken]:
    own = recording._move_rights

    def move_rights(port: Any, drawn: Any, gained: Any) -> None:
        port.torn.append(lambda: own(port, drawn, gained))

    return [(recording, "_move_rights", move_rights)]


def _recovery_ended_too_early() -> list[Broken]:
    return [(recovery, "is_whole", lambda head: True)]


def _earlier_lives_forgotten() -> list[Broken]:
    return [(forking, "_say_again", lambda port, means, state: None)]


def _nothing_waits_in_recovery() -> list[Broken]:
    at_server = rewritten(run, "at_server", ("if verdict.recovering:", "if False:"))
    return [at_server, (judging, "at_server", at_server[2])]


MUTANTS: dict[str, Callable[[], list[Broken]]] = {
    "no dedupe": _no_dedupe,
    "reclaim by time": _reclaim_by_time,
    "no freeze after restore": _no_freeze_after_restore,
    "no chain check": _no_chain_check,
    "wall-clock last-writer-wins": _wall_clock,
    "no gap check": _no_gap_check,
    "receipts ignored": _receipts_ignored,
    "serial without epoch": _serial_without_epoch,
    "torn operation/escrow": _torn,
    "recovery ended too early": _recovery_ended_too_early,
    "clock tie by device only": _clock_tie_by_device_only,
    "a final operation's receipt ignored": _final_receipt_ignored,
    "earlier lives forgotten": _earlier_lives_forgotten,
    "nothing waits in recovery": _nothing_waits_in_recovery,
}
"""As the design's section 7 names them, and two that the simulator itself found."""


@contextmanager
def mutated(name: str) -> Iterator[None]:
    """Replace what a mutant replaces, and put it back."""
    broken = MUTANTS[name]() if name else []
    before = [(where, what, getattr(where, what)) for where, what, _ in broken]
    for where, what, twin in broken:
        setattr(where, what, twin)
    try:
        yield
    finally:
        for where, what, own in before:
            setattr(where, what, own)
