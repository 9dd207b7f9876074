# SPDX-License-Identifier: EUPL-1.2
"""The rules of funds: each criterion, the sum, and what holds whatever the rules."""

import datetime
import tomllib
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.core.awards import (
    Addition,
    Criteria,
    DatedCriteria,
    Entitlement,
    Facts,
    PerDay,
    days_cents,
    highest_award,
    rules_on,
)
from welfare_desk.core.fund_flaws import dates_flaw, flaw
from welfare_desk.core.fund_rules import LINE_CODES, MISSING, entitlement
from welfare_desk.core.resources import resource_path

TODAY = datetime.date(2026, 9, 16)
TABLE = (12_000, 22_000, 32_000)


def born(years: int, days: int = 0) -> datetime.date:
    return TODAY.replace(year=TODAY.year - years) + datetime.timedelta(days=days)


def home(members: int = 2, **known: Any) -> Facts:
    return Facts(on=TODAY, members=members, **known)


def due(rules: dict[str, Any], **known: Any) -> Entitlement:
    table = {} if {"fixed_cents", "per_day"} & set(rules) else {"amounts_cents": TABLE}
    return entitlement(Criteria(**table, **rules), home(**known))


@pytest.mark.parametrize(
    ("rules", "fits", "fails", "code"),
    [
        ({"resident_months": 12}, {"resident_from": datetime.date(2025, 9, 16)},
         {"resident_from": datetime.date(2025, 9, 17)}, "residence_since"),
        ({"resident_months": 12}, {"resident_from": datetime.date(1900, 1, 1)},
         {"resident_from": datetime.date(9999, 12, 31)}, "residence_since"),
        ({"resident_months": 12}, {"resident_from": datetime.date(1900, 1, 1)}, {},
         "residence_since_missing"),
        ({"age_min": 65}, {"applicant_born_on": born(65)},
         {"applicant_born_on": born(65, 1)}, "age_at_least"),
        ({"age_max": 30}, {"applicant_born_on": born(31, 1)},
         {"applicant_born_on": born(31)}, "age_at_most"),
        ({"age_min": 18, "age_max": 30}, {"applicant_born_on": born(18)}, {},
         "applicant_birth_missing"),
        ({"members_min": 3}, {"members": 3}, {"members": 2}, "members_at_least"),
        ({"members_max": 3}, {"members": 3}, {"members": 4}, "members_at_most"),
        ({"minors_min": 1}, {"births_on": (born(18, 1),)}, {"births_on": (born(18),)}, "minors"),
        ({"member_aged": 75}, {"births_on": (born(75), born(3))},
         {"births_on": (born(75, 1),)}, "member_aged"),
        ({"isee_ceiling_cents": 100}, {"isee_cents": 100, "isee_valid": True}, {}, "isee_present"),
        ({"isee_ceilings_cents": (100, 200)}, {"isee_cents": 200, "isee_valid": True},
         {"isee_cents": 201, "isee_valid": True}, "isee_ceiling"),
        ({"isee_ceilings_cents": (100, 200)},
         {"members": 9, "isee_cents": 200, "isee_valid": True},
         {"members": 1, "isee_cents": 101, "isee_valid": True}, "isee_ceiling"),
        ({"income_ceilings_cents": (100, 150)}, {"income_cents": 150}, {"income_cents": 151},
         "income_ceiling"),
        ({"income_ceilings_cents": (100,)}, {"income_cents": 0}, {}, "income_missing"),
        ({"excluded_support": ("adi", "dedicata")}, {"other_support": ("home_care",)},
         {"other_support": ("dedicata",)}, "other_support"),
        ({"support_cap_cents": 500}, {"other_support_cents": 500}, {"other_support_cents": 501},
         "support_cap"),
        ({"support_deducted_percent": 100}, {"other_support_cents": 21_999},
         {"other_support_cents": 22_000}, "support_deducted"),
        ({"step_cents": 20_000}, {"members": 2}, {"members": 1}, "rounded_down"),
    ],
)  # fmt: skip
def test_each_criterion_is_met_at_its_edge_and_no_further(
    rules: dict[str, Any], fits: dict[str, Any], fails: dict[str, Any], code: str
) -> None:
    given_to = due(rules, **fits)
    assert given_to.unmet is None
    assert given_to.amount_cents > 0
    refused = due(rules, **fails)
    assert (refused.amount_cents, refused.unmet) == (0, code)


