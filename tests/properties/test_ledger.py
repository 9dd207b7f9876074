# SPDX-License-Identifier: EUPL-1.2
"""Whatever is issued, spent, taken back, replaced, expired, settled and paid: no cent is lost."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import Any

import msgspec
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.builders import (
    FUND,
    MERCHANT,
    TERRITORY,
    TODAY,
    a_fund,
    a_territory,
    an_id,
    an_operator,
    form,
    isee,
    issue,
    register,
)
from tests.operations.sealed import NOW, an_act
from welfare_desk.core.numbers import receipt_text, serial_text
from welfare_desk.core.settlement_marks import packed
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Award, Resource
from welfare_desk.models.record import Record
from welfare_desk.models.settlement import Redemption, Settlement
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import ActivateCard, BlockCard, ReplaceCard
from welfare_desk.operations.ledger import CloseFund, ExpireCards
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard, ReverseRedemption, WithdrawSlip
from welfare_desk.operations.run import at_server
from welfare_desk.operations.settlements import (
    CloseReturn,
    CloseSettlement,
    MarkPaid,
    OrderPayment,
    RecordDebitNote,
)
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Serial, Spend

OTHER_SHOP = an_id("other shop")
BUDGET = 60_000
AFTER = datetime.date(2027, 2, 1)
SECOND = an_id("carla")
_CENTS = st.integers(-5, 13_000)
_FLAG = st.booleans()


class Books(RuleBasedStateMachine):
    """A server to which acts come in any order, in and out of what its rules would allow."""

    cards = Bundle("cards")
    spent = Bundle("spent")
    settled = Bundle("settled")

    def __init__(self) -> None:
        super().__init__()
        rows = a_territory(fund=a_fund(budget_cents=BUDGET))
        shop = next(row for row in rows if isinstance(row, Merchant))
        rows.append(msgspec.structs.replace(shop, id=OTHER_SHOP))
        rows += [an_operator("marta", "supervisor"), an_operator("carla", "supervisor")]
        self.rows = DictRows(rows)
        self.number = 0

    def send(self, operation: Operation, *, role: str = "supervisor", final: bool = True) -> str:
        """Let the server judge an act; return its outcome."""
        self.number += 1
        spends, serials = [], []
        for take in operation.takes():
            lease = f"{take.resource}-{self.number}"
            if take.mode == "number":
                text = serial_text if take.resource.startswith("serial:") else receipt_text
                serials.append(Serial(lease, 0, text(1, self.number % 900 + 1, self.number)))
            elif final:
                spends.append(Spend(lease, take.quantity if take.mode == "part" else 0))
        fields: dict[str, Any] = {
            "op_id": an_id(f"op {self.number}"),
            "seq": self.number,
            "wall": NOW + self.number * 1_000_000,
            "device": 0 if role == "server" else 1,
            "role": role,
            "actor": an_id("marta"),
            "spends": tuple(spends),
            "serials": tuple(serials),
        }
        world = World(self.rows, TERRITORY, settled=True)
        outcome = at_server(operation, an_act(operation, **fields), world)
        self.rows.save(world.changes())
        return outcome.result

    def all(self, kind: type[Record]) -> list[Any]:
        """Return every row of a kind."""
        return list(self.rows.by_kind.get(kind.KIND, {}).values())

    @rule(target=cards)
    def issue_card(self) -> str:
        name = f"p{self.number}"
        for operation in (register(name), form(f"h{name}", name), isee(f"i{name}", f"h{name}")):
            self.send(operation)
        self.send(issue(f"c{name}", f"h{name}", name, an_id(f"i{name}")))
        self.send(ActivateCard(card_id=an_id(f"c{name}")))
        return an_id(f"c{name}")

    @rule(target=spent, card=cards, cents=_CENTS, other=_FLAG, final=_FLAG, slip=_FLAG)
    def redeem(self, card: str, cents: int, other: bool, final: bool, slip: bool) -> str:
        redemption_id = an_id(f"r{self.number}")
        self.send(
            RedeemCard(
                card_id=card,
                merchant_id=OTHER_SHOP if other else MERCHANT,
                amount_cents=cents,
                redemption_id=redemption_id,
                channel="slips" if slip else "counter",
                batch_id=an_id("batch") if slip else None,
            ),
            final=final,
        )
        return redemption_id

    @rule(card=cards, row=spent, cents=_CENTS)
    def redeem_again(self, card: str, row: str, cents: int) -> None:
        again = RedeemCard(
            card_id=card, merchant_id=MERCHANT, amount_cents=cents, redemption_id=row
        )
        self.send(again)

    @rule(row=spent, slip=_FLAG, second=_FLAG)
    def take_back(self, row: str, slip: bool, second: bool) -> None:
        back = ReverseRedemption(
            redemption_id=row, reason="x", second_id=SECOND if second else None
        )
        self.send(WithdrawSlip(redemption_id=row) if slip else back)

    @rule(target=cards, card=cards)
    def replace(self, card: str) -> str:
        new = an_id(f"n{self.number}")
        self.send(ReplaceCard(card_id=card, new_card_id=new, fund_id=FUND, reason="damaged"))
        self.send(ActivateCard(card_id=new))
        return new

    @rule(card=cards)
    def block(self, card: str) -> None:
        self.send(BlockCard(card_id=card, reason="x"))

    @rule(some=st.lists(cards, max_size=3))
    def expire(self, some: list[str]) -> None:
        self.send(
            ExpireCards(fund_id=FUND, on=AFTER, card_ids=tuple(dict.fromkeys(some))), role="server"
        )

    @rule(target=settled, rows=st.lists(spent, min_size=1, max_size=4), other=_FLAG)
    def settle(self, rows: list[str], other: bool) -> str:
        settlement_id = an_id(f"s{self.number}")
        self.send(
            CloseSettlement(
                settlement_id=settlement_id,
                merchant_id=OTHER_SHOP if other else MERCHANT,
                fund_id=FUND,
                from_on=TODAY,
                to_on=TODAY,
                marks=packed(dict.fromkeys(rows)),
                amount_cents=1_000,
                second_id=SECOND,
            )
        )
        return settlement_id

    @rule(row=settled, step=st.integers(0, 3))
    def pay(self, row: str, step: int) -> None:
        found = self.rows.by_kind.get(Settlement.KIND, {}).get(row)
        cents = found.amount_cents if isinstance(found, Settlement) else 1
        note = RecordDebitNote(settlement_id=row, number="1", on=TODAY, amount_cents=max(1, cents))
        order = OrderPayment(settlement_id=row, payment_ref=f"WD{row[:8]}")
        paid = MarkPaid(settlement_id=row, on=TODAY)
        steps: tuple[Operation, ...] = (note, order, paid, paid)
        for act in steps[: step + 1]:
            self.send(act)

    @rule()
    def close_return(self) -> None:
        self.send(
            CloseReturn(
                batch_id=an_id("batch"),
                merchant_id=MERCHANT,
                channel="slips",
                taken=1,
                amount_cents=1,
                set_aside=0,
            )
        )

    @rule(rarely=st.integers(0, 9))
    def close_fund(self, rarely: int) -> None:
        if not rarely:
            self.send(CloseFund(fund_id=FUND), role="server")

    @invariant()
    def books_balance(self) -> None:
        entries: defaultdict[str, int] = defaultdict(int)
        accounts: defaultdict[str, int] = defaultdict(int)
        for row in self.all(Posting):
            entries[row.entry_id] += row.amount_cents
            accounts[row.account] += row.amount_cents
        assert not any(entries.values()), "an entry does not cancel out"
        below = [name for name, cents in accounts.items() if cents < 0]
        assert set(below) <= {f"fund:{FUND}"}, below
        assert sum(accounts.values()) == 0

    @invariant()
    def fund_is_what_stands(self) -> None:
        postings = [row for row in self.all(Posting) if row.account == f"fund:{FUND}"]
        returned = sum(max(0, row.amount_cents) for row in postings)
        awarded = sum(row.amount_cents for row in self.all(Award))
        assert -sum(row.amount_cents for row in postings) == awarded - returned
        resource = self.rows.by_kind["resource"][f"fund:{FUND}"]
        assert isinstance(resource, Resource)
        assert 0 <= resource.committed <= min(BUDGET, awarded - returned)
        assert resource.free + resource.committed + resource.in_doubt == BUDGET

    @invariant()
    def shops_get_what_they_took_in_once(self) -> None:
        standing: defaultdict[str, int] = defaultdict(int)
        settled: defaultdict[str, int] = defaultdict(int)
        for row in self.all(Redemption):
            assert not (row.state == "reversed" and row.settlement_id)
            if row.state == "done":
                standing[row.merchant_id] += row.amount_cents
                settled[row.settlement_id] += row.amount_cents
        for row in self.all(Settlement):
            assert row.amount_cents == settled[row.id]
            if row.state == "paid":
                standing[row.merchant_id] -= row.amount_cents
        for shop in (MERCHANT, OTHER_SHOP):
            owed = sum(
                row.amount_cents for row in self.all(Posting) if row.account == f"merchant:{shop}"
            )
            assert owed == standing[shop]

    @invariant()
    def ended_cards_carry_nothing(self) -> None:
        for card in self.all(VoucherCard):
            if card.state in ("replaced", "expired"):
                left = sum(
                    row.amount_cents
                    for row in self.all(Posting)
                    if row.account == f"card:{card.id}"
                )
                assert left == 0, card.state


def test_no_cent_is_lost_in_whatever_order() -> None:
    bounds = settings(max_examples=60, stateful_step_count=30, deadline=None)
    run_state_machine_as_test(Books, settings=bounds)
