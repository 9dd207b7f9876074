# SPDX-License-Identifier: EUPL-1.2
"""How many cards of a desk were printed, spoilt or wait in the drawer."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import StockCount, stock_count_table, voucher_card_table
from welfare_desk.store.rows import record_of


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """What happened to the blanks of a desk since an instant, as its cards tell."""

    used: int
    """Blanks that went through the printer, spoilt ones with them."""
    spoilt: int
    drawer: int
    """Printed and not handed over, now."""


def moved(conn: Connection, territory_id: str, device: int, since_at: int) -> Moved:
    """Return what the cards of a desk tell of its blanks since an instant."""
    table = voucher_card_table
    voided = sa.and_(table.c.state == "voided", table.c.changed_at > since_at)
    # A print that was put away before anybody said that it came out took a blank as well.
    came_out = sa.or_(table.c.printed_at > since_at, sa.and_(voided, table.c.printed_at == 0))

    def count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)

    query = sa.select(
        count(came_out), count(voided), count(table.c.state.in_(("printed", "active")))
    ).where(
        table.c.territory_id == territory_id,
        table.c.device == device,
        table.c.carrier == "card",
    )
    used, spoilt, drawer = conn.execute(query).one()
    return Moved(used=int(used), spoilt=int(spoilt), drawer=int(drawer))


def counts(conn: Connection, territory_id: str, device: int, limit: int) -> list[StockCount]:
    """Return the last counts of a desk, the latest first."""
    table = stock_count_table
    query = (
        sa.select(table)
        .where(table.c.territory_id == territory_id, table.c.device == device)
        .order_by(table.c.counted_at.desc(), table.c.id.desc())
        .limit(limit)
    )
    return [record_of(StockCount, row) for row in conn.execute(query)]
