# SPDX-License-Identifier: EUPL-1.2
"""The three lines of 30 characters on the back of identity cards and permits (ICAO 9303, TD1)."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from welfare_desk.core.refusals import MrzCheckDigit, MrzUnreadable

LINE_LENGTH = 30

_VALUES = {c: value for value, c in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")} | {"<": 0}
_WEIGHTS = (7, 3, 1)


class Td1(msgspec.Struct, frozen=True):
    """What the lines say; a date with unknown parts is missing.

    Names have no accents or apostrophes and, when ``names_cut``, may lack their end: they
    are shown beside a typed name and never replace it.
    """

    document_code: str
    issuing_state: str
    document_number: str
    optional_1: str
    birth_on: date | None
    sex: Literal["M", "F", ""]
    expires_on: date | None
    nationality: str
    optional_2: str
    surname: str
    given_names: str
    names_cut: bool


def parse_td1(text: str, today: date) -> Td1:
    """Return what the zone says; the birth year is the latest that is not in the future.

    Blanks and line ends are ignored.  Refused with ``MrzUnreadable`` (``part``) and, for
    a wrong check digit, with ``MrzCheckDigit`` (``part``).
    """
    first, second, third = _lines(text)
    number, optional_1 = _document_number(first)
    _check("birth", second[0:6], second[6])
    _check("expiry", second[8:14], second[14])
    _check("composite", first[5:30] + second[0:7] + second[8:15] + second[18:29], second[29])
    surname, _, given_names = third.partition("<<")
    return Td1(
        document_code=_words(first[0:2]),
        issuing_state=_words(first[2:5]),
        document_number=number,
        optional_1=_words(optional_1),
        birth_on=_birth_date(second[0:6], today),
        sex=_sex(second[7]),
        expires_on=_date(second[8:14], 2000, "expiry"),
        nationality=_words(second[15:18]),
        optional_2=_words(second[18:29]),
        surname=_words(surname),
        given_names=_words(given_names),
        names_cut=not third.endswith("<"),
    )


def check_digit(text: str) -> str:
    """Return the digit that follows the text; each character is one of A to Z, 0 to 9 and <."""
    total = sum(_VALUES[c] * _WEIGHTS[place % 3] for place, c in enumerate(text))
    return str(total % 10)


def _lines(text: str) -> tuple[str, str, str]:
    bare = "".join(text.upper().split())
    if len(bare) != 3 * LINE_LENGTH:
        raise MrzUnreadable(part="length")
    if any(c not in _VALUES for c in bare):
        raise MrzUnreadable(part="characters")
    if bare[0] not in "ACI":
        raise MrzUnreadable(part="document")
    return bare[:LINE_LENGTH], bare[LINE_LENGTH : 2 * LINE_LENGTH], bare[2 * LINE_LENGTH :]


def _document_number(first: str) -> tuple[str, str]:
    """A number of more than nine characters goes on in the optional data, check digit last."""
    number, digit, optional = first[5:14], first[14], first[15:30]
    if digit == "<" and (rest := optional.partition("<")[0]):
        number, digit, optional = number + rest[:-1], rest[-1], optional[len(rest) :]
    _check("number", number, digit)
    return _words(number), optional


def _check(part: str, text: str, digit: str) -> None:
    if check_digit(text) != digit:
        raise MrzCheckDigit(part=part)


def _sex(letter: str) -> Literal["M", "F", ""]:
    if letter == "M":
        return "M"
    if letter == "F":
        return "F"
    if letter == "<":
        return ""
    raise MrzUnreadable(part="sex")


def _birth_date(text: str, today: date) -> date | None:
    """A day may exist in one century only (29 February 1900 does not): both are tried."""
    born_on = None
    for century in (1900, 2000):
        try:
            candidate = _date(text, century, "birth")
        except MrzUnreadable:
            continue
        if candidate is None:
            return None
        if candidate <= today:
            born_on = candidate
    if born_on is None:
        raise MrzUnreadable(part="birth")
    return born_on


def _date(text: str, century: int, part: str) -> date | None:
    if "<" in text:
        return None
    if not text.isdecimal():
        raise MrzUnreadable(part=part)
    try:
        return date(century + int(text[0:2]), int(text[2:4]), int(text[4:6]))
    except ValueError:
        raise MrzUnreadable(part=part) from None


def _words(text: str) -> str:
    return " ".join(text.replace("<", " ").split())
