# SPDX-License-Identifier: EUPL-1.2
"""Parts of fiscal codes and ends of telephones as small numbers that keep their order.

A beginning of such a part is a range of numbers.  The letters that stand for digits in a
code of which there are several (omocodia) count as those digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal

List = Literal["birth", "place", "phone"]
"""By birth part (62C45H), place part (H501N), or the digits of a telephone from its end."""
LISTS: tuple[List, ...] = ("birth", "place", "phone")
BIRTH_AT, MONTH_AT, PLACE_AT, END_AT, CODE_SIGNS = 6, 8, 11, 12, 16
_SHAPE = "LLLLLLDDLDDLDDDL"
_MONTHS = "ABCDEHLMPRST"
_DIGITS = "0123456789"
_OMOCODIA = str.maketrans("LMNPQRSTUV", _DIGITS)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BIRTH = (_DIGITS, _DIGITS, _MONTHS, _DIGITS, _DIGITS, _LETTERS)
_PLACE = (_LETTERS, _DIGITS, _DIGITS, _DIGITS, _LETTERS)
_PHONE = (_DIGITS,) * 9
_SURE = re.compile(r"[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]\Z")
_A = ord("A")
_TWO_DIGITS = {f"{number:02d}": number for number in range(100)}
_MONTH = {letter: number for number, letter in enumerate(_MONTHS)}
NUMBER_BITS = 32

Range = tuple[int, int]
"""The first, and the first that is beyond."""


def fits(part: str, at: int) -> bool:
    """Tell whether a part may stand at that place of a fiscal code."""
    plain = plain_code(part, at)
    return all(
        sign in (_LETTERS if kind == "L" else _DIGITS)
        for sign, kind in zip(plain, _SHAPE[at:], strict=False)
    )


def plain_code(part: str, at: int = 0) -> str:
    """Return a code, or the part that stands at a place of it, with digits where they belong."""
    return "".join(
        sign.translate(_OMOCODIA) if kind == "D" else sign
        for sign, kind in zip(part, _SHAPE[at:], strict=False)
    )


def keys_of(code: str, phone_end: str) -> Iterator[tuple[List, int]]:
    """Yield the numbers by which a person is found."""
    sure = _SURE.match(code)
    if sure is None and len(code) == CODE_SIGNS and fits(code, 0):
        code = plain_code(code)
        sure = _SURE.match(code)
    if sure is not None:
        birth = _birth_key(code[BIRTH_AT:END_AT])
        if birth >= 0:
            yield "birth", birth
        yield "place", _place_key(code[PLACE_AT:])
    if phone_end:
        yield "phone", int(phone_end[: len(_PHONE)].ljust(len(_PHONE), "0"))


def pairs_of(
    numbers: Sequence[int], codes: Sequence[str], phone_ends: Sequence[str]
) -> dict[List, list[int]]:
    """Return what ``keys_of`` gives for many people: each key with the person's number behind.

    The number takes ``NUMBER_BITS``.
    """
    sure = _SURE.match
    exact, others = list[tuple[int, str]](), list[tuple[int, str]]()
    for number, code in zip(numbers, codes, strict=True):
        if code:
            (exact if sure(code) else others).append((number, code))
    places = {part: _place_key(part) for part in {code[PLACE_AT:] for _, code in exact}}
    two, month = _TWO_DIGITS, _MONTH
    found: dict[List, list[int]] = {
        # As _birth_key, a hundred thousand times.
        "birth": [
            (
                ((two[code[6:8]] * 12 + month[code[8]]) * 100 + two[code[9:11]]) * 26
                - _A
                + ord(code[11])
            )
            << NUMBER_BITS
            | number
            for number, code in exact
            if code[8] in month
        ],
        "place": [places[code[PLACE_AT:]] << NUMBER_BITS | number for number, code in exact],
        "phone": [
            int(end[: len(_PHONE)].ljust(len(_PHONE), "0")) << NUMBER_BITS | number
            for number, end in zip(numbers, phone_ends, strict=True)
            if end
        ],
    }
    for number, code in others:
        for name, key in keys_of(code, ""):
            found[name].append(key << NUMBER_BITS | number)
    return found


@lru_cache(maxsize=65_536)
def _birth_key(part: str) -> int:
    """The number of a birth part, 62C45H; -1 for a letter that is no month."""
    month = _MONTHS.find(part[2])
    if month < 0:
        return -1
    days = (int(part[:2]) * 12 + month) * 100 + int(part[3:5])
    return days * 26 + ord(part[5]) - _A


@lru_cache(maxsize=65_536)
def _place_key(part: str) -> int:
    """The number of a place part, H501N."""
    place = (ord(part[0]) - _A) * 1_000 + int(part[1:4])
    return place * 26 + ord(part[4]) - _A


def birth_range(part: str) -> Range | None:
    """Return the range of the birth part that begins so."""
    return _range(plain_code(part, BIRTH_AT), _BIRTH)


def place_range(part: str) -> Range | None:
    """Return the range of the place part that begins so."""
    return _range(plain_code(part, PLACE_AT), _PLACE)


def phone_range(ended: str) -> Range | None:
    """Return the range of telephones whose digits from the end begin so."""
    return _range(ended, _PHONE)


def _range(text: str, signs: tuple[str, ...]) -> Range | None:
    """The place of a text among all texts of such signs; what is longer is cut off."""
    low, width = 0, 1
    for at, allowed in enumerate(signs):
        low *= len(allowed)
        if at < len(text):
            sign = allowed.find(text[at])
            if sign < 0:
                return None
            low += sign
        else:
            width *= len(allowed)
    return low, low + width
