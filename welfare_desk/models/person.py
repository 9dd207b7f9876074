# SPDX-License-Identifier: EUPL-1.2
"""People: who they are and were, which notice they had, who may act for them."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class Person(Record, frozen=True, kw_only=True):
    """A person at the counter, of any nationality; the fiscal code is never the key."""

    KIND: ClassVar[str] = "person"
    FIND_BY: ClassVar[tuple[str, ...]] = (
        "fiscal_code", "base_code", "phone", "born_on", "merged_into",
    )  # fmt: skip
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
    merged_into: str = ""
    """The person that stays, for one who was found to be the same; a redirect kept for ever."""


class Identifier(Record, frozen=True, kw_only=True):
    """A code or document of a person beside the fiscal code in force, or a former one."""

    KIND: ClassVar[str] = "identifier"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id", "value")
    controller_id: str
    person_id: str
    identifier_kind: str
    """``fiscal_code`` (a former one), ``stp``, ``eni``, ``electronic_id_card``,
    ``paper_id_card``, ``passport``, ``residence_permit`` or ``health_card``."""
    value: str
    """Upper case, without blanks."""
    status: str
    """``declared``, ``seen`` or ``verified``."""
    issuer: str
    reason: str
    """Why it is kept: needed for codes that reveal an irregular stay (identity.md 3)."""
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    renewal_pending: bool
    withdrawn: bool
    recorded_at: int
    device: int
    operator_id: str


class FieldChange(Record, frozen=True, kw_only=True):
    """One write of one field: what it was, what it became, whether it stood.

    Of a person every one; of a household its move, of an attestation what was put right, of a
    booking a total that was worked out anew.
    """

    KIND: ClassVar[str] = "field_change"
    FIND_BY: ClassVar[tuple[str, ...]] = ("entity_id",)
    controller_id: str
    entity_id: str
    """The person, household, attestation or booking."""
    field: str
    before: str
    after: str
    """Dates as ISO text."""
    kept: bool
    """False for a write that came late: another had a later stamp (protocol rule 8)."""
    effective_on: datetime.date | None
    reason: str
    op_id: str
    changed_at: int
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
    delegate_id: str = ""
    """The delegate's own row, where they are known here."""
    relation: str = ""
    """For relatives: ``spouse``, ``child``…"""
    court: str = ""
    decree_no: str = ""
    decree_on: datetime.date | None = None
    assisted: bool = False
    """True when the person acts together with the figure, who does not act alone."""
    signed: bool = False
    """True once the signed form was seen."""
    ended_on: datetime.date | None = None
    """The day from which it holds no more, before its time."""
    end_reason: str = ""


class Consent(Record, frozen=True, kw_only=True):
    """An answer to an optional question, given or withdrawn; the latest counts."""

    KIND: ClassVar[str] = "consent"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id",)
    controller_id: str
    person_id: str
    purpose: str
    """``photos``, ``newsletter``, ``satisfaction_call``…"""
    given: bool
    language: str
    signer: str
    answered_on: datetime.date
    recorded_at: int
    device: int
    operator_id: str


person_table = table_of(Person)
field_stamp_table = table_of(FieldStamp)
notice_table = table_of(Notice)
delegation_table = table_of(Delegation)
identifier_table = table_of(Identifier)
field_change_table = table_of(FieldChange)
consent_table = table_of(Consent)
