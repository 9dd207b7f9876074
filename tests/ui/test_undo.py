# SPDX-License-Identifier: EUPL-1.2
"""Ctrl+Z and Ctrl+Y at the window: one act after the other, until somebody else is at work."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from welfare_desk.core.clock import FixedClock
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
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


def states(window: MainWindow) -> list[str]:
    """Return how the appointments of two people stand who have not come yet."""
    found = {one.booking.person_id: one.booking.state for one in window.desk.today().appointments}
    return [found[an_id("amin")], found[an_id("caterina")]]


def arrive(window: MainWindow, name: str) -> None:
    page = window.place_pages["today"]
    row = next(
        row
        for row in page._model.rows  # type: ignore[attr-defined]
        if row.appointment and row.appointment.booking.person_id == an_id(name)
    )
    page._do(row)  # type: ignore[attr-defined]
    settle(window.jobs)


def key(window: MainWindow, act: str) -> None:
    window.registry.bound()[act].trigger()
    settle(window.jobs)


def test_acts_are_undone_one_by_one_and_done_again(window: MainWindow) -> None:
    arrive(window, "amin")
    arrive(window, "caterina")
    assert states(window) == ["arrived", "arrived"]
    key(window, "undo")
    assert states(window) == ["arrived", "booked"]
    assert "Ctrl+Y" in window.toast.fact.text()
    assert window.toast.undo.isHidden()
    key(window, "undo")
    assert states(window) == ["booked", "booked"]
    key(window, "undo")
    assert window.toast.fact.text() == "There is nothing to undo"
    key(window, "redo")
    assert states(window) == ["arrived", "booked"]
    key(window, "redo")
    assert states(window) == ["arrived", "arrived"]
    key(window, "redo")
    assert window.toast.fact.text() == "There is nothing to do again"
    key(window, "undo")
    arrive(window, "caterina")
    key(window, "redo")
    assert window.toast.fact.text() == "There is nothing to do again", "a new act forgets it"


def test_what_cannot_be_undone_hides_nothing_that_can(window: MainWindow) -> None:
    arrive(window, "amin")
    window.tell("Something else")
    assert window.toast.undo.isHidden()
    key(window, "undo")
    assert states(window)[0] == "booked"


def test_another_operator_undoes_nothing_of_the_one_before(window: MainWindow) -> None:
    arrive(window, "amin")
    window.cover.lock()
    settle(window.jobs)
    let_in(window)
    arrive(window, "caterina")
    window.cover.lock()
    settle(window.jobs)
    let_in(window, "marta")
    key(window, "undo")
    assert states(window) == ["arrived", "arrived"]


def test_coming_back_after_a_pause_keeps_what_can_be_undone(window: MainWindow) -> None:
    arrive(window, "amin")
    window.cover.lock()
    settle(window.jobs)
    let_in(window)
    key(window, "undo")
    assert states(window)[0] == "booked"


def test_what_was_forgotten_of_very_many_acts_is_no_failure(window: MainWindow) -> None:
    arrive(window, "amin")
    window.desk.undoing.forget()
    key(window, "undo")
    assert window.toast.fact.text() == "There is nothing to undo"
    arrive(window, "caterina")
    key(window, "undo")
    assert states(window) == ["arrived", "booked"]
