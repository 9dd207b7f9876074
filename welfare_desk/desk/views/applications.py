# SPDX-License-Identifier: EUPL-1.2
"""Applications for funds: the list, one with its sum, what a new one would give, a round."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import msgspec

from welfare_desk.core.awards import Criteria, Entitlement, Line, rules_on, taken
from welfare_desk.core.decisions import UNDECIDED
from welfare_desk.core.fund_rules import entitlement
from welfare_desk.core.instants import local_date
from welfare_desk.core.ranking import BY_ARRIVAL, within_budget
from welfare_desk.core.refusals_of_funds import ApplicationUnknown, FundHidden
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.awards import known_facts
from welfare_desk.desk.views.people import MemberView, household_of
from welfare_desk.desk.views.right_isee import homes_of, right_for_household
from welfare_desk.models.application import Application, Declared, Round
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.territory import Operator
from welfare_desk.operations.cards import LIVING


class FundChoice(msgspec.Struct, frozen=True, kw_only=True):
    """A fund that gives on application, as lists and forms name it."""

    fund_id: str
    name: str
    period: str
    open_now: bool
    from_on: datetime.date
    until_on: datetime.date
    budget_cents: int
    two_sign_above_cents: int | None
    cross_check_above_cents: int | None
    sample_percent: int
    ranking: tuple[str, ...]
    resolution: str
    rules: Criteria
    """Those of today: the form asks for what they look at, and no more."""


class ApplicationRow(msgspec.Struct, frozen=True, kw_only=True):
    """An application in a list."""

    application_id: str
    receipt_no: str
    protocol_no: str
    fund_id: str
    fund_name: str
    person_id: str
    person_name: str
    filed_on: datetime.date
    state: str
    cross_check: str
    members: int
    isee_cents: int | None
    claim_cents: int
    amount_cents: int
    rank: int | None
    within_budget: bool
    """Where it is ranked: whether the budget reaches it."""
    sampled: bool
    control: str


class ApplicationView(msgspec.Struct, frozen=True, kw_only=True):
    """One application with everything that decides it."""

    row: ApplicationRow
    fund: FundChoice
    period: str
    declared: Declared
    lines: tuple[Line, ...]
    delegate: str
    filed_at: int
    filed_by: str
    decided_on: datetime.date | None
    decided_by: str
    second_by: str
    reason: str
    control_words: str
    card_id: str
    """The living card that was issued from it, or nothing."""
    card_no: str


class RoundMade(msgspec.Struct, frozen=True, kw_only=True):
    """An order or a draw that was made, with what it takes to make it again."""

    purpose: str
    made_on: datetime.date
    seed: int
    taking_part: int
    log: tuple[str, ...]
    made_by: str


class RoundView(msgspec.Struct, frozen=True, kw_only=True):
    """A fund's round: how many stand where, the order, how far the budget reaches."""

    fund: FundChoice
    counts: dict[str, int]
    """Applications by state."""
    claimed_cents: int
    approved_cents: int
    ranked: tuple[ApplicationRow, ...]
    reach: int
    """How many from the top the budget pays."""
    sample: tuple[ApplicationRow, ...]
    made: tuple[RoundMade, ...]
    """The latest first."""


