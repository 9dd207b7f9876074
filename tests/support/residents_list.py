# SPDX-License-Identifier: EUPL-1.2
"""Made-up lists of residents as municipalities send them: clean, or dirty on purpose.

The same seed gives the same list.  Nobody real is meant: frequent names put together by
chance.  Each row of a dirty list carries what must become of it.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from welfare_desk.core.fiscal_code import encode
from welfare_desk.exchange.sample_names import SampleNames, sample_names

HEADING = (
    "COGNOME", "Nome", "Cod. Fiscale", "Sesso", "Data nasc.", "Luogo nascita", "Indirizzo", "CAP",
    "Comune", "Telefono",
)  # fmt: skip
TOWN_NAME = "Piazzola sul Brenta"
TODAY = date(2026, 9, 16)
_PLACES = {"G224": "PADOVA", "G587": "PIAZZOLA SUL BRENTA", "L840": "VICENZA", "H501": "ROMA"}
_FIRST_DAY = date(1930, 1, 1)
_DAYS = (date(2024, 1, 1) - _FIRST_DAY).days


class Row(NamedTuple):
    """Cells under ``HEADING``, and the first reason that must be given (or nothing)."""

    cells: list[str]
    reason: str = ""
    warning: str = ""
    raw: str = ""
    """The line as it stands in the file, where the cells cannot say it."""


class Chance:
    """Draws the people of one list."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        names: SampleNames = sample_names()
        self._surnames = names.of("it", "surname")
        self._names = {sex: names.first_names("it", sex, 1980) for sex in "MF"}
        self._streets = names.of("it", "street")
        self._codes: set[str] = set()

    def person(self, on: Callable[[date], str] = "{:%d/%m/%Y}".format) -> list[str]:
        """Return the cells of a person whom the list has not yet."""
        chance = self.draw.random
        while True:
            surname = self._surnames.pick(chance()).text
            if chance() < 0.6:
                surname = f"{surname} {self._surnames.pick(chance()).text}"
            sex = "F" if chance() < 0.5 else "M"
            name = self._names[sex].pick(chance()).text
            born_on = _FIRST_DAY + timedelta(days=int(chance() * _DAYS))
            place = list(_PLACES)[int(chance() * len(_PLACES))]
            code = encode(surname, name, sex, born_on, place)
            if code in self._codes:
                continue
            self._codes.add(code)
            street = f"{self._streets.pick(chance()).text} {1 + int(chance() * 120)}"
            phone = f"3{int(chance() * 10**9):09d}" if chance() < 0.7 else ""
            return [
                surname.upper(), name.upper(), code, sex, on(born_on), _PLACES[place], street,
                "35016", TOWN_NAME, phone,
            ]  # fmt: skip


def clean_rows(count: int, seed: int) -> Iterator[list[str]]:
    """Give so many people of whom nothing is wrong, in no order."""
    chance = Chance(seed)
    for _ in range(count):
        yield chance.person()


def write_list(
    path: Path,
    rows: Iterable[list[str]],
    *,
    heading: tuple[str, ...] = HEADING,
    delimiter: str = ";",
    encoding: str = "cp1252",
) -> Path:
    """Write a list that has no quotes in it."""
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(delimiter.join(heading) + "\r\n")
        file.writelines(delimiter.join(row) + "\r\n" for row in rows)
    return path
