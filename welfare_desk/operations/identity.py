# SPDX-License-Identifier: EUPL-1.2
"""Which rows stand for one person: redirects of merges, followed for ever (protocol rule 9)."""

from __future__ import annotations

from collections.abc import Iterable

from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.world import World


def root_id(world: World, person_id: str) -> str:
    """Return the person that stays for this one: itself where it was never merged.

    Redirects that would go round are followed once around at most.
    """
    seen = {person_id}
    here = person_id
    while True:
        row = world.get(Person, here)
        if row is None or not row.merged_into or row.merged_into in seen:
            return here
        here = row.merged_into
        seen.add(here)


def cluster(world: World, person_id: str) -> tuple[str, ...]:
    """Return every id that stands for the same person, the one that stays first."""
    found = dict.fromkeys([root_id(world, person_id)])
    level = list(found)
    while level:
        world.prefetch(Where(Person.KIND, "merged_into", each) for each in level)
        rows = (row for each in level for row in world.find(Person, "merged_into", each))
        level = [row.id for row in rows if row.id not in found]
        found.update(dict.fromkeys(level))
    return tuple(found)


def roots(world: World, person_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the people that these ids stand for, each once, in the order of the ids."""
    return tuple(dict.fromkeys(root_id(world, each) for each in person_ids))


def cluster_reads(person_id: str) -> tuple[Read, ...]:
    """Return the rows that ``cluster`` wants of somebody who was never merged."""
    return (One(Person.KIND, person_id), Where(Person.KIND, "merged_into", person_id))


def same(world: World, one: str, other: str) -> bool:
    """Tell whether two ids stand for one person."""
    return one == other or root_id(world, one) == root_id(world, other)
