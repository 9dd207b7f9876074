# SPDX-License-Identifier: EUPL-1.2
"""Typing and scans as an X server sends them, told apart by the native codes of real keys."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAMS = ("xvfb-run", "xdotool")
INSTALL = "apt-get install --no-install-recommends xvfb xauth xdotool"


@pytest.mark.parametrize("seed", [1, 2])
def test_no_letter_is_lost_or_leaked_under_a_real_display(seed: int) -> None:
    missing = [name for name in PROGRAMS if shutil.which(name) is None]
    assert not missing, f"{missing} missing for this test. As root, run: {INSTALL}"
    done = subprocess.run(
        ["xvfb-run", "-a", sys.executable, "-m", "tests.support.real_keys", str(seed)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.stdout, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["came"] == told["typed"]
    assert told["told"] == told["scanned"]
    assert (told["shortcuts"], told["enters"]) == (0, 0)
    assert all(0 < code < 0x8000 for code in told["native"]), "codes of keys, not of what they type"
