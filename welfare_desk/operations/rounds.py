# SPDX-License-Identifier: EUPL-1.2
"""Operations on a fund's round: its order, the draw for control, controls, revocation."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar

import msgspec

from welfare_desk.core.awards import Facts
from welfare_desk.core.decisions import CONTROLS
from welfare_desk.core.fund_rules import minors_of
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.ranking import (
    BY_ARRIVAL,
    HIGHEST_SEED,
    Entrant,
    draw_sample,
    rank,
    within_budget,
)
from welfare_desk.core.refusals import (
    CardBalanceElsewhere,
    ChoiceUnknown,
    DeskError,
    FundUnknown,
    TextMissing,
)
from welfare_desk.core.refusals_of_funds import (
    ApplicationNotApproved,
    ApplicationUnknown,
    CardOfAnother,
    DeclarationWrong,
    NothingToRank,
    NotSampled,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.application import Application, Round
from welfare_desk.models.card import Posting, VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.applications import REASON_LETTERS, cards
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.second import check_second
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

MOST_LOG = 5_000
CONTROL_LETTERS = 300


class _OfRound(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on all applications of a fund and period in the desk's municipality."""

    ACT: ClassVar[str] = "round"

    round_id: str
    fund_id: str
    seed: int
    """Up to 2³⁶: who knows it makes the same order and draw again."""
    until_on: datetime.date
    """Applications filed up to this day, and on it, take part."""

    def entity(self) -> str:
        return self.round_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Fund.KIND, self.fund_id),
            One(Round.KIND, self.round_id),
            Where(Application.KIND, "fund_id", self.fund_id),
        )

    def _taking_part(self, world: World, fund: Fund, states: tuple[str, ...]) -> list[Application]:
        world.require(0 <= self.seed <= HIGHEST_SEED, DeclarationWrong(field="seed"))
        home = world.home()
        found = [
            row
            for row in world.find(Application, "fund_id", fund.id)
            if row.period == fund.period
            and row.controller_id == home
            and row.state in states
            and local_date(row.filed_at) <= self.until_on
        ]
        world.require(bool(found), NothingToRank())
        return found

    def _round(
        self, act: Act, world: World, fund: Fund, purpose: str, count: int, log: Iterable[str]
    ) -> None:
        world.create(
            Round(
                id=self.round_id,
                territory_id=world.territory_id,
                controller_id=world.home(),
                fund_id=fund.id,
                period=fund.period,
                purpose=purpose,
                seed=self.seed,
                until_at=slot_instant(self.until_on + datetime.timedelta(days=1), 0),
                made_at=act.wall,
                taking_part=count,
                log=tuple(log)[:MOST_LOG],
                device=act.device,
                operator_id=act.actor,
            )
        )


class RankRound(_OfRound, frozen=True, kw_only=True, tag="rank_round"):
    """Put the applications of a fund and period in the order that its notice names.

    Those to which the rules give something take part, undecided or approved; the log says by
    which step each tie was broken and how far the budget reaches.  Made again it orders
    anew.  Refused with ``NothingToRank``.
    """

    def apply(self, act: Act, world: World) -> None:
        fund = world.need(Fund, self.fund_id, FundUnknown())
        found = self._taking_part(world, fund, ("filed", "approved"))
        rows = {row.id: row for row in found if row.claim_cents > 0}
        world.require(bool(rows) or not found, NothingToRank())
        ranking = rank(
            (entrant(row) for row in rows.values()), fund.ranking or BY_ARRIVAL, self.seed
        )
        claims = [rows[each].amount_cents or rows[each].claim_cents for each in ranking.order]
        reach = within_budget(claims, fund.budget_cents)
        cut = f"budget: {reach} / {len(claims)}, {sum(claims[:reach])} / {fund.budget_cents}"
        self._round(act, world, fund, "ranking", len(rows), (*ranking.log[: MOST_LOG - 1], cut))
        places = {row_id: place for place, row_id in enumerate(ranking.order, 1)}
        for row in found:
            if row.rank != places.get(row.id):
                world.put(msgspec.structs.replace(row, rank=places.get(row.id)))


class DrawSample(_OfRound, frozen=True, kw_only=True, tag="draw_sample"):
    """Draw the approved applications that are to be controlled: the fund's percentage, by lot.

    The numbers drawn are the log.  A control that was made stays.  Refused with
    ``NothingToRank``.
    """

    def apply(self, act: Act, world: World) -> None:
        fund = world.need(Fund, self.fund_id, FundUnknown())
        found = self._taking_part(world, fund, ("approved",))
        numbers = [row.receipt_no for row in found]
        drawn = draw_sample(numbers, fund.sample_percent, self.seed)
        self._round(act, world, fund, "sample", len(found), drawn)
        for row in found:
            sampled = row.receipt_no in drawn or bool(row.control)
            if row.sampled != sampled:
                world.put(msgspec.structs.replace(row, sampled=sampled))


