# SPDX-License-Identifier: EUPL-1.2
"""What a card's balance, a fund's report and a shop's settlement cost over a large ledger.

``python -m benchmarks.bench_ledger [POSTINGS]``; 1,000,000 unless told otherwise, of which one
shop has 10,000 redemptions to settle.  Beside each: the same figure from a balance that a naive
table would read row by row.
"""

from __future__ import annotations

import datetime
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import Connection

from benchmarks.ledger_rows import Ledger, fill
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.settlement_marks import packed
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.settling import due
from welfare_desk.desk.views.fund_report import fund_report
from welfare_desk.models.card import posting_table
from welfare_desk.store import ledger
from welfare_desk.store.engines import DeskStore

ROUNDS = 5


def main() -> None:
    """Print the table and the figures as JSON."""
    postings = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    clock = FixedClock(1_764_000_000_000_000)
    with tempfile.TemporaryDirectory() as folder:
        store, known = fill(Path(folder), postings, clock)
        spent = dict(_timed(store, known, clock))
        store.close()
    print(f"| {known.postings:,} postings | ms | naive | asked |\n|---|--:|--:|--:|")
    for name, (own, naive, asked) in spent.items():
        print(f"| {name} | {own:,.1f} | {naive:,.1f} | {asked:,} |")
    print(json.dumps({"postings": known.postings, "ms": spent}))


def _timed(
    store: DeskStore, known: Ledger, clock: FixedClock
) -> Iterator[tuple[str, tuple[float, float, int]]]:
    with reading(store, clock) as here:
        conn, place = here.conn, here.territory_id
        card = f"card:{known.card_ids[len(known.card_ids) // 2]}"
        yield (
            "a card's balance",
            (_ms(lambda: ledger.balance(conn, place, card)), _ms(lambda: _naive(conn, card)), 5),
        )
        yield (
            "a fund's report",
            (
                _ms(lambda: fund_report(here, known.fund_id)),
                _ms(lambda: _naive(conn, f"fund:{known.fund_id}")),
                1_000,
            ),
        )
        yield (
            f"a settlement of {known.to_settle:,} redemptions",
            (_ms(lambda: _settled(here, known)), _ms(lambda: _naive(conn, card)), 2_000),
        )


def _settled(here: Reading, known: Ledger) -> int:
    """Look up what the shop is owed and name it as the act does."""
    first, last = datetime.date(2025, 1, 1), datetime.date(2026, 12, 31)
    found = due(here, known.shop_id, known.fund_id, first, last)
    return len(packed(row.redemption_id for row in found.rows))


def _naive(conn: Connection, account: str) -> int:
    """Return a balance as a program does that reads the table into memory."""
    rows = conn.execute(posting_table.select()).all()
    return sum(row.amount_cents for row in rows if row.account == account)


def _ms(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append((time.perf_counter() - began) * 1_000)
        if times[-1] > 2_000:
            break
    return statistics.median(times)


if __name__ == "__main__":
    main()
