# SPDX-License-Identifier: EUPL-1.2
"""Operations on returns and settlements: what a shop brought, is owed and was paid."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DebitNoteDiffers,
    DeskError,
    DifferencesOpen,
    FundUnknown,
    MerchantUnknown,
    NumbersExhausted,
    PeriodTurned,
    ReturnTwice,
    SettlementChanged,
    SettlementEmpty,
    SettlementNotReady,
    SettlementUnknown,
    SlipMissing,
)
from welfare_desk.core.settlement_marks import mark, unpacked
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.settlement import Difference, Redemption, ReturnBatch, Settlement
from welfare_desk.models.territory import Merchant, Operator
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.second import SUPERVISORS, check_second
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

DIFFERENCES = (
    "missing_slip",
    "not_ours",
    "not_theirs",
    "amount",
    "not_paid",
    "paid_otherwise",
)
"""How desk, shop and bank can differ: a voucher that was not brought, one of the shop's list that
is not ours, one of ours that is not in its list, another amount, no transfer, another transfer."""


class CloseReturn(Operation, frozen=True, kw_only=True):
    """Close a return: what a shop brought was taken in or put aside; draws the receipt's number.

    The same file of a shop is closed once.  Refused with ``MerchantUnknown``, ``ReturnTwice`` and
    ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "redeem"

    batch_id: str
    merchant_id: str
    channel: str
    """``slips`` or ``file``."""
    taken: int
    amount_cents: int
    set_aside: int
    file_hash: str = ""

    def entity(self) -> str:
        return self.batch_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Merchant.KIND, self.merchant_id),
            Where(ReturnBatch.KIND, "merchant_id", self.merchant_id),
            Where(Redemption.KIND, "batch_id", self.batch_id),
        )

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:receipt", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        merchant = world.need(Merchant, self.merchant_id, MerchantUnknown())
        if self.channel not in ("slips", "file"):
            raise ChoiceUnknown(field="channel")
        file_hash = clean(self.file_hash, 64, "file_hash")
        same = [
            row
            for row in world.find(ReturnBatch, "merchant_id", merchant.id)
            if file_hash and row.file_hash == file_hash and row.id != self.batch_id
        ]
        on = local_date(same[0].closed_at).isoformat() if same else ""
        world.require(not same, ReturnTwice(on=on))
        rows = world.find(Redemption, "batch_id", self.batch_id)
        world.create(
            ReturnBatch(
                id=self.batch_id,
                territory_id=world.territory_id,
                controller_id=world.home() or merchant.municipality_id,
                merchant_id=merchant.id,
                channel=self.channel,
                opened_at=min((row.recorded_at for row in rows), default=act.wall),
                closed_at=act.wall,
                taken=max(0, self.taken),
                amount_cents=max(0, self.amount_cents),
                set_aside=max(0, self.set_aside),
                file_hash=file_hash,
                receipt_no=act.serials[0].text,
                device=act.device,
                operator_id=act.actor,
            )
        )


