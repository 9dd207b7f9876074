# SPDX-License-Identifier: EUPL-1.2
"""What tests of the window share: one dressed application, a look, the acts, a runner."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from tests.ui.counter import Counter, counter_desk, settle
from welfare_desk.core.clock import FixedClock
from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.language import built_catalogue
from welfare_desk.ui.look import Look


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    made = Look()
    made.dress(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def registry(qapp: QApplication) -> ActionRegistry:
    return ActionRegistry()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.close()


@pytest.fixture
def counter(
    qapp: QApplication,
    tmp_path: Path,
    clock: FixedClock,
    look: Look,
    registry: ActionRegistry,
    runner: JobRunner,
) -> Iterator[Counter]:
    """A shell in Italian over a desk at which Anna works and the Rossi household is known."""
    italian = QTranslator(qapp)
    catalogue = built_catalogue("it")
    assert catalogue is not None
    assert italian.load(str(catalogue))
    qapp.installTranslator(italian)
    made = Counter(counter_desk(tmp_path, clock), look, registry, runner)
    yield made
    settle(runner, 2)
    # At once, with every page in it: a timer of a page must not ask a runner that is closed.
    shiboken6.delete(made.shell)
    made.desk.close()
    qapp.removeTranslator(italian)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not fail for what the offscreen platform says of each window it opens."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))
