# SPDX-License-Identifier: EUPL-1.2
"""What a cooperative's desk may see: the people who booked with it or whom it registered.

A desk of a municipality sees all rows of its controller.  A desk of a provider sees of these
only what its own people need at a counter: who they are, who may act for them, their
household and ISEE for the price, their bookings with this provider, what they asked of it,
where they wait for it, and what they said about it.  Requests at the counter, notes, cards,
awards, other codes and other providers' rows stay away (GDPR art. 5(1)(c)).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from welfare_desk.models.booking import Booking, ServiceRequest, WaitEntry
from welfare_desk.models.central import Changed
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.offering import Offering
from welfare_desk.models.person import Delegation, FieldChange, FieldStamp, Notice, Person
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.reads import Changes, One, Read, Rows, Where
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.offered import offered
from welfare_desk.operations.world import World

Sight = Literal["shown", "gone", "hidden"]
"""``gone``: the provider's desks saw it once and may no more."""

_OF_PERSON = (Notice, Delegation, HouseholdMember)
_OF_ENTITY = (FieldStamp, FieldChange)
_OF_OFFERING = (Booking, ServiceRequest, WaitEntry)
_WAITING = frozenset({"waiting", "offered"})
"""An accepted turn is a booking, and known as long as that."""

Served = Booking | ServiceRequest | WaitEntry


class Lens:
    """One moment of the rows as the desks of one provider may see them."""

    def __init__(self, rows: Rows, territory_id: str, provider_id: str) -> None:
        self._world = World(rows, territory_id, settled=True)
        self._provider_id = provider_id
        self._people: dict[str, Sight] = {}

    def narrowed(self, found: Sequence[Changed]) -> list[Changed]:
        """Return the rows of a page that these desks are told, those they lose as dropped."""
        self._prefetch(each.record for each in found if each.record is not None)
        told = []
        for each in found:
            sight = "gone" if each.record is None else self.sight(each.record)
            if sight == "shown":
                told.append(each)
            elif sight == "gone":
                told.append(msgspec.structs.replace(each, record=None))
        return told

    def sight(self, row: Record) -> Sight:
        """Return whether these desks may see a row."""
        if isinstance(row, Complaint | Satisfaction):
            return "shown" if row.provider_id == self._provider_id else "hidden"
        if not getattr(row, "controller_id", ""):
            return "shown"
        if isinstance(row, Person):
            return self._person(row.id)
        if isinstance(row, _OF_PERSON):
            return self._person(row.person_id)
        if isinstance(row, _OF_ENTITY):
            return self._person(row.entity_id)
        if isinstance(row, _OF_OFFERING):
            return self._person(row.person_id) if self._own(row) else "hidden"
        if isinstance(row, Household):
            return self._household(row.id)
        if isinstance(row, IseeAttestation):
            return self._household(row.household_id)
        return "hidden"

    def _household(self, household_id: str) -> Sight:
        members = self._world.find(HouseholdMember, "household_id", household_id)
        return _best(self._person(row.person_id) for row in members)

    def _person(self, person_id: str) -> Sight:
        known = self._people.get(person_id)
        if known is None:
            ids = cluster(self._world, person_id)
            known = _best(self._alone(each) for each in ids)
            self._people.update(dict.fromkeys(ids, known))
            self._people[person_id] = known
        return known

    def _alone(self, person_id: str) -> Sight:
        row = self._world.get(Person, person_id)
        if row is None:
            return "hidden"
        desk = self._world.get(Desk, str(row.device))
        if desk is not None and desk.provider_id == self._provider_id:
            return "shown"
        complaints = self._world.find(Complaint, "person_id", person_id)
        if any(each.provider_id == self._provider_id for each in complaints):
            return "shown"
        own = [each for each in served_of(self._world, person_id) if self._own(each)]
        if any(_stands(each) for each in own):
            return "shown"
        return "gone" if own else "hidden"

    def _own(self, row: Served) -> bool:
        return provider_of(self._world, row) == self._provider_id

    def _prefetch(self, rows: Iterable[Record]) -> None:
        people: set[str] = set()
        homes: set[str] = set()
        for row in rows:
            if isinstance(row, Person):
                people.add(row.id)
            elif isinstance(row, Household):
                homes.add(row.id)
            else:
                people.add(str(getattr(row, "person_id", "")))
                homes.add(str(getattr(row, "household_id", "")))
        self._world.prefetch(_of(HouseholdMember, "household_id", homes - {""}))
        for home in homes - {""}:
            members = self._world.find(HouseholdMember, "household_id", home)
            people.update(row.person_id for row in members)
        people.discard("")
        wanted: list[Read] = [One(Person.KIND, each) for each in sorted(people)]
        wanted += _of(Person, "merged_into", people)
        for kind in (*_OF_OFFERING, Complaint):
            wanted += _of(kind, "person_id", people)
        self._world.prefetch(wanted)
        served = (row for each in people for row in served_of(self._world, each))
        self._world.prefetch(One(Offering.KIND, each.offering_id) for each in served)


