# SPDX-License-Identifier: EUPL-1.2
"""Operations on freed places: offering one, accepting, declining, and the end of its hold.

An offered place is held by its turn: taken from rights when it is offered, handed on when it
is accepted, given back when it is declined, lapses or the person leaves.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import (
    AlreadyBooked,
    DeskError,
    PersonUnknown,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
    TextMissing,
)
from welfare_desk.core.refusals_of_waiting import (
    HoldLapsed,
    HoldRuns,
    ListChanged,
    OfferElsewhere,
    OfferNotOpen,
    OfferNotSure,
    OutOfTurn,
    TurnNotWaiting,
    WaitEntryUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.core.waiting import jumped
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.booking_changes import offering_of
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.identity import cluster_reads, root_id, same
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.rights import claim, is_provisional
from welfare_desk.operations.seating import REASON_LETTERS, require_own_offering
from welfare_desk.operations.wait_turns import (
    hold_of,
    holds_place,
    may_have,
    offerable,
    still,
    turn_of,
    twin_id,
    waits_for,
    whose,
)
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

HOUR_US = 3_600_000_000


class OfferPlace(Operation, frozen=True, kw_only=True):
    """Hold a freed place for whoever comes first on the list, all of their seats or none.

    Final with places that this desk holds; provisional (``asked``) when they were free in the
    last pull; else ``SlotFull``.  ``hold_hours`` must be the offering's (``ListChanged``);
    out of turn it needs a ``reason`` (``OutOfTurn``).  From then on the hold is this desk's:
    nobody else ends it.  A final offer to whoever booked, left or was offered another place
    meanwhile is held beside, for review; where the row is gone the place is free again.
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
        world.need(Person, root_id(world, entry.person_id), PersonUnknown())
        offering = world.need(Offering, slot.offering_id, SlotUnknown())
        require_own_offering(world, act, offering_of(world, entry), entry.person_id)
        clean(self.reason, REASON_LETTERS, "reason")
        starts_at = slot_instant(slot.slot_on, slot.start_minute)
        objection = self._objection(act, world, entry, slot)
        if objection is None and world.asked:
            objection = self._at_birth(world, entry, offering)
        if objection is not None:
            world.require(False, objection, person_id=entry.person_id)
        held = entry if entry.state == "waiting" and entry.seats == self.seats else None
        if held is None:
            # Promised all the same: a row of its own holds what was spent, until this desk ends it.
            twin = twin_id(entry.id, slot.id)
            if world.get(WaitEntry, twin) is not None:
                world.give(f"slot:{slot.id}", self.seats)  # a copy of this desk did so before
                return
            held = msgspec.structs.replace(entry, id=twin, seats=max(1, self.seats))
        sure = world.settled or not is_provisional(self, act)
        until = act.wall + max(0, self.hold_hours) * HOUR_US
        world.put(
            msgspec.structs.replace(
                held,
                state="offered" if sure else "asked",
                offered_slot_id=slot.id,
                offered_at=act.wall,
                held_until_at=min(until, starts_at),
                called=0,
                booking_id="",
                device=act.device,
                operator_id=act.actor,
            )
        )

    def _objection(self, act: Act, world: World, entry: WaitEntry, slot: Slot) -> DeskError | None:
        if self.seats < 1 or entry.seats != self.seats:
            return SeatsInvalid()
        if not same(world, entry.person_id, self.person_id):
            return WaitEntryUnknown()
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
        before = [turn for turn in first if may_have(world, people[turn.id], self.slot_id)]
        return OutOfTurn(count=len(before)) if before else None


