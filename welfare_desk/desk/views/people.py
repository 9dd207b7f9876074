# SPDX-License-Identifier: EUPL-1.2
"""The person page: who it is, household, ISEE, bookings, cards, delegates."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.delegation_rules import standing
from welfare_desk.core.isee import isee_bracket
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, rows_of
from welfare_desk.desk.views.merged import MergedView, former_codes, merged_views
from welfare_desk.desk.views.right_isee import right_for_household
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.person import Delegation, Notice, Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Provider, Territory
from welfare_desk.operations.booking_changes import late_from
from welfare_desk.operations.delegations import mandate_of
from welfare_desk.operations.offered import offered
from welfare_desk.operations.shares import person_cents

_YEAR = 365


class MemberView(msgspec.Struct, frozen=True, kw_only=True):
    """A member of the household today."""

    person_id: str
    surname: str
    name: str
    role: str
    born_on: datetime.date | None
    age: int | None
    counts: bool = True
    """False for who lives there without belonging to the household."""


class IseeView(msgspec.Struct, frozen=True, kw_only=True):
    """The attestation that counts today, with the bracket of the territory's thresholds."""

    isee_id: str
    isee_kind: str
    value_cents: int
    valid_to: datetime.date
    days_left: int
    bracket: int
    thresholds_cents: tuple[int, ...]
    has_discrepancies: bool


class BookingView(msgspec.Struct, frozen=True, kw_only=True):
    """A booking as a row of a list."""

    booking_id: str
    booking_no: str
    person_id: str
    """For whom it was made: of a merged person it may be the id that went."""
    offering_id: str
    offering_title: str
    provider_name: str
    place_name: str
    slot_id: str
    slot_on: datetime.date
    start_minute: int
    minutes: int
    state: str
    certainty: str
    total_cents: int
    past: bool
    seats: int = 1
    person_cents: int = 0
    """What is left to the person of the total."""
    late: bool = False
    """Cancelled after the last free hour."""
    late_from_at: int = 0
    """From this instant on a cancellation is late; nothing: never."""


class CardView(msgspec.Struct, frozen=True, kw_only=True):
    """A voucher card with its balance."""

    card_id: str
    card_no: str
    fund_id: str
    fund_name: str
    title: str
    state: str
    amount_cents: int
    balance_cents: int
    expires_on: datetime.date
    block_reason: str
    replaced_by_id: str | None
    changed_at: int
    balance_held_here: bool
    carrier: str = "card"
    award_id: str = ""
    """What vouchers of one booklet share."""


class DelegationView(msgspec.Struct, frozen=True, kw_only=True):
    """Who may act for the person."""

    delegation_id: str
    delegate_name: str
    title: str
    powers: tuple[str, ...]
    valid_to: datetime.date | None
    valid_now: bool


