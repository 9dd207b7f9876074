# SPDX-License-Identifier: EUPL-1.2
"""The order of a waiting list and whom free places go to, the same whenever worked out again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec

from welfare_desk.core.ranking import lot

RULES: Final = ("order", "priority", "draw")
"""By what a list is put in order; then, and always, by when somebody joined and the number."""
POINTS: Final[dict[str, int]] = {
    "place_lost": 50,
    "nobody_else": 30,
    "working_parents": 20,
    "same_household": 10,
}
"""What each stated reason is worth; nobody types points."""
MOST_POINTS: Final = sum(POINTS.values())
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LINE: Final = re.compile(
    r"^\d+\. (?P<number>[0-9A-F-]+) \| seats (?P<seats>\d+) \| points (?P<points>\d+)"
    r" \| since (?P<since>\S+) \| draw (?P<draw>\S+)$"
)


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody's place in a list, as the order looks at it."""

    id: str
    number: str
    """What the printed list names it by; ``number_of`` the id."""
    seats: int
    priority: int
    joined_at: int
    draw: str
    """``round:seed`` of the draw that ordered it, or nothing."""


class Allotment(msgspec.Struct, frozen=True, kw_only=True):
    """Whom free places go to, and who was passed over because their seats do not fit."""

    given: tuple[Turn, ...]
    pools: tuple[int, ...]
    """From which of the pools each of ``given`` gets the places, counted from 0."""
    passed: tuple[Turn, ...]
    left: int
    """Places that nobody fits into."""


def number_of(entry_id: str) -> str:
    """Return the name of a turn on a list that hangs on the wall: ten signs, no person."""
    digits = sha256(entry_id.encode()).hexdigest()[:10].upper()
    return f"{digits[:5]}-{digits[5:]}"


def points_of(reasons: Iterable[str]) -> int:
    """Return what reasons are worth together; each counts once, an unknown one nothing."""
    return sum(POINTS.get(each, 0) for each in set(reasons))


def drawn_as(round_no: int, seed: int) -> str:
    """Return what a draw writes into the turns that it orders."""
    return f"{round_no}:{seed}"


def round_of(draw: str) -> int:
    """Return the number of the draw that ordered a turn; 0 for none."""
    number, _, _ = draw.partition(":")
    return int(number) if number.isdecimal() else 0


def in_order(turns: Iterable[Turn], rule: str) -> tuple[Turn, ...]:
    """Return the turns, the first to be served first.

    ``order``: by when they joined.  ``priority``: the most points first, then as ``order``.
    ``draw``: the draws one behind the other, in each by the lot of the number under its seed;
    who was never drawn comes last, as ``order``.  Another rule is ``order``.
    """
    return tuple(sorted(turns, key=lambda turn: _key(turn, rule)))


def step_between(before: Turn, after: Turn, rule: str) -> str:
    """Return what put one turn before another: ``points``, ``draw``, ``joined`` or ``number``."""
    mine, other = _key(before, rule), _key(after, rule)
    names = {"priority": ("points",), "draw": ("draw", "draw", "draw")}.get(rule, ())
    for name, one, two in zip((*names, "joined", "number"), mine, other, strict=True):
        if one != two:
            return name
    return "number"


def allot(ordered: Sequence[Turn], *free: int) -> Allotment:
    """Return whom free places go to: all that somebody asks for, or none of them.

    From the top; the places of one turn come from one pool, the first in which they are.  Who
    asks for more than is left keeps the turn and is passed over.
    """
    left = [max(0, each) for each in free]
    given, pools, passed = [], [], []
    for turn in ordered:
        if not any(left):
            break
        pool = next((n for n, rest in enumerate(left) if turn.seats <= rest), None)
        if pool is None:
            passed.append(turn)
            continue
        given.append(turn)
        pools.append(pool)
        left[pool] -= turn.seats
    return Allotment(given=tuple(given), pools=tuple(pools), passed=tuple(passed), left=sum(left))


def jumped(turn: Turn, others: Iterable[Turn], rule: str) -> tuple[Turn, ...]:
    """Return who comes before a turn and would fit wherever it fits: whom to ask first."""
    mine = _key(turn, rule)
    found = [each for each in others if each.seats <= turn.seats and _key(each, rule) < mine]
    return in_order(found, rule)


def log_lines(turns: Iterable[Turn], rule: str) -> tuple[str, ...]:
    """Return the list as it is printed: the rule, then a line a turn with all that orders it."""
    lines = [f"rule {rule}"]
    for place, turn in enumerate(in_order(turns, rule), 1):
        since = (_EPOCH + timedelta(microseconds=turn.joined_at)).isoformat()
        lines.append(
            f"{place}. {turn.number} | seats {turn.seats} | points {turn.priority}"
            f" | since {since} | draw {turn.draw or '-'}"
        )
    return tuple(lines)


def recomputed(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the numbers in the order that a printed list must have; refused with ``ValueError``.

    Only what stands in the lines is used, and not the order they stand in.
    """
    if not lines or not lines[0].startswith("rule "):
        raise ValueError("the first line names the rule")
    turns = []
    for line in lines[1:]:
        read = _LINE.match(line)
        if read is None:
            raise ValueError(line)
        since = datetime.fromisoformat(read["since"]) - _EPOCH
        turns.append(
            Turn(
                id=read["number"],
                number=read["number"],
                seats=int(read["seats"]),
                priority=int(read["points"]),
                joined_at=since // timedelta(microseconds=1),
                draw="" if read["draw"] == "-" else read["draw"],
            )
        )
    return tuple(turn.number for turn in in_order(turns, lines[0].removeprefix("rule ")))


def _key(turn: Turn, rule: str) -> tuple[int | str, ...]:
    since = (turn.joined_at, turn.number)
    if rule == "priority":
        return (-turn.priority, *since)
    if rule == "draw":
        round_no = round_of(turn.draw)
        _, _, seed = turn.draw.partition(":")
        drawn = lot(int(seed), turn.number) if round_no and seed.isdecimal() else ""
        return (not round_no, round_no, drawn, *since)
    return since
