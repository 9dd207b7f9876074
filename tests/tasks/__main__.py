# SPDX-License-Identifier: EUPL-1.2
"""``python -m tests.tasks [--check]``: play the tasks, say what they took, write docs/tasks.md."""

from __future__ import annotations

import argparse
import sys

from PySide6.QtWidgets import QApplication

from tests.tasks.played import PAGE, page, play_all


def main() -> int:
    """Play; 1 when a task takes more than its goal, or with ``--check`` when the page is stale."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="Do not write the page.")
    given = parser.parse_args()
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    played = play_all(app)
    for each in played:
        above = "" if each.within else "  ABOVE THE GOAL"
        sys.stdout.write(f"{each.row()} {each.seconds:.1f} s{above}\n")
    fresh = page(played)
    if not given.check:
        PAGE.write_text(fresh, encoding="utf-8")
    stale = not PAGE.exists() or PAGE.read_text(encoding="utf-8") != fresh
    return int(stale or not all(each.within for each in played))


if __name__ == "__main__":
    sys.exit(main())
