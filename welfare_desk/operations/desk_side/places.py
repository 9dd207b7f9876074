# SPDX-License-Identifier: EUPL-1.2
"""This desk's share of the places of the next two weeks, by what it gave before (ADR 20, 28)."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Iterable, Mapping

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.models.desk_work import HeldRow
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.reads import One
from welfare_desk.models.territory import Desk
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.operations.lending import (
    PAST_DAYS,
    Past,
    first_part,
    lendable,
    lent,
    lent_part,
    part_of,
    slack,
    unused,
    worth_lending,
)

DAYS_AHEAD = 14
PLACES = 3
"""Places of one slot that a counter gives in three working days, more or less."""
FEW_COUNTERS = 8
"""So many share evenly; more of them by what each gave before."""


def past_of(port: DeskPort, standing: Standing, now: int) -> Past:
    """Return what this desk and all desks gave of each offering, in past weeks and ahead."""
    today = local_date(now)
    return port.past(
        standing.desk.territory_id,
        standing.desk.device,
        today - datetime.timedelta(days=PAST_DAYS),
        today + datetime.timedelta(days=DAYS_AHEAD),
    )


class Share(msgspec.Struct, frozen=True):
    """What this desk asks for and hands back of the places of slots."""

    wanted: Mapping[str, int]
    """Places to hold, by resource, the nearest slot first."""
    back: frozenset[str]
    """Leases of which it needs nothing."""


def share_of(port: DeskPort, standing: Standing, now: int, past: Past) -> Share:
    """Return what this desk's share of places is, beside what it holds.

    The part of each slot is carried on to the next one of its offering until it is a whole
    place: so the places held lie evenly over the days, and what is held already stays.  A
    lease goes back, as a whole, where fewer places are left than made the share, or the day
    is near.
    """
    held: dict[str, list[HeldRow]] = {}
    for row in port.all_held():
        if row.left > 0:
            held.setdefault(row.resource, []).append(row)
    wanted: dict[str, int] = {}
    back: set[str] = set()
    carried: dict[str, float] = {}
    device = standing.desk.device
    for part in parts(port, standing, now, past):
        if part.even is not None:
            if part.even:
                wanted[part.resource] = part.even
            else:
                back |= {row.lease_id for row in held.get(part.resource, ())}
            continue
        before = carried.get(part.offering_id)
        before = first_part(part.offering_id, device) if before is None else before
        due = before + part.places
        here = sum(row.left for row in held.get(part.resource, ()))
        for row in held.get(part.resource, ()):
            if due - here < -part.slack and due - here + row.left <= 1:
                here -= row.left
                back.add(row.lease_id)
        more = min(int(due - here), part.open)
        if more > 0:
            wanted[part.resource] = here + more
            here += more
        carried[part.offering_id] = due - here
    return Share(wanted, frozenset(back))


class Part(msgspec.Struct, frozen=True):
    """A slot to come, and this desk's part of it."""

    resource: str
    offering_id: str
    places: float
    open: int
    """Places that may still be lent to somebody."""
    slack: float
    """How far above its part the desk may hold."""
    even: int | None
    """An even share, where few counters give the slot; nothing: by what each gave before."""


def parts(port: DeskPort, standing: Standing, now: int, past: Past) -> list[Part]:
    """Return the slots to come with this desk's part of each, in time order."""
    desk = standing.desk
    towns = {
        offering.id: offering.municipality_id
        for offering in port.all_of(desk.territory_id, Offering)
        if offering.active and offering.municipality_id in (None, standing.municipality_id)
    }
    slots = _slots(port, standing, now, tuple(towns))
    rows = _counts(port, standing, slots)
    rivals = _rivals(port, standing, towns)
    part = _parts_of_offerings(past, towns, rivals)
    due: dict[str, float] = {}
    for slot in slots:
        places = unused(rows[slot.id]) * part[slot.offering_id]
        due[slot.offering_id] = due.get(slot.offering_id, 0.0) + places
    found = []
    for slot in slots:
        left_us = slot_instant(slot.slot_on, slot.start_minute) - now
        row = rows[slot.id]
        own = part[slot.offering_id] * worth_lending(due[slot.offering_id])
        found.append(
            Part(
                f"slot:{slot.id}",
                slot.offering_id,
                unused(row) * lent_part(left_us) * own,
                min(row.free, lendable(slot.id, row, left_us) - lent(row)),
                slack(left_us),
                _even_share(slot, rivals[slot.offering_id], desk.device),
            )
        )
    return found


def _rivals(
    port: DeskPort, standing: Standing, towns: Mapping[str, str | None]
) -> dict[str, list[int]]:
    """Return the counters that give each offering, in the order of their numbers."""
    desk = standing.desk
    counters = [
        row
        for row in port.all_of(desk.territory_id, Desk)
        if not row.revoked or row.device == desk.device
    ]
    by_town = {
        town: sorted(row.device for row in counters if town in (None, row.municipality_id))
        for town in set(towns.values())
    }
    return {each: by_town[town] or [desk.device] for each, town in towns.items()}


def _even_share(slot: Slot, rivals: list[int], device: int) -> int | None:
    """Return an even share of a slot, or nothing where many counters give it.

    A slot with fewer places than counters is asked ahead by some of them only, drawn by its id:
    taken by whoever came first, every small slot would read as full at the others.
    """
    if len(rivals) > FEW_COUNTERS:
        return None
    if slot.places >= len(rivals):
        return min(PLACES, slot.places // len(rivals))
    drawn = zlib.crc32(slot.id.encode()) % len(rivals)
    turn = (rivals.index(device) - drawn) % len(rivals) if device in rivals else len(rivals)
    return 1 if turn < slot.places else 0


def _parts_of_offerings(
    past: Past, towns: Mapping[str, str | None], rivals: Mapping[str, list[int]]
) -> dict[str, float]:
    groups: dict[str | None, list[str]] = {}
    for each, town in towns.items():
        groups.setdefault(town, []).append(each)
    return {
        each: part_of(past, each, groups[town], len(rivals[each])) for each, town in towns.items()
    }


def _slots(port: DeskPort, standing: Standing, now: int, offerings: tuple[str, ...]) -> list[Slot]:
    today = local_date(now)
    until = today + datetime.timedelta(days=DAYS_AHEAD)
    slots = port.slots_between(standing.desk.territory_id, today, until, offerings)
    return [slot for slot in slots if slot_instant(slot.slot_on, slot.start_minute) > now]


def _counts(port: DeskPort, standing: Standing, slots: Iterable[Slot]) -> dict[str, Resource]:
    """Return the server's counts of slots as the last pull brought them."""
    territory_id = standing.desk.territory_id
    reads = {slot.id: One(Resource.KIND, f"slot:{slot.id}") for slot in slots}
    found = port.rows(territory_id).load(reads.values())
    rows = {row.id: row for each in found.values() for row in each if isinstance(row, Resource)}
    return {
        slot.id: rows.get(f"slot:{slot.id}")
        or Resource(
            id=f"slot:{slot.id}",
            territory_id=territory_id,
            total=slot.places,
            free=slot.places,
            committed=0,
            in_doubt=0,
        )
        for slot in slots
    }
