# SPDX-License-Identifier: EUPL-1.2
"""T1 to T8 by the accessibility tree alone, in the real program on a display of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.accessibility import stand

ROOT = Path(__file__).parents[2]
TASKS = ("enter", "T1", "T6", "T3", "T4", "T5", "T2", "T7", "T8", "operator", "lock")
NEEDED = (
    "As root, run: apt-get update && apt-get install --no-install-recommends "
    "xvfb xauth dbus at-spi2-core gir1.2-atspi-2.0 python3-gi"
)
DISPLAY = ("xvfb-run", "-a", "-s", "-screen 0 1366x768x24", "dbus-run-session", "--")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Play all tasks once: one after the other at one window."""
    made = stand.make(tmp_path_factory.mktemp("by-ear"))
    environ = os.environ | {
        "WELFARE_DESK_PASSPHRASE_FILE": str(made.passphrase_file),
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        environ.pop(name, None)
    asked = (sys.executable, str(made.home), made.pin, made.other_pin)
    done = subprocess.run(
        (*DISPLAY, "/usr/bin/python3", "-m", "tests.accessibility.driver", *asked),
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert lines, f"{NEEDED}\n{done.stderr}"
    return {line["task"]: line for line in lines}


if shutil.which("apt-get") is not None:

    @pytest.mark.parametrize("task", TASKS)
    def test_task_is_done_by_ear(played: dict[str, dict[str, Any]], task: str) -> None:
        done = played[task]
        assert done["ok"], f"{done['why']}\n" + "\n".join(done["shown"])
