# SPDX-License-Identifier: EUPL-1.2
"""Operations on what shops take in: cents of a card are spent, and given back."""

from __future__ import annotations

import datetime
from typing import ClassVar, Final

import msgspec

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
    CardUsed,
    ChoiceUnknown,
    DayInFuture,
    DeskError,
    FundShut,
    MerchantUnknown,
    RedemptionReversed,
    RedemptionSettled,
    RedemptionUnknown,
    ReferenceTwice,
    ReturnClosed,
    ReversalTooLate,
    ShopNotAdmitted,
    VoucherWhole,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.settlement import Redemption, ReturnBatch
from welfare_desk.models.territory import Merchant, Operator
from welfare_desk.operations.card_life import after_refund, after_spending
from welfare_desk.operations.card_shares import owed_again
from welfare_desk.operations.cards import USABLE
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.second import SUPERVISORS, check_second
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

CHANNELS: Final = ("counter", "slips", "file", "shop")
"""How a purchase comes in: at the desk, on returned slips, by a shop's file or system."""


class RedeemCard(Operation, frozen=True, kw_only=True):
    """Spend cents of a card at a merchant; final only where the balance is held (rule 23).

    ``spent_on`` is the day at the shop's till (nothing: today): a slip that comes back after
    the card's last day counts by it.  A shop's reference stands once on a card.  Refused with
    ``CardUnknown``, ``CardBlocked``, ``CardNotActive``, ``CardExpired``, ``MerchantUnknown``,
    ``ShopNotAdmitted``, ``DayInFuture``, ``AmountInvalid``, ``BalanceTooSmall``,
    ``CardUsed``, ``VoucherWhole``, ``FundShut``, ``ReferenceTwice`` and ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "redeem"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True
    SIGNED: ClassVar[bool] = True

    card_id: str
    merchant_id: str
    amount_cents: int
    spent_on: datetime.date | None = None
    channel: str = "counter"
    """One of ``CHANNELS``."""
    batch_id: str | None = None
    """The return that it came in."""
    shop_ref: str = ""
    """The shop's own reference: a till receipt, a line of its file."""
    redemption_id: str | None = None
    """Of a shop's reference: ``reference_id``, so that it stands once whoever brings it."""

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
        if self.channel not in CHANNELS:
            raise ChoiceUnknown(field="channel")
        redemption_id = self.redemption_id or derived(act.op_id, "redemption")
        before = world.get(Redemption, redemption_id)
        others = before is not None and (world.asked or world.settled)
        world.require(not others, ReferenceTwice(), person_id=card.person_id)
        if others:
            return  # the shop's reference stands once, whoever brought it first
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
        spent = after_spending(card, left - paid)
        if spent != card:
            world.put(msgspec.structs.replace(spent, changed_at=act.wall))
        world.keep(self._row(redemption_id, act, card, paid, left - paid, spent_on))

    def _row(
        self,
        redemption_id: str,
        act: Act,
        card: VoucherCard,
        paid: int,
        left: int,
        spent_on: datetime.date,
    ) -> Redemption:
        return Redemption(
            id=redemption_id,
            territory_id=card.territory_id,
            controller_id=card.controller_id,
            card_id=card.id,
            fund_id=card.fund_id,
            merchant_id=self.merchant_id,
            amount_cents=paid,
            left_cents=left,
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
        spent = card.state == "used"
        world.require(not spent, CardUsed(), person_id=who)
        usable = card.state in USABLE or card.state == "blocked" or spent
        world.require(usable, CardNotActive(state=card.state), person_id=who)
        world.require(spent_on <= today, DayInFuture(field="spent_on"), person_id=who)
        world.require(spent_on <= card.expires_on, CardExpired(), person_id=who)
        world.require(admits(merchant, card.fund_id, spent_on), ShopNotAdmitted(), person_id=who)
        world.require(self.amount_cents > 0, AmountInvalid(), person_id=who)
        fund = world.get(Fund, card.fund_id)
        left = world.balance(f"card:{card.id}")
        partly = card.carrier != "voucher" and (fund is None or fund.partial_use)
        whole = partly or self.amount_cents >= left
        world.require(whole, VoucherWhole(left_cents=left), person_id=who)
        shut = fund is not None and fund.closed_on is not None
        world.require(not shut, FundShut(), person_id=who)


def admits(merchant: Merchant, fund_id: str, on: datetime.date) -> bool:
    """Tell whether a shop may take cards of a fund on a day: state, fund and dates."""
    return (
        merchant.state == "admitted"
        and (not merchant.fund_ids or fund_id in merchant.fund_ids)
        and (merchant.admitted_from is None or merchant.admitted_from <= on)
        and (merchant.admitted_to is None or on <= merchant.admitted_to)
    )


def reference_id(merchant_id: str, shop_ref: str) -> str:
    """Return the id of the redemption that a shop's own reference stands for."""
    return derived(merchant_id, f"shop_ref:{shop_ref}")


class ReverseRedemption(Operation, frozen=True, kw_only=True):
    """Take a redemption back: a compensating entry, merchant to card, and the card lives again.

    Two people sign.  What it paid of a booking is the person's to pay again.  What went to a
    card that was replaced goes to the one in its place; of an expired or voided card it goes
    to the fund and is free again.  Refused with ``RedemptionUnknown``, ``RedemptionReversed``,
    ``RedemptionSettled``, ``ReversalTooLate``, ``FundShut`` and as ``check_second`` does.
    """

    ACT: ClassVar[str] = "settle"
    SIGNED: ClassVar[bool] = True

    redemption_id: str
    reason: str
    second_id: str | None = None

    def entity(self) -> str:
        return self.redemption_id

    def concerns(self, world: World) -> str:
        row = world.get(Redemption, self.redemption_id)
        card = None if row is None else world.get(VoucherCard, row.card_id)
        return "" if card is None else card.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (One(Redemption.KIND, self.redemption_id),)
        return rows + ((One(Operator.KIND, self.second_id),) if self.second_id else ())

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Redemption, self.redemption_id, RedemptionUnknown())
        card = world.need(VoucherCard, row.card_id, CardUnknown())
        who = card.person_id
        clean_needed(self.reason, 100, "reason")
        check_second(world, act, self.second_id or "", SUPERVISORS, person_id=who)
        world.require(row.state == "done", RedemptionReversed(), person_id=who)
        world.require(not row.settlement_id, RedemptionSettled(), person_id=who)
        fund = world.get(Fund, row.fund_id)
        shut = fund is not None and fund.closed_on is not None
        world.require(not shut, FundShut(), person_id=who)
        days = 30 if fund is None else fund.reversal_days
        age = (local_date(act.wall) - local_date(row.recorded_at)).days
        world.require(age <= days, ReversalTooLate(days=days), person_id=who)
        if row.state != "done" or row.settlement_id or shut:
            return  # what was paid or given back once does not move again
        take_back(world, act, row, card)
        owed_again(world, row, card)


