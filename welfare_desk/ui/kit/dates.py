# SPDX-License-Identifier: EUPL-1.2
"""Reads a date however it is typed, and shows it the Italian way."""

import re
from datetime import date

_PARTS = re.compile(r"^\s*(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})\s*[/.\-\s]\s*(\d{4}|\d{2})\s*$")
_DIGITS = re.compile(r"^\s*(\d{2})(\d{2})(\d{4}|\d{2})\s*$")


def read_date(typed: str, today: date, *, past: bool = True) -> date | None:
    """Return the date meant by 5/3/62, 05031962, 5.3.1962 or 5 3 62, or None.

    A year of two digits is the latest one that is not after ``today`` when the date
    must lie in the past, else the one of this century.
    """
    match = _PARTS.match(typed) or _DIGITS.match(typed)
    if match is None:
        return None
    day, month, year = int(match[1]), int(match[2]), int(match[3])
    if len(match[3]) == 2:
        year += today.year // 100 * 100
        if past and (year, month, day) > (today.year, today.month, today.day):
            year -= 100
    try:
        return date(year, month, day)
    except ValueError:
        return None


def show_date(day: date | None) -> str:
    """Return 05/03/1962, or nothing for no date."""
    return "" if day is None else f"{day:%d/%m/%Y}"
