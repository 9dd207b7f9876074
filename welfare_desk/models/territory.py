# SPDX-License-Identifier: EUPL-1.2
"""The territory: places, providers, shops, desks and operators, all owned by the server."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.models.record import Record, table_of


class Territory(Record, frozen=True, kw_only=True):
    """A tenant of the server; ``id`` equals ``territory_id``."""

    KIND: ClassVar[str] = "territory"
    name: str
    sample: bool
    """True marks screen and paper with ESEMPIO."""
    notice_version: str


class Municipality(Record, frozen=True, kw_only=True):
    """A municipality of the territory; its ``id`` is the ``controller_id`` of personal rows."""

    KIND: ClassVar[str] = "municipality"
    name: str
    istat_code: str
    belfiore_code: str
    province: str
    postal_code: str
    phone: str
    address: str
    dpo_contact: str


class MerchantDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that a shop or a provider has handed in, and until when it holds."""

    name: str
    number: str = ""
    valid_to: datetime.date | None = None


class Provider(Record, frozen=True, kw_only=True):
    """A cooperative or office that provides offerings."""

    KIND: ClassVar[str] = "provider"
    name: str
    phone: str
    address: str
    email: str = ""
    contact_name: str = ""
    vat_number: str = ""
    register_no: str = ""
    """In the register of cooperatives or of the third sector."""
    complaints_contact: str = ""
    documents: tuple[MerchantDocument, ...] | None = None
    quality_note: str = ""
    """What the provider declares about its quality; the program claims nothing."""
    checked_on: datetime.date | None = None
    left_on: datetime.date | None = None
    """From this day on it provides nothing."""


class Merchant(Record, frozen=True, kw_only=True):
    """A shop that accepts cards."""

    KIND: ClassVar[str] = "merchant"
    name: str
    municipality_id: str
    vat_number: str
    address: str
    fund_ids: tuple[str, ...]
    state: str = "admitted"
    """``admitted``, ``suspended`` or ``left``."""
    fiscal_code: str = ""
    iban: str = ""
    contact_name: str = ""
    phone: str = ""
    email: str = ""
    admitted_from: datetime.date | None = None
    admitted_to: datetime.date | None = None
    documents: tuple[MerchantDocument, ...] | None = None


class Operator(Record, frozen=True, kw_only=True):
    """A user of the program; the PIN is kept as an Argon2id verifier only."""

    KIND: ClassVar[str] = "operator"
    FIND_BY: ClassVar[tuple[str, ...]] = ("login",)
    login: str
    name: str
    role: str
    municipality_id: str | None
    provider_id: str | None
    pin_verifier: str
    pin_one_time: bool
    in_service: bool


class Desk(Record, frozen=True, kw_only=True):
    """An enrolled installation; ``id`` is the device number as text."""

    KIND: ClassVar[str] = "desk"
    device: int
    name: str
    municipality_id: str
    provider_id: str | None
    revoked: bool


territory_table = table_of(Territory)
municipality_table = table_of(Municipality)
provider_table = table_of(Provider)
merchant_table = table_of(Merchant)
operator_table = table_of(Operator)
desk_table = table_of(Desk)
