# SPDX-License-Identifier: EUPL-1.2
"""Operations on waiting lists: joining, the draw, offering a freed place, and what became of it.

An offered place is held by its turn: taken from rights when it is offered, handed on when it
is accepted, given back when it is declined, lapses or the person leaves.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.ranking import HIGHEST_SEED
from welfare_desk.core.refusals import (
    AlreadyBooked,
    ChoiceUnknown,
    DeskError,
    PersonUnknown,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.refusals_of_funds import DeclarationWrong
from welfare_desk.core.refusals_of_waiting import (
    AlreadyWaiting,
    HoldLapsed,
    HoldRuns,
    ListChanged,
    NothingToDraw,
    NoWaitingList,
    OfferNotOpen,
    OfferNotSure,
    OutOfTurn,
    TurnNotWaiting,
    WaitEntryUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.core.waiting import POINTS, drawn_as, jumped, log_lines, points_of, round_of
from welfare_desk.models.application import Round
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.identity import cluster, cluster_reads, root_id, same
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.rights import claim, is_provisional
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.wait_turns import OPEN, offerable, turn_of, waits_for
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

HOUR_US = 3_600_000_000
REASON_LETTERS = 200
MOST_LOG = 5_000


def _check_own(world: World, act: Act, offering: Offering | None, person_id: str) -> None:
    own = may_touch(act, world, None if offering is None else offering.provider_id)
    world.require(own, RoleMissing(act="book"), person_id=person_id)


class JoinWaiting(Operation, frozen=True, kw_only=True):
    """Put a person on an offering's waiting list, for one slot or for any; always possible.

    ``reasons`` are codes of ``core.waiting.POINTS``.  Refused with ``PersonUnknown``,
    ``NoWaitingList``, ``SeatsInvalid``, ``AlreadyWaiting``, ``AlreadyBooked`` in that slot,
    ``SlotUnknown``, ``SlotClosed``, ``SlotPast``, and ``ChoiceUnknown`` for another reason.
    """

    ACT: ClassVar[str] = "book"

    entry_id: str
    person_id: str
    offering_id: str
    slot_id: str | None = None
    seats: int = 1
    """All or none."""
    reasons: tuple[str, ...] = ()

    def entity(self) -> str:
        return self.entry_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            *cluster_reads(self.person_id),
            One(Offering.KIND, self.offering_id),
            One(WaitEntry.KIND, self.entry_id),
            Where(WaitEntry.KIND, "person_id", self.person_id),
            Where(Booking.KIND, "person_id", self.person_id),
        )

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        offering = world.need(Offering, self.offering_id, SlotUnknown())
        _check_own(world, act, offering, person.id)
        who = person.id
        keeps = bool(offering.waiting_rule) and offering.active
        world.require(keeps, NoWaitingList(), person_id=who)
        world.require(self.seats >= 1, SeatsInvalid(), person_id=who)
        known = all(each in POINTS for each in self.reasons)
        world.require(known, ChoiceUnknown(field="reasons"), person_id=who)
        if self.slot_id:
            self._check_slot(act, world)
        twice = any(
            row.id != self.entry_id and row.state in OPEN and self._overlaps(row)
            for each in cluster(world, who)
            for row in world.find(WaitEntry, "person_id", each)
        )
        world.require(not twice, AlreadyWaiting(), person_id=who)
        reasons = sorted({each for each in self.reasons if each in POINTS})
        world.create(
            WaitEntry(
                id=self.entry_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=who,
                offering_id=offering.id,
                slot_id=self.slot_id or "",
                seats=self.seats,
                priority=points_of(reasons),
                priority_reason=" ".join(reasons),
                state="waiting",
                offered_slot_id="",
                offered_at=0,
                held_until_at=0,
                called=0,
                draw_seed="",
                booking_id="",
                joined_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )

    def _overlaps(self, row: WaitEntry) -> bool:
        wanted = self.slot_id or ""
        either = not wanted or not row.slot_id or row.slot_id == wanted
        return row.offering_id == self.offering_id and either

    def _check_slot(self, act: Act, world: World) -> None:
        slot = world.need(Slot, self.slot_id or "", SlotUnknown())
        who = self.person_id
        world.require(slot.offering_id == self.offering_id, SlotUnknown(), person_id=who)
        world.require(not slot.closed, SlotClosed(), person_id=who)
        to_come = slot_instant(slot.slot_on, slot.start_minute) > act.wall
        world.require(to_come, SlotPast(), person_id=who)
        world.require(not holds_place(world, who, slot.id), AlreadyBooked(), person_id=who)


class LeaveWaiting(Operation, frozen=True, kw_only=True):
    """Take a person off a waiting list; a place that was held for them is given back.

    Refused with ``WaitEntryUnknown``, and with ``OfferNotOpen`` for a turn that is over.
    """

    ACT: ClassVar[str] = "book"

    entry_id: str
    reason: str = ""

    def entity(self) -> str:
        return self.entry_id

    def concerns(self, world: World) -> str:
        return _whose(world, self.entry_id)

    def reads(self) -> tuple[Read, ...]:
        return (One(WaitEntry.KIND, self.entry_id),)

    def apply(self, act: Act, world: World) -> None:
        entry = world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        _check_own(world, act, world.get(Offering, entry.offering_id), entry.person_id)
        clean(self.reason, REASON_LETTERS, "reason")
        if not _still(world, entry, entry.state in OPEN):
            return
        if entry.state == "offered":
            world.give(f"slot:{entry.offered_slot_id}", entry.seats)
        world.put(msgspec.structs.replace(entry, state="left", held_until_at=0))


class DrawWaiting(Operation, frozen=True, kw_only=True):
    """Draw the turns of an offering's list that were never drawn, behind those that were.

    The seed is published: with it and the numbers of the list anybody makes the same order.
    Refused with ``NothingToDraw``, and ``DeclarationWrong`` for a seed above 2³⁶.
    """

    ACT: ClassVar[str] = "round"

    draw_id: str
    offering_id: str
    seed: int

    def entity(self) -> str:
        return self.draw_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Offering.KIND, self.offering_id),
            One(Round.KIND, self.draw_id),
            Where(WaitEntry.KIND, "offering_id", self.offering_id),
        )

    def apply(self, act: Act, world: World) -> None:
        offering = world.need(Offering, self.offering_id, SlotUnknown())
        world.require(0 <= self.seed <= HIGHEST_SEED, DeclarationWrong(field="seed"))
        home = world.home()
        rows = [row for row in world.find(WaitEntry, "offering_id", offering.id)
                if row.controller_id == home]  # fmt: skip
        fresh = [row for row in rows if row.state == "waiting" and not row.draw_seed]
        world.require(bool(fresh) and offering.waiting_rule == "draw", NothingToDraw())
        draw = drawn_as(1 + max((round_of(row.draw_seed) for row in rows), default=0), self.seed)
        drawn = [msgspec.structs.replace(row, draw_seed=draw) for row in fresh]
        log = log_lines((turn_of(row) for row in drawn), "draw")
        for row in drawn:
            world.put(row)
        world.create(
            Round(
                id=self.draw_id,
                territory_id=world.territory_id,
                controller_id=home,
                fund_id=offering.id,
                period=draw,
                purpose="waiting",
                seed=self.seed,
                until_at=act.wall,
                made_at=act.wall,
                taking_part=len(drawn),
                log=log[:MOST_LOG],
                device=act.device,
                operator_id=act.actor,
            )
        )


class OfferPlace(Operation, frozen=True, kw_only=True):
    """Hold a freed place for whoever comes first on the list, all of their seats or none.

    Final with places that this desk holds; provisional (``asked``) when they were free in the
    last pull; else ``SlotFull``.  ``hold_hours`` must be the offering's (``ListChanged``);
    out of turn it needs a ``reason`` (``OutOfTurn``).  Whoever booked, left, was offered
    another place or whose row is gone meanwhile gets none: the place is free again.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    entry_id: str
    person_id: str
    slot_id: str
    seats: int = 1
    hold_hours: int
    reason: str = ""

    def entity(self) -> str:
        return self.entry_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(WaitEntry.KIND, self.entry_id),
            One(Slot.KIND, self.slot_id),
            *cluster_reads(self.person_id),
            Where(Booking.KIND, "person_id", self.person_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"slot:{self.slot_id}", max(1, self.seats)),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return SlotFull()

    def apply(self, act: Act, world: World) -> None:
        entry = world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        offering = world.need(Offering, slot.offering_id, SlotUnknown())
        _check_own(world, act, offering, entry.person_id)
        clean(self.reason, REASON_LETTERS, "reason")
        starts_at = slot_instant(slot.slot_on, slot.start_minute)
        objection = self._objection(act, world, entry, slot)
        if objection is None and world.asked:
            objection = self._at_birth(world, entry, offering)
        if objection is not None:
            world.require(False, objection, person_id=entry.person_id)
            world.give(f"slot:{slot.id}", self.seats)
            return
        sure = world.settled or not is_provisional(self, act)
        until = act.wall + max(0, self.hold_hours) * HOUR_US
        world.put(
            msgspec.structs.replace(
                entry,
                state="offered" if sure else "asked",
                offered_slot_id=slot.id,
                offered_at=act.wall,
                held_until_at=min(until, starts_at),
                called=0,
            )
        )

    def _objection(self, act: Act, world: World, entry: WaitEntry, slot: Slot) -> DeskError | None:
        if self.seats < 1 or entry.seats != self.seats:
            return SeatsInvalid()
        if not same(world, entry.person_id, self.person_id):
            return WaitEntryUnknown()
        if world.get(Person, root_id(world, entry.person_id)) is None:
            return PersonUnknown()
        if entry.state != "waiting":
            return TurnNotWaiting(state=entry.state)
        if not waits_for(entry, slot):
            return SlotUnknown()
        if slot.closed:
            return SlotClosed()
        if slot_instant(slot.slot_on, slot.start_minute) <= act.wall:
            return SlotPast()
        return AlreadyBooked() if holds_place(world, entry.person_id, slot.id) else None

    def _at_birth(self, world: World, entry: WaitEntry, offering: Offering) -> DeskError | None:
        if self.hold_hours != offering.hold_hours:
            return ListChanged()
        if self.reason.strip():
            return None
        others = [
            row
            for row in world.find(WaitEntry, "offering_id", offering.id)
            if row.id != entry.id and offerable(row, self.slot_id)
        ]
        first = jumped(turn_of(entry), map(turn_of, others), offering.waiting_rule)
        people = {row.id: row.person_id for row in others}
        before = [turn for turn in first if _may_have(world, people[turn.id], self.slot_id)]
        return OutOfTurn(count=len(before)) if before else None


