# SPDX-License-Identifier: EUPL-1.2
"""The server's look for people registered twice: a pair is asked about once, nobody is refused."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from welfare_desk.core.likeness import REVIEW, Described, alike
from welfare_desk.core.text import fold
from welfare_desk.models.person import Identifier, Person
from welfare_desk.models.reads import Read, Where
from welfare_desk.operations.changes import FORMER_CODE
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.review_items import DUPLICATE, open_item, pair_id, pair_items
from welfare_desk.operations.world import World

LOOKED_AT = frozenset({"surname", "name", "born_on", "fiscal_code", "phone"})
"""Fields of a person whose change makes the server look again."""
SERVER_DEVICE = 0


def reads_for(
    born_on: datetime.date | None, fiscal_code: str, base_code: str, phone: str
) -> tuple[Read, ...]:
    """Return the lookups by which likely same people are found."""
    by = (("born_on", born_on), ("base_code", base_code), ("phone", phone))
    people = [Where(Person.KIND, field, value) for field, value in by if value]
    codes = dict.fromkeys(code for code in (fiscal_code, base_code) if code)
    return (*people, *(Where(Identifier.KIND, "value", code) for code in codes))


def ask_about(world: World, person: Person) -> None:
    """Open one review item for each other person of the municipality who may be this one.

    Only the server looks, and not at what it registers itself: an import matches its rows by
    itself.  A pair that was ever asked about is not asked about again.
    """
    if not world.settled or world.act.device == SERVER_DEVICE:
        return
    mine = cluster(world, person.id)
    sought = Described.of(person)
    likely: set[str] = set()
    for row, described in _candidates(world, person):
        other = root_id(world, row.id)
        if (
            other not in likely
            and other not in mine
            and row.controller_id == person.controller_id
            and _likely(sought, described)
        ):
            likely.add(other)
    for other in sorted(likely):
        if not pair_items(world, mine[0], other):
            open_item(
                world,
                pair_id(mine[0], other),
                DUPLICATE,
                person_id=mine[0],
                other_id=other,
            )


def _likely(one: Described, other: Described) -> bool:
    """Tell whether somebody must look: one code, whatever the names, or very much alike."""
    same_code = bool(one.base_code) and one.base_code == other.base_code
    return same_code or alike(one, other).score >= REVIEW


def _letter_pairs(person: Person) -> frozenset[str]:
    words = fold(f"{person.surname} {person.name}").split()
    return frozenset(word[at : at + 2] for word in words for at in range(max(1, len(word) - 1)))


def _related(pairs: frozenset[str], other: Person) -> bool:
    """Tell whether two names have a quarter of their letter pairs in common.

    Hundreds are born on a first of January: weighing each of them would hold the territory's
    lock, and nobody is one person by the birth date alone.
    """
    theirs = _letter_pairs(other)
    return 4 * len(pairs & theirs) >= min(len(pairs), len(theirs))


def _candidates(world: World, person: Person) -> Iterator[tuple[Person, Described]]:
    """Yield who shares a birth date, a code (also a former one) or a phone, as described there."""
    by = (("born_on", person.born_on), ("base_code", person.base_code), ("phone", person.phone))
    seen: set[str] = set()
    pairs = _letter_pairs(person)
    for field, value in by:
        for row in world.find(Person, field, value) if value else ():
            if row.id not in seen and (field != "born_on" or _related(pairs, row)):
                seen.add(row.id)
                yield row, Described.of(row)
    codes = dict.fromkeys(code for code in (person.fiscal_code, person.base_code) if code)
    for code in codes:
        for former in world.find(Identifier, "value", code):
            found = world.get(Person, former.person_id)
            if found is not None and former.identifier_kind == FORMER_CODE:
                described = msgspec.structs.replace(
                    Described.of(found),
                    fiscal_code=person.fiscal_code,
                    base_code=person.base_code,
                )
                yield found, described