class PersonView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that the person page shows."""

    person_id: str
    surname: str
    name: str
    sex: str
    born_on: datetime.date | None
    age: int | None
    birthplace_code: str
    fiscal_code: str
    fiscal_code_status: str
    no_code_reason: str
    phone: str
    street: str
    street_no: str
    postal_code: str
    residence_istat: str
    municipality_name: str
    language: str
    channel: str
    resident: bool
    household_id: str | None
    members: tuple[MemberView, ...]
    isee: IseeView | None
    bookings: tuple[BookingView, ...]
    """Coming ones first, in time order, then past ones."""
    cards: tuple[CardView, ...]
    """Living ones first."""
    delegations: tuple[DelegationView, ...]
    notice_given_on: datetime.date | None
    notice_current: bool
    reviews: tuple[str, ...]
    """Codes of open review items about this person."""
    merged: tuple[MergedView, ...] = ()
    """Who was merged into this person, the latest first."""
    former_codes: tuple[str, ...] = ()
    """Fiscal codes that the person had, but for the one in force."""
    no_shows: int = 0
    """Bookings of the last year to which the person did not come."""
    late_cancellations: int = 0
    """Those cancelled after the last free hour, of the last year as well."""


def person_view(look: Reading, person_id: str) -> PersonView | None:
    """Return the person page, or nothing when the person is not at this desk.

    Of somebody who was merged it is the page of the person that stays, with all that was
    recorded for either.
    """
    ids = cluster_of(look, person_id)
    person = look.one(Person, ids[0])
    if person is None:
        return None
    household_id, members = household_of(look, person.id)
    notices = rows_of(look, Notice, ids)
    given = max((row.given_on for row in notices), default=None)
    bookings = bookings_of(look, person.id)
    year = [row for row in bookings if (look.today - row.slot_on).days <= _YEAR]
    return PersonView(
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        sex=person.sex,
        born_on=person.born_on,
        age=age(person.born_on, look.today) if person.born_on else None,
        birthplace_code=person.birthplace_code,
        fiscal_code=person.fiscal_code,
        fiscal_code_status=person.fiscal_code_status,
        no_code_reason=person.no_code_reason,
        phone=person.phone,
        street=person.street,
        street_no=person.street_no,
        postal_code=person.postal_code,
        residence_istat=person.residence_istat,
        municipality_name=look.town_name(person.residence_istat),
        language=person.language,
        channel=person.channel,
        resident=person.residence_istat in look.own_towns,
        household_id=household_id,
        members=members,
        isee=isee_of(look, household_id) if household_id else None,
        bookings=bookings,
        cards=cards_of(look, person.id, household_id),
        delegations=_delegations(look, ids),
        notice_given_on=given,
        notice_current=_notice_current(look, notices),
        reviews=tuple(row.code for row in rows_of(look, ReviewItem, ids) if row.closed_at is None),
        merged=merged_views(look, person.id) if len(ids) > 1 else (),
        former_codes=former_codes(look, person.id),
        no_shows=sum(row.state == "no_show" for row in year),
        late_cancellations=sum(row.late for row in year),
    )


def household_of(look: Reading, person_id: str) -> tuple[str | None, tuple[MemberView, ...]]:
    """Return the household the person lives in today, and its members, each once.

    Of several, of a merged person, the one in which the person counts, the latest first.
    """
    mine = [
        row
        for row in rows_of(look, HouseholdMember, cluster_of(look, person_id))
        if _holds(row, look.today)
    ]
    if not mine:
        return None, ()
    household_id = max(mine, key=lambda row: (row.counts, row.from_on, row.id)).household_id
    rows = [
        row
        for row in look.where(HouseholdMember, "household_id", household_id)
        if _holds(row, look.today)
    ]
    people = people_of(look, (row.person_id for row in rows))
    views: dict[str, MemberView] = {}
    for row in sorted(rows, key=lambda each: (not each.counts, each.role != "applicant", each.id)):
        person = people.get(row.person_id)
        if person is not None and person.id not in views:
            views[person.id] = MemberView(
                person_id=person.id,
                surname=person.surname,
                name=person.name,
                role=row.role,
                born_on=person.born_on,
                age=_age(person.born_on, look.today),
                counts=row.counts,
            )
    found = sorted(
        views.values(),
        key=lambda view: (
            not view.counts,
            view.role != "applicant",
            view.born_on or datetime.date.max,
        ),
    )
    return household_id, tuple(found)


def _holds(row: HouseholdMember, on: datetime.date) -> bool:
    return row.from_on <= on and (row.to_on is None or on <= row.to_on)


def _age(born_on: datetime.date | None, today: datetime.date) -> int | None:
    return age(born_on, today) if born_on else None


def isee_of(look: Reading, household_id: str) -> IseeView | None:
    """Return the ISEE that counts for what takes any kind, or nothing without a valid one.

    A current one, else an ordinary one, else another kind, the latest.
    """
    row = right_for_household(look, household_id, ()).isee
    if row is None:
        return None
    thresholds = thresholds_cents(look)
    return IseeView(
        isee_id=row.id,
        isee_kind=row.isee_kind,
        value_cents=row.value_cents,
        valid_to=row.valid_to,
        days_left=(row.valid_to - look.today).days,
        bracket=isee_bracket(row.value_cents, thresholds),
        thresholds_cents=thresholds,
        has_discrepancies=row.has_discrepancies,
    )


def thresholds_cents(look: Reading) -> tuple[int, ...]:
    """Return the bracket bounds that most fee schemes of the territory share."""
    found: dict[tuple[int, ...], int] = {}
    for row in look.every(FeeScheme):
        bounds = tuple(
            bracket.upper_cents
            for bracket in row.scheme.brackets
            if bracket.upper_cents is not None
        )
        if bounds:
            found[bounds] = found.get(bounds, 0) + 1
    return max(found, key=lambda bounds: (found[bounds], bounds)) if found else ()


def bookings_of(look: Reading, person_id: str) -> tuple[BookingView, ...]:
    """Return a person's bookings, coming ones first."""
    rows = rows_of(look, Booking, cluster_of(look, person_id))
    views = booking_views(look, rows)
    coming = sorted((v for v in views if not v.past), key=lambda v: (v.slot_on, v.start_minute))
    past = sorted((v for v in views if v.past), key=lambda v: (v.slot_on, v.start_minute))
    return (*coming, *reversed(past))


