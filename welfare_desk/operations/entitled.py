# SPDX-License-Identifier: EUPL-1.2
"""What is known of a household for a fund's rules, and the amount that a card may carry."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from welfare_desk.core.awards import Criteria, Entitlement, Facts, rules_on, taken
from welfare_desk.core.fund_rules import entitlement
from welfare_desk.core.refusals import AmountNotAwarded, NotEntitled, SoloLimit
from welfare_desk.core.refusals_of_funds import (
    ApplicationNeeded,
    ApplicationNotApproved,
    CrossCheckPending,
)
from welfare_desk.models.application import Application, Declared
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.household import Household, IseeAttestation
from welfare_desk.models.person import Person
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


def rules_of(fund: Fund, on: datetime.date) -> Criteria:
    """Return a fund's rules of a day, with every kind of ISEE that does."""
    return taken(rules_on(fund.criteria, fund.later_criteria, on))


def due_to(
    world: World,
    fund: Fund,
    household: Household,
    applicant_id: str,
    members: Sequence[str],
    on: datetime.date,
    *,
    isee: IseeAttestation | None,
    declared: Declared | None = None,
) -> Entitlement:
    """Return what the fund's rules of a day give the household, with what was declared."""
    applicant = world.get(Person, applicant_id)
    births: tuple[datetime.date, ...]
    if declared is not None:
        births = declared.births_on
    else:
        people = (world.get(Person, each) for each in members)
        births = tuple(sorted(row.born_on for row in people if row and row.born_on))
    facts = Facts(
        on=on,
        members=declared.members if declared else max(1, len(members)),
        births_on=births,
        applicant_born_on=None if applicant is None else applicant.born_on,
        disabled=declared.disabled if declared else 0,
        municipality=household.residence_istat,
        resident_from=declared.resident_from if declared else None,
        isee_cents=None if isee is None else isee.value_cents,
        isee_valid=isee is not None and isee.valid_to >= on,
        isee_kind=None if isee is None else isee.isee_kind,
        income_cents=declared.income_cents if declared else None,
        other_support=declared.other_support if declared else (),
        other_support_cents=declared.other_support_cents if declared else 0,
    )
    return entitlement(rules_of(fund, on), facts)


def check_amount(
    world: World,
    act: Act,
    fund: Fund,
    due: Entitlement,
    amount_cents: int,
    person_id: str,
) -> None:
    """State that a card without an application carries what the rules give, within the limit."""
    world.require(not fund.needs_application, ApplicationNeeded(), person_id=person_id)
    unmet = due.unmet
    world.require(unmet is None, NotEntitled(criterion=unmet or ""), person_id=person_id)
    world.require(
        amount_cents > 0 and amount_cents == due.amount_cents,
        AmountNotAwarded(due_cents=due.amount_cents),
        person_id=person_id,
    )
    world.require(
        act.role != "operator" or amount_cents <= fund.solo_limit_cents,
        SoloLimit(limit_cents=fund.solo_limit_cents),
        person_id=person_id,
    )


def check_application(
    world: World,
    fund: Fund,
    household: Household,
    application_id: str,
    amount_cents: int,
    person_id: str,
) -> None:
    """State that a card carries what an approved application of the household was granted."""
    row = world.get(Application, application_id)
    approved = (
        row is not None
        and row.state == "approved"
        and (row.fund_id, row.period, row.household_id) == (fund.id, fund.period, household.id)
    )
    state = "" if row is None else row.state
    world.require(approved, ApplicationNotApproved(state=state), person_id=person_id)
    if row is not None:
        world.require(
            amount_cents == row.amount_cents,
            AmountNotAwarded(due_cents=row.amount_cents),
            person_id=person_id,
        )


def check_cross(world: World, card: VoucherCard) -> None:
    """State that other municipalities were asked before a large amount leaves the counter."""
    row = world.get(Application, card.application_id) if card.application_id else None
    fund = None if row is None else world.get(Fund, row.fund_id)
    limit = None if fund is None else fund.cross_check_above_cents
    # A booklet leaves the counter whole: its sum counts, not what one voucher is worth.
    booklet = row is not None and card.carrier == "voucher"
    cents = row.amount_cents if row is not None and booklet else card.amount_cents
    if row is None or limit is None or cents <= limit:
        return
    world.require(
        row.cross_check == "clear",
        CrossCheckPending(limit_cents=limit),
        person_id=card.person_id,
    )
