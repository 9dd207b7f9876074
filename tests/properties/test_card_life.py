# SPDX-License-Identifier: EUPL-1.2
"""Whatever happens to a card's print and its holder: one living copy, one number, no lost cent."""

from __future__ import annotations

from collections import Counter

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from tests.builders import FUND, an_id
from tests.properties.test_ledger import Books
from welfare_desk.models.card import Posting, StockCount, VoucherCard
from welfare_desk.operations.card_life import VOID_REASONS, CountStock, PrintCard, VoidCard
from welfare_desk.operations.cards import LIVING, ActivateCard, HandOverCard, ReplaceCard


class CardLife(Books):
    """Books in which prints are spoilt, scanned back, handed over and replaced in any order."""

    @rule(target=Books.cards, card=Books.cards, reason=st.sampled_from((*VOID_REASONS, "eaten")))
    def void(self, card: str, reason: str) -> str:
        new_id = an_id(f"voided for {self.number}")
        done = self.send(VoidCard(card_id=card, new_card_id=new_id, fund_id=FUND, reason=reason))
        return new_id if done == "accepted" else card

    @rule(target=Books.cards, card=Books.cards, other=Books.cards)
    def void_onto_another(self, card: str, other: str) -> str:
        """Name a card that is there as the successor: it must never be overwritten."""
        self.send(VoidCard(card_id=card, new_card_id=other, fund_id=FUND, reason="jammed"))
        return card

    @rule(target=Books.cards, card=Books.cards)
    def replace_by_another(self, card: str) -> str:
        new_id = an_id(f"replaced by {self.number}")
        done = self.send(ReplaceCard(card_id=card, new_card_id=new_id, fund_id=FUND, reason="lost"))
        return new_id if done == "accepted" else card

    @rule(card=Books.cards, steps=st.lists(st.sampled_from((0, 1, 2)), max_size=4))
    def print_and_hand_over(self, card: str, steps: list[int]) -> None:
        """Let prints be noted, scanned and signed for in any order and twice."""
        acts = (
            PrintCard(card_id=card), ActivateCard(card_id=card), HandOverCard(card_id=card),
        )  # fmt: skip
        for step in steps:
            self.send(acts[step])

    @rule(blanks=st.integers(-2, 50))
    def count(self, blanks: int) -> None:
        self.send(CountStock(count_id=an_id(f"count {self.number}"), blanks=blanks, printed=0))

    @invariant()
    def award_has_no_two_live_copies(self) -> None:
        standing = Counter(row.award_id for row in self.all(VoucherCard) if row.state in LIVING)
        assert all(number == 1 for number in standing.values()), standing

    @invariant()
    def number_stands_on_one_card(self) -> None:
        numbers = Counter(row.card_no for row in self.all(VoucherCard))
        assert all(count == 1 for count in numbers.values())

    @invariant()
    def dead_card_is_empty_and_names_its_successor(self) -> None:
        rows = {row.id: row for row in self.all(VoucherCard)}
        balances: Counter[str] = Counter()
        for posting in self.all(Posting):
            balances[posting.account] += posting.amount_cents
        for row in rows.values():
            if row.state in ("replaced", "voided"):
                assert balances[f"card:{row.id}"] == 0
            if row.replaced_by_id is not None:
                assert rows[row.replaced_by_id].replaces_id == row.id
                assert rows[row.replaced_by_id].award_id == row.award_id

    @invariant()
    def counts_are_counts(self) -> None:
        assert all(row.blanks >= 0 for row in self.all(StockCount))


TestCardLife = CardLife.TestCase
TestCardLife.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
