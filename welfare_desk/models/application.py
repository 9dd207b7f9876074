# SPDX-License-Identifier: EUPL-1.2
"""Applications for a fund, the rounds that order them and the draws that control them."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.awards import Line
from welfare_desk.models.record import Record, table_of


class Declared(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant declared under DPR 445/2000 (art. 46 and 47), on the day of filing.

    Only what decides: no reason of need, no health data.
    """

    members: int
    births_on: tuple[datetime.date, ...] = ()
    """Of the members that count, without their names."""
    disabled: int = 0
    """How many members a disability is declared for, where the fund asks for it."""
    isee_id: str | None = None
    isee_cents: int | None = None
    income_cents: int | None = None
    """Of the last month, where the fund asks for it."""
    other_support: tuple[str, ...] = ()
    """Codes of other benefits that the household receives."""
    other_support_cents: int = 0
    """What these come to a month."""
    resident_from: datetime.date | None = None
    documents: tuple[str, ...] = ()
    """The papers that were shown, by name."""


class Application(Record, frozen=True, kw_only=True):
    """A household's application for a fund and period: one, whatever the counter."""

    KIND: ClassVar[str] = "application"
    FIND_BY: ClassVar[tuple[str, ...]] = ("household_id", "fund_id", "applicant_id")
    controller_id: str
    fund_id: str
    period: str
    household_id: str
    applicant_id: str
    delegation_id: str | None
    filed_at: int
    receipt_no: str
    """The desk's own number, given also with the line down."""
    protocol_no: str
    """The municipality's number, attached later."""
    declared: Declared
    claim_cents: int
    """What the rules gave on the day of filing."""
    lines: tuple[Line, ...]
    state: str
    """``filed``, ``approved``, ``refused``, ``withdrawn``, ``duplicate`` or ``revoked``."""
    cross_check: str
    """``pending``, ``clear``, ``here`` or ``elsewhere``: whether the household applied twice."""
    rank: int | None
    sampled: bool
    control: str
    """``""``, ``passed`` or ``failed``; what was found is in ``control_words``."""
    control_words: str
    amount_cents: int
    decided_at: int
    decided_by: str
    second_by: str
    reason: str
    """Why it was refused, withdrawn or revoked: a code of ``core.decisions`` or words."""
    device: int
    operator_id: str


class Round(Record, frozen=True, kw_only=True):
    """An order or a draw of a fund's applications that can be made again from its seed."""

    KIND: ClassVar[str] = "round"
    FIND_BY: ClassVar[tuple[str, ...]] = ("fund_id",)
    controller_id: str
    fund_id: str
    period: str
    purpose: str
    """``ranking`` or ``sample``."""
    seed: int
    until_at: int
    """Applications filed before this instant take part."""
    made_at: int
    taking_part: int
    log: tuple[str, ...]
    """How ties were broken, a line each, naming applications by their numbers only."""
    device: int
    operator_id: str


class ApplicationMark(Record, frozen=True, kw_only=True):
    """That somebody applied for a fund and period: a keyed hash, never a name.

    ``id`` is the hash of fund, period and fiscal code under the server's key.
    """

    KIND: ClassVar[str] = "application_mark"
    SIDE = "server"
    FIND_BY: ClassVar[tuple[str, ...]] = ("application_id",)
    application_id: str
    controller_id: str


application_table = table_of(Application)
round_table = table_of(Round)
application_mark_table = table_of(ApplicationMark)
