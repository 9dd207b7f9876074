# SPDX-License-Identifier: EUPL-1.2
"""Settling a shop: what it is owed for some days, and closing that with a second person."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.refusals import FundUnknown, MerchantUnknown, SettlementEmpty
from welfare_desk.core.settlement_marks import packed
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.shops import SpentRow, spent_rows
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import Difference
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.settlements import CloseSettlement
from welfare_desk.store import ledger

STAMP_ABOVE_CENTS = 7_747
"""Above this a debit note outside VAT bears the stamp duty."""
STAMP_CENTS = 200


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop is owed of a fund for some days, before it is closed."""

    merchant_id: str
    merchant_name: str
    fund_id: str
    fund_name: str
    from_on: datetime.date
    to_on: datetime.date
    amount_cents: int
    rows: tuple[SpentRow, ...]
    stamp_cents: int


def due(
    look: Reading, merchant_id: str, fund_id: str, from_on: datetime.date, to_on: datetime.date
) -> Due:
    """Return what would be settled; refused with ``MerchantUnknown`` and ``FundUnknown``."""
    merchant = look.one(Merchant, merchant_id)
    fund = look.one(Fund, fund_id)
    if merchant is None:
        raise MerchantUnknown()
    if fund is None:
        raise FundUnknown()
    rows = ledger.unsettled(look.conn, look.territory_id, merchant_id, fund_id, from_on, to_on)
    cents = sum(row.amount_cents for row in rows)
    return Due(
        merchant_id=merchant.id,
        merchant_name=merchant.name,
        fund_id=fund.id,
        fund_name=fund.name,
        from_on=from_on,
        to_on=to_on,
        amount_cents=cents,
        rows=spent_rows(look, rows),
        stamp_cents=stamp_duty(cents),
    )


def stamp_duty(cents: int) -> int:
    """Return the stamp duty of a debit note outside VAT: 2 euros above 77.47."""
    return STAMP_CENTS if cents > STAMP_ABOVE_CENTS else 0


def closing(
    what: Due, settlement_id: str, second_id: str, differences: tuple[Difference, ...] = ()
) -> CloseSettlement:
    """Return the act that closes what is due; refused with ``SettlementEmpty``."""
    if not what.rows:
        raise SettlementEmpty()
    return CloseSettlement(
        settlement_id=settlement_id,
        merchant_id=what.merchant_id,
        fund_id=what.fund_id,
        from_on=what.from_on,
        to_on=what.to_on,
        marks=packed(row.redemption_id for row in what.rows),
        amount_cents=what.amount_cents,
        second_id=second_id or None,
        differences=differences,
    )
