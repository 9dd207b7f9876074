# SPDX-License-Identifier: EUPL-1.2
"""What tests of the window share: one dressed application, a look, the acts, a runner."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.jobs import JobRunner
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Do not fail for what the offscreen platform says of each window it opens."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))
