# SPDX-License-Identifier: EUPL-1.2
"""Operations on applications for a fund, from filing to decision and withdrawal."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.awards import Entitlement
from welfare_desk.core.dates import date_text
from welfare_desk.core.decisions import COUNTING, SUPPORTS, UNDECIDED
from welfare_desk.core.instants import local_date
from welfare_desk.core.money import HIGHEST_CENTS
from welfare_desk.core.refusals import (
    AmountInvalid,
    ChoiceUnknown,
    DelegationInvalid,
    DeskError,
    FundUnknown,
    HouseholdUnknown,
    NoHousehold,
    NumbersExhausted,
    PersonUnknown,
)
from welfare_desk.core.refusals_of_funds import (
    AlreadyApplied,
    AmountNeedsSupervisor,
    ApplicationDecided,
    ApplicationsClosed,
    ApplicationUnknown,
    DeclarationMissing,
    DeclarationWrong,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.application import Application, ApplicationMark, Declared
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.cards import LIVING
from welfare_desk.operations.delegations import acts_for
from welfare_desk.operations.entitled import due_to
from welfare_desk.operations.excess import other_households
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.membership import counting_members
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.second import check_second
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

REASON_LETTERS = 200
MOST_MEMBERS = 40
_TO_DECLARE = ("residence_since_missing", "income_missing")


class FileApplication(Operation, frozen=True, kw_only=True):
    """File a household's application for a fund and period, with what was declared.

    Declared under DPR 445/2000, art. 46 and 47, before an operator who named art. 75 and 76.
    The desk's own receipt number is drawn; the claim is what the rules of the day give, with
    a line for each criterion.  Who is not entitled may apply and is told why by the decision.
    Refused with ``ApplicationsClosed``, ``AlreadyApplied`` (the household, one of its members
    or the same base code), ``DeclarationMissing``, ``DeclarationWrong``, ``NoHousehold``.  At
    the server a second one becomes ``duplicate`` and comes to review.
    """

    ACT: ClassVar[str] = "file"

    application_id: str
    fund_id: str
    household_id: str
    applicant_id: str
    delegation_id: str | None = None
    members: int
    births_on: tuple[datetime.date, ...] = ()
    """Of the members that count, without their names."""
    disabled: int = 0
    isee_id: str | None = None
    income_cents: int | None = None
    other_support: tuple[str, ...] = ()
    other_support_cents: int = 0
    resident_from: datetime.date | None = None
    documents: tuple[str, ...] = ()

    def entity(self) -> str:
        return self.application_id

    def person(self) -> str:
        return self.applicant_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Fund.KIND, self.fund_id),
            One(Household.KIND, self.household_id),
            One(Person.KIND, self.applicant_id),
            One(Application.KIND, self.application_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
            Where(Application.KIND, "household_id", self.household_id),
            Where(Application.KIND, "applicant_id", self.applicant_id),
        )
        rows += (One(IseeAttestation.KIND, self.isee_id),) if self.isee_id else ()
        return rows + ((One(Delegation.KIND, self.delegation_id),) if self.delegation_id else ())

    def takes(self) -> tuple[Take, ...]:
        return (Take("number:receipt", mode="number"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return NumbersExhausted()

    def apply(self, act: Act, world: World) -> None:
        fund = world.need(Fund, self.fund_id, FundUnknown())
        household = world.need(Household, self.household_id, HouseholdUnknown())
        world.need(Person, self.applicant_id, PersonUnknown())
        today = local_date(act.wall)
        self._check_day(world, fund, household, today)
        members = counting_members(world, household.id, today)
        self._check_people(world, members, today)
        isee = world.get(IseeAttestation, self.isee_id) if self.isee_id else None
        if isee is not None and isee.household_id != household.id:
            isee = None  # another household's attestation says nothing about this one
        declared = self._declared(world, isee)
        due = due_to(
            world, fund, household, self.applicant_id, members, today, isee=isee, declared=declared
        )
        if due.unmet in _TO_DECLARE:
            refusal = DeclarationMissing(criterion=due.unmet or "")
            world.require(False, refusal, person_id=self.applicant_id)
        others = _others(world, fund, household, members, today, self.application_id)
        first = others[0].receipt_no if others else ""
        world.require(not others, AlreadyApplied(receipt_no=first), person_id=self.applicant_id)
        row = self._row(act, world, household, fund, declared, due)
        if others:
            row = msgspec.structs.replace(row, state="duplicate", cross_check="here")
        world.create(row)

    def _row(
        self,
        act: Act,
        world: World,
        household: Household,
        fund: Fund,
        declared: Declared,
        due: Entitlement,
    ) -> Application:
        return Application(
            id=self.application_id,
            territory_id=world.territory_id,
            controller_id=household.controller_id,
            fund_id=fund.id,
            period=fund.period,
            household_id=household.id,
            applicant_id=self.applicant_id,
            delegation_id=self.delegation_id,
            filed_at=act.wall,
            receipt_no=act.serials[0].text,
            protocol_no="",
            declared=declared,
            claim_cents=due.amount_cents,
            lines=due.lines,
            state="filed",
            cross_check="pending",
            rank=None,
            sampled=False,
            control="",
            control_words="",
            amount_cents=0,
            decided_at=0,
            decided_by="",
            second_by="",
            reason="",
            device=act.device,
            operator_id=act.actor,
        )

    def _check_day(
        self, world: World, fund: Fund, household: Household, today: datetime.date
    ) -> None:
        own = fund.municipality_id in (None, "", household.controller_id)
        world.require(own, FundUnknown(), person_id=self.applicant_id)
        first = fund.applications_from or fund.starts_on
        last = fund.applications_until or fund.ends_on
        running = fund.needs_application and first <= today <= last and fund.closed_on is None
        refusal = ApplicationsClosed(from_on=date_text(first), until_on=date_text(last))
        world.require(running, refusal, person_id=self.applicant_id)

    def _check_people(self, world: World, members: tuple[str, ...], today: datetime.date) -> None:
        who = self.applicant_id
        world.require(root_id(world, who) in members, NoHousehold(), person_id=who)
        counted = not world.asked or self.members == len(members)
        world.require(counted, DeclarationWrong(field="members"), person_id=who)
        if self.delegation_id:
            valid = acts_for(world, self.delegation_id, who, "apply", today)
            world.require(valid, DelegationInvalid(), person_id=who)

    def _declared(self, world: World, isee: IseeAttestation | None) -> Declared:
        """Return what was declared, each number within what can be."""
        who = self.applicant_id
        sound = {
            "members": 1 <= self.members <= MOST_MEMBERS,
            "births_on": len(self.births_on) <= self.members,
            "disabled": 0 <= self.disabled <= self.members,
            "income_cents": self.income_cents is None or 0 <= self.income_cents <= HIGHEST_CENTS,
            "other_support_cents": 0 <= self.other_support_cents <= HIGHEST_CENTS,
        }
        for field, holds in sound.items():
            world.require(holds, DeclarationWrong(field=field), person_id=who)
        known = all(code in SUPPORTS for code in self.other_support)
        world.require(known, ChoiceUnknown(field="other_support"), person_id=who)
        members = min(max(self.members, 1), MOST_MEMBERS)
        return Declared(
            members=members,
            births_on=tuple(sorted(self.births_on[:members])),
            disabled=min(max(self.disabled, 0), members),
            isee_id=None if isee is None else isee.id,
            isee_cents=None if isee is None else isee.value_cents,
            income_cents=self.income_cents,
            other_support=tuple(sorted({clean(each, 30, "other_support")
                                        for each in self.other_support})),
            other_support_cents=max(self.other_support_cents, 0),
            resident_from=self.resident_from,
            documents=tuple(clean(each, 60, "documents") for each in self.documents),
        )  # fmt: skip


def _others(
    world: World,
    fund: Fund,
    household: Household,
    members: tuple[str, ...],
    today: datetime.date,
    own_id: str,
) -> list[Application]:
    """Return applications of the fund and period of this household or of anybody in it."""
    people = {each: None for root in members for each in cluster(world, root)}
    for root in members:
        person = world.get(Person, root)
        if person is not None and person.base_code:
            for row in world.find(Person, "base_code", person.base_code):
                if row.controller_id == household.controller_id:
                    people |= dict.fromkeys(cluster(world, root_id(world, row.id)))
    homes = {household.id: None, **dict.fromkeys(other_households(world, members, household.id,
                                                                  today))}  # fmt: skip
    for person_id in people:
        for membership in world.find(HouseholdMember, "person_id", person_id):
            if membership.counts and membership.from_on <= today <= (membership.to_on or today):
                homes[membership.household_id] = None
    found = {
        row.id: row
        for field, keys in (("household_id", homes), ("applicant_id", people))
        for key in keys
        for row in world.find(Application, field, key)
        if row.id != own_id
        and row.fund_id == fund.id
        and row.period == fund.period
        and row.state in COUNTING
    }
    return sorted(found.values(), key=lambda row: (row.filed_at, row.id))


class _OnApplication(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on one application."""

    ACT: ClassVar[str] = "decide"

    application_id: str

    def entity(self) -> str:
        return self.application_id

    def concerns(self, world: World) -> str:
        row = world.get(Application, self.application_id)
        return "" if row is None else row.applicant_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Application.KIND, self.application_id),)


