# SPDX-License-Identifier: EUPL-1.2
"""Closing the window with work unsent asks nothing and says that it is safe."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.ui import farewell
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow


@pytest.fixture
def window(
    tmp_path: Path,
    clock: FixedClock,
    look: Look,
    runner: JobRunner,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    monkeypatch.setattr(farewell, "SEEN_MS", 1)
    desk = a_busy_desk(tmp_path, clock)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def test_closing_says_what_is_unsent_and_then_closes(window: MainWindow, qtbot: QtBot) -> None:
    pending = window.desk.status().pending
    assert pending > 0
    window.exchanging.refresh()
    settle(window.jobs)
    window.farewell.watch()
    window.close()
    assert str(pending) in window.toast.fact.text()
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())


@pytest.mark.parametrize("why", ["the program ends", "locked", "closed twice"])
def test_some_closings_need_no_words(window: MainWindow, why: str) -> None:
    window.farewell.watch()
    if why == "the program ends":
        window.farewell.at_once = True
    elif why == "locked":
        window.cover.lock()
    else:
        window.close()
    window.close()
    assert not window.isVisible()


def test_a_message_stays_as_long_as_the_settings_say_but_never_too_short(
    window: MainWindow,
) -> None:
    preferences = window.look.preferences
    for seconds, shown in ((30, 30), (5, 6)):
        preferences.choose("work.undo_seconds", seconds)
        window.tell("Something")
        assert window.toast.seconds_left() == shown
