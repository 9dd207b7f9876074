# SPDX-License-Identifier: EUPL-1.2
"""I/O errors at the n-th call, made in a process of their own under libfiu."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.injection import command
from tests.faults.told import Told

SHORT = {"acts": 0.005, "pulls": 0.015, "upgrades": 0.01, "settings": 1.0, "backups": 0.02}
"""The share of all calls that fail in a short run."""


def run(shares: dict[str, float], seed: int) -> Told:
    """Fail these shares of the calls of acts, exchanges, upgrades and settings."""
    told = Told("io", seed)
    parts = [f"{part}={share}" for part, share in shares.items()]
    done = subprocess.run(
        command(sys.executable, "-m", "tests.faults.io_child", str(seed), *parts),
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        told.wrong(f"the run itself failed: {done.stderr[-2_000:]}")
        return told
    facts = json.loads(done.stdout)
    told.problems += facts["problems"]
    told.counts.update(facts["counts"])
    told.seen.update(facts["seen"])
    return told


def a_run(count: int, seed: int) -> Told:
    """Fail so many of a hundred calls."""
    return run(dict.fromkeys(SHORT, count / 100), seed)
