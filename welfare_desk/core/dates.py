# SPDX-License-Identifier: EUPL-1.2
"""Dates as people type and read them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from welfare_desk.core.refusals import BirthInFuture, DateUnreadable
from welfare_desk.core.text import fold

EARLIEST_YEAR = 1850
LATEST_YEAR = 2199

_WEEKDAYS = {
    "it": ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "it": (
        "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
        "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}  # fmt: skip
_MONTH_NUMBERS = {
    fold(name)[:length]: number
    for names in _MONTHS.values()
    for number, name in enumerate(names, start=1)
    for length in range(3, len(name) + 1)
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_RUN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2}|[0-9]{4})")
_APART = re.compile(r"([0-9]{1,2})[./\- ]+([0-9]{1,2}|[a-z]{3,})[./\- ]+([0-9]{2}|[0-9]{4})")


def parse_date(text: str, today: date) -> date:
    """Return the day that was typed; two digits of a year mean this century.

    Reads day, month, year with points, strokes, hyphens or blanks, six or eight digits in
    a run, a month's name, and ``aaaa-mm-gg``.  Refused with ``DateUnreadable`` whose
    ``part`` is ``text``, ``day``, ``month``, ``year`` or ``date`` (30 February).
    """
    day, month, year = _numbers(text)
    if len(year) == 2:
        return _date(day, month, today.year // 100 * 100 + int(year))
    return _date(day, month, int(year))


def parse_birth_date(text: str, today: date) -> date:
    """Return the birth date that was typed, as ``parse_date`` reads it.

    Two digits of a year mean the latest such year in which the day is not in the future.
    Refused with ``DateUnreadable`` and ``BirthInFuture``.
    """
    day, month, year = _numbers(text)
    if len(year) == 2:
        return _latest_past(day, month, int(year), today)
    born_on = _date(day, month, int(year))
    if born_on > today:
        raise BirthInFuture()
    return born_on


def date_text(on: date) -> str:
    """Return ``05/03/2026``."""
    return f"{on.day:02d}/{on.month:02d}/{on.year:04d}"


def weekday_name(on: date, lang: str = "it") -> str:
    """Return ``giovedì`` or ``Thursday``."""
    return _WEEKDAYS["en" if lang == "en" else "it"][on.weekday()]


def month_name(month: int, lang: str = "it") -> str:
    """Return ``marzo`` or ``March``; January is 1."""
    return _MONTHS["en" if lang == "en" else "it"][month - 1]


def weekday_text(on: date, lang: str = "it") -> str:
    """Return ``giovedì 5 marzo 2026``, or ``Thursday 5 March 2026``."""
    return f"{weekday_name(on, lang)} {on.day} {month_name(on.month, lang)} {on.year}"


def age(born_on: date, on: date) -> int:
    """Return the completed years; who is born on 29 February is a year older on 1 March."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def add_months(on: date, months: int) -> date:
    """Return the same day so many months later, or the last day of a shorter month."""
    year, month = divmod(on.year * 12 + on.month - 1 + months, 12)
    return min(
        date(year, month + 1, 1) + timedelta(days=on.day - 1), last_of_month(year, month + 1)
    )


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _numbers(text: str) -> tuple[int, int, str]:
    bare = " ".join(text.casefold().split())
    if iso := _ISO.fullmatch(bare):
        return int(iso[3]), _month(iso[2]), iso[1]
    found = _RUN.fullmatch(bare) or _APART.fullmatch(bare)
    if found is None:
        raise DateUnreadable(part="text")
    return int(found[1]), _month(found[2]), found[3]


def _month(text: str) -> int:
    month = int(text) if text.isdecimal() else _MONTH_NUMBERS.get(text, 0)
    if not 1 <= month <= 12:
        raise DateUnreadable(part="month")
    return month


def _date(day: int, month: int, year: int) -> date:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise DateUnreadable(part="year")
    if not 1 <= day <= 31:
        raise DateUnreadable(part="day")
    if day > last_of_month(year, month).day:
        raise DateUnreadable(part="date")
    return date(year, month, day)


def _latest_past(day: int, month: int, two_digits: int, today: date) -> date:
    century = today.year // 100 * 100
    years = (century + two_digits, century - 100 + two_digits)
    refusal: DateUnreadable | None = None
    for year in years:
        try:
            born_on = _date(day, month, year)
        except DateUnreadable as unreadable:
            refusal = refusal or unreadable
            continue
        if born_on <= today:
            return born_on
    raise refusal or BirthInFuture()
