# SPDX-License-Identifier: EUPL-1.2
"""A run of operations becomes rows, results and log in the caller's transaction.

The territory's lock is held.  The run is judged act by act on rows in memory that were
loaded once, and saved once.  Device 0's own operations take the same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from welfare_desk.models.central import Logged
from welfare_desk.models.reads import Changes, One, Read
from welfare_desk.models.territory import Desk, Operator
from welfare_desk.operations.central.judging import (
    SERVER_DEVICE,
    Arrived,
    Bench,
    stored_id,
)
from welfare_desk.operations.central.opening import reopened, storable
from welfare_desk.operations.central.ports import Notary, ServerPort
from welfare_desk.operations.central.scoping import told_anew, widens
from welfare_desk.operations.central.turns import in_turn
from welfare_desk.operations.run import Outcome, malformed, reads_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act, body_digest


class Settled(msgspec.Struct, frozen=True):
    """What became of a run."""

    logged: tuple[Logged, ...]
    server_seq: int


class _Told(msgspec.Struct, frozen=True):
    """An operation with its outcome, and whether its id was taken before."""

    each: Arrived
    outcome: Outcome
    repeated: bool = False
    frees: Logged | None = None
    """The same operation, parked until now, whose outcome this one's receipt brought."""


def settle_run(
    port: ServerPort,
    notary: Notary,
    run: Sequence[Arrived],
    *,
    now_us: int,
    world: World | None = None,
    together: bool = False,
) -> Settled:
    """Judge, apply, save, stamp and log a run that continues its chain; moves the sequence.

    A ``world`` of this transaction, settled and unchanged, spares loading its rows again.
    With ``together`` the answer signs for all results at once: no receipt is kept here.
    """
    world = world or World(port.rows, port.territory_id, settled=True)
    world.prefetch(_reads(run))
    told: list[_Told] = []
    logged: list[Logged] = []
    writer = _Writer(port, notary, now_us, port.standing.server_seq, together=together)
    changes: Changes = {}
    for part in _told(port, run, world, now_us):
        # The database stores a part while the next one is judged.
        changed = world.unsaved()
        changes |= changed
        port.save(changed)
        writer.server_seq = port.stamp(changed, writer.server_seq)
        lines = [writer.logged(each) for each in part]
        port.append(lines)
        logged += lines
        told += part
    anew = _told_anew(port, world, changes)
    writer.server_seq = port.stamp(anew, writer.server_seq)
    freed = [
        writer.answered(each.frees, each)
        for each in told
        if each.frees is not None and each.outcome.result != "parked"
    ]
    if freed:
        port.answer_parked(freed)
    port.advance(writer.server_seq)
    return Settled(tuple(logged), writer.server_seq)


def settle_parked(port: ServerPort, notary: Notary, *, now_us: int) -> tuple[Logged, ...]:
    """Judge what waits, in its turn; return what has its result now.

    Kinds that this program still does not know go on waiting, and what stands on them.
    """
    parked = port.parked()
    if not parked:
        return ()
    turns = in_turn([(row, reopened(port, notary, row)) for row in parked])
    waiting, run = [row for row, _ in turns], [each for _, each in turns]
    world = World(port.rows, port.territory_id, settled=True)
    world.prefetch(_reads(run))
    bench = Bench(port, run, world, now_us)
    first = port.earlier([row.op_id for row in waiting if row.repeated])
    outcomes: dict[str, Outcome] = {
        row.op_id: _as_told(row) for row in first.values() if row.result != "parked"
    }
    words = {each.act.op_id: each.presented for each in run if each.presented is not None}
    told: list[tuple[Logged, _Told]] = []
    for row, each in zip(waiting, run, strict=True):
        if row.op_id not in outcomes:
            word = words.get(each.act.op_id)
            outcomes[row.op_id] = bench.judged(msgspec.structs.replace(each, presented=word))
        outcome = outcomes[row.op_id]
        if outcome.result != "parked":
            told.append((row, _Told(each, outcome)))
    writer = _Writer(port, notary, now_us, _stored(port, world))
    answered = tuple(writer.answered(row, each) for row, each in told)
    port.answer_parked(answered)
    port.advance(writer.server_seq)
    return answered


def settle_told(
    port: ServerPort, notary: Notary, waiting: Sequence[tuple[Logged, Arrived]], *, now_us: int
) -> dict[str, Logged]:
    """Give parked operations the result that their desk was told before a restore; by id.

    Each comes with its receipt: what is not settled by it goes on waiting for its turn.
    """
    run = [each for _, each in waiting]
    world = World(port.rows, port.territory_id, settled=True)
    world.prefetch(_reads(run))
    bench = Bench(port, run, world, now_us)
    told = [(row, _Told(each, bench.judged(each))) for row, each in waiting]
    writer = _Writer(port, notary, now_us, _stored(port, world))
    # What stands on a log that is not here yet waits on, whatever its desk was told.
    answered = [writer.answered(row, each) for row, each in told if each.outcome.result != "parked"]
    port.answer_parked([*answered, *_with_word(told)])
    port.advance(writer.server_seq)
    return {row.op_id: row for row in answered}


def _with_word(told: Sequence[tuple[Logged, _Told]]) -> list[Logged]:
    """Return what waits on with the word that its desk has, which it may never say again."""
    return [
        msgspec.structs.replace(row, receipt=each.each.presented.receipt)
        for row, each in told
        if each.outcome.result == "parked" and each.each.presented is not None and not row.receipt
    ]


def _stored(port: ServerPort, world: World) -> int:
    """Save and stamp what a run changed; return the last number given."""
    changes = world.changes()
    port.save(changes)
    return port.stamp(changes | _told_anew(port, world, changes), port.standing.server_seq)


