# SPDX-License-Identifier: EUPL-1.2
"""Amounts as Italians write them, and sums that never lose a cent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.money import (
    HIGHEST_CENTS,
    euro_text,
    parse_euro,
    rounded,
    split_largest_remainder,
)
from welfare_desk.core.refusals import AmountUnreadable


@pytest.mark.parametrize(
    ("cents", "it", "en"),
    [
        (0, "0,00\u00a0€", "€0.00"),
        (5, "0,05\u00a0€", "€0.05"),
        (123450, "1.234,50\u00a0€", "€1,234.50"),
        (100000000, "1.000.000,00\u00a0€", "€1,000,000.00"),
        (-350, "−3,50\u00a0€", "−€3.50"),
    ],
)
def test_an_amount_is_written_in_both_languages(cents: int, it: str, en: str) -> None:
    assert euro_text(cents) == it
    assert euro_text(cents, "en") == en


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,50", 123450),
        ("1234,50", 123450),
        ("1234.5", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("€ 12", 1200),
        ("12 €", 1200),
        ("12,50 euro", 1250),
        ("EUR 12", 1200),
        ("0,5", 50),
        ("007", 700),
        ("1.234.567,8", 123456780),
        ("1'000,00", 100000),
        ("1 000", 100000),
    ],
)
def test_an_amount_is_read_as_people_type_it(text: str, cents: int) -> None:
    assert parse_euro(text) == cents


@pytest.mark.parametrize(
    "text",
    ["", "€", "1,234", "12,345", "1.23.4", "1234.567", "-5", "+5", "1,2,3", "1.234.50", "dodici",
     "1e3", "٣", "1.000.000.000,00", "9" * 30],
)  # fmt: skip
def test_what_may_mean_two_amounts_or_none_is_refused(text: str) -> None:
    with pytest.raises(AmountUnreadable):
        parse_euro(text)


@given(st.integers(0, HIGHEST_CENTS), st.sampled_from(["it", "en"]))
def test_a_printed_amount_is_read_back(cents: int, lang: str) -> None:
    assert parse_euro(euro_text(cents, lang)) == cents


@given(st.integers(0, 10**9), st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any))
def test_shares_add_up_and_are_within_a_cent_of_exact(total: int, weights: list[int]) -> None:
    shares = split_largest_remainder(total, weights)
    assert sum(shares) == total
    for share, weight in zip(shares, weights, strict=True):
        assert abs(share - Fraction(total * weight, sum(weights))) < 1


def test_of_equal_remainders_the_person_named_last_pays_least() -> None:
    assert split_largest_remainder(100, [1, 1, 1]) == (34, 33, 33)
    assert split_largest_remainder(101, [1, 1]) == (51, 50)


@pytest.mark.parametrize(("total", "weights"), [(100, [0, 0]), (100, [2, -1]), (-1, [1])])
def test_shares_of_nothing_are_a_bug(total: int, weights: list[int]) -> None:
    with pytest.raises(ValueError, match=r"\("):
        split_largest_remainder(total, weights)


def test_a_half_is_rounded_upwards_to_the_step() -> None:
    assert rounded(Fraction(5, 2)) == 3
    assert rounded(Fraction(475), 50) == 500
    assert rounded(Fraction(47499, 100), 50) == 450
    assert rounded(Fraction(12, 1), 5) == 10
