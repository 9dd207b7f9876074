# SPDX-License-Identifier: EUPL-1.2
"""What two people have twice once they are one: for a person to decide, never taken back."""

from __future__ import annotations

import datetime

from welfare_desk.core.decisions import COUNTING
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.models.application import Application
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.fund import Award
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.reads import Where
from welfare_desk.operations.conditions import span_of
from welfare_desk.operations.identity import cluster, roots
from welfare_desk.operations.review_items import open_item
from welfare_desk.operations.wait_turns import OPEN
from welfare_desk.operations.world import World

Ids = tuple[str, ...]


def ask_about_excess(world: World, ours: Ids, theirs: Ids) -> None:
    """Open a review item for each thing that is twice: place, turn, membership, award, application.

    ``ours`` are the ids of the person that stays, the first of them its own; ``theirs`` those
    of the one that goes.  What is twice on one side alone is not this merge's doing.
    """
    _places(world, ours, theirs)
    _limits(world, ours, theirs)
    _turns(world, ours, theirs)
    _memberships(world, ours, theirs)
    _awards(world, ours, theirs)
    _applications(world, ours, theirs)


def ask_about_former_homes(world: World, award: Award) -> None:
    """Open a review item for each award of the fund and period that counted the same people.

    After a split both households have a right of their own, and who moved may count in both
    awards.  Of a membership that ended on the eve of an award nobody knows which came first
    that day: it is asked about.
    """
    here = world.find(HouseholdMember, "household_id", award.household_id)
    counted = [row.person_id for row in here if _counted(row, award)]
    world.prefetch(Where(HouseholdMember.KIND, "person_id", each) for each in counted)
    for person_id in roots(world, counted):
        for row in members_of(world, cluster(world, person_id)):
            if row.household_id == award.household_id:
                continue
            for other in world.find(Award, "household_id", row.household_id):
                if twice_awarded(award, other) and _counted(row, other):
                    later = max((award, other), key=lambda each: (each.awarded_at, each.id))
                    about = (person_id,)
                    _object(world, "already_awarded", other.id, about, ("",), later.amount_cents)


def _counted(row: HouseholdMember, award: Award) -> bool:
    """Tell whether a membership counts on the day of an award, or did to its eve."""
    on = local_date(award.awarded_at)
    ended = row.to_on is not None and row.to_on < on - datetime.timedelta(days=1)
    return row.counts and row.from_on <= on and not ended and _was(row)


def _was(row: HouseholdMember) -> bool:
    """Tell whether a membership held on any day: one put right the day it began never did."""
    return row.to_on is None or row.from_on <= row.to_on


def twice_awarded(one: Award, other: Award) -> bool:
    """Tell whether two awards are of one fund and period."""
    return one.id != other.id and one.fund_id == other.fund_id and one.period == other.period


def at_one_moment(one: HouseholdMember, other: HouseholdMember) -> bool:
    """Tell whether there is a day on which both memberships count."""
    if not (one.counts and other.counts):
        return False
    first = max(one.from_on, other.from_on)
    return all(
        row.to_on is None or (first <= row.to_on and row.from_on <= row.to_on)
        for row in (one, other)
    )


def members_of(world: World, ids: Ids) -> tuple[HouseholdMember, ...]:
    """Return every membership of these ids that counts, over all time."""
    rows = (row for each in ids for row in world.find(HouseholdMember, "person_id", each))
    return tuple(row for row in rows if row.counts)


def other_households(world: World, roots: Ids, household_id: str, on: datetime.date) -> Ids:
    """Return where else the members of a household count on a day by another id of theirs.

    Only merging makes that possible: what was awarded there was awarded to the same people.
    """
    found: dict[str, None] = {}
    for root in roots:
        ids = cluster(world, root)
        for row in members_of(world, ids) if len(ids) > 1 else ():
            if row.from_on <= on and (row.to_on is None or on <= row.to_on):
                found[row.household_id] = None
    found.pop(household_id, None)
    return tuple(found)


def _object(world: World, code: str, about: str, ours: Ids, theirs: Ids, cents: int = 0) -> None:
    open_item(
        world,
        derived(world.act.op_id, f"review:{code}:{about}"),
        code,
        person_id=ours[0],
        other_id=theirs[0],
        amount_cents=cents,
    )


