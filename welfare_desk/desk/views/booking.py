# SPDX-License-Identifier: EUPL-1.2
"""What can be booked, when, at what price, and what this desk may promise."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.desk.holds import kept_seats
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, person_of, rows_of
from welfare_desk.desk.views.quote import QuoteView as QuoteView
from welfare_desk.desk.views.quote import guest_from as guest_from
from welfare_desk.desk.views.quote import is_resident, world_of
from welfare_desk.desk.views.quote import place_from as place_from
from welfare_desk.desk.views.quote import quote as quote
from welfare_desk.desk.views.quote import quotes as quotes
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.models.territory import Provider
from welfare_desk.operations.conditions import OF_THE_SLOT, WAIVABLE, clash, unmet
from welfare_desk.operations.offered import offered
from welfare_desk.operations.repricing import right_for_person
from welfare_desk.store.queries import slots_between

HORIZON_DAYS = 14


class OfferingView(msgspec.Struct, frozen=True, kw_only=True):
    """A service in the list to choose from."""

    offering_id: str
    code: str
    name: str
    description: str
    target_group: str
    provider_name: str
    mode: str
    minutes: int
    needs_assessment: bool
    times_booked: int
    """How often this person booked it: the usual service comes first."""
    next_on: datetime.date | None
    next_start_minute: int | None
    places_free: int
    """Free places in the next two weeks, as the last pull knew."""
    words: tuple[str, ...] = ()
    """What people call it."""
    on_request: bool = False
    """It has no calendar and is asked for instead of booked."""


class Unmet(msgspec.Struct, frozen=True, kw_only=True):
    """A condition that is not met: ``sentences.code_text(code, facts)`` has the words."""

    code: str
    facts: dict[str, str | int]
    waivable: bool
    """A supervisor may waive it with a reason and a second person."""


class SlotView(msgspec.Struct, frozen=True, kw_only=True):
    """A slot with its three shapes: guaranteed here, to be decided, full."""

    slot_id: str
    offering_id: str
    slot_on: datetime.date
    start_minute: int
    minutes: int
    place_name: str
    address: str
    places: int
    guaranteed: int
    """Places this desk may promise without asking."""
    free_elsewhere: int
    """Free at the last pull, not held here: only provisional."""
    mine: bool
    """The person already has a place in it."""
    starts_at: int
    meetings: tuple[Meeting, ...] = ()
    """Of a course, all of them."""
    clashes: tuple[str, ...] = ()
    """Numbers of the person's other bookings at the same hour: a warning."""
    unmet: tuple[Unmet, ...] = ()
    """Conditions that the person does not meet."""


def offerings_for(look: Reading, person_id: str) -> tuple[OfferingView, ...]:
    """Return what can be booked at this desk: the person's usual ones first, then by name."""
    rows = _visible(look)
    booked = [row.offering_id for row in _booked(look, person_id)]
    providers = {row.id: row.name for row in look.every(Provider)}
    to_on = look.today + datetime.timedelta(days=HORIZON_DAYS)
    slots = slots_between(
        look.conn, look.territory_id, look.today, to_on, tuple(row.id for row in rows)
    )
    left, free = look.left(), _free(look, slots)
    by_offering: dict[str, list[Slot]] = {}
    for slot in slots:
        if _start(slot) > look.now_us:
            by_offering.setdefault(slot.offering_id, []).append(slot)
    views = []
    for row in rows:
        own = by_offering.get(row.id, [])
        open_slots = [s for s in own if left.get(f"slot:{s.id}", 0) + free.get(s.id, 0) > 0]
        first = open_slots[0] if open_slots else None
        views.append(
            OfferingView(
                offering_id=row.id,
                code=row.code,
                name=row.name_it,
                description=row.description_it,
                target_group=row.target_group,
                provider_name=providers.get(row.provider_id, ""),
                mode=row.mode,
                minutes=row.minutes,
                needs_assessment=row.needs_assessment,
                times_booked=booked.count(row.id),
                next_on=first.slot_on if first else None,
                next_start_minute=first.start_minute if first else None,
                places_free=sum(
                    left.get(f"slot:{s.id}", 0) + free.get(s.id, 0) for s in open_slots
                ),
                words=row.words or (),
                on_request=row.on_request,
            )
        )
    return tuple(sorted(views, key=lambda v: (-v.times_booked, v.next_on is None, v.name)))


def _booked(look: Reading, person_id: str) -> tuple[Booking, ...]:
    return rows_of(look, Booking, cluster_of(look, person_id)) if person_id else ()


