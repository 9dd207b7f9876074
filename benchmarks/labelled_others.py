# SPDX-License-Identifier: EUPL-1.2
"""Two people who look like one: each kind that a counter meets, made as hard as it comes."""

from __future__ import annotations

import datetime
from functools import lru_cache

from benchmarks.labelled_errors import Maker, Pair, one_digit_off, replaced
from benchmarks.labelled_people import (
    NAMES,
    UNKNOWN_DAYS,
    Chance,
    Spelling,
    a_phone,
    any_date,
    asked_less,
    citizen,
    first_name,
    with_code,
)
from welfare_desk.core.fiscal_code import encode, omocodia_variants
from welfare_desk.core.likeness import Described

_COMMON = 10
"""Namesakes bear one of the so many most frequent names."""
_A_DAY = datetime.date(1970, 1, 1)


def twins(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """Same surname, day, place and home; two first names, often alike."""
    pairs = [row for row in rows if row.kind == "twins"]
    row = chance.choice(pairs)
    first = citizen(
        chance, row.origin, row.field, (1940, 2024) if chance.happens(0.3) else (2000, 2024)
    ).is_
    one = with_code(replaced(first, name=row.one))
    if chance.happens(0.6):
        other = with_code(replaced(one, name=row.other))
    else:
        sex = chance.choice("FM")
        other = with_code(replaced(one, sex=sex, name=_other_name(chance, row.origin, sex, one)))
    if one.base_code and other.base_code == one.base_code:
        other = replaced(other, fiscal_code=omocodia_variants(one.base_code)[1])
    return one, asked_less(chance, _shares(chance, one, other, phone=0.7, home=0.9))


def siblings(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """Some years apart, mostly at the same home, some with names that are alike."""
    who = citizen(chance, years=(1960, 2015))
    sex = chance.choice("FM")
    name = _other_name(chance, who.origin, sex, who.is_)
    one = who.is_
    if chance.happens(0.2):
        row = chance.choice([row for row in rows if row.kind == "twins"])
        one = with_code(replaced(one, name=row.one, sex=row.field))
        name, sex = row.other, row.field
    born_on = _years_off(chance, one, 1, 12)
    place = one.birthplace_code
    if chance.happens(0.2):
        place = NAMES.of("it", "place").pick(chance.random()).text
    other = replaced(one, name=name, sex=sex, born_on=born_on, birthplace_code=place)
    return one, asked_less(chance, _shares(chance, one, with_code(other), phone=0.5, home=0.85))


def parent_and_child(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """The same surname and first name a generation apart."""
    one = citizen(chance, years=(1935, 1985)).is_
    born_on = _years_off(chance, one, 19, 40)
    place = one.birthplace_code
    if chance.happens(0.4):
        place = NAMES.of("it", "place").pick(chance.random()).text
    other = with_code(replaced(one, born_on=born_on, birthplace_code=place))
    return one, asked_less(chance, _shares(chance, one, other, phone=0.4, home=0.7))


def spouses(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """One phone and one home; where that is the custom, one surname."""
    who = citizen(chance, sex="F", years=(1935, 2002))
    his = citizen(chance, who.origin, "M").is_
    one = who.is_
    same_name = chance.happens(0.05 if who.origin in ("it", "ma", "cn") else 0.5)
    other = replaced(
        his,
        surname=one.surname if same_name else his.surname,
        born_on=_years_off(chance, one, -8, 8),
    )
    return one, asked_less(chance, _shares(chance, one, with_code(other), phone=0.6, home=0.95))


def same_code_typed(chance: Chance, rows: tuple[Spelling, ...]) -> Pair:
    """The card of the other one of the family was scanned: two people under one code."""
    kind = chance.choice((spouses, parent_and_child, siblings))
    one, other = kind(chance, rows)
    if not one.fiscal_code:
        return same_code_typed(chance, rows)
    return one, replaced(
        other, fiscal_code=one.fiscal_code, base_code=one.base_code, no_code_reason=""
    )


def namesakes_same_year(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Frequent names, the same year."""
    one, other = _namesakes(chance)
    assert one.born_on is not None
    year = one.born_on.year
    return one, asked_less(
        chance, with_code(replaced(other, born_on=any_date(chance, (year, year))))
    )


def namesakes_near_date(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Frequent names, and dates that differ in one digit by chance."""
    one, other = _namesakes(chance)
    assert one.born_on is not None
    return one, asked_less(
        chance, with_code(replaced(other, born_on=one_digit_off(chance, one.born_on)))
    )


def homonyms(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Frequent names and the very same day, born in two places."""
    one, other = _namesakes(chance)
    place = NAMES.of("it", "place").pick(chance.random()).text
    if place == one.birthplace_code:
        return homonyms(chance, _)
    other = with_code(replaced(other, born_on=one.born_on, birthplace_code=place))
    return one, asked_less(chance, other)


def omocodia(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Two people to whom the tax office gave variants of one code, each written from its card."""
    one, other = _namesakes(chance)
    if chance.happens(0.7):
        name, second = chance.choice(_same_letters())
        one, other = replaced(one, name=name, sex="M"), replaced(other, name=second, sex="M")
    born_on = one.born_on
    place = NAMES.of("it", "place").pick(chance.random()).text
    one = with_code(replaced(one, birthplace_code=place, born_on=born_on))
    other = with_code(replaced(other, birthplace_code=place, born_on=born_on, sex=one.sex))
    if not one.base_code or one.base_code != other.base_code:
        return omocodia(chance, _)
    variants = omocodia_variants(one.base_code)
    first = variants[0] if chance.happens(0.5) else variants[1]
    second_code = next(each for each in variants[1:4] if each != first)
    return replaced(one, fiscal_code=first), replaced(other, fiscal_code=second_code)


def shelter(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Two guests of one house: its address, its telephone, one country, often 1 January."""
    origin = chance.choice((*UNKNOWN_DAYS, "ua"))
    years = (1975, 2006)
    first = citizen(chance, origin, years=years)
    one = first.is_
    other = citizen(chance, origin, one.sex, years).is_
    if chance.happens(0.25):
        other = replaced(other, surname=one.surname)
    if chance.happens(0.25):
        assert one.born_on is not None
        one = with_code(replaced(one, born_on=one.born_on.replace(month=1, day=1)))
        other = replaced(other, born_on=one.born_on)
    other = replaced(other, birthplace_code=one.birthplace_code)
    return one, asked_less(chance, _shares(chance, one, with_code(other), phone=0.7, home=1.0))


def first_of_january(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Born on 1 January of one year in one country, and one name the same."""
    origin = chance.choice(UNKNOWN_DAYS)
    one = citizen(chance, origin, years=(1970, 2005)).is_
    assert one.born_on is not None
    one = with_code(replaced(one, born_on=one.born_on.replace(month=1, day=1)))
    other = citizen(chance, origin, one.sex).is_
    field = chance.choice(("surname", "name"))
    other = replaced(
        other,
        born_on=one.born_on,
        birthplace_code=one.birthplace_code,
        **{field: getattr(one, field)},
    )
    if (other.surname, other.name) == (one.surname, one.name):
        return first_of_january(chance, _)
    return one, asked_less(chance, with_code(other))


def cousins(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """Both named after one grandparent, a few years apart, in two homes."""
    one = citizen(chance, years=(1950, 2010)).is_
    other = replaced(
        one,
        born_on=_years_off(chance, one, 1, 9),
        phone=a_phone(chance),
        street=NAMES.of("it", "street").pick(chance.random()).text,
        street_no=str(1 + chance.randrange(120)),
    )
    if chance.happens(0.4):
        other = replaced(other, birthplace_code=NAMES.of("it", "place").pick(chance.random()).text)
    return one, asked_less(chance, with_code(other))


def near_names_same_day(chance: Chance, _: tuple[Spelling, ...]) -> Pair:
    """The same first name and day, and two surnames that are both real and nearly one."""
    surname, other_surname = chance.choice(_near_surnames())
    first = citizen(chance, "it").is_
    one = with_code(replaced(first, surname=surname))
    stranger = citizen(chance, "it", one.sex).is_
    other = replaced(stranger, surname=other_surname, name=one.name, born_on=one.born_on)
    return one, asked_less(chance, with_code(other))


def _namesakes(chance: Chance) -> Pair:
    """Two people with the same frequent names, the second born somewhere and some day."""
    who = citizen(chance)
    names = NAMES.first_names(who.origin, who.is_.sex, (who.is_.born_on or _A_DAY).year)
    surname = chance.choice(NAMES.of(who.origin, "surname").words[:_COMMON]).text
    name = chance.choice(names.words[:_COMMON]).text
    one = with_code(replaced(who.is_, surname=surname, name=name))
    other = citizen(chance, who.origin, one.sex).is_
    return one, with_code(replaced(other, surname=surname, name=name))


def _other_name(chance: Chance, origin: str, sex: str, sibling: Described) -> str:
    year = (sibling.born_on or _A_DAY).year
    while True:
        name = first_name(chance, origin, sex, year).text
        if name != sibling.name:
            return name


def _years_off(chance: Chance, person: Described, low: int, high: int) -> datetime.date:
    born_on = person.born_on or _A_DAY
    year = min(born_on.year + chance.randint(low, high), 2026)
    return any_date(chance, (year, year))


def _shares(
    chance: Chance, one: Described, other: Described, *, phone: float, home: float
) -> Described:
    changes = {"phone": one.phone if chance.happens(phone) else a_phone(chance)}
    if chance.happens(home):
        changes |= {"street": one.street, "street_no": one.street_no}
    else:
        changes |= {"street": NAMES.of("it", "street").pick(chance.random()).text}
    return replaced(other, **changes)


@lru_cache
def _same_letters() -> list[tuple[str, str]]:
    """Men's names that a code writes with the same three letters, as Mario and Mauro."""
    words = {
        word.text for era in ("", "_old", "_young") for word in NAMES.of("it", f"male{era}").words
    }
    words |= {"Mauro", "Mario", "Marino", "Moreno", "Renzo", "Rinaldo", "Aldo", "Elia", "Dario"}
    letters: dict[str, list[str]] = {}
    for word in sorted(words):
        letters.setdefault(encode("Rossi", word, "M", _A_DAY, "G224")[3:6], []).append(word)
    return [
        (one, other) for same in letters.values() for one in same for other in same if one < other
    ]


@lru_cache
def _near_surnames() -> list[tuple[str, str]]:
    """Real surnames, one letter apart."""
    words = sorted({word.text for word in NAMES.of("it", "surname").words})
    return [(a, b) for a in words for b in words if a < b and _one_letter_apart(a, b)]


def _one_letter_apart(one: str, other: str) -> bool:
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(
        long[:at] + long[at + 1 :] == short for at in range(len(long))
    )


KINDS: tuple[tuple[Maker, float], ...] = (
    (twins, 12),
    (siblings, 12),
    (namesakes_same_year, 12),
    (parent_and_child, 10),
    (spouses, 9),
    (shelter, 9),
    (namesakes_near_date, 8),
    (first_of_january, 8),
    (omocodia, 6),
    (homonyms, 5),
    (cousins, 4),
    (same_code_typed, 3),
    (near_names_same_day, 2),
)
"""Each kind and its share; every one is rarer at a counter than two people nothing like."""
