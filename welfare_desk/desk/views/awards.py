# SPDX-License-Identifier: EUPL-1.2
"""What a household may get from each fund, and why, before a card is issued."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.awards import Facts, Line, rules_on, taken
from welfare_desk.core.fund_rules import entitlement
from welfare_desk.core.vouchers import in_vouchers
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, rows_of
from welfare_desk.desk.views.people import MemberView, household_of
from welfare_desk.desk.views.right_isee import homes_of, right_for_household
from welfare_desk.models.application import Application
from welfare_desk.models.fund import Award, Fund, Resource, WholeRight
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Desk


class EntitlementView(msgspec.Struct, frozen=True, kw_only=True):
    """A fund as seen from one household: the amount, each criterion, what stands in the way."""

    fund_id: str
    fund_name: str
    card_title: str
    card_subtitle: str
    phone: str
    resolution: str
    card_expires_on: datetime.date
    amount_cents: int
    lines: tuple[Line, ...]
    members: int
    isee_id: str | None
    already_cents: int
    obstacle: str
    """Code of the refusal that issuing now would meet, or nothing."""
    held_cents: int
    """Euros of the fund that this desk may promise."""
    cards_left: int
    """Card numbers of the fund at this desk."""
    home_desk: str
    """Name of the desk that holds the award right when it is not this one."""
    application_id: str = ""
    """The approved application that a card is issued from, where the fund needs one."""
    on_paper: bool = False
    """True where the fund is given in paper vouchers."""
    values_cents: tuple[int, ...] = ()
    """The vouchers that make up the amount."""


def entitlements(look: Reading, person_id: str) -> tuple[EntitlementView, ...]:
    """Return every open fund for the person's household, those that give something first."""
    household_id, living = household_of(look, person_id)
    household = look.one(Household, household_id) if household_id else None
    # Who lives somewhere without counting there gets nothing on that household's name.
    if household is None or household.id not in homes_of(look, person_id):
        return ()
    members = tuple(member for member in living if member.counts)
    homes = (household.id, *other_households(look, members, household.id))
    home = _Home(
        person_id, household, members, homes, rows_of(look, Award, homes, "household_id"),
        look.left(),
    )  # fmt: skip
    views = [
        _answer(look, fund, home)
        for fund in look.every(Fund)
        if fund.starts_on <= look.today <= fund.ends_on
        and fund.closed_on is None
        and fund.municipality_id in (None, "", look.municipality_id)
    ]
    return tuple(sorted(views, key=lambda view: (bool(view.obstacle), view.fund_name)))


class _Home(msgspec.Struct, frozen=True):
    """What is known of a household before any fund is asked."""

    person_id: str
    household: Household
    members: tuple[MemberView, ...]
    homes: tuple[str, ...]
    awards: tuple[Award, ...]
    left: dict[str, int]


def _answer(look: Reading, fund: Fund, home: _Home) -> EntitlementView:
    household = home.household
    already = sum(
        row.amount_cents
        for row in home.awards
        if row.fund_id == fund.id and row.period == fund.period
    )
    rules = rules_on(fund.criteria, fund.later_criteria, look.today)
    isee = right_for_household(look, household.id, rules.isee_kinds).isee
    facts = known_facts(look, household, home.person_id, home.members, isee)
    due = entitlement(taken(rules), msgspec.structs.replace(facts, already_cents=already))
    granted = approved_application(look, fund, home.homes) if fund.needs_application else None
    cents = granted.amount_cents if granted is not None else due.amount_cents
    held = home.left.get(f"fund:{fund.id}", 0)
    cards = home.left.get(f"serial:{fund.id}", 0)
    here = home.left.get(f"home:{household.id}", 0) > 0
    on_paper = fund.carrier == "voucher"
    values = in_vouchers(cents, fund.denominations or ()) if on_paper and not already else ()
    obstacle = _obstacle(look, fund, cents, already, held, cards - max(0, len(values) - 1), here)
    if on_paper and cents and not values and not obstacle:
        obstacle = "vouchers_do_not_sum"
    if fund.needs_application and granted is None and not already:
        obstacle = "application_needed"
    return EntitlementView(
        fund_id=fund.id,
        fund_name=fund.name,
        card_title=fund.card_title,
        card_subtitle=fund.card_subtitle,
        phone=fund.phone,
        resolution=fund.resolution,
        card_expires_on=fund.card_expires_on,
        amount_cents=0 if already else cents,
        lines=due.lines if granted is None else granted.lines,
        members=len(home.members),
        isee_id=isee.id if isee else None,
        already_cents=already,
        obstacle=obstacle,
        held_cents=held,
        cards_left=cards,
        home_desk="" if here else _home_desk(look, household.id),
        application_id="" if granted is None else granted.id,
        on_paper=on_paper,
        values_cents=values,
    )


def approved_application(look: Reading, fund: Fund, homes: tuple[str, ...]) -> Application | None:
    """Return the approved application of a household for a fund and its period, or nothing."""
    rows = rows_of(look, Application, homes, "household_id")
    fitting = (row for row in rows if row.fund_id == fund.id and row.period == fund.period)
    return next((row for row in fitting if row.state == "approved"), None)


def known_facts(
    look: Reading,
    household: Household,
    applicant_id: str,
    members: tuple[MemberView, ...],
    isee: IseeAttestation | None,
) -> Facts:
    """Return what is stored of a household for a fund's rules; what is declared comes later."""
    people = (look.one(Person, member.person_id) for member in members)
    applicant = look.one(Person, applicant_id)
    return Facts(
        on=look.today,
        members=max(1, len(members)),
        births_on=tuple(sorted(row.born_on for row in people if row and row.born_on)),
        applicant_born_on=None if applicant is None else applicant.born_on,
        municipality=household.residence_istat,
        isee_cents=isee.value_cents if isee else None,
        isee_valid=isee is not None,
        isee_kind=isee.isee_kind if isee else None,
    )


def other_households(
    look: Reading, members: tuple[MemberView, ...], household_id: str
) -> tuple[str, ...]:
    """Return where else members count today by another id: the awards there were to them too."""
    found: dict[str, None] = {}
    for member in members:
        ids = cluster_of(look, member.person_id)
        for row in rows_of(look, HouseholdMember, ids) if len(ids) > 1 else ():
            if row.counts and row.from_on <= look.today <= (row.to_on or look.today):
                found[row.household_id] = None
    found.pop(household_id, None)
    return tuple(found)


def _obstacle(
    look: Reading, fund: Fund, due_cents: int, already: int, held: int, cards: int, home: bool
) -> str:
    if already:
        return "already_awarded"
    if not due_cents:
        return "not_entitled"
    if not home:
        return "award_elsewhere"
    if held < due_cents:
        row = look.one(Resource, f"fund:{fund.id}")
        return "over_fund" if row is not None and row.free + held < due_cents else "fund_not_held"
    return "" if cards > 0 else "card_numbers_exhausted"


def _home_desk(look: Reading, household_id: str) -> str:
    right = look.one(WholeRight, f"home:{household_id}")
    desk = look.one(Desk, str(right.holder)) if right is not None else None
    return desk.name if desk else ""
