# SPDX-License-Identifier: EUPL-1.2
"""The Italian fiscal code: checked, read, proposed, and compared with what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Literal

import msgspec

from welfare_desk.core.dates import age, last_of_month
from welfare_desk.core.fiscal_code_tables import (
    MONTHS,
    OMOCODIA_LETTERS,
    OMOCODIA_PLACES,
    SHAPE,
    TO_DIGIT,
    check_character,
    luhn_holds,
)
from welfare_desk.core.refusals import (
    FiscalCodeCheck,
    FiscalCodeDate,
    FiscalCodeDay,
    FiscalCodeEmpty,
    FiscalCodeFormat,
    FiscalCodeLength,
    FiscalCodeMonth,
    FiscalCodeNumericCheck,
    TextMissing,
)
from welfare_desk.core.text import fold

LENGTH = 16
PROVISIONAL_LENGTH = 11

Field = Literal["surname", "name", "sex", "born_on", "birthplace"]

_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BLANKS = str.maketrans("", "", " \t\r\n\u00a0\u202f")
_SHAPE_ANYWHERE = re.compile(f"(?=({SHAPE.pattern}))")


class FiscalCode(msgspec.Struct, frozen=True):
    """A fiscal code that holds; ``base_text`` is the same code without omocodia letters.

    A provisional code of eleven digits says nothing about its holder: its ``sex`` and
    ``birthplace_code`` are empty and it has no birth date.  Of ``birth_candidates``, the
    latest first, ``birth_on`` is the first; the typed birth date decides.
    """

    text: str
    base_text: str
    kind: Literal["definitive", "provisional"]
    sex: Literal["M", "F", ""] = ""
    birth_candidates: tuple[date, ...] = ()
    birthplace_code: str = ""

    @property
    def birth_on(self) -> date | None:
        """The latest date with these two digits of the year that is not in the future."""
        return self.birth_candidates[0] if self.birth_candidates else None


class Difference(msgspec.Struct, frozen=True):
    """What the code says and what was typed, as the code would write both."""

    field: Field
    in_code: str
    typed: str


def parse(text: str, today: date) -> FiscalCode:
    """Return the code that was typed or scanned, in the letters it was assigned with.

    Blanks, line ends and the asterisks of Code 39 are dropped, lower case is raised.  The
    first reason of these refuses: ``FiscalCodeEmpty``, ``FiscalCodeLength``,
    ``FiscalCodeFormat``, ``FiscalCodeMonth``, ``FiscalCodeDay``, ``FiscalCodeDate``,
    ``FiscalCodeCheck``; ``FiscalCodeNumericCheck`` for eleven digits.
    """
    bare = normalized(text)
    if not bare:
        raise FiscalCodeEmpty()
    if len(bare) == PROVISIONAL_LENGTH:
        return _provisional(bare)
    if len(bare) != LENGTH:
        raise FiscalCodeLength(length=len(bare))
    if not SHAPE.fullmatch(bare):
        raise FiscalCodeFormat()
    digits, base_text, fits = _base_of(bare)
    candidates = _birth_candidates(digits, today)
    if not fits:
        raise FiscalCodeCheck()
    return FiscalCode(
        text=bare,
        base_text=base_text,
        kind="definitive",
        sex="F" if int(digits[9:11]) > 40 else "M",
        birth_candidates=candidates,
        birthplace_code=digits[11:15],
    )


def base_text_of(text: str) -> str:
    """Return the base code of one whose check character fits, else the text normalized.

    Quicker than ``parse``: whether there is such a day of birth is not looked at.
    """
    bare = normalized(text)
    if not SHAPE.fullmatch(bare):
        return bare
    _, base_text, fits = _base_of(bare)
    return base_text if fits else bare


def normalized(text: str) -> str:
    """Return the text as codes are compared: no blanks, asterisks at its ends or small letters."""
    if text.isascii() and text.isalnum() and text.isupper():
        return text  # by far the usual case
    return text.translate(_BLANKS).strip("*").translate(_UPPER)


def has_shape(text: str) -> bool:
    """Tell whether the text looks like a code of sixteen characters, right or mistyped."""
    return SHAPE.fullmatch(normalized(text)) is not None


def find_in(raw: str) -> str | None:
    """Return the first code whose check character fits in what a card reader sent.

    A magnetic stripe gives the code among names and numbers at no certain place.
    """
    for found in _SHAPE_ANYWHERE.finditer(raw.translate(_UPPER)):
        if _holds(found[1]):
            return found[1]
    return None


def century_is_doubtful(code: FiscalCode, today: date) -> bool:
    """Tell whether a child or someone a hundred years older may be meant."""
    return len(code.birth_candidates) > 1 and age(code.birth_candidates[0], today) < 15


def near_matches(text: str) -> tuple[str, ...]:
    """Return the codes that hold and differ by one character or two neighbours swapped.

    They serve to look among people already known, never to put a code right: a code
    that nobody assigned may hold as well.
    """
    bare = normalized(text)
    if len(bare) != LENGTH:
        return ()
    return tuple(sorted({near for near in _neighbours(bare) if near != bare and _holds(near)}))


def omocodia_variants(base_text: str) -> tuple[str, ...]:
    """Return the 128 codes that people with these data may have, the base code first."""
    digits = _without_omocodia(base_text[:15])
    variants = []
    for chosen in range(1 << len(OMOCODIA_PLACES)):
        letters = list(digits)
        for bit, place in enumerate(reversed(OMOCODIA_PLACES)):
            if chosen >> bit & 1:
                letters[place] = OMOCODIA_LETTERS[int(letters[place])]
        first = "".join(letters)
        variants.append(first + check_character(first))
    return tuple(variants)


def encode(surname: str, name: str, sex: str, born_on: date, place: str) -> str:
    """Return the code that these data propose; only the tax office assigns one.

    ``sex`` is M or F, ``place`` the Belfiore code.  Refused with ``TextMissing`` when a
    name has no letter that can be written in Latin, or sex or place is missing.
    """
    if sex not in ("M", "F"):
        raise TextMissing(field="sex")
    if not re.fullmatch("[A-Z][0-9]{3}", place):
        raise TextMissing(field="birthplace")
    first = _surname_part(surname) + _name_part(name) + _birth_part(born_on, sex) + place
    return first + check_character(first)


def differences(
    code: FiscalCode,
    surname: str = "",
    name: str = "",
    sex: str = "",
    born_on: date | None = None,
    place: str = "",
) -> tuple[Difference, ...]:
    """Return where the code does not fit the typed data; what was not typed is not compared.

    They are warnings: an adult may have changed name, and the operator confirms.
    """
    base = code.base_text
    if code.kind == "provisional":
        return ()
    pairs: list[tuple[Field, str, str]] = []
    if _latin(surname):
        pairs.append(("surname", base[:3], _surname_part(surname)))
    if _latin(name):
        pairs.append(("name", base[3:6], _name_part(name)))
    if sex in ("M", "F"):
        pairs.append(("sex", code.sex, sex))
    if born_on is not None:
        pairs.append(("born_on", _birth_part_as_male(base), _birth_part(born_on, "M")))
    if place:
        pairs.append(("birthplace", code.birthplace_code, place))
    return tuple(Difference(*pair) for pair in pairs if pair[1] != pair[2])


def _provisional(bare: str) -> FiscalCode:
    if not (bare.isascii() and bare.isdecimal()):
        raise FiscalCodeFormat()
    if not luhn_holds(bare):
        raise FiscalCodeNumericCheck()
    return FiscalCode(text=bare, base_text=bare, kind="provisional")


@lru_cache(maxsize=2_000)
def _base_of(bare: str) -> tuple[str, str, bool]:
    """Return the first fifteen without omocodia, the base code, and whether the check fits."""
    digits = _without_omocodia(bare)
    fits = check_character(bare[:15]) == bare[15]
    if fits and digits == bare[:15]:
        return digits, bare, True
    return digits, digits + check_character(digits), fits


def _without_omocodia(code: str) -> str:
    letters = list(code[:15])
    for place in OMOCODIA_PLACES:
        letters[place] = TO_DIGIT.get(letters[place], letters[place])
    return "".join(letters)


def _birth_candidates(digits: str, today: date) -> tuple[date, ...]:
    if digits[8] not in MONTHS:
        raise FiscalCodeMonth()
    month = MONTHS.index(digits[8]) + 1
    day = int(digits[9:11])
    day = day - 40 if day > 40 else day
    if not 1 <= day <= 31:
        raise FiscalCodeDay()
    years = [century + int(digits[6:8]) for century in (2000, 1900)]
    if day > 28:
        years = [year for year in years if day <= last_of_month(year, month).day]
    existing = [date(year, month, day) for year in years]
    candidates = tuple(born_on for born_on in existing if born_on <= today)
    if not candidates:
        raise FiscalCodeDate()
    return candidates


def _holds(code: str) -> bool:
    if not SHAPE.fullmatch(code) or check_character(code[:15]) != code[15]:
        return False
    try:
        _birth_candidates(_without_omocodia(code), date.max)
    except (FiscalCodeMonth, FiscalCodeDay, FiscalCodeDate):
        return False
    return True


def _neighbours(code: str) -> Iterator[str]:
    for place in range(LENGTH):
        for character in _CHARACTERS:
            yield code[:place] + character + code[place + 1 :]
    for place in range(LENGTH - 1):
        yield code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def _latin(text: str) -> str:
    return "".join(c for c in fold(text).upper() if "A" <= c <= "Z")


def _letters(text: str, field: str) -> tuple[str, str]:
    plain = _latin(text)
    if not plain:
        raise TextMissing(field=field)
    vowels = "".join(c for c in plain if c in "AEIOU")
    return "".join(c for c in plain if c not in "AEIOU"), vowels


def _surname_part(surname: str) -> str:
    consonants, vowels = _letters(surname, "surname")
    return (consonants + vowels + "XX")[:3]


def _name_part(name: str) -> str:
    consonants, vowels = _letters(name, "name")
    if len(consonants) > 3:
        return consonants[0] + consonants[2] + consonants[3]
    return (consonants + vowels + "XX")[:3]


def _birth_part(born_on: date, sex: str) -> str:
    day = born_on.day + (40 if sex == "F" else 0)
    return f"{born_on.year % 100:02d}{MONTHS[born_on.month - 1]}{day:02d}"


def _birth_part_as_male(base: str) -> str:
    day = int(base[9:11])
    return f"{base[6:9]}{day - 40 if day > 40 else day:02d}"
