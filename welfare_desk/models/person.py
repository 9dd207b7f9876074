# SPDX-License-Identifier: EUPL-1.2
"""People: who they are, which notice they had, who may act for them."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class Person(Record, frozen=True, kw_only=True):
    """A person at the counter, of any nationality; the fiscal code is never the key."""

    KIND: ClassVar[str] = "person"
    FIND_BY: ClassVar[tuple[str, ...]] = ("fiscal_code", "base_code", "phone")
    controller_id: str
    surname: str
    name: str
    sex: str
    born_on: datetime.date | None
    birthplace_code: str
    fiscal_code: str
    base_code: str
    """The fiscal code without omocodia letters, for the likely-same-person check."""
    fiscal_code_status: str
    """``declared``, ``computed``, ``seen``, ``verified`` or ``none``."""
    no_code_reason: str
    phone: str
    """E.164, or empty."""
    street: str
    street_no: str
    postal_code: str
    residence_istat: str
    language: str
    channel: str
    """How the person is reached: ``phone``, ``letter``, ``counter``."""
    registered_at: int
    device: int
    operator_id: str


class FieldStamp(Record, frozen=True, kw_only=True):
    """When a merged field was last written, by hybrid logical clock; ``id`` is derived."""

    KIND: ClassVar[str] = "field_stamp"
    FIND_BY: ClassVar[tuple[str, ...]] = ("entity_id",)
    controller_id: str
    entity_id: str
    field: str
    hlc_ms: int
    hlc_n: int
    rand64: int


class Notice(Record, frozen=True, kw_only=True):
    """A privacy notice that was given and signed for receipt."""

    KIND: ClassVar[str] = "notice"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id",)
    controller_id: str
    person_id: str
    version: str
    language: str
    signer: str
    given_on: datetime.date
    device: int
    operator_id: str


class Delegation(Record, frozen=True, kw_only=True):
    """Power given to another person to act for the delegator."""

    KIND: ClassVar[str] = "delegation"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id",)
    controller_id: str
    person_id: str
    """The delegator."""
    delegate_name: str
    delegate_document: str
    title: str
    """``delegate``, ``parent``, ``guardian``, ``curator``, ``support_administrator``."""
    powers: tuple[str, ...]
    valid_from: datetime.date
    valid_to: datetime.date | None
    device: int
    operator_id: str


person_table = table_of(Person)
field_stamp_table = table_of(FieldStamp)
notice_table = table_of(Notice)
delegation_table = table_of(Delegation)
