# SPDX-License-Identifier: EUPL-1.2
"""The self-check: what it finds, and how far this desk's own time runs ahead."""

from __future__ import annotations

from tests.builders import register
from tests.desk.conftest import PIN
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.desk import Desk

YEAR_US = 365 * 86_400_000_000


def test_sound_desk_has_no_problems(counter: Desk) -> None:
    counter.record(register("maria"))
    found = counter.look(check_desk)
    assert (found.ok, found.problems, found.operations) == (True, (), 1)
    assert found.own_time_ahead_us == 0


def test_own_time_ahead_of_a_clock_that_was_set_back_is_told(
    counter: Desk, clock: FixedClock
) -> None:
    clock.advance(days=365)
    counter.record(register("maria"))
    clock.advance(days=-365)
    counter.record(register("luca"))
    found = counter.look(check_desk)
    assert (found.ok, found.own_time_ahead_us) == (True, YEAR_US)


def test_clock_set_back_ends_no_session_and_changes_no_order(
    counter: Desk, clock: FixedClock
) -> None:
    counter.record(register("maria"))
    clock.advance(days=-3650)
    counter.record(register("luca"))
    counter.session.lock()
    counter.session.log_in("anna", PIN)
    assert counter.look(check_desk).ok
