# SPDX-License-Identifier: EUPL-1.2
"""A list of applications comes in at the window, on the page of the lists of residents."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TERRITORY, TODAY, a_fund
from tests.support.applications_list import dirty_rows, write_csv
from tests.ui.counter import settle
from tests.ui.desk_fixture import a_busy_desk, a_window, let_go, let_in, shown_texts
from tests.ui.importing.test_import_page import a_list, import_page
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.models.application import Application
from welfare_desk.store.queries import all_of
from welfare_desk.store.rows import save
from welfare_desk.ui.importing.import_page import ImportPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.window import MainWindow

OPENED = datetime.date(2026, 8, 1)
FUND = a_fund(needs_application=True, applications_from=OPENED)


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk where the fund takes applications."""
    opened = a_busy_desk(tmp_path, clock)
    with opened._store.write() as conn:
        save(conn, TERRITORY, {(FUND.KIND, FUND.id): FUND})
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner), "marta")
    yield made
    let_go(made)


def turned(window: MainWindow, path: Path) -> ImportPage:
    """Open the page, say that applications come, give it the file."""
    page = import_page(window)
    assert page.what.isVisible()
    page.what.set_value(FUND.id)
    page._take_file(str(path))
    settle(window.jobs)
    return page


def filed(desk: Desk) -> int:
    return len(desk.look(lambda here: all_of(here.conn, here.territory_id, Application)))


def test_applications_are_tried_then_filed(window: MainWindow, desk: Desk, tmp_path: Path) -> None:
    rows = dirty_rows(20, 3, today=TODAY, opened=OPENED, faults=6)
    page = turned(window, write_csv(tmp_path / "domande.csv", rows))
    assert page._columns is not None
    assert {"members", "isee", "member_codes"} <= set(page._columns.chosen())
    assert problems(window) == []
    assert unnamed(window) == []
    page.trial.click()
    settle(window.jobs)
    assert filed(desk) == 0
    assert "Tried: 14 rows of 20 can be imported" in shown_texts(page)
    page.run.click()
    settle(window.jobs)
    assert filed(desk) == 14
    assert "Imported 14 rows of 20; no row is half in" in shown_texts(page)
    assert "Brought up to date" not in shown_texts(page)
    assert problems(window) == []


def test_turning_back_reads_the_file_as_residents(window: MainWindow, tmp_path: Path) -> None:
    page = turned(window, a_list(tmp_path))
    assert not page.run.isEnabled()
    page.what.set_value("")
    settle(window.jobs)
    assert page.run.isEnabled()


def test_large_text_loses_nothing(
    desk: Desk, look: Look, runner: JobRunner, tmp_path: Path
) -> None:
    look.set_theme(text_percent=200)
    window = let_in(a_window(desk, look, runner), "marta")
    rows = dirty_rows(8, 4, today=TODAY, opened=OPENED, faults=2)
    turned(window, write_csv(tmp_path / "domande.csv", rows))
    assert problems(window) == []
    let_go(window)
