# SPDX-License-Identifier: EUPL-1.2
"""Made-up lists of applications for a fund, dirty on purpose: the same seed, the same list.

Each row carries the reason for which it must be refused, or nothing where it must be filed,
and what the household is: its size, children and ISEE.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from tests.support.residents_list import TOWN_NAME, Chance
from welfare_desk.core.fiscal_code import encode

HEADING = (
    "Cognome", "Nome", "Cod. Fiscale", "Nato il", "Indirizzo", "Comune", "Telefono",
    "N. componenti", "Altri componenti", "Disabili", "Valore ISEE", "Data ISEE",
    "Altri sostegni", "Residente dal", "Data domanda", "N. protocollo",
)  # fmt: skip
FAULTS: tuple[tuple[str, str], ...] = (
    ("check", "fiscal_code_check"),
    ("again", "repeated_row"),
    ("spouse", "household_row"),
    ("words", "amount_unreadable"),
    ("no_isee", "isee_missing"),
    ("old_isee", "isee_expired"),
    ("nameless", "members_unknown"),
    ("miscounted", "members_differ"),
    ("no_surname", "surname_missing"),
    ("elsewhere", "residence_elsewhere"),
    ("size", "count_unreadable"),
    ("day", "day_unreadable"),
    ("early", "filed_outside"),
    ("half", "row_too_few"),
    ("since", "declared_missing"),
)
"""What is wrong with a row, and the first reason that must be given."""


class Home(NamedTuple):
    """What the rules look at of a row's household."""

    size: int
    births: tuple[date, ...]
    disabled: int
    isee_cents: int
    supports: tuple[str, ...]
    support_cents: int


class Row(NamedTuple):
    """Cells under ``HEADING``; the first reason of its refusal, or nothing."""

    cells: tuple[str, ...]
    reason: str
    home: Home
    fault: str = ""


