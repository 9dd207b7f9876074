# SPDX-License-Identifier: EUPL-1.2
"""By which words a person is found, and what a typed text asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from welfare_desk.core.text import fold, words
from welfare_desk.core.text_tables import JOINERS
from welfare_desk.models.person import Person

Column = Literal["surname", "name", "other"]
COLUMNS: tuple[Column, ...] = ("surname", "name", "other")
_NAMES: tuple[Column, ...] = ("surname", "name")

_SHORT = 4
"""Below this many letters a word is looked for in names only: fiscal codes would drown them."""
_MOST_WORDS = 6
_PHONE_DIGITS = 5
_DATE = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})(?:[./-](\d{1,4}))?(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_AFTER_JOINER = re.compile(rf"[{re.escape(JOINERS)}]\s*(\w[\w{re.escape(JOINERS)}]*)")
_NOT_PHONE = re.compile(r"[^\d\s+()./-]")


class Found(NamedTuple):
    """What the index keeps of a person."""

    sort_key: str
    surname: str
    name: str
    other: str

    @property
    def text(self) -> str:
        """The words by column, for matching a few people without the index."""
        return "|".join(f" {part} " for part in (self.surname, self.name, self.other))


class Word(NamedTuple):
    """A typed word, and where it may stand."""

    text: str
    columns: tuple[Column, ...] = COLUMNS
    whole: bool = False
    """True when it is not the beginning of a longer word."""

    def matches(self, sections: dict[Column, str]) -> bool:
        """Tell whether a person with these words has it."""
        sought = f" {self.text} " if self.whole else f" {self.text}"
        return any(sought in sections[column] for column in self.columns)


Option = tuple[Word, ...]
"""Words that must all be found; a text has several readings."""


def of_person(person: Person) -> Found:
    """Return what a person is found by."""
    surname, surname_words = _name_words(person.surname)
    name, name_words = _name_words(person.name)
    return Found(
        sort_key=f"{surname.replace(' ', '')} {name}",
        surname=surname_words,
        name=name_words,
        other=" ".join(dict.fromkeys(_other_words(person))),
    )


def sections_of(text: str) -> dict[Column, str]:
    """Return ``Found.text`` by column."""
    return dict(zip(COLUMNS, text.split("|"), strict=True))


def options(text: str) -> tuple[Option, ...]:
    """Return the readings of a typed text; none when it holds no word."""
    readings = [_option(_words(text))]
    digits = "".join(c for c in text if c.isdigit())
    if len(digits) >= _PHONE_DIGITS and not _NOT_PHONE.search(text):
        readings += _phone_options(digits)
    if readings[0]:
        plain = [word.text for word in readings[0]]
        readings += [_option(joined) for joined in _joined(plain)]
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _option(plain: Iterable[str]) -> Option:
    return tuple(_word(each) for each in plain)


def _word(text: str) -> Word:
    if text.isdigit():
        return Word(text, ("other",), whole=len(text) < 3)
    return Word(text, _NAMES if len(text) < _SHORT else COLUMNS)


def _words(text: str) -> list[str]:
    dates = []

    def iso(found: re.Match[str]) -> str:
        dates.append(f"{int(found[3]):02d}{int(found[2]):02d}{found[1]}")
        return " "

    def italian(found: re.Match[str]) -> str:
        dates.append(f"{int(found[1]):02d}{int(found[2]):02d}{found[3] or ''}")
        return " "

    rest = _DATE.sub(italian, _ISO.sub(iso, text))
    return list(dict.fromkeys([*words(rest), *dates]))[:_MOST_WORDS]


def _phone_options(digits: str) -> Iterator[Option]:
    for prefix in ("0039", "39", ""):
        if digits.startswith(prefix) and len(digits) > len(prefix):
            yield (Word(digits[len(prefix) :], ("other",)),)
    yield (Word(_reversed(digits), ("other",)),)


def _joined(plain: list[str]) -> Iterator[list[str]]:
    """De Luca may be stored as Deluca, and a fiscal code typed in groups."""
    joints = len(plain) - 1
    if not 0 < joints < 4:
        return
    for pattern in range(1, 1 << joints):
        reading = [plain[0]]
        for at, word in enumerate(plain[1:]):
            if pattern >> at & 1:
                reading[-1] += word
            else:
                reading.append(word)
        yield reading


@lru_cache(maxsize=4096)
def _name_words(text: str) -> tuple[str, str]:
    """Return the folded text, and the words it is found by."""
    folded = fold(text)
    plain = folded.split()
    found = dict.fromkeys(plain)
    # D'Angelo is dangelo, and angelo too; De Luca is de, luca and deluca.
    for after in _AFTER_JOINER.findall(text):
        found |= dict.fromkeys(words(after))
    for start in range(len(plain)):
        for end in range(start + 2, min(len(plain), start + 4) + 1):
            found["".join(plain[start:end])] = None
    return folded, " ".join(found)


def _other_words(person: Person) -> Iterator[str]:
    if person.born_on is not None:
        year = f"{person.born_on.year:04d}"
        day = f"{person.born_on.day:02d}{person.born_on.month:02d}"
        yield year
        yield year[2:]
        yield day + year
        yield day + year[2:]
    for code in (person.fiscal_code, person.base_code):
        if code:
            yield fold(code).replace(" ", "")
    digits = "".join(c for c in person.phone if c.isdigit())
    if digits:
        national = digits.removeprefix("39") if person.phone.startswith("+39") else digits
        yield national
        yield _reversed(national)


def _reversed(digits: str) -> str:
    # The letter keeps the end of a number apart from the beginning of another.
    return "t" + digits[::-1]
