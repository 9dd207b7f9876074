# SPDX-License-Identifier: EUPL-1.2
"""The made-up family of the tour; nobody of this name is meant."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core import fiscal_code


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
PHONE, STREET, HOUSE = "3470000123", "Via dei Tigli", "12"
ISEE = "7.420,50"


def mistyped(code: str) -> str:
    """Return the code with another check character."""
    return code[:15] + ("A" if code[15] != "A" else "B")