def test_a_missing_declaration_is_said_as_missing() -> None:
    for rules in (
        {"resident_months": 1},
        {"age_min": 1},
        {"isee_ceiling_cents": 1},
        {"income_ceilings_cents": (1,)},
    ):
        assert due(rules).unmet in MISSING


@pytest.mark.parametrize(
    ("rules", "known", "lines"),
    [
        ({"fixed_cents": 5_000}, {}, {"fixed_amount": 5_000}),
        (
            {"additions": (Addition(kind="infant", cents=3_000, most=2),)},
            {"members": 5, "births_on": (born(0), born(2), born(1), born(3))},
            {"household_size": 32_000, "addition_infant": 6_000},
        ),
        (
            {"additions": (Addition(kind="infant", cents=3_000, most=9, months=36),)},
            {"births_on": (born(3, 1), born(3))},
            {"household_size": 22_000, "addition_infant": 3_000},
        ),
        (
            {"additions": (Addition(kind="minor", cents=1_000, most=9),
                           Addition(kind="disability", cents=2_000, most=9))},
            {"births_on": (born(40), born(10)), "disabled": 7},
            {"household_size": 22_000, "addition_minor": 1_000, "addition_disability": 4_000},
        ),
        ({"minimum_cents": 25_000}, {}, {"household_size": 22_000, "minimum": 3_000}),
        ({"maximum_cents": 20_000}, {}, {"household_size": 22_000, "maximum": -2_000}),
        ({"step_cents": 5_000}, {}, {"household_size": 22_000, "rounded_down": -2_000}),
        (
            {"support_deducted_percent": 50},
            {"other_support_cents": 3_001},
            {"household_size": 22_000, "support_deducted": -1_500},
        ),
        (
            {"per_day": PerDay(adult_cents=500, minor_cents=700, days=14,
                               weekly_cap_cents=10_000)},
            {"births_on": (born(40), born(10))},
            {"per_day": 16_800},
        ),
        (
            {"per_day": PerDay(adult_cents=500, minor_cents=700, days=10,
                               weekly_cap_cents=10_000)},
            {"members": 6, "births_on": (born(10), born(11))},
            {"per_day": 10_000 + 10_000},
        ),
    ],
)  # fmt: skip
def test_the_sum_is_said_line_by_line(
    rules: dict[str, Any], known: dict[str, Any], lines: dict[str, int]
) -> None:
    found = due(rules, **known)
    assert {line.code: line.cents for line in found.lines if line.cents} == lines
    assert found.amount_cents == sum(lines.values())


