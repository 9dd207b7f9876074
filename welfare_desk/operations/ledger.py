# SPDX-License-Identifier: EUPL-1.2
"""The server's own operations on the ledger: cards expire, a fund is closed."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import DeskError, FundUnknown
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

EXPIRING = frozenset({"issued", "printed", "active", "handed_over", "blocked", "used"})
"""The states of cards that a last day can still end."""
MOST_CARDS = 100
"""How many cards one operation lets expire."""


class ExpireCards(Operation, frozen=True, kw_only=True):
    """End cards whose last day has passed: what is left goes back to the fund, and is free again.

    Made by device 0 only, of cards of one fund whose balances it holds itself: what a desk
    holds waits until that desk has handed it back.  A card that lives on is left as it is.
    """

    ACT: ClassVar[str] = "territory"

    fund_id: str
    on: datetime.date
    card_ids: tuple[str, ...]

    def entity(self) -> str:
        return self.fund_id

    def reads(self) -> tuple[Read, ...]:
        cards: tuple[Read, ...] = tuple(One(VoucherCard.KIND, each) for each in self.card_ids)
        return cards + tuple(
            Where(Posting.KIND, "account", f"card:{each}") for each in self.card_ids
        )

    def takes(self) -> tuple[Take, ...]:
        return tuple(Take(f"balance:{each}", mode="hold") for each in self.card_ids)

    def lacking(self, take: Take, held: int) -> DeskError:
        return FundUnknown()

    def apply(self, act: Act, world: World) -> None:
        for card_id in self.card_ids:
            card = world.get(VoucherCard, card_id)
            fits = card is not None and card.fund_id == self.fund_id and card.expires_on < self.on
            if card is None or not fits or card.state not in EXPIRING:
                continue
            left = world.balance(f"card:{card.id}")
            if left > 0:
                world.transfer(
                    f"card:{card.id}",
                    f"fund:{card.fund_id}",
                    left,
                    controller_id=card.controller_id,
                )
                world.give(f"fund:{card.fund_id}", left)
            if card.state != "used":
                world.put(msgspec.structs.replace(card, state="expired", changed_at=act.wall))


class CloseFund(Operation, frozen=True, kw_only=True):
    """Close a fund: nothing is lent, issued, redeemed or taken back from it any more.

    Made by device 0 only, once no desk holds its euros, no card carries any and every shop was
    paid; the caller has seen to it under the territory's lock.
    """

    ACT: ClassVar[str] = "territory"

    fund_id: str

    def entity(self) -> str:
        return self.fund_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Fund.KIND, self.fund_id),)

    def apply(self, act: Act, world: World) -> None:
        fund = world.need(Fund, self.fund_id, FundUnknown())
        if fund.closed_on is None:
            world.put(msgspec.structs.replace(fund, closed_on=local_date(act.wall)))
