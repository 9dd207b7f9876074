# SPDX-License-Identifier: EUPL-1.2
"""How fast one desk may ask: far above what a desk does, below what keeps others waiting."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock

BURST = 2_000
"""Requests that a desk may make at once."""
PER_SECOND = 200
"""Requests a second that it may go on with."""
_MOST_DESKS = 10_000


class Pace:
    """A bucket of requests for each desk; one process counts for itself."""

    def __init__(self, now_s: Callable[[], float]) -> None:
        self._now_s = now_s
        self._left: dict[int, tuple[float, float]] = {}
        self._turn = Lock()

    def wait(self, device: int) -> int:
        """Take one request of a desk; return the seconds it must wait, 0 where it is served."""
        now = self._now_s()
        with self._turn:
            left, at = self._left.get(device, (float(BURST), now))
            left = min(float(BURST), left + max(0.0, now - at) * PER_SECOND)
            served = left >= 1
            if len(self._left) >= _MOST_DESKS:
                self._left.clear()
            self._left[device] = (left - 1 if served else left, now)
        return 0 if served else 1
