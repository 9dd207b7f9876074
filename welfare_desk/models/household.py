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


household_table = table_of(Household)
household_member_table = table_of(HouseholdMember)
isee_attestation_table = table_of(IseeAttestation)
