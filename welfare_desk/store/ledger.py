# SPDX-License-Identifier: EUPL-1.2
"""Written queries over postings and redemptions; sums are made where the rows lie."""

from __future__ import annotations

import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import posting_table, voucher_card_table
from welfare_desk.models.settlement import Redemption, redemption_table
from welfare_desk.store.rows import record_of


class Spent(NamedTuple):
    """What a shop took in of a fund on a day."""

    merchant_id: str
    spent_on: datetime.date
    purchases: int
    cents: int


class Moved(NamedTuple):
    """What left a fund for cards, and what came back; both in cents, not negative."""

    issued: int
    returned: int


def balance(conn: Connection, territory_id: str, account: str) -> int:
    """Return the cents on an account, summed from its postings."""
    columns = posting_table.c
    query = sa.select(sa.func.coalesce(sa.func.sum(columns.amount_cents), 0)).where(
        columns.territory_id == territory_id, columns.account == account
    )
    return int(conn.execute(query).scalar_one())


def balances(conn: Connection, territory_id: str, accounts: list[str]) -> dict[str, int]:
    """Return the cents on each of these accounts; one without postings is absent."""
    columns = posting_table.c
    found: dict[str, int] = {}
    for begin in range(0, len(accounts), 500):
        query = (
            sa.select(columns.account, sa.func.sum(columns.amount_cents))
            .where(
                columns.territory_id == territory_id,
                columns.account.in_(accounts[begin : begin + 500]),
            )
            .group_by(columns.account)
        )
        found.update({account: int(cents) for account, cents in conn.execute(query)})
    return found


def moved(conn: Connection, territory_id: str, fund_id: str) -> Moved:
    """Return what was issued from a fund and what was given back to it."""
    columns = posting_table.c
    cents = columns.amount_cents
    query = sa.select(
        sa.func.coalesce(sa.func.sum(sa.case((cents < 0, -cents), else_=0)), 0),
        sa.func.coalesce(sa.func.sum(sa.case((cents > 0, cents), else_=0)), 0),
    ).where(columns.territory_id == territory_id, columns.account == f"fund:{fund_id}")
    issued, returned = conn.execute(query).one()
    return Moved(int(issued), int(returned))


def spent_by_day(conn: Connection, territory_id: str, fund_id: str) -> list[Spent]:
    """Return by shop and day what was taken in of a fund and stands."""
    columns = redemption_table.c
    query = (
        sa.select(
            columns.merchant_id,
            columns.spent_on,
            sa.func.count(),
            sa.func.sum(columns.amount_cents),
        )
        .where(
            columns.territory_id == territory_id,
            columns.fund_id == fund_id,
            columns.state == "done",
        )
        .group_by(columns.merchant_id, columns.spent_on)
    )
    return [Spent(shop, day, int(n), int(cents)) for shop, day, n, cents in conn.execute(query)]


def expiring_cards(
    conn: Connection, territory_id: str, fund_id: str, from_on: datetime.date, to_on: datetime.date
) -> list[str]:
    """Return the ids of living cards of a fund whose last day lies between two days."""
    columns = voucher_card_table.c
    query = sa.select(columns.id).where(
        columns.territory_id == territory_id,
        columns.fund_id == fund_id,
        columns.expires_on.between(from_on, to_on),
        columns.state.in_(("issued", "printed", "active", "handed_over")),
    )
    return list(conn.scalars(query))


def card_states(conn: Connection, territory_id: str, fund_id: str) -> dict[str, int]:
    """Return how many cards of a fund stand in each state."""
    columns = voucher_card_table.c
    query = (
        sa.select(columns.state, sa.func.count())
        .where(columns.territory_id == territory_id, columns.fund_id == fund_id)
        .group_by(columns.state)
    )
    return {state: int(count) for state, count in conn.execute(query)}


def unsettled(
    conn: Connection,
    territory_id: str,
    merchant_id: str,
    fund_id: str,
    from_on: datetime.date,
    to_on: datetime.date,
) -> tuple[Redemption, ...]:
    """Return a shop's redemptions of a fund and days that no settlement pays yet, by day."""
    columns = redemption_table.c
    query = (
        sa.select(redemption_table)
        .where(
            columns.territory_id == territory_id,
            columns.merchant_id == merchant_id,
            columns.fund_id == fund_id,
            columns.state == "done",
            columns.settlement_id == "",
            columns.spent_on.between(from_on, to_on),
        )
        .order_by(columns.spent_on, columns.recorded_at, columns.id)
    )
    return tuple(record_of(Redemption, row) for row in conn.execute(query))


def latest_of_shop(
    conn: Connection, territory_id: str, merchant_id: str, limit: int
) -> tuple[Redemption, ...]:
    """Return what a shop took in last, the latest first."""
    columns = redemption_table.c
    query = (
        sa.select(redemption_table)
        .where(columns.territory_id == territory_id, columns.merchant_id == merchant_id)
        .order_by(columns.recorded_at.desc(), columns.id)
        .limit(limit)
    )
    return tuple(record_of(Redemption, row) for row in conn.execute(query))


def waiting_of_shops(conn: Connection, territory_id: str) -> dict[str, tuple[int, int]]:
    """Return by shop how many redemptions no settlement pays yet, and their cents."""
    columns = redemption_table.c
    query = (
        sa.select(columns.merchant_id, sa.func.count(), sa.func.sum(columns.amount_cents))
        .where(
            columns.territory_id == territory_id,
            columns.state == "done",
            columns.settlement_id == "",
        )
        .group_by(columns.merchant_id)
    )
    return {shop: (int(count), int(cents)) for shop, count, cents in conn.execute(query)}
