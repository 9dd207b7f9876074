# SPDX-License-Identifier: EUPL-1.2
"""Which column of a list of applications holds what: the person's, and what was declared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from welfare_desk.core.refusals import ImportColumnsMissing, ImportColumnUnknown
from welfare_desk.exchange import applications_words as words
from welfare_desk.exchange import residents_columns as of_people
from welfare_desk.exchange.residents_columns import Column, Columns
from welfare_desk.exchange.residents_file import Source, SourceRow
from welfare_desk.exchange.residents_words import plain_heading

FIELDS: tuple[str, ...] = (*of_people.FIELDS, *words.FIELDS)


def propose(
    source: Source, sample: Sequence[SourceRow], remembered: Columns | None, today: date
) -> tuple[Column, ...]:
    """Return what each column holds: declared facts by their heading, the person's as always.

    What was chosen for the same heading before comes first.
    """
    if remembered is not None and len(remembered) == len(source.header):
        return _shown(source, sample, [(each, 100 if each else 0) for each in remembered])
    declared: dict[str, tuple[int, int]] = {}
    for place, heading in enumerate(source.header):
        field, certainty = words.meaning_of(heading)
        if field and certainty > declared.get(field, (0, 0))[1]:
            declared[field] = (place, certainty)
    places = {place: (field, sure) for field, (place, sure) in declared.items()}
    people = of_people.propose(
        _without(source, places), [_blanked(row, places) for row in sample], None, today
    )
    return tuple(
        _column(source, sample, place, *places[place]) if place in places else column
        for place, column in enumerate(people)
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


def missing(columns: Columns) -> tuple[str, ...]:
    """Return what is needed and in no column: the person, and how many they are at home."""
    lacking = of_people.missing(of_the_person(columns))
    size = set(columns) & {"members", "member_codes"}
    return lacking if size else (*lacking, "members")


def require(columns: Columns) -> None:
    """Refuse columns that could make no application, with ``ImportColumnsMissing``."""
    lacking = missing(columns)
    if lacking:
        raise ImportColumnsMissing(missing=", ".join(lacking))
    listed = [field for field in columns if field]
    wrong = sorted({each for each in listed if each not in FIELDS or listed.count(each) > 1})
    if wrong:
        raise ImportColumnUnknown(column=wrong[0])


def of_the_person(columns: Columns) -> Columns:
    """Return the columns with those of the application left empty."""
    return tuple("" if field in words.FIELDS else field for field in columns)


def _without(source: Source, places: Mapping[int, object]) -> Source:
    header = tuple("" if at in places else text for at, text in enumerate(source.header))
    return msgspec.structs.replace(source, header=header)


def _blanked(row: SourceRow, places: Mapping[int, object]) -> SourceRow:
    cells = tuple("" if at in places else text for at, text in enumerate(row.cells))
    return SourceRow(row.line, cells, row.flaw)


def _shown(
    source: Source, sample: Sequence[SourceRow], chosen: Sequence[tuple[str, int]]
) -> tuple[Column, ...]:
    return tuple(
        msgspec.structs.replace(
            _column(source, sample, place, field, sure), why="remembered" if field else "none"
        )
        for place, (field, sure) in enumerate(chosen)
    )


def _column(
    source: Source, sample: Sequence[SourceRow], place: int, field: str, certainty: int
) -> Column:
    values = [row.cells[place] for row in sample if not row.flaw and row.cells[place]]
    return Column(
        heading=source.header[place],
        field=field,
        certainty=certainty,
        why="heading",
        samples=tuple(values[:3]),
    )


def _place(columns: Sequence[Column], heading: str) -> int:
    wanted = plain_heading(heading)
    for place, column in enumerate(columns):
        if plain_heading(column.heading) == wanted:
            return place
    if heading.isdecimal() and 1 <= int(heading) <= len(columns):
        return int(heading) - 1
    raise ImportColumnUnknown(column=heading[:60])