def booking_views(look: Reading, rows: tuple[Booking, ...]) -> tuple[BookingView, ...]:
    """Return bookings as rows of a list, in the order given."""
    slots = look.many(Slot, tuple(row.slot_id for row in rows))
    offerings = {row.id: row for row in look.every(Offering)}
    providers = {row.id: row.name for row in look.every(Provider)}
    views = []
    for row in rows:
        slot, offering = slots.get(row.slot_id), offerings.get(row.offering_id)
        if slot is None or offering is None:
            continue
        views.append(
            BookingView(
                booking_id=row.id,
                booking_no=row.booking_no,
                person_id=row.person_id,
                offering_id=row.offering_id,
                offering_title=offering.neutral_title or offering.name_it,
                provider_name=providers.get(offering.provider_id, ""),
                place_name=slot.place_name,
                slot_id=slot.id,
                slot_on=slot.slot_on,
                start_minute=slot.start_minute,
                minutes=slot.minutes,
                state=row.state,
                certainty=row.certainty,
                total_cents=row.total_cents,
                past=slot.slot_on < look.today,
                seats=row.seats,
                person_cents=person_cents(row.total_cents, row.shares),
                late=row.late,
                late_from_at=late_from(offered(offering, row.controller_id), slot),
            )
        )
    return tuple(views)


def cards_of(look: Reading, person_id: str, household_id: str | None) -> tuple[CardView, ...]:
    """Return the cards of a person's household (or the person's own), living ones first.

    Of a person who was merged also those that were made for the ones that went.
    """
    ids = cluster_of(look, person_id)
    rows = look.where(VoucherCard, "household_id", household_id) if household_id else ()
    if len(ids) > 1 or not household_id:
        rows += rows_of(look, VoucherCard, ids)
    views = [card_view(look, row) for row in {row.id: row for row in rows}.values()]
    dead = ("blocked", "replaced")
    return tuple(sorted(views, key=lambda view: (view.state in dead, -view.changed_at)))


def card_view(look: Reading, row: VoucherCard) -> CardView:
    """Return a card with its balance, summed from the postings."""
    fund = look.one(Fund, row.fund_id)
    postings = look.where(Posting, "account", f"card:{row.id}")
    return CardView(
        card_id=row.id,
        card_no=row.card_no,
        fund_id=row.fund_id,
        fund_name=fund.name if fund else "",
        title=fund.card_title if fund else "",
        state=row.state,
        amount_cents=row.amount_cents,
        balance_cents=sum(posting.amount_cents for posting in postings),
        expires_on=row.expires_on,
        block_reason=row.block_reason,
        replaced_by_id=row.replaced_by_id,
        changed_at=row.changed_at,
        balance_held_here=look.left().get(f"balance:{row.id}", 0) > 0,
        carrier=row.carrier,
        award_id=row.award_id,
    )


def _delegations(look: Reading, ids: tuple[str, ...]) -> tuple[DelegationView, ...]:
    return tuple(
        DelegationView(
            delegation_id=row.id,
            delegate_name=row.delegate_name,
            title=row.title,
            powers=row.powers,
            valid_to=row.valid_to,
            valid_now=standing(mandate_of(row), look.today) == "holding",
        )
        for row in rows_of(look, Delegation, ids)
    )


def _notice_current(look: Reading, notices: tuple[Notice, ...]) -> bool:
    territory = look.one(Territory, look.territory_id)
    version = territory.notice_version if territory else ""
    return any(row.version == version for row in notices)
