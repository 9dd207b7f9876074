# SPDX-License-Identifier: EUPL-1.2
"""Which column of a list holds what: proposed with its certainty, set by hand, remembered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

import msgspec

from welfare_desk.core.fiscal_code import differences, parse
from welfare_desk.core.refusals import DeskError, ImportColumnsMissing, ImportColumnUnknown
from welfare_desk.exchange import residents_words as words
from welfare_desk.exchange.residents_file import Source, SourceRow

Columns = tuple[str, ...]
"""What each column of the heading holds: a name of ``FIELDS``, or nothing."""

FIELDS: tuple[str, ...] = tuple(words.HEADINGS)
SURE = 80
"""Below this a person should look at the proposal."""
_ENOUGH = 0.8
"""So much of what stands in a column must look like it."""

Why = Literal["heading", "values", "remembered", "hand", "none"]


class Column(msgspec.Struct, frozen=True, kw_only=True):
    """A column of the file and what it seems to hold; ``field`` is empty where it is not used."""

    heading: str
    field: str
    certainty: int
    """0 to 100; what is not used needs none."""
    why: Why
    samples: tuple[str, ...]
    """Its first three values."""


def propose(
    source: Source, sample: Sequence[SourceRow], remembered: Columns | None, today: date
) -> tuple[Column, ...]:
    """Return what each column holds, by its heading and by the values in it.

    What was chosen for the same heading before comes first.
    """
    values = [
        tuple(row.cells[place] for row in sample if not row.flaw)
        for place in range(len(source.header))
    ]
    if remembered is not None and len(remembered) == len(source.header):
        chosen = [(field, 100 if field else 0, _why(field, "remembered")) for field in remembered]
    else:
        chosen = _guessed(source.header, values, today)
    return tuple(
        Column(heading=heading, field=field, certainty=certainty, why=why, samples=_few(column))
        for heading, (field, certainty, why), column in zip(
            source.header, chosen, values, strict=True
        )
    )


def set_by_hand(proposed: Sequence[Column], chosen: Mapping[str, str]) -> tuple[Column, ...]:
    """Return the columns with fields given to headings (or to their numbers, from 1) by hand.

    A field goes to one column; with an empty heading it goes to none.  Refused with
    ``ImportColumnUnknown``.
    """
    found = list(proposed)
    for field, heading in chosen.items():
        if field not in FIELDS:
            raise ImportColumnUnknown(column=field)
        place = _place(proposed, heading) if heading else None
        for at, column in enumerate(found):
            if column.field == field or at == place:
                found[at] = msgspec.structs.replace(column, field="", certainty=0, why="none")
        if place is not None:
            found[place] = msgspec.structs.replace(
                found[place], field=field, certainty=100, why="hand"
            )
    return tuple(found)


def fields_of(columns: Iterable[Column]) -> Columns:
    """Return what each column holds."""
    return tuple(column.field for column in columns)


def missing(columns: Columns) -> tuple[str, ...]:
    """Return what is needed and in no column: a surname, and a code or name and birth date."""
    has = set(columns) - {""}
    lacking = []
    if not has & {"surname", "full_name", "given_first"}:
        lacking.append("surname")
    if "fiscal_code" not in has:
        if not has & {"name", "full_name", "given_first"}:
            lacking.append("name")
        if "born_on" not in has:
            lacking.append("born_on")
    return tuple(lacking)


def require(columns: Columns) -> None:
    """Refuse columns that could make nobody, with ``ImportColumnsMissing``."""
    lacking = missing(columns)
    if lacking:
        raise ImportColumnsMissing(missing=", ".join(lacking))
    listed = [field for field in columns if field]
    unknown = sorted(set(listed) - set(FIELDS))
    twice = sorted({field for field in listed if listed.count(field) > 1})
    if unknown or twice:
        raise ImportColumnUnknown(column=(unknown or twice)[0])


def heading_key(header: Sequence[str]) -> str:
    """Return the same text for the same heading, whatever its capitals and accents."""
    plain = "\x1f".join(words.plain_heading(heading) for heading in header)
    return hashlib.sha256(plain.encode()).hexdigest()


def _why(field: str, why: Why) -> Why:
    return why if field else "none"


def _few(column: Sequence[str]) -> tuple[str, ...]:
    return tuple([value for value in column if value][:3])


def _place(columns: Sequence[Column], heading: str) -> int:
    wanted = words.plain_heading(heading)
    for place, column in enumerate(columns):
        if words.plain_heading(column.heading) == wanted:
            return place
    if heading.isdecimal() and 1 <= int(heading) <= len(columns):
        return int(heading) - 1
    raise ImportColumnUnknown(column=heading[:60])


def _guessed(
    header: Sequence[str], values: Sequence[Sequence[str]], today: date
) -> list[tuple[str, int, Why]]:
    codes = _code_column(values)
    offers: list[tuple[int, int, str, Why]] = []
    for place, (heading, column) in enumerate(zip(header, values, strict=True)):
        field, certainty = words.meaning_of(heading)
        if certainty == 100:
            continue  # ours, from an earlier import
        shape = _shape(column)
        if field:
            offers.append((_agreed(field, certainty, column, shape), -place, field, "heading"))
        if shape and not (certainty == 60 and shape == "born_on"):
            offers.append((65 if shape != "fiscal_code" else 97, -place, shape, "values"))
        if codes is not None:
            named = _named_by_code(column, codes, today)
            if named:
                offers.append((78, -place, named, "values"))
    taken: dict[int, tuple[str, int, Why]] = {}
    for certainty, place, field, why in sorted(offers, reverse=True):
        fields = {each[0] for each in taken.values()}
        if -place in taken or certainty < 40:
            continue
        if field in fields:
            if field != "phone" or "other_phone" in fields:
                continue
            field = "other_phone"
        if field in ("full_name", "given_first") and "surname" in fields:
            continue
        taken[-place] = (field, certainty, why)
    return [taken.get(place, ("", 0, "none")) for place in range(len(header))]


_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("fiscal_code", words.is_code),
    ("born_on", words.is_date),
    ("sex", words.is_sex),
    ("postal_code", words.is_postal_code),
    ("address", words.is_street),
    ("phone", words.is_phone),
)
_CHECKED = {"fiscal_code", "sex", "postal_code"}
"""Fields whose values have one form in every list."""


def _shape(column: Sequence[str]) -> str:
    filled = [value for value in column if value]
    if len(filled) < 3:
        return ""
    for field, looks in _LOOKS:
        if sum(map(looks, filled)) >= _ENOUGH * len(filled):
            return field
    return ""


def _agreed(field: str, certainty: int, column: Sequence[str], shape: str) -> int:
    """Return how sure a heading's meaning is once its values were seen."""
    filled = [value for value in column if value]
    if len(filled) < 3:
        return certainty
    if shape == field:
        return min(99, certainty + 4)
    looks = dict(_LOOKS).get(field)
    if field in _CHECKED and looks is not None and not any(map(looks, filled)):
        return 30
    return certainty - 15 if shape and shape not in ("address", "phone") else certainty


def _code_column(values: Sequence[Sequence[str]]) -> Sequence[str] | None:
    return next((column for column in values if _shape(column) == "fiscal_code"), None)


def _named_by_code(column: Sequence[str], codes: Sequence[str], today: date) -> str:
    """Return ``surname`` or ``name`` where the values are those that the codes were made of."""
    right = {"surname": 0, "name": 0}
    tried = 0
    for value, text in list(zip(column, codes, strict=True))[:50]:
        if not value or not text or not value[0].isalpha():
            continue
        try:
            code = parse(text, today)
        except DeskError:
            continue
        tried += 1
        right["surname"] += not differences(code, surname=value)
        right["name"] += not differences(code, name=value)
    best = max(right, key=lambda field: right[field])
    return best if tried >= 3 and right[best] >= _ENOUGH * tried else ""
