# SPDX-License-Identifier: EUPL-1.2
"""Likely the same person, while typing: the reason in words, a warning and never a block."""

from __future__ import annotations

import datetime
from collections.abc import Container, Iterable, Iterator

import msgspec

from welfare_desk.core import fiscal_code
from welfare_desk.core.likeness import LIKELY, Alike, Described, alike
from welfare_desk.core.likeness_fields import near_dates
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk import same
from welfare_desk.desk.reading import Reading
from welfare_desk.models.person import Person
from welfare_desk.store import search

MOST = 5
"""So many are shown; who does not see the person among five looks for another name."""
_HITS = 30
"""So many people a search by name brings to be compared."""


class Likeness(msgspec.Struct, frozen=True, kw_only=True):
    """A person here who may be the one being registered."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    street: str
    fiscal_code: str
    reasons: tuple[str, ...]
    """Codes of ``core.likeness_reasons``, those for the same person first."""
    score: int
    """0 to 100."""
    phone: str = ""
    birthplace_code: str = ""
    former_name: str = ""
    """Surname and name under which the person was found, a record that was merged into this."""
    fiscal_code_status: str = ""


class Sought(msgspec.Struct, frozen=True, kw_only=True):
    """What the form holds so far."""

    surname: str = ""
    name: str = ""
    born_on: datetime.date | None = None
    fiscal_code: str = ""
    """As typed; one that does not hold is not looked for."""
    phone: str = ""
    """As stored, see ``core.phones.phone_stored``."""
    fiscal_code_status: str = ""
    """``seen`` or ``verified`` for one that was scanned or read from a document."""
    sex: str = ""
    birthplace_code: str = ""
    street: str = ""
    street_no: str = ""
    person_id: str = ""
    """A person who is known already and never named: the one whose data are being changed."""


def likely_same(look: Reading, sought: Sought) -> tuple[Likeness, ...]:
    """Return the likely same people, the likeliest first, at most five.

    Somebody who was merged is shown as the person that stays, once.  Whoever has the very
    code is always shown: two people may hold one, or the wrong card was read.
    """
    mine = _described(look, sought)
    own = same.cluster_of(look, sought.person_id) if sought.person_id else ()
    best: dict[str, tuple[Alike, Person, Person]] = {}
    for row in _candidates(look, mine):
        if row.id in own:
            continue
        found = alike(mine, Described.of(row))
        if not _told(mine, found):
            continue
        stays = (same.person_of(look, row.id) if row.merged_into else row) or row
        if stays.id not in best or best[stays.id][0].score < found.score:
            best[stays.id] = found, row, stays
    views = [_view(*each) for each in best.values()]
    views.sort(key=lambda view: (-view.score, view.surname, view.person_id))
    return tuple(views[:MOST])


def _described(look: Reading, sought: Sought) -> Described:
    code, base = fiscal_code.normalized(sought.fiscal_code), ""
    if code:
        try:
            base = fiscal_code.parse(code, look.today).base_text
        except DeskError:
            code = ""
    return Described(
        surname=sought.surname,
        name=sought.name,
        born_on=sought.born_on,
        sex=sought.sex,
        birthplace_code=sought.birthplace_code,
        fiscal_code=code,
        base_code=base,
        fiscal_code_status=sought.fiscal_code_status,
        phone=sought.phone,
        street=sought.street,
        street_no=sought.street_no,
    )


def _told(mine: Described, found: Alike) -> bool:
    """As long as no first name is typed, a shared telephone tells of the family."""
    if found.score >= LIKELY or "same_code" in found.reasons:
        return True
    return not mine.name and "same_phone_and_surname" in found.reasons


def _candidates(look: Reading, mine: Described) -> Iterable[Person]:
    """By code, by telephone, by birth date, and by the search index with its mistakes.

    Names alone make nobody likely, so that the index is asked only when more is typed.
    """
    found: dict[str, Person] = {}
    if mine.base_code:
        found |= _by_id(look.where(Person, "base_code", mine.base_code))
    if mine.phone:
        found |= _by_id(look.where(Person, "phone", mine.phone))
    if mine.surname or mine.name:
        for day in _days(mine.born_on):
            found |= _by_id(look.where(Person, "born_on", day))
        if mine.born_on is not None or mine.street:
            found |= _by_name(look, mine, found)
    return found.values()


def _by_name(look: Reading, mine: Described, known: Container[str]) -> dict[str, Person]:
    ids = dict.fromkeys(
        hit.person_id
        for text in _texts(mine)
        for hit in search.search(look.conn, text, _HITS)
        if hit.person_id not in known and _may_be(mine.born_on, hit.born_on)
    )
    return look.many(Person, tuple(ids))


def _may_be(born_on: datetime.date | None, theirs: datetime.date | None) -> bool:
    """Names and a birth date with nothing in common make nobody likely."""
    return born_on is None or theirs is None or near_dates(born_on, theirs)


def _by_id(rows: Iterable[Person]) -> dict[str, Person]:
    return {row.id: row for row in rows}


def _days(born_on: datetime.date | None) -> Iterator[datetime.date]:
    """The day, day and month turned, and 1 January where the day was not known."""
    if born_on is None:
        return
    days = [born_on]
    if born_on.day <= 12:
        days.append(born_on.replace(month=born_on.day, day=born_on.month))
    days.append(born_on.replace(month=1, day=1))
    yield from dict.fromkeys(days)


def _texts(mine: Described) -> Iterator[str]:
    """What to look for in the index: both names, and the surname with the year of birth."""
    surname, name = mine.surname.strip(), mine.name.strip()
    if len(surname) >= 2:
        yield f"{surname} {name[:3]}".strip()
        if mine.born_on is not None:
            yield f"{surname} {mine.born_on.year}"
    elif len(name) >= 2:
        yield name


def _view(found: Alike, row: Person, stays: Person) -> Likeness:
    former = "" if row is stays else f"{row.surname} {row.name}".strip()
    return Likeness(
        person_id=stays.id,
        surname=stays.surname,
        name=stays.name,
        born_on=stays.born_on,
        street=stays.street,
        fiscal_code=stays.fiscal_code,
        reasons=found.reasons,
        score=found.score,
        phone=stays.phone,
        birthplace_code=stays.birthplace_code,
        former_name=former,
        fiscal_code_status=stays.fiscal_code_status,
    )
