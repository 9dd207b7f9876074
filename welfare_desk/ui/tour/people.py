# SPDX-License-Identifier: EUPL-1.2
"""The made-up family of the tour; nobody of this name is meant."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core import fiscal_code
from welfare_desk.core.mrz import LINE_LENGTH, check_digit


class Newcomer(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody at the counter with a health card in the hand."""

    surname: str
    name: str
    sex: str
    born_on: datetime.date
    birthplace: str
    """Belfiore code."""

    @property
    def code(self) -> str:
        """The fiscal code that these data propose."""
        return fiscal_code.encode(self.surname, self.name, self.sex, self.born_on, self.birthplace)

    @property
    def full_name(self) -> str:
        """Surname and name as the window writes them."""
        return f"{self.surname} {self.name}"


NOEMI = Newcomer(
    surname="Zanforlin",
    name="Noemi",
    sex="F",
    born_on=datetime.date(1986, 3, 5),
    birthplace="G224",
)
NICOLO = Newcomer(
    surname="Dal Prà",
    name="Niccolò",
    sex="M",
    born_on=datetime.date(2013, 11, 19),
    birthplace="G587",
)
SOFIA = Newcomer(
    surname="Dal Prà",
    name="Sofia",
    sex="F",
    born_on=datetime.date(2015, 6, 21),
    birthplace="G224",
)
ANNA = Newcomer(
    surname="Bellavitis",
    name="Anna Maria",
    sex="F",
    born_on=datetime.date(1951, 4, 12),
    birthplace="G224",
)
"""Her identity card has the first of her two names only."""
MARCO = Newcomer(
    surname="Dal Prà",
    name="Marco",
    sex="M",
    born_on=datetime.date(1984, 9, 30),
    birthplace="G587",
)
PINO = Newcomer(
    surname="Sciarra",
    name="Giuseppe",
    sex="M",
    born_on=datetime.date(1947, 2, 8),
    birthplace="H501",
)
PHONE, STREET, HOUSE = "3470000123", "Via dei Tigli", "12"
ISEE = "7.420,50"


def card_zone(one: Newcomer, name: str, number: str, until: datetime.date) -> tuple[str, ...]:
    """Return the three lines on the back of an identity card, with the name that stands there."""
    first = f"C<ITA{number}{check_digit(number)}".ljust(LINE_LENGTH, "<")
    born, ends = f"{one.born_on:%y%m%d}", f"{until:%y%m%d}"
    second = f"{born}{check_digit(born)}{one.sex}{ends}{check_digit(ends)}ITA".ljust(29, "<")
    whole = check_digit(first[5:30] + second[0:7] + second[8:15] + second[18:29])
    third = f"{one.surname}<<{name}".upper().replace(" ", "<").ljust(LINE_LENGTH, "<")
    return first, second + whole, third


def stripe(one: Newcomer) -> str:
    """Return the first track of a health card as a stripe reader types it."""
    return f"%{one.code}{one.surname}<{one.name}?".upper().replace(" ", "<")


def mistyped(code: str) -> str:
    """Return the code with another check character."""
    return code[:15] + ("A" if code[15] != "A" else "B")
