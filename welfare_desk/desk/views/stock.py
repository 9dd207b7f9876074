# SPDX-License-Identifier: EUPL-1.2
"""The cards in the drawer: what there should be, and what was counted at each shift."""

from __future__ import annotations

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.models.territory import Operator
from welfare_desk.store import stock

SHOWN = 10


class CountView(msgspec.Struct, frozen=True, kw_only=True):
    """One count with what was missing or too much."""

    counted_at: int
    operator: str
    blanks: int
    printed: int
    spoilt: int
    added: int
    blanks_off: int
    """Counted less expected."""
    printed_off: int
    note: str


class StockView(msgspec.Struct, frozen=True, kw_only=True):
    """What a count begins with; the expected blanks are before any that were delivered."""

    expected_blanks: int | None
    """Nothing before the first count: nobody knows how many there were."""
    expected_printed: int
    used: int
    """Blanks that went through the printer since the last count."""
    spoilt: int
    counts: tuple[CountView, ...]


def stock_view(look: Reading) -> StockView:
    """Return what there should be at this desk now, and the last counts."""
    rows = stock.counts(look.conn, look.territory_id, look.device, SHOWN)
    last = rows[0] if rows else None
    since = last.counted_at if last is not None else 0
    moved = stock.moved(look.conn, look.territory_id, look.device, since)
    names = {row.id: row.name for row in look.every(Operator)}
    return StockView(
        expected_blanks=last.blanks - moved.used if last is not None else None,
        expected_printed=moved.drawer,
        used=moved.used,
        spoilt=moved.spoilt,
        counts=tuple(
            CountView(
                counted_at=row.counted_at,
                operator=names.get(row.operator_id, ""),
                blanks=row.blanks,
                printed=row.printed,
                spoilt=row.spoilt,
                added=row.added,
                blanks_off=row.blanks - row.expected_blanks,
                printed_off=row.printed - row.expected_printed,
                note=row.note,
            )
            for row in rows
        ),
    )
