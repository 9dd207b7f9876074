# SPDX-License-Identifier: EUPL-1.2
"""Giving one person a place in a slot: conditions, price and payers asked, the booking made."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Final

import msgspec

from welfare_desk.core.fees import Line, Price
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import (
    AlreadyBooked,
    ChoiceUnknown,
    PersonUnknown,
    PriceChanged,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.text import clean_needed
from welfare_desk.models.booking import HOLDS_PLACE, Booking, Share
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.conditions import WAIVABLE, unmet
from welfare_desk.operations.identity import cluster, cluster_reads
from welfare_desk.operations.membership import households_of
from welfare_desk.operations.offered import offered
from welfare_desk.operations.paying import pay_by_card
from welfare_desk.operations.repricing import right_for_person
from welfare_desk.operations.roles import may_act, may_touch
from welfare_desk.operations.second import COUNTER, SUPERVISORS, check_second
from welfare_desk.operations.shares import CARD, person_cents, shares_of
from welfare_desk.operations.terms import due, terms_of
from welfare_desk.operations.traces import trace
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

REASON_LETTERS: Final = 200


class Guest(msgspec.Struct, frozen=True, kw_only=True):
    """One person's place and price, as they were explained."""

    booking_id: str
    person_id: str
    seats: int = 1
    isee_id: str | None = None
    resident: bool = True
    holiday: bool = False
    """The slot costs as on a holiday."""
    sibling: bool = False
    """Another child of the household has the offering in this month."""
    month_cents: int = 0
    """What the month has already cost, where the scheme caps it."""
    unit_cents: int
    total_cents: int
    lines: tuple[Line, ...] = ()
    shares: tuple[Share, ...] = ()
    """Who pays what; nothing: the person all of it."""


class Allowance(msgspec.Struct, frozen=True, kw_only=True):
    """What a supervisor and a second person allow beside the rule, and why."""

    agreed: bool = False
    """The price is what these two agreed on, not the scheme's."""
    waived: tuple[str, ...] = ()
    """Conditions that are waived, by the code of their refusal."""
    reason: str = ""
    second_id: str | None = None

    def is_used(self) -> bool:
        """Tell whether anything is allowed at all."""
        return self.agreed or bool(self.waived)


class CardPart(msgspec.Struct, frozen=True, kw_only=True):
    """What a voucher card pays of the person's part, at the provider as a merchant."""

    card_id: str
    merchant_id: str
    cents: int


NOTHING_ALLOWED: Final = Allowance()


def reads_of(guest: Guest) -> tuple[Read, ...]:
    """Return the rows that ``seat`` will want for a guest, beside the slot."""
    rows: tuple[Read, ...] = (
        *cluster_reads(guest.person_id),
        One(Booking.KIND, guest.booking_id),
        Where(Booking.KIND, "person_id", guest.person_id),
    )
    if not guest.isee_id:
        return rows
    return (
        *rows,
        One(IseeAttestation.KIND, guest.isee_id),
        Where(HouseholdMember.KIND, "person_id", guest.person_id),
    )


def seat(
    world: World,
    act: Act,
    guest: Guest,
    slot: Slot,
    number: str,
    *,
    certainty: str,
    allowed: Allowance = NOTHING_ALLOWED,
    group_id: str = "",
    beside: Collection[str] = (),
    card: CardPart | None = None,
) -> None:
    """Book a guest into a slot under a printed number; the places are taken elsewhere.

    ``beside`` are the people of the same act who were booked before.
    """
    person = world.need(Person, guest.person_id, PersonUnknown())
    shared = world.need(Offering, slot.offering_id, SlotUnknown())
    offering = offered(shared, person.controller_id)
    require_own_offering(world, act, offering, person.id)
    world.require(guest.seats >= 1, SeatsInvalid(), person_id=person.id)
    check_slot(world, act, slot, person.id, guest.booking_id)
    _check_allowance(world, act, allowed, person.id)
    isee_cents = _isee_cents(world, guest, offering, local_date(act.wall))
    _check_conditions(world, act, guest, person, offering, slot, allowed, isee_cents)
    lines, price_reason = _check_price(
        world, act, guest, person, offering, slot, allowed, beside, isee_cents
    )
    _check_shares(world, guest, offering, 0 if card is None else card.cents)
    if card is not None:
        pay_by_card(
            world, act, offering,
            booking_id=guest.booking_id, person_id=person.id, card_id=card.card_id,
            merchant_id=card.merchant_id, cents=card.cents, final=certainty == "final",
            share_cents=sum(each.cents for each in guest.shares if each.payer == CARD),
            person_cents=person_cents(guest.total_cents, guest.shares),
        )  # fmt: skip
    row = Booking(
        id=guest.booking_id,
        territory_id=world.territory_id,
        controller_id=person.controller_id,
        booking_no=number,
        person_id=person.id,
        slot_id=slot.id,
        offering_id=offering.id,
        seats=guest.seats,
        state="booked",
        certainty=certainty,
        unit_cents=guest.unit_cents,
        units=offering.units * guest.seats,
        total_cents=guest.total_cents,
        fee_scheme_id=offering.fee_scheme_id,
        isee_id=guest.isee_id,
        lines=lines,
        booked_at=act.wall,
        device=act.device,
        operator_id=act.actor,
        group_id=group_id,
        shares=guest.shares or None,
        card_id="" if card is None else card.card_id,
        price_reason=price_reason,
        second_id=(allowed.second_id or "") if allowed.is_used() else "",
    )
    world.create(row)
    if allowed.waived:
        trace(world, row, "conditions", "", " ".join(allowed.waived), reason=allowed.reason)


