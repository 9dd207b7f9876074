# SPDX-License-Identifier: EUPL-1.2
"""Confusions and slips: what is stored, what is typed for it, and who should be found."""

from __future__ import annotations

import csv
import datetime
import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.search_people import person
from benchmarks.search_sessions import slip
from welfare_desk.models.person import Person
from welfare_desk.store.search_words import entry_of

Beside = tuple[str, ...]
"""What is typed beside the surname: ``name``, ``year``."""
FILE = Path(__file__).parent / "data" / "search_confusions.csv"
SLIPS = 1_000
_TOP = 20
_FIRST_ROWS = 3


class Case(NamedTuple):
    """A text typed for a person."""

    kind: str
    typed: str
    person: Person

    @property
    def stored(self) -> str:
        """The person as stored."""
        return f"{self.person.surname} {self.person.name}".strip()


class Score(NamedTuple):
    """How many of a kind are among the first rows, and which were not."""

    cases: int
    first: int
    top: int
    misses: tuple[Case, ...]
    """Not among the first three."""
    lost: tuple[Case, ...]
    """Not among the first twenty."""


def confused_people() -> list[tuple[Person, dict[str, str]]]:
    """Return the people of the file, each once a row, with the row."""
    chance = random.Random(5)
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader((line for line in file if line[0] != "#"), delimiter=";"))
    return [
        (person(5_000_000 + at, row["surname"], row["name"], "it", chance), row)
        for at, row in enumerate(rows)
    ]


def confusions(people: Iterable[tuple[Person, dict[str, str]]], *, year: bool) -> list[Case]:
    """Return the typed texts of the file, with the birth year of two digits or without."""
    found = []
    for row, case in people:
        assert row.born_on is not None
        typed = f"{case['typed_surname']} {case['typed_name']}".strip()
        if year:
            typed += f" {row.born_on:%y}"
        found.append(Case(case["kind"], typed, row))
    return found


def slips(rows: Sequence[Person], beside: Beside, seed: int = 8) -> list[Case]:
    """Return texts with one slip of the finger in the surname, beside what else is known."""
    chance = random.Random(seed)
    found: list[Case] = []
    while len(found) < SLIPS:
        row = chance.choice(rows)
        words = row.surname.lower().split()
        at = max(range(len(words)), key=lambda each: len(words[each]))
        if len(words[at]) < 4 or not row.surname.isascii() or not row.name:
            continue
        assert isinstance(row.born_on, datetime.date)
        words[at] = slip(words[at], chance)
        if "name" in beside:
            words.append(row.name.lower())
        if "year" in beside:
            words.append(f"{row.born_on:%y}" if "name" in beside else f"{row.born_on:%Y}")
        found.append(Case("one slip", " ".join(words), row))
    return found


def best_possible(
    rows: Iterable[Person], cases: Iterable[Case], beside: Beside
) -> tuple[float, float, int]:
    """Return the shares that nobody could exceed among the first three and twenty.

    Whoever knew which person's name and year are meant could still not tell those apart who
    have the same; the third is the number of cases with more of them than are shown.
    """
    counts = Counter(_known(row, beside) for row in rows)
    same = [counts[_known(case.person, beside)] for case in cases]
    first, top = (
        sum(min(1.0, shown / each) for each in same) / len(same) for shown in (_FIRST_ROWS, _TOP)
    )
    return first, top, sum(each > _TOP for each in same)


def _known(row: Person, beside: Beside) -> tuple[object, ...]:
    name = entry_of(row.name) if "name" in beside else ""
    year = row.born_on.year if row.born_on is not None and "year" in beside else 0
    return entry_of(row.surname), name, year


def score(
    cases: Iterable[Case],
    find: Callable[[str], list[str]],
    may_find: Callable[[str, str], bool] = lambda text, person_id: True,
) -> dict[str, Score]:
    """Return by kind how often the person is among the first three and twenty found.

    Where ``may_find`` tells that the person is not among those found, nobody is looked for.
    """
    marks: dict[str, list[tuple[Case, int]]] = {}
    for case in cases:
        found = find(case.typed)[:_TOP] if may_find(case.typed, case.person.id) else []
        place = found.index(case.person.id) if case.person.id in found else _TOP
        marks.setdefault(case.kind, []).append((case, place))
    return {
        kind: Score(
            cases=len(each),
            first=sum(place < _FIRST_ROWS for _, place in each),
            top=sum(place < _TOP for _, place in each),
            misses=tuple(case for case, place in each if place >= _FIRST_ROWS),
            lost=tuple(case for case, place in each if place >= _TOP),
        )
        for kind, each in marks.items()
    }