def test_rules_hold_from_their_day_on() -> None:
    first, second, third = (Criteria(fixed_cents=cents) for cents in (1, 2, 3))
    later = (
        DatedCriteria(from_on=TODAY, criteria=second),
        DatedCriteria(from_on=TODAY + datetime.timedelta(5), criteria=third),
    )
    assert rules_on(first, None, TODAY) == first
    assert rules_on(first, later, TODAY - datetime.timedelta(1)) == first
    assert rules_on(first, later, TODAY) == second
    assert rules_on(first, later, datetime.date(2030, 1, 1)) == third
    assert highest_award(first, later) == 3


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ({}, "amounts_cents"),
        ({"amounts_cents": (1,), "fixed_cents": 1}, "amounts_cents"),
        ({"amounts_cents": (1, 0)}, "amounts_cents[1]"),
        ({"amounts_cents": (-1,)}, "amounts_cents[0]"),
        ({"fixed_cents": 0}, "fixed_cents"),
        ({"fixed_cents": 2**62}, "fixed_cents"),
        ({"fixed_cents": 1, "isee_ceiling_cents": -1}, "isee_ceiling_cents"),
        ({"fixed_cents": 1, "isee_ceiling_cents": 1, "isee_ceilings_cents": (1,)},
         "isee_ceilings_cents"),
        ({"fixed_cents": 1, "income_ceilings_cents": (5, -5)}, "income_ceilings_cents[1]"),
        ({"fixed_cents": 1, "isee_kinds": ("ordinario",)}, "isee_kinds"),
        ({"fixed_cents": 1, "age_min": 30, "age_max": 20}, "age_min"),
        ({"fixed_cents": 1, "members_min": 3, "members_max": 2}, "members_min"),
        ({"fixed_cents": 1, "minimum_cents": 3, "maximum_cents": 2}, "minimum_cents"),
        ({"fixed_cents": 1, "resident_months": -1}, "resident_months"),
        ({"fixed_cents": 1, "support_deducted_percent": 101}, "support_deducted_percent"),
        ({"fixed_cents": 1, "additions": (Addition(kind="minor", cents=0, most=1),)},
         "additions[0].cents"),
        ({"fixed_cents": 1, "additions": (Addition(kind="minor", cents=1, most=0),)},
         "additions[0].most"),
        ({"fixed_cents": 1, "additions": 2 * (Addition(kind="minor", cents=1, most=1),)},
         "additions[1].kind"),
        ({"per_day": PerDay(adult_cents=0, minor_cents=0, days=1, weekly_cap_cents=1)}, "per_day"),
        ({"per_day": PerDay(adult_cents=1, minor_cents=0, days=0, weekly_cap_cents=1)},
         "per_day.days"),
        ({"per_day": PerDay(adult_cents=-1, minor_cents=5, days=1, weekly_cap_cents=1)},
         "per_day.adult_cents"),
    ],
)  # fmt: skip
def test_rules_with_a_flaw_name_its_place(rules: dict[str, Any], path: str) -> None:
    found = flaw(Criteria(**rules))
    assert found is not None
    assert found[0] == path


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ({"amounts_cents": (2_000, 2_500)}, "amounts_cents[1]"),
        ({"fixed_cents": 2_500}, "fixed_cents"),
        ({"fixed_cents": 2_000, "maximum_cents": 1_500}, "maximum_cents"),
        ({"fixed_cents": 2_000, "support_deducted_percent": 5}, "step_cents"),
        ({"fixed_cents": 2_500, "step_cents": 1_500}, "step_cents"),
        ({"fixed_cents": 2_000, "additions": (Addition(kind="minor", cents=500, most=1),)},
         "additions[0].cents"),
        ({"fixed_cents": 2_500, "step_cents": 2_000}, None),
        ({"amounts_cents": (2_000, 4_000)}, None),
    ],
)  # fmt: skip
def test_vouchers_must_make_up_every_amount(rules: dict[str, Any], path: str | None) -> None:
    found = flaw(Criteria(**rules), (1_000, 2_000))
    assert (found and found[0]) == path


def test_days_of_effect_come_one_after_the_other() -> None:
    one = DatedCriteria(from_on=TODAY, criteria=Criteria(fixed_cents=1))
    after = msgspec.structs.replace(one, from_on=TODAY + datetime.timedelta(1))
    assert dates_flaw((one, after)) is None
    assert dates_flaw((one, one)) == ("[1].from_on", "not after the one before")
    assert dates_flaw((after, one)) == ("[1].from_on", "not after the one before")


def test_every_line_has_words_in_both_languages() -> None:
    words = tomllib.loads(resource_path("wording", "lines.toml").read_text(encoding="utf-8"))
    for code in LINE_CODES:
        assert words[f"award_{code}"]["it"]
        assert words[f"award_{code}"]["en"]


