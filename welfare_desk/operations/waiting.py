# SPDX-License-Identifier: EUPL-1.2
"""Operations on waiting lists: joining one, leaving it, drawing its order."""

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
    SeatsInvalid,
    SlotClosed,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.refusals_of_funds import DeclarationWrong
from welfare_desk.core.refusals_of_waiting import (
    AlreadyWaiting,
    ListChanged,
    NothingToDraw,
    NoWaitingList,
    OfferElsewhere,
    WaitEntryUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.core.waiting import POINTS, drawn_as, log_lines, points_of, round_of
from welfare_desk.models.application import Round
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.booking_changes import offering_of
from welfare_desk.operations.identity import cluster, cluster_reads
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.seating import REASON_LETTERS, require_own_offering
from welfare_desk.operations.wait_turns import (
    OPEN,
    holds_place,
    still,
    turn_of,
    whose,
)
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

MOST_LOG = 5_000


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
        shared = world.need(Offering, self.offering_id, SlotUnknown())
        offering = offered(shared, person.controller_id)
        require_own_offering(world, act, offering, person.id)
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

    Refused with ``WaitEntryUnknown``, with ``OfferNotOpen`` for a turn that is over, and with
    ``OfferElsewhere`` while another desk holds a place for it.
    """

    ACT: ClassVar[str] = "book"

    entry_id: str
    reason: str = ""

    def entity(self) -> str:
        return self.entry_id

    def concerns(self, world: World) -> str:
        return whose(world, self.entry_id)

    def reads(self) -> tuple[Read, ...]:
        return (One(WaitEntry.KIND, self.entry_id),)

    def apply(self, act: Act, world: World) -> None:
        entry = world.need(WaitEntry, self.entry_id, WaitEntryUnknown())
        require_own_offering(world, act, offering_of(world, entry), entry.person_id)
        clean(self.reason, REASON_LETTERS, "reason")
        if not still(world, entry, entry.state in OPEN):
            return
        if entry.state == "offered":
            mine = entry.device == act.device
            world.require(mine, OfferElsewhere(), person_id=entry.person_id)
            if not mine:
                return
            world.give(f"slot:{entry.offered_slot_id}", entry.seats)
        world.put(msgspec.structs.replace(entry, state="left", held_until_at=0))


class DrawWaiting(Operation, frozen=True, kw_only=True):
    """Draw the turns of an offering's list that were never drawn, behind those that were.

    The seed is published: with it and the numbers of the list anybody makes the same order.
    Always provisional at a desk, for other desks may have brought turns: there is one order
    once the server has it, and the list is printed then.  Refused with ``NothingToDraw``,
    ``DeclarationWrong`` for a seed above 2³⁶, and ``ListChanged`` where others take part than
    were seen, at the desk or at the server: look at the list and draw again.
    """

    ACT: ClassVar[str] = "round"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True

    draw_id: str
    offering_id: str
    seed: int
    count: int = 0
    """How many were seen to take part; 0: not said."""

    def entity(self) -> str:
        return self.draw_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Offering.KIND, self.offering_id),
            One(Round.KIND, self.draw_id),
            Where(WaitEntry.KIND, "offering_id", self.offering_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"list:{self.offering_id}", mode="ask"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return SlotUnknown()  # never told: nothing that is asked can be lacking

    def apply(self, act: Act, world: World) -> None:
        offering = world.need(Offering, self.offering_id, SlotUnknown())
        world.require(0 <= self.seed <= HIGHEST_SEED, DeclarationWrong(field="seed"))
        home = world.home()
        rows = [row for row in world.find(WaitEntry, "offering_id", offering.id)
                if row.controller_id == home]  # fmt: skip
        fresh = [row for row in rows if row.state == "waiting" and not row.draw_seed]
        world.require(bool(fresh) and offering.waiting_rule == "draw", NothingToDraw())
        world.require(self.count in (0, len(fresh)), ListChanged())
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
