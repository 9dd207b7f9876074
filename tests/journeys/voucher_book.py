# SPDX-License-Identifier: EUPL-1.2
"""A ledger of its own for the voucher round: plain sums, kept beside the program's.

It knows the notice's rules as a person reads them and every movement that the story makes;
nothing of it comes from the program's rows.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tests.support.applications_list import Home

AMOUNTS_CENTS = (15_000, 25_000, 35_000, 42_000, 48_000)
CEILING_CENTS = 1_000_000
INFANT_CENTS, INFANTS, INFANT_MONTHS = 3_000, 2, 36
DISABLED_CENTS, DISABLED = 5_000, 2
MOST_CENTS = 60_000
STEP_CENTS = 500
EXCLUDED = ("adi", "dedicata")
DEDUCTED_PERCENT = 50


def claim_cents(home: Home, on: date) -> int:
    """Return what the notice gives a household, worked out by hand."""
    if home.isee_cents > CEILING_CENTS or set(home.supports) & set(EXCLUDED):
        return 0
    cents = AMOUNTS_CENTS[min(home.size, len(AMOUNTS_CENTS)) - 1]
    infants = sum(_months(born_on, on) < INFANT_MONTHS for born_on in home.births)
    cents += min(infants, INFANTS) * INFANT_CENTS
    cents += min(home.disabled, DISABLED) * DISABLED_CENTS
    cents -= min(home.support_cents * DEDUCTED_PERCENT // 100, cents)
    return min(cents, MOST_CENTS) // STEP_CENTS * STEP_CENTS


def _months(born_on: date, on: date) -> int:
    whole = (on.year - born_on.year) * 12 + on.month - born_on.month
    return whole - (on.day < born_on.day)


class Book:
    """Cents by account: what the story did, in the order in which it did it."""

    def __init__(self, budget_cents: int) -> None:
        self.budget_cents = budget_cents
        self.cards: dict[str, int] = {}
        self.shops: defaultdict[str, int] = defaultdict(int)
        self.paid: defaultdict[str, int] = defaultdict(int)
        self.issued_cents = 0
        self.returned_cents = 0

    def issue(self, card_id: str, cents: int) -> None:
        """A card carries cents of the fund."""
        assert card_id not in self.cards
        self.cards[card_id] = cents
        self.issued_cents += cents

    def move(self, old_id: str, new_id: str) -> None:
        """A card takes the place of another."""
        self.cards[new_id] = self.cards.pop(old_id)

    def spend(self, card_id: str, shop_id: str, cents: int) -> None:
        """Cents went from a card to a shop."""
        assert 0 < cents <= self.cards[card_id]
        self.cards[card_id] -= cents
        self.shops[shop_id] += cents

    def take_back(self, card_id: str, shop_id: str, cents: int) -> None:
        """A purchase was taken back."""
        self.cards[card_id] += cents
        self.shops[shop_id] -= cents

    def give_back(self, card_id: str) -> int:
        """What is left on a card went back to the fund."""
        cents = self.cards.pop(card_id)
        self.returned_cents += cents
        return cents

    def pay(self, shop_id: str, cents: int) -> None:
        """A shop was paid."""
        self.shops[shop_id] -= cents
        self.paid[shop_id] += cents

    @property
    def fund_cents(self) -> int:
        """What the ledger of the program must say of the fund: what left it, below zero."""
        out = self.issued_cents - self.returned_cents
        assert out == sum(self.cards.values()) + sum(self.shops.values()) + sum(self.paid.values())
        return -out
