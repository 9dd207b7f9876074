# SPDX-License-Identifier: EUPL-1.2
"""The window is painted before anything heavy is loaded, and ends cleanly at any moment."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

CHILD = """
import json, sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from welfare_desk.app import HomeDoor, system_keys
from welfare_desk.ui.opening.run import Run

app = QApplication([])
home = Path(sys.argv[1])
run = Run(app, home, HomeDoor(home, system_keys()), "it")

def painted():
    heavy = ("sqlalchemy", "sqlcipher3", "reportlab", "keyring", "requests", "cryptography")
    print(json.dumps([name for name in heavy if name in sys.modules]), flush=True)
    app.quit()

assert run.window is not None
run.window.painted.connect(painted)
run.start()
app.exec()
run.close()
"""


ASKED_TO_END = f"""
import os, signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from welfare_desk.cli.main import run
from welfare_desk.ui.opening import flow

shown = flow.Opening._show_first_run

def show(self, first_run):
    shown(self, first_run)
    page = self.window.page()
    titles = ("Come leggi meglio?", "How do you read best?")
    words = [label.text() for label in page.findChildren(QLabel)]
    print(next(title for title in titles if title in words), flush=True)
    os.kill(os.getpid(), {int(signal.SIGTERM)})

flow.Opening._show_first_run = show
sys.exit(run(["--home", sys.argv[1], "--lang", sys.argv[2]]))
"""


def test_nothing_heavy_is_loaded_before_the_first_painting(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(tmp_path / "home")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []
    assert done.stderr == ""


@pytest.mark.parametrize("lang", ["it", "en"])
def test_a_fresh_home_opens_and_ends_when_the_system_asks(tmp_path: Path, lang: str) -> None:
    home = tmp_path / "home"
    process = subprocess.Popen(
        [sys.executable, "-c", ASKED_TO_END, str(home), lang],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    out, told = process.communicate(timeout=120)
    title = {"it": "Come leggi meglio?", "en": "How do you read best?"}
    assert out.strip() == title[lang]
    assert "WD-3001" in told
    assert "Traceback" not in told
    assert "unexpected" not in told
    assert process.returncode == 3
    assert not home.exists()
