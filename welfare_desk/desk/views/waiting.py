# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists: who waits, in which order and why, and whom free places would go to."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from hashlib import sha256

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour, SlotUnknown
from welfare_desk.core.waiting import allot, in_order, log_lines, number_of, step_between
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, rows_of
from welfare_desk.desk.titles import title_of
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Provider
from welfare_desk.operations.wait_turns import OPEN, offerable, turn_of
from welfare_desk.store.queries import slots_between
from welfare_desk.store.waiting_rows import open_turns

HORIZON_DAYS = 60
"""How far ahead free places are looked for."""


class TurnView(msgspec.Struct, frozen=True, kw_only=True):
    """A turn on a list with what put it there."""

    entry_id: str
    number: str
    """As the list on the wall names it."""
    place: int
    """From 1; 0 for one that has a place offered."""
    person_id: str
    person_name: str
    phone: str
    seats: int
    points: int
    reasons: tuple[str, ...]
    joined_at: int
    drawn: bool
    step: str
    """What put it behind the one before: ``points``, ``draw``, ``joined``, ``number`` or none."""
    state: str
    """``waiting``, ``asked``, ``offered``, or ``over`` for a hold that ran out."""
    wish_on: datetime.date | None
    """The one slot that is waited for, or nothing for any."""
    wish_minute: int
    slot_id: str
    """The slot that is offered."""
    slot_on: datetime.date | None
    start_minute: int
    held_until_at: int
    called: int
    here: bool
    """This desk holds the place, and alone ends the hold."""


class ListView(msgspec.Struct, frozen=True, kw_only=True):
    """The waiting list of an offering at this desk."""

    offering_id: str
    title: str
    rule: str
    hold_hours: int
    waiting: int
    offered: int
    over: int
    """Holds that ran out and are not given back yet."""
    to_draw: int
    """Turns that no draw has ordered."""


class Gift(msgspec.Struct, frozen=True, kw_only=True):
    """One place, or several, that one turn would get."""

    turn: TurnView
    slot_id: str
    sure: bool
    """True with places that this desk holds; else the server decides."""


class SlotPlan(msgspec.Struct, frozen=True, kw_only=True):
    """A slot with free places and whom they would go to."""

    slot_id: str
    slot_on: datetime.date
    start_minute: int
    place_name: str
    held: int
    free_elsewhere: int
    given: tuple[Gift, ...]
    passed: tuple[TurnView, ...]
    """Who comes before somebody of ``given`` and asks for more places than there are."""


