# SPDX-License-Identifier: EUPL-1.2
"""docs/settings.md says every setting as it is declared."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT
from tools import settings_doc
from welfare_desk.core.settings import declared

PAGE = (DOCS / "settings.md").read_text(encoding="utf-8")


def test_the_page_is_what_the_tool_writes() -> None:
    assert settings_doc.page() == PAGE


@pytest.mark.parametrize("key", declared())
def test_each_setting_has_its_line(key: str) -> None:
    option = declared()[key]
    (line,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{key}` |"))
    assert line.endswith(f"| {option.scope} | {option.help} |")


def test_the_check_writes_nothing_and_is_content() -> None:
    kept = settings_doc.PAGE.read_bytes()
    command = [sys.executable, "-m", "tools.settings_doc", "--check"]
    fresh = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (fresh.returncode, fresh.stderr) == (0, b"")
    assert settings_doc.PAGE.read_bytes() == kept


def test_a_stale_page_ends_the_check_with_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    stale = tmp_path / "settings.md"
    stale.write_text(PAGE.replace("`5`", "`6`"), encoding="utf-8")
    monkeypatch.setattr(settings_doc, "PAGE", stale)
    monkeypatch.setattr(sys, "argv", ["settings_doc", "--check"])
    assert settings_doc.main() == 1
    assert "stale" in capsys.readouterr().err


def test_the_page_does_not_claim_what_the_program_does_not_do() -> None:
    reads = [
        path
        for path in (ROOT / "welfare_desk").rglob("*.py")
        if path.name != "settings.py" and "from_mapping(" in path.read_text(encoding="utf-8")
    ]
    assert ("comes later" in PAGE) == (not reads)
