# SPDX-License-Identifier: EUPL-1.2
"""Who tells the time; the conversions of ``instants`` can be had from here too.

Nothing in this layer asks for the time by itself: instants and dates come in as arguments.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Protocol

from welfare_desk.core.instants import (
    DAY_US,
    MINUTE_US,
    local_date,
    local_datetime,
    local_minute,
    local_text,
    local_time_text,
    minute_text,
    slot_instant,
)

__all__ = [
    "DAY_US",
    "MINUTE_US",
    "Clock",
    "FixedClock",
    "SystemClock",
    "local_date",
    "local_datetime",
    "local_minute",
    "local_text",
    "local_time_text",
    "minute_text",
    "slot_instant",
]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Clock(Protocol):
    """Tells the wall time."""

    def now_us(self) -> int:
        """Return the microseconds since 1970 in UTC."""
        ...


class SystemClock:
    """The computer's own clock; made in ``app`` and ``server``, handed down from there."""

    def now_us(self) -> int:
        """Return the computer's time."""
        return (datetime.now(UTC) - _EPOCH) // timedelta(microseconds=1)


class FixedClock:
    """A clock that stands still until it is told to go on."""

    def __init__(self, us: int) -> None:
        self._us = us

    def now_us(self) -> int:
        """Return the time it was last set to."""
        return self._us

    def advance(self, seconds: float = 0, *, minutes: float = 0, days: float = 0) -> int:
        """Move on (back when negative) and return the new time."""
        self._us += round((seconds + minutes * 60 + days * 86_400) * 1_000_000)
        return self._us
