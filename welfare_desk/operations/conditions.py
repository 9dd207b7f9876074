# SPDX-License-Identifier: EUPL-1.2
"""Whether a person may have a place: each condition that is not met, as the refusal it is.

The page asks here before, ``apply`` at an operation's birth and for provisional ones: both see
the same rows, so both say the same.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Final

from welfare_desk.core.dates import age, date_text, last_of_month
from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.holiday import working_days
from welfare_desk.core.refusals_of_bookings import (
    AgeUnknown,
    AssessmentNeeded,
    IseeNeeded,
    LimitReached,
    NoticeTooShort,
    NotResident,
    OfferingNotHere,
    ProviderGone,
    TooOld,
    TooYoung,
)
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Municipality, Provider
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.world import World

WAIVABLE: Final = frozenset(
    each.code
    for each in (
        TooYoung, TooOld, AgeUnknown, NotResident, IseeNeeded, NoticeTooShort, LimitReached,
        AssessmentNeeded,
    )
)  # fmt: skip
"""What a supervisor may waive with a reason and a second person."""
OF_THE_SLOT: Final = frozenset(
    each.code for each in (TooYoung, TooOld, NoticeTooShort, LimitReached, ProviderGone)
)
"""What another day may change: asked again when a booking is moved."""

_DAY = datetime.timedelta(days=1)


def unmet(
    world: World,
    person: Person,
    offering: Offering,
    slot: Slot,
    *,
    today: datetime.date,
    role: str,
    resident: bool,
    has_isee: bool,
    but: str = "",
) -> tuple[DeskError, ...]:
    """Return what stands against the person's place in the slot, in the order of telling.

    ``offering`` as the person's municipality has it; ``resident`` in the territory;
    ``has_isee`` where an attestation counts; ``but`` is a booking that is not counted: the
    one that is moved.
    """
    found: list[DeskError] = []
    if not offering.active:
        found.append(OfferingNotHere())
    provider = world.get(Provider, offering.provider_id)
    left_on = None if provider is None else provider.left_on
    if left_on is not None and last_day(slot) >= left_on:
        found.append(ProviderGone(left_on=date_text(left_on)))
    found += _of_age(person, offering, slot.slot_on)
    found += _of_residence(world, person, offering, resident=resident)
    if offering.isee_needed and not has_isee:
        found.append(IseeNeeded())
    if offering.notice_days and working_days(today, slot.slot_on) < offering.notice_days:
        found.append(NoticeTooShort(days=offering.notice_days))
    found += _of_limit(world, person, offering, slot, today, but)
    if offering.needs_assessment and role != "social_worker":
        seen = any(row.id != but for row in held(world, person.id, offering.id))
        found += [] if seen else [AssessmentNeeded()]
    return tuple(found)


def held(world: World, person_id: str, offering_id: str = "") -> tuple[Booking, ...]:
    """Return the bookings of a person that use a place, of one offering or of all."""
    return tuple(
        row
        for each in cluster(world, person_id)
        for row in world.find(Booking, "person_id", each)
        if row.state in HOLDS_PLACE and offering_id in ("", row.offering_id)
    )


def meetings(slot: Slot) -> tuple[Meeting, ...]:
    """Return when a slot takes place: a course's meetings, or its one time."""
    return slot.meetings or (Meeting(slot.slot_on, slot.start_minute, slot.minutes),)


def last_day(slot: Slot) -> datetime.date:
    """Return the day of a slot's last meeting."""
    return max(meeting.on for meeting in meetings(slot))


def clash(slot: Slot, others: Iterable[Slot]) -> bool:
    """Tell whether a slot takes place while one of the others does, meeting by meeting."""
    mine = meetings(slot)
    return any(
        one.on == two.on
        and one.start_minute < two.start_minute + two.minutes
        and two.start_minute < one.start_minute + one.minutes
        for other in others
        for two in meetings(other)
        for one in mine
    )


def span_of(
    period: str, on: datetime.date, today: datetime.date
) -> tuple[datetime.date, datetime.date | None]:
    """Return the days that a limit counts together; without a last one, all that is to come."""
    if period == "day":
        return on, on
    if period == "week":
        monday = on - on.weekday() * _DAY
        return monday, monday + 6 * _DAY
    if period == "month":
        return on.replace(day=1), last_of_month(on.year, on.month)
    if period == "year":
        return on.replace(month=1, day=1), on.replace(month=12, day=31)
    return today, None


def _of_age(person: Person, offering: Offering, on: datetime.date) -> list[DeskError]:
    if offering.min_age is None and offering.max_age is None:
        return []
    if person.born_on is None:
        return [AgeUnknown()]
    years = age(person.born_on, on)
    if offering.min_age is not None and years < offering.min_age:
        return [TooYoung(age=years, min_age=offering.min_age)]
    if offering.max_age is not None and years > offering.max_age:
        return [TooOld(age=years, max_age=offering.max_age)]
    return []


def _of_residence(
    world: World, person: Person, offering: Offering, *, resident: bool
) -> list[DeskError]:
    if not offering.residence:
        return []
    if offering.residence == "municipality":
        town = world.get(Municipality, offering.municipality_id or person.controller_id)
        here = town is not None and person.residence_istat == town.istat_code
        return [] if here else [NotResident(where="" if town is None else town.name)]
    return [] if resident else [NotResident(where="territorio")]


def _of_limit(
    world: World, person: Person, offering: Offering, slot: Slot, today: datetime.date, but: str
) -> list[DeskError]:
    limit = offering.limit_count
    if limit is None:
        return []
    first, last = span_of(offering.limit_period, slot.slot_on, today)
    count = 0
    for row in held(world, person.id, offering.id):
        other = world.get(Slot, row.slot_id) if row.id != but else None
        if other is not None and first <= other.slot_on and (last is None or other.slot_on <= last):
            count += 1
    if count < limit:
        return []
    until = "" if last is None else date_text(last)
    return [LimitReached(limit=limit, count=count, span=f"{date_text(first)} – {until}".strip())]
