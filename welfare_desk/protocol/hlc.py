# SPDX-License-Identifier: EUPL-1.2
"""Hybrid logical clock: orders edits of desks whose clocks disagree (protocol rule 7)."""

from __future__ import annotations

import msgspec

MAX_AHEAD_MS = 5 * 60 * 1000
"""How far ahead of the receiver's clock a stamp may count; beyond it is clamped."""


class Hlc(msgspec.Struct, frozen=True, array_like=True, order=True):
    """A stamp: milliseconds UTC, a counter within them, the device."""

    ms: int
    n: int
    device: int


def tick(last: Hlc, wall_ms: int, device: int) -> Hlc:
    """Return a stamp later than ``last`` and not before the wall clock."""
    if wall_ms > last.ms:
        return Hlc(wall_ms, 0, device)
    return Hlc(last.ms, last.n + 1, device)


def merge(last: Hlc, received: Hlc, wall_ms: int, device: int) -> Hlc:
    """Return a stamp later than both; one from far ahead is clamped to the wall clock's bound."""
    ahead = min(received.ms, wall_ms + MAX_AHEAD_MS)
    highest = max(last, Hlc(ahead, received.n if ahead == received.ms else 0, device))
    return tick(highest, wall_ms, device)
