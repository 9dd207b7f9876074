# SPDX-License-Identifier: EUPL-1.2
"""Operations on voucher cards, from issuing to replacing."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.awards import rules_on
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    AlreadyAwarded,
    AwardElsewhere,
    CardBalanceElsewhere,
    CardNotActive,
    CardNumbersExhausted,
    CardUnknown,
    DelegationInvalid,
    DeskError,
    FundClosed,
    FundNotHeld,
    FundUnknown,
    HouseholdUnknown,
    NoHousehold,
    NotEntitled,
    NumbersExhausted,
    OldCardNeeded,
    PersonUnknown,
    ReportNumberNeeded,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.application import Application
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.booklets import (
    check_carrier,
    new_card,
    new_cards,
    paper_of,
    together,
    voucher_ids,
)
from welfare_desk.operations.delegations import acts_for
from welfare_desk.operations.entitled import (
    check_amount,
    check_application,
    check_cross,
    due_to,
)
from welfare_desk.operations.excess import ask_about_former_homes, other_households
from welfare_desk.operations.identity import root_id
from welfare_desk.operations.membership import counting_members
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.repricing import right_for_household
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

LIVING = frozenset({"issued", "printed", "active", "handed_over"})
"""States of a card that can still carry money to a shop."""
USABLE = frozenset({"active", "handed_over"})
TO_ACTIVATE = frozenset({"issued", "printed"})


class IssueCard(Operation, frozen=True, kw_only=True):
    """Give a household's award the printed number of a new card.

    The number is spent even if the printer jams: two people must never hold the same
    number, while a gap in the register only needs an explanation.  Needs the household's
    award right, the euros and a card number, all held by this desk: no card is ever issued
    provisionally.  Refused with ``NotEntitled``, ``AlreadyAwarded``, ``AmountNotAwarded``,
    ``FundNotHeld``, ``AwardElsewhere``, ``CardNumbersExhausted``, and with ``NoHousehold``
    for a person who is not of the household today; a lost card goes through
    ``ReplaceCard``.  With ``application_id`` it carries what was decided; a fund that needs
    applications gives nothing without (``ApplicationNeeded``, ``ApplicationNotApproved``).
    At the server ``already_awarded`` comes to review where another award of the fund and
    period counted one of the same people, before a household split.
    """

    ACT: ClassVar[str] = "issue"
    SIGNED: ClassVar[bool] = True

    card_id: str
    fund_id: str
    household_id: str
    person_id: str
    amount_cents: int
    isee_id: str | None = None
    carrier: str = "card"
    """``card``, ``voucher`` (paper of a fixed value), or ``health_card``: then nothing is
    printed and the person shows their own."""
    application_id: str | None = None
    """The approved application that it is issued from: its amount, whatever the solo limit."""
    values_cents: tuple[int, ...] = ()
    """Of paper vouchers: what each is worth, of the fund's denominations; their sum is the
    amount.  The first has ``card_id``, each other ``booklets.voucher_ids``."""

    def entity(self) -> str:
        return self.card_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Fund.KIND, self.fund_id),
            One(Household.KIND, self.household_id),
            One(Person.KIND, self.person_id),
            One(VoucherCard.KIND, self.card_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
            Where(Award.KIND, "household_id", self.household_id),
        )
        if self.application_id:
            rows += (One(Application.KIND, self.application_id),)
        return rows + ((One(IseeAttestation.KIND, self.isee_id),) if self.isee_id else ())

    def takes(self) -> tuple[Take, ...]:
        return (
            Take(f"home:{self.household_id}", mode="hold"),
            Take(f"fund:{self.fund_id}", max(1, self.amount_cents)),
            Take(f"serial:{self.fund_id}", max(1, len(self.values_cents)), mode="number"),
        )

    def gains(self) -> tuple[str, ...]:
        ids = voucher_ids(self.card_id, max(1, len(self.values_cents)))
        return tuple(f"balance:{each}" for each in ids)

    def lacking(self, take: Take, held: int) -> DeskError:
        if take.mode == "number":
            return CardNumbersExhausted()
        return AwardElsewhere() if take.mode == "hold" else FundNotHeld(held_cents=held)

    def apply(self, act: Act, world: World) -> None:
        fund = world.need(Fund, self.fund_id, FundUnknown())
        household = world.need(Household, self.household_id, HouseholdUnknown())
        person = world.need(Person, self.person_id, PersonUnknown())
        self._check(act, world, fund, household)
        award = Award(
            id=derived(act.op_id, "award"),
            territory_id=world.territory_id,
            controller_id=household.controller_id,
            household_id=household.id,
            fund_id=fund.id,
            period=fund.period,
            amount_cents=self.amount_cents,
            awarded_at=act.wall,
            device=act.device,
            operator_id=act.actor,
        )
        world.keep(award)
        for card in new_cards(
            self.card_id,
            act,
            fund,
            award,
            person,
            self.values_cents or (self.amount_cents,),
            carrier=self.carrier,
            application_id=self.application_id or "",
        ):
            world.create(card)
            world.transfer(
                f"fund:{fund.id}",
                f"card:{card.id}",
                card.amount_cents,
                controller_id=household.controller_id,
            )
        known = any(isinstance(each, AlreadyAwarded) for each in world.objections)
        if world.settled and not known:
            ask_about_former_homes(world, award)

    def _check(self, act: Act, world: World, fund: Fund, household: Household) -> None:
        today = local_date(act.wall)
        world.require(
            fund.starts_on <= today <= fund.ends_on, FundClosed(), person_id=self.person_id
        )
        members = counting_members(world, household.id, today)
        awarded = [
            row
            for each in (household.id, *other_households(world, members, household.id, today))
            for row in world.find(Award, "household_id", each)
            if row.fund_id == fund.id
            and row.period == fund.period
            and row.id != derived(act.op_id, "award")
        ]
        world.require(not awarded, AlreadyAwarded(), person_id=self.person_id)
        check_carrier(
            world, fund, self.carrier, self.values_cents, self.amount_cents, self.person_id
        )
        world.require(
            root_id(world, self.person_id) in members, NoHousehold(), person_id=self.person_id
        )
        if self.application_id:
            check_application(
                world, fund, household, self.application_id, self.amount_cents, self.person_id
            )
            return
        isee = self._isee(world, fund, household, today)
        due = due_to(world, fund, household, self.person_id, members, today, isee=isee)
        check_amount(world, act, fund, due, self.amount_cents, self.person_id)

    def _isee(
        self, world: World, fund: Fund, household: Household, today: datetime.date
    ) -> IseeAttestation | None:
        """Return the attestation named, of this household; at birth it must be the right one."""
        isee = world.get(IseeAttestation, self.isee_id) if self.isee_id else None
        if isee is None or isee.household_id != household.id:
            return None  # another household's attestation says nothing about this one
        if world.asked and isee.valid_to >= today:
            kinds = rules_on(fund.criteria, fund.later_criteria, today).isee_kinds
            right = right_for_household(world, household.id, kinds, today)
            world.require(
                right.isee_id == isee.id,
                NotEntitled(criterion="isee_kind"),
                person_id=self.person_id,
            )
        return isee


def noted(reason: str, report_no: str) -> str:
    """Return the reason as it is kept on the card, with the number of a report to the police."""
    return f"{reason}: {report_no}" if report_no else reason


def move_balance(
    act: Act,
    world: World,
    card: VoucherCard,
    *,
    fund_id: str,
    new_card_id: str,
    state: str,
    reason: str,
) -> None:
    """Put a card out of use and carry what is left on it to a new number.

    Where the card was dead before, whatever took its place stays the living copy: the paper
    of this act is out, so it has its row, but it is born voided.
    """
    fund = world.need(Fund, fund_id, FundUnknown())
    if fund.id != card.fund_id:
        raise FundUnknown()
    award = world.need(Award, card.award_id, CardUnknown())
    person = world.need(Person, card.person_id, PersonUnknown())
    left = world.balance(f"card:{card.id}")
    alive = card.state in LIVING or card.state == "blocked"
    if alive:
        world.put(
            msgspec.structs.replace(
                card,
                state=state,
                block_reason=card.block_reason or reason,
                replaced_by_id=new_card_id,
                changed_at=act.wall,
            )
        )
    fresh = new_card(
        new_card_id,
        act,
        fund,
        award,
        person,
        left,
        replaces_id=card.id,
        carrier=paper_of(card),
        application_id=card.application_id,
    )
    if not alive and card.replaced_by_id != new_card_id:
        fresh = msgspec.structs.replace(fresh, state="voided", block_reason=reason)
    world.create(fresh)
    world.transfer(f"card:{card.id}", f"card:{new_card_id}", left, controller_id=card.controller_id)


class OnCard(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on one card."""

    ACT: ClassVar[str] = "issue"

    card_id: str

    def entity(self) -> str:
        return self.card_id

    def concerns(self, world: World) -> str:
        card = world.get(VoucherCard, self.card_id)
        return "" if card is None else card.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(VoucherCard.KIND, self.card_id),)


