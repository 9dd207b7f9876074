# SPDX-License-Identifier: EUPL-1.2
"""Funds, what households get from them, and the rights that are granted in parts or whole."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.core.awards import Criteria, DatedCriteria
from welfare_desk.models.record import Record, table_of


class Fund(Record, frozen=True, kw_only=True):
    """A benefit programme with rules, period and budget (cents)."""

    KIND: ClassVar[str] = "fund"
    name: str
    card_title: str
    card_subtitle: str
    payer: str
    municipality_id: str | None
    period: str
    starts_on: datetime.date
    ends_on: datetime.date
    budget_cents: int
    criteria: Criteria
    solo_limit_cents: int
    card_expires_on: datetime.date
    phone: str
    resolution: str
    payer_kind: str = "municipality"
    """``municipality``, ``third_sector``, ``employer`` or ``donations``."""
    needs_application: bool = False
    """True where a card is issued only from an approved application."""
    applications_from: datetime.date | None = None
    applications_until: datetime.date | None = None
    two_sign_above_cents: int | None = None
    """Above this an application is decided by two people; nothing: one is enough."""
    cross_check_above_cents: int | None = None
    """Above this no card is handed over before other municipalities were asked."""
    carrier: str = "card"
    """``card`` (a balance), ``voucher`` (paper of a fixed value) or ``health_card``."""
    denominations: tuple[int, ...] | None = None
    """The values in cents that vouchers come in; nothing for a balance."""
    partial_use: bool = True
    goods_note: str = ""
    """What may be bought, as the notice says it."""
    visible_roles: tuple[str, ...] | None = None
    """The roles that see who was awarded; nothing: all that may see people."""
    ranking: tuple[str, ...] | None = None
    """How applications are ordered, by the names of ``core.ranking``."""
    sample_percent: int = 10
    """How many of a hundred approved applications are drawn for control."""
    reversal_days: int = 30
    """For how long a redemption may be taken back."""
    template: str = ""
    """The card's template; nothing for the one of the program."""
    later_criteria: tuple[DatedCriteria, ...] | None = None
    """Rules that replace ``criteria`` from a day on, in the order of their days."""
    closed_on: datetime.date | None = None


class Award(Record, frozen=True, kw_only=True):
    """What a household got from a fund in a period (cents)."""

    KIND: ClassVar[str] = "award"
    FIND_BY: ClassVar[tuple[str, ...]] = ("household_id", "fund_id")
    controller_id: str
    household_id: str
    fund_id: str
    period: str
    amount_cents: int
    awarded_at: int
    device: int
    operator_id: str


class Resource(Record, frozen=True, kw_only=True):
    """The server's count of a divisible right; ``id`` is ``slot:…`` or ``fund:…``.

    ``free + left of live leases + in_doubt + committed = total`` at every commit.
    Desks read it and never write it.
    """

    KIND: ClassVar[str] = "resource"
    total: int
    free: int
    committed: int
    in_doubt: int


class WholeRight(Record, frozen=True, kw_only=True):
    """Who holds a right that is never divided; ``id`` is ``home:…`` or ``balance:…``.

    ``holder`` is a device number; 0 is the server.
    """

    KIND: ClassVar[str] = "whole_right"
    FIND_BY: ClassVar[tuple[str, ...]] = ("wanted_by",)
    controller_id: str
    holder: int
    wanted_by: int
    """The device that asked for it while another held it, or 0."""
    lease: str = ""
    """The lease by which it is held: only a release that names it lets it go."""
    holder_inc: int = 0
    """The incarnation that holds it; 0 where it was granted before incarnations counted."""


class Grant(Record, frozen=True, kw_only=True):
    """The server's side of a lease; ``id`` is the lease's."""

    KIND: ClassVar[str] = "granted_lease"
    SIDE = "server"
    FIND_BY: ClassVar[tuple[str, ...]] = ("device", "resource")
    device: int
    inc: int
    resource: str
    quantity: int
    spent: int
    returned: int
    fence: int
    not_after_at: int
    state: str
    """``live``, ``in_doubt``, ``closed`` or ``reclaimed``."""


class SpentNumber(Record, frozen=True, kw_only=True):
    """A printed number that was spent; ``id`` is the number's text."""

    KIND: ClassVar[str] = "spent_number"
    SIDE = "server"
    lease_id: str
    number_index: int
    op_id: str


fund_table = table_of(Fund)
award_table = table_of(Award)
resource_table = table_of(Resource)
whole_right_table = table_of(WholeRight)
grant_table = table_of(Grant)
spent_number_table = table_of(SpentNumber)
