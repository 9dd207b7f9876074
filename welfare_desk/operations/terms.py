# SPDX-License-Identifier: EUPL-1.2
"""On which terms a person has a place: what the price depends on, what it is.

The desk's quote and the operation's own check both come from here, so that the price that was
explained is the one that is recorded and printed.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.fees import Price, Scheme, price
from welfare_desk.core.holiday import is_holiday
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.membership import counting_members, households_of
from welfare_desk.operations.world import World

_GROWN_UP = 18


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """What the price of a place depends on, on the day on which it is asked."""

    holiday: bool
    sibling: bool
    month_cents: int


def terms_of(
    world: World,
    person: Person,
    offering: Offering,
    scheme: Scheme,
    slot: Slot,
    today: datetime.date,
    beside: Collection[str] = (),
) -> Terms:
    """Return the terms of a person's place in a slot; ``beside`` are people booked before it.

    ``offering`` as the person's municipality has it.
    """
    return Terms(
        holiday=on_holiday(scheme, slot),
        sibling=_sibling(world, person, offering, scheme, slot, today, beside),
        month_cents=_month_cents(world, person, offering, scheme, slot),
    )


def due(
    scheme: Scheme,
    offering: Offering,
    seats: int,
    isee_cents: int | None,
    *,
    resident: bool,
    holiday: bool,
    sibling: bool,
    month_cents: int,
) -> Price:
    """Return what a place costs on these terms, and why."""
    return price(
        scheme,
        isee_cents,
        resident,
        holiday,
        offering.units * max(1, seats),
        sibling=sibling,
        month_cents=max(0, month_cents),
    )


def on_holiday(scheme: Scheme, slot: Slot) -> bool:
    """Tell whether a slot costs as on a holiday: a function of its day and of the scheme alone.

    A course costs as its first meeting does.  A scheme that asks nothing more has no holidays.
    """
    costs = scheme.holiday_surcharge_percent or scheme.holiday_supplement_cents
    return bool(costs) and is_holiday(slot.slot_on, scheme.holiday_days)


def _sibling(
    world: World,
    person: Person,
    offering: Offering,
    scheme: Scheme,
    slot: Slot,
    today: datetime.date,
    beside: Collection[str],
) -> bool:
    """Tell whether another child of the household has the offering in the slot's month.

    The first pays the whole fee; who is booked in the same act after it counts as well.
    """
    if not scheme.sibling_reduction_percent or not _is_child(person, slot.slot_on):
        return False
    own = cluster(world, person.id)
    for household_id in households_of(world, person.id, today):
        for other_id in counting_members(world, household_id, today):
            other = None if other_id in own else world.get(Person, other_id)
            if other is None or not _is_child(other, slot.slot_on):
                continue
            ids = cluster(world, other_id)
            if any(each in beside for each in ids) or _has_it(world, ids, offering.id, slot):
                return True
    return False


def _is_child(person: Person, on: datetime.date) -> bool:
    return person.born_on is not None and age(person.born_on, on) < _GROWN_UP


def _has_it(world: World, ids: Collection[str], offering_id: str, slot: Slot) -> bool:
    return any(
        _same_month(world, row, slot)
        for each in ids
        for row in world.find(Booking, "person_id", each)
        if row.offering_id == offering_id and row.state in HOLDS_PLACE
    )


def _same_month(world: World, booking: Booking, slot: Slot) -> bool:
    other = world.get(Slot, booking.slot_id)
    ours = (slot.slot_on.year, slot.slot_on.month)
    return other is not None and (other.slot_on.year, other.slot_on.month) == ours


def _month_cents(
    world: World, person: Person, offering: Offering, scheme: Scheme, slot: Slot
) -> int:
    """Return what the slot's month has already cost the person by the same scheme."""
    if scheme.monthly_cap_cents is None:
        return 0
    return sum(
        row.total_cents
        for each in cluster(world, person.id)
        for row in world.find(Booking, "person_id", each)
        if row.fee_scheme_id == offering.fee_scheme_id
        and row.state in HOLDS_PLACE
        and _same_month(world, row, slot)
    )
