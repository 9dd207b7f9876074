# SPDX-License-Identifier: EUPL-1.2
"""How far each field of two descriptions agrees: the level that the tables give shares for.

An empty level means that one of the two does not know the field.
"""

from __future__ import annotations

import datetime
from typing import NamedTuple

from welfare_desk.core.described import Described
from welfare_desk.core.fiscal_code import LENGTH, PROVISIONAL_LENGTH, parse
from welfare_desk.core.names_alike import Nearness, edits, name_of, nearness
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import fold


class Told(NamedTuple):
    """Birth, sex and birthplace as written, or else as the code tells them."""

    born: tuple[datetime.date, ...]
    """One date, or those that two digits of a year may mean."""
    sex: str
    place: str
    by_code: bool
    """Whether the birth date is the code's."""


def told(person: Described) -> Told:
    """Return what is known of the birth; what is written goes before what the code says."""
    born = (person.born_on,) if person.born_on is not None else ()
    sex, place = person.sex, person.birthplace_code
    if len(person.base_code) != LENGTH or (born and sex and place):
        return Told(born, sex, place, False)
    try:
        code = parse(person.base_code, datetime.date.max)
    except DeskError:
        return Told(born, sex, place, False)
    return Told(
        born or code.birth_candidates,
        sex or code.sex,
        place or code.birthplace_code,
        not born,
    )


def birth_level(one: Told, other: Told) -> str:
    """Return how far the birth dates agree: the best of those that may be meant."""
    found = [_dates(mine, theirs) for mine in one.born for theirs in other.born]
    return min(found, key=_DATES.index) if found else ""


def near_dates(one: datetime.date, other: datetime.date) -> bool:
    """Tell whether two birth dates have anything in common, their year at the least."""
    return _dates(one, other) != "other"


def plain_level(one: str, other: str) -> str:
    """Return ``same`` or ``other``."""
    if not one or not other:
        return ""
    return "same" if one == other else "other"


def code_level(
    one: Described, other: Described, surname: Nearness, name: Nearness, *, swapped: bool
) -> str:
    """Return how far two codes agree.

    ``explained`` is told of two codes that differ only where the names, the birth or the
    place are written otherwise as well: whoever computes a code from a misspelt name gets
    another code.  ``read`` are two codes that were both read from documents: one person has
    two only after a change of name or sex.  ``variants`` are two codes with one base that both
    were read, or both have letters for digits, which no program computes: the tax office
    assigned both.
    """
    mine, theirs = one.fiscal_code, other.fiscal_code
    if not mine or not theirs:
        return ""
    if mine == theirs:
        return "same"
    if len(mine) == len(theirs) == PROVISIONAL_LENGTH:
        return "provisional"
    base, their_base = one.base_code, other.base_code
    if not len(base) == len(their_base) == LENGTH:
        return ""
    read = one.fiscal_code_status in _READ and other.fiscal_code_status in _READ
    if base == their_base:
        return "base" if base in (mine, theirs) and not read else "variants"
    if read:
        return "read"
    birth = one.born_on != other.born_on or one.sex != other.sex
    place = one.birthplace_code != other.birthplace_code
    known = (
        (base[:3] == their_base[:3], swapped or surname not in ("", "same")),
        (base[3:6] == their_base[3:6], swapped or name not in ("", "same")),
        (base[6:11] == their_base[6:11], birth and None not in (one.born_on, other.born_on)),
        (
            base[11:15] == their_base[11:15],
            place and "" not in (one.birthplace_code, other.birthplace_code),
        ),
    )
    return "explained" if all(same or why for same, why in known) else "other"


def phone_level(one: str, other: str) -> str:
    """Return ``same``, ``near`` for one digit mistyped, or ``other``."""
    if not one or not other:
        return ""
    if one == other:
        return "same"
    return "near" if min(len(one), len(other)) >= 8 and edits(one, other, 1) == 1 else "other"


def address_level(one: Described, other: Described) -> str:
    """Return ``same`` for street and number, ``street``, or ``other``."""
    if not one.street or not other.street:
        return ""
    if fold(one.street) != fold(other.street):
        roads = nearness(name_of(one.street), name_of(other.street), surname=True)
        return "street" if roads in ("same", "slip", "sounds", "near") else "other"
    number = fold(one.street_no)
    return "same" if number and number == fold(other.street_no) else "street"


_READ = ("seen", "verified")
_DATES = ("same", "same_first", "turned", "first", "digit", "close", "year", "other")
_CLOSE_DAYS = 31
_CLOSE_YEARS = 2


def _dates(one: datetime.date, other: datetime.date) -> str:
    firsts = (one.month == one.day == 1) + (other.month == other.day == 1)
    same_year = one.year == other.year
    if one == other:
        return "same_first" if firsts else "same"
    if firsts == 2:
        return "close" if abs(one.year - other.year) <= _CLOSE_YEARS else "other"
    if same_year and (one.month, one.day) == (other.day, other.month):
        return "turned"
    if firsts and same_year:
        return "first"
    if _digits_apart(one, other) == 1:
        return "digit"
    same_month = one.month == other.month
    if (same_month and (same_year or one.day == other.day)) or abs(
        (one - other).days
    ) <= _CLOSE_DAYS:
        return "close"
    return "year" if same_year else "other"


def _digits_apart(one: datetime.date, other: datetime.date) -> int:
    mine, theirs = one.isoformat(), other.isoformat()
    return sum(a != b for a, b in zip(mine, theirs, strict=True))
