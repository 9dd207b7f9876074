# SPDX-License-Identifier: EUPL-1.2
"""What shops took in, what they are owed and what they were paid."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.models.record import Record, table_of


class Redemption(Record, frozen=True, kw_only=True):
    """Cents of a card that a shop took in."""

    KIND: ClassVar[str] = "redemption"
    FIND_BY: ClassVar[tuple[str, ...]] = ("card_id", "merchant_id", "batch_id", "settlement_id")
    SUM_BY: ClassVar[tuple[str, ...]] = (
        "territory_id",
        "fund_id",
        "state",
        "merchant_id",
        "spent_on",
        "amount_cents",
    )
    controller_id: str
    card_id: str
    fund_id: str
    merchant_id: str
    amount_cents: int
    left_cents: int
    """What was on the card afterwards."""
    spent_on: datetime.date
    """The day at the shop's till."""
    channel: str
    """``counter``, ``slips``, ``file`` or ``shop``."""
    batch_id: str
    """The return it came in, or nothing."""
    shop_ref: str
    """The shop's own reference, or nothing."""
    state: str
    """``done`` or ``reversed``."""
    settlement_id: str
    """The settlement that pays it, or nothing yet."""
    recorded_at: int
    device: int
    operator_id: str


class ReturnBatch(Record, frozen=True, kw_only=True):
    """Vouchers or slips that a shop brought, or a file that it sent: taken in together."""

    KIND: ClassVar[str] = "return_batch"
    FIND_BY: ClassVar[tuple[str, ...]] = ("merchant_id",)
    controller_id: str
    merchant_id: str
    channel: str
    opened_at: int
    closed_at: int
    taken: int
    amount_cents: int
    set_aside: int
    """How many pieces were put on the pile of errors."""
    file_hash: str
    """SHA-256 of the shop's file: the same file twice is found by it."""
    receipt_no: str
    device: int
    operator_id: str


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """A line in which desk, shop and bank do not agree, and how it was closed."""

    code: str
    ref: str
    ours_cents: int = 0
    theirs_cents: int = 0
    closed: str = ""


class Settlement(Record, frozen=True, kw_only=True):
    """What a shop is owed from a fund for a period."""

    KIND: ClassVar[str] = "settlement"
    FIND_BY: ClassVar[tuple[str, ...]] = ("merchant_id", "fund_id")
    controller_id: str
    merchant_id: str
    fund_id: str
    from_on: datetime.date
    to_on: datetime.date
    state: str
    """``open``, ``closed``, ``ordered`` (in a payment file) or ``paid``."""
    amount_cents: int
    redemptions: int
    settlement_no: str
    debit_note_no: str
    debit_note_on: datetime.date | None
    debit_note_cents: int
    differences: tuple[Difference, ...]
    closed_at: int
    closed_by: str
    second_by: str
    payment_ref: str
    """The end-to-end id of the transfer (SEPA)."""
    paid_on: datetime.date | None
    device: int
    operator_id: str


class ShopKey(Record, frozen=True, kw_only=True):
    """The hash of the key by which a shop's own system is known; ``id`` is the shop's."""

    KIND: ClassVar[str] = "shop_key"
    SIDE = "server"
    key_hash: str
    made_at: int
    revoked: bool


redemption_table = table_of(Redemption)
return_batch_table = table_of(ReturnBatch)
settlement_table = table_of(Settlement)
shop_key_table = table_of(ShopKey)