class AttachProtocolNo(_OnApplication, frozen=True, kw_only=True, tag="attach_protocol_no"):
    """Write the municipality's protocol number on an application, or put it right."""

    ACT: ClassVar[str] = "file"

    protocol_no: str

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Application, self.application_id, ApplicationUnknown())
        number = clean_needed(self.protocol_no, 40, "protocol_no")
        world.put(msgspec.structs.replace(row, protocol_no=number))


class WithdrawApplication(_OnApplication, frozen=True, kw_only=True, tag="withdraw_application"):
    """Withdraw an application of which no card was issued; another may be filed then.

    Refused with ``ApplicationDecided`` where it was refused, revoked or withdrawn before, or
    a card stands on it (``RevokeAward``).
    """

    ACT: ClassVar[str] = "file"

    reason: str = "by_applicant"
    """A code of ``core.decisions.WITHDRAWALS``, or words."""

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Application, self.application_id, ApplicationUnknown())
        reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        open_still = row.state in UNDECIDED or (row.state == "approved" and not cards(world, row))
        world.require(open_still, ApplicationDecided(state=row.state), person_id=row.applicant_id)
        if open_still:
            world.put(msgspec.structs.replace(row, state="withdrawn", reason=reason, rank=None))
            forget_marks(world, row)


class DecideApplication(_OnApplication, frozen=True, kw_only=True, tag="decide_application"):
    """Approve an application with an amount, or refuse it with a reason.

    The amount is what the rules gave on the day of filing; another is a supervisor's, with a
    second person (``AmountNeedsSupervisor``).  A second person also signs above the fund's
    ``two_sign_above_cents``, and where the household applied elsewhere or twice.  Refused
    with ``ApplicationDecided``, ``SecondPersonNeeded``, ``SecondPersonSame``,
    ``AmountInvalid``.  Two desks may decide one application: the first to arrive stands, the
    other comes to review.
    """

    SIGNED: ClassVar[bool] = True

    approve: bool
    amount_cents: int = 1
    """Of an approval."""
    reason: str = ""
    """Of a refusal: a code of ``core.decisions.REFUSALS``, or words."""
    second_id: str | None = None

    def reads(self) -> tuple[Read, ...]:
        return (One(Application.KIND, self.application_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Application, self.application_id, ApplicationUnknown())
        fund = world.need(Fund, row.fund_id, FundUnknown())
        undecided = row.state in UNDECIDED
        world.require(undecided, ApplicationDecided(state=row.state), person_id=row.applicant_id)
        if self.approve:
            self._check_amount(act, world, row, fund)
            reason = clean(self.reason, REASON_LETTERS, "reason", multiline=True)
        else:
            reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        if world.objections:
            return  # nothing is decided by one person alone, nor a second time
        cents = min(max(self.amount_cents, 0), HIGHEST_CENTS) if self.approve else 0
        world.put(
            msgspec.structs.replace(
                row,
                state="approved" if self.approve else "refused",
                amount_cents=cents,
                decided_at=act.wall,
                decided_by=act.actor,
                second_by=self.second_id or "",
                reason=reason,
            )
        )
        if not self.approve:
            forget_marks(world, row)

    def _check_amount(self, act: Act, world: World, row: Application, fund: Fund) -> None:
        who = row.applicant_id
        world.require(0 < self.amount_cents <= HIGHEST_CENTS, AmountInvalid(), person_id=who)
        other = self.amount_cents != row.claim_cents
        world.require(
            not other or act.role == "supervisor",
            AmountNeedsSupervisor(due_cents=row.claim_cents),
            person_id=who,
        )
        limit = fund.two_sign_above_cents
        above = limit is not None and self.amount_cents > limit
        doubtful = row.state == "duplicate" or row.cross_check in ("here", "elsewhere")
        if other or above or doubtful or self.second_id:
            check_second(world, act, self.second_id, person_id=who)


def cards(world: World, row: Application) -> tuple[VoucherCard, ...]:
    """Return the cards of an application that money can still be on."""
    return tuple(
        card
        for card in world.find(VoucherCard, "household_id", row.household_id)
        if card.application_id == row.id and card.state in (*LIVING, "used", "blocked")
    )


def forget_marks(world: World, row: Application) -> None:
    """Let other municipalities take an application of these people again; the server's alone."""
    if world.settled:
        for mark in world.find(ApplicationMark, "application_id", row.id):
            world.drop(ApplicationMark, mark.id)


class NoteCrossCheck(_OnApplication, frozen=True, kw_only=True, tag="note_cross_check"):
    """Record whether another municipality has an application of the same people: yes or no.

    Made by device 0 only.  ``marks`` are keyed hashes of fund, period and fiscal code: the
    server keeps them, no desk sees them.  Where one stands already for another municipality
    the application is ``elsewhere`` and comes to review, without a name.
    """

    ACT: ClassVar[str] = "territory"

    marks: tuple[str, ...] = ()

    def apply(self, act: Act, world: World) -> None:
        row = world.get(Application, self.application_id)
        if row is None or row.cross_check != "pending":
            return
        found = [world.get(ApplicationMark, each) for each in self.marks] if world.settled else []
        elsewhere = any(each and each.controller_id != row.controller_id for each in found)
        outcome = "elsewhere" if elsewhere else "clear"
        world.put(msgspec.structs.replace(row, cross_check=outcome))
        if elsewhere:
            world.review("applied_elsewhere", person_id=row.applicant_id)
        for mark in self.marks if world.settled and row.state in COUNTING else ():
            world.keep(
                ApplicationMark(
                    id=mark,
                    territory_id=world.territory_id,
                    application_id=row.id,
                    controller_id=row.controller_id,
                )
            )
