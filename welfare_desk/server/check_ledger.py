# SPDX-License-Identifier: EUPL-1.2
"""What a ledger must show: every cent of a fund is on a card, with a shop, or paid."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.card import VoucherCard, posting_table
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.settlement import Redemption, Settlement
from welfare_desk.store.rows import load_all

Say = Callable[[str, str, str], None]


def returned(conn: Connection, territory_id: str) -> Counter[str]:
    """Return by ``fund:<id>`` the cents that expired cards and reversals gave back to it."""
    columns = posting_table.c
    rows = conn.execute(
        sa.select(columns.account, sa.func.sum(columns.amount_cents))
        .where(
            columns.territory_id == territory_id,
            columns.account.like("fund:%"),
            columns.amount_cents > 0,
        )
        .group_by(columns.account)
    )
    return Counter({account: int(cents) for account, cents in rows})


class LedgerCheck:
    """Walks the postings once; each ``say`` is an invariant that does not hold."""

    def __init__(self, conn: Connection, territory_id: str, say: Say, counts: Counter[str]) -> None:
        self._conn = conn
        self._territory_id = territory_id
        self._say = say
        self._counts = counts
        self._fund_of = self._known_funds()
        self._accounts: defaultdict[str, int] = defaultdict(int)
        self._shops_part: Counter[str] = Counter()
        """Of each fund what shops have of it and are still owed."""
        self._spent: Counter[str] = Counter()
        """Cents of cards that ever came to each shop, less what was taken back."""

    def run(self) -> None:
        """Look at every entry, account, fund, redemption and settlement."""
        self._entries()
        self._balances()
        self._funds()
        self._settlements()

    def _known_funds(self) -> dict[str, str]:
        found = {}
        for card in load_all(self._conn, self._territory_id, VoucherCard.KIND):
            assert isinstance(card, VoucherCard)
            found[f"card:{card.id}"] = card.fund_id
        for row in load_all(self._conn, self._territory_id, Settlement.KIND):
            assert isinstance(row, Settlement)
            found[f"paid:{row.id}"] = row.fund_id
        return found

    def _fund(self, account: str) -> str:
        kind, _, row_id = account.partition(":")
        return row_id if kind == "fund" else self._fund_of.get(account, "")

    def _entries(self) -> None:
        columns = posting_table.c
        rows = self._conn.execute(
            sa.select(columns.entry_id, columns.account, columns.amount_cents)
            .where(columns.territory_id == self._territory_id)
            .order_by(columns.entry_id)
        )
        entry, sides = "", list[tuple[str, int]]()
        for entry_id, account, cents in rows:
            self._counts["postings"] += 1
            if entry_id != entry:
                self._entry(entry, sides)
                entry, sides = entry_id, []
            sides.append((account, cents))
        self._entry(entry, sides)

    def _entry(self, entry: str, sides: list[tuple[str, int]]) -> None:
        if not sides:
            return
        left = sum(cents for _, cents in sides)
        if left:
            self._say("I9", entry, f"sums to {left}")
        funds = {self._fund(name) for name, _ in sides if not name.startswith("merchant:")}
        if len(funds) != 1 or "" in funds:
            self._say("I9", entry, f"stands in {len(funds)} funds")
        fund_id = next(iter(funds), "")
        from_card = any(name.startswith(("card:", "fund:")) for name, _ in sides)
        for account, cents in sides:
            self._accounts[account] += cents
            if account.startswith("merchant:"):
                self._shops_part[fund_id] += cents
                self._spent[account] += cents if from_card else 0

    def _balances(self) -> None:
        for account, cents in self._accounts.items():
            if cents < 0 and not account.startswith("fund:"):
                self._say("I9", account, f"stands at {cents}")

    def _funds(self) -> None:
        awarded: Counter[str] = Counter()
        for award in load_all(self._conn, self._territory_id, Award.KIND):
            assert isinstance(award, Award)
            awarded[award.fund_id] += award.amount_cents
        back = returned(self._conn, self._territory_id)
        held: Counter[str] = Counter()
        for account, cents in self._accounts.items():
            if account.startswith(("card:", "paid:")):
                held[self._fund(account)] += cents
        for fund in load_all(self._conn, self._territory_id, Fund.KIND):
            assert isinstance(fund, Fund)
            gone = -self._accounts[f"fund:{fund.id}"]
            due = awarded[fund.id] - back[f"fund:{fund.id}"]
            if gone != due:
                self._say("I9", f"fund:{fund.id}", f"paid {gone}, awarded {due}")
            if gone != held[fund.id] + self._shops_part[fund.id]:
                self._say("I9", f"fund:{fund.id}", f"paid {gone}, found {held[fund.id]}")

    def _settlements(self) -> None:
        """Redemptions stand on entries, settlements on redemptions, payments on settlements."""
        done: Counter[str] = Counter()
        settled: Counter[str] = Counter()
        for row in load_all(self._conn, self._territory_id, Redemption.KIND):
            assert isinstance(row, Redemption)
            self._counts["redemptions"] += 1
            if row.state == "done":
                done[f"merchant:{row.merchant_id}"] += row.amount_cents
                settled[row.settlement_id] += row.amount_cents
            elif row.settlement_id:
                self._say("I9", row.id, "taken back and settled")
        for account, cents in done.items():
            # Purchases from before there were rows of them stand in the postings alone.
            if cents > self._spent[account]:
                self._say("I9", account, f"{cents} taken in, {self._spent[account]} posted")
        for row in load_all(self._conn, self._territory_id, Settlement.KIND):
            assert isinstance(row, Settlement)
            self._counts["settlements"] += 1
            if row.amount_cents != settled[row.id]:
                self._say("I9", row.id, f"settles {row.amount_cents}, has {settled[row.id]}")
            paid = self._accounts.get(f"paid:{row.id}", 0)
            if paid != (row.amount_cents if row.state == "paid" else 0):
                self._say("I9", row.id, f"{row.state}, paid {paid}")
