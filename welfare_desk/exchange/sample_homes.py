# SPDX-License-Identifier: EUPL-1.2
"""Who lives together in a sample household: ages, origins, names, birthplaces."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from welfare_desk.core.dates import age
from welfare_desk.exchange.sample_names import SampleNames, Word

Chance = Callable[[], float]
"""Draws a number from 0 to below 1."""

_SIZE_BOUNDS = (0.30, 0.57, 0.76, 0.92, 0.98)
"""Share of households of at most 1, 2, 3, 4, 5 members; the others have six."""
_DAYS_A_YEAR = 365.2425


class Member(NamedTuple):
    """A person of a household, before there is an operation; ``place`` is a Belfiore code."""

    surname: Word
    name: Word
    sex: str
    born_on: date
    place: str
    origin: str
    role: str


def draw_members(chance: Chance, names: SampleNames, today: date) -> list[Member]:
    """Return the members of one household, one to six, the applicant first.

    Wives keep their surname and children have their father's; about one person in eight was
    born abroad, fewer of the old.
    """
    size = 1 + bisect_right(_SIZE_BOUNDS, chance())
    return _Family(chance, names, today).members(size)


class _Family:
    def __init__(self, chance: Chance, names: SampleNames, today: date) -> None:
        self._chance = chance
        self._names = names
        self._today = today
        self._taken: set[str] = set()

    def members(self, size: int) -> list[Member]:
        chance = self._chance
        alone = size == 1
        couple = size > 1 and chance() < (0.7 if size == 2 else 0.85)
        years = self._years(20, 95) if alone else self._parent_years(couple and size == 2)
        origin = self._origin(years)
        sex = "F" if chance() < 0.6 else "M"
        applicant = self._member(origin, sex, years, "applicant", born_abroad=origin != "it")
        found = [applicant]
        if couple:
            found.append(self._spouse(applicant, years))
        if size >= 5 and chance() < 0.4:
            found.append(self._grandparent(applicant, years))
        father = next((each for each in found[:2] if each.sex == "M"), applicant)
        while len(found) < size:
            found.append(self._child(father, found[: 1 + couple], years))
        return found

    def _years(self, low: int, high: int) -> int:
        return low + int(self._chance() * (high - low))

    def _parent_years(self, no_children: bool) -> int:
        return self._years(24, 90) if no_children else self._years(23, 60)

    def _origin(self, years: int) -> str:
        origin = self._names.of("", "origin").pick(self._chance()).text
        return "it" if years >= 65 and self._chance() < 0.7 else origin

    def _spouse(self, applicant: Member, years: int) -> Member:
        mixed = self._chance() < 0.06
        origin = self._origin(years) if mixed else applicant.origin
        sex = "M" if applicant.sex == "F" else "F"
        about = max(20, years - 6 + int(self._chance() * 12))
        return self._member(origin, sex, about, "spouse", born_abroad=origin != "it")

    def _grandparent(self, child: Member, years: int) -> Member:
        about = min(97, years + self._years(22, 36))
        sex = "F" if self._chance() < 0.7 else "M"
        surname = child.surname if sex == "M" else None
        abroad = child.origin != "it"
        return self._member(child.origin, sex, about, "parent", abroad, surname)

    def _child(self, father: Member, parents: list[Member], years: int) -> Member:
        youngest = min(age(parent.born_on, self._today) for parent in parents)
        oldest = min(35, max(1, youngest - 19))
        about = self._years(max(0, min(youngest - 42, oldest - 1)), oldest)
        sex = "F" if self._chance() < 0.49 else "M"
        abroad = parents[0].origin != "it" and self._chance() < 0.35
        return self._member(father.origin, sex, about, "child", abroad, father.surname)

    def _member(
        self,
        origin: str,
        sex: str,
        years: int,
        role: str,
        born_abroad: bool,
        surname: Word | None = None,
    ) -> Member:
        chance = self._chance
        days = int((years + chance()) * _DAYS_A_YEAR)
        born_on = self._today - timedelta(days=days)
        # A child of a mixed couple born abroad was born where its father's people live.
        kind = ("state", origin) if born_abroad and origin != "it" else ("place", "it")
        return Member(
            surname=surname or self._names.of(origin, "surname").pick(chance()),
            name=self._first_name(origin, sex, born_on.year),
            sex=sex,
            born_on=born_on,
            place=self._names.of(kind[1], kind[0]).pick(chance()).text,
            origin=origin,
            role=role,
        )

    def _first_name(self, origin: str, sex: str, year: int) -> Word:
        names = self._names.first_names(origin, sex, year)
        while True:
            name = names.pick(self._chance())
            if name.text not in self._taken:
                self._taken.add(name.text)
                return name