CENTS = st.integers(0, 60_000)
ADDED = st.builds(
    Addition,
    kind=st.sampled_from(["infant", "minor", "disability"]),
    cents=st.integers(1, 5_000),
    most=st.integers(1, 4),
    months=st.integers(1, 60),
)
RULES = st.builds(
    Criteria,
    amounts_cents=st.lists(st.integers(1, 50_000), min_size=1, max_size=6).map(
        lambda found: tuple(sorted(found))
    ),
    isee_ceiling_cents=st.none() | CENTS,
    age_min=st.none() | st.integers(0, 70),
    minors_min=st.none() | st.integers(0, 2),
    member_aged=st.none() | st.integers(0, 80),
    support_cap_cents=st.none() | CENTS,
    support_deducted_percent=st.integers(0, 100),
    income_ceilings_cents=st.just(()) | st.tuples(CENTS),
    additions=st.lists(ADDED, max_size=3, unique_by=lambda one: one.kind).map(tuple),
    minimum_cents=st.none() | st.integers(1, 3_000),
    maximum_cents=st.none() | st.integers(3_000, 60_000),
    step_cents=st.none() | st.sampled_from([100, 500, 1_000]),
)
BIRTH = st.integers(0, 90 * 365).map(lambda days: TODAY - datetime.timedelta(days=days))
HOMES = st.builds(
    Facts,
    on=st.just(TODAY),
    members=st.integers(1, 9),
    births_on=st.lists(BIRTH, max_size=9).map(tuple),
    applicant_born_on=st.none() | BIRTH,
    disabled=st.integers(0, 3),
    isee_cents=st.none() | CENTS,
    isee_valid=st.booleans(),
    income_cents=st.none() | CENTS,
    other_support_cents=CENTS,
    already_cents=st.just(0) | CENTS,
)


@settings(max_examples=400)
@given(RULES, HOMES)
def test_the_lines_sum_to_the_amount_and_never_above_the_most(
    rules: Criteria, facts: Facts
) -> None:
    found = entitlement(rules, facts)
    assert 0 <= found.amount_cents <= highest_award(rules)
    assert {line.code for line in found.lines} <= set(LINE_CODES)
    if found.unmet is None:
        assert found.amount_cents == sum(line.cents for line in found.lines) > 0
    else:
        assert found.amount_cents == 0
    assert entitlement(rules, facts) == found


@settings(max_examples=300)
@given(RULES, HOMES, st.integers(1, 5_000))
def test_more_means_never_gives_more(rules: Criteria, facts: Facts, more: int) -> None:
    before = entitlement(rules, facts).amount_cents
    richer = [
        {"other_support_cents": facts.other_support_cents + more},
        {"already_cents": facts.already_cents + more},
    ]
    if facts.isee_cents is not None:
        richer.append({"isee_cents": facts.isee_cents + more})
    if facts.income_cents is not None:
        richer.append({"income_cents": facts.income_cents + more})
    for change in richer:
        assert entitlement(rules, msgspec.structs.replace(facts, **change)).amount_cents <= before


@settings(max_examples=300)
@given(RULES, HOMES)
def test_one_more_in_the_household_never_gives_less(rules: Criteria, facts: Facts) -> None:
    larger = msgspec.structs.replace(facts, members=facts.members + 1)
    assert entitlement(rules, larger).amount_cents >= entitlement(rules, facts).amount_cents


@given(st.integers(0, 9), st.integers(0, 9), st.integers(1, 366), CENTS)
def test_no_week_gives_more_than_its_cap(adults: int, minors: int, days: int, cap: int) -> None:
    per_day = PerDay(adult_cents=500, minor_cents=700, days=days, weekly_cap_cents=cap)
    total = days_cents(per_day, adults, minors)
    assert total <= -(-days // 7) * cap
    assert total <= days * (adults * 500 + minors * 700)
