# SPDX-License-Identifier: EUPL-1.2
"""Operations that book: one person, or several together; what changes a booking is beside."""

from __future__ import annotations

from typing import ClassVar, Final

from welfare_desk.core.fees import Line
from welfare_desk.core.refusals import DeskError, SlotUnknown
from welfare_desk.core.refusals_of_bookings import GroupInvalid
from welfare_desk.models.booking import Share
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.booking_changes import CancelBooking as CancelBooking
from welfare_desk.operations.booking_changes import MoveBooking as MoveBooking
from welfare_desk.operations.booking_changes import RecordAttendance as RecordAttendance
from welfare_desk.operations.booking_changes import certainty_of, lacking_slot
from welfare_desk.operations.identity import roots
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.seating import Allowance, CardPart, reads_of, seat
from welfare_desk.operations.seating import Guest as Guest
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

MOST_TOGETHER: Final = 20
"""People in one act; a class is one booking of several seats."""


class BookPlace(Operation, frozen=True, kw_only=True):
    """Book a person into a slot at the price that was explained.

    Final with a place that this desk holds; provisional when one was free in the last pull;
    else ``SlotFull``.  ``total_cents`` must be what the scheme gives for ``isee_id``, which
    must be the attestation that is right for the person today; without one the fee is that
    of people without ISEE.  Conditions that are not met refuse by their own names; waiving
    them, or another price, takes a reason and two people, one of them a supervisor.
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
    holiday: bool = False
    sibling: bool = False
    month_cents: int = 0
    shares: tuple[Share, ...] = ()
    agreed: bool = False
    """The price is not the scheme's: ``reason`` says why, ``second_id`` who agreed."""
    waived: tuple[str, ...] = ()
    """Codes of conditions that are not met and do not count this time."""
    reason: str = ""
    second_id: str | None = None
    card_id: str | None = None
    """The voucher card that pays ``card_cents`` at the merchant who is the provider."""
    card_cents: int = 0
    merchant_id: str | None = None

    def entity(self) -> str:
        return self.booking_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Slot.KIND, self.slot_id), *reads_of(self.guest()))

    def takes(self) -> tuple[Take, ...]:
        takes = (
            Take(f"slot:{self.slot_id}", max(1, self.seats)),
            Take("number:booking", mode="number"),
        )
        return (*takes, Take(f"balance:{self.card_id}", mode="hold")) if self.card_id else takes

    def lacking(self, take: Take, held: int) -> DeskError:
        return lacking_slot(take, held)

    def guest(self) -> Guest:
        """Return the person's place and price apart from the slot."""
        return Guest(
            booking_id=self.booking_id,
            person_id=self.person_id,
            seats=self.seats,
            isee_id=self.isee_id,
            resident=self.resident,
            holiday=self.holiday,
            sibling=self.sibling,
            month_cents=self.month_cents,
            unit_cents=self.unit_cents,
            total_cents=self.total_cents,
            lines=self.lines,
            shares=self.shares,
        )

    def apply(self, act: Act, world: World) -> None:
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        allowed = Allowance(
            agreed=self.agreed, waived=self.waived, reason=self.reason, second_id=self.second_id
        )
        card = None
        if self.card_id:
            card = CardPart(
                card_id=self.card_id, merchant_id=self.merchant_id or "", cents=self.card_cents
            )
        seat(
            world,
            act,
            self.guest(),
            slot,
            act.serials[0].text,
            certainty=certainty_of(self, act, world),
            allowed=allowed,
            card=card,
        )


class BookTogether(Operation, frozen=True, kw_only=True):
    """Book several people into one slot, each at their own price: all of them or none.

    The places and numbers of all are drawn at once; refused as ``BookPlace`` for any of them,
    and with ``GroupInvalid`` for nobody, for more than ``MOST_TOGETHER`` or for one twice.
    The bookings know one another by ``group_id``, the id of the first.
    """

    ACT: ClassVar[str] = "book"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    slot_id: str
    guests: tuple[Guest, ...]
    waived: tuple[str, ...] = ()
    reason: str = ""
    second_id: str | None = None

    def entity(self) -> str:
        return self.guests[0].booking_id if self.guests else ""

    def person(self) -> str:
        return self.guests[0].person_id if self.guests else ""

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Slot.KIND, self.slot_id),
            *(read for guest in self.guests for read in reads_of(guest)),
        )

    def takes(self) -> tuple[Take, ...]:
        places = sum(max(1, guest.seats) for guest in self.guests)
        return (
            Take(f"slot:{self.slot_id}", max(1, places)),
            Take("number:booking", max(1, len(self.guests)), mode="number"),
        )

    def lacking(self, take: Take, held: int) -> DeskError:
        return lacking_slot(take, held)

    def is_plausible(self) -> bool:
        return bool(self.guests) and all(
            guest.seats >= 1 and min(guest.unit_cents, guest.total_cents) >= 0
            for guest in self.guests
        )

    def apply(self, act: Act, world: World) -> None:
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        people = [guest.person_id for guest in self.guests]
        roots_of = roots(world, people)
        fits = 1 <= len(people) <= MOST_TOGETHER and len(roots_of) == len(people)
        world.require(fits, GroupInvalid(most=MOST_TOGETHER), person_id=self.person())
        allowed = Allowance(waived=self.waived, reason=self.reason, second_id=self.second_id)
        certainty = certainty_of(self, act, world)
        for place, guest in enumerate(self.guests):
            seat(
                world,
                act,
                guest,
                slot,
                act.serials[place].text,
                certainty=certainty,
                allowed=allowed,
                group_id=self.entity(),
                beside=people[:place],
            )
