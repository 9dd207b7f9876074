# SPDX-License-Identifier: EUPL-1.2
"""A ledger of a chosen size on an encrypted store: cards, redemptions and their postings."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec

from tests.builders import FUND, MERCHANT, TERRITORY, TOWN, a_territory, an_id
from tests.support.desks import seeded_store
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import serial_text
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.record import Record
from welfare_desk.models.settlement import Redemption
from welfare_desk.models.territory import Merchant
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save

TO_SETTLE = 10_000
SHOPS = 40
SPENT_EACH = 9
"""Redemptions of a card: with its issue twenty postings."""
_BATCH = 20_000


class Ledger(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    postings: int
    card_ids: list[str]
    fund_id: str
    shop_id: str
    to_settle: int


def fill(folder: Path, postings: int, clock: FixedClock) -> tuple[DeskStore, Ledger]:
    """Return a store with about so many postings of one fund."""
    shops = [MERCHANT, *(an_id(f"shop {n}") for n in range(1, SHOPS))]
    rows = a_territory()
    base = next(row for row in rows if isinstance(row, Merchant))
    rows += [msgspec.structs.replace(base, id=shop, name=shop[:8]) for shop in shops[1:]]
    store = seeded_store(folder, clock, rows)
    cards = max(1, postings // (2 * (SPENT_EACH + 1)))
    ids = [an_id(f"card {n}") for n in range(cards)]
    written, settle = 0, 0
    batch: list[Record] = []
    for row in _rows(ids, shops, clock.now_us()):
        batch.append(row)
        written += isinstance(row, Posting)
        if isinstance(row, Redemption) and row.merchant_id == MERCHANT and not row.settlement_id:
            settle += 1
        if len(batch) >= _BATCH:
            _save(store, batch)
            batch = []
    _save(store, batch)
    known = Ledger(postings=written, card_ids=ids, fund_id=FUND, shop_id=MERCHANT, to_settle=settle)
    return store, known


def _save(store: DeskStore, rows: list[Record]) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def _rows(ids: list[str], shops: list[str], now: int) -> Iterator[Record]:
    first, open_rows = datetime.date(2026, 1, 5), 0
    for place, card_id in enumerate(ids):
        yield _card(card_id, place, now)
        yield from _entry(f"issue {place}", f"fund:{FUND}", f"card:{card_id}", 12_000, now)
        for turn in range(SPENT_EACH):
            number = place * SPENT_EACH + turn
            open_here = open_rows < TO_SETTLE
            shop = MERCHANT if open_here else shops[number % SHOPS]
            open_rows += open_here
            name = f"spent {number}"
            yield from _entry(name, f"card:{card_id}", f"merchant:{shop}", 1_000, now)
            yield Redemption(
                id=an_id(name),
                territory_id=TERRITORY,
                controller_id=TOWN,
                card_id=card_id,
                fund_id=FUND,
                merchant_id=shop,
                amount_cents=1_000,
                left_cents=0,
                spent_on=first + datetime.timedelta(days=number % 300),
                channel="slips",
                batch_id="",
                shop_ref="",
                state="done",
                settlement_id="" if open_here else "settled before",
                recorded_at=now,
                device=1,
                operator_id="",
            )


def _entry(name: str, source: str, target: str, cents: int, now: int) -> Iterator[Posting]:
    entry_id = an_id(f"entry {name}")
    for account, amount in ((source, -cents), (target, cents)):
        yield Posting(
            id=an_id(f"{name} {account}"),
            territory_id=TERRITORY,
            controller_id=TOWN,
            entry_id=entry_id,
            account=account,
            amount_cents=amount,
            posted_at=now,
            device=1,
        )


def _card(card_id: str, place: int, now: int) -> VoucherCard:
    return VoucherCard(
        id=card_id,
        territory_id=TERRITORY,
        controller_id=TOWN,
        card_no=serial_text(1, 1 + place // 1_000, place % 1_000),
        fund_id=FUND,
        award_id=card_id,
        household_id=card_id,
        person_id=card_id,
        amount_cents=12_000,
        state="handed_over",
        expires_on=datetime.date(2026, 12, 31),
        replaces_id=None,
        replaced_by_id=None,
        block_reason="",
        receipt_no="",
        handed_to="self",
        issued_at=now,
        changed_at=now,
        device=1,
        operator_id="",
    )
