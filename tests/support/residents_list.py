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

from welfare_desk.core.fiscal_code import encode, omocodia_variants
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


Dirt = Callable[[Chance, list[str]], Row]


def _with(cells: list[str], **changes: str) -> list[str]:
    changed = list(cells)
    for field, value in changes.items():
        changed[_AT[field]] = value
    return changed


_AT = {
    "surname": 0, "name": 1, "code": 2, "sex": 3, "born_on": 4, "place": 5, "address": 6, "cap": 7,
    "town": 8, "phone": 9,
}  # fmt: skip


def _wrong_check(_: Chance, cells: list[str]) -> Row:
    code = cells[2]
    other = "A" if code[15] != "A" else "B"
    return Row(_with(cells, code=code[:15] + other), "fiscal_code_check")


def _future(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, code="", born_on="01/01/2031"), "birth_in_future")


def _no_day(chance: Chance, cells: list[str]) -> Row:
    day = chance.draw.choice(["30/02/1971", "31-04-1980", "29.02.1999", "1971-02-30"])
    return Row(_with(cells, born_on=day), "date_date")


def _no_month(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, born_on="05/13/1962"), "date_month")


def _no_date(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, born_on="non pervenuta"), "date_text")


def _no_surname(chance: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, surname=chance.draw.choice(["", "   "])), "surname_missing")


def _nobody(chance: Chance, cells: list[str]) -> Row:
    lacking = {chance.draw.choice(["name", "born_on"]): ""}
    return Row(_with(cells, code="", **lacking), "identity_missing")


def _too_long(chance: Chance, cells: list[str]) -> Row:
    field = chance.draw.choice(["surname", "name"])
    return Row(_with(cells, **{field: "LUNGHISSIMO " * 12}), "text_too_long")


def _control(chance: Chance, cells: list[str]) -> Row:
    mark = chance.draw.choice(["\x00", "\x07", "\x1b"])
    return Row(_with(cells, name=f"MA{mark}RIA"), "text_has_control_characters")


def _elsewhere(chance: Chance, cells: list[str]) -> Row:
    town = chance.draw.choice(["Padova", "PADOVA (PD)", "Comune di Limena", "028060"])
    return Row(_with(cells, town=town), "residence_elsewhere")


def _bad_month_letter(_: Chance, cells: list[str]) -> Row:
    code = cells[2]
    return Row(_with(cells, code=code[:8] + "F" + code[9:]), "fiscal_code_month")


def _short_code(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, code=cells[2][:15]), "fiscal_code_length")


def _shuffled_code(_: Chance, cells: list[str]) -> Row:
    code = cells[2]
    return Row(_with(cells, code=code[6:] + code[:6]), "fiscal_code_format")


def _broken_in_two(_: Chance, cells: list[str]) -> Row:
    return Row(cells, "row_too_few", raw=";".join(cells[:6]))


def _one_too_many(_: Chance, cells: list[str]) -> Row:
    return Row(cells, "row_too_many", raw=";".join([*cells[:6], "VIA ROMA", "scala B", *cells[6:]]))


def _open_quote(_: Chance, cells: list[str]) -> Row:
    return Row(cells, "row_unreadable", raw=";".join([f'"{cells[0]}', *cells[1:]]))


def _code_of_namesake(_: Chance, cells: list[str]) -> Row:
    wrong = _with(cells, name="ZULEICA ASSUNTA")
    return Row(wrong, "", "code_differs")


def _unread_phone(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, phone="chiedere alla figlia"), "", "phone_unread")


def _unknown_place(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, place="BORGO CHE NON C'E'"), "", "birthplace_unknown")


def _omocodia(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, code=omocodia_variants(cells[2])[5]))


def _iso(_: Chance, cells: list[str]) -> Row:
    day, month, year = cells[4].split("/")
    return Row(_with(cells, born_on=f"{year}-{month}-{day}"))


def _short_date(_: Chance, cells: list[str]) -> Row:
    day, month, year = cells[4].split("/")
    return Row(_with(cells, born_on=f"{int(day)}.{int(month)}.{year}"))


def _quoted(_: Chance, cells: list[str]) -> Row:
    quoted = _with(cells, address='Via "dei Tigli"; 4')
    return Row(quoted, raw=";".join([*cells[:6], '"Via ""dei Tigli""; 4"', *cells[7:]]))


def _formula(_: Chance, cells: list[str]) -> Row:
    return Row(_with(cells, address="=HYPERLINK(1)", code=cells[2][:15]), "fiscal_code_length")


DIRT: tuple[Dirt, ...] = (
    _wrong_check, _future, _no_day, _no_month, _no_date, _no_surname, _nobody, _too_long, _control,
    _elsewhere, _bad_month_letter, _short_code, _shuffled_code, _broken_in_two, _one_too_many,
    _open_quote, _code_of_namesake, _unread_phone, _unknown_place, _omocodia, _iso, _short_date,
    _quoted, _formula,
)  # fmt: skip


def dirty_rows(count: int, seed: int, *, share: float = 0.4) -> Iterator[Row]:
    """Give so many rows; of each kind of dirt some, and some that repeat an earlier row.

    A repeated row is the same person again, whose first row was taken.
    """
    chance = Chance(seed)
    taken: list[list[str]] = []
    for place in range(count):
        if taken and chance.draw.random() < share / 20:
            yield Row(chance.draw.choice(taken), "repeated_row")
            continue
        cells = chance.person()
        if chance.draw.random() >= share:
            row = Row(cells)
        else:
            row = DIRT[place % len(DIRT)](chance, cells)
        if not row.reason and not row.raw and len(taken) < 5_000:
            taken.append(row.cells)
        yield row


def write_dirty(path: Path, rows: Iterable[Row], *, encoding: str = "cp1252") -> list[Row]:
    """Write a dirty list; return the rows as they stand, the first one in line 2."""
    kept = list(rows)
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(";".join(HEADING) + "\r\n")
        file.writelines((row.raw or ";".join(row.cells)) + "\r\n" for row in kept)
    return kept
