# SPDX-License-Identifier: EUPL-1.2
"""What people say about providers: complaints with a number, and how content they were."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import (
    BookingUnknown,
    DateInSkippedHour,
    DeskError,
    NumbersExhausted,
    PersonUnknown,
    RoleMissing,
    TextMissing,
)
from welfare_desk.core.refusals_of_providers import (
    BookingNotOver,
    ComplaintAnswered,
    ComplaintUnknown,
    OfferingUnknown,
    ProviderUnknown,
    SatisfactionGiven,
    ScoreInvalid,
)
from welfare_desk.core.text import clean
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.territory import Provider
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

ANSWER_DAYS: Final = 30
"""A complaint is answered within so many days."""
WORDS_LETTERS: Final = 2_000
SCORES: Final = range(1, 6)
KEPT: Final = ("booked", "arrived", "attended")
"""States of a booking after which somebody can say how it was."""


class RecordComplaint(Operation, frozen=True, kw_only=True):
    """Take down a complaint about a provider, in the words of who complains.

    A receipt number is drawn and the answer is due in 30 days.  Without a
    person nobody is named, and the complaint is the desk's municipality's.
    """

    ACT: ClassVar[str] = "complain"

    complaint_id: str
    provider_id: str
    offering_id: str | None = None
    person_id: str | None = None
    words: str

    def entity(self) -> str:
        return self.complaint_id

    def person(self) -> str:
        return self.person_id or ""

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Complaint.KIND, self.complaint_id),
            One(Provider.KIND, self.provider_id),
        )
        rows += (One(Offering.KIND, self.offering_id),) if self.offering_id else ()
        return rows + ((One(Person.KIND, self.person_id),) if self.person_id else ())

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:receipt", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        provider = world.need(Provider, self.provider_id, ProviderUnknown())
        if self.offering_id:
            world.need(Offering, self.offering_id, OfferingUnknown())
        if self.person_id:
            world.need(Person, self.person_id, PersonUnknown())
        words = _lines(self.words, "words")
        world.create(
            Complaint(
                id=self.complaint_id,
                territory_id=world.territory_id,
                controller_id=world.controller_of(self.person()) or world.home(),
                complaint_no=act.serials[0].text,
                provider_id=provider.id,
                offering_id=self.offering_id or "",
                person_id=self.person_id or "",
                words=words,
                received_at=act.wall,
                answer_by_on=local_date(act.wall) + datetime.timedelta(days=ANSWER_DAYS),
                state="open",
                answer="",
                answered_at=0,
                device=act.device,
                operator_id=act.actor,
            )
        )


class AnswerComplaint(Operation, frozen=True, kw_only=True):
    """Record what the provider or the municipality answered; the first answer stands.

    A cooperative answers what is said about itself (``RoleMissing``).  A second answer is
    refused with ``ComplaintAnswered``; one made meanwhile elsewhere comes to review.
    """

    ACT: ClassVar[str] = "answer"

    complaint_id: str
    answer: str

    def entity(self) -> str:
        return self.complaint_id

    def concerns(self, world: World) -> str:
        row = world.get(Complaint, self.complaint_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Complaint.KIND, self.complaint_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Complaint, self.complaint_id, ComplaintUnknown())
        answer = _lines(self.answer, "answer")
        world.require(
            may_touch(act, world, row.provider_id),
            RoleMissing(act=self.ACT),
            person_id=row.person_id,
        )
        is_open = row.state == "open"
        refusal = ComplaintAnswered(complaint_no=row.complaint_no)
        world.require(is_open, refusal, person_id=row.person_id)
        if is_open:
            world.put(
                msgspec.structs.replace(row, state="answered", answer=answer, answered_at=act.wall)
            )


class RecordSatisfaction(Operation, frozen=True, kw_only=True):
    """Record how content somebody was with a booking, from 1 (not at all) to 5.

    Asked once, by the counter and never by the provider, of a booking that was kept.
    """

    ACT: ClassVar[str] = "complain"

    satisfaction_id: str
    booking_id: str
    score: int

    def entity(self) -> str:
        return self.satisfaction_id

    def concerns(self, world: World) -> str:
        row = world.get(Booking, self.booking_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Satisfaction.KIND, self.satisfaction_id),
            One(Booking.KIND, self.booking_id),
            Where(Satisfaction.KIND, "booking_id", self.booking_id),
        )

    def apply(self, act: Act, world: World) -> None:
        booking = world.need(Booking, self.booking_id, BookingUnknown())
        offering = world.need(Offering, booking.offering_id, OfferingUnknown())
        who = booking.person_id
        world.require(self.score in SCORES, ScoreInvalid(), person_id=who)
        kept = booking.state in KEPT and _begun(world, booking, act.wall)
        world.require(kept, BookingNotOver(), person_id=who)
        others = [
            row
            for row in world.find(Satisfaction, "booking_id", booking.id)
            if row.id != self.satisfaction_id
        ]
        world.require(not others, SatisfactionGiven(), person_id=who)
        if others or self.score not in SCORES:
            return
        world.create(
            Satisfaction(
                id=self.satisfaction_id,
                territory_id=world.territory_id,
                controller_id=booking.controller_id,
                provider_id=offered(offering, booking.controller_id).provider_id,
                offering_id=offering.id,
                booking_id=booking.id,
                score=self.score,
                asked_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )


def _lines(text: str, field: str) -> str:
    kept = clean(text, WORDS_LETTERS, field, multiline=True)
    if not kept:
        raise TextMissing(field=field)
    return kept


def _begun(world: World, booking: Booking, now_us: int) -> bool:
    slot = world.get(Slot, booking.slot_id)
    if slot is None:
        return False
    try:
        return slot_instant(slot.slot_on, slot.start_minute) <= now_us
    except DateInSkippedHour:
        return False
