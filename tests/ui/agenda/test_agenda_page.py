# SPDX-License-Identifier: EUPL-1.2
"""The agenda: slots of a day or a week, filtered, by keyboard and for a screen reader."""

import datetime

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest

from tests.builders import OFFERING, TODAY, an_id
from tests.ui.counter import HALL, LIBRARY, Counter, booked, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.ui.agenda import ways
from welfare_desk.ui.agenda.page import AgendaPage
from welfare_desk.ui.agenda.slot_page import SlotPage

MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday()) + datetime.timedelta(days=7)


def opened(counter: Counter, mode: str = "week") -> AgendaPage:
    page = AgendaPage(counter.context)
    counter.show(page, "agenda")
    page.go_to(MONDAY)
    page.show_mode(mode)
    settle(counter.jobs)
    return page


def cells(page: AgendaPage) -> list[tuple[str, str, str]]:
    """Return day, hour and state of the week's cells."""
    return [
        (day.number, slot.start, slot.state) for day in page.week.slots.days for slot in day.slots
    ]


def test_the_week_shows_each_slot_in_one_of_three_shapes(counter: Counter) -> None:
    page = opened(counter)
    found = cells(page)
    assert len(found) == 18
    assert {state for _, _, state in found} == {"full", "promised", "provisional"}
    assert [day.number for day in page.week.slots.days] == ["21", "22", "23", "24", "25"]
    assert problems(counter.shell) == []
    assert unnamed(page) == []


def test_two_slots_of_one_hour_stand_below_each_other(counter: Counter) -> None:
    page = opened(counter)
    index = page.week.slots.index_of(an_id("library-1"))
    assert index.isValid()
    assert "Tutoring" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_place_narrows_the_week_and_stays_chosen_in_the_next(counter: Counter) -> None:
    page = opened(counter)
    page.bar.place.set_value(LIBRARY)
    assert len(cells(page)) == 2
    page.week.setFocus()
    QTest.keyClick(page.week, Qt.Key.Key_PageDown)
    settle(counter.jobs)
    assert page.bar.place.value() == LIBRARY
    assert cells(page) == []
    assert not page.table.isVisible()
    page.bar.place.control.setFocus()
    QTest.keyClick(page.bar.place.control, Qt.Key.Key_PageUp)
    settle(counter.jobs)
    page.bar.place.set_value(HALL)
    assert len(cells(page)) == 16


def test_the_list_says_in_words_what_the_cells_show(counter: Counter) -> None:
    page = opened(counter, "list")
    assert page.table.isVisible()
    assert not page.week.isVisible()
    row = next(row for row in page._rows.rows if row.slot_id == an_id("hall-3-1"))
    badge = page._cell(row, "state").badge
    assert badge is not None
    assert badge.text == "Pieno"
    assert page._cell(row, "time").sub == "gio 24 settembre"
    assert page._cell(row, "free").text == "occupati 0 di 1"


def test_a_booking_of_this_desk_is_counted_before_it_is_sent(counter: Counter) -> None:
    page = opened(counter, "list")
    booked(counter.desk, "hall-0-0")
    page.reload()
    settle(counter.jobs)
    row = next(row for row in page._rows.rows if row.slot_id == an_id("hall-0-0"))
    assert (row.taken, row.guaranteed) == (1, 1)
    assert row.offering_id == OFFERING


def test_enter_opens_the_slot_with_who_comes(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    page = opened(counter)
    page.week.choose(an_id("hall-0-0"))
    press(page.week, "\r", Qt.Key.Key_Return)
    settle(counter.jobs)
    slot = counter.page
    assert isinstance(slot, SlotPage)
    assert [slot._cell(row, "person").text for row in slot._rows.rows] == ["Rossi Maria"]
    assert problems(counter.shell) == []
    assert unnamed(slot) == []


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("mode", ["day", "week", "list"])
def test_nothing_is_cut_at_twice_the_text(
    counter: Counter, mode: str, size: tuple[int, int]
) -> None:
    counter.look.set_theme(text_percent=200)
    counter.shell.resize(QSize(*size))
    page = opened(counter, mode)
    settle(counter.jobs)
    assert problems(counter.shell) == []
    assert not page.week.isVisible(), "a week of cells has no room: the list is there"


def test_a_day_that_is_typed_is_shown(counter: Counter) -> None:
    page = opened(counter, "day")
    page.bar.day.set_text("23/9/26")
    settle(counter.jobs)
    assert {row.slot_on for row in page._rows.rows} == {datetime.date(2026, 9, 23)}
    page.bar.day.set_text("23/")
    settle(counter.jobs)
    assert len(page._rows.rows) == 3, "half a date goes nowhere"


@pytest.mark.parametrize("way", ways.WAYS, ids=lambda way: str(way.id))
def test_each_way_leads_to_a_page_that_stands(counter: Counter, way: ways.Way) -> None:
    page = way.make(counter.context)
    counter.show(page, "agenda")
    settle(counter.jobs)
    assert page.objectName()
    assert page.title()
    assert problems(counter.shell) == []


def test_who_answers_for_a_cooperative_sees_its_ways_too() -> None:
    plain = {way.id for way in ways.ways_for("operator")}
    assert plain < {way.id for way in ways.ways_for("supervisor")}
    assert len({way.id for way in ways.WAYS}) == len(ways.WAYS)
