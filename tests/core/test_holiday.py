# SPDX-License-Identifier: EUPL-1.2
"""Holidays and working days, beside the usual library and by hand."""

import datetime

import holidays
import pytest

from welfare_desk.core.holiday import easter, is_holiday, is_national_holiday, working_days

D = datetime.date


@pytest.mark.parametrize("year", range(2012, 2061))
def test_every_day_but_sundays_is_judged_as_the_library_does(year: int) -> None:
    theirs = {day for day in holidays.country_holidays("IT", years=year) if day.weekday() < 6}
    days = (D(year, 1, 1) + datetime.timedelta(n) for n in range(365 + (year % 4 == 0)))
    assert {day for day in days if day.weekday() < 6 and is_national_holiday(day)} == theirs


def test_easter_by_the_almanac() -> None:
    known = [D(1961, 4, 2), D(2000, 4, 23), D(2008, 3, 23), D(2026, 4, 5), D(2038, 4, 25)]
    assert [easter(day.year) for day in known] == known


def test_sundays_and_a_body_s_own_days_cost_as_holidays() -> None:
    assert is_holiday(D(2026, 9, 20))
    assert not is_holiday(D(2026, 9, 21))
    assert is_holiday(D(2026, 6, 13), ("06-13",))
    assert not is_holiday(D(2026, 6, 12), ("06-13",))


@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        (D(2026, 9, 14), D(2026, 9, 14), 0),
        (D(2026, 9, 14), D(2026, 9, 16), 2),
        (D(2026, 9, 18), D(2026, 9, 21), 1),
        (D(2026, 12, 24), D(2026, 12, 28), 1),
        (D(2026, 9, 16), D(2026, 9, 14), 0),
    ],
)
def test_working_days_leave_weekends_and_holidays_out(
    since: datetime.date, until: datetime.date, days: int
) -> None:
    assert working_days(since, until) == days
