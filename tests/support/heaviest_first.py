# SPDX-License-Identifier: EUPL-1.2
"""The order in which files of tests are handed out: the heaviest first, so that no core idles.

A file stays with one process (``--dist=loadfile``). Handed out by the number of its tests, as
pytest-xdist does by itself, a journey of two tests and two minutes comes last and everybody waits
for it. ``pytest --weigh`` writes anew what each file weighed.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

WEIGHTS = Path(__file__).with_name("file_weights.toml")
LEAST = 2.0
"""Seconds; what is lighter keeps the random order and fills the gaps at the end."""
_HEAD = """# SPDX-License-Identifier: EUPL-1.2
# Seconds that a file of tests took, of those that took a while; written by `pytest --weigh`.
# Only the order in which files are handed out hangs on them.
"""


def known_weights() -> dict[str, float]:
    """Return the seconds of each file that is known to take a while."""
    return {
        name: float(seconds)
        for name, seconds in tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))["files"].items()
    }


def heaviest_first(names: list[str], weights: dict[str, float]) -> list[str]:
    """Return each file once: the known ones from the heaviest down, the others as they stood."""
    once = list(dict.fromkeys(names))
    return sorted(once, key=lambda name: -weights.get(name, 0.0))


def put_in_order(items: list[pytest.Item]) -> None:
    """Bring the files in order; inside a file the tests stay as they were shuffled."""
    names = [_file_of(item.nodeid) for item in items]
    place = {name: n for n, name in enumerate(heaviest_first(names, known_weights()))}
    items.sort(key=lambda item: place[_file_of(item.nodeid)])


class Scales:
    """Weighs the files of a run."""

    def __init__(self) -> None:
        self._seconds: defaultdict[str, float] = defaultdict(float)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add a phase of a test to its file."""
        self._seconds[_file_of(report.nodeid)] += report.duration

    def pytest_sessionfinish(self) -> None:
        """Write what was weighed; files that were not run keep their weight."""
        weights = known_weights() | dict(self._seconds)
        WEIGHTS.write_text(as_toml(weights), encoding="utf-8")


def as_toml(weights: dict[str, float]) -> str:
    """Return the page of weights, without what is light."""
    heavy = sorted(name for name, seconds in weights.items() if seconds >= LEAST)
    return "\n".join([f"{_HEAD}\n[files]", *(f'"{n}" = {weights[n]:.0f}' for n in heavy), ""])


def _file_of(nodeid: str) -> str:
    return nodeid.partition("::")[0]
