# SPDX-License-Identifier: EUPL-1.2
"""How a price is split between those who pay it: to the cent, the person last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from welfare_desk.core.money import split_largest_remainder


class Part(NamedTuple):
    """What somebody else than the person pays: a percentage, at most so many cents."""

    percent: int
    cap_cents: int | None = None


def split(total_cents: int, parts: Sequence[Part]) -> tuple[int, ...]:
    """Return what each part pays in its order, and last what is left to the person.

    By largest remainder: the cents that no exact percentage takes go to the largest fractions,
    of equal ones to the earlier part, to the person last.  What is beyond a part's cap is the
    person's; so is what nobody takes.  Percentages beyond a hundred together count up to it.
    """
    percents: list[int] = []
    for part in parts:
        percents.append(max(0, min(part.percent, 100 - sum(percents))))
    percents.append(100 - sum(percents))
    cents = list(split_largest_remainder(total_cents, percents))
    for place, part in enumerate(parts):
        if part.cap_cents is not None and cents[place] > part.cap_cents:
            cents[-1] += cents[place] - max(0, part.cap_cents)
            cents[place] = max(0, part.cap_cents)
    return tuple(cents)
