# SPDX-License-Identifier: EUPL-1.2
"""Who lives and who counts in a household on a day; how somebody joins and leaves."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.ids import derived
from welfare_desk.core.membership import LEAVING_REASONS, ROLES
from welfare_desk.core.refusals import AlreadyInHousehold, ChoiceUnknown, PersonUnknown
from welfare_desk.core.text import clean
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.identity import cluster, root_id, roots
from welfare_desk.operations.world import World

_DAY = datetime.timedelta(days=1)


class Joining(msgspec.Struct, frozen=True):
    """A person who joins a household, in a role; ``counts`` false for who only lives there.

    ``core.membership.counts_by_default`` proposes it: a fostered child, a carer and a child
    whose home is with the other parent live there without belonging to it.
    """

    person_id: str
    role: str = "other"
    counts: bool = True


def reads_of_people(people: tuple[str, ...]) -> tuple[Read, ...]:
    """Return the rows that joining and leaving look at."""
    return tuple(
        read
        for each in people
        for read in (
            One(Person.KIND, each),
            Where(Person.KIND, "merged_into", each),
            Where(HouseholdMember.KIND, "person_id", each),
        )
    )


def holds(row: HouseholdMember, on: datetime.date) -> bool:
    """Tell whether a membership holds on a day."""
    return row.from_on <= on and (row.to_on is None or on <= row.to_on)


def memberships(world: World, person_id: str) -> tuple[HouseholdMember, ...]:
    """Return all memberships of whoever an id stands for, former ones too."""
    return tuple(
        row
        for each in cluster(world, person_id)
        for row in world.find(HouseholdMember, "person_id", each)
    )


def memberships_on(world: World, person_id: str, on: datetime.date) -> tuple[HouseholdMember, ...]:
    """Return a person's memberships that hold on a day, counting or not."""
    return tuple(row for row in memberships(world, person_id) if holds(row, on))


def households_of(world: World, person_id: str, on: datetime.date) -> tuple[str, ...]:
    """Return the household in which a person counts on a day: one, or none."""
    rows = memberships_on(world, person_id, on)
    return tuple(dict.fromkeys(row.household_id for row in rows if row.counts))


def counting_members(world: World, household_id: str, on: datetime.date) -> tuple[str, ...]:
    """Return the people who count in a household on a day, each once however often merged."""
    rows = world.find(HouseholdMember, "household_id", household_id)
    return roots(world, (row.person_id for row in rows if row.counts and holds(row, on)))


def join(world: World, household: Household, joining: Joining, on: datetime.date) -> None:
    """Let a person live in a household from a day on.

    Nobody counts in two households at a moment: where another desk was first, the person
    comes to live here without counting, and the objection is for somebody to decide.
    """
    person_id = joining.person_id
    person = world.need(Person, person_id, PersonUnknown())
    # No desk sees people of another municipality: a forged membership would take them out of
    # their home there.  The objection is theirs, so that the server takes the act for malformed.
    known = person.controller_id == household.controller_id
    world.require(known, PersonUnknown(), person_id=person_id)
    role = clean(joining.role, 20, "role")
    world.require(role in ROLES, ChoiceUnknown(field="role"), person_id=person_id)
    member_id = derived(world.act.op_id, f"member:{person_id}")
    # Without an end the new membership meets every other that has not ended by that day.
    others = [
        row
        for row in memberships(world, person_id)
        if row.id != member_id and (row.to_on is None or row.to_on >= max(on, row.from_on))
    ]
    elsewhere = joining.counts and any(row.counts for row in others)
    here = any(row.household_id == household.id for row in others)
    world.require(not here and not elsewhere, AlreadyInHousehold(), person_id=person_id)
    if here:
        return  # counted twice, a member would raise the household's award
    world.keep(
        HouseholdMember(
            id=member_id,
            territory_id=world.territory_id,
            controller_id=household.controller_id,
            household_id=household.id,
            person_id=person_id,
            role=role,
            from_on=on,
            to_on=None,
            counts=joining.counts and not elsewhere,
        )
    )


def leave(
    world: World,
    household: Household,
    person_id: str,
    on: datetime.date,
    *,
    reason: str,
    refusal: DeskError,
    counting: bool = False,
) -> None:
    """End a person's memberships in a household on the eve of a day; history stays.

    With ``counting`` only those by which the person counts there.  Who leaves on the day of
    joining was never a member: that is how a mistake at the counter is put right.
    """
    known = not reason or reason in LEAVING_REASONS
    world.require(known, ChoiceUnknown(field="reason"), person_id=person_id)
    leaving = [
        row
        for row in memberships_on(world, person_id, on)
        if row.household_id == household.id and (row.counts or not counting)
    ]
    world.require(bool(leaving), refusal, person_id=person_id)
    for row in leaving:
        ended = msgspec.structs.replace(row, to_on=on - _DAY, reason=clean(reason, 20, "reason"))
        world.put(ended)


def stays_somebody(
    world: World, household: Household, movers: tuple[Joining, ...], on: datetime.date
) -> bool:
    """Tell whether somebody who counts stays when these people move out."""
    gone = {root_id(world, each.person_id) for each in movers if each.counts}
    return not set(counting_members(world, household.id, on)) <= gone
