# SPDX-License-Identifier: EUPL-1.2
"""An Italian wall clock, also in the two nights when it jumps."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.clock import FixedClock, SystemClock
from welfare_desk.core.instants import (
    DAY_US,
    MINUTE_US,
    local_date,
    local_minute,
    local_text,
    local_time_text,
    slot_instant,
)
from welfare_desk.core.refusals import DateInSkippedHour

SPRING = date(2026, 3, 29)
AUTUMN = date(2026, 10, 25)


@given(st.dates(date(1980, 1, 1), date(2100, 12, 31)), st.integers(0, 1439))
def test_a_slot_shows_the_day_and_minute_it_was_made_for(on: date, minute: int) -> None:
    try:
        us = slot_instant(on, minute)
    except DateInSkippedHour:
        assert on.month in (3, 4)
        return
    assert (local_date(us), local_minute(us)) == (on, minute)


@pytest.mark.parametrize("minute", [120, 150, 179])
def test_the_hour_that_spring_removes_is_refused(minute: int) -> None:
    with pytest.raises(DateInSkippedHour) as refused:
        slot_instant(SPRING, minute)
    assert refused.value.facts["on"] == "2026-03-29"


def test_the_minutes_around_the_removed_hour_are_one_minute_apart() -> None:
    assert slot_instant(SPRING, 180) - slot_instant(SPRING, 119) == MINUTE_US


def test_the_first_of_the_two_hours_of_autumn_is_meant() -> None:
    assert slot_instant(AUTUMN, 150) - slot_instant(AUTUMN, 90) == 60 * MINUTE_US
    assert slot_instant(AUTUMN, 180) - slot_instant(AUTUMN, 150) == 90 * MINUTE_US


def test_the_days_of_change_have_23_and_25_hours() -> None:
    for day, hours in ((SPRING, 23), (AUTUMN, 25)):
        length = slot_instant(day + timedelta(days=1), 0) - slot_instant(day, 0)
        assert length == DAY_US + (hours - 24) * 60 * MINUTE_US


def test_midnight_in_italy_is_still_yesterday_in_utc() -> None:
    us = slot_instant(date(2026, 7, 1), 30)
    assert local_text(us) == "01/07/2026 00:30"
    assert local_time_text(us - 31 * MINUTE_US) == "23:59"


@pytest.mark.parametrize("minute", [-1, 1440])
def test_a_minute_outside_the_day_is_a_bug(minute: int) -> None:
    with pytest.raises(ValueError, match=str(minute)):
        slot_instant(SPRING, minute)


def test_a_fixed_clock_moves_only_when_told(clock: FixedClock) -> None:
    before = clock.now_us()
    assert clock.now_us() == before
    assert clock.advance(2.5, minutes=1, days=-1) == before + 62_500_000 - DAY_US


def test_the_systems_clock_goes_on_in_this_century() -> None:
    clock = SystemClock()
    first, second = clock.now_us(), clock.now_us()
    assert first <= second
    assert 2026 <= local_date(first).year < 2100
