# SPDX-License-Identifier: EUPL-1.2
"""The register of shops: who may take cards, with which papers, and what each is owed."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.core.text import fold
from welfare_desk.desk.reading import Reading
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.settlement import Difference as Difference
from welfare_desk.models.settlement import Redemption, Settlement
from welfare_desk.models.territory import Merchant
from welfare_desk.store import ledger

SOON_DAYS = 30
"""A paper that ends within so many days is shown as ending."""
LATEST = 60
Standing = Literal["admitted", "not_yet", "ended", "suspended", "left"]
PaperState = Literal["ok", "ending", "ended"]


class ShopRow(msgspec.Struct, frozen=True, kw_only=True):
    """A shop in the list."""

    merchant_id: str
    name: str
    address: str
    vat_number: str
    standing: Standing
    funds: tuple[str, ...]
    """The names of the funds it takes; nothing: all."""
    papers_ended: int
    papers_ending: int
    waiting: int
    """How many redemptions no settlement pays yet."""
    waiting_cents: int


class PaperRow(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that a shop handed in."""

    name: str
    number: str
    valid_to: datetime.date | None
    state: PaperState


class SpentRow(msgspec.Struct, frozen=True, kw_only=True):
    """Something a shop took in; names nobody."""

    redemption_id: str
    card_no: str
    fund: str
    spent_on: datetime.date
    amount_cents: int
    channel: str
    shop_ref: str
    state: Literal["done", "settled", "reversed"]


class SettlementRow(msgspec.Struct, frozen=True, kw_only=True):
    """A settlement of a shop."""

    settlement_id: str
    settlement_no: str
    fund: str
    from_on: datetime.date
    to_on: datetime.date
    state: str
    """``closed``, ``noted`` (its debit note is here), ``ordered`` or ``paid``."""
    amount_cents: int
    redemptions: int
    debit_note_no: str
    paid_on: datetime.date | None
    differences: tuple[Difference, ...]


class ShopView(msgspec.Struct, frozen=True, kw_only=True):
    """A shop's page."""

    row: ShopRow
    fiscal_code: str
    iban: str
    contact_name: str
    phone: str
    email: str
    admitted_from: datetime.date | None
    admitted_to: datetime.date | None
    fund_ids: tuple[tuple[str, str], ...]
    """Id and name of each fund whose cards it may take."""
    papers: tuple[PaperRow, ...]
    latest: tuple[SpentRow, ...]
    settlements: tuple[SettlementRow, ...]


def shop_rows(look: Reading, sought: str = "") -> tuple[ShopRow, ...]:
    """Return the shops whose name, address or VAT number holds the words sought, by name."""
    names = {fund.id: fund.name for fund in look.every(Fund)}
    waiting = ledger.waiting_of_shops(look.conn, look.territory_id)
    words = fold(sought).split()
    rows = [
        _row(look, each, names, waiting.get(each.id, (0, 0)))
        for each in look.every(Merchant)
        if all(word in fold(f"{each.name} {each.address} {each.vat_number}") for word in words)
    ]
    return tuple(sorted(rows, key=lambda row: (fold(row.name), row.merchant_id)))


def shop_view(look: Reading, merchant_id: str) -> ShopView | None:
    """Return a shop's page, or nothing."""
    shop = look.one(Merchant, merchant_id)
    if shop is None:
        return None
    funds = {fund.id: fund.name for fund in look.every(Fund)}
    waiting = ledger.waiting_of_shops(look.conn, look.territory_id)
    latest = ledger.latest_of_shop(look.conn, look.territory_id, shop.id, LATEST)
    settlements = sorted(
        look.where(Settlement, "merchant_id", shop.id), key=lambda row: -row.closed_at
    )
    return ShopView(
        row=_row(look, shop, funds, waiting.get(shop.id, (0, 0))),
        fiscal_code=shop.fiscal_code,
        iban=shop.iban,
        contact_name=shop.contact_name,
        phone=shop.phone,
        email=shop.email,
        admitted_from=shop.admitted_from,
        admitted_to=shop.admitted_to,
        fund_ids=tuple(
            (fund_id, name)
            for fund_id, name in funds.items()
            if not shop.fund_ids or fund_id in shop.fund_ids
        ),
        papers=tuple(_papers(look, shop)),
        latest=spent_rows(look, latest),
        settlements=tuple(_settlement(row, funds) for row in settlements),
    )


def spent_rows(look: Reading, rows: tuple[Redemption, ...]) -> tuple[SpentRow, ...]:
    """Return redemptions with the numbers of their cards."""
    cards = look.many(VoucherCard, tuple(row.card_id for row in rows))
    funds = {fund.id: fund.name for fund in look.every(Fund)}
    found = []
    for row in rows:
        card = cards.get(row.card_id)
        state: Literal["done", "settled", "reversed"] = "done"
        if row.state == "reversed":
            state = "reversed"
        elif row.settlement_id:
            state = "settled"
        found.append(
            SpentRow(
                redemption_id=row.id,
                card_no=card.card_no if card is not None else "",
                fund=funds.get(row.fund_id, ""),
                spent_on=row.spent_on,
                amount_cents=row.amount_cents,
                channel=row.channel,
                shop_ref=row.shop_ref,
                state=state,
            )
        )
    return tuple(found)


def standing(shop: Merchant, on: datetime.date) -> Standing:
    """Return whether a shop may take cards on a day."""
    if shop.state in ("suspended", "left"):
        return "suspended" if shop.state == "suspended" else "left"
    if shop.admitted_from is not None and on < shop.admitted_from:
        return "not_yet"
    if shop.admitted_to is not None and shop.admitted_to < on:
        return "ended"
    return "admitted"


def _row(look: Reading, shop: Merchant, funds: dict[str, str], waiting: tuple[int, int]) -> ShopRow:
    papers = list(_papers(look, shop))
    return ShopRow(
        merchant_id=shop.id,
        name=shop.name,
        address=shop.address,
        vat_number=shop.vat_number,
        standing=standing(shop, look.today),
        funds=tuple(funds[each] for each in shop.fund_ids if each in funds),
        papers_ended=sum(each.state == "ended" for each in papers),
        papers_ending=sum(each.state == "ending" for each in papers),
        waiting=waiting[0],
        waiting_cents=waiting[1],
    )


def _papers(look: Reading, shop: Merchant) -> list[PaperRow]:
    found = []
    for each in shop.documents or ():
        state: PaperState = "ok"
        if each.valid_to is not None and each.valid_to < look.today:
            state = "ended"
        elif each.valid_to is not None and (each.valid_to - look.today).days <= SOON_DAYS:
            state = "ending"
        found.append(
            PaperRow(name=each.name, number=each.number, valid_to=each.valid_to, state=state)
        )
    return found


def _settlement(row: Settlement, funds: dict[str, str]) -> SettlementRow:
    noted = row.state == "closed" and bool(row.debit_note_no)
    return SettlementRow(
        settlement_id=row.id,
        settlement_no=row.settlement_no,
        fund=funds.get(row.fund_id, ""),
        from_on=row.from_on,
        to_on=row.to_on,
        state="noted" if noted else row.state,
        amount_cents=row.amount_cents,
        redemptions=row.redemptions,
        debit_note_no=row.debit_note_no,
        paid_on=row.paid_on,
        differences=row.differences,
    )
