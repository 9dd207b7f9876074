# SPDX-License-Identifier: EUPL-1.2
"""Whose turn it is among operations that waited: as they arrived, but nothing before its ground."""

from __future__ import annotations

from collections.abc import Sequence

from welfare_desk.models.central import Logged
from welfare_desk.models.reads import One
from welfare_desk.operations.central.judging import Arrived

Waiting = tuple[Logged, Arrived]


def in_turn(waiting: Sequence[Waiting]) -> list[Waiting]:
    """Return what waited in the order in which it is judged.

    That is the order of arrival, except that what an operation stands on comes before it: after
    a restore the log of the desk that registered a person may come later than the log of one
    that formed the person's household.  The clocks tell which of two came first.
    """
    about: dict[str, list[int]] = {}
    for at, (_, each) in enumerate(waiting):
        if each.act.entity:
            about.setdefault(each.act.entity, []).append(at)
    placed: dict[int, None] = {}
    for first in range(len(waiting)):
        stack = [first]
        while stack:
            at = stack[-1]
            ground = [
                other
                for name in _stands_on(waiting[at][1])
                for other in about.get(name, ())
                if other not in placed and _clock(waiting[other][1]) < _clock(waiting[at][1])
            ]
            if ground and at not in placed:
                stack.append(min(ground, key=lambda other: _clock(waiting[other][1])))
            else:
                placed[stack.pop()] = None
    return [waiting[at] for at in placed]


def _stands_on(each: Arrived) -> list[str]:
    if each.operation is None:
        return [each.act.entity]
    reads = [read.id for read in each.operation.reads() if isinstance(read, One)]
    return [each.act.entity, *reads]


def _clock(each: Arrived) -> tuple[int, int, int]:
    return each.act.hlc.ms, each.act.hlc.n, each.act.seq
