# SPDX-License-Identifier: EUPL-1.2
"""Operations on what shops take in: spending cents of a card."""

from __future__ import annotations

import datetime
from typing import ClassVar, Literal

from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    AmountInvalid,
    BalanceTooSmall,
    CardBalanceElsewhere,
    CardBlocked,
    CardExpired,
    CardNotActive,
    CardUnknown,
    DayInFuture,
    DeskError,
    MerchantUnknown,
    ReferenceTwice,
    ShopNotAdmitted,
    VoucherWhole,
)
from welfare_desk.core.text import clean
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.settlement import Redemption
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RedeemCard(Operation, frozen=True, kw_only=True):
    """Spend cents of a card at a merchant; final only where the balance is held (rule 23).

    ``spent_on`` is the day at the shop's till (nothing: today): a slip that comes back after
    the card's last day counts by it.  A shop's reference stands once on a card.  Refused with
    ``CardUnknown``, ``CardBlocked``, ``CardNotActive``, ``CardExpired``, ``MerchantUnknown``,
    ``ShopNotAdmitted``, ``DayInFuture``, ``AmountInvalid``, ``BalanceTooSmall``,
    ``VoucherWhole`` and ``ReferenceTwice``.
    """

    ACT: ClassVar[str] = "redeem"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    card_id: str
    merchant_id: str
    amount_cents: int
    spent_on: datetime.date | None = None
    channel: Literal["counter", "slips", "file", "shop"] = "counter"
    batch_id: str | None = None
    """The return that it came in."""
    shop_ref: str = ""
    """The shop's own reference: a till receipt, a line of its file."""

    def entity(self) -> str:
        return self.card_id

    def concerns(self, world: World) -> str:
        card = world.get(VoucherCard, self.card_id)
        return "" if card is None else card.person_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(VoucherCard.KIND, self.card_id),
            One(Merchant.KIND, self.merchant_id),
            Where(Posting.KIND, "account", f"card:{self.card_id}"),
            Where(Redemption.KIND, "card_id", self.card_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"balance:{self.card_id}", mode="hold"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return CardBalanceElsewhere()

    def apply(self, act: Act, world: World) -> None:
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        merchant = world.need(Merchant, self.merchant_id, MerchantUnknown())
        today = local_date(act.wall)
        spent_on = self.spent_on or today
        self._check(world, card, merchant, spent_on, today)
        who = card.person_id
        left = world.balance(f"card:{card.id}")
        world.require(self.amount_cents <= left, BalanceTooSmall(left_cents=left), person_id=who)
        # A promise beyond the balance is for a person to settle: no card pays what others hold.
        paid = max(0, min(self.amount_cents, left))
        if paid < self.amount_cents:
            world.review("liability", person_id=who, amount_cents=self.amount_cents - paid)
        world.transfer(
            f"card:{card.id}",
            f"merchant:{merchant.id}",
            paid,
            controller_id=card.controller_id,
        )
        world.keep(
            Redemption(
                id=derived(act.op_id, "redemption"),
                territory_id=world.territory_id,
                controller_id=card.controller_id,
                card_id=card.id,
                fund_id=card.fund_id,
                merchant_id=merchant.id,
                amount_cents=paid,
                left_cents=left - paid,
                spent_on=spent_on,
                channel=self.channel,
                batch_id=self.batch_id or "",
                shop_ref=clean(self.shop_ref, 40, "shop_ref"),
                state="done",
                settlement_id="",
                recorded_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )

    def _check(
        self,
        world: World,
        card: VoucherCard,
        merchant: Merchant,
        spent_on: datetime.date,
        today: datetime.date,
    ) -> None:
        who = card.person_id
        world.require(card.state != "blocked", CardBlocked(), person_id=who)
        usable = card.state in USABLE or card.state == "blocked"
        world.require(usable, CardNotActive(state=card.state), person_id=who)
        world.require(spent_on <= today, DayInFuture(field="spent_on"), person_id=who)
        world.require(spent_on <= card.expires_on, CardExpired(), person_id=who)
        world.require(admits(merchant, card.fund_id, spent_on), ShopNotAdmitted(), person_id=who)
        world.require(self.amount_cents > 0, AmountInvalid(), person_id=who)
        fund = world.get(Fund, card.fund_id)
        left = world.balance(f"card:{card.id}")
        whole = fund is None or fund.partial_use or self.amount_cents >= left
        world.require(whole, VoucherWhole(left_cents=left), person_id=who)
        twice = any(
            row.shop_ref == self.shop_ref
            and row.merchant_id == merchant.id
            and row.state == "done"
            and row.id != derived(world.act.op_id, "redemption")
            for row in world.find(Redemption, "card_id", card.id)
            if self.shop_ref
        )
        world.require(not twice, ReferenceTwice(), person_id=who)


def admits(merchant: Merchant, fund_id: str, on: datetime.date) -> bool:
    """Tell whether a shop may take cards of a fund on a day: state, fund and dates."""
    return (
        merchant.state == "admitted"
        and (not merchant.fund_ids or fund_id in merchant.fund_ids)
        and (merchant.admitted_from is None or merchant.admitted_from <= on)
        and (merchant.admitted_to is None or on <= merchant.admitted_to)
    )