def _places(world: World, ours: Ids, theirs: Ids) -> None:
    held = {row.slot_id for row in _bookings(world, ours)}
    for row in _bookings(world, theirs):
        if row.slot_id in held:
            _object(world, "already_booked", row.id, ours, theirs, row.total_cents)


def _limits(world: World, ours: Ids, theirs: Ids) -> None:
    """Ask about each booking to come with which both together hold more than the rule allows."""
    today = local_date(world.act.wall)
    mine, others = _bookings(world, ours), _bookings(world, theirs)
    for row in others:
        offering = world.get(Offering, row.offering_id)
        slot = world.get(Slot, row.slot_id)
        if offering is None or slot is None or offering.limit_count is None:
            continue
        first, last = span_of(offering.limit_period, slot.slot_on, today)
        of_ours = _within(world, mine, offering.id, first, last)
        count = of_ours + _within(world, others, offering.id, first, last)
        if slot.slot_on >= today and of_ours and count > offering.limit_count:
            _object(world, "limit_reached", row.id, ours, theirs, row.total_cents)


def _within(
    world: World,
    rows: tuple[Booking, ...],
    offering_id: str,
    first: datetime.date,
    last: datetime.date | None,
) -> int:
    """Count the bookings of an offering whose slot lies between two days."""
    slots = (world.get(Slot, row.slot_id) for row in rows if row.offering_id == offering_id)
    return sum(
        slot is not None and first <= slot.slot_on and (last is None or slot.slot_on <= last)
        for slot in slots
    )


def _turns(world: World, ours: Ids, theirs: Ids) -> None:
    mine = _open_turns(world, ours)
    for row in _open_turns(world, theirs):
        if any(_same_list(row, each) for each in mine):
            _object(world, "already_waiting", row.id, ours, theirs)


def _open_turns(world: World, ids: Ids) -> tuple[WaitEntry, ...]:
    rows = (row for each in ids for row in world.find(WaitEntry, "person_id", each))
    return tuple(row for row in rows if row.state in OPEN)


def _same_list(one: WaitEntry, other: WaitEntry) -> bool:
    either = not one.slot_id or not other.slot_id or one.slot_id == other.slot_id
    return one.offering_id == other.offering_id and either


def _bookings(world: World, ids: Ids) -> tuple[Booking, ...]:
    rows = (row for each in ids for row in world.find(Booking, "person_id", each))
    return tuple(row for row in rows if row.state in HOLDS_PLACE)


def _memberships(world: World, ours: Ids, theirs: Ids) -> None:
    mine = members_of(world, ours)
    for row in members_of(world, theirs):
        if any(at_one_moment(row, each) for each in mine):
            _object(world, "already_in_household", row.id, ours, theirs)


def _awards(world: World, ours: Ids, theirs: Ids) -> None:
    mine = _awards_of(world, ours)
    for award in _awards_of(world, theirs):
        doubles = [each for each in mine if twice_awarded(award, each)]
        if doubles:
            later = max((award, *doubles), key=lambda row: (row.awarded_at, row.id))
            _object(world, "already_awarded", award.id, ours, theirs, later.amount_cents)


def _applications(world: World, ours: Ids, theirs: Ids) -> None:
    mine = _applications_of(world, ours)
    for row in _applications_of(world, theirs):
        doubles = [each for each in mine if each.id != row.id
                   and (each.fund_id, each.period) == (row.fund_id, row.period)]  # fmt: skip
        if doubles:
            later = max((row, *doubles), key=lambda each: (each.filed_at, each.id))
            _object(world, "already_applied", row.id, ours, theirs, later.claim_cents)


def _applications_of(world: World, ids: Ids) -> tuple[Application, ...]:
    """Return the applications that count, of these people or of their households."""
    homes = sorted({row.household_id for row in members_of(world, ids)})
    asked = [("household_id", each) for each in homes] + [("applicant_id", each) for each in ids]
    rows = {row.id: row for field, key in asked for row in world.find(Application, field, key)}
    return tuple(row for row in rows.values() if row.state in COUNTING)


def _awards_of(world: World, ids: Ids) -> tuple[Award, ...]:
    households = sorted({row.household_id for row in members_of(world, ids)})
    return tuple(row for each in households for row in world.find(Award, "household_id", each))
