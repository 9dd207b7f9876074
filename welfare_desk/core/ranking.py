# SPDX-License-Identifier: EUPL-1.2
"""The order of applications and the draw of those to control, the same whenever made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import pairwise
from typing import Final

import msgspec

DRAW: Final = "draw"
POLICIES: Final = ("isee_asc", "minors_desc", "disabled_desc", "filed_asc", DRAW)
"""By what applications are put in order; the lot comes last whether named or not."""
BY_ARRIVAL: Final = ("filed_asc",)
"""The order of a fund that names none."""
HIGHEST_SEED: Final = 2**36


class Entrant(msgspec.Struct, frozen=True, kw_only=True):
    """An application as the order looks at it; ``number`` is what the log names it by."""

    id: str
    number: str
    isee_cents: int | None
    minors: int
    disabled: int
    filed_at: int
    claim_cents: int


class Ranking(msgspec.Struct, frozen=True):
    """Ids in order, the best first, and how ties were broken, a line each."""

    order: tuple[str, ...]
    log: tuple[str, ...]


def rank(entrants: Iterable[Entrant], policies: Sequence[str], seed: int) -> Ranking:
    """Return the order by these policies, each one looked at only where those before tie.

    A missing ISEE comes after every other.  The same entrants, policies and seed give the
    same order and log, in whichever order they are named.
    """
    steps = [*(each for each in policies if each != DRAW), DRAW]
    keyed = sorted(
        ((tuple(_KEYS[step](one, seed) for step in steps), one) for one in entrants),
        key=lambda pair: (pair[0], pair[1].number),
    )
    log = []
    for (before, one), (after, other) in pairwise(keyed):
        place = next((n for n, pair in enumerate(zip(before, after, strict=True))
                      if pair[0] != pair[1]), len(steps) - 1)  # fmt: skip
        if place > 0:
            log.append(f"{one.number} < {other.number}: {steps[place]}")
    return Ranking(tuple(one.id for _, one in keyed), tuple(log))


def within_budget(claims_cents: Sequence[int], budget_cents: int) -> int:
    """Return how many from the top the budget pays whole; nobody is passed over."""
    left = budget_cents
    for place, cents in enumerate(claims_cents):
        left -= cents
        if left < 0:
            return place
    return len(claims_cents)


def draw_sample(numbers: Iterable[str], percent: int, seed: int) -> tuple[str, ...]:
    """Return the numbers drawn by lot: so many of a hundred, rounded up."""
    drawn = sorted(numbers, key=lambda number: (lot(seed, number), number))
    return tuple(drawn[: -(-len(drawn) * percent // 100)])


def lot(seed: int, number: str) -> str:
    """Return the lot of a number under a seed: hexadecimal digits of SHA-256."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


_KEYS: Final[dict[str, Callable[[Entrant, int], tuple[int | str, ...]]]] = {
    "isee_asc": lambda one, _seed: (one.isee_cents is None, one.isee_cents or 0),
    "minors_desc": lambda one, _seed: (-one.minors,),
    "disabled_desc": lambda one, _seed: (-one.disabled,),
    "filed_asc": lambda one, _seed: (one.filed_at,),
    DRAW: lambda one, seed: (lot(seed, one.number),),
}
