# SPDX-License-Identifier: EUPL-1.2
"""Made-up people for the labelled pairs, and what changes between two visits without any error."""

from __future__ import annotations

import csv
import datetime
import random
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from welfare_desk.core.fiscal_code import encode
from welfare_desk.core.fiscal_code_tables import luhn_holds
from welfare_desk.core.likeness import Described
from welfare_desk.core.refusals import DeskError
from welfare_desk.exchange.sample_names import Word, sample_names

SPELLINGS = Path(__file__).parent / "data" / "spellings.csv"
NAMES = sample_names()
ORIGINS = (("it", 70), ("ro", 8), ("ma", 6), ("al", 4), ("bd", 3), ("cn", 3), ("ng", 3), ("ua", 3))
UNKNOWN_DAYS = ("ma", "bd", "ng")
"""Where a passport often has 1 January because the day is not known."""
_PARTS = ("ber cal dan fer gal lan mar nar per qui ros sal tar val ven zan bos col fal mon").split()  # noqa: SIM905 - because a list of words is read as text
_ENDS = ("ini etti one elli ati oni ucci aro iero asso").split()  # noqa: SIM905 - as above
T = TypeVar("T")


class Spelling(msgspec.Struct, frozen=True):
    """A row of ``spellings.csv``."""

    kind: str
    field: str
    origin: str
    one: str
    other: str


def spellings(half: int) -> tuple[Spelling, ...]:
    """Return every second row: what thresholds are chosen on is never what is published."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = [Spelling(**row) for row in csv.DictReader(lines, delimiter=";")]
    return tuple(rows[half::2])


class Chance(random.Random):
    """A seeded chance in the words of this set."""

    def happens(self, share: float) -> bool:
        """Tell whether something that happens in this share of cases happens now."""
        return self.random() < share

    def of(self, weighted: Sequence[tuple[T, float]]) -> T:
        """Return one of the things, as often as its weight says."""
        return self.choices([thing for thing, _ in weighted], [w for _, w in weighted])[0]


class Citizen(msgspec.Struct, frozen=True):
    """A person and where the names come from."""

    is_: Described
    origin: str


def citizen(
    chance: Chance, origin: str = "", sex: str = "", years: tuple[int, int] = (1935, 2024)
) -> Citizen:
    """Return somebody; a code as the tax office would assign it, most with a phone."""
    origin = origin or chance.of(ORIGINS)
    sex = sex or chance.choice("FM")
    born_on = any_date(chance, years, unknown_day=origin in UNKNOWN_DAYS and chance.happens(0.1))
    surname = shown(chance, origin, NAMES.of(origin, "surname").pick(chance.random()))
    if origin == "it" and chance.happens(0.5):
        surname = (chance.choice(_PARTS) + chance.choice(_PARTS) + chance.choice(_ENDS)).title()
    name = shown(chance, origin, first_name(chance, origin, sex, born_on.year))
    if origin == "it" and chance.happens(0.12):
        second = first_name(chance, origin, sex, born_on.year).text
        name = name if second == name else f"{name} {second}"
    abroad = origin != "it" and chance.happens(0.8)
    place = NAMES.of(*((origin, "state") if abroad else ("it", "place"))).pick(chance.random()).text
    found = Described(
        surname=surname,
        name=name,
        sex=sex,
        born_on=born_on,
        birthplace_code=place,
        phone=a_phone(chance) if chance.happens(0.85) else "",
        street=NAMES.of("it", "street").pick(chance.random()).text,
        street_no=str(1 + chance.randrange(120)),
    )
    return Citizen(with_code(found, _status(chance)), origin)


def first_name(chance: Chance, origin: str, sex: str, year: int) -> Word:
    """Return a first name of that origin and time."""
    return NAMES.first_names(origin, sex, year).pick(chance.random())


def shown(chance: Chance, origin: str, word: Word) -> str:
    """Return a name as its passport writes it, now and then in its own letters."""
    return word.written if origin != "it" and chance.happens(0.04) else word.text


def any_date(chance: Chance, years: tuple[int, int], *, unknown_day: bool = False) -> datetime.date:
    """Return a day in these years, the last included."""
    first = datetime.date(years[0], 1, 1)
    if unknown_day:
        return first.replace(year=chance.randint(*years))
    return first + datetime.timedelta(chance.randrange((years[1] - years[0] + 1) * 365))


def a_phone(chance: Chance) -> str:
    """Return a telephone number that nobody has."""
    return f"+39000{chance.randrange(10**7):07d}"


def with_code(person: Described, status: str = "") -> Described:
    """Return the person with the code that the data propose, or none where nothing can.

    How the code is known stays as it was unless another ``status`` is given.
    """
    if person.born_on is None or not person.birthplace_code:
        return without_code(person)
    try:
        code = encode(
            person.surname, person.name, person.sex, person.born_on, person.birthplace_code
        )
    except DeskError:
        return without_code(person)
    return msgspec.structs.replace(
        person,
        fiscal_code=code,
        base_code=code,
        no_code_reason="",
        fiscal_code_status=status or person.fiscal_code_status.replace("none", "") or "declared",
    )


def without_code(person: Described) -> Described:
    """Return the person without a code, with the reason that the form asks for."""
    return msgspec.structs.replace(
        person,
        fiscal_code="",
        base_code="",
        no_code_reason="Codice da verificare",
        fiscal_code_status="none",
    )


def with_provisional_code(chance: Chance, person: Described) -> Described:
    """Return the person with the eleven digits that come before a definitive code."""
    digits = f"{chance.randrange(10**7):07d}028"
    code = next(digits + last for last in "0123456789" if luhn_holds(digits + last))
    return msgspec.structs.replace(person, fiscal_code=code, base_code=code, no_code_reason="")


def later(chance: Chance, person: Described) -> Described:
    """Return the same person at another visit: what changes in life, and what is not asked.

    One in four has a new phone, one in five moved, and one in three comes without the code
    or is written down by somebody who does not ask for it.
    """
    changes: dict[str, str] = {}
    if chance.happens(0.25):
        changes["phone"] = a_phone(chance)
    elif chance.happens(0.2):
        changes["phone"] = ""
    if chance.happens(0.2):
        changes["street"] = NAMES.of("it", "street").pick(chance.random()).text
        changes["street_no"] = str(1 + chance.randrange(120))
    elif chance.happens(0.15):
        changes |= {"street": "", "street_no": ""}
    if chance.happens(0.28):
        changes["birthplace_code"] = ""
    if chance.happens(0.02):
        changes["sex"] = ""
    found = msgspec.structs.replace(person, **changes)
    return without_code(found) if chance.happens(0.33) else found


def asked_less(chance: Chance, person: Described) -> Described:
    """Return somebody else's record with as much left out as ``later`` leaves out."""
    changes: dict[str, str] = {"fiscal_code_status": _status(chance)} if person.fiscal_code else {}
    if chance.happens(0.2):
        changes["phone"] = ""
    if chance.happens(0.12):
        changes |= {"street": "", "street_no": ""}
    if chance.happens(0.28):
        changes["birthplace_code"] = ""
    found = msgspec.structs.replace(person, **changes)
    return without_code(found) if chance.happens(0.33) else found


def _status(chance: Chance) -> str:
    return chance.of((("seen", 55), ("declared", 25), ("verified", 10), ("computed", 10)))
