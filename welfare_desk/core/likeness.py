# SPDX-License-Identifier: EUPL-1.2
"""Is this the same person?  Two plain descriptions give a score and the reasons for it.

The score weighs one explanation, that both descriptions mean one person, against the best
of six others: strangers, twins, relatives, namesakes in a family, people of one home, two
people with one computed code.  It is counted in whole numbers: every machine gives the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from operator import add

import msgspec

from welfare_desk.core import likeness_tables as tables
from welfare_desk.core.described import Described as Described
from welfare_desk.core.likeness_fields import (
    address_level,
    birth_level,
    code_level,
    phone_level,
    plain_level,
    told,
)
from welfare_desk.core.likeness_reasons import Levels, reasons
from welfare_desk.core.likeness_words import COMMON_NAMES, COMMON_SURNAMES
from welfare_desk.core.names_alike import Name, Nearness, name_of, nearness
from welfare_desk.core.text import fold

LIKELY = 50
"""From this score on the counter warns while typing."""
REVIEW = 70
"""From this score on the server opens a review card."""


class Alike(msgspec.Struct, frozen=True):
    """How likely two descriptions mean one person, and why."""

    score: int
    """0 to 100: 50 where it is as likely as not; 67, 80, 89 and 94 each have four times the odds.
    100 also where nothing at all differs and names and birth date are known."""
    reasons: tuple[str, ...]
    """Codes of ``REASONS_FOR``, then of ``REASONS_AGAINST``; ``docs/duplicates.md`` says them."""


def alike(one: Described, other: Described) -> Alike:
    """Return how likely the two are one person; the order of the two does not count."""
    if _order(one) > _order(other):
        one, other = other, one
    rest = _without_names(one, other, address=address_level(one, other))
    evidence, levels = max(_readings(one, other, rest), key=lambda reading: reading[0])
    if levels.surname == levels.name == "same" and one.born_on and _as_read(one) == _as_read(other):
        return Alike(100, reasons(levels))
    return Alike(_score(evidence), reasons(levels))


def likely(one: Described, other: Described, least: int) -> int:
    """Return the score of ``alike`` where it is ``least`` or more, else 0.

    Nearly all strangers are told apart by the most that what was not compared yet could add:
    this is asked of everybody with one birth date.
    """
    if not _may_reach(_least_evidence(least), one, other):
        return 0
    score = alike(one, other).score
    return score if score >= least else 0


def _may_reach(needed: int, one: Described, other: Described) -> bool:
    """Tell whether some reading of the names may give so much evidence; true where in doubt."""
    surname, their_surname = name_of(one.surname), name_of(other.surname)
    name, their_name = name_of(one.name), name_of(other.name)
    theirs = their_surname.whole, their_name.whole
    if not (surname.whole and name.whole and all(theirs)):
        return True
    if surname.whole in theirs or name.whole in theirs:
        return True
    beside = _beside_names(one, other)
    if not _others_may_reach(needed, *beside):
        return False
    rest = list(map(add, _most_of(*beside), _ANY_NAME))
    last = nearness(surname, their_surname, surname=True)
    if min(map(add, rest, _SURNAME_GAINS[last])) >= needed:
        return True
    # Whichever of the two is read first, see ``_order``.
    crossed = (nearness(surname, their_name, surname=True),
               nearness(their_surname, name, surname=True))  # fmt: skip
    most: int = max(min(map(add, rest, _SURNAME_GAINS[each])) for each in crossed)
    return most - _CROSS >= needed


_Beside = tuple[str, str, str, str, str, str]
"""The levels of ``_WEIGHED`` in their order; of the address ``same`` where it may be."""


def _beside_names(one: Described, other: Described) -> _Beside:
    """Return the levels of all but the names, the most that they can be whatever the names are.

    Addresses are not compared: they are one at the most where the streets have one name.
    """
    rest = _without_names(one, other, address="")
    levels = _with_names(rest._replace(swapped=True), one, other, "other", "other")
    address = ""
    if one.street and other.street:
        near = name_of(one.street).whole == name_of(other.street).whole
        address = "same" if near else "other"
    return levels.birth, levels.sex, levels.place, levels.code, levels.phone, address


@lru_cache(maxsize=4_000)
def _others_may_reach(needed: int, *beside: str) -> bool:
    """Tell whether people neither of whose names are written alike may reach the evidence."""
    most: int = min(map(add, _most_of(*beside), _OTHER_NAMES))
    return most >= needed


@lru_cache(maxsize=4_000)
def _most_of(*beside: str) -> Weights:
    """Return the most that these levels add against each other explanation."""
    rows = [_PRIOR_GAIN]
    *levels, address = beside
    rows += [_GAINS[field][level] for field, level in zip(_WEIGHED, levels, strict=False) if level]
    if address:
        rows.append(_ANY_ADDRESS if address == "same" else _OTHER_ADDRESS)
    return tuple(sum(column) for column in zip(*rows, strict=True))


Weights = tuple[int, ...]
"""Hundredths of a bit, for one person and for each kind of two people."""

_CROSS = 100
"""A bit is taken off where names are read in another way than their fields say."""
_WEIGHED = ("birth", "sex", "place", "code", "phone", "address")


def _scaled(shares: tables.Shares) -> Weights:
    return tuple(round(100 * math.log2(share)) for share in shares)


def _scaled_rows(rows: Mapping[str, tables.Shares]) -> dict[str, Weights]:
    return {level: _scaled(shares) for level, shares in rows.items()}


_PRIOR = _scaled(tables.PRIOR)
_ROWS = {
    "birth": _scaled_rows(tables.BIRTH),
    "sex": _scaled_rows(tables.SEX),
    "place": _scaled_rows(tables.PLACE),
    "code": _scaled_rows(tables.CODE),
    "phone": _scaled_rows(tables.PHONE),
    "address": _scaled_rows(tables.ADDRESS),
}
_SURNAME = {common: _scaled_rows(tables.surname(common)) for common in (False, True)}
_NAME = {common: _scaled_rows(tables.name(common)) for common in (False, True)}


def _gain(row: Weights) -> Weights:
    """Return what a row adds for one person against each other explanation."""
    return tuple(row[0] - each for each in row[1:])


def _most(rows: Iterable[Weights]) -> Weights:
    """Return the most that one of these rows adds."""
    gains = [_gain(row) for row in rows]
    return tuple(max(column) for column in zip(*gains, strict=True))


_NOTHING = (0,) * len(_PRIOR)


_PRIOR_GAIN = _gain(_PRIOR)
_GAINS = {
    field: {level: _gain(row) for level, row in rows.items()} for field, rows in _ROWS.items()
}
_SURNAME_GAINS = {
    level: _most([_SURNAME[False][level], _SURNAME[True][level]]) for level in _SURNAME[False]
}
_ANY_NAME = _most([_NOTHING, *_NAME[False].values(), *_NAME[True].values()])
_ANY_ADDRESS = _most([_NOTHING, *_ROWS["address"].values()])
_OTHER_ADDRESS = _most([row for level, row in _ROWS["address"].items() if level != "same"])


def _of_two(names: Mapping[bool, Mapping[str, Weights]]) -> Weights:
    """Return the most that two names add that are not written alike."""
    rows = [row for common in names.values() for level, row in common.items() if level != "same"]
    return _most([_NOTHING, *rows])


_OTHER_NAMES = tuple(map(add, _of_two(_SURNAME), _of_two(_NAME)))


def _as_read(person: Described) -> Described:
    """Return the description without what makes no difference to a reader."""
    names = ("surname", "name", "street", "street_no")
    plain = {field: fold(getattr(person, field)) for field in names}
    return msgspec.structs.replace(person, no_code_reason="", fiscal_code_status="", **plain)


def _order(person: Described) -> tuple[str, str]:
    return name_of(person.surname).whole, name_of(person.name).whole


def _readings(one: Described, other: Described, rest: Levels) -> Iterator[tuple[int, Levels]]:
    """Give the evidence with each way to read the names: as written, crosswise, as one."""
    surname, name = name_of(one.surname), name_of(one.name)
    their_surname, their_name = name_of(other.surname), name_of(other.name)
    last = nearness(surname, their_surname, surname=True)
    first = nearness(name, their_name, surname=False)
    straight = _with_names(rest, one, other, last, first)
    yield _evidence(straight, (surname, their_surname), (name, their_name)), straight
    if last == "same":
        return
    last = nearness(surname, their_name, surname=True)
    first = nearness(name, their_surname, surname=True)
    if (last or first) and not {last, first} <= {"", "vague", "other"}:
        crossed = _with_names(rest._replace(swapped=True), one, other, last, first)
        yield _evidence(crossed, (surname, their_name), (name, their_surname)) - _CROSS, crossed
    if surname.whole and their_surname.whole and not (name.whole and their_name.whole):
        mine, theirs = f"{one.surname} {one.name}", f"{other.surname} {other.name}"
        whole = nearness(name_of(mine), name_of(theirs), surname=True)
        if whole in ("same", "slip", "sounds", "near"):
            joined = _with_names(rest, one, other, whole, "same")
            yield _evidence(joined, (surname, their_surname), (name, their_name)) - _CROSS, joined


def _without_names(one: Described, other: Described, *, address: str) -> Levels:
    mine, theirs = told(one), told(other)
    return Levels(
        birth=birth_level(mine, theirs),
        birth_by_code=mine.by_code or theirs.by_code,
        sex=plain_level(mine.sex, theirs.sex),
        place=plain_level(mine.place, theirs.place),
        phone=phone_level(one.phone, other.phone),
        address=address,
    )


def _with_names(
    rest: Levels, one: Described, other: Described, surname: Nearness, name: Nearness
) -> Levels:
    code = code_level(one, other, surname, name, swapped=rest.swapped)
    if code == "same" and rest.birth in ("close", "year", "other"):
        code = "misfit"
    return rest._replace(surname=surname, name=name, code=code)


def _evidence(levels: Levels, surnames: tuple[Name, Name], names: tuple[Name, Name]) -> int:
    """Return the hundredths of a bit for one person against the best other explanation."""
    rows = [_PRIOR]
    if levels.surname:
        many = any(each.whole in COMMON_SURNAMES for each in surnames)
        rows.append(_SURNAME[many][levels.surname])
    if levels.name:
        many = any(word in COMMON_NAMES for each in names for word in each.words[:1])
        rows.append(_NAME[many][levels.name])
    for field in _WEIGHED:
        level = getattr(levels, field)
        if level:
            rows.append(_ROWS[field][level])
    sums: list[int] = [sum(column) for column in zip(*rows, strict=True)]
    return sums[0] - max(sums[1:])


@cache
def _least_evidence(score: int) -> int:
    """Return the least evidence that gives this score."""
    return next(each for each in range(-4_001, 4_002) if _score(each) >= score)


def _score(evidence: int) -> int:
    """Return 50 for no evidence either way; two bits more halve, about, what is missing to 100."""
    if abs(evidence) > 4_000:
        return 100 if evidence > 0 else 0
    return round(100 / (1 + math.exp2(-evidence / 200)))