class Families:
    """Draws the households of one list."""

    def __init__(self, seed: int, today: date, opened: date) -> None:
        self.draw = random.Random(seed)
        self._people = Chance(seed)
        self._today = today
        self._opened = opened
        self._number = 0

    def row(self) -> Row:
        """Return a row of which nothing is wrong, written as dirty lists are."""
        draw = self.draw
        self._number += 1
        while True:
            person = self._people.person()
            born_on = _day(person[4])
            if 20 <= (self._today - born_on).days / 365.25 < 90:
                break
        size = draw.choices((1, 2, 3, 4, 5, 6), (30, 22, 20, 16, 8, 4))[0]
        others = [self._child() if n else self._people.person() for n in range(size - 1)]
        births = [born_on, *(_day(each[4]) for each in others)]
        isee = draw.randrange(0, 1_040_000, 100)
        disabled = draw.choices((0, 1), (9, 1))[0]
        supports, support_cents, support_text = self._support()
        days = (self._today - self._opened).days + 1
        cells = (
            person[0],
            person[1],
            draw.choice((person[2], person[2].lower(), f" {person[2]} ")),
            draw.choice((person[4], f"{born_on:%d.%m.%Y}", born_on.isoformat())),
            person[6],
            TOWN_NAME,
            person[9],
            draw.choice((str(size), f"{size} persone", _IN_WORDS[size])),
            "; ".join(f"{each[0]} {each[1]} {each[2]}" for each in others),
            str(disabled) if disabled else draw.choice(("", "0", "nessuno")),
            self._amount(isee),
            f"{self._today.replace(month=1, day=20):%d/%m/%Y}",
            support_text,
            f"{self._today - timedelta(days=draw.randrange(400, 9_000)):%d/%m/%Y}",
            f"{self._opened + timedelta(days=draw.randrange(days)):%d/%m/%Y}",
            f"{self._number:05d}/{self._today.year}",
        )  # fmt: skip
        home = Home(size, tuple(births), disabled, isee, supports, support_cents)
        return Row(cells, "", home)

    def _child(self) -> list[str]:
        draw = self.draw
        person = self._people.person()
        born_on = self._today - timedelta(days=draw.randrange(30, 9_000))
        sex = person[3]
        code = encode(person[0], person[1], sex, born_on, "G224")
        return [person[0], person[1], code, sex, f"{born_on:%d/%m/%Y}", *person[5:]]

    def _support(self) -> tuple[tuple[str, ...], int, str]:
        kind = self.draw.random()
        if kind < 0.7:
            return (), 0, self.draw.choice(("", "no", "Nessuno", "-"))
        if kind < 0.72:
            return ("adi",), 48_000, "ADI 480 €"
        if kind < 0.86:
            return ("single_allowance",), 11_000, "assegno unico (110 euro)"
        return ("rent",), 20_000, "Contributo affitto € 200,00"

    def _amount(self, cents: int) -> str:
        whole = f"{cents // 100:,}".replace(",", ".")
        return self.draw.choice(
            (str(cents // 100), f"€ {whole},{cents % 100:02d}", f"{whole},00", f"{whole} euro")
        )


def _day(text: str) -> date:
    day, month, year = map(int, text.split("/"))
    return date(year, month, day)


_IN_WORDS = {1: "uno", 2: "due", 3: "tre", 4: "quattro", 5: "cinque", 6: "sei"}


def dirty_rows(count: int, seed: int, *, today: date, opened: date, faults: int) -> list[Row]:
    """Return so many rows, ``faults`` of them with something wrong, spread among the others."""
    families = Families(seed, today, opened)
    good = [families.row() for _ in range(count - faults)]
    rows = list(good)
    for number in range(faults):
        fault, reason = FAULTS[number % len(FAULTS)]
        of = families.draw.choice(good) if fault in ("again", "spouse") else families.row()
        while fault == "spouse" and of.home.size < 2:
            of = families.draw.choice(good)
        cells = _SPOIL[fault](list(of.cells), families)
        first = good.index(of) if of in good else -1
        place = families.draw.randrange(_place_of(rows, of) + 1 if first >= 0 else 0, len(rows) + 1)
        rows.insert(place, Row(tuple(cells), reason, of.home, fault))
    return rows


def _place_of(rows: Sequence[Row], of: Row) -> int:
    return next(place for place, row in enumerate(rows) if row is of)


def _at(field: str) -> int:
    return HEADING.index(field)


def _set(field: str, text: str) -> Callable[[list[str], Families], list[str]]:
    def spoil(cells: list[str], _families: Families) -> list[str]:
        cells[_at(field)] = text
        return cells

    return spoil


def _check(cells: list[str], _families: Families) -> list[str]:
    code = cells[2].strip().upper()
    cells[2] = code[:-1] + ("A" if code[-1] != "A" else "B")
    return cells


def _spouse(cells: list[str], _families: Families) -> list[str]:
    surname, *rest = cells[8].split("; ")[0].rsplit(" ", 1)
    own = f"{cells[0]} {cells[1]} {cells[2].strip().upper()}"
    others = [own, *cells[8].split("; ")[1:]]
    words = surname.split()
    cells[0], cells[1], cells[2] = " ".join(words[:-1]), words[-1], rest[0]
    cells[3], cells[8] = "", "; ".join(others)
    return cells


def _nameless(cells: list[str], _families: Families) -> list[str]:
    cells[7], cells[8] = "3", ""
    return cells


def _miscounted(cells: list[str], _families: Families) -> list[str]:
    code = encode("ROSSI", "ANNA", "F", date(1980, 1, 1), "G224")
    cells[7], cells[8] = "5", f"ROSSI ANNA {code}"
    return cells


_SPOIL: dict[str, Callable[[list[str], Families], list[str]]] = {
    "check": _check,
    "again": lambda cells, _families: cells,
    "spouse": _spouse,
    "words": _set("Valore ISEE", "circa settemila"),
    "no_isee": _set("Valore ISEE", ""),
    "old_isee": lambda cells, families: _set(
        "Data ISEE", f"20/01/{families._today.year - 1}"
    )(cells, families),
    "nameless": _nameless,
    "miscounted": _miscounted,
    "no_surname": _set("Cognome", ""),
    "elsewhere": _set("Comune", "Campodoro"),
    "size": _set("N. componenti", "boh"),
    "day": _set("Residente dal", "31/02/2020"),
    "early": _set("Data domanda", "03/01/2019"),
    "half": lambda cells, _families: cells[:9],
    "since": _set("Residente dal", ""),
}  # fmt: skip


def write_csv(path: Path, rows: Sequence[Row]) -> Path:
    """Write the list as offices send it: a title above, semicolons, Windows letters."""
    with path.open("w", encoding="cp1252", newline="", errors="replace") as file:
        file.write("Domande raccolte allo sportello del volontariato\r\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(HEADING)
        writer.writerows(row.cells for row in rows)
    return path


def write_xlsx(path: Path, rows: Sequence[Row]) -> Path:
    """Write the list as a spreadsheet, amounts as the texts that they are."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Domande")
    sheet.append(list(HEADING))
    for row in rows:
        sheet.append(list(row.cells))
    book.save(path)
    return path
