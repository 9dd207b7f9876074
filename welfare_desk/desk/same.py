# SPDX-License-Identifier: EUPL-1.2
"""Which rows stand for one person on a page: redirects of merges, followed for ever."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from welfare_desk.desk.reading import Reading
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record

R = TypeVar("R", bound=Record)


def root_of(look: Reading, person_id: str) -> str:
    """Return the person that stays for this one: itself where it was never merged."""
    seen = {person_id}
    here = person_id
    while True:
        row = look.one(Person, here)
        if row is None or not row.merged_into or row.merged_into in seen:
            return here
        here = row.merged_into
        seen.add(here)


def cluster_of(look: Reading, person_id: str) -> tuple[str, ...]:
    """Return every id that stands for the same person, the one that stays first."""
    found = [root_of(look, person_id)]
    for each in found:
        found += [row.id for row in look.where(Person, "merged_into", each) if row.id not in found]
    return tuple(found)


def person_of(look: Reading, person_id: str) -> Person | None:
    """Return the row of the person that stays, or nothing when it is not at this desk."""
    return look.one(Person, root_of(look, person_id))


def people_of(look: Reading, ids: Iterable[str]) -> dict[str, Person]:
    """Return for each id the row of the person that stays; one query where none was merged."""
    wanted = tuple(ids)
    rows = look.many(Person, wanted)
    return {
        each: row
        for each in wanted
        if (found := rows.get(each)) is not None
        and (row := person_of(look, each) if found.merged_into else found) is not None
    }


def rows_of(
    look: Reading, kind: type[R], ids: Iterable[str], field: str = "person_id"
) -> tuple[R, ...]:
    """Return the rows of a kind that belong to any of these ids, each once."""
    return tuple({row.id: row for each in ids for row in look.where(kind, field, each)}.values())
