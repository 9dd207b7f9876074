# SPDX-License-Identifier: EUPL-1.2
"""One person written down twice: each kind of error as counters make it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec

from benchmarks.labelled_people import (
    NAMES,
    Chance,
    Spelling,
    citizen,
    first_name,
    later,
    with_code,
    with_provisional_code,
    without_code,
)
from welfare_desk.core.fiscal_code import omocodia_variants
from welfare_desk.core.likeness import Described

Pair = tuple[Described, Described]
Maker = Callable[[Chance, tuple[Spelling, ...]], Pair]
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_MOTHERS = ("Garcia", "Lopez", "Quispe", "Fernandes", "Vargas", "Silva", "Mendoza", "Rojas")
_OLD_STATES = {"Z158": "Z118", "Z149": "Z118", "Z138": "Z135", "Z140": "Z135", "Z100": "Z118"}


def replaced(person: Described, **changes: object) -> Described:
    """Return the person with some fields written otherwise."""
    return msgspec.structs.replace(person, **changes)


def nothing_wrong(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Written down again without an error; phone, address and code as life goes."""
    person = citizen(chance).is_
    return person, later(chance, person)


def misheard(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """A name written as it was heard."""
    return _respelt(chance, rows, "heard")


def carried_over(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """A foreign name spelt as one document has it and then as another has it."""
    return _respelt(chance, rows, "carried")


def called_otherwise(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """The name used instead of that on the document."""
    return _respelt(chance, rows, "called")


def mistyped(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """A key beside the right one, a letter left out, twice, or two changed round."""
    person = citizen(chance).is_
    field = chance.choice(("surname", "name"))
    return person, _again(chance, person, **{field: slip(chance, getattr(person, field))})


def marks_dropped(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Apostrophes, accents, blanks and particles written in another way."""
    surname, written = chance.choice(
        (
            ("D'Amico", "Damico"), ("Dal Pozzo", "Dalpozzo"), ("Dall'Ò", "Dall O'"),
            ("De Rossi", "Derossi"), ("Dell'Acqua", "Dellacqua"), ("Lo Presti", "Lopresti"),
            ("El Amrani", "Elamrani"), ("Țurcanu", "Turcanu"), ("Muñoz", "Munoz"),
            ("Müller", "Muller"), ("Müller", "Mueller"), ("O'Connor", "Oconnor"),
            ("Dalla Libera", "Dallalibera"), ("Nicolò", "Nicolo'"), ("Sant'Anna", "Santanna"),
        )
    )  # fmt: skip
    person = with_code(replaced(citizen(chance).is_, surname=surname))
    return person, _again(chance, person, surname=written)


def second_name_missing(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Maria Grazia on the card, Maria (or Grazia) at the counter."""
    who = citizen(chance, "it" if chance.happens(0.7) else "")
    born_on = who.is_.born_on or datetime.date.min
    second = first_name(chance, who.origin, who.is_.sex, born_on.year).text
    first = who.is_.name.split()[0]
    if first == second:
        return second_name_missing(chance, _)
    person = with_code(replaced(who.is_, name=f"{first} {second}"))
    return person, _again(chance, person, name=first if chance.happens(0.75) else second)


def double_surname_cut(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Father's and mother's surname on the passport, one of them at the counter."""
    who = citizen(chance)
    person = with_code(replaced(who.is_, surname=f"{who.is_.surname} {chance.choice(_MOTHERS)}"))
    parts = person.surname.split()
    return person, _again(
        chance, person, surname=parts[-1] if chance.happens(0.2) else " ".join(parts[:-1])
    )


def married_name(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """A wife under her husband's surname, alone or behind her own."""
    origin = chance.of((("it", 40), ("ro", 20), ("ua", 20), ("al", 10), ("ng", 10)))
    person = citizen(chance, origin, "F", (1935, 2002)).is_
    his = NAMES.of(origin, "surname").pick(chance.random()).text
    both = origin == "it" or chance.happens(0.3)
    return person, _again(chance, person, surname=f"{person.surname} {his}" if both else his)


def fields_swapped(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Surname and name in each other's field."""
    person = citizen(chance).is_
    return person, _again(chance, person, surname=person.name, name=person.surname)


def one_name_only(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """All that the document has in one field, once in the one and once in the other."""
    person = with_code(citizen(chance, chance.choice(("bd", "ng", "ma"))).is_)
    whole = f"{person.name} {person.surname}"
    if chance.happens(0.5):
        return person, _again(chance, person, surname=whole, name="")
    alone = without_code(replaced(person, surname=person.name, name=""))
    return alone, _again(chance, alone, surname="", name=alone.surname)


def date_digit(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """One digit of the birth date misread or mistyped."""
    person = citizen(chance).is_
    assert person.born_on is not None
    return person, _again(chance, person, born_on=one_digit_off(chance, person.born_on))


def date_turned(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Day and month the American way round."""
    person = citizen(chance).is_
    assert person.born_on is not None
    days = [day for day in range(1, 13) if day != person.born_on.month]
    born_on = person.born_on.replace(day=chance.choice(days))
    person = with_code(replaced(person, born_on=born_on))
    return person, _again(
        chance, person, born_on=born_on.replace(day=born_on.month, month=born_on.day)
    )


def date_unknown(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """1 January on the permit, the true day on the new passport; sometimes no day at all."""
    person = citizen(chance, chance.choice(("ma", "bd", "ng", "ua"))).is_
    assert person.born_on is not None
    if chance.happens(0.3):
        return person, _again(chance, person, born_on=None)
    return person, _again(chance, person, born_on=person.born_on.replace(month=1, day=1))


def date_wrong(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """A date given from memory by somebody else: the year beside, another day of the month."""
    person = citizen(chance).is_
    assert person.born_on is not None
    year = person.born_on.year + chance.choice((-2, -1, 0, 0, 1, 2))
    days = [day for day in range(1, 29) if day != person.born_on.day]
    other = person.born_on.replace(year=year, day=chance.choice(days))
    return person, _again(chance, person, born_on=other)


def little_known(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Taken down by telephone: the name and a number, no date, no place, no code."""
    person = citizen(chance).is_
    bare = Described(surname=person.surname, name=person.name, phone=person.phone)
    return person, bare


def code_otherwise(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """The code computed from another birthplace, or the eleven digits before the definitive."""
    who = citizen(chance)
    person = who.is_
    if who.origin != "it" and chance.happens(0.5):
        return with_provisional_code(chance, person), later(chance, person)
    former = _OLD_STATES.get(person.birthplace_code, "")
    place = former or NAMES.of("it", "place").pick(chance.random()).text
    wrong = with_code(replaced(later(chance, person), birthplace_code=place), "computed")
    return person, wrong


def code_base_and_assigned(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """An assigned code with letters for digits, once written without them or computed."""
    person = citizen(chance).is_
    person = person if person.base_code else with_code(citizen(chance, "it").is_)
    assigned = chance.choice(omocodia_variants(person.base_code)[1:8])
    second = later(chance, person)
    return replaced(person, fiscal_code=assigned), replaced(
        second,
        fiscal_code=person.base_code,
        base_code=person.base_code,
        no_code_reason="",
        fiscal_code_status=chance.choice(("computed", "declared")),
    )


def name_changed(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """A new surname or first name by decree, with a new code."""
    who = citizen(chance)
    person = who.is_
    born_on = person.born_on or datetime.date.min
    changes = (
        {"surname": NAMES.of(who.origin, "surname").pick(chance.random()).text}
        if chance.happens(0.6)
        else {"name": first_name(chance, who.origin, person.sex, born_on.year).text}
    )
    return person, with_code(replaced(later(chance, person), **changes), "seen")


def two_errors(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """A name written otherwise and something wrong with the date or the other name."""
    person, other = chance.choice((misheard, carried_over, mistyped, second_name_missing))(
        chance, rows
    )
    assert person.born_on is not None
    if chance.happens(0.5):
        return person, without_code(replaced(other, born_on=one_digit_off(chance, person.born_on)))
    field = chance.choice(("surname", "name"))
    return person, without_code(replaced(other, **{field: slip(chance, getattr(other, field))}))


def slip(chance: Chance, text: str) -> str:
    """Return the text with one slip of a finger, never in a blank."""
    places = [at for at, letter in enumerate(text) if letter.isalpha()]
    at = chance.choice(places[1:] or places)
    kind = chance.of((("beside", 35), ("missing", 25), ("twice", 15), ("turned", 25)))
    letter = text[at]
    if kind == "missing" and len(places) > 2:
        return text[:at] + text[at + 1 :]
    if kind == "twice":
        return text[:at] + letter + text[at:]
    if kind == "turned" and at + 1 < len(text) and text[at + 1].isalpha():
        return text[:at] + text[at + 1] + letter + text[at + 2 :]
    row = next((row for row in _KEYS if letter.lower() in row), "")
    if not row:
        return text[:at] + letter + text[at:]
    place = row.index(letter.lower())
    return text[:at] + row[place - 1 if place else 1] + text[at + 1 :]


def one_digit_off(chance: Chance, day: datetime.date) -> datetime.date:
    """Return the date with one other digit, a date that exists and is not in the future."""
    digits = f"{day:%Y%m%d}"
    while True:
        at = chance.randrange(2, 8)
        text = digits[:at] + chance.choice("0123456789") + digits[at + 1 :]
        try:
            found = datetime.datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a birth date has no zone
        except ValueError:
            continue
        if found != day and 1920 <= found.year <= 2026:
            return found


def _respelt(chance: Chance, rows: tuple[Spelling, ...], kind: str) -> Pair:
    row = chance.choice([row for row in rows if row.kind == kind])
    person = citizen(chance, row.origin).is_
    one, other = (row.one, row.other) if chance.happens(0.7) else (row.other, row.one)
    person = with_code(replaced(person, **{row.field: one}))
    return person, _again(chance, person, **{row.field: other})


def _again(chance: Chance, person: Described, **changes: object) -> Described:
    """Return the person written down later with an error, the code read, left out or computed.

    Whoever reads the code from a card is rarely the one who writes the name wrong: of these
    codes fewer are right than of people written down without an error.
    """
    found = replaced(later(chance, person), **changes)
    if chance.happens(0.08) and found.born_on is not None:
        return with_code(replaced(found, birthplace_code=person.birthplace_code), "computed")
    return without_code(found) if chance.happens(0.4) else found


KINDS: tuple[tuple[Maker, float], ...] = (
    (nothing_wrong, 8),
    (misheard, 12),
    (mistyped, 12),
    (carried_over, 12),
    (second_name_missing, 8),
    (two_errors, 8),
    (called_otherwise, 6),
    (date_digit, 6),
    (code_otherwise, 6),
    (marks_dropped, 5),
    (double_surname_cut, 5),
    (fields_swapped, 5),
    (date_unknown, 5),
    (married_name, 4),
    (date_turned, 3),
    (little_known, 3),
    (date_wrong, 2),
    (one_name_only, 2),
    (code_base_and_assigned, 2),
    (name_changed, 1),
)
"""Each kind and how often a counter meets it among people written down twice."""
