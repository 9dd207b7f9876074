# SPDX-License-Identifier: EUPL-1.2
"""What a fiscal code says about a person: a proposal to confirm, never a fact (UX-13)."""

from __future__ import annotations

import datetime
from functools import cache

import msgspec

from welfare_desk.core import fiscal_code
from welfare_desk.core.places import Places


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
