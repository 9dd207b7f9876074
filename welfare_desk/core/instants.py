# SPDX-License-Identifier: EUPL-1.2
"""Instants in microseconds UTC and their reading on an Italian wall clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from welfare_desk.core.refusals import DateInSkippedHour

MINUTE_US = 60_000_000
DAY_US = 24 * 60 * MINUTE_US
_HOUR_US = 60 * MINUTE_US

_ROME = ZoneInfo("Europe/Rome")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def local_datetime(us: int) -> datetime:
    """Return the instant as an aware time of Europe/Rome, exact to the microsecond."""
    return (_EPOCH + timedelta(microseconds=us)).astimezone(_ROME)


def local_date(us: int) -> date:
    """Return the day that it is in Italy at this instant."""
    if us < 0:
        return local_datetime(us).date()
    return _day_of((us + _hours_ahead(us // _HOUR_US) * _HOUR_US) // DAY_US)


@lru_cache(maxsize=1_000)
def _hours_ahead(hour: int) -> int:
    """Return how far Italy is ahead in an hour of UTC; since 1970 that is whole hours."""
    ahead = local_datetime(hour * _HOUR_US).utcoffset()
    return 0 if ahead is None else ahead // timedelta(hours=1)


@lru_cache(maxsize=1_000)
def _day_of(days: int) -> date:
    return date.fromordinal(_EPOCH.toordinal() + days)


def local_minute(us: int) -> int:
    """Return the minutes since midnight that an Italian wall clock shows (0 to 1439)."""
    local = local_datetime(us)
    return local.hour * 60 + local.minute


def local_time_text(us: int) -> str:
    """Return hours and minutes in Italy, such as ``09:05``."""
    return local_datetime(us).strftime("%H:%M")


def local_text(us: int) -> str:
    """Return day and time in Italy, such as ``05/03/2026 09:05``."""
    local = local_datetime(us)
    return f"{local.day:02d}/{local.month:02d}/{local.year:04d} {local:%H:%M}"


def minute_text(minute: int) -> str:
    """Return minutes since midnight as ``09:05``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@lru_cache(maxsize=4_096)
def slot_instant(on: date, start_minute: int) -> int:
    """Return the instant at which an Italian wall clock shows this day and minute.

    In the hour that autumn repeats the first one is meant: a slot is before the clocks
    go back.  Refused with ``DateInSkippedHour`` when spring has no such time.
    """
    if not 0 <= start_minute < 1440:
        raise ValueError(start_minute)
    local = datetime(on.year, on.month, on.day, start_minute // 60, start_minute % 60, tzinfo=_ROME)
    us = (local - _EPOCH) // timedelta(microseconds=1)
    if local_minute(us) != start_minute:
        raise DateInSkippedHour(on=on.isoformat(), at=minute_text(start_minute))
    return us
