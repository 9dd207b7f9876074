# SPDX-License-Identifier: EUPL-1.2
"""A window that somebody types in without a pause, as a process to be killed; says what it did."""

from __future__ import annotations

import json
import os
import sys
from itertools import cycle
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QApplication

from tests.ui.counter import settle
from tests.ui.desk_fixture import AT_US, a_window, let_in, opened_again
from tests.ui.keys import press
from welfare_desk.core.clock import FixedClock
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.intake_page import IntakePage

EVERY_MS = 25
LETTERS = "abcdefghilmnopqrstuvz"


def say(**told: Any) -> None:
    """Write a line that the parent reads at once."""
    print(json.dumps(told), flush=True)


def main(folder: str) -> int:
    """Open the desk of a folder, take its draft up or begin one, and type until killed."""
    app = QApplication([])
    look, jobs = Look(), JobRunner()
    look.dress(app)
    desk = opened_again(Path(folder), FixedClock(AT_US))
    window = let_in(a_window(desk, look, jobs))
    parked = desk.drafts.all()
    if parked:
        window.open_draft(parked[0].draft_id)
    else:
        window.open_intake()
    settle(jobs)
    page = window.page_in_front()
    assert isinstance(page, IntakePage)
    line = page.fields.surname.line
    say(found=line.text())
    time = QElapsedTimer()
    time.start()
    letters = cycle(LETTERS)

    def stored(_at: object) -> None:
        say(saved=surname(desk.drafts.payload(page.keeper.draft_id)))

    def strike() -> None:
        press(line, next(letters))
        say(typed=line.text(), at=time.elapsed())

    page.keeper.saved.connect(stored)
    line.setFocus()
    line.setCursorPosition(len(line.text()))
    striking = QTimer(interval=EVERY_MS)
    striking.timeout.connect(strike)
    striking.start()
    return app.exec()


def surname(payload: dict[str, Any] | None) -> str:
    """Return the surname that a draft of an intake holds."""
    return str((payload or {}).get("person", {}).get("surname", ""))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