class AcceptPlace(BookPlace, frozen=True, kw_only=True):
    """Turn an offered place into a booking at the price that was explained.

    The place is the one that the offer holds.  Final at the desk that holds it; ``elsewhere``
    provisional, for that desk may just be ending the hold.  Refused as ``BookPlace`` is, and
    with ``WaitEntryUnknown``, ``OfferNotSure`` while the server has not given the place,
    ``OfferNotOpen``, ``OfferElsewhere`` and ``HoldLapsed``.  Accepted at two desks there is one
    booking, and a review item about the second.  Final on a hold that is gone, which only a
    copy of a desk or a forced end can bring about, it is covered from what is free or owed.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    entry_id: str
    elsewhere: bool = False
    """Another desk holds the place: ``WaitEntry.device``."""

    def reads(self) -> tuple[Read, ...]:
        turns = (self.entry_id, twin_id(self.entry_id, self.slot_id))
        return (*super().reads(), *(One(WaitEntry.KIND, each) for each in turns))

    def takes(self) -> tuple[Take, ...]:
        held = f"slot:{self.slot_id}"
        own = tuple(take for take in super().takes() if take.resource != held)
        return (*own, Take(held, mode="ask")) if self.elsewhere else own

    def leans_on(self) -> tuple[Take, ...]:
        return (Take(f"slot:{self.slot_id}", max(1, self.seats)),)

    def apply(self, act: Act, world: World) -> None:
        world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        entry = hold_of(world, self.entry_id, self.slot_id)
        who = entry.person_id
        world.require(same(world, who, self.person_id), WaitEntryUnknown(), person_id=who)
        world.require(entry.state != "asked", OfferNotSure(), person_id=who)
        held = entry.state == "offered" and entry.offered_slot_id == self.slot_id
        world.require(held, OfferNotOpen(state=entry.state), person_id=who)
        if entry.state == "accepted":
            return  # at two desks: the first booking stands, a person looks at the second paper
        if world.asked and self.elsewhere != (entry.device != act.device):
            raise OfferElsewhere()
        world.require(self.seats == entry.seats, SeatsInvalid(), person_id=who)
        in_time = not held or act.wall <= entry.held_until_at
        world.require(in_time, HoldLapsed(), person_id=who)
        super().apply(act, world)
        if world.settled and not held:
            claim(world, f"slot:{self.slot_id}", self.seats, person_id=who)
        if held or entry.state != "offered":
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
    """An operation that gives an offered place back: the desk's that holds it."""

    ACT: ClassVar[str] = "book"

    entry_id: str
    slot_id: str
    reason: str = ""

    def entity(self) -> str:
        return self.entry_id

    def concerns(self, world: World) -> str:
        return whose(world, self.entry_id)

    def reads(self) -> tuple[Read, ...]:
        turns = (self.entry_id, twin_id(self.entry_id, self.slot_id))
        return tuple(One(WaitEntry.KIND, each) for each in turns)

    def _held(self, act: Act, world: World, *, forced: bool = False) -> WaitEntry | None:
        """Return the turn whose hold this act ends, or nothing where there is none any more."""
        clean(self.reason, REASON_LETTERS, "reason")
        world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        entry = hold_of(world, self.entry_id, self.slot_id)
        require_own_offering(world, act, offering_of(world, entry), entry.person_id)
        if world.asked and entry.state == "asked":
            raise OfferNotSure()
        holds = entry.state == "offered" and entry.offered_slot_id == self.slot_id
        if not still(world, entry, holds):
            return None
        mine = entry.device == act.device or forced
        world.require(mine, OfferElsewhere(), person_id=entry.person_id)
        return entry if mine else None


class DeclinePlace(_EndOffer, frozen=True, kw_only=True, tag="decline_place"):
    """Give an offered place back because the person does not want it.

    With ``stay`` the turn waits on for another slot and is not offered this one again.
    Refused with ``WaitEntryUnknown``, ``OfferNotSure``, ``OfferElsewhere`` at a desk that does
    not hold the place, and ``OfferNotOpen`` once it was accepted (cancel the booking),
    declined or lapsed.
    """

    stay: bool = False

    def apply(self, act: Act, world: World) -> None:
        entry = self._held(act, world)
        if entry is None:
            return
        world.give(f"slot:{self.slot_id}", entry.seats)
        stays = self.stay and entry.id == self.entry_id and entry.slot_id != self.slot_id
        state = "waiting" if stays else "declined"
        world.put(msgspec.structs.replace(entry, state=state, held_until_at=0, called=0))


class LapseOffer(_EndOffer, frozen=True, kw_only=True, tag="lapse_offer"):
    """Give an offered place back because the hours of its hold are over.

    Refused with ``HoldRuns`` before, and as ``DeclinePlace`` is.  A supervisor may end the hold
    of a desk that is gone (``forced``, with a ``reason``): where that desk promised the place
    and could not say so, its booking is owed.
    """

    forced: bool = False

    def apply(self, act: Act, world: World) -> None:
        if self.forced:
            if act.role != "supervisor":
                raise RoleMissing(act="round")  # also at the server: the hold goes on
            who = self.concerns(world)
            told = bool(self.reason.strip())
            world.require(told, TextMissing(field="reason"), person_id=who)
        entry = self._held(act, world, forced=self.forced)
        if entry is None:
            return
        over = act.wall > entry.held_until_at
        world.require(over, HoldRuns(), person_id=entry.person_id)
        if over:
            world.give(f"slot:{self.slot_id}", entry.seats)
            world.put(msgspec.structs.replace(entry, state="lapsed", held_until_at=0))
