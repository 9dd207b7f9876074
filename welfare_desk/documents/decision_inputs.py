# SPDX-License-Identifier: EUPL-1.2
"""What the papers of a fund are told; words of criteria arrive written out."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.documents.inputs import Language, Office


class Step(msgspec.Struct, frozen=True):
    """One criterion in words: whether it is met and what it adds or takes."""

    words: str
    met: bool
    cents: int = 0


class DecisionLetterInput(msgspec.Struct, frozen=True, kw_only=True):
    """The letter of yes or no on an application, or of its revocation."""

    office: Office
    outcome: Literal["yes", "no", "revoked"]
    receipt_no: str
    protocol_no: str
    person: str
    fund: str
    resolution: str
    filed_on: datetime.date
    decided_on: datetime.date
    decided_by: str
    second_by: str
    amount_cents: int
    claim_cents: int
    """What the rules gave; another amount names its reason."""
    steps: tuple[Step, ...]
    reason: str
    phone: str
    printed_at: str
    appeal_days: int
    extraordinary_days: int
    review_days: int
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class ApplicationFormInput(msgspec.Struct, frozen=True, kw_only=True):
    """An application as it was declared, to be signed."""

    office: Office
    receipt_no: str
    protocol_no: str
    person: str
    delegate: str
    fund: str
    resolution: str
    filed_on: datetime.date
    operator: str
    members: int
    births_on: tuple[datetime.date, ...]
    disabled: int
    isee_cents: int | None
    income_cents: int | None
    supports: tuple[str, ...]
    """In words."""
    support_cents: int
    resident_from: datetime.date | None
    documents: tuple[str, ...]
    """In words."""
    claim_cents: int
    printed_at: str
    asks_disability: bool = False
    asks_support: bool = False
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class EntitledRow(msgspec.Struct, frozen=True, kw_only=True):
    """One fund or offering: its name, the answer, why."""

    name: str
    verdict: Literal["yes", "apply", "ask", "had", "no"]
    answer: str
    amount: str
    why: tuple[str, ...]


class EntitledSheetInput(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet «Cosa può avere questa famiglia»."""

    office: Office
    person: str
    members: int
    on: datetime.date
    funds: tuple[EntitledRow, ...]
    offerings: tuple[EntitledRow, ...]
    printed_at: str
    sample: bool = False
    lang: Language = "it"
