# SPDX-License-Identifier: EUPL-1.2
"""Which days are holidays in Italy, and how many working days lie between two days."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

_FIXED = frozenset(
    {(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)}
)
_SAINT_FRANCIS = (10, 4)
_SAINT_FRANCIS_FROM = 2026
"""Law 151/2025: a national holiday again from 2026 on."""
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Return Easter Sunday of a Gregorian year."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def is_national_holiday(on: date) -> bool:
    """Tell whether a day is a holiday of the whole country; Sundays that are nothing else are not.

    By the law in force since 1986, with 4 October from 2026 on.
    """
    day = (on.month, on.day)
    if day in _FIXED or (day == _SAINT_FRANCIS and on.year >= _SAINT_FRANCIS_FROM):
        return True
    sunday = easter(on.year)
    return on in (sunday, sunday + _DAY)


def is_holiday(on: date, own_days: Collection[str] = ()) -> bool:
    """Tell whether a price of holidays counts: Sundays, national holidays, a body's own days.

    ``own_days`` are ``MM-DD``, as the patron saint's is.
    """
    return on.weekday() == 6 or is_national_holiday(on) or f"{on:%m-%d}" in own_days


def working_days(since: date, until: date) -> int:
    """Return the days from Monday to Friday after ``since`` up to ``until``, holidays left out."""
    count = 0
    on = since
    while on < until:
        on += _DAY
        count += on.weekday() < 5 and not is_national_holiday(on)
    return count