def entrant(row: Application) -> Entrant:
    """Return an application as the order looks at it."""
    declared = row.declared
    on = local_date(row.filed_at)
    births = tuple(each for each in declared.births_on if each <= on)
    return Entrant(
        id=row.id,
        number=row.receipt_no,
        isee_cents=declared.isee_cents,
        minors=minors_of(Facts(on=on, members=declared.members, births_on=births)),
        disabled=declared.disabled,
        filed_at=row.filed_at,
        claim_cents=row.claim_cents,
    )


class RecordControl(Operation, frozen=True, kw_only=True):
    """Record what the control of an approved application found (DPR 445/2000, art. 71).

    Drawn by lot or whenever there is doubt.  ``passed`` or ``failed``, else ``ChoiceUnknown``;
    a failed one says what was found (``TextMissing``) and is followed by ``RevokeAward``.
    """

    ACT: ClassVar[str] = "decide"

    application_id: str
    outcome: str
    words: str = ""

    def entity(self) -> str:
        return self.application_id

    def concerns(self, world: World) -> str:
        row = world.get(Application, self.application_id)
        return "" if row is None else row.applicant_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Application.KIND, self.application_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Application, self.application_id, ApplicationUnknown())
        who = row.applicant_id
        outcome = clean_needed(self.outcome, 20, "outcome")
        words = clean(self.words, CONTROL_LETTERS, "words", multiline=True)
        world.require(outcome in CONTROLS, ChoiceUnknown(field="outcome"), person_id=who)
        said = outcome != "failed" or bool(words)
        world.require(said, TextMissing(field="words"), person_id=who)
        fits = row.state == "approved" and not row.control
        world.require(fits, NotSampled(state=row.state), person_id=who)
        if fits:
            world.put(msgspec.structs.replace(row, control=outcome, control_words=words))


class RevokeAward(Operation, frozen=True, kw_only=True):
    """Revoke what was approved: the living card is dead at once and its money is the fund's.

    ``card_id`` is the application's living card, whose balance this desk must hold: without it
    ``CardBalanceElsewhere`` – block the card now, revoke when the line is back.  The award
    stays on record, so the household gets nothing else of the fund in this period (art. 75).
    Refused with ``ApplicationNotApproved``, ``CardOfAnother``, and above the fund's
    ``two_sign_above_cents`` without a second person.
    """

    ACT: ClassVar[str] = "decide"
    SIGNED: ClassVar[bool] = True

    application_id: str
    card_id: str | None = None
    reason: str
    """A code of ``core.decisions.REVOCATIONS``, or words."""
    second_id: str | None = None

    def entity(self) -> str:
        return self.application_id

    def concerns(self, world: World) -> str:
        row = world.get(Application, self.application_id)
        return "" if row is None else row.applicant_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (One(Application.KIND, self.application_id),)
        if self.card_id:
            account = f"card:{self.card_id}"
            rows += (
                One(VoucherCard.KIND, self.card_id),
                Where(Posting.KIND, "account", account),
            )
        return rows

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"balance:{self.card_id}", mode="hold"),) if self.card_id else ()

    def lacking(self, take: Take, held: int) -> DeskError:
        return CardBalanceElsewhere()

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Application, self.application_id, ApplicationUnknown())
        fund = world.need(Fund, row.fund_id, FundUnknown())
        who = row.applicant_id
        reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        approved = row.state == "approved"
        world.require(approved, ApplicationNotApproved(state=row.state), person_id=who)
        limit = fund.two_sign_above_cents
        if (limit is not None and row.amount_cents > limit) or self.second_id:
            check_second(world, act, self.second_id, person_id=who)
        found = cards(world, row)
        living = [card for card in found if card.state != "used"]
        named = [card for card in found if card.id == self.card_id]
        fits = bool(named) if self.card_id else not (world.asked and living)
        world.require(fits, CardOfAnother(), person_id=who)
        if world.objections:
            return
        world.put(msgspec.structs.replace(row, state="revoked", reason=reason))
        for card in named:
            _take_back(act, world, card, reason)


def _take_back(act: Act, world: World, card: VoucherCard, reason: str) -> None:
    left = world.balance(f"card:{card.id}")
    if left > 0:
        fund = f"fund:{card.fund_id}"
        world.transfer(f"card:{card.id}", fund, left, controller_id=card.controller_id)
        world.give(fund, left)
    if card.state != "used":
        blocked = msgspec.structs.replace(
            card, state="blocked", block_reason=reason[:60], changed_at=act.wall
        )
        world.put(blocked)
