# SPDX-License-Identifier: EUPL-1.2
"""What a run of faults counted and what it found wrong; one line at the end says it."""

from __future__ import annotations

import time
from collections import Counter
from threading import Lock


class Told:
    """Counts and problems of one run; may be written by several threads."""

    until = float("inf")
    """When every run of this process ends early, on the monotonic clock; set by the command."""

    def __init__(self, name: str, seed: int) -> None:
        self.name = name
        self.seed = seed
        self.problems: list[str] = []
        self.counts: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        """What befell how often, for the long form's table."""
        self._began = time.monotonic()
        self._lock = Lock()

    def count(self, what: str, times: int = 1) -> None:
        """Add to a count."""
        with self._lock:
            self.counts[what] += times

    def over(self) -> bool:
        """Tell whether the time that the command gave is over."""
        return time.monotonic() > self.until

    def wrong(self, problem: str) -> None:
        """Keep what must not be; the seed stands beside it."""
        with self._lock:
            self.problems.append(problem)

    def line(self) -> str:
        """Return the summary: what was done, in how long, with which seed, and what is wrong."""
        seconds = round(time.monotonic() - self._began)
        done = ", ".join(f"{times} {what}" for what, times in sorted(self.counts.items()))
        verdict = f"{len(self.problems)} WRONG" if self.problems else "nothing wrong"
        return f"{self.name}: {verdict}; {done}; {seconds} s, seed {self.seed}"