def _visible(look: Reading) -> tuple[Offering, ...]:
    """Return what this desk books: a cooperative's its own alone."""
    rows = (offered(row, look.municipality_id) for row in look.every(Offering))
    own = look.provider_id
    return tuple(
        row
        for row in rows
        if row.active
        and own in ("", row.provider_id)
        and row.municipality_id in (None, "", look.municipality_id)
    )


def _start(slot: Slot) -> int:
    try:
        return slot_instant(slot.slot_on, slot.start_minute)
    except DateInSkippedHour:
        return 0


def _free(look: Reading, slots: tuple[Slot, ...]) -> dict[str, int]:
    rows = look.many(Resource, tuple(f"slot:{slot.id}" for slot in slots))
    return {key.removeprefix("slot:"): max(0, row.free) for key, row in rows.items()}


def availability(
    look: Reading,
    offering_id: str,
    person_id: str,
    from_on: datetime.date,
    days: int,
    role: str = "operator",
    moving: str = "",
) -> tuple[SlotView, ...]:
    """Return the slots of an offering that have not begun, in time order.

    With a person also what stands against a place for them, and what they have at that hour;
    for a booking that is ``moving`` only what another day may change, itself not counted.
    """
    to_on = from_on + datetime.timedelta(days=days - 1)
    slots = slots_between(look.conn, look.territory_id, from_on, to_on, (offering_id,))
    left = look.left_of(f"slot:{slot.id}" for slot in slots)
    kept, free = kept_seats(look), _free(look, slots)
    rows = _booked(look, person_id)
    held = tuple(row for row in rows if row.state in HOLDS_PLACE)
    mine = {row.slot_id for row in held}
    booked = look.many(Slot, tuple(mine))
    conditions = _conditions(look, offering_id, person_id, role, moving)
    others = tuple(row for row in held if row.id != moving)
    return tuple(
        SlotView(
            slot_id=slot.id,
            offering_id=slot.offering_id,
            slot_on=slot.slot_on,
            start_minute=slot.start_minute,
            minutes=slot.minutes,
            place_name=slot.place_name,
            address=slot.address,
            places=slot.places,
            guaranteed=max(0, left.get(f"slot:{slot.id}", 0) - kept.get(slot.id, 0)),
            # The last place here is kept for somebody: till then there is none to promise.
            free_elsewhere=0 if _is_kept(slot.id, left, kept) else free.get(slot.id, 0),
            mine=slot.id in mine,
            starts_at=_start(slot),
            meetings=slot.meetings or (),
            clashes=_clashes(slot, others, booked),
            unmet=conditions(slot),
        )
        for slot in slots
        if _start(slot) > look.now_us
    )


def _is_kept(slot_id: str, left: dict[str, int], kept: dict[str, int]) -> bool:
    return 0 < left.get(f"slot:{slot_id}", 0) <= kept.get(slot_id, 0)


def _clashes(slot: Slot, held: tuple[Booking, ...], booked: dict[str, Slot]) -> tuple[str, ...]:
    """Return the numbers of the person's other bookings at the same hour."""
    return tuple(
        row.booking_no
        for row in held
        if row.slot_id in booked and row.slot_id != slot.id and clash(slot, (booked[row.slot_id],))
    )


def _conditions(
    look: Reading, offering_id: str, person_id: str, role: str, moving: str
) -> Callable[[Slot], tuple[Unmet, ...]]:
    """Return what tells for each slot which conditions the person does not meet."""
    person = person_of(look, person_id) if person_id else None
    shared = look.one(Offering, offering_id)
    if person is None or shared is None:
        return lambda slot: ()
    offering = offered(shared, person.controller_id)
    world, resident = world_of(look), is_resident(look, person)
    isee = right_for_person(world, person.id, offering.isee_kind, look.today)

    def told(slot: Slot) -> tuple[Unmet, ...]:
        found = unmet(
            world, person, offering, slot, today=look.today, role=role, resident=resident,
            has_isee=isee.isee_id is not None, but=moving,
        )  # fmt: skip
        return tuple(
            Unmet(code=each.code, facts=dict(each.facts), waivable=each.code in WAIVABLE)
            for each in found
            if not moving or each.code in OF_THE_SLOT
        )

    return told


def next_free(look: Reading, slot_id: str) -> SlotView | None:
    """Return the next slot of the same offering with a free place, guaranteed ones first."""
    slot = look.one(Slot, slot_id)
    if slot is None:
        return None
    views = [
        view
        for view in availability(look, slot.offering_id, "", look.today, HORIZON_DAYS)
        if view.slot_id != slot_id and view.guaranteed + view.free_elsewhere > 0
    ]
    return next((view for view in views if view.guaranteed), views[0] if views else None)