def _told_anew(port: ServerPort, world: World, changes: Changes) -> Changes:
    """Return the older rows of those who may have come into a provider's sight, or left it."""
    widened = any(row is not None and widens(row) for row in changes.values())
    return told_anew(world, changes, port.provider_desks) if widened else {}


def _told(
    port: ServerPort, run: Sequence[Arrived], world: World, now_us: int
) -> Iterator[list[_Told]]:
    """Judge a run; give so many operations at a time, with the world as they left it."""
    # What the server does by itself is new: its ids were made in this very transaction.
    sent = [stored_id(each) for each in run if each.act.device != SERVER_DEVICE]
    earlier = port.earlier(sent)
    bench = Bench(port, run, world, now_us)
    if sent:
        bench.wait_for(port.parked_about())
    told: list[_Told] = []
    seen: set[str] = set()
    chain = run[0].act
    latest = port.last_wall(chain.device, chain.inc, malformed().code)
    for each in run:
        if len(told) == _AT_ONCE:
            yield told
            told = []
        late = each.act.wall < latest and each.presented is None
        latest = latest if late or each.operation is None else each.act.wall
        op_id = stored_id(each)
        before = earlier.get(op_id)
        if before is not None:
            told.append(_again(bench, before, each))
        elif op_id in seen or late:
            # A desk's own time never runs back: an act dated before its forerunner is forged.
            told.append(_Told(each, malformed(), repeated=True))
        else:
            seen.add(op_id)
            told.append(_Told(each, bench.judged(each)))
    yield told


def _again(bench: Bench, before: Logged, each: Arrived) -> _Told:
    outcome = earlier_result(before, each)
    if each.presented is None or outcome == malformed():
        return _Told(each, outcome, repeated=True)
    if outcome.result == "parked":
        # Another copy brought it first, without the word that settles it.
        return _Told(each, bench.judged(each), repeated=True, frees=before)
    if outcome.result != each.presented.result:
        bench.told_otherwise(each)
    return _Told(each, outcome, repeated=True)


def earlier_result(before: Logged, again: Arrived) -> Outcome:
    """Return what an operation that was here before is told: what it was told then.

    Another operation under the same id is malformed.
    """
    same = before.packed == again.packed or _same_meaning(before, again)
    return _as_told(before) if same else malformed()


def result_of(text: str) -> Literal["accepted", "rejected", "parked"]:
    """Return a stored result as the messages name it."""
    if text == "accepted":
        return "accepted"
    return "parked" if text == "parked" else "rejected"


def _reads(run: Sequence[Arrived]) -> Iterator[Read]:
    """Give the rows that a run will want; nothing is worked out that nobody takes."""
    hands: set[tuple[str, int]] = set()
    for each in run:
        if each.operation is not None:
            hand = (each.act.actor, each.act.device)
            if hand not in hands:
                hands.add(hand)
                yield One(Operator.KIND, each.act.actor)
                yield One(Desk.KIND, str(each.act.device))
            yield from reads_of(each.operation, each.act, server=True)


def _same_meaning(before: Logged, again: Arrived) -> bool:
    """Tell whether an operation was re-authored: another chain, the same body."""
    act = again.act
    try:
        first = msgspec.msgpack.decode(before.packed, type=Act)
    except msgspec.MsgspecError:
        return False
    if before.body_digest:
        return first.kind == act.kind and before.body_digest == body_digest(act.salt, act.body)
    return (first.kind, first.salt, first.body) == (act.kind, act.salt, act.body)


def _as_told(before: Logged) -> Outcome:
    return Outcome(result_of(before.result), before.code)


_AT_ONCE = 100


class _Writer:
    """Gives each operation of a run its number, its receipt and its line of the log."""

    def __init__(
        self,
        port: ServerPort,
        notary: Notary,
        now_us: int,
        server_seq: int,
        *,
        together: bool = False,
    ) -> None:
        self._together = together
        self._territory_id = port.territory_id
        self._notary = notary
        self._now_us = now_us
        self.server_seq = server_seq

    def logged(self, told: _Told) -> Logged:
        """Return an operation's line of the log."""
        each, outcome = told.each, told.outcome
        act = each.act
        self.server_seq += 1
        fine = each.operation is not None or storable(act)
        return Logged(
            device=act.device,
            inc=act.inc,
            seq=act.seq,
            op_id=stored_id(each),
            repeated=told.repeated,
            hash=each.hash,
            packed=each.packed,
            kind=act.kind if fine else "",
            actor=act.actor if fine else "",
            wall=act.wall if fine else 0,
            received_at=self._now_us,
            result=outcome.result,
            code=outcome.code,
            receipt=self._receipt(each, outcome, together=self._together),
            server_seq=self.server_seq,
            parked=outcome.code if outcome.result == "parked" else "",
        )

    def answered(self, row: Logged, told: _Told) -> Logged:
        """Return a line that waited, with its result."""
        self.server_seq += 1
        return msgspec.structs.replace(
            row,
            result=told.outcome.result,
            code=told.outcome.code,
            receipt=self._receipt(told.each, told.outcome),
            server_seq=self.server_seq,
        )

    def _receipt(self, each: Arrived, outcome: Outcome, *, together: bool = False) -> bytes:
        # Nobody waits for an answer to what the server does by itself.
        if each.act.device == SERVER_DEVICE:
            return b""
        if outcome.result == "parked":
            # The word that was given stays with it until its effect is here.
            return b"" if each.presented is None else each.presented.receipt
        if each.receipt and outcome.result == "accepted":
            return each.receipt
        if together:
            return b""
        return self._notary.receipt(self._territory_id, each.act.op_id, each.digest, outcome.result)
