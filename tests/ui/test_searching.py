# SPDX-License-Identifier: EUPL-1.2
"""The search line at work: what Enter and Ctrl+Enter open, and what stays to be put right."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.keys import press
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.scan_codes import Enrolment, enrolment_code
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> Iterator[MainWindow]:
    desk = a_busy_desk(tmp_path, clock)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def typed(window: MainWindow, text: str, *, listed: bool = True) -> list[str]:
    """Type a text; return the kinds of the rows listed."""
    window.omnibox.seek()
    window.omnibox.clear()
    window.omnibox.line.setText(text)
    if listed:
        window.omnibox.line.textEdited.emit(text)
        settle(window.jobs)
    return [row.kind for row in window.omnibox.list.found.rows]


def enter(window: MainWindow, modifiers: Qt.KeyboardModifier | None = None) -> None:
    none = Qt.KeyboardModifier.NoModifier
    press(window.omnibox.line, "\r", Qt.Key.Key_Return, modifiers=modifiers or none)
    settle(window.jobs)


def test_enter_opens_what_is_unique_and_control_books_it(window: MainWindow) -> None:
    window.open_place("settings")
    typed(window, "", listed=False)
    enter(window)
    assert window.current_page() == "today"

    typed(window, "RSSMRA62C45H501N", listed=False)
    enter(window)
    page = window.page_in_front()
    assert isinstance(page, PersonPage)
    assert page.person_id == an_id(MARIA)

    typed(window, "rossi maria 62", listed=False)
    enter(window, CTRL)
    assert isinstance(window.page_in_front(), BookingPage)


def test_control_enter_books_the_row_chosen(window: MainWindow) -> None:
    kinds = typed(window, "fabris")
    assert kinds[-1] == "create"
    assert kinds.count("person") == 3
    press(window.omnibox.line, "", Qt.Key.Key_Down)
    chosen = window.omnibox.list.found.rows[1].id
    enter(window, CTRL)
    page = window.page_in_front()
    assert isinstance(page, BookingPage)
    assert page.person_id == chosen


def test_a_date_lists_births_then_the_agenda_and_new_last(window: MainWindow) -> None:
    assert typed(window, "05/03/1962") == ["person", "create"]
    assert typed(window, "17/9/2026") == ["day", "create"]
    enter(window)
    assert window.current_page() == "agenda"
    assert "17" in window.place_pages["agenda"]._sheet.subtitle.text()  # type: ignore[attr-defined]


def test_what_is_not_understood_is_said_and_stays_to_be_put_right(window: MainWindow) -> None:
    wrong = "RSSMRA62C45H501A"
    assert typed(window, wrong) == ["note", "near"]
    assert window.omnibox.list.currentIndex().row() == 1
    typed(window, "PR 00000001", listed=False)
    enter(window)
    assert window.omnibox.line.text() == "PR 00000001"
    assert window.toast.fact.text()
    sheet = enrolment_code(Enrolment("https://centro.example", "K7", bytes(32)))
    typed(window, sheet, listed=False)
    enter(window)
    assert "new desk" in window.toast.fact.text()
