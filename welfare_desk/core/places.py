# SPDX-License-Identifier: EUPL-1.2
"""Places of birth by Belfiore code, with their history, and the municipalities near us.

A code that is not in the list is a warning, never a refusal: the list has a date.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

import msgspec

from welfare_desk.core.resources import resource_path
from welfare_desk.core.text import fold

ABROAD = "EE"


class Place(msgspec.Struct, frozen=True, order=True):
    """One name of one municipality or state and the days it held; no date is an open end."""

    code: str
    name: str
    province: str
    valid_from: date | None
    valid_to: date | None
    istat_code: str
    other_name: str

    @property
    def is_state(self) -> bool:
        """Whether this is a foreign state, past or present."""
        return self.province == ABROAD

    @property
    def is_town(self) -> bool:
        """Whether this is a municipality of today, which alone has an ISTAT code."""
        return bool(self.istat_code) and self.valid_to is None

    @property
    def label(self) -> str:
        """The name as shown, such as ``Limena (PD)`` or ``Marocco``."""
        return self.name if self.is_state else f"{self.name} ({self.province})"

    def existed(self, on: date) -> bool:
        """Tell whether the place had this name on that day."""
        began = self.valid_from is None or self.valid_from <= on
        return began and (self.valid_to is None or on <= self.valid_to)


class Municipality(msgspec.Struct, frozen=True):
    """A municipality of today; the postal code is empty where it has several or none is sure."""

    istat_code: str
    name: str
    province: str
    region: str
    belfiore_code: str
    postal_code: str


class Places:
    """The list of places; a line becomes a ``Place`` when it is asked for."""

    def __init__(self, lines: list[str]) -> None:
        self._lines: dict[str, list[str]] = {}
        for line in lines:
            self._lines.setdefault(line[:4], []).append(line)

    @staticmethod
    @lru_cache(maxsize=1)
    def load() -> Places:
        """Return the list that travels with the program; read once."""
        return Places(_data_lines(resource_path("places", "places.csv")))

    def by_code(self, code: str, on: date | None = None) -> Place | None:
        """Return the place with its name of that day, or else its last name.

        Nothing when the list does not have the code.
        """
        history = self.history(code)
        if not history:
            return None
        then = [place for place in history if on is not None and place.existed(on)]
        return then[-1] if then else history[-1]

    def history(self, code: str) -> tuple[Place, ...]:
        """Return every name that a code stood for, the earliest first."""
        places = [_place(line) for line in self._lines.get(code, ())]
        return tuple(sorted(places, key=_period))

    def search(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Return places of which a name begins so, or has a word that begins so.

        Accents, case and apostrophes do not count.  Places of today come first, then by
        name; a code is found too.
        """
        wanted = fold(prefix)
        if not wanted:
            return ()
        exact = [self.by_code(wanted.upper())]
        codes = {code for key, code in self._from(wanted) if key.startswith(wanted)}
        found = {self._best_named(code, wanted) for code in codes}
        ordered = sorted(found, key=lambda place: _rank(place, wanted))
        return tuple([*(place for place in exact if place), *ordered][:limit])

    def by_istat(self, istat_code: str) -> Place | None:
        """Return the municipality of today with this ISTAT code, or nothing."""
        code = self._codes_of_today.get(istat_code)
        return None if code is None else self.by_code(code)

    def towns(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Return the municipalities of today, where people can live, found as ``search`` finds."""
        found = self.search(prefix, 10 * limit)
        return tuple(place for place in found if place.is_town)[:limit]

    @cached_property
    def _codes_of_today(self) -> dict[str, str]:
        """The code of each municipality of today by its ISTAT code."""
        cells = (line.split(";") for lines in self._lines.values() for line in lines)
        return {each[5]: each[0] for each in cells if each[5] and not each[4]}

    @cached_property
    def _keys(self) -> list[tuple[str, str]]:
        """Each name from each of its words on, with the code, for looking up a beginning."""
        keys: set[tuple[str, str]] = set()
        for code, lines in self._lines.items():
            for line in lines:
                cells = line.split(";")
                for name in filter(None, (cells[1], cells[6])):
                    parts = fold(name).split()
                    keys.update((" ".join(parts[n:]), code) for n in range(len(parts)))
        return sorted(keys)

    def _from(self, wanted: str) -> list[tuple[str, str]]:
        start = bisect_left(self._keys, (wanted, ""))
        end = bisect_left(self._keys, (wanted + "\U0010ffff", ""))
        return self._keys[start:end]

    def _best_named(self, code: str, wanted: str) -> Place:
        """Return the last of a place's names that was meant by the text."""
        named = [p for p in self.history(code) if _matches(p, wanted)]
        return named[-1]


def municipalities() -> tuple[Municipality, ...]:
    """Return the municipalities of the province, by ISTAT code."""
    return tuple(Municipality(*line.split(";")) for line in _near_lines())


def municipality(istat_code: str) -> Municipality | None:
    """Return a municipality of the province, or nothing."""
    return next((near for near in municipalities() if near.istat_code == istat_code), None)


@lru_cache(maxsize=1)
def _near_lines() -> tuple[str, ...]:
    return tuple(_data_lines(resource_path("places", "municipalities.csv")))


def _data_lines(path: Path) -> list[str]:
    """Return the lines after the comments and the line of column names."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if not line.startswith("#"))
    return lines[start + 1 :]


def _place(line: str) -> Place:
    code, name, province, valid_from, valid_to, istat_code, other_name = line.split(";")
    return Place(code, name, province, _day(valid_from), _day(valid_to), istat_code, other_name)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _period(place: Place) -> tuple[date, date]:
    return place.valid_from or date.min, place.valid_to or date.max


def _matches(place: Place, wanted: str) -> bool:
    return any(f" {fold(name)}".find(f" {wanted}") >= 0 for name in (place.name, place.other_name))


def _rank(place: Place, wanted: str) -> tuple[bool, bool, str, str]:
    name = fold(place.name)
    return place.valid_to is not None, not name.startswith(wanted), name, place.code
