# SPDX-License-Identifier: EUPL-1.2
"""The names, places and streets that sample people are made of, read from resources/sample."""

from __future__ import annotations

import csv
from bisect import bisect_right
from itertools import accumulate
from typing import NamedTuple

from welfare_desk.core.resources import resource_path

_OLD_BEFORE = 1960
_YOUNG_SINCE = 1995


class Word(NamedTuple):
    """A text in Latin letters, and in its own where those differ."""

    text: str
    written: str


class Weighted:
    """Texts that are drawn as often as they are frequent."""

    def __init__(self, words: list[tuple[Word, int]]) -> None:
        self.words = tuple(word for word, _ in words)
        self._bounds = list(accumulate(weight for _, weight in words))
        self._total = self._bounds[-1]

    def pick(self, chance: float) -> Word:
        """Return the text at this part (0 to below 1) of all the weight."""
        return self.words[bisect_right(self._bounds, int(chance * self._total))]


class SampleNames:
    """The lists by origin (``it``, ``ro`` …) and kind, as the header of the file says."""

    def __init__(self, lists: dict[tuple[str, str], Weighted]) -> None:
        self._lists = lists

    def of(self, origin: str, kind: str) -> Weighted:
        """Return a list; it must be in the file."""
        return self._lists[origin, kind]

    def first_names(self, origin: str, sex: str, year: int) -> Weighted:
        """Return the first names given to a boy (M) or girl (F) in that year."""
        kind = "male" if sex == "M" else "female"
        era = "_old" if year < _OLD_BEFORE else "_young" if year >= _YOUNG_SINCE else ""
        return self._lists.get((origin, kind + era)) or self._lists[origin, kind]


def sample_names() -> SampleNames:
    """Return the lists of ``resources/sample/names.csv``."""
    found: dict[tuple[str, str], list[tuple[Word, int]]] = {}
    with resource_path("sample", "names.csv").open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        for row in csv.DictReader(lines, delimiter=";"):
            word = Word(row["text"], row["written"] or row["text"])
            weight = int(row["weight"])
            found.setdefault((row["origin"], row["kind"]), []).append((word, weight))
            if row["kind"] == "origin":
                found.setdefault(("", "origin"), []).append((word, weight))
    return SampleNames({key: Weighted(words) for key, words in found.items()})
