# SPDX-License-Identifier: EUPL-1.2
"""What a typed text asks for: words of names, birth dates, digits, parts of a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from welfare_desk.core.text import words

_MOST_WORDS = 6
_MOST_JOINTS = 3
_PHONE_DIGITS = 4
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{1,4})?)?(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_NOT_PHONE = re.compile(r"[^\d\s+()./-]")
_FIRST_YEAR, _LAST_YEAR = 1860, 2079
_DAYS_OF_YEAR = tuple(month * 100 + day for month in range(1, 13) for day in range(1, 32))


class Birth(NamedTuple):
    """A birth date or a part of one."""

    day_month: int
    """Month and day as one number, 0 where only a year was typed."""
    years: tuple[tuple[int, int], ...]
    """From the first to the last year of each."""

    def dates(self) -> frozenset[int]:
        """Return every date that is meant, as year, month and day in one number."""
        return _dates(self)

    def ranges(self) -> list[tuple[int, int]]:
        """Return the dates meant as ranges of such numbers, both ends with them."""
        if not self.day_month:
            return [(first * 10_000, last * 10_000 + 9_999) for first, last in self.years]
        return [
            (year * 10_000 + self.day_month,) * 2
            for first, last in self.years
            for year in range(max(first, _FIRST_YEAR), min(last, _LAST_YEAR) + 1)
        ]


@lru_cache(maxsize=32)
def _dates(birth: Birth) -> frozenset[int]:
    days = (birth.day_month,) if birth.day_month else _DAYS_OF_YEAR
    years = {
        year
        for first, last in birth.years
        for year in range(max(first, _FIRST_YEAR), min(last, _LAST_YEAR) + 1)
    }
    return frozenset({year * 10_000 + day for year in years for day in days})


class Asked(NamedTuple):
    """A typed text taken apart; empty where it holds nothing to look for."""

    names: tuple[str, ...]
    """Words of letters."""
    births: tuple[Birth, ...]
    """All of them must fit."""
    codes: tuple[str, ...]
    """Words of letters and digits."""
    numbers: tuple[str, ...]
    """Words of digits that are no part of a birth date beside names."""
    digits: str
    """All digits, where the text may be a telephone number."""
    joined: str
    """All words in one, in capitals, where the text may be part of a fiscal code."""


def asked(text: str) -> Asked:
    """Take a typed text apart."""
    births: list[Birth] = []

    def iso(found: re.Match[str]) -> str:
        births.extend(_date(int(found[3]), int(found[2]), found[1]))
        return " "

    def italian(found: re.Match[str]) -> str:
        births.extend(_date(int(found[1]), int(found[2]), found[3] or ""))
        return " "

    whole = words(text)
    rest = _DATE.sub(italian, _ISO.sub(iso, text))
    plain = list(dict.fromkeys(words(rest)))[:_MOST_WORDS]
    names = tuple(each for each in plain if not any(c.isdigit() for c in each))
    numbers: list[str] = []
    for each in plain:
        if each.isdigit() and each.isascii():
            birth = birth_of(each)
            if birth is not None and names:
                births.append(birth)
            else:
                numbers.append(each)
    codes = tuple(each for each in plain if each not in names and not each.isdigit())
    joined = "".join(whole).upper()
    digits = "".join(c for c in text if c.isdigit() and c.isascii())
    return Asked(
        names=names,
        births=tuple(births),
        codes=codes,
        numbers=tuple(numbers),
        digits="" if _NOT_PHONE.search(text) or len(digits) < _PHONE_DIGITS else digits,
        joined=joined if joined.isascii() and joined.isalnum() else "",
    )


def birth_of(digits: str) -> Birth | None:
    """Return the birth year or date that digits without signs mean, or nothing."""
    if len(digits) < 4:
        return Birth(0, _years(digits))
    if len(digits) == 4 and digits[:2] in ("18", "19", "20"):
        return Birth(0, _years(digits))
    if len(digits) == 8 and digits[:2] in ("18", "19", "20") and int(digits[2:4]) > 12:
        return None
    if len(digits) > 8:
        return None
    found = _date(int(digits[:2]), int(digits[2:4]), digits[4:])
    if not found and len(digits) == 8:
        found = _date(int(digits[6:]), int(digits[4:6]), digits[:4])
    return found[0] if found else None


def joined_readings(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the words with neighbours joined: De Luca may be stored as Deluca."""
    joints = len(names) - 1
    if not 0 < joints <= _MOST_JOINTS:
        return
    for pattern in range(1, 1 << joints):
        reading = [names[0]]
        for at, word in enumerate(names[1:]):
            if pattern >> at & 1:
                reading[-1] += word
            else:
                reading.append(word)
        yield tuple(reading)


def _date(day: int, month: int, year: str) -> list[Birth]:
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return []
    return [Birth(month * 100 + day, _years(year) if year else ((0, 9_999),))]


def _years(digits: str) -> tuple[tuple[int, int], ...]:
    """The years of four digits or of the beginning of them; two are the end of a year."""
    if len(digits) == 2:
        ends = (1800 + int(digits), 1900 + int(digits), 2000 + int(digits))
        return tuple((year, year) for year in ends)
    if len(digits) == 1:
        # The first of two digits: the decade, of any century.
        return tuple((c + int(digits) * 10, c + int(digits) * 10 + 9) for c in (1800, 1900, 2000))
    rest = 4 - len(digits)
    return ((int(digits) * 10**rest, int(digits) * 10**rest + 10**rest - 1),)