class ActivateCard(OnCard, frozen=True, kw_only=True, tag="activate_card"):
    """Record that the printed card was scanned back: it came out right and is live.

    One voucher that is scanned back makes its booklet live.
    """

    def apply(self, act: Act, world: World) -> None:
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        fits = card.state in TO_ACTIVATE and card.carrier != "health_card"
        world.require(fits, CardNotActive(state=card.state), person_id=card.person_id)
        for each in together(world, card) if fits else ():
            printed_at = each.printed_at or act.wall
            world.put(
                msgspec.structs.replace(
                    each, state="active", printed_at=printed_at, changed_at=act.wall
                )
            )


class HandOverCard(OnCard, frozen=True, kw_only=True, tag="hand_over_card"):
    """Record that the person (or a delegate) signed for the card; draws the receipt's number.

    A booklet of vouchers is handed over whole, on one receipt.
    """

    SIGNED: ClassVar[bool] = True

    handed_to: str = "self"
    """``self``, or the delegation of who takes it: it must hold today and let them collect."""
    signed: bool = True

    def reads(self) -> tuple[Read, ...]:
        rows = (One(VoucherCard.KIND, self.card_id),)
        return rows if self.handed_to == "self" else (*rows, One(Delegation.KIND, self.handed_to))

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:receipt", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        # A health card is in the person's hands already: nothing is printed or scanned back.
        fits = card.state == ("issued" if card.carrier == "health_card" else "active")
        world.require(fits, CardNotActive(state=card.state), person_id=card.person_id)
        if self.handed_to != "self":
            today = local_date(act.wall)
            valid = acts_for(world, self.handed_to, card.person_id, "collect_card", today)
            world.require(valid, DelegationInvalid(), person_id=card.person_id)
        check_cross(world, card)
        living = card.state in ("issued", "printed", "active")
        for each in together(world, card) if living else ():
            world.put(
                msgspec.structs.replace(
                    each,
                    state="handed_over",
                    handed_to=self.handed_to,
                    receipt_no=act.serials[0].text,
                    changed_at=act.wall,
                )
            )


