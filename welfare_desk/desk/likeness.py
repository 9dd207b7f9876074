# SPDX-License-Identifier: EUPL-1.2
"""Likely the same person, while typing: the reason in words, a warning and never a block."""

from __future__ import annotations

import datetime

import msgspec
from rapidfuzz.distance import JaroWinkler

from welfare_desk.core import fiscal_code
from welfare_desk.core.refusals import DeskError
from welfare_desk.core.text import fold
from welfare_desk.desk.reading import Reading
from welfare_desk.models.person import Person
from welfare_desk.store import search

CLOSE = 0.90
"""Similarity (Jaro-Winkler) from which two full names count as near."""
MOST = 5


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """A person here who may be the one being registered."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    street: str
    fiscal_code: str
    reasons: tuple[str, ...]
    """``same_code``, ``same_base_code``, ``same_name_and_birth``, ``near_name_and_birth``,
    ``same_phone_and_surname``."""
    score: int
    """0 to 100."""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What the form holds so far."""

    surname: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    fiscal_code: str = ""
    phone: str = ""


def likely_same(look: Reading, sought: Sought) -> tuple[Likeness, ...]:
    """Return the likely same people, the likeliest first, at most five."""
    found: dict[str, Person] = {}
    base = _base(look, sought.fiscal_code)
    if base:
        found |= {row.id: row for row in look.where(Person, "base_code", base)}
    if sought.phone:
        found |= {row.id: row for row in look.where(Person, "phone", sought.phone)}
    if len(sought.surname) >= 2:
        text = f"{sought.surname} {sought.name[:3]}".strip()
        ids = tuple(hit.person_id for hit in search.search(look.conn, text, 30))
        found |= look.many(Person, ids)
    views = [view for row in found.values() if (view := _compare(row, sought, base)) is not None]
    views.sort(key=lambda view: (-view.score, view.surname, view.person_id))
    return tuple(views[:MOST])


def _base(look: Reading, code: str) -> str:
    try:
        return fiscal_code.parse(code, look.today).base_text if code else ""
    except DeskError:
        return ""


def _compare(row: Person, sought: Sought, base: str) -> Likeness | None:
    reasons: list[str] = []
    score = 0
    if base and row.base_code == base:
        same = row.fiscal_code == fiscal_code.normalized(sought.fiscal_code)
        reasons.append("same_code" if same else "same_base_code")
        score = 99 if same else 97
    theirs, mine = fold(f"{row.surname} {row.name}"), fold(f"{sought.surname} {sought.name}")
    born = sought.born_on is not None and row.born_on == sought.born_on
    if born and theirs == mine:
        reasons.append("same_name_and_birth")
        score = max(score, 95)
    elif born and JaroWinkler.similarity(theirs, mine) >= CLOSE:
        reasons.append("near_name_and_birth")
        score = max(score, 85)
    if sought.phone and row.phone == sought.phone and fold(row.surname) == fold(sought.surname):
        reasons.append("same_phone_and_surname")
        score = max(score, 80)
    if not reasons:
        return None
    return Likeness(
        person_id=row.id,
        surname=row.surname,
        name=row.name,
        born_on=row.born_on,
        street=row.street,
        fiscal_code=row.fiscal_code,
        reasons=tuple(reasons),
        score=score,
    )
