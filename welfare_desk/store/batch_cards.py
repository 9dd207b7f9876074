# SPDX-License-Identifier: EUPL-1.2
"""The cards of one fund, as short as a batch of thousands needs them."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import voucher_card_table


class FundCard(msgspec.Struct, frozen=True):
    """What a batch wants to know of a card."""

    card_id: str
    application_id: str
    person_id: str
    state: str
    carrier: str
    device: int
    amount_cents: int
    award_id: str


def fund_cards(conn: Connection, territory_id: str, fund_id: str) -> list[FundCard]:
    """Return all cards of a fund, in the order of their issue."""
    table = voucher_card_table
    columns = (
        table.c.id, table.c.application_id, table.c.person_id, table.c.state, table.c.carrier,
        table.c.device, table.c.amount_cents, table.c.award_id,
    )  # fmt: skip
    query = (
        sa.select(*columns)
        .where(table.c.territory_id == territory_id, table.c.fund_id == fund_id)
        .order_by(table.c.issued_at, table.c.id)
    )
    return [FundCard(*row) for row in conn.execute(query)]
