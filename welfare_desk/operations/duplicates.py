# SPDX-License-Identifier: EUPL-1.2
"""The server's look for people registered twice: a pair is asked about once, nobody is refused.

The look is bounded whatever was sent before: a list from abroad in which everybody is born on
1 January must not keep the territory waiting.
"""

from __future__ import annotations

import datetime
from functools import lru_cache

import msgspec

from welfare_desk.core.likeness import REVIEW, Described, alike, likely
from welfare_desk.core.text import fold
from welfare_desk.models.person import Identifier, Person
from welfare_desk.models.reads import Read, Some
from welfare_desk.operations.changes import FORMER_CODE
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.review_items import DUPLICATE, open_item, pair_id, pair_items
from welfare_desk.operations.world import World

LOOKED_AT = frozenset({"surname", "name", "born_on", "fiscal_code", "phone"})
"""Fields of a person whose change makes the server look again."""
SERVER_DEVICE = 0
MOST_READ = 1_000
"""So many people of one birth date, of one code and of one telephone are read."""
MOST_WEIGHED = 50
"""So many of them are weighed: who has the code or telephone, then those with the likest names."""
MOST_ASKED = 5
"""So many pairs one act asks about, the likeliest ones."""


def reads_for(
    born_on: datetime.date | None, fiscal_code: str, base_code: str, phone: str
) -> tuple[Read, ...]:
    """Return the lookups by which likely same people are found."""
    people = _by_key(base_code, phone) + _born(born_on)
    return people + _formers(fiscal_code, base_code)


def ask_about(world: World, person: Person) -> None:
    """Open a review item for each other person of the municipality who may be this one.

    Only the server looks, and not at what it registers itself: an import matches its rows by
    itself.  A pair that was ever asked about is not asked about again.
    """
    if not world.settled or world.act.device == SERVER_DEVICE:
        return
    candidates = _candidates(world, person)
    if not candidates:
        return
    sought = Described.of(person)
    weighed = [(row, _score(sought, described)) for row, described in candidates]
    # Who stands for whom is asked of those few only who are likely one person.
    alike = [(root_id(world, row.id), score) for row, score in weighed if score]
    if not alike:
        return
    mine = cluster(world, person.id)
    likely: dict[str, int] = {}
    for other, score in alike:
        if other not in mine:
            likely[other] = max(score, likely.get(other, 0))
    _ask(world, mine, sorted(likely, key=lambda each: (-likely[each], each)))


def reads_for_code(value: str) -> tuple[Read, ...]:
    """Return the lookup by which others are found who hold a code beside the fiscal code."""
    return (_former(value),)


def ask_about_holders(world: World, person: Person, identifier_kind: str, value: str) -> None:
    """Open a review item for each other person of the municipality who holds the very code.

    For codes that are given to one person only, whatever the names; bounded as ``ask_about``.
    """
    if not world.settled or world.act.device == SERVER_DEVICE:
        return
    mine = cluster(world, person.id)
    holders = {
        root_id(world, row.person_id): None
        for row in world.some(_former(value))
        if isinstance(row, Identifier)
        and row.identifier_kind == identifier_kind
        and row.controller_id == person.controller_id
        and not row.withdrawn
    }
    _ask(world, mine, [each for each in holders if each not in mine])


def _ask(world: World, mine: tuple[str, ...], others: list[str]) -> None:
    """Open the item of each pair that was never asked about, at most so many."""
    for other in others[:MOST_ASKED]:
        if not pair_items(world, mine[0], other):
            open_item(
                world,
                pair_id(mine[0], other),
                DUPLICATE,
                person_id=mine[0],
                other_id=other,
            )


def _score(one: Described, other: Described) -> int:
    """Return how much somebody must look, or 0: one code, whatever the names, or much alike."""
    if one.base_code and one.base_code == other.base_code:
        return max(alike(one, other).score, 1)
    return likely(one, other, REVIEW)


def _candidates(world: World, person: Person) -> list[tuple[Person, Described]]:
    """Return who shares a code (also a former one), a phone or a birth date, as described there."""
    found: dict[str, tuple[Person, Described]] = {}
    own = {"fiscal_code": person.fiscal_code, "base_code": person.base_code}
    for by_code in _formers(person.fiscal_code, person.base_code):
        for former in world.some(by_code):
            if isinstance(former, Identifier) and former.identifier_kind == FORMER_CODE:
                row = world.get(Person, former.person_id)
                if row is not None and row.controller_id == person.controller_id:
                    found[row.id] = row, msgspec.structs.replace(Described.of(row), **own)
    for read in _by_key(person.base_code, person.phone):
        _take(found, _likest(world, read, person))
    for read in _born(person.born_on):
        likest = _likest(world, read, person)
        pairs = _letter_pairs(person) if likest else frozenset[str]()
        _take(found, [row for row in likest if _related(pairs, row)])
    return list(found.values())[:MOST_WEIGHED]


def _take(found: dict[str, tuple[Person, Described]], rows: list[Person]) -> None:
    for row in rows:
        if row.id not in found:
            found[row.id] = row, Described.of(row)


def _likest(world: World, read: Some, person: Person) -> list[Person]:
    """Return the people of a look-up and of the municipality, the likest names first."""
    stored = world.some(read)
    if not stored:
        return []
    rows = [
        row
        for row in stored
        if isinstance(row, Person)
        and row.id != person.id
        and row.controller_id == person.controller_id
    ]
    if len(rows) > MOST_WEIGHED:
        own = _letter_pairs(person)
        rows.sort(key=lambda row: -len(own & _letter_pairs(row)))
    return rows[:MOST_WEIGHED]


def _related(pairs: frozenset[str], other: Person) -> bool:
    """Tell whether two names have a quarter of their letter pairs in common.

    Hundreds are born on a first of January, and nobody is one person by the birth date alone.
    """
    theirs = _letter_pairs(other)
    return 4 * len(pairs & theirs) >= min(len(pairs), len(theirs))


def _letter_pairs(person: Person) -> frozenset[str]:
    return _pairs_of(person.surname) | _pairs_of(person.name)


@lru_cache(maxsize=8_000)
def _pairs_of(text: str) -> frozenset[str]:
    words = fold(text).split()
    return frozenset([word[at : at + 2] for word in words for at in range(max(1, len(word) - 1))])


@lru_cache(maxsize=2_000)
def _by_key(base_code: str, phone: str) -> tuple[Some, ...]:
    by = (("base_code", base_code), ("phone", phone))
    return tuple([Some(Person.KIND, field, value, MOST_READ) for field, value in by if value])


@lru_cache(maxsize=2_000)
def _born(born_on: datetime.date | None) -> tuple[Some, ...]:
    """The birth date and, where it is one, the date with day and month turned.

    With names alone a date that is wrong in another way stays below the score of a card.
    """
    if born_on is None:
        return ()
    turned = born_on.replace(month=born_on.day, day=born_on.month) if born_on.day <= 12 else born_on
    days = (born_on,) if turned == born_on else (born_on, turned)
    return tuple([Some(Person.KIND, "born_on", day, MOST_READ) for day in days])


@lru_cache(maxsize=2_000)
def _formers(code: str, base_code: str) -> tuple[Some, ...]:
    """The look-ups of who once had the code, and of who had it without omocodia letters."""
    codes = (code,) if code == base_code else (code, base_code)
    return tuple([_former(each) for each in codes if each])


def _former(code: str) -> Some:
    return Some(Identifier.KIND, "value", code, MOST_READ)
