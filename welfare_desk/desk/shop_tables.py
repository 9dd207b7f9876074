# SPDX-License-Identifier: EUPL-1.2
"""A shop's settlement as a table to take along; names no citizen."""

from __future__ import annotations

from welfare_desk.core.dates import date_text
from welfare_desk.core.numbers import grouped
from welfare_desk.core.refusals import SettlementUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.exchange.tables_out import TableOut, amount
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.settlement import Redemption, Settlement

_WORDS = {
    "it": ("Rendiconto", "Giorno", "Tessera o buono", "Euro", "Totale"),
    "en": ("Statement", "Day", "Card or voucher", "Euro", "Total"),
}


def settlement_table(look: Reading, settlement_id: str, lang: str = "it") -> TableOut:
    """Return the lines of a settlement and their sum; refused with ``SettlementUnknown``."""
    row = look.one(Settlement, settlement_id)
    if row is None:
        raise SettlementUnknown()
    title, day, card, euro, total = _WORDS["en" if lang == "en" else "it"]
    spent = look.where(Redemption, "settlement_id", row.id)
    cards = look.many(VoucherCard, tuple(each.card_id for each in spent))
    lines = [
        (
            date_text(each.spent_on),
            grouped(cards[each.card_id].card_no) if each.card_id in cards else "",
            amount(each.amount_cents),
        )
        for each in sorted(spent, key=lambda each: (each.spent_on, each.recorded_at, each.id))
    ]
    lines.append((total, "", amount(row.amount_cents)))
    return TableOut(f"{title} {row.settlement_no}", (day, card, euro), tuple(lines))