class WithdrawSlip(Operation, frozen=True, kw_only=True):
    """Take a slip out of a return that is still open here: it was read by mistake.

    Refused with ``RedemptionUnknown``, ``RedemptionReversed``, ``RedemptionSettled`` and, once
    the return was closed, with ``ReturnClosed``: from then on two people take it back.
    """

    ACT: ClassVar[str] = "redeem"
    SIGNED: ClassVar[bool] = True

    redemption_id: str

    def entity(self) -> str:
        return self.redemption_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Redemption.KIND, self.redemption_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Redemption, self.redemption_id, RedemptionUnknown())
        card = world.need(VoucherCard, row.card_id, CardUnknown())
        who = card.person_id
        world.require(row.state == "done", RedemptionReversed(), person_id=who)
        world.require(not row.settlement_id, RedemptionSettled(), person_id=who)
        batch = world.get(ReturnBatch, row.batch_id) if row.batch_id else None
        here = bool(row.batch_id) and batch is None and row.device == act.device
        world.require(here, ReturnClosed(), person_id=who)
        if row.state == "done" and not row.settlement_id:
            take_back(world, act, row, card)


def take_back(world: World, act: Act, row: Redemption, card: VoucherCard) -> None:
    """Reverse a redemption: its cents go back to the card that lives in the place of its own."""
    world.put(msgspec.structs.replace(row, state="reversed"))
    _give_back(world, act, row, _living(world, card))


def _living(world: World, card: VoucherCard) -> VoucherCard:
    """Return the card that stands in the place of one that was replaced."""
    seen = {card.id}
    while card.replaced_by_id is not None and card.replaced_by_id not in seen:
        successor = world.get(VoucherCard, card.replaced_by_id)
        if successor is None:
            break
        card = successor
        seen.add(card.id)
    return card


def _give_back(world: World, act: Act, row: Redemption, card: VoucherCard) -> None:
    account = f"fund:{row.fund_id}" if card.state in ("expired", "voided") else f"card:{card.id}"
    world.transfer(
        f"merchant:{row.merchant_id}",
        account,
        row.amount_cents,
        controller_id=row.controller_id,
    )
    if card.state in ("expired", "voided"):
        world.give(account, row.amount_cents)
        return
    lives = after_refund(card, row.amount_cents)
    if lives != card:
        world.put(msgspec.structs.replace(lives, changed_at=act.wall))
