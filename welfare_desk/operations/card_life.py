# SPDX-License-Identifier: EUPL-1.2
"""The life of a card between its number and its last cent: printed, voided, used, counted."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.refusals import (
    CardBalanceElsewhere,
    CardNotActive,
    CardNumbersExhausted,
    CardUnknown,
    DeskError,
    StockCountWrong,
    VoidReasonUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.models.card import Posting, StockCount, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.booklets import together
from welfare_desk.operations.cards import OnCard, move_balance
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

VOID_REASONS = ("jammed", "smudged", "wrong_data")
"""Why a print is spoilt, as stored."""
UNSEEN = frozenset({"issued", "printed", "active"})
"""States of a card that no one outside the counter has had in hand."""
_MOST = 1_000_000


def after_spending(card: VoucherCard, left_cents: int) -> VoucherCard:
    """Return the card as it stands after a redemption: ``used`` when nothing is left."""
    if left_cents == 0 and card.state in ("active", "handed_over"):
        return msgspec.structs.replace(card, state="used")
    return card


def after_refund(card: VoucherCard, left_cents: int) -> VoucherCard:
    """Return the card as it stands after money came back: a used one lives again."""
    if left_cents > 0 and card.state == "used":
        return msgspec.structs.replace(card, state="handed_over" if card.receipt_no else "active")
    return card


class PrintCard(OnCard, frozen=True, kw_only=True, tag="print_card"):
    """Record that a card came out of the printer; it is live only after the scan.

    A voucher's booklet came out with it.
    """

    def apply(self, act: Act, world: World) -> None:
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        fits = card.state == "issued" and card.carrier != "health_card"
        world.require(fits, CardNotActive(state=card.state), person_id=card.person_id)
        for each in together(world, card) if fits else ():
            world.put(
                msgspec.structs.replace(
                    each, state="printed", printed_at=act.wall, changed_at=act.wall
                )
            )


class VoidCard(OnCard, frozen=True, kw_only=True, tag="void_card"):
    """Put a spoilt print away: its number is dead and its money goes to a new number.

    Only for a card that was never handed over; one that was is replaced.  Refused with
    ``VoidReasonUnknown``, ``CardNotActive``, ``CardBalanceElsewhere`` and
    ``CardNumbersExhausted``.
    """

    SIGNED: ClassVar[bool] = True

    new_card_id: str
    fund_id: str
    reason: str

    def entity(self) -> str:
        """Return the new card: the paper that comes out is its."""
        return self.new_card_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(VoucherCard.KIND, self.card_id),
            One(VoucherCard.KIND, self.new_card_id),
            One(Fund.KIND, self.fund_id),
            Where(Posting.KIND, "account", f"card:{self.card_id}"),
        )

    def takes(self) -> tuple[Take, ...]:
        return (
            Take(f"balance:{self.card_id}", mode="hold"),
            Take(f"serial:{self.fund_id}", mode="number"),
        )

    def gains(self) -> tuple[str, ...]:
        return (f"balance:{self.new_card_id}",)

    def lacking(self, take: Take, held: int) -> DeskError:
        return CardNumbersExhausted() if take.mode == "number" else CardBalanceElsewhere()

    def apply(self, act: Act, world: World) -> None:
        if self.reason not in VOID_REASONS:
            raise VoidReasonUnknown(reason=self.reason[:40])
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        world.require(
            card.state in UNSEEN, CardNotActive(state=card.state), person_id=card.person_id
        )
        move_balance(
            act,
            world,
            card,
            fund_id=self.fund_id,
            new_card_id=self.new_card_id,
            state="voided",
            reason=self.reason,
        )


class CountStock(Operation, frozen=True, kw_only=True):
    """Record the cards of this desk as counted by hand, beside what was expected."""

    ACT: ClassVar[str] = "issue"

    count_id: str
    blanks: int
    printed: int
    """Printed and not yet handed over."""
    spoilt: int = 0
    """Since the last count."""
    added: int = 0
    """Blanks that were delivered since the last count."""
    expected_blanks: int = 0
    expected_printed: int = 0
    note: str = ""

    def entity(self) -> str:
        return self.count_id

    def reads(self) -> tuple[Read, ...]:
        return (One(StockCount.KIND, self.count_id),)

    def apply(self, act: Act, world: World) -> None:
        counted = {
            "blanks": self.blanks,
            "printed": self.printed,
            "spoilt": self.spoilt,
            "added": self.added,
        }
        for field, number in counted.items():
            if not 0 <= number <= _MOST:
                raise StockCountWrong(field=field)
        if not all(
            -_MOST <= each <= _MOST for each in (self.expected_blanks, self.expected_printed)
        ):
            raise StockCountWrong(field="expected")
        world.create(
            StockCount(
                id=self.count_id,
                territory_id=world.territory_id,
                controller_id=world.home(),
                counted_at=act.wall,
                blanks=self.blanks,
                printed=self.printed,
                spoilt=self.spoilt,
                added=self.added,
                expected_blanks=self.expected_blanks,
                expected_printed=self.expected_printed,
                note=clean(self.note, 200, "note"),
                device=act.device,
                operator_id=act.actor,
            )
        )
