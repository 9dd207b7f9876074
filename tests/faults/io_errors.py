# SPDX-License-Identifier: EUPL-1.2
"""I/O errors at the n-th call, made in a process of their own under libfiu."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.faults.injection import command
from tests.faults.told import Told

SHORT = {"acts": 0.005, "pulls": 0.015, "upgrades": 0.01, "settings": 1.0, "backups": 0.02}
"""The share of all calls that fail in a short run."""
TWO = (("acts.0/2", "pulls", "settings"), ("acts.1/2", "upgrades", "backups"))
"""The parts of a long run for two processes."""


def run(shares: dict[str, float], seed: int) -> Told:
    """Fail these shares of the calls of acts, exchanges, upgrades and settings."""
    return _run([[f"{part}={share}" for part, share in shares.items()]], seed)


def _run(children: list[list[str]], seed: int) -> Told:
    """Run each list of parts in a process of its own, all at once."""
    told = Told("io", seed)
    with ThreadPoolExecutor(len(children)) as pool:
        for done in pool.map(lambda parts: _child(parts, seed), children):
            if done.returncode:
                told.wrong(f"the run itself failed: {done.stderr[-2_000:]}")
                continue
            facts = json.loads(done.stdout)
            told.problems += facts["problems"]
            told.counts.update(facts["counts"])
            told.seen.update(facts["seen"])
    return told


def _child(parts: list[str], seed: int) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(sys.executable, "-m", "tests.faults.io_child", str(seed), *parts),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )


def a_run(count: int, seed: int) -> Told:
    """Fail so many of a hundred calls, on two cores."""
    share = count / 100
    return _run([[f"{part}={share}" for part in parts] for parts in TWO], seed)
