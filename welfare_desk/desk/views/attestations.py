# SPDX-License-Identifier: EUPL-1.2
"""A household's attestations side by side, and what each is good for."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core import isee as rules
from welfare_desk.core.awards import rules_on
from welfare_desk.core.dates import date_text
from welfare_desk.core.isee import isee_bracket
from welfare_desk.core.right_isee import is_withdrawn
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.desk.views.people import thresholds_cents
from welfare_desk.desk.views.right_isee import (
    members_today,
    right_for_household,
    right_for_person,
)
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering
from welfare_desk.models.person import FieldChange, Person

SOON_DAYS = 30


class Warned(msgspec.Struct, frozen=True):
    """What deserves a second look: ``line_text("isee_warning", code, facts)`` has the words."""

    code: str
    facts: dict[str, int | str]


class CorrectionView(msgspec.Struct, frozen=True, kw_only=True):
    """A field of an attestation that was put right, or its withdrawal (``valid_to``, no after)."""

    field: str
    before: str
    after: str
    reason: str
    changed_at: int
    operator_id: str


class AttestationView(msgspec.Struct, frozen=True, kw_only=True):
    """An attestation with what it is good for today."""

    isee_id: str
    isee_kind: str
    beneficiary_id: str
    beneficiary_name: str
    dsu_no: str
    value_cents: int
    issued_on: datetime.date
    valid_to: datetime.date
    """Of a withdrawn one the day before ``issued_on``."""
    days_left: int
    """Negative once it is over."""
    state: str
    """``valid``, ``expiring`` (30 days), ``expired`` or ``withdrawn``."""
    bracket: int
    thresholds_cents: tuple[int, ...]
    has_discrepancies: bool
    assets_updated: bool
    note: str
    recorded_at: int
    warnings: tuple[Warned, ...]
    used_for: tuple[str, ...]
    """Names of the services and funds for which it is the right one today."""
    corrections: tuple[CorrectionView, ...]
    """The latest first."""


def attestations_of(look: Reading, household_id: str) -> tuple[AttestationView, ...]:
    """Return a household's attestations: those that hold first, the latest first."""
    household = look.one(Household, household_id)
    rows = look.where(IseeAttestation, "household_id", household_id)
    if household is None or not rows:
        return ()
    thresholds = thresholds_cents(look)
    changed = _changes_of_household(look, household)
    used = _used_for(look, household_id)
    people = people_of(look, (row.beneficiary_id for row in rows if row.beneficiary_id))
    views = [_view(look, row, thresholds, changed, used, people) for row in rows]
    order = ("valid", "expiring", "expired", "withdrawn")
    views.sort(key=lambda view: (view.issued_on, view.recorded_at, view.isee_id), reverse=True)
    return tuple(sorted(views, key=lambda view: order.index(view.state) // 2))


def _view(
    look: Reading,
    row: IseeAttestation,
    thresholds: tuple[int, ...],
    changed: tuple[datetime.date, ...],
    used: dict[str, tuple[str, ...]],
    people: dict[str, Person],
) -> AttestationView:
    person = people.get(row.beneficiary_id)
    state = _state(row, look.today)
    return AttestationView(
        isee_id=row.id,
        isee_kind=row.isee_kind,
        beneficiary_id=row.beneficiary_id,
        beneficiary_name=f"{person.surname} {person.name}".strip() if person else "",
        dsu_no=row.dsu_no,
        value_cents=row.value_cents,
        issued_on=row.issued_on,
        valid_to=row.valid_to,
        days_left=(row.valid_to - look.today).days,
        state=state,
        bracket=isee_bracket(row.value_cents, thresholds),
        thresholds_cents=thresholds,
        has_discrepancies=row.has_discrepancies,
        assets_updated=row.assets_updated,
        note=row.note,
        recorded_at=row.recorded_at,
        warnings=_warnings(row, state, changed, (row.valid_to - look.today).days),
        used_for=used.get(row.id, ()),
        corrections=_corrections(look, row.id),
    )


def _state(row: IseeAttestation, today: datetime.date) -> str:
    if is_withdrawn(row):
        return "withdrawn"
    if row.valid_to < today:
        return "expired"
    return "expiring" if (row.valid_to - today).days <= SOON_DAYS else "valid"


def _warnings(
    row: IseeAttestation, state: str, changed: tuple[datetime.date, ...], days_left: int
) -> tuple[Warned, ...]:
    if state in ("withdrawn", "expired"):
        return (Warned(state, {}),)
    found = [
        Warned(code, _facts(code, row))
        for code in rules.warnings(
            row.isee_kind,
            row.dsu_no,
            row.issued_on,
            row.valid_to,
            assets_updated=row.assets_updated,
            has_discrepancies=row.has_discrepancies,
            beneficiary_id=row.beneficiary_id,
        )
    ]
    if any(on > row.issued_on for on in changed):
        found.append(Warned("household_changed", {}))
    if state == "expiring":
        found.append(Warned("expiring", {"days": days_left}))
    return tuple(found)


def _facts(code: str, row: IseeAttestation) -> dict[str, int | str]:
    if code != "valid_to_unusual":
        return {}
    usual = rules.valid_to(row.isee_kind, row.issued_on, row.assets_updated)
    return {"usual": date_text(usual)}


def _changes_of_household(look: Reading, household: Household) -> tuple[datetime.date, ...]:
    """Return the days on which somebody who counts came or left, but for the first day."""
    days: set[datetime.date] = set()
    for row in look.where(HouseholdMember, "household_id", household.id):
        if not row.counts or (row.to_on is not None and row.to_on < row.from_on):
            continue
        if row.reason == "role_changed":
            continue
        days.add(row.from_on)
        if row.to_on is not None:
            days.add(row.to_on + datetime.timedelta(days=1))
    return tuple(sorted(days - {household.formed_on}))


def _used_for(look: Reading, household_id: str) -> dict[str, tuple[str, ...]]:
    """Return for each attestation the services and funds that go by it today."""
    found: dict[str, dict[str, None]] = {}
    schemes = {row.id: row.scheme for row in look.every(FeeScheme)}
    right: dict[str, set[str]] = {}
    for offering in sorted(look.every(Offering), key=lambda row: row.name_it):
        scheme = schemes.get(offering.fee_scheme_id)
        if not offering.active or scheme is None or scheme.kind == "free":
            continue
        if offering.municipality_id not in (None, "", look.municipality_id):
            continue
        wanted = offering.isee_kind
        if wanted not in right:
            chosen = [
                right_for_person(look, each, wanted).isee_id
                for each in members_today(look, household_id)
            ]
            right[wanted] = {each for each in chosen if each}
        for isee_id in right[wanted]:
            found.setdefault(isee_id, {})[offering.name_it] = None
    for fund in sorted(look.every(Fund), key=lambda row: row.name):
        open_here = fund.municipality_id in (None, "", look.municipality_id)
        if not open_here or not fund.starts_on <= look.today <= fund.ends_on:
            continue
        rules = rules_on(fund.criteria, fund.later_criteria, look.today)
        if not rules.needs_isee:
            continue
        chosen_id = right_for_household(look, household_id, rules.isee_kinds).isee_id
        if chosen_id:
            found.setdefault(chosen_id, {})[fund.name] = None
    return {isee_id: tuple(names) for isee_id, names in found.items()}


def _corrections(look: Reading, isee_id: str) -> tuple[CorrectionView, ...]:
    rows = look.where(FieldChange, "entity_id", isee_id)
    return tuple(
        CorrectionView(
            field=row.field,
            before=row.before,
            after=row.after,
            reason=row.reason,
            changed_at=row.changed_at,
            operator_id=row.operator_id,
        )
        for row in sorted(rows, key=lambda each: (-each.changed_at, each.field))
    )