class AcceptPlace(BookPlace, frozen=True, kw_only=True):
    """Turn an offered place into a booking at the price that was explained.

    The place is the one that the offer holds.  Refused as ``BookPlace`` is, and with
    ``WaitEntryUnknown``, ``OfferNotSure`` while the server has not given the place,
    ``OfferNotOpen`` and ``HoldLapsed``.  Promised at one desk while another gave the place
    back, the booking stands: covered from what is free, else a liability for review.
    Accepted at two desks there is one booking, and a review item about the second.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = False
    SIGNED: ClassVar[bool] = True

    entry_id: str

    def reads(self) -> tuple[Read, ...]:
        return (*super().reads(), One(WaitEntry.KIND, self.entry_id))

    def takes(self) -> tuple[Take, ...]:
        held = f"slot:{self.slot_id}"
        return tuple(take for take in super().takes() if take.resource != held)

    def leans_on(self) -> tuple[Take, ...]:
        return (Take(f"slot:{self.slot_id}", max(1, self.seats)),)

    def apply(self, act: Act, world: World) -> None:
        entry = world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        who = entry.person_id
        world.require(same(world, who, self.person_id), WaitEntryUnknown(), person_id=who)
        world.require(entry.state != "asked", OfferNotSure(), person_id=who)
        held = entry.state == "offered" and entry.offered_slot_id == self.slot_id
        world.require(held, OfferNotOpen(state=entry.state), person_id=who)
        if entry.state == "accepted":
            return  # at two desks: the first booking stands, a person looks at the second paper
        world.require(self.seats == entry.seats, SeatsInvalid(), person_id=who)
        in_time = not held or act.wall <= entry.held_until_at
        world.require(in_time, HoldLapsed(), person_id=who)
        super().apply(act, world)
        if world.settled and not held:
            if entry.state == "offered":
                world.give(f"slot:{entry.offered_slot_id}", entry.seats)
            claim(world, f"slot:{self.slot_id}", self.seats, person_id=who)
        world.put(
            msgspec.structs.replace(
                entry,
                state="accepted",
                offered_slot_id=self.slot_id,
                booking_id=self.booking_id,
                held_until_at=0,
            )
        )


class _EndOffer(Operation, frozen=True, kw_only=True, tag=None):
    """An operation that gives an offered place back."""

    ACT: ClassVar[str] = "book"

    entry_id: str
    slot_id: str

    def entity(self) -> str:
        return self.entry_id

    def concerns(self, world: World) -> str:
        return _whose(world, self.entry_id)

    def reads(self) -> tuple[Read, ...]:
        return (One(WaitEntry.KIND, self.entry_id),)

    def _held(self, act: Act, world: World) -> WaitEntry | None:
        """Return the turn whose hold this act ends, or nothing where there is none any more."""
        entry = world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        _check_own(world, act, world.get(Offering, entry.offering_id), entry.person_id)
        if world.asked and entry.state == "asked":
            raise OfferNotSure()
        holds = entry.state == "offered" and entry.offered_slot_id == self.slot_id
        return entry if _still(world, entry, holds) else None


class DeclinePlace(_EndOffer, frozen=True, kw_only=True, tag="decline_place"):
    """Give an offered place back because the person does not want it.

    With ``stay`` the turn waits on for another slot and is not offered this one again.
    Refused with ``WaitEntryUnknown``, ``OfferNotSure``, and ``OfferNotOpen`` once it was
    accepted (cancel the booking), declined or lapsed.
    """

    stay: bool = False
    reason: str = ""

    def apply(self, act: Act, world: World) -> None:
        clean(self.reason, REASON_LETTERS, "reason")
        entry = self._held(act, world)
        if entry is None:
            return
        world.give(f"slot:{self.slot_id}", entry.seats)
        state = "waiting" if self.stay and entry.slot_id != self.slot_id else "declined"
        world.put(msgspec.structs.replace(entry, state=state, held_until_at=0, called=0))


class LapseOffer(_EndOffer, frozen=True, kw_only=True, tag="lapse_offer"):
    """Give an offered place back because the hours of its hold are over.

    Refused with ``HoldRuns`` before, and as ``DeclinePlace`` is.
    """

    def apply(self, act: Act, world: World) -> None:
        entry = self._held(act, world)
        if entry is None:
            return
        over = act.wall > entry.held_until_at
        world.require(over, HoldRuns(), person_id=entry.person_id)
        if over:
            world.give(f"slot:{self.slot_id}", entry.seats)
            world.put(msgspec.structs.replace(entry, state="lapsed", held_until_at=0))


def holds_place(world: World, person_id: str, slot_id: str) -> bool:
    """Tell whether a person, under any id, has a place in a slot."""
    return any(
        row.slot_id == slot_id and row.state in HOLDS_PLACE
        for each in cluster(world, person_id)
        for row in world.find(Booking, "person_id", each)
    )


def _may_have(world: World, person_id: str, slot_id: str) -> bool:
    here = world.get(Person, root_id(world, person_id)) is not None
    return here and not holds_place(world, person_id, slot_id)


def _whose(world: World, entry_id: str) -> str:
    row = world.get(WaitEntry, entry_id)
    return "" if row is None else row.person_id


def _still(world: World, entry: WaitEntry, fits: bool) -> bool:
    """Tell whether a turn is as the act found it.

    Asked it is refused.  What another desk ended meanwhile is over either way; only a place
    that was accepted there is told.
    """
    if not fits and (world.asked or entry.state == "accepted"):
        world.require(False, OfferNotOpen(state=entry.state), person_id=entry.person_id)
    return fits
