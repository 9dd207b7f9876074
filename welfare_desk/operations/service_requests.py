# SPDX-License-Identifier: EUPL-1.2
"""Asking a provider for a service without a calendar, at a counter.

Agreeing makes no slot: the request itself is the appointment, at the price that was quoted.
The answers are in ``service_answers``.
"""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

from welfare_desk.core.fees import Line, Price
from welfare_desk.core.holiday import working_days
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    DeskError,
    NumbersExhausted,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
)
from welfare_desk.core.refusals_of_requests import (
    OfferingNotOnRequest,
    SharesDiffer,
    WishTooEarly,
)
from welfare_desk.core.text import clean
from welfare_desk.core.wishes import read_wishes
from welfare_desk.models.booking import ServiceRequest, Share
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.conditions import unmet
from welfare_desk.operations.identity import cluster_reads
from welfare_desk.operations.membership import households_of
from welfare_desk.operations.offered import offered
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.repricing import right_for_person, terms_then
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.shares import shares_of
from welfare_desk.operations.terms import Terms, due, terms_of
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

WORDS: Final = 300
"""No words of a request or an answer are longer."""
MOST_SEATS: Final = 100


class AskForService(Operation, frozen=True, kw_only=True):
    """Ask a provider for a service without a calendar, at the price that was explained.

    ``wishes`` are one to five preferred times as ``2026-11-30 morning`` (``any``,
    ``morning``, ``afternoon``, ``evening``), best first, none before the service's notice.
    The price is frozen: ``total_cents`` must be what the scheme gives for ``isee_id``, and
    ``shares`` what the offering's payers bear of it.  Who may not book the offering may not
    ask for it either (``conditions.unmet``, on the first day wished for).
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
        world.require(1 <= self.seats <= MOST_SEATS, SeatsInvalid(), person_id=person.id)
        wishes = read_wishes(self.wishes)
        today = local_date(act.wall)
        first_on = first_day(today, offering.notice_days)
        early = any(wish.on < first_on for wish in wishes)
        world.require(not early, WishTooEarly(first_on=first_on.isoformat()), person_id=person.id)
        isee_cents = self._isee_cents(world, offering, today)
        if world.asked:
            self._check_person(act, world, person, offering, has_isee=isee_cents is not None)
        lines = self._check_price(act, world, person, offering, isee_cents)
        whole = all(share.cents >= 0 for share in self.shares) and (
            not self.shares or sum(share.cents for share in self.shares) == self.total_cents
        )
        same = self.shares == shares_of(offering, self.total_cents) or not world.asked
        world.require(whole and same, SharesDiffer(), person_id=person.id)
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

    def _check_person(
        self, act: Act, world: World, person: Person, offering: Offering, *, has_isee: bool
    ) -> None:
        """Refuse who may not have the offering on the first day wished for."""
        against = unmet(
            world,
            person,
            offering,
            imagined(offering, min(wish.on for wish in read_wishes(self.wishes))),
            today=local_date(act.wall),
            role=act.role,
            resident=self.resident,
            has_isee=has_isee,
        )
        for refusal in against:
            world.require(False, refusal, person_id=person.id)

    def _check_price(
        self, act: Act, world: World, person: Person, offering: Offering, isee_cents: int | None
    ) -> tuple[Line, ...]:
        """Return the steps of the price; those that were explained, where they were.

        On which terms is asked at birth alone; from then on they are those that the steps tell.
        """
        found = quoted(
            world,
            person,
            offering,
            read_wishes(self.wishes)[0].on,
            local_date(act.wall),
            isee_cents,
            seats=self.seats,
            resident=self.resident,
            then=None if world.asked or not self.lines else terms_then(self.lines),
        )
        fits = (found.unit_cents, found.total_cents) == (self.unit_cents, self.total_cents)
        world.require(fits, PriceChanged(), person_id=self.person_id)
        return self.lines or (found.lines if fits else ())

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


def imagined(offering: Offering, on: datetime.date) -> Slot:
    """Return the slot that an offering without a calendar would have on a day, from nine on."""
    return Slot(
        id="",
        territory_id=offering.territory_id,
        offering_id=offering.id,
        slot_on=on,
        start_minute=9 * 60,
        minutes=max(1, offering.minutes),
        zone="Europe/Rome",
        places=1,
        place_name="",
        address="",
        directions="",
        closed=False,
    )


def quoted(
    world: World,
    person: Person,
    offering: Offering,
    on: datetime.date,
    today: datetime.date,
    isee_cents: int | None,
    *,
    seats: int,
    resident: bool,
    then: Terms | None = None,
) -> Price:
    """Return what an offering without a calendar costs on the first day wished for, and why.

    ``offering`` as the person's municipality has it.  The price is frozen with the request:
    ``then`` are the terms on which it was explained.
    """
    scheme = world.need(FeeScheme, offering.fee_scheme_id, OfferingNotOnRequest()).scheme
    terms = then or terms_of(world, person, offering, scheme, imagined(offering, on), today)
    return due(
        scheme,
        offering,
        seats,
        isee_cents,
        resident=resident,
        holiday=terms.holiday,
        sibling=terms.sibling,
        month_cents=terms.month_cents,
    )


def first_day(today: datetime.date, notice_days: int) -> datetime.date:
    """Return the first day that leaves so many working days of notice."""
    day = today
    while working_days(today, day) < notice_days:
        day += datetime.timedelta(days=1)
    return day
