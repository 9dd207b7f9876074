# SPDX-License-Identifier: EUPL-1.2
"""Which rows stand for one person on a page: redirects of merges, followed for ever."""

from __future__ import annotations

from welfare_desk.desk.reading import Reading
from welfare_desk.models.person import Person


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
