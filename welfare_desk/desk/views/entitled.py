# SPDX-License-Identifier: EUPL-1.2
"""What this family may have: every fund and every offering, with the reason of each yes and no."""

from __future__ import annotations

from typing import Literal

import msgspec

from welfare_desk.core.awards import Line, rules_on, taken
from welfare_desk.core.decisions import COUNTING
from welfare_desk.core.fees import Line as FeeLine
from welfare_desk.core.fund_rules import MISSING, entitlement
from welfare_desk.core.refusals import DeskError
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import rows_of
from welfare_desk.desk.views.applications import fund_choice, is_visible
from welfare_desk.desk.views.awards import known_facts, other_households
from welfare_desk.desk.views.booking import offerings_for, quote
from welfare_desk.desk.views.people import household_of
from welfare_desk.desk.views.right_isee import homes_of, right_for_household
from welfare_desk.models.application import Application
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.household import Household
from welfare_desk.models.person import Person

Verdict = Literal["yes", "apply", "ask", "had", "no"]
"""``yes`` a card today; ``apply`` on application; ``ask`` something is missing; ``had`` got or
asked for already; ``no``."""
_ORDER: dict[str, int] = {"yes": 0, "apply": 1, "ask": 2, "had": 3, "no": 4}


class FundAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One fund: what it says to this household and why."""

    fund_id: str
    name: str
    payer: str
    verdict: Verdict
    amount_cents: int
    """Of a yes; of an application what the rules give with what is known."""
    lines: tuple[Line, ...]
    unmet: tuple[Line, ...]
    """The lines that stand in the way."""
    until: str
    """The last day for applications or cards, ISO."""
    state: str
    """How an application stands, or nothing."""


class OfferingAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """One offering: whether there is a place, and the price with its reason."""

    offering_id: str
    name: str
    provider: str
    verdict: Verdict
    reason: str
    """``free_place``, ``no_place``, ``needs_assessment``: words under ``entitled_…``."""
    unit_cents: int | None
    unit: str
    reduced: bool
    """The price is less than without an ISEE."""
    lines: tuple[FeeLine, ...]


class EntitledView(msgspec.Struct, frozen=True, kw_only=True):
    """All answers for a household; without one it has no funds."""

    person_id: str
    person_name: str
    members: int
    isee_cents: int | None
    funds: tuple[FundAnswer, ...]
    offerings: tuple[OfferingAnswer, ...]


def entitled(look: Reading, person_id: str, role: str) -> EntitledView | None:
    """Return the answers for a person's household; nothing for an unknown person."""
    person = look.one(Person, person_id)
    if person is None:
        return None
    household_id, living = household_of(look, person_id)
    household = look.one(Household, household_id) if household_id else None
    if household is not None and household.id not in homes_of(look, person_id):
        household = None
    members = tuple(member for member in living if member.counts) if household else ()
    isee = right_for_household(look, household.id, ()).isee if household else None
    return EntitledView(
        person_id=person_id,
        person_name=f"{person.surname} {person.name}",
        members=len(members),
        isee_cents=isee.value_cents if isee else None,
        funds=_funds(look, household, person_id, role) if household else (),
        offerings=_offerings(look, person_id),
    )


def _funds(
    look: Reading, household: Household, person_id: str, role: str
) -> tuple[FundAnswer, ...]:
    _, living = household_of(look, person_id)
    members = tuple(member for member in living if member.counts)
    homes = (household.id, *other_households(look, members, household.id))
    awards = rows_of(look, Award, homes, "household_id")
    applications = rows_of(look, Application, homes, "household_id")
    answers = []
    for fund in look.every(Fund):
        if fund.municipality_id not in (None, "", look.municipality_id):
            continue
        if not fund.starts_on <= look.today <= fund.ends_on or fund.closed_on is not None:
            continue
        rules = rules_on(fund.criteria, fund.later_criteria, look.today)
        isee = right_for_household(look, household.id, rules.isee_kinds).isee
        facts = known_facts(look, household, person_id, members, isee)
        visible = is_visible(fund, role)
        already = sum(
            row.amount_cents
            for row in awards
            if visible and (row.fund_id, row.period) == (fund.id, fund.period)
        )
        asked = [row for row in applications
                 if visible and (row.fund_id, row.period) == (fund.id, fund.period)
                 and row.state in COUNTING]  # fmt: skip
        due = entitlement(taken(rules), msgspec.structs.replace(facts, already_cents=already))
        unmet = tuple(line for line in due.lines if not line.ok)
        choice = fund_choice(look, fund)
        last = choice.until_on if fund.needs_application else fund.ends_on
        answers.append(
            FundAnswer(
                fund_id=fund.id,
                name=fund.name,
                payer=fund.payer,
                verdict=_verdict(fund, unmet, choice.open_now, bool(already or asked)),
                amount_cents=due.amount_cents or _hoped(due.lines),
                lines=due.lines,
                unmet=unmet,
                until=last.isoformat(),
                state=asked[0].state if asked else "",
            )
        )
    return tuple(sorted(answers, key=lambda one: (_ORDER[one.verdict], one.name)))


def _verdict(fund: Fund, unmet: tuple[Line, ...], open_now: bool, had: bool) -> Verdict:
    if had:
        return "had"
    hard = [line for line in unmet if line.code not in MISSING]
    declared = [line for line in unmet if line.code in ("residence_since_missing",
                                                        "income_missing")]  # fmt: skip
    if hard or (fund.needs_application and not open_now):
        return "no"
    if fund.needs_application and len(declared) == len(unmet):
        return "apply"
    return "ask" if unmet else "yes"


def _hoped(lines: tuple[Line, ...]) -> int:
    """Return what the sum would come to if what is missing turns out well."""
    hard = [line for line in lines if not line.ok and line.code not in MISSING]
    return 0 if hard else max(0, sum(line.cents for line in lines))


def _offerings(look: Reading, person_id: str) -> tuple[OfferingAnswer, ...]:
    answers = []
    for each in offerings_for(look, person_id):
        try:
            priced = quote(look, person_id, each.offering_id)
        except DeskError:
            priced = None
        verdict: Verdict = "yes" if each.places_free else "no"
        reason = "free_place" if each.places_free else "no_place"
        if each.needs_assessment:
            verdict, reason = "ask", "needs_assessment"
        answers.append(
            OfferingAnswer(
                offering_id=each.offering_id,
                name=each.name,
                provider=each.provider_name,
                verdict=verdict,
                reason=reason,
                unit_cents=priced.unit_cents if priced else None,
                unit=priced.unit if priced else "",
                reduced=priced is not None and priced.isee_id is not None,
                lines=priced.lines if priced else (),
            )
        )
    return tuple(sorted(answers, key=lambda one: (_ORDER[one.verdict], one.name)))
