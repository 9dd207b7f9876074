# SPDX-License-Identifier: EUPL-1.2
"""Operations that change a booking: moving, cancelling, attendance."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import (
    AlreadyBooked,
    BookingNotOpen,
    BookingProvisional,
    BookingUnknown,
    DateInSkippedHour,
    DeskError,
    NumbersExhausted,
    PriceChanged,
    SeatsInvalid,
    SlotFull,
    SlotUnknown,
)
from welfare_desk.core.refusals_of_bookings import MeetingUnknown
from welfare_desk.core.text import clean
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.card_shares import revived
from welfare_desk.operations.conditions import OF_THE_SLOT, meetings, unmet
from welfare_desk.operations.identity import cluster_reads, same
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.paying import refund_card
from welfare_desk.operations.rights import is_provisional
from welfare_desk.operations.seating import check_slot, need_own_offering
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

UNDO: Final = "undo"
"""The reason of a booking taken back at once, by who made it."""
_UNDO_US: Final = 10 * 60_000_000


def certainty_of(operation: Operation, act: Act, world: World) -> str:
    """Return whether what an act books stands: ``final`` or ``provisional``."""
    provisional = is_provisional(operation, act) and not world.settled
    return "provisional" if provisional else "final"


def lacking_slot(take: Take, held: int) -> DeskError:
    """Return the refusal for a place or a booking number that is not held."""
    return NumbersExhausted() if take.mode == "number" else SlotFull()


def offering_of(world: World, row: Booking | WaitEntry) -> Offering | None:
    """Return the offering of a booking or turn as the municipality of its person has it."""
    shared = world.get(Offering, row.offering_id)
    return None if shared is None else offered(shared, row.controller_id)


def late_from(offering: Offering | None, slot: Slot | None) -> int:
    """Return the instant up to which a cancellation is free; nothing where it always is.

    It counts in days before the slot's first meeting, at ``cancel_minute`` on the local clock.
    In a slot that was closed it always is: nobody gives up what is not given.
    """
    if offering is None or slot is None or slot.closed or offering.cancel_days is None:
        return 0
    last_on = slot.slot_on - datetime.timedelta(days=offering.cancel_days)
    try:
        return slot_instant(last_on, offering.cancel_minute)
    except DateInSkippedHour:
        return slot_instant(last_on, offering.cancel_minute + 60)


def is_late(offering: Offering | None, slot: Slot | None, wall: int) -> bool:
    """Tell whether a cancellation at an instant comes after the offering's last free hour."""
    last = late_from(offering, slot)
    return bool(last) and wall > last


