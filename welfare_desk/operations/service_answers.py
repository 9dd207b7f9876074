# SPDX-License-Identifier: EUPL-1.2
"""Operations on the answers to what was asked of a provider, and on what the person says then.

Of two answers the first that reaches the server stands; of an answer and a withdrawal the
withdrawal.
"""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import DateInSkippedHour, RoleMissing
from welfare_desk.core.refusals_of_requests import (
    AnsweredMeanwhile,
    AnswerTimeWrong,
    ProposalChanged,
    ServiceRequestOver,
    ServiceRequestUnknown,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.booking import ServiceRequest
from welfare_desk.models.offering import Offering
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.service_requests import WORDS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

LONGEST: Final = 24 * 60
"""No appointment is longer, in minutes."""
ANSWERABLE: Final = ("asked", "countered", "accepted", "agreed")
"""States in which a provider may still refuse or propose another time."""
OPEN: Final = ("asked", "countered", "accepted", "agreed", "refused")
"""States in which somebody still has to do or to know something."""
TO_TELL: Final = ("countered", "accepted", "refused")
"""Answers that the person has to be told."""


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
