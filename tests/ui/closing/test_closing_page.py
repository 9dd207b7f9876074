# SPDX-License-Identifier: EUPL-1.2
"""Closing the day at the window: two keys that open the page and two that close, store, print."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import TODAY, register
from tests.ui.counter import PIN, Counter, settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.ui.closing.page import ClosingPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow


@pytest.fixture
def window(
    tmp_path: Path, clock: FixedClock, look: Look, runner: JobRunner
) -> Iterator[MainWindow]:
    """A window with a day behind it, its line out, Anna at it."""
    desk = a_busy_desk(tmp_path, clock)
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)
    desk.close()


def test_four_keys_close_the_day_offline_with_pdf_table_and_print(
    window: MainWindow, tmp_path: Path
) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_E, control)
    QTest.keyClick(window, Qt.Key.Key_Return, control)
    settle(window.jobs, 6)
    report = window.desk.closing.report()
    assert report.closing is not None
    assert report.unsent > 0
    names = sorted(path.name for path in (tmp_path / "reports").iterdir())
    assert names == [f"giornata-{TODAY}.csv", f"giornata-{TODAY}.pdf"]
    (job,) = [each for each in window.desk.print_list() if each.document == "day_report"]
    # No printer was chosen: the paper waits, nothing is lost.
    assert job.state == "later"
    assert problems(window) == []
    assert unnamed(window) == []


def test_closed_day_is_opened_again_by_undo_and_by_its_button(counter: Counter) -> None:
    page = counter.show(ClosingPage(counter.context))
    assert isinstance(page, ClosingPage)
    assert page.undo.isHidden()
    page.act("confirm")
    settle(counter.jobs, 5)
    assert counter.desk.closing.report().closing is not None
    assert not page.undo.isHidden()
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs, 3)
    assert counter.desk.closing.report().closing is None
    page.act("confirm")
    settle(counter.jobs, 5)
    page.undo.click()
    settle(counter.jobs, 3)
    assert counter.desk.closing.report().closing is None
    assert page.undo.isHidden()


def test_work_after_the_closing_is_told(counter: Counter, clock: FixedClock) -> None:
    page = counter.show(ClosingPage(counter.context))
    assert isinstance(page, ClosingPage)
    page.act("confirm")
    settle(counter.jobs, 5)
    clock.advance(minutes=5)
    counter.desk.record(register("luca"))
    page.reload()
    settle(counter.jobs, 2)
    assert page.report is not None
    assert page.report.since_closing == 1
    assert "1" in page.standing.remedy.text()


def test_files_that_cannot_be_written_leave_the_day_closed_and_the_paper_there(
    counter: Counter, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("a file")
    counter.desk.closing.set_folder(tmp_path / "taken")
    page = counter.show(ClosingPage(counter.context))
    page.act("confirm")
    settle(counter.jobs, 5)
    assert counter.desk.closing.report().closing is not None
    assert [job.document for job in counter.jobs_queued] == ["day_report"]
    assert "Impostazioni" in counter.toasts[-1]


@pytest.mark.parametrize("percent", [100, 200])
def test_page_fits_and_names_its_controls(counter: Counter, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    page = counter.show(ClosingPage(counter.context), size=(1366, 768))
    assert problems(counter.shell) == []
    assert unnamed(page) == []


def test_day_left_open_is_a_press_away(counter: Counter, clock: FixedClock) -> None:
    clock.advance(days=1)
    counter.desk.session.log_in("anna", PIN)
    counter.desk.closing.close()
    page = counter.show(ClosingPage(counter.context))
    assert isinstance(page, ClosingPage)
    assert not page.earlier.isHidden()
    page._see_earlier()
    settle(counter.jobs, 3)
    assert page.report is not None
    assert page.report.on == TODAY
    assert page.earlier.isHidden()
