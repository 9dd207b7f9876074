# SPDX-License-Identifier: EUPL-1.2
"""The window with a real desk behind it: enter, find, open, lock, come back."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import (
    MARIA,
    PIN,
    a_busy_desk,
    a_desk,
    a_window,
    let_go,
    let_in,
    shown_texts,
)
from tests.ui.keys import press, type_text
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.sync.engine import Exchange
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.window import MainWindow

SECRETS = ("Rossi", "RSSMRA62C45H501N", "Popescu", "Bianchi", "347 000 0123")


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def locked(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    window = a_window(desk, look, runner)
    yield window
    let_go(window)


@pytest.fixture
def window(locked: MainWindow) -> MainWindow:
    return let_in(locked)


def ask(window: MainWindow, text: str) -> list[str]:
    window.omnibox.seek()
    window.omnibox.line.setText(text)
    window.omnibox.searched.emit(text)
    settle(window.jobs)
    return [row.kind for row in window.omnibox.list.found.rows]


def test_window_opens_locked_and_the_pin_lets_in(locked: MainWindow) -> None:
    assert locked.is_locked()
    type_text(locked.lock_page.pin, PIN)
    press(locked.lock_page.pin, "\r", Qt.Key.Key_Return)
    settle(locked.jobs)
    assert not locked.is_locked()
    assert locked.current_page() == "today"
    assert locked.place_pages["today"].table.model().rowCount() > 5  # type: ignore[attr-defined]


def test_wrong_pin_is_answered_in_words_and_the_cover_stays(locked: MainWindow) -> None:
    locked.lock_page.unlock_asked.emit(an_id("anna"), "000000")
    settle(locked.jobs)
    assert locked.is_locked()
    assert locked.lock_page._error.text()
    assert locked.desk.session.operator is None


def test_first_pin_is_replaced_before_anything_else(
    tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> None:
    (tmp_path / "first").mkdir()
    desk = a_desk(tmp_path / "first", clock, one_time=True)
    window = let_in(a_window(desk, look, runner))
    page = window.cover.pin_page
    assert window.covered_by(page)

    page.first.setText("314159")
    page.second.setText("314150")
    page.save.click()
    assert window.covered_by(page)
    page.second.setText("314159")
    page.save.click()
    settle(runner)

    assert not window.is_locked()
    desk.session.lock()
    assert not desk.session.log_in("anna", "314159").pin_one_time
    let_go(window)
    desk.close()


def test_search_lists_people_and_creating_comes_last(window: MainWindow) -> None:
    kinds = ask(window, "rossi")
    assert kinds[0] == "person"
    assert kinds[-1] == "create"
    press(window.omnibox.line, "\r", Qt.Key.Key_Return)
    settle(window.jobs)
    assert window.current_page().startswith(an_id(MARIA))


def test_newest_answer_wins(window: MainWindow) -> None:
    window.omnibox.line.setText("rossi m")
    window.omnibox.searched.emit("ross")
    window.omnibox.searched.emit("nessuno")
    settle(window.jobs)
    assert [row.kind for row in window.omnibox.list.found.rows] == ["create"]


def test_scan_of_a_known_code_opens_the_person_from_anywhere(window: MainWindow) -> None:
    window.open_place("settings")
    window.searching.scan("RSSMRA62C45H501N")
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, PersonPage)
    assert page.head.name.text() == "Rossi Maria"
    assert [tab.text for tab in window.tabs.faces()] == ["Rossi Maria"]


def test_scanned_card_and_booking_open_their_part_of_the_page(window: MainWindow) -> None:
    view = window.desk.person(an_id(MARIA))
    assert view is not None
    window.searching.scan(view.cards[0].card_no)
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, PersonPage)
    assert page.tabs.current() == "cards"
    window.searching.scan(f"PR {view.bookings[0].booking_no}")
    settle(window.jobs)
    assert page.tabs.current() == "bookings"


def test_unknown_code_is_said_and_the_focus_stays(window: MainWindow) -> None:
    window.open_place("settings")
    before = QApplication.focusWidget()
    window.searching.scan("8012345678901XYZ")
    settle(window.jobs)
    assert "8012345678901XYZ" in window.toast.fact.text()
    assert QApplication.focusWidget() is before


def test_same_scan_within_two_seconds_is_read_once(window: MainWindow) -> None:
    window.searching.scan("RSSMRA62C45H501N")
    window.searching.scan("RSSMRA62C45H501N")
    settle(window.jobs)
    assert len(window.tabs.faces()) == 1
    assert window.toast.isVisible()


def test_lock_takes_every_personal_word_out_of_the_window(window: MainWindow) -> None:
    window.open_person(an_id(MARIA))
    window.open_intake("BNCLCU58A14G587A")
    settle(window.jobs)
    window.tell("Registrata: Bianchi Luca")
    assert any(word in shown_texts(window) for word in SECRETS)

    window.cover.lock()
    settle(window.jobs)

    left = shown_texts(window)
    assert [word for word in SECRETS if word in left] == []
    assert window.desk.session.operator is None


def test_unlocking_brings_the_same_tabs_back(window: MainWindow) -> None:
    window.open_person(an_id(MARIA))
    settle(window.jobs)
    before = window.current_page()
    window.cover.lock()
    settle(window.jobs)
    let_in(window)
    assert window.current_page() == before
    assert window.page_in_front() is not None


def test_empty_chair_locks_after_a_warning(window: MainWindow) -> None:
    window.standing.show_time_left(15)
    assert "15" in window.status._right.accessibleName()  # type: ignore[union-attr]
    window.cover.idle._seen -= 10_000
    window.cover.idle.look()
    settle(window.jobs)
    assert window.is_locked()


def test_another_operator_takes_over_without_closing_anything(window: MainWindow) -> None:
    window.open_person(an_id(MARIA))
    settle(window.jobs)
    window._act("switch_operator")
    panel = window.cover.switch
    assert panel is not None
    assert panel.who.value() == an_id("marta")
    panel.pin.setText("111111")
    panel.enter.click()
    settle(window.jobs)
    assert window.desk.session.operator is not None
    assert window.desk.session.operator.login == "anna"
    panel.pin.setText(PIN)
    panel.enter.click()
    settle(window.jobs)
    operator = window.desk.session.operator
    assert operator is not None
    assert operator.login == "marta"
    assert window.top_bar.operator.text() == "Marta V."
    assert len(window.tabs.faces()) == 1


def test_arrival_can_be_taken_back_for_ten_seconds(window: MainWindow) -> None:
    page = window.place_pages["today"]
    row = next(r for r in page._model.rows if r.state == "expected")  # type: ignore[attr-defined]
    page._do(row)  # type: ignore[attr-defined]
    settle(window.jobs)
    states = {a.booking.booking_id: a.booking.state for a in window.desk.today().appointments}
    assert states[row.key] == "arrived"
    window._act("undo")
    settle(window.jobs)
    states = {a.booking.booking_id: a.booking.state for a in window.desk.today().appointments}
    assert states[row.key] == "booked"


def test_closing_tabs_leads_to_the_neighbour_and_then_to_today(window: MainWindow) -> None:
    for name in (MARIA, "bruna"):
        window.open_person(an_id(name))
    settle(window.jobs)
    window._act("close_person")
    assert window.current_page().startswith(an_id(MARIA))
    window._act("close_person")
    assert window.current_page() == "today"
    window._act("last_person")
    settle(window.jobs)
    assert window.tabs.of_page(window.current_page()) is not None


def test_offline_exchange_is_said_and_nothing_is_lost(window: MainWindow, qtbot: QtBot) -> None:
    before = window.desk.status().pending
    with qtbot.waitSignal(window.exchanging.said):
        window._act("exchange")
    settle(window.jobs)
    assert window.toast.isVisible()
    assert window.desk.status().pending == before
    assert window.status._link._face.tone != "ok"


def test_what_stays_at_this_desk_makes_no_exchange_due(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    due: list[str] = []
    monkeypatch.setattr(window.exchanging, "recorded", lambda: due.append("recorded"))
    monkeypatch.setattr(window.exchanging, "refresh", lambda: due.append("looked"))
    window.broadcast({"draft", "print_job"})
    window.broadcast({"booking", "draft"})
    assert due == ["looked", "recorded"]


def test_asking_while_an_exchange_runs_makes_another_behind_it(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was recorded since the first one sent must not wait for its turn."""
    began: list[int] = []
    go_on = Event()
    whole = Exchange(
        outcome="ok", sent=0, received=0, granted=0, pending_left=0, server_time_offset=0,
        kinds=frozenset(),
    )  # fmt: skip

    def exchange() -> Exchange:
        began.append(len(began))
        assert go_on.wait(30)
        return whole

    monkeypatch.setattr(window.desk, "exchange", exchange)
    window._act("exchange")
    qtbot.waitUntil(lambda: began == [0])
    window._act("exchange")
    with qtbot.waitSignal(window.exchanging.said):
        go_on.set()
    assert began == [0, 1]


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_on_any_place(
    desk: Desk, look: Look, runner: JobRunner, size: tuple[int, int]
) -> None:
    window = let_in(a_window(desk, look, runner, size))
    found: list[str] = []
    for place in window.place_pages:
        window.open_place(place)
        settle(runner)
        found += [f"{place}: {each}" for each in (*problems(window), *unnamed(window))]
    window.open_person(an_id(MARIA))
    settle(runner)
    page = window.page_in_front()
    assert isinstance(page, PersonPage)
    for part in ("summary", "bookings", "cards", "data", "history"):
        page.tabs.set_current(part)
        page._fill()
        settle(runner)
        found += [f"{part}: {each}" for each in (*problems(window), *unnamed(window))]
    for form in ("amend", "household", "isee", "delegate"):
        page._ask(form, "")
        settle(runner)
        found += [f"{form}: {each}" for each in (*problems(window), *unnamed(window))]
        window._act("back")
    window.open_intake("BNCLCU58A14G587A")
    settle(runner)
    found += [f"intake: {each}" for each in (*problems(window), *unnamed(window))]
    let_go(window)
    assert found == []