class MoveBooking(Operation, frozen=True, kw_only=True):
    """Move a booking to another slot of the same offering; the price stays.

    Refused with ``BookingNotOpen``, ``BookingProvisional``, ``AlreadyBooked``, ``SlotFull``;
    with ``BookingUnknown`` for another person's booking, ``SeatsInvalid`` for another number
    of places and ``PriceChanged`` for a slot of another offering.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    booking_id: str
    person_id: str
    slot_id: str
    seats: int = 1

    def entity(self) -> str:
        return self.booking_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Booking.KIND, self.booking_id),
            One(Slot.KIND, self.slot_id),
            *cluster_reads(self.person_id),
            Where(Booking.KIND, "person_id", self.person_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"slot:{self.slot_id}", max(1, self.seats)),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return lacking_slot(take, held)

    def apply(self, act: Act, world: World) -> None:
        booking = world.need(Booking, self.booking_id, BookingUnknown())
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        # Booked for somebody who was one with this person when the move was promised.
        own = same(world, booking.person_id, self.person_id)
        world.require(own, BookingUnknown(), person_id=booking.person_id)
        if booking.seats != self.seats:
            # The rights drawn are for the places named: more would sit on nobody's right.
            raise SeatsInvalid()
        need_own_offering(world, act, offering_of(world, booking))
        world.require(slot.offering_id == booking.offering_id, PriceChanged())
        world.require(booking.state == "booked", BookingNotOpen(), person_id=booking.person_id)
        # A final place on top of a booking that may still be refused would be a promise
        # taken back: a provisional one is cancelled and booked anew.
        world.require(
            booking.certainty == "final", BookingProvisional(), person_id=booking.person_id
        )
        world.require(slot.id != booking.slot_id, AlreadyBooked(), person_id=booking.person_id)
        check_slot(world, act, slot, booking.person_id, booking.id)
        _check_conditions(act, world, booking, slot)
        if booking.state in HOLDS_PLACE:
            world.give(f"slot:{booking.slot_id}", booking.seats)
        else:
            booking = revived(world, booking)
        world.put(
            msgspec.structs.replace(
                booking,
                slot_id=slot.id,
                state="booked",
                certainty=certainty_of(self, act, world),
                late=False,
                ended_at=0,
            )
        )


def _check_conditions(act: Act, world: World, booking: Booking, slot: Slot) -> None:
    """State the conditions that another day may change; the others were asked at booking."""
    person = world.get(Person, booking.person_id)
    offering = offering_of(world, booking)
    if person is None or offering is None:
        return
    for refusal in unmet(
        world, person, offering, slot, today=local_date(act.wall), role=act.role,
        resident=True, has_isee=True, but=booking.id,
    ):  # fmt: skip
        world.require(refusal.code not in OF_THE_SLOT, refusal, person_id=person.id)


class CancelBooking(Operation, frozen=True, kw_only=True):
    """Cancel a booking; its places become free again once the server knows.

    After the offering's last free hour it is kept as late, unless it takes back at once what
    was just booked.  What a card paid goes back to it.
    """

    ACT: ClassVar[str] = "book"

    booking_id: str
    reason: str = ""

    def entity(self) -> str:
        return self.booking_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Booking.KIND, self.booking_id),)

    def apply(self, act: Act, world: World) -> None:
        if world.settled and world.get(Booking, self.booking_id) is None:
            return  # it was provisional and found no place: there is nothing to free
        booking = world.need(Booking, self.booking_id, BookingUnknown())
        offering = offering_of(world, booking)
        need_own_offering(world, act, offering)
        world.require(
            booking.state in ("booked", "arrived"),
            BookingNotOpen(),
            person_id=booking.person_id,
        )
        clean(self.reason, 200, "reason")
        if booking.state not in ("booked", "arrived"):
            return
        undone = self.reason == UNDO and act.wall - booking.booked_at <= _UNDO_US
        late = not undone and is_late(offering, world.get(Slot, booking.slot_id), act.wall)
        world.give(f"slot:{booking.slot_id}", booking.seats)
        shares = refund_card(world, act, booking)
        world.put(
            msgspec.structs.replace(
                booking, state="cancelled", late=late, ended_at=act.wall, shares=shares
            )
        )


class RecordAttendance(Operation, frozen=True, kw_only=True):
    """Record that a person arrived, attended or did not come; of a course, to which meeting.

    With ``meeting`` (from 0) only that meeting is marked or taken back; the person attended
    the course once there is one to which she came.  Refused with ``BookingNotOpen`` and
    ``MeetingUnknown``.
    """

    ACT: ClassVar[str] = "book"

    booking_id: str
    outcome: str
    meeting: int | None = None

    def entity(self) -> str:
        return self.booking_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Booking.KIND, self.booking_id),)

    def apply(self, act: Act, world: World) -> None:
        booking = world.need(Booking, self.booking_id, BookingUnknown())
        need_own_offering(world, act, offering_of(world, booking))
        fits = booking.state in HOLDS_PLACE and self.outcome in HOLDS_PLACE
        world.require(fits, BookingNotOpen(), person_id=booking.person_id)
        if not fits:
            return
        if self.meeting is None:
            ended_at = act.wall if self.outcome in ("attended", "no_show") else booking.ended_at
            world.put(msgspec.structs.replace(booking, state=self.outcome, ended_at=ended_at))
            return
        slot = world.get(Slot, booking.slot_id)
        known = slot is not None and 0 <= self.meeting < len(meetings(slot))
        world.require(known, MeetingUnknown(), person_id=booking.person_id)
        if known:
            world.put(_marked(booking, self.meeting, self.outcome, act.wall))


def _marked(booking: Booking, meeting: int, outcome: str, wall: int) -> Booking:
    """Return a course's booking with one meeting marked; absent once is not absent for good."""
    came = set(booking.meetings_attended or ())
    if outcome in ("attended", "arrived"):
        came.add(meeting)
    else:
        came.discard(meeting)
    state = "attended" if came else booking.state if booking.state != "attended" else "booked"
    return msgspec.structs.replace(
        booking, state=state, meetings_attended=tuple(sorted(came)), ended_at=wall
    )
