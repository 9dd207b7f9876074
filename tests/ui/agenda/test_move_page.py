# SPDX-License-Identifier: EUPL-1.2
"""A booking is moved or cancelled, and either can be taken back."""

import pytest
from PySide6.QtCore import Qt

from tests.builders import an_id
from tests.ui.counter import HALL, LIBRARY, MARIA, Counter, act_key, booked, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.people import BookingView
from welfare_desk.ui.agenda.move_page import MovePage


def opened(counter: Counter, booking_id: str) -> MovePage:
    page = MovePage(counter.context, MARIA, booking_id)
    counter.show(page, "agenda")
    return page


def bookings(counter: Counter) -> tuple[BookingView, ...]:
    person = counter.desk.person(MARIA)
    assert person is not None
    return person.bookings


def test_ctrl_enter_moves_prints_and_can_be_taken_back(counter: Counter) -> None:
    booking_id = booked(counter.desk, "hall-0-0")
    page = opened(counter, booking_id)
    page.times.chosen.emit(an_id("hall-4-1"))
    act_key(counter, "confirm")
    (moved,) = bookings(counter)
    assert (moved.booking_id, moved.slot_id) == (booking_id, an_id("hall-4-1"))
    assert [job.document for job in counter.jobs_queued] == ["slip"]
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert [row.slot_id for row in bookings(counter)] == [an_id("hall-0-0")]


def test_a_provisional_booking_is_booked_anew_before_the_old_one_goes(counter: Counter) -> None:
    first = booked(counter.desk, "hall-2-1")
    page = opened(counter, first)
    assert page.anew.isVisible()
    page.times.chosen.emit(an_id("hall-4-1"))
    act_key(counter, "confirm")
    states = {row.booking_id: (row.state, row.certainty) for row in bookings(counter)}
    assert states.pop(first)[0] == "cancelled"
    assert list(states.values()) == [("booked", "final")]


def test_cancelling_frees_the_person_and_can_be_taken_back(counter: Counter) -> None:
    page = opened(counter, booked(counter.desk, "hall-0-0"))
    page.cancel_button.click()
    settle(counter.jobs)
    assert [row.state for row in bookings(counter)] == ["cancelled"]
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert sorted(row.state for row in bookings(counter)) == ["booked", "cancelled"]


def test_a_full_time_cannot_be_moved_to(counter: Counter) -> None:
    page = opened(counter, booked(counter.desk, "hall-0-0"))
    page.times.chosen.emit(an_id("hall-3-1"))
    assert not page.move_button.isEnabled()
    act_key(counter, "confirm")
    assert [row.slot_id for row in bookings(counter)] == [an_id("hall-0-0")]


def test_a_booking_that_is_not_here_is_said(counter: Counter) -> None:
    page = opened(counter, an_id("nothing"))
    assert page.notice.isVisible()
    assert not page.cancel_button.isEnabled()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    page = MovePage(counter.context, MARIA, booked(counter.desk, "hall-0-0"))
    counter.show(page, "agenda", size)
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []


def test_del_cancels_at_once(counter: Counter) -> None:
    page = opened(counter, booked(counter.desk, "hall-0-0"))
    press(page.times.week, key=Qt.Key.Key_Delete)
    settle(counter.jobs)
    assert [row.state for row in bookings(counter)] == ["cancelled"]


def test_the_place_of_before_is_kept_and_another_can_be_chosen(counter: Counter) -> None:
    page = opened(counter, booked(counter.desk, "hall-0-0"))
    assert page.presenter.place == HALL
    page.place.set_value(LIBRARY)
    settle(counter.jobs)
    act_key(counter, "confirm")
    assert [row.place_name for row in bookings(counter)] == [LIBRARY]
