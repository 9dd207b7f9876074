# SPDX-License-Identifier: EUPL-1.2
"""Oggi: the slip read at the counter marks the arrival, a course comes on each of its days."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import OFFERING, TERRITORY, TODAY, TOWN, an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import PIN, a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.scan_codes import slip_code
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.today import Appointment
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Meeting, Slot
from welfare_desk.operations.booking_changes import RecordAttendance
from welfare_desk.store.rows import save
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner, qapp: QApplication) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner))
    made.open_place("today")
    settle(runner, 3)
    yield made
    let_go(made)


def waiting_for(desk: Desk) -> Appointment:
    return next(row for row in desk.today().appointments if row.booking.state == "booked")


def test_the_slip_of_today_marks_the_arrival_and_can_be_taken_back(
    window: MainWindow, desk: Desk, runner: JobRunner
) -> None:
    one = waiting_for(desk)
    window.searching.scan(slip_code(one.booking.booking_no))
    settle(runner, 3)
    states = {row.booking.booking_id: row.booking.state for row in desk.today().appointments}
    assert states[one.booking.booking_id] == "arrived"
    assert window.current_page() == "today", "the next one in the queue may be scanned at once"
    window.act_asked.emit("undo")
    settle(runner, 3)
    states = {row.booking.booking_id: row.booking.state for row in desk.today().appointments}
    assert states[one.booking.booking_id] == "booked"


def test_read_again_the_slip_opens_the_person(
    window: MainWindow, desk: Desk, runner: JobRunner
) -> None:
    one = waiting_for(desk)
    desk.record(RecordAttendance(booking_id=one.booking.booking_id, outcome="arrived"))
    window.place_pages["today"].reload()
    settle(runner, 3)
    window.searching.scan(slip_code(one.booking.booking_no))
    settle(runner, 3)
    page = window.tabs.of_page(window.current_page())
    assert page is not None
    assert page.id == one.booking.person_id


def test_a_course_comes_on_the_day_of_each_meeting(desk: Desk) -> None:
    week = datetime.timedelta(days=7)
    meetings = tuple(
        Meeting(on=TODAY + week * n, start_minute=1020, minutes=90) for n in (-1, 0, 1)
    )
    course = Slot(
        id=an_id("course"), territory_id=TERRITORY, offering_id=OFFERING,
        slot_on=meetings[0].on, start_minute=1020, minutes=90, zone="Europe/Rome", places=8,
        place_name="Sala civica", address="", directions="", closed=False, meetings=meetings,
    )  # fmt: skip
    person = waiting_for(desk).booking.person_id
    booking = Booking(
        id=an_id("in the course"), territory_id=TERRITORY, controller_id=TOWN, booking_no="C1",
        person_id=person, slot_id=course.id, offering_id=OFFERING, seats=1, state="attended",
        certainty="final", unit_cents=0, units=1, total_cents=0, fee_scheme_id="", isee_id=None,
        lines=(), booked_at=0, device=1, operator_id="", meetings_attended=(0,),
    )  # fmt: skip
    store = desk.parts()[0]
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in (course, booking)})
    (one,) = [row for row in desk.today().appointments if row.meeting is not None]
    assert (one.meeting, one.booking.state, one.booking.start_minute) == (1, "booked", 1020)
    desk.session.log_in("anna", PIN)
    desk.record(RecordAttendance(booking_id=booking.id, outcome="arrived", meeting=1))
    (one,) = [row for row in desk.today().appointments if row.meeting is not None]
    assert one.booking.state == "attended"
    assert one.booking.slot_on == TODAY
