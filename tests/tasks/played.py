# SPDX-License-Identifier: EUPL-1.2
"""Plays tasks and writes what they took: the table of docs/tasks.md."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtWidgets import QApplication

from tests.tasks.counting import Count
from tests.tasks.sitting import Fill, sitting, small_store
from tests.tasks.tasks import TASKS, Task

PAGE = Path(__file__).resolve().parents[2] / "docs" / "tasks.md"
_HEAD = """# Tasks of the counter

Written by `python -m tests.tasks`, which plays each task through the real window at a desk whose line is out; the tests play them too and fail above the goal.

S is a scan, K a key: Ctrl+Invio is two, Tab one, a letter one, a capital too. The goal is a ceiling for the shortest documented path. Each task is also played through the accessibility tree alone (`tests/accessibility`).

| task | what | keys | goal | reached |
|---|---|---|--:|--:|
"""  # noqa: E501 - because each paragraph of a page is one line


@dataclass(frozen=True, slots=True)
class Played:
    """A task, what the hands did, and how long all of it took with the machine as it was."""

    task: Task
    count: Count
    seconds: float

    @property
    def within(self) -> bool:
        """Tell whether the goal was reached."""
        count, task = self.count, self.task
        return count.scans <= task.scans and count.keys <= task.keys and not count.clicks

    def row(self) -> str:
        """Return the row of the table."""
        task = self.task
        goal = Count(task.scans, task.keys).words()
        return f"| {task.id} | {task.title} | {task.path} | {goal} | {self.count.words()} |"


def play(app: QApplication, task: Task, fill: Fill = small_store) -> Played:
    """Play a task at a desk of its own."""
    with sitting(app, fill, task.prepare) as here:
        began = monotonic()
        task.play(here)
        return Played(task, here.count, monotonic() - began)


def play_all(app: QApplication, fill: Fill = small_store) -> tuple[Played, ...]:
    """Play every task."""
    return tuple(play(app, task, fill) for task in TASKS)


def page(played: tuple[Played, ...]) -> str:
    """Return docs/tasks.md."""
    return _HEAD + "\n".join(each.row() for each in played) + "\n"