class PlanView(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of the list would do, to be seen and confirmed before."""

    offering_id: str
    title: str
    rule: str
    hold_hours: int
    slots: tuple[SlotPlan, ...]
    over: tuple[TurnView, ...]
    """Holds that ran out: their places are given back first."""
    digest: str
    """What is confirmed: another one means that something changed meanwhile."""

    @property
    def gifts(self) -> tuple[Gift, ...]:
        """Return every place that would be offered, slot by slot."""
        return tuple(gift for slot in self.slots for gift in slot.given)


def waiting_lists(look: Reading) -> tuple[ListView, ...]:
    """Return the lists on which somebody waits, then those that are kept, by name."""
    rows: dict[str, list[WaitEntry]] = {}
    for row in open_turns(look.conn, look.territory_id):
        rows.setdefault(row.offering_id, []).append(row)
    views = []
    for offering in _offerings(look):
        own = rows.get(offering.id, [])
        if not own and not (offering.waiting_rule and offering.active):
            continue
        held = [row for row in own if row.state == "offered"]
        waits = [row for row in own if row.state == "waiting"]
        views.append(
            ListView(
                offering_id=offering.id,
                title=title_of(offering),
                rule=offering.waiting_rule or "order",
                hold_hours=offering.hold_hours,
                waiting=len(waits),
                offered=len(own) - len(waits),
                over=sum(row.held_until_at < look.now_us for row in held),
                to_draw=sum(not row.draw_seed for row in waits),
            )
        )
    return tuple(sorted(views, key=lambda view: (not view.waiting + view.offered, view.title)))


def turns_on(look: Reading, offering_id: str) -> tuple[TurnView, ...]:
    """Return the open turns of a list: places that are offered first, then in the list's order."""
    offering = look.one(Offering, offering_id)
    if offering is None:
        raise SlotUnknown()
    rows = [row for row in look.where(WaitEntry, "offering_id", offering_id) if row.state in OPEN]
    return _views(look, rows, offering.waiting_rule)


def turn_view(look: Reading, entry_id: str) -> TurnView | None:
    """Return one open turn as its list shows it, or nothing."""
    row = look.one(WaitEntry, entry_id)
    if row is None:
        return None
    found = turns_on(look, row.offering_id)
    return next((view for view in found if view.entry_id == entry_id), None)


def turns_of_person(look: Reading, person_id: str) -> tuple[tuple[str, TurnView], ...]:
    """Return the open turns of a person, under any id, each with the title of its list."""
    found = []
    for row in rows_of(look, WaitEntry, cluster_of(look, person_id)):
        offering = look.one(Offering, row.offering_id)
        if row.state in OPEN and offering is not None:
            view = turn_view(look, row.id)
            found += [(title_of(offering), view)] if view is not None else []
    return tuple(found)


def plan_of(look: Reading, offering_id: str) -> PlanView:
    """Return whom the free places of an offering would go to now, slot by slot in time order.

    Nobody is named twice: who gets a place in one slot is not asked about the next.
    """
    offering = look.one(Offering, offering_id)
    if offering is None:
        raise SlotUnknown()
    rows = [row for row in look.where(WaitEntry, "offering_id", offering_id) if row.state in OPEN]
    views = {view.entry_id: view for view in _views(look, rows, offering.waiting_rule)}
    until = look.today + datetime.timedelta(days=HORIZON_DAYS)
    slots = slots_between(look.conn, look.territory_id, look.today, until, (offering_id,))
    names = tuple(f"slot:{slot.id}" for slot in slots)
    left, free = look.left(), look.many(Resource, names)
    taken: set[str] = set()
    plans = []
    for slot, name in zip(slots, names, strict=True):
        pools = (left.get(name, 0), max(0, free[name].free) if name in free else 0)
        waits = [row for row in rows if row.id in views and row.id not in taken
                 and offerable(row, slot.id)]  # fmt: skip
        if not any(pools) or not waits or _begun(look, slot):
            continue
        plan = _slot_plan(look, slot, pools, waits, views, offering.waiting_rule)
        taken.update(gift.turn.entry_id for gift in plan.given)
        plans.append(plan)
    over = tuple(view for view in views.values() if view.state == "over" and view.here)
    return PlanView(
        offering_id=offering_id,
        title=title_of(offering),
        rule=offering.waiting_rule or "order",
        hold_hours=offering.hold_hours,
        slots=tuple(plans),
        over=over,
        digest=_digest(plans, over),
    )


def order_log(look: Reading, offering_id: str) -> tuple[str, ...]:
    """Return who waits, by number, as the printed list has it: it can be worked out again."""
    offering = look.one(Offering, offering_id)
    if offering is None:
        raise SlotUnknown()
    rows = look.where(WaitEntry, "offering_id", offering_id)
    waits = (turn_of(row) for row in rows if row.state == "waiting")
    return log_lines(waits, offering.waiting_rule or "order")


def _slot_plan(
    look: Reading,
    slot: Slot,
    pools: tuple[int, int],
    waits: list[WaitEntry],
    views: dict[str, TurnView],
    rule: str,
) -> SlotPlan:
    may = [row for row in waits if not _has_place(look, row.person_id, slot.id)]
    ordered = in_order(map(turn_of, may), rule)
    got = allot(ordered, *pools)
    gifts = [
        Gift(turn=views[turn.id], slot_id=slot.id, sure=pool == 0)
        for turn, pool in zip(got.given, got.pools, strict=True)
    ]
    return SlotPlan(
        slot_id=slot.id,
        slot_on=slot.slot_on,
        start_minute=slot.start_minute,
        place_name=slot.place_name,
        held=pools[0],
        free_elsewhere=pools[1],
        given=tuple(gifts),
        passed=tuple(views[turn.id] for turn in got.passed),
    )


def _views(look: Reading, rows: Iterable[WaitEntry], rule: str) -> tuple[TurnView, ...]:
    """Return turns whose person is here: those that hold something first, then in order."""
    listed = list(rows)
    people = people_of(look, (row.person_id for row in listed))
    known = {row.id: row for row in listed if row.person_id in people}
    ids = [each for row in listed for each in (row.slot_id, row.offered_slot_id) if each]
    slots = look.many(Slot, tuple(ids))
    waits = in_order((turn_of(row) for row in known.values() if row.state == "waiting"), rule)
    held = sorted((row for row in known.values() if row.state != "waiting"),
                  key=lambda row: (row.held_until_at, row.id))  # fmt: skip
    views = [_view(look, row, people[row.person_id], slots) for row in held]
    for place, turn in enumerate(waits, 1):
        row = known[turn.id]
        step = step_between(waits[place - 2], turn, rule) if place > 1 else ""
        view = _view(look, row, people[row.person_id], slots)
        views.append(msgspec.structs.replace(view, place=place, step=step))
    return tuple(views)


def _view(look: Reading, row: WaitEntry, person: Person, slots: dict[str, Slot]) -> TurnView:
    wish, slot = slots.get(row.slot_id), slots.get(row.offered_slot_id)
    offered = slot if row.state in ("asked", "offered") else None
    over = row.state == "offered" and row.held_until_at < look.now_us
    return TurnView(
        entry_id=row.id,
        number=number_of(row.id),
        place=0,
        person_id=person.id,
        person_name=f"{person.surname} {person.name}".strip(),
        phone=person.phone,
        seats=row.seats,
        points=row.priority,
        reasons=tuple(row.priority_reason.split()),
        joined_at=row.joined_at,
        drawn=bool(row.draw_seed),
        step="",
        state="over" if over else row.state,
        wish_on=wish.slot_on if wish else None,
        wish_minute=wish.start_minute if wish else 0,
        slot_id=offered.id if offered else "",
        slot_on=offered.slot_on if offered else None,
        start_minute=offered.start_minute if offered else 0,
        held_until_at=row.held_until_at,
        called=row.called,
        here=row.device == look.device,
    )


def _offerings(look: Reading) -> tuple[Offering, ...]:
    """Return what this desk may see: its municipality's, or its own of a cooperative's desk."""
    towns = (None, "", look.municipality_id)
    seen = [row for row in look.every(Offering) if row.municipality_id in towns
            or not look.municipality_id]  # fmt: skip
    known = {row.id for row in look.every(Provider)}
    return tuple(row for row in seen if row.provider_id in known or not known)


def _has_place(look: Reading, person_id: str, slot_id: str) -> bool:
    rows = rows_of(look, Booking, cluster_of(look, person_id))
    return any(row.slot_id == slot_id and row.state in HOLDS_PLACE for row in rows)


def _begun(look: Reading, slot: Slot) -> bool:
    try:
        return slot_instant(slot.slot_on, slot.start_minute) <= look.now_us
    except DateInSkippedHour:
        return True


def _digest(plans: Iterable[SlotPlan], over: Iterable[TurnView]) -> str:
    named = [f"{gift.slot_id}:{gift.turn.entry_id}:{gift.turn.seats}:{gift.sure}"
             for plan in plans for gift in plan.given]  # fmt: skip
    return sha256(
        "|".join([*named, "over", *(turn.entry_id for turn in over)]).encode()
    ).hexdigest()


class JoinView(msgspec.Struct, frozen=True, kw_only=True):
    """What joining a list would mean for a person."""

    kept: bool
    """The offering keeps a list."""
    rule: str
    hold_hours: int
    waiting: int
    """How many are on it already."""
    already: bool
    """The person is one of them, for this slot or for any."""


def join_view(look: Reading, person_id: str, offering_id: str, slot_id: str = "") -> JoinView:
    """Return what joining an offering's list, for a slot or for any, would mean."""
    offering = look.one(Offering, offering_id)
    if offering is None:
        raise SlotUnknown()
    rows = [row for row in look.where(WaitEntry, "offering_id", offering_id) if row.state in OPEN]
    ids = cluster_of(look, person_id)
    mine = [row for row in rows if row.person_id in ids]
    return JoinView(
        kept=bool(offering.waiting_rule) and offering.active,
        rule=offering.waiting_rule or "order",
        hold_hours=offering.hold_hours,
        waiting=len(rows),
        already=any(not row.slot_id or not slot_id or row.slot_id == slot_id for row in mine),
    )
