# SPDX-License-Identifier: EUPL-1.2
"""Households, dated membership and ISEE attestations."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class Household(Record, frozen=True, kw_only=True):
    """A family group; who belongs to it is dated membership."""

    KIND: ClassVar[str] = "household"
    controller_id: str
    formed_on: datetime.date
    residence_istat: str
    device: int
    operator_id: str


class HouseholdMember(Record, frozen=True, kw_only=True):
    """A person in a household from a day, to a day or until now."""

    KIND: ClassVar[str] = "household_member"
    FIND_BY: ClassVar[tuple[str, ...]] = ("household_id", "person_id")
    controller_id: str
    household_id: str
    person_id: str
    role: str
    """``applicant``, ``spouse``, ``child``, ``parent``, ``other``…"""
    from_on: datetime.date
    to_on: datetime.date | None
    counts: bool = True
    """False for who lives there without belonging to it for ISEE and awards: a child in the
    other parent's home, one in foster care, a carer."""
    reason: str = ""
    """Why the membership ended, or nothing."""


class IseeAttestation(Record, frozen=True, kw_only=True):
    """INPS's attestation of a household's ISEE (cents)."""

    KIND: ClassVar[str] = "isee_attestation"
    FIND_BY: ClassVar[tuple[str, ...]] = ("household_id",)
    controller_id: str
    household_id: str
    isee_kind: str
    dsu_no: str
    value_cents: int
    issued_on: datetime.date
    valid_to: datetime.date
    has_discrepancies: bool
    device: int
    operator_id: str
    beneficiary_id: str = ""
    """The person whom the value is for, where it differs within the household (minors)."""
    assets_updated: bool = False
    """Of a current ISEE: whether assets were updated too, which makes it hold longer."""
    note: str = ""
    """The anomalies that the attestation names, in the operator's words."""
    recorded_at: int = 0


household_table = table_of(Household)
household_member_table = table_of(HouseholdMember)
isee_attestation_table = table_of(IseeAttestation)
