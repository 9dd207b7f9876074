# SPDX-License-Identifier: EUPL-1.2
"""The long forms: ``python -m tests.faults kills --count 10000``; 0 when nothing is wrong."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable

from tests.faults import (
    crashes,
    exchanges,
    hostile,
    io_errors,
    kills,
    money,
    power,
    restores,
    rot,
    twins,
    upgrades,
)
from tests.faults.told import Told

RUNS: dict[str, tuple[Callable[[int, int], Told], int]] = {
    "crashes": (crashes.a_run, 100),
    "exchanges": (exchanges.a_run, 20_000),
    "io": (io_errors.a_run, 100),
    "money": (money.a_run, 100_000),
    "power": (power.a_run, 5_000),
    "twins": (twins.a_run, 2_000),
    "restores": (restores.a_run, 100),
    "upgrades": (upgrades.a_run, 1),
    "rot": (rot.a_run, 1_000),
    "hostile": (hostile.a_run, 100_000),
    "kills": (kills.a_run, 10_000),
    "recoveries": (kills.a_recovery_run, 500),
}
SHOWN = 40


def main() -> int:
    """Run what was asked for and print its line."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("run", choices=sorted(RUNS))
    parser.add_argument("--count", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--minutes", type=float, help="end early, whatever was counted by then")
    asked = parser.parse_args()
    if asked.minutes:
        Told.until = time.monotonic() + 60 * asked.minutes
    run, usual = RUNS[asked.run]
    seed = asked.seed if asked.seed is not None else random.SystemRandom().randrange(1 << 31)
    print(f"{asked.run}: seed {seed}", flush=True)  # noqa: T201
    told = run(asked.count or usual, seed)
    for problem in told.problems[:SHOWN]:
        print(problem)  # noqa: T201
    for what, times in told.seen.most_common():
        print(f"  {times:>7}  {what}")  # noqa: T201
    print(told.line())  # noqa: T201
    return 1 if told.problems else 0


if __name__ == "__main__":
    sys.exit(main())