def served_of(world: World, person_id: str) -> tuple[Served, ...]:
    """Return a person's bookings, requests of services and turns on waiting lists."""
    return (
        *world.find(Booking, "person_id", person_id),
        *world.find(ServiceRequest, "person_id", person_id),
        *world.find(WaitEntry, "person_id", person_id),
    )


def provider_of(world: World, row: Served) -> str:
    """Return who provides what was booked, asked or waited for, in the person's municipality."""
    offering = world.get(Offering, row.offering_id)
    return offered(offering, row.controller_id).provider_id if offering is not None else ""


def _stands(row: Served) -> bool:
    """Tell whether the provider has, or had, to do with the person because of a row.

    What was cancelled too late counts in its statement, and an appointment that was withdrawn
    must be known to whoever would have gone there.
    """
    if isinstance(row, Booking):
        return row.state != "cancelled" or row.late
    if isinstance(row, WaitEntry):
        return row.state in _WAITING
    return row.state not in ("withdrawn", "told") or (
        row.state == "withdrawn" and row.answer_on is not None
    )


def widens(row: Record) -> bool:
    """Tell whether a changed row may bring somebody into a provider's sight, or out of it."""
    if isinstance(row, Person):
        return bool(row.merged_into)
    return isinstance(row, Booking | ServiceRequest | WaitEntry | Complaint | HouseholdMember)


def told_anew(world: World, changes: Changes, providers: frozenset[str]) -> Changes:
    """Return unchanged rows that the feed must tell again, because a provider may now see them.

    ``providers`` are those that have desks of their own.  A person's rows come again when a
    booking with such a provider is made, moved or cancelled, when something is asked of it,
    waited for or said about it, and a household's when its members change: pages behind a
    cursor would otherwise never hold them.
    """
    if not providers:
        return {}
    people: set[str] = set()
    homes: set[str] = set()
    for row in changes.values():
        if isinstance(row, _OF_OFFERING):
            if provider_of(world, row) in providers:
                people.update(cluster(world, row.person_id))
        elif isinstance(row, Complaint):
            if row.person_id and row.provider_id in providers:
                people.update(cluster(world, row.person_id))
        elif isinstance(row, HouseholdMember):
            homes.add(row.household_id)
        elif isinstance(row, Person) and row.merged_into:
            people.update(cluster(world, row.id))
    return {
        key: row
        for key, row in _rows_of(world, people, homes).items()
        if key not in changes and row is not None
    }


def _rows_of(world: World, people: set[str], homes: set[str]) -> Changes:
    found: Changes = {}
    for person_id in sorted(people):
        found[Person.KIND, person_id] = world.get(Person, person_id)
        for kind in (*_OF_PERSON, *_OF_OFFERING, Complaint):
            for row in world.find(kind, "person_id", person_id):
                found[row.KIND, row.id] = row
        for stamp in (*_OF_ENTITY,):
            for row in world.find(stamp, "entity_id", person_id):
                found[row.KIND, row.id] = row
        members = world.find(HouseholdMember, "person_id", person_id)
        homes = homes | {row.household_id for row in members}
    for home in sorted(homes):
        found[Household.KIND, home] = world.get(Household, home)
        for kind_of_home in (HouseholdMember, IseeAttestation):
            for row in world.find(kind_of_home, "household_id", home):
                found[row.KIND, row.id] = row
    return found


def _of(kind: type[Record], field: str, values: set[str]) -> list[Read]:
    return [Where(kind.KIND, field, each) for each in sorted(values)]


def _best(sights: Iterable[Sight]) -> Sight:
    found = set(sights)
    if "shown" in found:
        return "shown"
    return "gone" if "gone" in found else "hidden"
