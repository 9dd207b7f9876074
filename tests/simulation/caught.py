# SPDX-License-Identifier: EUPL-1.2
"""A short history for each planted bug that finds it."""

from __future__ import annotations

import msgspec


class Caught(msgspec.Struct, frozen=True, kw_only=True):
    """The seed that finds a planted bug, and what then does not hold."""

    mutant: str
    weather: str
    seed: int
    invariants: tuple[str, ...]
    desks: int = 4
    operations: int = 400


CAUGHT = (
    Caught(mutant="no dedupe", weather="crashes", seed=3, operations=500, invariants=("I4",)),
)
