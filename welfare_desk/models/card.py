# SPDX-License-Identifier: EUPL-1.2
"""Voucher cards and the ledger of their money."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class VoucherCard(Record, frozen=True, kw_only=True):
    """A card that carries a balance of a fund; the balance is in the postings."""

    KIND: ClassVar[str] = "voucher_card"
    FIND_BY: ClassVar[tuple[str, ...]] = ("card_no", "household_id", "person_id", "award_id")
    controller_id: str
    card_no: str
    fund_id: str
    award_id: str
    household_id: str
    person_id: str
    amount_cents: int
    """What the card carried when it was issued."""
    state: str
    """``issued``, ``printed``, ``active``, ``handed_over``, ``used``, ``blocked``,
    ``replaced``, ``expired`` or ``voided``; partly used is said by the postings."""
    expires_on: datetime.date
    replaces_id: str | None
    replaced_by_id: str | None
    block_reason: str
    receipt_no: str
    handed_to: str
    """``self`` or the id of the delegation."""
    issued_at: int
    changed_at: int
    device: int
    operator_id: str
    carrier: str = "card"
    """``card``, ``voucher`` or ``health_card``: what the holder shows at the shop."""
    application_id: str = ""
    """The approved application that it was issued from, or nothing."""
    printed_at: int = 0


class StockCount(Record, frozen=True, kw_only=True):
    """Blank and printed cards of a desk, counted by hand at a change of shift."""

    KIND: ClassVar[str] = "stock_count"
    FIND_BY: ClassVar[tuple[str, ...]] = ("device",)
    controller_id: str
    counted_at: int
    blanks: int
    printed: int
    """Printed and not yet handed over."""
    spoilt: int
    added: int
    """Blanks that were delivered since the last count."""
    expected_blanks: int
    expected_printed: int
    note: str
    device: int
    operator_id: str


class Posting(Record, frozen=True, kw_only=True):
    """One side of a ledger entry in cents; the sides of an entry sum to zero."""

    KIND: ClassVar[str] = "posting"
    FIND_BY: ClassVar[tuple[str, ...]] = ("account", "entry_id")
    controller_id: str
    entry_id: str
    account: str
    """``fund:<id>``, ``card:<id>``, ``merchant:<id>`` or ``paid:<settlement id>``."""
    amount_cents: int
    posted_at: int
    device: int


voucher_card_table = table_of(VoucherCard)
stock_count_table = table_of(StockCount)
posting_table = table_of(Posting)
