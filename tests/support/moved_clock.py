# SPDX-License-Identifier: EUPL-1.2
"""The program with a clock that a test moves on: ``python -m tests.support.moved_clock ...``.

All processes of a test read how far it is moved from one file, so that server and desks agree
on the time at every moment, as computers with a right clock do.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from welfare_desk.core.clock import SystemClock

VARIABLE = "TEST_CLOCK_FILE"
_told = SystemClock.now_us


class MovedClock:
    """The clock that the file moves."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def now_us(self) -> int:
        """Return the moved time."""
        return _told(SystemClock()) + int(self._file.read_text(encoding="ascii"))

    def move_to(self, us: int) -> None:
        """Let every process that follows the file have this time now."""
        part = self._file.with_suffix(".part")
        part.write_text(str(us - _told(SystemClock())), encoding="ascii")
        part.replace(self._file)


def follow() -> None:
    """Let this process go by the file that the environment names, if it names one."""
    if VARIABLE in os.environ:
        moved = MovedClock(Path(os.environ[VARIABLE]))
        setattr(SystemClock, "now_us", lambda self: moved.now_us())  # noqa: B010 - for mypy


if __name__ == "__main__":
    from welfare_desk.cli.main import run

    follow()
    sys.exit(run(sys.argv[1:]))
