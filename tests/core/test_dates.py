# SPDX-License-Identifier: EUPL-1.2
"""Dates as people type and read them."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.dates import (
    add_months,
    age,
    date_text,
    last_of_month,
    month_name,
    parse_birth_date,
    parse_date,
    weekday_text,
)
from welfare_desk.core.refusals import BirthInFuture, DateUnreadable

TODAY = date(2026, 9, 16)


@pytest.mark.parametrize(
    "text",
    ["5/3/62", "05/03/1962", "05031962", "050362", "5.3.1962", "5-3-62", " 5 3 1962 ", "5 / 3 / 62",
     "5 marzo 1962", "5 Mar 62", "5 MARZO 62", "1962-03-05", "5 march 1962"],
)  # fmt: skip
def test_a_birth_date_is_read_as_people_type_it(text: str) -> None:
    assert parse_birth_date(text, TODAY) == date(1962, 3, 5)


@pytest.mark.parametrize(
    ("text", "born_on"),
    [
        ("16/9/26", date(2026, 9, 16)),
        ("17/9/26", date(1926, 9, 17)),
        ("1/1/27", date(1927, 1, 1)),
        ("29/2/00", date(2000, 2, 29)),
        ("29/2/28", date(1928, 2, 29)),
        ("31/12/1899", date(1899, 12, 31)),
    ],
)
def test_two_digits_mean_the_latest_year_not_in_the_future(text: str, born_on: date) -> None:
    assert parse_birth_date(text, TODAY) == born_on


def test_two_digits_of_another_date_mean_this_century() -> None:
    assert parse_date("31/12/27", TODAY) == date(2027, 12, 31)
    assert parse_date("1/2/2019", TODAY) == date(2019, 2, 1)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("", "text"),
        ("ieri", "text"),
        ("5/3", "text"),
        ("5/3/962", "text"),
        ("503196", "month"),
        ("1234567", "text"),
        ("5/13/1962", "month"),
        ("5 foo 1962", "month"),
        ("32/3/1962", "day"),
        ("0/3/1962", "day"),
        ("30/2/1962", "date"),
        ("31/4/1962", "date"),
        ("29/2/26", "date"),
        ("5/3/1200", "year"),
        ("5/3/2962", "year"),
        ("٥/٣/١٩٦٢", "text"),  # noqa: RUF001 - Arabic digits are meant
    ],
)
def test_the_part_that_cannot_be_read_is_named(text: str, part: str) -> None:
    with pytest.raises(DateUnreadable) as refused:
        parse_birth_date(text, TODAY)
    assert refused.value.facts == {"part": part}


def test_a_birth_tomorrow_is_refused() -> None:
    with pytest.raises(BirthInFuture):
        parse_birth_date("17/9/2026", TODAY)


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_a_printed_date_is_read_back(on: date) -> None:
    assert parse_date(date_text(on), TODAY) == on
    assert parse_date(on.isoformat(), TODAY) == on
    assert parse_date(f"{on:%d%m%Y}", TODAY) == on
    assert parse_date(f"{on.day} {month_name(on.month)} {on.year}", TODAY) == on


@given(st.dates(TODAY - timedelta(days=36523), TODAY))
def test_two_digits_are_enough_for_a_hundred_years(on: date) -> None:
    assert parse_birth_date(f"{on:%d/%m/%y}", TODAY) == on


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    born_on = TODAY
    with suppress(DateUnreadable, BirthInFuture):
        born_on = parse_birth_date(text, TODAY)
    assert born_on <= TODAY


def test_a_date_is_read_aloud_in_both_languages() -> None:
    assert weekday_text(date(2026, 3, 5)) == "giovedì 5 marzo 2026"
    assert weekday_text(date(2026, 3, 5), "en") == "Thursday 5 March 2026"


@pytest.mark.parametrize(
    ("born_on", "on", "years"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(1962, 3, 5), date(2026, 3, 4), 63),
        (date(1962, 3, 5), date(2026, 3, 5), 64),
        (date(2026, 3, 5), date(2026, 3, 5), 0),
    ],
)
def test_age_is_in_completed_years(born_on: date, on: date, years: int) -> None:
    assert age(born_on, on) == years


def test_months_are_added_within_the_shorter_month() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 1)))
def test_after_the_last_of_a_month_comes_the_first_of_the_next(on: date) -> None:
    last = last_of_month(on.year, on.month)
    assert last.month == on.month
    assert (last + timedelta(days=1)).day == 1
