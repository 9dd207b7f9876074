# SPDX-License-Identifier: EUPL-1.2
"""A household over time: who belongs to it, who only lives there, who left, where it lived."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.instants import local_date
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, rows_of
from welfare_desk.desk.views.right_isee import holds
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.person import FieldChange, Person

ADDRESS_FIELDS = ("street", "street_no", "postal_code", "residence_istat")


class MembershipView(msgspec.Struct, frozen=True, kw_only=True):
    """A person in a household, today or once."""

    person_id: str
    """The person that stays, of one who was merged."""
    surname: str
    name: str
    born_on: datetime.date | None
    age: int | None
    phone: str
    role: str
    counts: bool
    from_on: datetime.date
    to_on: datetime.date | None
    reason: str
    """Why it ended, or nothing."""
    mistaken: bool
    """Ended on the day it began: it never held."""


class AddressView(msgspec.Struct, frozen=True, kw_only=True):
    """A change of a member's address."""

    person_id: str
    surname: str
    name: str
    on: datetime.date
    """From which day, or the day of the change."""
    before: str
    after: str
    reason: str


class HouseholdView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the household page."""

    household_id: str
    formed_on: datetime.date
    residence_istat: str
    municipality_name: str
    members: tuple[MembershipView, ...]
    """Who counts today: the applicant first, then by age."""
    others: tuple[MembershipView, ...]
    """Who lives there today without counting."""
    coming: tuple[MembershipView, ...]
    """Who joins on a later day."""
    past: tuple[MembershipView, ...]
    """Who left, the last first; mistakes too."""
    addresses: tuple[AddressView, ...]
    """The latest first."""


class StayView(msgspec.Struct, frozen=True, kw_only=True):
    """A household in a person's life."""

    household_id: str
    role: str
    counts: bool
    from_on: datetime.date
    to_on: datetime.date | None
    reason: str
    mistaken: bool
    now: bool
    with_whom: tuple[str, ...]
    """Surname and name of the others who count there, today or on the last day."""


def household_view(look: Reading, household_id: str) -> HouseholdView | None:
    """Return the household page, or nothing when the household is not at this desk."""
    household = look.one(Household, household_id)
    if household is None:
        return None
    rows = look.where(HouseholdMember, "household_id", household_id)
    views = _memberships(look, rows)
    living = _once([view for view in views if _is_now(view, look.today)])
    past = [view for view in views if view.to_on is not None and view.to_on < look.today]
    past.sort(key=lambda view: (view.to_on or look.today, view.from_on), reverse=True)
    return HouseholdView(
        household_id=household.id,
        formed_on=household.formed_on,
        residence_istat=household.residence_istat,
        municipality_name=look.town_name(household.residence_istat),
        members=tuple(view for view in living if view.counts),
        others=tuple(view for view in living if not view.counts),
        coming=tuple(v for v in views if v.from_on > look.today and not v.mistaken),
        past=tuple(past),
        # Who only lives here moves house with those it counts with.
        addresses=_addresses(look, [view for view in living if view.counts]),
    )


def stays_of(look: Reading, person_id: str) -> tuple[StayView, ...]:
    """Return a person's households over time, the latest first."""
    ids = cluster_of(look, person_id)
    stays = []
    for row in rows_of(look, HouseholdMember, ids):
        on = look.today if row.to_on is None else min(look.today, row.to_on)
        stays.append(
            StayView(
                household_id=row.household_id,
                role=row.role,
                counts=row.counts,
                from_on=row.from_on,
                to_on=row.to_on,
                reason=row.reason,
                mistaken=_is_mistaken(row),
                now=holds(row, look.today),
                with_whom=_others(look, row.household_id, ids, on),
            )
        )
    return tuple(
        sorted(stays, key=lambda stay: (stay.now, stay.counts, stay.from_on), reverse=True)
    )


def _others(
    look: Reading, household_id: str, ids: tuple[str, ...], on: datetime.date
) -> tuple[str, ...]:
    rows = [
        row
        for row in look.where(HouseholdMember, "household_id", household_id)
        if row.counts and holds(row, on) and row.person_id not in ids
    ]
    people = people_of(look, (row.person_id for row in rows))
    names = (f"{person.surname} {person.name}".strip() for person in people.values())
    return tuple(dict.fromkeys(names))


def _memberships(look: Reading, rows: Iterable[HouseholdMember]) -> list[MembershipView]:
    listed = tuple(rows)
    people = people_of(look, (row.person_id for row in listed))
    views = [
        _membership(row, people[row.person_id], look.today)
        for row in listed
        if row.person_id in people
    ]
    far = datetime.date.max
    views.sort(key=lambda view: (view.role != "applicant", view.born_on or far, view.person_id))
    return views


def _membership(row: HouseholdMember, person: Person, today: datetime.date) -> MembershipView:
    return MembershipView(
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        born_on=person.born_on,
        age=age(person.born_on, today) if person.born_on else None,
        phone=person.phone,
        role=row.role,
        counts=row.counts,
        from_on=row.from_on,
        to_on=row.to_on,
        reason=row.reason,
        mistaken=_is_mistaken(row),
    )


def _is_mistaken(row: HouseholdMember) -> bool:
    return row.to_on is not None and row.to_on < row.from_on


def _is_now(view: MembershipView, today: datetime.date) -> bool:
    return view.from_on <= today and (view.to_on is None or today <= view.to_on)


def _once(views: list[MembershipView]) -> list[MembershipView]:
    """Return each person once, who counts before who does not."""
    found: dict[str, MembershipView] = {}
    for view in views:
        if view.person_id not in found or view.counts > found[view.person_id].counts:
            found[view.person_id] = view
    return list(found.values())


def _addresses(look: Reading, members: list[MembershipView]) -> tuple[AddressView, ...]:
    views = []
    for member in members:
        by_op: dict[str, list[FieldChange]] = {}
        for row in rows_of(look, FieldChange, cluster_of(look, member.person_id), "entity_id"):
            if row.field in ADDRESS_FIELDS and row.kept:
                by_op.setdefault(row.op_id, []).append(row)
        for rows in by_op.values():
            before = _address(look, {row.field: row.before for row in rows})
            after = _address(look, {row.field: row.after for row in rows})
            if before == after:
                continue
            views.append(
                AddressView(
                    person_id=member.person_id,
                    surname=member.surname,
                    name=member.name,
                    on=rows[0].effective_on or local_date(rows[0].changed_at),
                    before=before,
                    after=after,
                    reason=rows[0].reason,
                )
            )
    return tuple(sorted(views, key=lambda view: view.on, reverse=True))


def _address(look: Reading, fields: dict[str, str]) -> str:
    """Return the parts of an address that are known, in the order of a letter."""
    istat = fields.get("residence_istat", "")
    street = " ".join(part for part in (fields.get("street"), fields.get("street_no")) if part)
    town = f"{fields.get('postal_code', '')} {look.town_name(istat) or istat}".strip()
    return ", ".join(part for part in (street, town) if part)
