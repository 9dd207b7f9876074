# SPDX-License-Identifier: EUPL-1.2
"""A short history for each planted bug that finds it."""

from __future__ import annotations

import msgspec


class Caught(msgspec.Struct, frozen=True, kw_only=True):
    """The seeds that find a planted bug, and what then does not hold.

    Several, for another change of the core may make a bug harmless in one history: at least
    one of them must find it, and each must break nothing without it.
    """

    mutant: str
    weather: str
    seeds: tuple[int, ...]
    invariants: tuple[str, ...]
    desks: int = 4
    operations: int = 400


_RESTORED = ("I2", "I4", "I7", "I9")
CAUGHT = (
    Caught(mutant="no dedupe", weather="copies", seeds=(1, 2, 3), invariants=("I4",)),
    Caught(
        mutant="reclaim by time",
        weather="away",
        seeds=(9, 12, 15),
        operations=500,
        invariants=("I2", "I3"),
    ),
    Caught(
        mutant="no freeze after restore",
        weather="restores",
        seeds=(19, 25, 53),
        invariants=("I2",),
    ),
    Caught(
        mutant="no chain check",
        weather="copies",
        seeds=(1, 2, 3),
        invariants=("I2", "I4", "I7", "L1"),
    ),
    Caught(
        mutant="wall-clock last-writer-wins",
        weather="clocks",
        seeds=(8, 9, 10),
        invariants=("I8",),
    ),
    Caught(mutant="no gap check", weather="restores", seeds=(21, 65), invariants=("I4", "I7")),
    Caught(
        mutant="receipts ignored", weather="restores", seeds=(8, 9, 14), invariants=("I4", "I9")
    ),
    Caught(
        mutant="serial without epoch", weather="restores", seeds=(13, 23, 33), invariants=("I5",)
    ),
    Caught(
        mutant="torn operation/escrow",
        weather="crashes",
        seeds=(2, 3, 4),
        invariants=("I3", "I5"),
    ),
    Caught(
        mutant="recovery ended too early",
        weather="restores",
        seeds=(23, 33, 53),
        invariants=("I2", "I9"),
    ),
    Caught(mutant="clock tie by device only", weather="copies", seeds=(3, 4), invariants=("I8",)),
    Caught(
        mutant="a final operation's receipt ignored",
        weather="put back",
        seeds=(4,),
        operations=600,
        invariants=_RESTORED,
    ),
    Caught(
        mutant="earlier lives forgotten",
        weather="put back",
        seeds=(3, 4),
        operations=600,
        invariants=_RESTORED,
    ),
    Caught(
        mutant="nothing waits in recovery",
        weather="both",
        seeds=(12, 19, 40),
        operations=500,
        invariants=_RESTORED,
    ),
)
