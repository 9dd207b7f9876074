# SPDX-License-Identifier: EUPL-1.2
"""A purchase at the counter: one card, the shops admitted for it, what stands in the way."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.text import fold
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.cards import CardRow, card_row
from welfare_desk.models.fund import Fund
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.redemptions import admits


class ShopChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A shop that may be named for the purchase."""

    merchant_id: str
    name: str
    address: str
    vat_number: str
    admitted: bool
    """May take cards of this fund on the day."""

    def holds(self, words: tuple[str, ...]) -> bool:
        """Tell whether name, address or VAT number hold all of the folded words."""
        text = fold(f"{self.name} {self.address} {self.vat_number}")
        return all(word in text for word in words)


class PurchaseView(msgspec.Struct, frozen=True, kw_only=True):
    """A card as it can be spent on a day."""

    row: CardRow
    whole: bool
    """Spent whole, never in part."""
    obstacle: str
    """The code of the refusal that card or fund would meet, or nothing."""
    shops: tuple[ShopChoice, ...]
    """By name; those that are not admitted are there to be refused in words."""

    def left_cents(self, amount_cents: int) -> int:
        """Return what stays on the card after a purchase, in cents; below zero: too much."""
        return self.row.card.balance_cents - amount_cents


def purchase_view(look: Reading, card_id: str, on: datetime.date) -> PurchaseView | None:
    """Return a card with the shops for a day, or nothing when it is not at this desk."""
    row = card_row(look, card_id)
    if row is None:
        return None
    fund = look.one(Fund, row.card.fund_id)
    shops = [
        ShopChoice(
            merchant_id=each.id,
            name=each.name,
            address=each.address,
            vat_number=each.vat_number,
            admitted=admits(each, row.card.fund_id, on),
        )
        for each in look.every(Merchant)
    ]
    return PurchaseView(
        row=row,
        whole=row.card.carrier == "voucher" or (fund is not None and not fund.partial_use),
        obstacle=_obstacle(row, fund, on, look.today),
        shops=tuple(sorted(shops, key=lambda each: (fold(each.name), each.merchant_id))),
    )


def _obstacle(row: CardRow, fund: Fund | None, on: datetime.date, today: datetime.date) -> str:
    card = row.card
    if card.state in ("blocked", "used", "expired"):
        return f"card_{card.state}"
    if card.state not in USABLE:
        return "card_not_active"
    if on > today:
        return "day_in_future"
    if on > card.expires_on:
        return "card_expired"
    return "fund_shut" if fund is not None and fund.closed_on is not None else ""