class BlockCard(OnCard, frozen=True, kw_only=True, tag="block_card"):
    """Block a card at once; needs no right and is final at every desk (rule 23)."""

    ACT: ClassVar[str] = "card_care"

    reason: str
    report_no: str = ""

    def apply(self, act: Act, world: World) -> None:
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        reason = clean_needed(self.reason, 60, "reason")
        reason = noted(reason, clean(self.report_no, 40, "report_no"))
        living = card.state in LIVING
        world.require(
            living or card.state == "blocked",
            CardNotActive(state=card.state),
            person_id=card.person_id,
        )
        if living:
            world.put(
                msgspec.structs.replace(
                    card, state="blocked", block_reason=reason, changed_at=act.wall
                )
            )


class ReplaceCard(OnCard, frozen=True, kw_only=True, tag="replace_card"):
    """Move a card's balance to a new number; the old card is dead, never two live copies.

    Final only where the old card's balance is held; elsewhere ``CardBalanceElsewhere``:
    block the card at once and replace it when the line is back.
    """

    ACT: ClassVar[str] = "card_care"
    SIGNED: ClassVar[bool] = True

    new_card_id: str
    fund_id: str
    reason: str
    report_no: str = ""
    """Of the report to the police: needed where the card was stolen."""
    taken_back: bool = False
    """The old card lies at the counter: needed where it was damaged."""

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
        card = world.need(VoucherCard, self.card_id, CardUnknown())
        reason = clean_needed(self.reason, 60, "reason")
        report_no = clean(self.report_no, 40, "report_no")
        if world.asked and reason == "stolen" and not report_no:
            raise ReportNumberNeeded()
        if world.asked and reason == "damaged" and not self.taken_back:
            raise OldCardNeeded()
        world.require(
            card.state in LIVING or card.state == "blocked",
            CardNotActive(state=card.state),
            person_id=card.person_id,
        )
        move_balance(
            act,
            world,
            card,
            fund_id=self.fund_id,
            new_card_id=self.new_card_id,
            state="replaced",
            reason=noted(reason, report_no),
        )
