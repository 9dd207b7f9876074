# SPDX-License-Identifier: EUPL-1.2
"""What was decided, awarded and put on cards must be one and the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable

from sqlalchemy import Connection

from welfare_desk.models.application import Application
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Award
from welfare_desk.models.review import ReviewItem
from welfare_desk.store.rows import load_all

Say = Callable[[str, str, str], None]
_DECIDED = ("approved", "revoked")
"""States of an application that a card may stand on; a revoked award stays on record."""
_OF_AWARDS = frozenset(
    {
        "file_application", "decide_application", "withdraw_application", "revoke_award",
        "issue_card", "void_card", "replace_card",
    }
)  # fmt: skip
"""Operations whose objections explain cards and awards that do not fit."""


class AwardCheck:
    """Ties cards to awards and applications; what came to review about them is no news."""

    def __init__(self, conn: Connection, territory_id: str, say: Say, counts: Counter[str]) -> None:
        self._say = say
        self._counts = counts
        self._cards = [
            row
            for row in load_all(conn, territory_id, VoucherCard.KIND)
            if isinstance(row, VoucherCard)
        ]
        self._awards = {
            row.id: row
            for row in load_all(conn, territory_id, Award.KIND)
            if isinstance(row, Award)
        }
        self._applications = {
            row.id: row
            for row in load_all(conn, territory_id, Application.KIND)
            if isinstance(row, Application)
        }
        self._reviewed = {
            row.person_id
            for row in load_all(conn, territory_id, ReviewItem.KIND)
            if isinstance(row, ReviewItem) and row.op_kind in _OF_AWARDS
        }

    def run(self) -> None:
        """Look at every card that was issued, not put in the place of another."""
        issued: defaultdict[str, list[VoucherCard]] = defaultdict(list)
        for card in self._cards:
            if card.replaces_id is None:
                issued[card.award_id].append(card)
        for award_id, cards in issued.items():
            if cards[0].person_id in self._reviewed:
                continue
            award = self._awards.get(award_id)
            if award is None or award.fund_id != cards[0].fund_id:
                self._say("I9", cards[0].id, "a card without an award of its fund")
                continue
            carried = sum(card.amount_cents for card in cards)
            if carried != award.amount_cents:
                self._say("I9", award_id, f"awards {award.amount_cents}, cards carry {carried}")
            if cards[0].application_id:
                self._application(cards[0], award)

    def _application(self, card: VoucherCard, award: Award) -> None:
        self._counts["awards by application"] += 1
        row = self._applications.get(card.application_id)
        if row is None or row.fund_id != award.fund_id:
            self._say("I9", card.id, "a card without an application of its fund")
        elif row.state not in _DECIDED:
            self._say("I9", row.id, f"{row.state}, and there is a card of it")
        elif row.amount_cents != award.amount_cents:
            self._say("I9", row.id, f"granted {row.amount_cents}, awarded {award.amount_cents}")
