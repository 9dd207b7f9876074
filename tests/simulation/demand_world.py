# SPDX-License-Identifier: EUPL-1.2
"""A calendar as a territory has it, and the people who come to its counters for it."""

from __future__ import annotations

import datetime
import math
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import msgspec

from tests.simulation.plan import Plan
from tests.simulation.territory import (
    OFFERING,
    SCHEME,
    START_ON,
    START_US,
    TERRITORY,
    a_resource,
    a_slot,
    first_rows,
    named,
    slot_id,
    town_id,
)
from welfare_desk.core.instants import slot_instant
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record

AHEAD_DAYS = 14
PUBLISHED_DAYS = 5
"""So many days before its first day the calendar is open to be booked."""
MOST_SEATS = 3
MOST_WISHES = 12
"""Slots that are talked about at the counter before somebody goes away."""
_OPEN = (*range(480, 720), *range(840, 1080))
"""Minutes of a day in which somebody may come: 8 to 12 and 14 to 18."""


class Kind(msgspec.Struct, frozen=True):
    """One offering's week: at these minutes of these days of the week, so many places each."""

    code: str
    weekdays: tuple[int, ...]
    minutes: tuple[int, ...]
    places: int
    per_town: bool = False


_WORK = (0, 1, 2, 3, 4)
KINDS = (
    Kind("EDU-01", _WORK, (540, 600, 900, 960), 1),
    Kind("EDU-03", (2,), (990,), 15),
    Kind("EDU-04", (3,), (990,), 18),
    Kind("TUT-01", _WORK, (870, 930, 990, 1050), 3),
    Kind("TUT-02", _WORK, (870, 930, 990, 1050), 3),
    Kind("TUT-03", _WORK, (870, 930, 990, 1050), 1),
    Kind("TUT-04", (0, 2, 4), (870, 960), 6),
    Kind("FAM-01", _WORK, (540, 630, 900), 1),
    Kind("FAM-02", (1,), (600,), 10),
    Kind("FAM-03", (0,), (480,), 40),
    Kind("ELD-02", _WORK, (690,), 60),
    Kind("ELD-03", _WORK, (510, 630, 840, 960), 2),
    Kind("ELD-04", _WORK, (540,), 10),
    Kind("ELD-05", (1, 3), (540, 600, 660), 1),
    Kind("ELD-06", _WORK, (510, 870), 12),
    Kind("DIS-03", _WORK, (510,), 10),
    Kind("DIS-04", (5,), (900,), 12),
    Kind("DIS-05", _WORK, (480, 570, 660, 840, 930), 1),
    Kind("GEN-01", _WORK, (510, 540, 570, 600, 900, 930, 960, 990), 1, True),
    Kind("GEN-02", _WORK, (510, 540, 570, 600, 630, 660, 900, 930, 960, 990), 1, True),
)
"""The invented sample catalogue, as far as it has a calendar."""


