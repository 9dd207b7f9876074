# SPDX-License-Identifier: EUPL-1.2
"""Two people side by side: what differs, what each has, what would be together."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.core.likeness import Described, alike
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, person_of, root_of, rows_of
from welfare_desk.desk.views.merged import desk_name, operator_name
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.household import HouseholdMember
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Delegation, FieldStamp, Notice, Person
from welfare_desk.models.request import AssistanceRequest, Note
from welfare_desk.operations.changes import AMENDABLE, text_of
from welfare_desk.operations.excess import at_one_moment, twice_awarded

Ids = tuple[str, ...]
_FOLLOW_CODE = ("fiscal_code_status", "no_code_reason")
"""Fields that have no choice of their own: they come with the fiscal code."""
_COMPARED = tuple(name for name in AMENDABLE if name not in _FOLLOW_CODE)
_ADDRESS = ("street", "street_no", "postal_code", "residence_istat")
_TRUST = ("none", "computed", "declared", "seen", "verified")


class FieldPair(msgspec.Struct, frozen=True, kw_only=True):
    """A field in which two people differ, as text; dates are ISO."""

    field: str
    left: str
    right: str
    suggested: str
    """``left`` or ``right``."""


class SideView(msgspec.Struct, frozen=True, kw_only=True):
    """One of two people, with how much is recorded for it."""

    person_id: str
    surname: str
    name: str
    born_on: datetime.date | None
    fiscal_code: str
    fiscal_code_status: str
    phone: str
    street: str
    registered_at: int
    desk_name: str
    operator_name: str
    registered_here: bool
    household: tuple[str, ...]
    """Names of those in the household of today, without the person's own."""
    household_ids: tuple[str, ...]
    bookings: int
    coming_bookings: int
    cards: int
    awards: int
    notices: int
    delegations: int
    requests: int
    notes: int


class PlaceTwice(msgspec.Struct, frozen=True, kw_only=True):
    """A slot in which one person would have two places."""

    slot_on: datetime.date
    start_minute: int
    title: str
    booking_nos: tuple[str, ...]
    amount_cents: int
    """Price of the second booking."""


class AwardTwice(msgspec.Struct, frozen=True, kw_only=True):
    """A fund and period from which one person's households got two awards (cents)."""

    fund_name: str
    period: str
    amounts_cents: tuple[int, ...]
    """In the order in which they were given."""
    awarded_at: tuple[int, ...]
    desk_names: tuple[str, ...]


class HomeTwice(msgspec.Struct, frozen=True, kw_only=True):
    """Two households in which one person counts at the same moment."""

    household_ids: tuple[str, str]
    members: tuple[tuple[str, ...], tuple[str, ...]]
    """Names of the members of today of each."""
    from_on: datetime.date


class Excess(msgspec.Struct, frozen=True, kw_only=True):
    """What one person has twice."""

    places: tuple[PlaceTwice, ...] = ()
    awards: tuple[AwardTwice, ...] = ()
    homes: tuple[HomeTwice, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.places or self.awards or self.homes)


class MergePreview(msgspec.Struct, frozen=True, kw_only=True):
    """What a merge would put together, before anybody confirms it."""

    kept: SideView
    merged: SideView
    fields: tuple[FieldPair, ...]
    """``left`` is the one that stays."""
    score: int
    reasons: tuple[str, ...]
    excess: Excess
    """What would be twice; it goes to review and is never taken back."""


def preview(look: Reading, kept_id: str, merged_id: str) -> MergePreview | None:
    """Return what merging two people would do, or nothing where that is not possible."""
    kept, merged = person_of(look, kept_id), person_of(look, merged_id)
    if kept is None or merged is None or kept.id == merged.id:
        return None
    likeness = alike(Described.of(kept), Described.of(merged))
    return MergePreview(
        kept=side(look, kept),
        merged=side(look, merged),
        fields=differing(look, kept, merged),
        score=likeness.score,
        reasons=likeness.reasons,
        excess=excess_of(look, cluster_of(look, kept.id), cluster_of(look, merged.id)),
    )


