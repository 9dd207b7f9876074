# SPDX-License-Identifier: EUPL-1.2
"""What a fund gives a household, and the criterion that stands in the way."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.awards import Criteria, Facts, amount_for
from welfare_desk.core.fund_rules import entitlement

# Castelvetrano's table of 2020, with a ceiling.
FOOD = Criteria(
    amounts_cents=(12_000, 22_000, 32_000, 38_000, 42_000),
    isee_ceiling_cents=1_500_000,
    isee_kinds=("ordinary", "current"),
    resident_municipalities=("028063", "028045"),
)

TODAY = datetime.date(2026, 9, 16)


def a_home(members: int = 3, **known: Any) -> Facts:
    fields: dict[str, Any] = {"isee_cents": 0, "isee_valid": True, "municipality": "028063"}
    return Facts(on=TODAY, members=members, **{**fields, **known})


@pytest.mark.parametrize(
    ("members", "cents"), [(1, 12_000), (4, 38_000), (5, 42_000), (11, 42_000)]
)
def test_the_last_amount_is_for_that_size_or_more(members: int, cents: int) -> None:
    assert amount_for(FOOD, members) == cents
    assert entitlement(FOOD, a_home(members)).amount_cents == cents


def test_every_criterion_is_a_line() -> None:
    due = entitlement(
        FOOD, a_home(isee_cents=1_500_000, already_cents=10_000, isee_kind="ordinary")
    )
    assert [(line.code, line.ok, line.cents) for line in due.lines] == [
        ("residence", True, 0),
        ("isee_present", True, 0),
        ("isee_kind", True, 0),
        ("isee_valid", True, 0),
        ("isee_ceiling", True, 0),
        ("household_size", True, 32_000),
        ("already_awarded", True, -10_000),
    ]
    assert (due.amount_cents, due.unmet) == (22_000, None)


@pytest.mark.parametrize(
    ("isee_cents", "valid", "municipality", "already", "kind", "unmet"),
    [
        (0, True, "028060", 0, "ordinary", "residence"),
        (0, True, "", 0, "ordinary", "residence"),
        (None, False, "028063", 0, None, "isee_present"),
        (0, True, "028063", 0, "minors", "isee_kind"),
        (0, False, "028063", 0, "ordinary", "isee_valid"),
        (1_500_001, True, "028063", 0, "ordinary", "isee_ceiling"),
        (0, True, "028063", 32_000, "ordinary", "already_awarded"),
        (0, True, "028063", 50_000, "ordinary", "already_awarded"),
    ],
)
def test_the_criterion_that_is_not_met_is_named_and_gives_nothing(
    isee_cents: int | None,
    valid: bool,
    municipality: str,
    already: int,
    kind: str | None,
    unmet: str,
) -> None:
    due = entitlement(
        FOOD,
        a_home(
            isee_cents=isee_cents,
            isee_valid=valid,
            municipality=municipality,
            already_cents=already,
            isee_kind=kind,
        ),
    )
    assert (due.amount_cents, due.unmet) == (0, unmet)


def test_a_fund_without_ceiling_asks_for_no_isee() -> None:
    fund = Criteria(amounts_cents=(5000,))
    due = entitlement(fund, Facts(on=TODAY, members=2))
    assert due.amount_cents == 5000
    assert [line.code for line in due.lines] == ["residence", "household_size"]


def test_a_fund_without_kinds_takes_any_isee() -> None:
    fund = Criteria(amounts_cents=(5000,), isee_ceiling_cents=100)
    assert entitlement(fund, a_home(2, isee_cents=100, isee_kind="university")).amount_cents == 5000


@given(st.integers(1, 12), st.integers(0, 60_000))
def test_two_awards_together_never_exceed_the_table(members: int, already: int) -> None:
    due = entitlement(FOOD, a_home(members, already_cents=already)).amount_cents
    assert due >= 0
    assert due == 0 or due + already == amount_for(FOOD, members)


@pytest.mark.parametrize(("amounts", "members"), [((), 1), ((5000,), 0)])
def test_an_empty_table_or_household_is_a_bug(amounts: tuple[int, ...], members: int) -> None:
    with pytest.raises(ValueError, match=str(members)):
        amount_for(Criteria(amounts_cents=amounts), members)
