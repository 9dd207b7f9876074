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
    Caught(mutant="no dedupe", weather="copies", seed=1, invariants=("I4",)),
    Caught(
        mutant="reclaim by time", weather="away", seed=9, operations=500, invariants=("I2", "I3")
    ),
    Caught(mutant="no freeze after restore", weather="restores", seed=19, invariants=("I2",)),
    Caught(mutant="no chain check", weather="copies", seed=1, invariants=("I2", "I4", "I7", "L1")),
    Caught(mutant="wall-clock last-writer-wins", weather="clocks", seed=8, invariants=("I8",)),
    Caught(mutant="no gap check", weather="restores", seed=6, invariants=("I4", "I7")),
    Caught(mutant="receipts ignored", weather="restores", seed=2, invariants=("I4",)),
    Caught(mutant="serial without epoch", weather="restores", seed=13, invariants=("I5",)),
    Caught(mutant="torn operation/escrow", weather="crashes", seed=1, invariants=("I3", "I5")),
    Caught(mutant="recovery ended too early", weather="restores", seed=3, invariants=("I2", "I9")),
    Caught(mutant="clock tie by device only", weather="copies", seed=4, invariants=("I8",)),
)

SOUGHT = (
    "a final operation's receipt ignored",
    "earlier lives forgotten",
    "nothing waits in recovery",
)
"""Planted bugs for which no short history is stored yet: they need copies and a restore."""