def merge_changes(
    look: Reading, kept_id: str, merged_id: str, taken: Iterable[str]
) -> dict[str, str]:
    """Return ``MergePeople.changes`` for the fields that are taken from the one that goes."""
    kept, merged = person_of(look, kept_id), person_of(look, merged_id)
    if kept is None or merged is None:
        return {}
    fields = set(taken) & set(_COMPARED)
    if "fiscal_code" in fields:
        fields |= set(_FOLLOW_CODE)
    return {field: text_of(getattr(merged, field)) for field in sorted(fields)}


def differing(look: Reading, left: Person, right: Person) -> tuple[FieldPair, ...]:
    """Return the fields in which two people differ, each with the likelier value."""
    newer = _newer(look, left, right)
    return tuple(
        FieldPair(
            field=field,
            left=text_of(getattr(left, field)),
            right=text_of(getattr(right, field)),
            suggested=_suggested(field, left, right, newer),
        )
        for field in _COMPARED
        if getattr(left, field) != getattr(right, field)
    )


_ON_THE_CARD = frozenset({"fiscal_code", "surname", "name", "sex", "born_on", "birthplace_code"})


def _suggested(field: str, left: Person, right: Person, newer: dict[str, str]) -> str:
    # An address is taken whole: the street of one with the number of the other is nowhere.
    told = "street" if field in _ADDRESS else field
    mine, theirs = getattr(left, told), getattr(right, told)
    if bool(mine) != bool(theirs):
        return "left" if mine else "right"
    if field in _ON_THE_CARD:
        # Who read the code from a card spelled the name from it too.
        trusted = [_trust(row.fiscal_code_status) for row in (left, right)]
        if trusted[0] != trusted[1]:
            return "left" if trusted[0] > trusted[1] else "right"
    return newer[told]


def _trust(status: str) -> int:
    return _TRUST.index(status) if status in _TRUST else 0


