# SPDX-License-Identifier: EUPL-1.2
"""Who came, marked by keyboard, and a month's statement on the screen."""

from __future__ import annotations

import datetime
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import TODAY, an_id
from tests.ui.counter import Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.service_requests.bookings_here import SLOT, booked, chief, put, states
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Meeting
from welfare_desk.ui.agenda.slot_page import SlotPage
from welfare_desk.ui.attendance.list_page import AttendanceListPage
from welfare_desk.ui.attendance.page import AttendancePage
from welfare_desk.ui.statement.page import StatementPage

WEEK = datetime.timedelta(days=7)


def test_a_list_is_marked_one_key_a_row_and_each_mark_is_taken_back(counter: Counter) -> None:
    booked(counter, 6)
    page = AttendanceListPage(counter.context, SLOT.id)
    counter.show(page)
    assert page.table.hasFocus()
    for key in "PPAPPA":
        QTest.keyClicks(page.table, key)
    settle(counter.jobs)
    assert states(counter, 6) == [
        "attended", "attended", "no_show", "attended", "attended", "no_show",
    ]  # fmt: skip
    assert "4 presenti" in page._sheet.subtitle.text()
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert states(counter, 6)[5] == "booked"
    page.table.select_place(0)
    QTest.keyClick(page.table, Qt.Key.Key_Backspace)
    settle(counter.jobs)
    assert states(counter, 6)[0] == "booked"
    assert problems(counter.shell) == []
    assert unnamed(page) == []


def test_a_list_prints_and_a_button_marks(counter: Counter) -> None:
    booked(counter, 1)
    page = AttendanceListPage(counter.context, SLOT.id)
    counter.show(page)
    page._acted(page.rows.rows[0], "came")
    settle(counter.jobs)
    assert states(counter, 1) == ["attended"]
    assert page.act("print")
    settle(counter.jobs)
    assert [job.document for job in counter.jobs_queued] == ["attendance"]


def test_meeting_of_a_course_is_marked_alone(counter: Counter) -> None:
    times = (Meeting(SLOT.slot_on, 900, 60), Meeting(SLOT.slot_on + WEEK, 900, 60))
    put(counter, msgspec.structs.replace(SLOT, meetings=times))
    booked(counter, 1)
    page = AttendanceListPage(counter.context, SLOT.id, 1)
    counter.show(page)
    QTest.keyClicks(page.table, "P")
    settle(counter.jobs)
    row = counter.desk.look(lambda here: here.one(Booking, an_id("b0")))
    assert row is not None
    assert row.meetings_attended == (1,)


def test_arrival_from_a_slots_page_is_that_of_the_days_meeting(counter: Counter) -> None:
    times = (Meeting(TODAY - WEEK, 900, 60), Meeting(TODAY, 900, 60))
    put(counter, msgspec.structs.replace(SLOT, slot_on=TODAY - WEEK, meetings=times))
    booked(counter, 1, meetings_attended=(0,), state="attended")
    page = SlotPage(counter.context, SLOT.id, TODAY)
    counter.show(page)
    (row,) = page._rows.rows
    assert row.state == "booked", "who came last week is expected again"
    page.table.acted.emit(row, "act")
    settle(counter.jobs)
    marked = counter.desk.look(lambda here: here.one(Booking, an_id("b0")))
    assert marked is not None
    assert marked.meetings_attended == (0, 1)


def test_days_are_leafed_and_a_slot_opens(counter: Counter) -> None:
    booked(counter, 2)
    page = AttendancePage(counter.context)
    counter.show(page)
    page.day.set_day(SLOT.slot_on - datetime.timedelta(days=1))
    settle(counter.jobs)
    assert page.day.control.hasFocus(), "a day without slots keeps the keys"
    QTest.keyClick(page.day.control, Qt.Key.Key_PageDown)
    settle(counter.jobs)
    assert page.day.day() == SLOT.slot_on
    assert page.card.isVisible()
    assert problems(counter.shell) == []
    place = [row.slot_id for row in page.rows.rows].index(SLOT.id)
    page.table.select_place(place)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(counter.jobs)
    assert isinstance(counter.page, AttendanceListPage)


def test_statement_shows_prints_and_stores_a_month(counter: Counter, tmp_path: Path) -> None:
    booked(counter, 3)
    chief(counter)
    page = StatementPage(counter.context)
    counter.show(page)
    page.provider.set_value(an_id("jonathan"))
    settle(counter.jobs)
    assert SLOT.slot_on.month == TODAY.month
    found = page._found
    assert found is not None
    assert (found.bookings, found.cents) == (3, 1_500)
    assert page.card.isVisible()
    assert problems(counter.shell) == []
    assert unnamed(page) == []
    assert page.act("print")
    settle(counter.jobs)
    assert [job.document for job in counter.jobs_queued] == ["provider_statement"]
    file = tmp_path / "rendiconto.csv"
    page.store(file)
    settle(counter.jobs)
    assert b"15,00" in file.read_bytes()
    page.store(tmp_path / "missing" / "x.csv")
    settle(counter.jobs)
    assert len(counter.toasts) == 2
    QTest.keyClick(page.table, Qt.Key.Key_PageUp)
    settle(counter.jobs)
    assert not page.card.isVisible()