def require_own_offering(world: World, act: Act, offering: Offering | None, person_id: str) -> None:
    """Refuse cooperative staff the bookings of other providers (roles' table)."""
    own = may_touch(act, world, None if offering is None else offering.provider_id)
    world.require(own, RoleMissing(act="book"), person_id=person_id)


def need_own_offering(world: World, act: Act, offering: Offering | None) -> None:
    """Refuse cooperative staff changes of what stands with other providers, also at the server.

    Nobody was promised a right by such an act: it has no effect there, and comes to review.
    """
    if not may_touch(act, world, None if offering is None else offering.provider_id):
        raise RoleMissing(act="book")


def check_slot(world: World, act: Act, slot: Slot, person_id: str, booking_id: str) -> None:
    """State that a slot is open and not over, and that the person has no place in it yet."""
    world.require(not slot.closed, SlotClosed(), person_id=person_id)
    starts_at = slot_instant(slot.slot_on, slot.start_minute)
    world.require(starts_at + slot.minutes * 60_000_000 > act.wall, SlotPast(), person_id=person_id)
    twice = any(
        row.slot_id == slot.id and row.state in HOLDS_PLACE and row.id != booking_id
        for each in cluster(world, person_id)
        for row in world.find(Booking, "person_id", each)
    )
    world.require(not twice, AlreadyBooked(), person_id=person_id)


def _check_allowance(world: World, act: Act, allowed: Allowance, person_id: str) -> None:
    """State that of the two who allow something one is a supervisor, and that they say why."""
    if not allowed.is_used():
        return
    clean_needed(allowed.reason, REASON_LETTERS, "reason")
    if not set(allowed.waived) <= WAIVABLE:
        raise ChoiceUnknown(field="waived")
    here = act.role in COUNTER
    world.require(here, RoleMissing(act="price"), person_id=person_id)
    seconds = COUNTER if may_act(act.role, "price") else SUPERVISORS
    check_second(world, act, allowed.second_id, seconds, person_id=person_id)


def _check_conditions(
    world: World,
    act: Act,
    guest: Guest,
    person: Person,
    offering: Offering,
    slot: Slot,
    allowed: Allowance,
    isee_cents: int | None,
) -> None:
    for refusal in unmet(
        world, person, offering, slot, today=local_date(act.wall), role=act.role,
        resident=guest.resident, has_isee=isee_cents is not None, but=guest.booking_id,
    ):  # fmt: skip
        fits = refusal.code in allowed.waived
        world.require(fits, refusal, person_id=person.id)


def _check_price(
    world: World,
    act: Act,
    guest: Guest,
    person: Person,
    offering: Offering,
    slot: Slot,
    allowed: Allowance,
    beside: Collection[str],
    isee_cents: int | None,
) -> tuple[tuple[Line, ...], str]:
    """Return the steps of the price and why it is another than the scheme's.

    On which terms is asked at birth alone: what was explained stands, whatever another desk
    recorded meanwhile.
    """
    row = world.need(FeeScheme, offering.fee_scheme_id, SlotUnknown())
    if world.asked:
        today = local_date(act.wall)
        terms = terms_of(world, person, offering, row.scheme, slot, today, beside)
        same = (guest.holiday, guest.sibling, guest.month_cents) == (
            terms.holiday, terms.sibling, terms.month_cents,
        )  # fmt: skip
        world.require(same, PriceChanged(), person_id=person.id)
    price = due(
        row.scheme, offering, guest.seats, isee_cents,
        resident=guest.resident, holiday=guest.holiday, sibling=guest.sibling,
        month_cents=guest.month_cents,
    )  # fmt: skip
    if allowed.agreed:
        return guest.lines or agreed_lines(price, guest.total_cents), allowed.reason
    fits = (price.unit_cents, price.total_cents) == (guest.unit_cents, guest.total_cents)
    world.require(fits, PriceChanged(), person_id=person.id)
    return guest.lines or (price.lines if fits else ()), ""


def agreed_lines(price: Price, total_cents: int) -> tuple[Line, ...]:
    """Return the steps of the scheme's price and the one that was agreed on in its place."""
    return (*price.lines, Line("agreed", {}, total_cents))


def _check_shares(world: World, guest: Guest, offering: Offering, card_cents: int) -> None:
    """State that the shares make up the price, and at birth that they are the offering's."""
    cents = [each.cents for each in guest.shares]
    whole = not cents or (sum(cents) == guest.total_cents and min(cents) >= 0)
    right = not world.asked or guest.shares == shares_of(offering, guest.total_cents, card_cents)
    world.require(whole and right, PriceChanged(), person_id=guest.person_id)


def _isee_cents(world: World, guest: Guest, offering: Offering, on: datetime.date) -> int | None:
    """Return the value of the attestation named: of the person's own household, not over.

    That it is the right one is asked at birth alone.
    """
    isee = world.get(IseeAttestation, guest.isee_id) if guest.isee_id else None
    if isee is None or isee.valid_to < on:
        return None
    if isee.household_id not in households_of(world, guest.person_id, on):
        return None
    if world.asked:
        right = right_for_person(world, guest.person_id, offering.isee_kind, on)
        world.require(right.isee_id == isee.id, PriceChanged(), person_id=guest.person_id)
    return isee.value_cents