def _newer(look: Reading, left: Person, right: Person) -> dict[str, str]:
    """Return for each field on which side it was written last."""
    at: list[dict[str, tuple[int, int]]] = []
    for row in (left, right):
        written = dict.fromkeys(_COMPARED, (row.registered_at // 1000, 0))
        for stamp in look.where(FieldStamp, "entity_id", row.id):
            written[stamp.field] = (stamp.hlc_ms, stamp.hlc_n)
        written["street"] = max(written[field] for field in _ADDRESS)
        at.append(written)
    return {field: "right" if at[1][field] > at[0][field] else "left" for field in _COMPARED}


def side(look: Reading, person: Person) -> SideView:
    """Return a person with all that is recorded under any of its ids."""
    ids = cluster_of(look, person.id)
    homes = tuple(dict.fromkeys(row.household_id for row in _memberships(look, ids, today=True)))
    bookings = rows_of(look, Booking, ids)
    slots = look.many(Slot, tuple(row.slot_id for row in bookings))
    return SideView(
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        born_on=person.born_on,
        fiscal_code=person.fiscal_code,
        fiscal_code_status=person.fiscal_code_status,
        phone=person.phone,
        street=f"{person.street} {person.street_no}".strip(),
        registered_at=person.registered_at,
        desk_name=desk_name(look, person.device),
        operator_name=operator_name(look, person.operator_id),
        registered_here=person.device == look.device,
        household=tuple(name for each in homes for name in _names(look, each, without=ids)),
        household_ids=homes,
        bookings=len(bookings),
        coming_bookings=sum(
            row.state in HOLDS_PLACE
            and row.slot_id in slots
            and slots[row.slot_id].slot_on >= look.today
            for row in bookings
        ),
        cards=len(rows_of(look, VoucherCard, ids)),
        awards=len(_awards(look, ids)),
        notices=len(rows_of(look, Notice, ids)),
        delegations=len(rows_of(look, Delegation, ids)),
        requests=len(rows_of(look, AssistanceRequest, ids)),
        notes=sum(not row.withdrawn for row in rows_of(look, Note, ids)),
    )


def excess_of(look: Reading, ours: Ids, theirs: Ids) -> Excess:
    """Return what two people would have twice; of one person give its ids as both."""
    return Excess(
        places=_places(look, ours, theirs),
        awards=_doubles(look, ours, theirs),
        homes=_homes(look, ours, theirs),
    )


def _places(look: Reading, ours: Ids, theirs: Ids) -> tuple[PlaceTwice, ...]:
    mine = {row.id: row for row in rows_of(look, Booking, ours) if row.state in HOLDS_PLACE}
    found: dict[str, dict[str, Booking]] = {}
    for row in rows_of(look, Booking, theirs):
        for other in mine.values() if row.state in HOLDS_PLACE else ():
            if other.slot_id == row.slot_id and other.id != row.id:
                found.setdefault(row.slot_id, {}).update({other.id: other, row.id: row})
    slots, offerings = look.many(Slot, tuple(found)), {row.id: row for row in look.every(Offering)}
    views = []
    for slot_id, rows in found.items():
        slot, last = slots.get(slot_id), max(rows.values(), key=lambda row: (row.booked_at, row.id))
        offering = offerings.get(last.offering_id)
        if slot is not None:
            views.append(
                PlaceTwice(
                    slot_on=slot.slot_on,
                    start_minute=slot.start_minute,
                    title=offering.neutral_title or offering.name_it if offering else "",
                    booking_nos=tuple(sorted(row.booking_no for row in rows.values())),
                    amount_cents=last.total_cents,
                )
            )
    return tuple(sorted(views, key=lambda view: (view.slot_on, view.start_minute)))


def _doubles(look: Reading, ours: Ids, theirs: Ids) -> tuple[AwardTwice, ...]:
    mine, yours = _awards(look, ours), _awards(look, theirs)
    found: dict[tuple[str, str], dict[str, Award]] = {}
    for row in yours:
        for other in mine:
            if twice_awarded(row, other):
                key = (row.fund_id, row.period)
                found.setdefault(key, {}).update({other.id: other, row.id: row})
    views = []
    for (fund_id, period), rows in sorted(found.items()):
        fund = look.one(Fund, fund_id)
        ordered = sorted(rows.values(), key=lambda row: (row.awarded_at, row.id))
        views.append(
            AwardTwice(
                fund_name=fund.name if fund else "",
                period=period,
                amounts_cents=tuple(row.amount_cents for row in ordered),
                awarded_at=tuple(row.awarded_at for row in ordered),
                desk_names=tuple(desk_name(look, row.device) for row in ordered),
            )
        )
    return tuple(views)


def _homes(look: Reading, ours: Ids, theirs: Ids) -> tuple[HomeTwice, ...]:
    mine = _memberships(look, ours)
    found: dict[tuple[str, str], HomeTwice] = {}
    for row in _memberships(look, theirs):
        for other in mine:
            if other.id == row.id or not at_one_moment(row, other):
                continue
            first, second = sorted((other, row), key=lambda each: (each.from_on, each.id))
            found[first.id, second.id] = HomeTwice(
                household_ids=(first.household_id, second.household_id),
                members=(_names(look, first.household_id), _names(look, second.household_id)),
                from_on=second.from_on,
            )
    return tuple(found[key] for key in sorted(found))


def _awards(look: Reading, ids: Ids) -> tuple[Award, ...]:
    homes = dict.fromkeys(row.household_id for row in _memberships(look, ids))
    return rows_of(look, Award, homes, "household_id")


def _memberships(look: Reading, ids: Ids, *, today: bool = False) -> tuple[HouseholdMember, ...]:
    return tuple(
        row
        for row in rows_of(look, HouseholdMember, ids)
        if row.counts
        and (not today or row.from_on <= look.today <= (row.to_on or datetime.date.max))
    )


def _names(look: Reading, household_id: str, without: Ids = ()) -> tuple[str, ...]:
    rows = [
        row
        for row in look.where(HouseholdMember, "household_id", household_id)
        if row.from_on <= look.today <= (row.to_on or datetime.date.max)
    ]
    people = people_of(look, (row.person_id for row in rows))
    own = {root_of(look, each) for each in without}
    kept = {row.id: row for row in people.values() if row.id not in own}
    return tuple(f"{row.surname} {row.name}".strip() for row in kept.values())
