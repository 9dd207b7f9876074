# SPDX-License-Identifier: EUPL-1.2
"""The slip is seen before it comes out, in large print too, and goes onto a phone as a file."""

from pathlib import Path

import icalendar

from tests.ui.counter import MARIA, Counter, act_key, booked, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.ui.agenda.slip_page import SlipPage


def opened(counter: Counter) -> SlipPage:
    page = SlipPage(counter.context, booked(counter.desk, "hall-0-0"), MARIA)
    counter.show(page, "agenda")
    settle(counter.jobs)
    return page


def test_large_print_is_seen_and_printed(counter: Counter) -> None:
    page = opened(counter)
    normal = page.preview.image()
    page.print_size.set_value("large")
    settle(counter.jobs)
    settle(counter.jobs)
    assert page.preview.image() != normal
    assert problems(counter.shell) == []
    assert unnamed(page) == []
    act_key(counter, "confirm")
    (job,) = counter.jobs_queued
    assert job.document == "slip"
    assert counter.closed == [page]


def test_the_file_for_a_phone_names_nobody(counter: Counter, tmp_path: Path) -> None:
    page = opened(counter)
    path = tmp_path / "a.ics"
    page.write_calendar(path)
    settle(counter.jobs)
    data = path.read_bytes()
    (event,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert str(event["summary"]) == "Tutoring"
    assert b"Rossi" not in data
    assert b"Maria" not in data


def test_a_place_that_cannot_be_written_is_said(counter: Counter, tmp_path: Path) -> None:
    page = opened(counter)
    page.write_calendar(tmp_path / "nowhere" / "a.ics")
    settle(counter.jobs)
    assert counter.toasts[-1].endswith(".")
