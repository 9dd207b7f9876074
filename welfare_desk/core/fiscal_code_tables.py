# SPDX-License-Identifier: EUPL-1.2
"""Tables of the decree of 23 December 1976 that the fiscal code is made with."""

from __future__ import annotations

import re

MONTHS = "ABCDEHLMPRST"
OMOCODIA_LETTERS = "LMNPQRSTUV"
# From the left: two of the year, two of the day, three of the birthplace.
OMOCODIA_PLACES = (6, 7, 9, 10, 12, 13, 14)

_DIGIT = "[0-9LMNPQRSTUV]"
SHAPE = re.compile(rf"[A-Z]{{6}}{_DIGIT}{{2}}[A-Z]{_DIGIT}{{2}}[A-Z]{_DIGIT}{{3}}[A-Z]")

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
EVEN = {**{letter: n for n, letter in enumerate(_LETTERS)}, **{str(n): n for n in range(10)}}
_ODD_VALUES = (
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
)  # fmt: skip
ODD = {
    **dict(zip(_LETTERS, _ODD_VALUES, strict=True)),
    **{str(n): _ODD_VALUES[n] for n in range(10)},
}

TO_DIGIT = {letter: str(n) for n, letter in enumerate(OMOCODIA_LETTERS)}


def check_character(first_fifteen: str) -> str:
    """Return the sixteenth character; the first is an odd one, for people count from one."""
    total = sum(map(ODD.__getitem__, first_fifteen[::2]))
    total += sum(map(EVEN.__getitem__, first_fifteen[1::2]))
    return _LETTERS[total % 26]


def luhn_holds(digits: str) -> bool:
    """Tell whether the last digit of a numeric code fits the others."""
    total = sum(int(digit) for digit in digits[-1::-2])
    total += sum(sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return total % 10 == 0
