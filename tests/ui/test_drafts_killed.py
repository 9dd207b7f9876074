# SPDX-License-Identifier: EUPL-1.2
"""kill -9 while somebody types: the draft holds all but the last second (UX-19)."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.conftest import NOW
from tests.support.typing_window import surname
from tests.ui.desk_fixture import a_busy_desk, opened_again
from welfare_desk.core.clock import FixedClock

LIVES = 2
LONGEST_MS = 1_000
"""What may be lost, in the window's own time, beside what the computer itself stood still."""


def life(folder: Path, keys: int) -> list[dict[str, Any]]:
    """Let a window be typed in, kill it after so many keys, return what it had said."""
    child = subprocess.Popen(
        (sys.executable, "-m", "tests.support.typing_window", str(folder)),
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    said = []
    for line in child.stdout:
        said.append(json.loads(line))
        if sum("typed" in each for each in said) >= keys:
            break
    child.send_signal(signal.SIGKILL)
    assert child.wait(30) == -signal.SIGKILL, "it went before it was killed"
    # What it had said beyond is as true; a line cut by the kill is none.
    said += [json.loads(line) for line in child.stdout if line.endswith("\n")]
    child.stdout.close()
    return said


def lost_ms(said: list[dict[str, Any]], stored: str) -> tuple[int, int]:
    """Return for how long was typed what is not stored, and the longest the window stood still."""
    typed = [each for each in said if "typed" in each]
    unstored = [each["at"] for each in typed if len(each["typed"]) > len(stored)]
    stamps = [0, *(each["at"] for each in typed)]
    still = max(later - sooner for sooner, later in pairwise(stamps))
    return (typed[-1]["at"] - unstored[0] if unstored else 0), still


def test_killed_at_any_key_the_draft_holds_all_but_the_last_second(tmp_path: Path) -> None:
    chance, clock = random.Random(7), FixedClock(int(NOW.timestamp()) * 1_000_000)
    a_busy_desk(tmp_path, clock).close()
    before = ""
    for _life in range(LIVES):
        said = life(tmp_path, chance.randint(45, 75))
        assert said[0] == {"found": before}, "the parked form is simply there"
        desk = opened_again(tmp_path, clock)
        (draft,) = desk.drafts.all()
        stored = surname(desk.drafts.payload(draft.draft_id))
        desk.close()
        typed = [each["typed"] for each in said if "typed" in each]
        saved = [each["saved"] for each in said if "saved" in each]
        assert saved, "nothing was stored in more than a second of typing"
        assert stored.startswith(saved[-1]), "what was stored is gone"
        assert stored in typed, "something else was stored than was typed"
        lost, still = lost_ms(said, stored)
        assert lost <= LONGEST_MS + 2 * still, f"{lost} ms of typing lost, stood still {still} ms"
        before = stored
