# SPDX-License-Identifier: EUPL-1.2
"""«Messaggi»: what was said stays to be read, with its code and what can be done."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import NumberMistyped
from welfare_desk.desk.sentences import refusal_text
from welfare_desk.ui.help.page import HelpPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.message_log import MOST_KEPT, MessageLog
from welfare_desk.ui.messages_page import MessagesPage
from welfare_desk.ui.toast import SECONDS
from welfare_desk.ui.window import MainWindow


@pytest.fixture
def window(
    tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> Iterator[MainWindow]:
    desk = a_busy_desk(tmp_path, clock)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def opened(window: MainWindow) -> MessagesPage:
    window.registry.bound()["messages"].trigger()
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, MessagesPage)
    return page


def test_messages_stay_to_be_read_and_can_be_acted_on(window: MainWindow) -> None:
    page = opened(window)
    assert not page.rows.rows
    assert page._empty.isVisible()

    done: list[str] = []
    window.tell("Booked: thursday", lambda: done.append("undone"))
    window.tell(refusal_text(NumberMistyped(), "it"))
    settle(window.jobs)
    assert [page._cell(row, "time").text for row in page.rows.rows] == ["09:30", "09:30"]
    latest, first = page.rows.rows
    assert page._cell(latest, "act").button == f"WD-{NumberMistyped.number}"
    assert page._cell(latest, "words").sub, "what to do now"
    assert page._cell(first, "act").button == "Undo"
    assert problems(window) == []
    assert unnamed(page) == []

    page._do(first)
    assert done == ["undone"]
    page._do(first)
    assert done == ["undone"], "once"
    page._do(latest)
    settle(window.jobs)
    assert isinstance(window.page_in_front(), HelpPage)


def test_another_operator_reads_nothing_of_the_one_before(window: MainWindow) -> None:
    window.tell("Booked: Rossi Maria")
    window.cover.lock()
    settle(window.jobs)
    let_in(window, "marta")
    assert window.messages.all() == ()


def test_what_was_said_before_the_change_of_operator_goes_with_the_one_before(
    window: MainWindow,
) -> None:
    window.tell("Booked: Rossi Maria", lambda: None)
    assert window.toast.isVisible()
    let_in(window, "marta")
    assert window.toast.isHidden()
    window.cover.lock()
    window.tell("Booked: Bianchi Anna")
    settle(window.jobs)
    let_in(window, "anna")
    assert window.toast.isHidden()
    window.tell("Something")
    let_in(window, "anna")
    assert window.toast.isVisible(), "the same operator still reads it"


def test_the_log_keeps_the_latest() -> None:
    log = MessageLog()
    for number in range(MOST_KEPT + 5):
        log.add(str(number), number, undoable=False)
    assert len(log.all()) == MOST_KEPT
    assert log.all()[0].words == str(MOST_KEPT + 4)


def test_a_message_under_the_cover_is_not_read_aloud(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr("welfare_desk.ui.toast.announce", lambda _widget, words: said.append(words))
    window.cover.lock()
    window.tell("Booked: Rossi Maria")
    settle(window.jobs)
    assert said == []
    let_in(window)
    window.tell("Something")
    assert said == ["Something"]
    assert [one.words for one in window.messages.all()] == ["Something", "Booked: Rossi Maria"]


def test_a_message_stays_long_enough_and_is_announced_politely(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[tuple[str, bool]] = []

    def heard(_widget: object, sentence: str, *, at_once: bool = False) -> None:
        said.append((sentence, at_once))

    monkeypatch.setattr("welfare_desk.ui.toast.announce", heard)
    window.tell("Something")
    assert SECONDS >= 6
    assert window.toast.seconds_left() == SECONDS
    assert said == [("Something", False)]
    assert not window.toast.undo.hasFocus()
    for _second in range(SECONDS):
        window.toast._tick()
    assert window.toast.isHidden()
