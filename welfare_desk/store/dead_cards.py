# SPDX-License-Identifier: EUPL-1.2
"""The numbers of cards that nobody may accept any more."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import voucher_card_table

DEAD = ("blocked", "replaced", "voided", "expired")


def dead_cards(conn: Connection, territory_id: str, today: datetime.date) -> list[str]:
    """Return the numbers of dead cards whose own last day has not passed yet.

    After that day the code itself says that the card is over.
    """
    table = voucher_card_table
    query = sa.select(table.c.card_no).where(
        table.c.territory_id == territory_id,
        table.c.state.in_(DEAD),
        table.c.expires_on >= today,
    )
    return list(conn.execute(query).scalars())
