# SPDX-License-Identifier: EUPL-1.2
"""UX-49: each task of the counter is done in no more keys and scans than its goal."""

from threading import Thread
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.tasks.guard import guarded
from tests.tasks.played import PAGE, Played, page, play
from tests.tasks.tasks import TASKS, Task
from welfare_desk.store.engines import DeskStore

_PLAYED: dict[str, Played] = {}


def played(app: QApplication, task: Task) -> Played:
    """Play a task once for all tests."""
    if task.id not in _PLAYED:
        _PLAYED[task.id] = play(app, task)
    return _PLAYED[task.id]


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.id)
def test_task_takes_no_more_than_its_goal(qapp: QApplication, task: Task) -> None:
    done = played(qapp, task)
    assert done.within, f"{done.count.words()} for {task.path}"


def test_the_page_says_what_was_reached(qapp: QApplication) -> None:
    fresh = page(tuple(played(qapp, task) for task in TASKS))
    assert PAGE.read_text(encoding="utf-8") == fresh, "run python -m tests.tasks"


def test_what_may_wait_is_seen_in_the_windows_thread() -> None:
    names: dict[str, Any] = {}
    # As a page would call it: what counts is in which file the call stands.
    page = compile("def ask(store):\n    store.read()\n", "/welfare_desk/ui/made.py", "exec")
    exec(page, names)  # noqa: S102 - a page made for this test
    with guarded() as guard:
        names["ask"](object.__new__(DeskStore))
        assert guard.seen == []
        guard.on = True
        names["ask"](object.__new__(DeskStore))
        elsewhere = Thread(target=names["ask"], args=(object.__new__(DeskStore),))
        elsewhere.start()
        elsewhere.join()
    assert guard.seen == ["read at made.py:2"]
