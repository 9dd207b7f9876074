# SPDX-License-Identifier: EUPL-1.2
"""Operations on services without a calendar: asked at a counter, answered by the provider.

Agreeing makes no slot: the request itself is the appointment, at the price that was quoted.
Of two answers the first that reaches the server stands; of an answer and a withdrawal the
withdrawal.
"""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

import msgspec

from welfare_desk.core.fees import Line, price
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import (
    DateInSkippedHour,
    DeskError,
    NumbersExhausted,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
)
from welfare_desk.core.refusals_of_requests import (
    AnsweredMeanwhile,
    AnswerTimeWrong,
    OfferingNotOnRequest,
    ProposalChanged,
    ServiceRequestOver,
    ServiceRequestUnknown,
    SharesDiffer,
    WishTooEarly,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.core.wishes import read_wishes
from welfare_desk.models.booking import ServiceRequest, Share
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.identity import cluster_reads
from welfare_desk.operations.membership import households_of
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.repricing import right_for_person
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

WORDS: Final = 300
"""No words of a request or an answer are longer."""
LONGEST: Final = 24 * 60
"""No appointment is longer, in minutes."""
ANSWERABLE: Final = ("asked", "countered", "accepted", "agreed")
"""States in which a provider may still refuse or propose another time."""
OPEN: Final = ("asked", "countered", "accepted", "agreed", "refused")
"""States in which somebody still has to do or to know something."""
TO_TELL: Final = ("countered", "accepted", "refused")
"""Answers that the person has to be told."""


class AskForService(Operation, frozen=True, kw_only=True):
    """Ask a provider for a service without a calendar, at the price that was explained.

    ``wishes`` are one to five preferred times as ``2026-11-30 morning`` (``any``,
    ``morning``, ``afternoon``, ``evening``), best first, none before the service's notice.
    The price is frozen: ``total_cents`` must be what the scheme gives for ``isee_id``.
    """

    ACT: ClassVar[str] = "book"

    request_id: str
    person_id: str
    offering_id: str
    wishes: tuple[str, ...]
    seats: int = 1
    words: str = ""
    isee_id: str | None = None
    resident: bool = True
    unit_cents: int
    total_cents: int
    lines: tuple[Line, ...] = ()
    shares: tuple[Share, ...] = ()

    def entity(self) -> str:
        return self.request_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            *cluster_reads(self.person_id),
            One(ServiceRequest.KIND, self.request_id),
            One(Offering.KIND, self.offering_id),
        )
        if not self.isee_id:
            return rows
        return (
            *rows,
            One(IseeAttestation.KIND, self.isee_id),
            Where(HouseholdMember.KIND, "person_id", self.person_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:booking", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        row = world.need(Offering, self.offering_id, OfferingNotOnRequest())
        offering = offered(row, person.controller_id)
        world.require(
            may_touch(act, world, offering.provider_id),
            RoleMissing(act="book"),
            person_id=person.id,
        )
        fits = offering.on_request and offering.active
        world.require(fits, OfferingNotOnRequest(), person_id=person.id)
        world.require(1 <= self.seats <= 100, SeatsInvalid(), person_id=person.id)
        wishes = read_wishes(self.wishes)
        first_on = first_day(local_date(act.wall), offering.notice_days)
        early = any(wish.on < first_on for wish in wishes)
        world.require(not early, WishTooEarly(first_on=first_on.isoformat()), person_id=person.id)
        lines = self._check_price(act, world, offering)
        borne = sum(share.cents for share in self.shares) == self.total_cents
        whole = borne and all(share.cents >= 0 for share in self.shares)
        world.require(whole or not self.shares, SharesDiffer(), person_id=person.id)
        world.create(
            ServiceRequest(
                id=self.request_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                request_no=act.serials[0].text,
                person_id=person.id,
                offering_id=offering.id,
                seats=self.seats,
                wishes=self.wishes,
                words=clean(self.words, WORDS, "words", multiline=True),
                state="asked",
                answer="",
                answer_on=None,
                answer_minute=0,
                answer_minutes=0,
                answered_at=0,
                unit_cents=self.unit_cents,
                units=offering.units * self.seats,
                total_cents=self.total_cents,
                lines=lines,
                shares=self.shares or None,
                isee_id=self.isee_id,
                asked_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )

    def _check_price(self, act: Act, world: World, offering: Offering) -> tuple[Line, ...]:
        """Return the steps of the price; those that were explained, where they were."""
        scheme = world.need(FeeScheme, offering.fee_scheme_id, OfferingNotOnRequest())
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
        """Return the value of the attestation named, as ``BookPlace`` takes it."""
        isee = world.get(IseeAttestation, self.isee_id) if self.isee_id else None
        if isee is None or isee.valid_to < on:
            return None
        if isee.household_id not in households_of(world, self.person_id, on):
            return None
        if world.asked:
            right = right_for_person(world, self.person_id, offering.isee_kind, on)
            world.require(right.isee_id == isee.id, PriceChanged(), person_id=self.person_id)
        return isee.value_cents


class _OnRequest(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on one request."""

    request_id: str

    def entity(self) -> str:
        return self.request_id

    def reads(self) -> tuple[Read, ...]:
        return (One(ServiceRequest.KIND, self.request_id),)

    def concerns(self, world: World) -> str:
        row = world.get(ServiceRequest, self.request_id)
        return "" if row is None else row.person_id

    def _row(self, act: Act, world: World) -> ServiceRequest | None:
        """Return the request; nothing, and an objection, for staff of another cooperative."""
        row = world.need(ServiceRequest, self.request_id, ServiceRequestUnknown())
        offering = world.get(Offering, row.offering_id)
        provider = offered(offering, row.controller_id).provider_id if offering else None
        own = may_touch(act, world, provider)
        world.require(own, RoleMissing(act=self.ACT), person_id=row.person_id)
        return row if own else None


class _Answer(_OnRequest, frozen=True, kw_only=True, tag=None):
    """A provider's answer; ``seen`` is the ``answer_mark`` of the request as it was seen."""

    ACT: ClassVar[str] = "answer"
    TAKES_PLACE_OF: ClassVar[tuple[str, ...]] = ANSWERABLE

    seen: str = ""

    def _answer(
        self, act: Act, world: World, state: str, words: str, time: _Time | None = None
    ) -> None:
        row = self._row(act, world)
        if row is None or (row.answered_at, row.state) == (act.wall, state):
            return  # this very answer stands already
        who = row.person_id
        first = answer_mark(row.answered_at) == self.seen
        world.require(first, AnsweredMeanwhile(), person_id=who)
        fits = row.state in self.TAKES_PLACE_OF
        world.require(fits or not first, ServiceRequestOver(state=row.state), person_id=who)
        if first and fits:
            time = time or _Time(row.answer_on, row.answer_minute, row.answer_minutes)
            world.put(
                msgspec.structs.replace(
                    row,
                    state=state,
                    answer=words,
                    answer_on=time.on,
                    answer_minute=time.minute,
                    answer_minutes=time.minutes,
                    answered_at=act.wall,
                )
            )


class _Time(msgspec.Struct, frozen=True):
    """When an appointment is."""

    on: datetime.date | None
    minute: int
    minutes: int


class AcceptServiceRequest(_Answer, frozen=True, kw_only=True, tag="accept_service_request"):
    """Accept a request, with the day and time of the appointment; it is told to the person.

    ``seen`` is the ``answer_mark`` of the request as the provider saw it, nothing where none
    had answered: who answers second is refused with ``AnsweredMeanwhile``, and from another
    desk comes to review.
    """

    TAKES_PLACE_OF: ClassVar[tuple[str, ...]] = ("asked", "countered")

    on: datetime.date
    minute: int
    minutes: int
    words: str = ""

    def apply(self, act: Act, world: World) -> None:
        time = _checked(act, world, self.on, self.minute, self.minutes)
        words = clean(self.words, WORDS, "words", multiline=True)
        self._answer(act, world, "accepted", words, time)


class CounterServiceRequest(_Answer, frozen=True, kw_only=True, tag="counter_service_request"):
    """Propose another day and time; an appointment that was agreed on is in question again."""

    on: datetime.date
    minute: int
    minutes: int
    words: str = ""

    def apply(self, act: Act, world: World) -> None:
        time = _checked(act, world, self.on, self.minute, self.minutes)
        words = clean(self.words, WORDS, "words", multiline=True)
        self._answer(act, world, "countered", words, time)


class RefuseServiceRequest(_Answer, frozen=True, kw_only=True, tag="refuse_service_request"):
    """Refuse a request, with words that the person is told; also one that was accepted."""

    words: str

    def apply(self, act: Act, world: World) -> None:
        words = clean_needed(self.words, WORDS, "words")
        self._answer(act, world, "refused", words)


class AgreeServiceRequest(_OnRequest, frozen=True, kw_only=True, tag="agree_service_request"):
    """Record that the person was told the answer and agrees to this very day and time.

    Refused with ``ServiceRequestOver`` and ``ProposalChanged``; agreed twice is agreed once.
    """

    ACT: ClassVar[str] = "book"

    on: datetime.date
    minute: int

    def apply(self, act: Act, world: World) -> None:
        row = self._row(act, world)
        if row is None:
            return
        who = row.person_id
        same = (row.answer_on, row.answer_minute) == (self.on, self.minute)
        if row.state == "agreed" and same and not world.asked:
            return
        fits = row.state in ("accepted", "countered")
        world.require(fits, ServiceRequestOver(state=row.state), person_id=who)
        world.require(same or not fits, ProposalChanged(), person_id=who)
        if fits and same:
            world.put(msgspec.structs.replace(row, state="agreed"))


class TellRefusal(_OnRequest, frozen=True, kw_only=True, tag="tell_refusal"):
    """Record that the person was told that the provider refuses."""

    ACT: ClassVar[str] = "book"

    def apply(self, act: Act, world: World) -> None:
        row = self._row(act, world)
        if row is None or (row.state == "told" and not world.asked):
            return
        fits = row.state == "refused"
        world.require(fits, ServiceRequestOver(state=row.state), person_id=row.person_id)
        if fits:
            world.put(msgspec.structs.replace(row, state="told"))


class WithdrawServiceRequest(_OnRequest, frozen=True, kw_only=True, tag="withdraw_service_request"):
    """Withdraw a request or call an appointment off: whatever the provider answers meanwhile."""

    ACT: ClassVar[str] = "book"

    reason: str = ""

    def apply(self, act: Act, world: World) -> None:
        clean(self.reason, 200, "reason")
        row = self._row(act, world)
        if row is None:
            return
        open_ = row.state in OPEN
        if not open_ and not world.asked:
            return  # withdrawn at another desk, or refused and told: nobody waits for it
        world.require(open_, ServiceRequestOver(state=row.state), person_id=row.person_id)
        world.put(msgspec.structs.replace(row, state="withdrawn"))


def answer_mark(answered_at: int) -> str:
    """Return what names the answer that a request has, or nothing where it has none."""
    return str(answered_at) if answered_at else ""


def first_day(today: datetime.date, notice_days: int) -> datetime.date:
    """Return the first day that leaves so many working days (Monday to Friday) of notice."""
    day, left = today, notice_days
    while left > 0:
        day += datetime.timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _checked(act: Act, world: World, on: datetime.date, minute: int, minutes: int) -> _Time:
    """Return the time of an appointment; refused with ``AnswerTimeWrong`` and the field."""
    if not 0 <= minute < 24 * 60:
        raise AnswerTimeWrong(field="minute")
    if not 0 < minutes <= LONGEST:
        raise AnswerTimeWrong(field="minutes")
    try:
        slot_instant(on, minute)
    except DateInSkippedHour:
        raise AnswerTimeWrong(field="minute") from None
    if world.asked and on < local_date(act.wall):
        raise AnswerTimeWrong(field="on")
    return _Time(on, minute, minutes)
