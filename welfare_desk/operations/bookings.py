# SPDX-License-Identifier: EUPL-1.2
"""Operations on bookings: booking, moving, cancelling, attendance."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.fees import Line, price
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import (
    AlreadyBooked,
    BookingNotOpen,
    BookingProvisional,
    BookingUnknown,
    DeskError,
    NumbersExhausted,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotFull,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.identity import cluster, cluster_reads, same
from welfare_desk.operations.membership import households_of
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.repricing import right_for_person
from welfare_desk.operations.rights import is_provisional
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


def _certainty(operation: Operation, act: Act, world: World) -> str:
    provisional = is_provisional(operation, act) and not world.settled
    return "provisional" if provisional else "final"


def _require_own_offering(world: World, act: Act, offering_id: str, person_id: str) -> None:
    """Refuse cooperative staff the bookings of other providers (roles' table)."""
    offering = world.get(Offering, offering_id)
    own = may_touch(act, world, None if offering is None else offering.provider_id)
    world.require(own, RoleMissing(act="book"), person_id=person_id)


def _check_slot(world: World, act: Act, slot: Slot, person_id: str, booking_id: str) -> None:
    world.require(not slot.closed, SlotClosed(), person_id=person_id)
    starts_at = slot_instant(slot.slot_on, slot.start_minute)
    world.require(starts_at + slot.minutes * 60_000_000 > act.wall, SlotPast(), person_id=person_id)
    twice = any(
        row.slot_id == slot.id and row.state in HOLDS_PLACE and row.id != booking_id
        for each in cluster(world, person_id)
        for row in world.find(Booking, "person_id", each)
    )
    world.require(not twice, AlreadyBooked(), person_id=person_id)


def lacking_slot(take: Take, held: int) -> DeskError:
    """Return the refusal for a place or a booking number that is not held."""
    return NumbersExhausted() if take.mode == "number" else SlotFull()


class BookPlace(Operation, frozen=True, kw_only=True):
    """Book a person into a slot at the price that was explained.

    Final with a place that this desk holds; provisional when one was free in the last pull;
    else ``SlotFull``.  ``total_cents`` must be what the scheme gives for ``isee_id``, which
    must be the attestation that is right for the person today; without one the fee is that
    of people without ISEE.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    booking_id: str
    person_id: str
    slot_id: str
    seats: int = 1
    isee_id: str | None = None
    resident: bool = True
    unit_cents: int
    total_cents: int
    lines: tuple[Line, ...] = ()

    def entity(self) -> str:
        return self.booking_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            *cluster_reads(self.person_id),
            One(Slot.KIND, self.slot_id),
            One(Booking.KIND, self.booking_id),
            Where(Booking.KIND, "person_id", self.person_id),
        )
        if not self.isee_id:
            return rows
        return (
            *rows,
            One(IseeAttestation.KIND, self.isee_id),
            Where(HouseholdMember.KIND, "person_id", self.person_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (
            Take(f"slot:{self.slot_id}", max(1, self.seats)),
            Take("number:booking", mode="number"),
        )

    def lacking(self, take: Take, held: int) -> DeskError:
        return lacking_slot(take, held)

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        offering = world.need(Offering, slot.offering_id, SlotUnknown())
        _require_own_offering(world, act, offering.id, person.id)
        world.require(self.seats >= 1, SeatsInvalid(), person_id=person.id)
        _check_slot(world, act, slot, person.id, self.booking_id)
        lines = self._check_price(act, world, offering)
        world.create(
            Booking(
                id=self.booking_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                booking_no=act.serials[0].text,
                person_id=person.id,
                slot_id=slot.id,
                offering_id=offering.id,
                seats=self.seats,
                state="booked",
                certainty=_certainty(self, act, world),
                unit_cents=self.unit_cents,
                units=offering.units * self.seats,
                total_cents=self.total_cents,
                fee_scheme_id=offering.fee_scheme_id,
                isee_id=self.isee_id,
                lines=lines,
                booked_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )

    def _check_price(self, act: Act, world: World, offering: Offering) -> tuple[Line, ...]:
        """Return the steps of the price; those that were explained, where they were."""
        scheme = world.need(FeeScheme, offering.fee_scheme_id, SlotUnknown())
        due = price(
            scheme.scheme,
            self._isee_cents(world, offering, local_date(act.wall)),
            self.resident,
            False,
            offering.units * max(1, self.seats),
        )
        fits = (due.unit_cents, due.total_cents) == (self.unit_cents, self.total_cents)
        world.require(fits, PriceChanged(), person_id=self.person_id)
        return self.lines or (due.lines if fits else ())

    def _isee_cents(self, world: World, offering: Offering, on: datetime.date) -> int | None:
        """Return the value of the attestation named: of the person's own household, not over.

        That it is the right one is asked at birth alone: what was explained stands, whatever
        another desk recorded meanwhile.
        """
        isee = world.get(IseeAttestation, self.isee_id) if self.isee_id else None
        if isee is None or isee.valid_to < on:
            return None
        if isee.household_id not in households_of(world, self.person_id, on):
            return None
        if world.asked:
            right = right_for_person(world, self.person_id, offering.isee_kind, on)
            world.require(right.isee_id == isee.id, PriceChanged(), person_id=self.person_id)
        return isee.value_cents


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
        _require_own_offering(world, act, booking.offering_id, booking.person_id)
        world.require(slot.offering_id == booking.offering_id, PriceChanged())
        world.require(booking.state == "booked", BookingNotOpen(), person_id=booking.person_id)
        # A final place on top of a booking that may still be refused would be a promise
        # taken back: a provisional one is cancelled and booked anew.
        world.require(
            booking.certainty == "final", BookingProvisional(), person_id=booking.person_id
        )
        world.require(slot.id != booking.slot_id, AlreadyBooked(), person_id=booking.person_id)
        _check_slot(world, act, slot, booking.person_id, booking.id)
        if booking.state in HOLDS_PLACE:
            world.give(f"slot:{booking.slot_id}", booking.seats)
        world.put(
            msgspec.structs.replace(
                booking,
                slot_id=slot.id,
                state="booked",
                certainty=_certainty(self, act, world),
            )
        )


class CancelBooking(Operation, frozen=True, kw_only=True):
    """Cancel a booking; its places become free again once the server knows."""

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
        _require_own_offering(world, act, booking.offering_id, booking.person_id)
        world.require(
            booking.state in ("booked", "arrived"),
            BookingNotOpen(),
            person_id=booking.person_id,
        )
        clean(self.reason, 200, "reason")
        if booking.state in ("booked", "arrived"):
            world.give(f"slot:{booking.slot_id}", booking.seats)
            world.put(msgspec.structs.replace(booking, state="cancelled"))


class RecordAttendance(Operation, frozen=True, kw_only=True):
    """Record that a person arrived, attended or did not come."""

    ACT: ClassVar[str] = "book"

    booking_id: str
    outcome: str

    def entity(self) -> str:
        return self.booking_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Booking.KIND, self.booking_id),)

    def apply(self, act: Act, world: World) -> None:
        booking = world.need(Booking, self.booking_id, BookingUnknown())
        _require_own_offering(world, act, booking.offering_id, booking.person_id)
        fits = booking.state in HOLDS_PLACE and self.outcome in HOLDS_PLACE
        world.require(fits, BookingNotOpen(), person_id=booking.person_id)
        if fits:
            world.put(msgspec.structs.replace(booking, state=self.outcome))