class _OnSettlement(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on one settlement."""

    ACT: ClassVar[str] = "settle"

    settlement_id: str

    def entity(self) -> str:
        return self.settlement_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Settlement.KIND, self.settlement_id),)


class CloseSettlement(_OnSettlement, frozen=True, kw_only=True, tag="close_settlement"):
    """Close what a shop is owed from a fund for some days, by the redemptions that it names.

    ``marks`` name them in short (``core.settlement_marks``): what another desk records
    meanwhile is for the next settlement, and what was taken back or settled elsewhere falls
    out of this one.  Two people sign.  Differences with the shop's list come along closed with
    words.  Refused with ``MerchantUnknown``, ``FundUnknown``, ``PeriodTurned``,
    ``SlipMissing``, ``DifferencesOpen``, ``SettlementEmpty``, ``SettlementChanged`` and as
    ``check_second`` does.
    """

    SIGNED: ClassVar[bool] = True

    merchant_id: str
    fund_id: str
    from_on: datetime.date
    to_on: datetime.date
    marks: tuple[str, ...]
    amount_cents: int
    second_id: str | None = None
    differences: tuple[Difference, ...] = ()

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Settlement.KIND, self.settlement_id),
            One(Merchant.KIND, self.merchant_id),
            One(Fund.KIND, self.fund_id),
            Where(Redemption.KIND, "merchant_id", self.merchant_id),
        )
        return rows + ((One(Operator.KIND, self.second_id),) if self.second_id else ())

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:receipt", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        merchant = world.need(Merchant, self.merchant_id, MerchantUnknown())
        fund = world.need(Fund, self.fund_id, FundUnknown())
        check_second(world, act, self.second_id or "", SUPERVISORS)
        world.require(self.from_on <= self.to_on, PeriodTurned())
        _require_closed(world, self.differences)
        named = unpacked(self.marks)
        rows = [
            row
            for row in world.find(Redemption, "merchant_id", merchant.id)
            if mark(row.id) in named and row.fund_id == fund.id
        ]
        fitting = [
            row
            for row in rows
            if row.state == "done" and row.settlement_id in ("", self.settlement_id)
        ]
        cents = sum(row.amount_cents for row in fitting)
        world.require(bool(named), SettlementEmpty())
        missing = max(0, len(named) - len(fitting))
        same = not missing and cents == self.amount_cents
        world.require(same, SettlementChanged(missing=missing))
        world.create(self._row(act, world, merchant, cents, len(fitting)))
        for row in fitting:
            world.put(msgspec.structs.replace(row, settlement_id=self.settlement_id))

    def _row(
        self, act: Act, world: World, merchant: Merchant, cents: int, count: int
    ) -> Settlement:
        return Settlement(
            id=self.settlement_id,
            territory_id=world.territory_id,
            controller_id=world.home() or merchant.municipality_id,
            merchant_id=merchant.id,
            fund_id=self.fund_id,
            from_on=self.from_on,
            to_on=self.to_on,
            state="closed",
            amount_cents=cents,
            redemptions=count,
            settlement_no=act.serials[0].text,
            debit_note_no="",
            debit_note_on=None,
            debit_note_cents=0,
            differences=self.differences,
            closed_at=act.wall,
            closed_by=act.actor,
            second_by=self.second_id or "",
            payment_ref="",
            paid_on=None,
            device=act.device,
            operator_id=act.actor,
        )


class RecordDebitNote(_OnSettlement, frozen=True, kw_only=True, tag="record_debit_note"):
    """Record the shop's debit note; it asks for what the settlement says.

    Refused with ``SettlementUnknown``, ``SettlementNotReady``, ``DebitNoteDiffers``.
    """

    number: str
    on: datetime.date
    amount_cents: int

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Settlement, self.settlement_id, SettlementUnknown())
        number = clean_needed(self.number, 40, "number")
        fits = row.state == "closed"
        world.require(fits, SettlementNotReady(state=row.state))
        same = self.amount_cents == row.amount_cents
        world.require(same, DebitNoteDiffers(due_cents=row.amount_cents))
        if fits and same:
            world.put(
                msgspec.structs.replace(
                    row,
                    debit_note_no=number,
                    debit_note_on=self.on,
                    debit_note_cents=self.amount_cents,
                )
            )


class OrderPayment(_OnSettlement, frozen=True, kw_only=True, tag="order_payment"):
    """Record that a settlement is in a payment file, under the reference of its transfer.

    Refused with ``SettlementUnknown`` and ``SettlementNotReady``: closed, with its debit note.
    """

    payment_ref: str

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Settlement, self.settlement_id, SettlementUnknown())
        ref = clean_needed(self.payment_ref, 35, "payment_ref")
        fits = row.state == "closed" and bool(row.debit_note_no)
        world.require(fits, SettlementNotReady(state=row.state))
        if fits:
            world.put(msgspec.structs.replace(row, state="ordered", payment_ref=ref))


class MarkPaid(_OnSettlement, frozen=True, kw_only=True, tag="mark_paid"):
    """Record that the money went out: merchant to paid, once.

    Refused with ``SettlementUnknown`` and ``SettlementNotReady``: only what was ordered.
    """

    SIGNED: ClassVar[bool] = True

    on: datetime.date

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Settlement, self.settlement_id, SettlementUnknown())
        fits = row.state == "ordered"
        world.require(fits, SettlementNotReady(state=row.state))
        if fits:
            world.put(msgspec.structs.replace(row, state="paid", paid_on=self.on))
            world.transfer(
                f"merchant:{row.merchant_id}",
                f"paid:{row.id}",
                row.amount_cents,
                controller_id=row.controller_id,
            )


class NoteDifferences(_OnSettlement, frozen=True, kw_only=True, tag="note_differences"):
    """Keep what comparing desk, shop and bank found: lines to close with words.

    A line that stands already keeps its words.  Refused with ``SettlementUnknown`` and
    ``ChoiceUnknown``.
    """

    differences: tuple[Difference, ...]

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Settlement, self.settlement_id, SettlementUnknown())
        for each in self.differences:
            if each.code not in DIFFERENCES:
                raise ChoiceUnknown(field="code")
            clean_needed(each.ref, 60, "ref")
        known = {(each.code, each.ref): each for each in row.differences}
        for each in self.differences:
            known.setdefault((each.code, each.ref), each)
        world.put(msgspec.structs.replace(row, differences=tuple(known.values())))


class CloseDifference(_OnSettlement, frozen=True, kw_only=True, tag="close_difference"):
    """Say in a few words how a difference was closed; refused with ``SettlementUnknown``."""

    code: str
    ref: str
    words: str

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Settlement, self.settlement_id, SettlementUnknown())
        words = clean_needed(self.words, 200, "words")
        closed = tuple(
            msgspec.structs.replace(each, closed=words)
            if (each.code, each.ref) == (self.code, self.ref) and not each.closed
            else each
            for each in row.differences
        )
        world.put(msgspec.structs.replace(row, differences=closed))


def _require_closed(world: World, differences: tuple[Difference, ...]) -> None:
    for each in differences:
        if each.code not in DIFFERENCES:
            raise ChoiceUnknown(field="code")
    still = [each for each in differences if not each.closed.strip()]
    slips = sum(each.code == "missing_slip" for each in still)
    world.require(not slips, SlipMissing(missing=slips))
    world.require(not still, DifferencesOpen(open=len(still)))
