# SPDX-License-Identifier: EUPL-1.2
"""A fund as it stands: budget, issued, used, expiring, by shop and by week; names nobody."""

from __future__ import annotations

import datetime
from collections import Counter

import msgspec

from welfare_desk.core.refusals import FundUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.settlement import Settlement
from welfare_desk.models.territory import Merchant
from welfare_desk.store import ledger

EXPIRING_DAYS = 30
"""Cards whose last day comes within so many days are expiring."""
SUCCEEDED = ("replaced", "voided")
"""States of a card in whose place another one stands."""
FEWEST = 5
"""A count below this could lead to somebody: it is not published."""


class ShopShare(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop took in of a fund."""

    merchant_id: str
    name: str
    purchases: int
    cents: int


class WeekShare(msgspec.Struct, frozen=True, kw_only=True):
    """What was spent in a week; ``monday`` is its first day."""

    monday: datetime.date
    purchases: int
    cents: int


class FundReport(msgspec.Struct, frozen=True, kw_only=True):
    """A fund in cents, as this desk knows it."""

    fund_id: str
    name: str
    period: str
    starts_on: datetime.date
    ends_on: datetime.date
    closed_on: datetime.date | None
    budget_cents: int
    issued_cents: int
    """What went to cards, less what came back from expired ones."""
    left_cents: int
    """Of the budget what was not issued."""
    used_cents: int
    """What shops took in."""
    on_cards_cents: int
    expiring_cents: int
    expiring_cards: int
    returned_cents: int
    """What expired cards gave back."""
    settled_cents: int
    paid_cents: int
    free_cents: int
    """What the server had free when this desk last heard of it."""
    cards: dict[str, int]
    """How many cards stand in each state."""
    shops: tuple[ShopShare, ...]
    """The shop that took in most first."""
    weeks: tuple[WeekShare, ...]
    """Every week from the first purchase on, those without any too."""

    @property
    def cards_given(self) -> int:
        """How many cards were issued; one that took another's place counts once with it."""
        gone = sum(self.cards.get(state, 0) for state in SUCCEEDED)
        return sum(self.cards.values()) - gone


class PublicReport(msgspec.Struct, frozen=True, kw_only=True):
    """What may be published of a fund: sums, and counts of five and more."""

    name: str
    period: str
    budget_cents: int
    issued_cents: int
    used_cents: int
    cards: int | None
    """Nothing where fewer than five were issued."""
    shops: tuple[tuple[str, int | None, int | None], ...]
    """Shop, purchases and cents; nothing for both where there were fewer than five."""


def fund_report(look: Reading, fund_id: str) -> FundReport:
    """Return a fund as it stands; refused with ``FundUnknown``."""
    fund = look.one(Fund, fund_id)
    if fund is None:
        raise FundUnknown()
    place = (look.conn, look.territory_id)
    moved = ledger.moved(*place, fund_id)
    days = ledger.spent_by_day(*place, fund_id)
    used = sum(each.cents for each in days)
    issued = moved.issued - moved.returned
    soon = look.today + datetime.timedelta(days=EXPIRING_DAYS)
    ending = ledger.expiring_cards(*place, fund_id, look.today, soon)
    carried = ledger.balances(*place, [f"card:{each}" for each in ending])
    settled = look.where(Settlement, "fund_id", fund_id)
    resource = look.one(Resource, f"fund:{fund_id}")
    return FundReport(
        fund_id=fund.id,
        name=fund.name,
        period=fund.period,
        starts_on=fund.starts_on,
        ends_on=fund.ends_on,
        closed_on=fund.closed_on,
        budget_cents=fund.budget_cents,
        issued_cents=issued,
        left_cents=fund.budget_cents - issued,
        used_cents=used,
        on_cards_cents=issued - used,
        expiring_cents=sum(carried.values()),
        expiring_cards=sum(cents > 0 for cents in carried.values()),
        returned_cents=moved.returned,
        settled_cents=sum(row.amount_cents for row in settled),
        paid_cents=sum(row.amount_cents for row in settled if row.state == "paid"),
        free_cents=resource.free if resource is not None else 0,
        cards=ledger.card_states(*place, fund_id),
        shops=_by_shop(look, days),
        weeks=_by_week(days),
    )


def public_report(report: FundReport) -> PublicReport:
    """Return what may be published: no names, no count below five, nothing that gives one away."""
    cards = report.cards_given
    shops: list[tuple[str, int | None, int | None]] = []
    hidden = 0
    for each in report.shops:
        few = each.purchases < FEWEST
        hidden += few
        shops.append((each.name, None, None) if few else (each.name, each.purchases, each.cents))
    if hidden == 1 and len(shops) > 1:
        # One gap alone could be worked out from the sum: the smallest of the others goes too.
        place = max(i for i, (_, count, _) in enumerate(shops) if count is not None)
        shops[place] = (shops[place][0], None, None)
    return PublicReport(
        name=report.name,
        period=report.period,
        budget_cents=report.budget_cents,
        issued_cents=report.issued_cents,
        used_cents=report.used_cents,
        cards=cards if cards >= FEWEST else None,
        shops=tuple(shops),
    )


def _by_shop(look: Reading, days: list[ledger.Spent]) -> tuple[ShopShare, ...]:
    counts: Counter[str] = Counter()
    cents: Counter[str] = Counter()
    for each in days:
        counts[each.merchant_id] += each.purchases
        cents[each.merchant_id] += each.cents
    names = {shop.id: shop.name for shop in look.every(Merchant)}
    return tuple(
        ShopShare(merchant_id=shop, name=names.get(shop, ""), purchases=counts[shop], cents=amount)
        for shop, amount in sorted(cents.items(), key=lambda item: (-item[1], item[0]))
    )


def _by_week(days: list[ledger.Spent]) -> tuple[WeekShare, ...]:
    if not days:
        return ()
    counts: Counter[datetime.date] = Counter()
    cents: Counter[datetime.date] = Counter()
    for each in days:
        monday = each.spent_on - datetime.timedelta(days=each.spent_on.weekday())
        counts[monday] += each.purchases
        cents[monday] += each.cents
    first, last = min(cents), max(cents)
    weeks = (last - first).days // 7 + 1
    mondays = [first + datetime.timedelta(weeks=n) for n in range(weeks)]
    return tuple(
        WeekShare(monday=monday, purchases=counts[monday], cents=cents[monday])
        for monday in mondays
    )