class Filing(msgspec.Struct, frozen=True, kw_only=True):
    """What is known before a new application is declared."""

    person_id: str
    person_name: str
    household_id: str
    members: tuple[MemberView, ...]
    """Those that count."""
    births_on: tuple[datetime.date, ...]
    isee_id: str | None
    isee_cents: int | None
    earlier: str
    """The receipt number of an application of this fund and period that stands, or nothing."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """What the applicant declares while the form is open."""

    disabled: int = 0
    income_cents: int | None = None
    other_support: tuple[str, ...] = ()
    other_support_cents: int = 0
    resident_from: datetime.date | None = None


def is_visible(fund: Fund | None, role: str) -> bool:
    """Tell whether a role may see who was awarded by a fund."""
    return fund is None or fund.visible_roles is None or role in fund.visible_roles


def funds_on_application(look: Reading, role: str) -> tuple[FundChoice, ...]:
    """Return the funds of this municipality that give on application and the role may see."""
    rows = sorted(look.every(Fund), key=lambda row: row.name)
    return tuple(
        fund_choice(look, row)
        for row in rows
        if row.needs_application
        and row.municipality_id in (None, "", look.municipality_id)
        and is_visible(row, role)
    )


def fund_choice(look: Reading, fund: Fund) -> FundChoice:
    """Return a fund as the pages of applications name it."""
    first = fund.applications_from or fund.starts_on
    last = fund.applications_until or fund.ends_on
    return FundChoice(
        fund_id=fund.id,
        name=fund.name,
        period=fund.period,
        open_now=first <= look.today <= last and fund.closed_on is None,
        from_on=first,
        until_on=last,
        budget_cents=fund.budget_cents,
        two_sign_above_cents=fund.two_sign_above_cents,
        cross_check_above_cents=fund.cross_check_above_cents,
        sample_percent=fund.sample_percent,
        ranking=fund.ranking or BY_ARRIVAL,
        resolution=fund.resolution,
        rules=rules_on(fund.criteria, fund.later_criteria, look.today),
    )


def application_rows(
    look: Reading, role: str, fund_id: str = "", states: Collection[str] = ()
) -> tuple[ApplicationRow, ...]:
    """Return applications of this municipality, ranked ones in their order, then by arrival."""
    funds = {row.id: row for row in look.every(Fund) if is_visible(row, role)}
    wanted = (fund_id,) if fund_id else tuple(row.id for row in funds.values())
    found = [
        row
        for each in wanted
        if each in funds
        for row in look.where(Application, "fund_id", each)
        if row.controller_id == look.municipality_id
    ]
    reached = {
        row_id for each in wanted if each in funds for row_id in _reached(funds[each], found)
    }
    names = look.many(Person, tuple(row.applicant_id for row in found))
    rows = [
        _row(row, funds[row.fund_id], names.get(row.applicant_id), row.id in reached)
        for row in sorted(found, key=lambda row: (row.rank is None, row.rank or 0, row.filed_at))
        if not states or row.state in states
    ]
    return tuple(rows)


def _reached(fund: Fund, found: list[Application]) -> set[str]:
    ranked = sorted(
        (row for row in found if row.fund_id == fund.id and row.rank is not None),
        key=lambda row: row.rank or 0,
    )
    claims = [row.amount_cents or row.claim_cents for row in ranked]
    return {row.id for row in ranked[: within_budget(claims, fund.budget_cents)]}


def _row(
    row: Application, fund: Fund, person: Person | None, reached: bool = False
) -> ApplicationRow:
    return ApplicationRow(
        application_id=row.id,
        receipt_no=row.receipt_no,
        protocol_no=row.protocol_no,
        fund_id=row.fund_id,
        fund_name=fund.name,
        person_id=row.applicant_id,
        person_name=f"{person.surname} {person.name}" if person else "",
        filed_on=local_date(row.filed_at),
        state=row.state,
        cross_check=row.cross_check,
        members=row.declared.members,
        isee_cents=row.declared.isee_cents,
        claim_cents=row.claim_cents,
        amount_cents=row.amount_cents,
        rank=row.rank,
        within_budget=reached,
        sampled=row.sampled,
        control=row.control,
    )


def application_view(look: Reading, application_id: str, role: str) -> ApplicationView:
    """Return one application; refused with ``ApplicationUnknown``, ``FundHidden``."""
    row = look.one(Application, application_id)
    fund = look.one(Fund, row.fund_id) if row is not None else None
    if row is None or fund is None:
        raise ApplicationUnknown()
    if not is_visible(fund, role):
        raise FundHidden()
    own = (each for each in look.where(VoucherCard, "household_id", row.household_id)
           if each.application_id == row.id and each.state in (*LIVING, "blocked"))  # fmt: skip
    card = next(own, None)
    delegation = look.one(Delegation, row.delegation_id) if row.delegation_id else None
    ranked = [each for each in look.where(Application, "fund_id", fund.id)
              if each.controller_id == row.controller_id]  # fmt: skip
    reached = row.id in _reached(fund, ranked)
    return ApplicationView(
        row=_row(row, fund, look.one(Person, row.applicant_id), reached),
        fund=fund_choice(look, fund),
        period=row.period,
        declared=row.declared,
        lines=row.lines,
        delegate=delegation.delegate_name if delegation else "",
        filed_at=row.filed_at,
        filed_by=_operator(look, row.operator_id),
        decided_on=local_date(row.decided_at) if row.decided_at else None,
        decided_by=_operator(look, row.decided_by),
        second_by=_operator(look, row.second_by),
        reason=row.reason,
        control_words=row.control_words,
        card_id=card.id if card else "",
        card_no=card.card_no if card else "",
    )


def _operator(look: Reading, operator_id: str) -> str:
    row = look.one(Operator, operator_id) if operator_id else None
    return row.name if row else ""


def filing(look: Reading, person_id: str, fund_id: str) -> Filing | None:
    """Return what a new application of the person's household starts from; none without one."""
    household_id, living = household_of(look, person_id)
    household = look.one(Household, household_id) if household_id else None
    fund, person = look.one(Fund, fund_id), look.one(Person, person_id)
    if household is None or fund is None or person is None:
        return None
    if household.id not in homes_of(look, person_id):
        return None
    members = tuple(member for member in living if member.counts)
    rules = rules_on(fund.criteria, fund.later_criteria, look.today)
    isee = right_for_household(look, household.id, rules.isee_kinds).isee
    earlier = next(
        (row.receipt_no for row in look.where(Application, "household_id", household.id)
         if row.fund_id == fund.id and row.period == fund.period
         and row.state in (*UNDECIDED, "approved", "revoked")), "")  # fmt: skip
    return Filing(
        person_id=person_id,
        person_name=f"{person.surname} {person.name}",
        household_id=household.id,
        members=members,
        births_on=tuple(sorted(each.born_on for each in members if each.born_on)),
        isee_id=isee.id if isee else None,
        isee_cents=isee.value_cents if isee else None,
        earlier=earlier,
    )