class Visitor(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who comes to a counter once, and the slots that would do, the dearest first."""

    at: int
    device: int
    person_id: str
    seats: int
    wishes: tuple[Slot, ...]


Counters = dict[str, dict[int, float]]
"""By offering, the counters that give it, and how many of its visitors come to each."""


class World(msgspec.Struct, frozen=True, kw_only=True):
    """What there is on the first day, and who will come."""

    rows: tuple[Record, ...]
    slots: tuple[Slot, ...]
    visitors: tuple[Visitor, ...]


def a_world(
    seed: int, desks: int, days: int, per_cent: int, choosy: Sequence[str], weeks: int
) -> World:
    """Return a territory whose places are asked for by so many per cent of what there are.

    ``choosy``: when it would do, one of these for each visitor, drawn evenly: in the ``half``
    day of the first wish alone, two ``days`` before or after it, or in its ``week``.
    ``weeks``: of so many weeks before it is known who gave what.
    """
    random = Random(f"demand-{seed}")
    plan = Plan(seed=seed, desks=desks, operations=0, towns=min(5, desks), funds=0, rates={})
    rows, offerings = _offerings(plan)
    slots = [slot for offering, kind in offerings for slot in _slots(offering, kind, days)]
    slots = [
        msgspec.structs.replace(slot, id=slot_id(number)) for number, slot in enumerate(slots, 1)
    ]
    rows += slots
    rows += [a_resource(f"slot:{slot.id}", slot.places) for slot in slots]
    counters = _counters(plan, random, [offering for offering, _ in offerings])
    visitors = list(_visitors(random, counters, offerings, slots, per_cent, choosy))
    rows += [_person(visitor, plan) for visitor in visitors]
    if weeks:
        rows += _past(plan, Random(f"past-{seed}"), counters, slots, weeks / max(1, days / 7))
    visitors.sort(key=lambda each: (each.at, each.person_id))
    return World(rows=tuple(rows), slots=tuple(slots), visitors=tuple(visitors))


def _offerings(plan: Plan) -> tuple[list[Record], list[tuple[Offering, Kind]]]:
    rows = [
        row
        for row in first_rows(plan, Random(0))
        if not isinstance(row, Slot) and not row.id.startswith("slot:")
    ]
    (pattern,) = (row for row in rows if isinstance(row, Offering))
    found: list[tuple[Offering, Kind]] = []
    for kind in KINDS:
        towns = range(1, plan.towns + 1) if kind.per_town else (0,)
        for town in towns:
            row = msgspec.structs.replace(
                pattern,
                id=named(0x30, len(found) + 1),
                code=f"{kind.code}-{town}" if town else kind.code,
                municipality_id=town_id(town) if town else None,
            )
            found.append((row, kind))
    rows = [row for row in rows if row.id != OFFERING]
    return [*rows, *(row for row, _ in found)], found


def _slots(offering: Offering, kind: Kind, days: int) -> Iterator[Slot]:
    for day in range(PUBLISHED_DAYS, PUBLISHED_DAYS + days):
        on = START_ON + datetime.timedelta(days=day)
        if on.weekday() in kind.weekdays:
            for minute in kind.minutes:
                slot = a_slot(0, day, kind.places, minute)
                yield msgspec.structs.replace(slot, offering_id=offering.id)


def _counters(plan: Plan, random: Random, offerings: Sequence[Offering]) -> Counters:
    """Counters differ in how many come, and each in what they come for."""
    busy = {device: 1 / math.sqrt(1 + random.randrange(plan.desks)) for device in _devices(plan)}
    return {
        offering.id: {
            device: busy[device] * random.lognormvariate(0, 0.8)
            for device in _devices(plan)
            if offering.municipality_id in (None, town_id(plan.town_of(device)))
        }
        for offering in offerings
    }


def _visitors(
    random: Random,
    counters: Counters,
    offerings: Sequence[tuple[Offering, Kind]],
    slots: Sequence[Slot],
    per_cent: int,
    choosy: Sequence[str],
) -> Iterator[Visitor]:
    """Give the visitors of each offering; counters and hours differ in how many come."""
    number = 0
    for offering, _kind in offerings:
        own = [slot for slot in slots if slot.offering_id == offering.id]
        if not own:
            continue
        weights = counters[offering.id]
        liked = {slot.id: random.lognormvariate(0, 0.3) for slot in own}
        asked = sum(slot.places for slot in own) * per_cent // 100
        while asked > 0:
            seats = min(asked, random.choices((1, 2, MOST_SEATS), (90, 8, 2))[0], own[0].places)
            asked -= seats
            number += 1
            first = random.choices(own, [slot.places * liked[slot.id] for slot in own])[0]
            at = _comes(first, random)
            yield Visitor(
                at=at,
                device=random.choices([*weights], [*weights.values()])[0],
                person_id=named(0x10, number),
                seats=seats,
                wishes=_wishes(first, own, at, random, random.choice(choosy)),
            )


def _past(
    plan: Plan, random: Random, counters: Counters, slots: Sequence[Slot], times: float
) -> Iterator[Record]:
    """Give the bookings of the weeks before: of each offering one past slot, a row a counter.

    Nine tenths of the places, ``times`` what there are now, drawn as the visitors' counters are.
    """
    for number, (offering_id, weights) in enumerate(counters.items(), 1):
        places = sum(slot.places for slot in slots if slot.offering_id == offering_id)
        if not places:
            continue
        total = round(0.9 * times * places)
        slot = msgspec.structs.replace(
            a_slot(0, -7, total, 540), id=named(0x31, number), offering_id=offering_id
        )
        yield slot
        resource = a_resource(f"slot:{slot.id}", total)
        yield msgspec.structs.replace(resource, free=0, committed=total)
        given = Counter(random.choices([*weights], [*weights.values()], k=total))
        for device, seats in sorted(given.items()):
            yield _booking(plan, slot, device, seats)


def _booking(plan: Plan, slot: Slot, device: int, seats: int) -> Booking:
    number = f"{int(slot.id[-12:], 16):04d}{device:04d}"
    return Booking(
        id=named(0x32, int(number)),
        territory_id=TERRITORY,
        controller_id=town_id(plan.town_of(device)),
        booking_no=f"PAST{number}",
        person_id=named(0x11, device),
        slot_id=slot.id,
        offering_id=slot.offering_id,
        seats=seats,
        state="attended",
        certainty="final",
        unit_cents=0,
        units=seats,
        total_cents=0,
        fee_scheme_id=SCHEME,
        isee_id=None,
        lines=(),
        booked_at=START_US,
        device=device,
        operator_id="",
    )


def _devices(plan: Plan) -> range:
    return range(1, plan.desks + 1)


def _comes(slot: Slot, random: Random) -> int:
    """Return when somebody comes for a slot: mostly in the days before, at times on the day."""
    earliest = max(START_ON, slot.slot_on - datetime.timedelta(days=AHEAD_DAYS))
    starts_at = slot_instant(slot.slot_on, slot.start_minute)
    while True:
        on = slot.slot_on - datetime.timedelta(days=int(random.expovariate(1 / 4)))
        at = slot_instant(on, random.choice(_OPEN)) if on >= earliest else 0
        if on >= earliest and on.weekday() < 5 and at < starts_at:
            return at + random.randrange(60) * 1_000_000


def _wishes(
    first: Slot, own: Sequence[Slot], at: int, random: Random, would: str
) -> tuple[Slot, ...]:
    """Return the slots that would do, the nearest to the first in front."""
    others = [
        (
            abs((slot.slot_on - first.slot_on).days),
            abs(slot.start_minute - first.start_minute),
            slot,
        )
        for slot in own
        if slot_instant(slot.slot_on, slot.start_minute) > at
    ]
    noon = 780
    found = []
    for days, minutes, slot in others:
        same_half = days == 0 and (slot.start_minute < noon) == (first.start_minute < noon)
        fits = same_half or (would == "days" and days <= 2) or (would == "week" and days <= 7)
        if slot.id != first.id and fits:
            found.append((days, minutes, random.random(), slot))
    found.sort(key=lambda each: each[:3])
    return (first, *(slot for *_, slot in found[: MOST_WISHES - 1]))


def _person(visitor: Visitor, plan: Plan) -> Person:
    return Person(
        id=visitor.person_id,
        territory_id=TERRITORY,
        controller_id=town_id(plan.town_of(visitor.device)),
        surname="Rossi",
        name="Maria",
        sex="F",
        born_on=datetime.date(1980, 1, 1),
        birthplace_code="",
        fiscal_code="",
        base_code="",
        fiscal_code_status="none",
        no_code_reason="non ricorda",
        phone="",
        street="",
        street_no="",
        postal_code="",
        residence_istat="",
        language="it",
        channel="counter",
        registered_at=1,
        device=0,
        operator_id="",
    )
