# SPDX-License-Identifier: EUPL-1.2
"""Written queries for a municipality's month: whole tables are looked through, for a command."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import VoucherCard, voucher_card_table
from welfare_desk.models.person import person_table
from welfare_desk.models.settlement import redemption_table
from welfare_desk.store.rows import record_of


def registered(
    conn: Connection, territory_id: str, controller_id: str, from_at: int, until_at: int
) -> int:
    """Return how many people of a municipality were registered in ``[from_at, until_at)``."""
    columns = person_table.c
    query = sa.select(sa.func.count()).where(
        columns.territory_id == territory_id,
        columns.controller_id == controller_id,
        columns.registered_at >= from_at,
        columns.registered_at < until_at,
        columns.merged_into == "",
    )
    return int(conn.execute(query).scalar_one())


def cards_issued(
    conn: Connection, territory_id: str, controller_id: str, from_at: int, until_at: int
) -> list[VoucherCard]:
    """Return a municipality's cards that were issued in ``[from_at, until_at)``, in that order."""
    table = voucher_card_table
    query = (
        sa.select(table)
        .where(
            table.c.territory_id == territory_id,
            table.c.controller_id == controller_id,
            table.c.issued_at >= from_at,
            table.c.issued_at < until_at,
        )
        .order_by(table.c.issued_at, table.c.id)
    )
    return [record_of(VoucherCard, row) for row in conn.execute(query)]


def spent(
    conn: Connection,
    territory_id: str,
    controller_id: str,
    from_on: datetime.date,
    to_on: datetime.date,
) -> dict[str, tuple[int, int]]:
    """Return purchases and cents by fund of a municipality's cards in these days, that stand."""
    columns = redemption_table.c
    query = (
        sa.select(columns.fund_id, sa.func.count(), sa.func.sum(columns.amount_cents))
        .where(
            columns.territory_id == territory_id,
            columns.controller_id == controller_id,
            columns.spent_on.between(from_on, to_on),
            columns.state == "done",
        )
        .group_by(columns.fund_id)
    )
    return {fund_id: (int(count), int(cents)) for fund_id, count, cents in conn.execute(query)}