def claim(look: Reading, start: Filing, fund_id: str, said: Said) -> Entitlement:
    """Return what the rules give with what is declared, line by line, before it is filed."""
    household, fund = look.one(Household, start.household_id), look.one(Fund, fund_id)
    if household is None or fund is None:
        raise ApplicationUnknown()
    rules = rules_on(fund.criteria, fund.later_criteria, look.today)
    isee = right_for_household(look, household.id, rules.isee_kinds).isee
    facts = known_facts(look, household, start.person_id, start.members, isee)
    declared = msgspec.structs.replace(
        facts,
        disabled=said.disabled,
        income_cents=said.income_cents,
        other_support=said.other_support,
        other_support_cents=said.other_support_cents,
        resident_from=said.resident_from,
    )
    return entitlement(taken(rules), declared)


def round_view(look: Reading, fund_id: str, role: str) -> RoundView:
    """Return a fund's round in this municipality; refused as ``application_view`` is."""
    fund = look.one(Fund, fund_id)
    if fund is None:
        raise ApplicationUnknown()
    if not is_visible(fund, role):
        raise FundHidden()
    rows = application_rows(look, role, fund_id)
    counts: dict[str, int] = {}
    for row in rows:
        counts[row.state] = counts.get(row.state, 0) + 1
    ranked = tuple(row for row in rows if row.rank is not None)
    made = sorted(
        (row for row in look.where(Round, "fund_id", fund_id)
         if row.controller_id == look.municipality_id and row.period == fund.period),
        key=lambda row: (row.made_at, row.id),
        reverse=True,
    )  # fmt: skip
    return RoundView(
        fund=fund_choice(look, fund),
        counts=counts,
        claimed_cents=sum(row.claim_cents for row in rows if row.state == "filed"),
        approved_cents=sum(row.amount_cents for row in rows if row.state == "approved"),
        ranked=ranked,
        reach=sum(row.within_budget for row in ranked),
        sample=tuple(row for row in rows if row.sampled),
        made=tuple(
            RoundMade(
                purpose=row.purpose,
                made_on=local_date(row.made_at),
                seed=row.seed,
                taking_part=row.taking_part,
                log=row.log,
                made_by=_operator(look, row.operator_id),
            )
            for row in made
        ),
    )
