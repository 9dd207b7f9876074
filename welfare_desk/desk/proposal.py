# SPDX-License-Identifier: EUPL-1.2
"""What a fiscal code says about a person: a proposal to confirm, never a fact (UX-13)."""

from __future__ import annotations

import datetime
from functools import cache

import msgspec

from welfare_desk.core import fiscal_code
from welfare_desk.core.places import Places
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import root_of
from welfare_desk.models.person import Person

MOST_KNOWN, MOST_FITTING = 3, 3
LEAST_AGREEING = 2
"""So many of name, surname, sex, date and place must fit before a code is offered."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """Birth date, sex and birthplace as the code tells them."""

    fiscal_code: str
    provisional: bool
    sex: str
    born_on: datetime.date | None
    century_doubtful: bool
    birth_candidates: tuple[datetime.date, ...]
    birthplace_code: str
    birthplace_name: str
    birthplace_known: bool


class Typed(msgspec.Struct, frozen=True, kw_only=True):
    """What the form holds beside the code."""

    surname: str = ""
    name: str = ""
    sex: str = ""
    born_on: datetime.date | None = None
    birthplace_code: str = ""


class NearCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code one slip away from the one typed, held by somebody here or fitting what is typed.

    It is offered and never put in place by itself: a code that nobody assigned may hold too.
    """

    fiscal_code: str
    person_id: str = ""
    """Who has it here, or nothing."""
    surname: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    computed: bool = False
    """True when a program made the code up from the data: nobody assigned it."""


def near_codes(look: Reading, text: str, typed: Typed) -> tuple[NearCode, ...]:
    """Return what a mistyped code may have been: people known here, then codes that fit."""
    known: dict[str, NearCode] = {}
    fitting: list[NearCode] = []
    for code in fiscal_code.near_matches(text):
        for row in look.where(Person, "fiscal_code", code):
            who = root_of(look, row.id)
            known.setdefault(
                who,
                NearCode(
                    fiscal_code=code,
                    person_id=who,
                    surname=row.surname,
                    name=row.name,
                    born_on=row.born_on,
                    computed=row.fiscal_code_status == "computed",
                ),
            )
        if _fits(code, typed, look.today):
            fitting.append(NearCode(fiscal_code=code))
    held = {near.fiscal_code for near in known.values()}
    free = [near for near in fitting if near.fiscal_code not in held]
    return (*list(known.values())[:MOST_KNOWN], *free[:MOST_FITTING])


def computed_code(typed: Typed) -> str:
    """Return the code that the typed data propose, or nothing while one of them is missing."""
    if typed.born_on is None:
        return ""
    try:
        return fiscal_code.encode(
            typed.surname, typed.name, typed.sex, typed.born_on, typed.birthplace_code
        )
    except DeskError:
        return ""


def _fits(code: str, typed: Typed, today: datetime.date) -> bool:
    try:
        parsed = fiscal_code.parse(code, today)
    except DeskError:
        return False
    if parsed.birth_on is None or places().by_code(parsed.birthplace_code) is None:
        return False
    values = (typed.surname, typed.name, typed.sex, typed.born_on, typed.birthplace_code)
    if sum(bool(value) for value in values) < LEAST_AGREEING:
        return False
    return not fiscal_code.differences(parsed, *values)


@cache
def places() -> Places:
    """Return the birthplaces, loaded once."""
    return Places.load()


def read_code(text: str, today: datetime.date) -> Proposal:
    """Return what a code proposes; refused with the reason when it is not one."""
    code = fiscal_code.parse(text, today)
    place = places().by_code(code.birthplace_code) if code.birthplace_code else None
    return Proposal(
        fiscal_code=code.text,
        provisional=code.kind == "provisional",
        sex=code.sex,
        born_on=code.birth_on,
        century_doubtful=fiscal_code.century_is_doubtful(code, today),
        birth_candidates=code.birth_candidates,
        birthplace_code=code.birthplace_code,
        birthplace_name=place.name if place else "",
        birthplace_known=place is not None or not code.birthplace_code,
    )
