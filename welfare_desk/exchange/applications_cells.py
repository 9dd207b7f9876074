# SPDX-License-Identifier: EUPL-1.2
"""Single cells of a list of applications, read as offices and applicants write them."""

from __future__ import annotations

import re

from welfare_desk.core.fiscal_code import has_shape
from welfare_desk.core.money import parse_euro
from welfare_desk.core.refusals import AmountUnreadable
from welfare_desk.core.text import fold
from welfare_desk.exchange import applications_words as words
from welfare_desk.exchange.residents_words import is_date

OTHER = "other"
"""The code of a benefit that is in no list."""
_AMOUNT = re.compile(r"(?:€|eur[o]?)?\s*[0-9][0-9.,]*\s*(?:€|eur[o]?)?", re.IGNORECASE)
_COUNT = re.compile(r"([0-9]{1,2})(?:[.,]0+)?(?:\s+[a-z ]+)?")
_PARTED = re.compile(r"[;,\n+/|]|\be\b")
_FLOAT = re.compile(r"[0-9]+\.[0-9]{3,}")


def cents_of(cell: str, *, computed: bool) -> int:
    """Return the cents of an amount; ``computed`` ones may have any number of decimals.

    Refused with ``AmountUnreadable``: a number in words, ``circa 500``, two amounts.
    """
    if computed and _FLOAT.fullmatch(cell):
        return round(float(cell) * 100)
    return parse_euro(cell.rstrip(" -").removesuffix(",").removesuffix(" al mese"))


def count_of(cell: str) -> int | None:
    """Return a small number, in figures or in words, or nothing."""
    text = fold(cell)
    if text in words.NUMBERS:
        return words.NUMBERS[text]
    if text in words.NOTHING:
        return 0
    found = _COUNT.fullmatch(cell.casefold().strip())
    return int(found[1]) if found else None


def supports_of(cell: str) -> tuple[tuple[str, ...], int | None, bool]:
    """Return the codes of other benefits, an amount that stands with them, and whether sure.

    What is in no list is ``other``; an amount that cannot be read leaves it unsure.
    """
    if fold(cell) in words.NOTHING:
        return (), None, True
    amounts = [each for each in _AMOUNT.findall(cell) if any(map(str.isdecimal, each))]
    cents, sure = None, len(amounts) <= 1
    if len(amounts) == 1:
        try:
            cents = parse_euro(amounts[0].strip())
        except AmountUnreadable:
            sure = False
    codes: dict[str, None] = {}
    for part in _PARTED.split(_AMOUNT.sub(" ", cell)):
        text = fold(part)
        if not any(map(str.isalpha, text)):
            continue
        code = _support(text)
        codes[code] = None
        sure = sure and code != OTHER
    if not codes and cents:
        codes[OTHER] = None
        sure = False
    return tuple(codes), cents, sure


def isee_kind_of(cell: str) -> str | None:
    """Return the kind of an ISEE, or nothing."""
    text = fold(cell).removeprefix("isee ").strip()
    for kind, listed in words.ISEE_KINDS.items():
        if text in listed:
            return kind
    return None


def members_of(cell: str) -> tuple[tuple[str, str, str], ...] | None:
    """Return name, fiscal code and birth date of each other member: ``ROSSI ANNA RSS…; …``.

    Name and date may be empty; nothing where a part holds no code, or two.
    """
    found = []
    for part in re.split(r"[;\n|]|,(?=\s*[^\s,]{16}\b)", cell):
        pieces = part.replace("(", " ").replace(")", " ").replace(":", " ").split()
        if not pieces:
            continue
        codes = [piece.strip(",.-") for piece in pieces if has_shape(piece.strip(",.-"))]
        if len(codes) != 1:
            return None
        dates = [each.strip(",.") for each in pieces if is_date(each.strip(",."))]
        apart = {*codes, *dates, "", "-"}
        named = [each for each in pieces if each.strip(",.-") not in apart]
        found.append((" ".join(named).strip(" ,.-"), codes[0], dates[0] if dates else ""))
    return tuple(found)


def _support(text: str) -> str:
    for code, listed in words.SUPPORTS.items():
        if text in listed:
            return code
    for code, listed in words.SUPPORTS.items():
        if any(f" {each} " in f" {text} " for each in listed):
            return code
    return OTHER
