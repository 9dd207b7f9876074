# SPDX-License-Identifier: EUPL-1.2
"""Pairs of descriptions of which it is known whether they mean one person."""

from __future__ import annotations

from typing import Literal

import msgspec

from benchmarks import labelled_errors, labelled_others
from benchmarks.labelled_people import Chance, spellings
from welfare_desk.core.fiscal_code import omocodia_variants
from welfare_desk.core.likeness import Described

Part = Literal["choosing", "held_out"]
SEED = 11
PAIRS = 4_000
"""In both parts together, half of them one person."""


class Labelled(msgspec.Struct, frozen=True):
    """Two descriptions, how they came about, and the truth."""

    kind: str
    same: bool
    one: Described
    other: Described


def labelled_pairs(part: Part, count: int = PAIRS // 2, seed: int = SEED) -> list[Labelled]:
    """Return so many pairs of a part, half of them one person.

    The parts share no person and no row of ``spellings.csv``.  The same arguments give the
    same pairs.
    """
    half = 0 if part == "choosing" else 1
    chance = Chance(f"{seed} {part}")
    rows = spellings(half)
    found = []
    for same, kinds in ((True, labelled_errors.KINDS), (False, labelled_others.KINDS)):
        for _ in range(count // 2):
            make = chance.of(kinds)
            one, other = make(chance, rows)
            if not same and make is not labelled_others.same_code_typed:
                other = _with_own_code(one, other)
            if chance.happens(0.5):
                one, other = other, one
            found.append(Labelled(make.__name__, same, one, other))
    return found


def _with_own_code(one: Described, other: Described) -> Described:
    """Give the second of two people a variant where one code fits both, as the tax office does."""
    if not one.fiscal_code or one.fiscal_code != other.fiscal_code:
        return other
    return msgspec.structs.replace(other, fiscal_code=omocodia_variants(one.base_code)[1])
