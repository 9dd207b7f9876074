# SPDX-License-Identifier: EUPL-1.2
"""The rows of the day stand by the hour, with the line of now among them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.ui.desk_fixture import a_busy_desk
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.ui.today.rows import counts, day_rows, state_of

MINUTE_US = 60 * 1_000_000


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


def test_rows_stand_by_the_hour_and_now_comes_before_what_is_to_come(desk: Desk) -> None:
    rows = day_rows(desk.today())
    assert [row.minute for row in rows] == sorted(row.minute for row in rows)
    assert rows[0].state == "now"


def test_filters_show_and_count_the_same_people(desk: Desk) -> None:
    view = desk.today()
    numbers = counts(view)
    assert numbers == {"all": 5, "waiting": 1, "expected": 3, "served": 1}
    for name, count in numbers.items():
        shown = [row for row in day_rows(view, name) if row.appointment is not None]
        assert len(shown) == count


def test_who_was_received_is_at_the_desk_until_the_time_is_over(desk: Desk) -> None:
    view = desk.today()
    one = next(a for a in view.appointments if a.booking.state == "attended")
    assert state_of(one, view.now_us) == "at_desk"
    assert state_of(one, one.starts_at + one.booking.minutes * MINUTE_US) == "served"


def test_a_day_without_anybody_has_no_line_of_now(desk: Desk) -> None:
    empty = msgspec.structs.replace(desk.today(), appointments=(), free_slots=())
    assert day_rows(empty) == ()
