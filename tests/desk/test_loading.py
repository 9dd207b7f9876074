# SPDX-License-Identifier: EUPL-1.2
"""A long first exchange tells how far it is: a line each tenth, and the window's status."""

from __future__ import annotations

from pathlib import Path

import pytest

from welfare_desk.cli.context import Cli
from welfare_desk.cli.desk import _Progress
from welfare_desk.desk.desk import Desk


def test_each_tenth_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    told = _Progress(Cli(home=Path(), as_json=False, lang="it"))
    for rows in range(0, 100_001, 2_500):
        told(rows, 100_000)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 11
    assert "30" in lines[3]
    assert lines[3].endswith("(30 %).")


def test_status_says_how_far_while_it_lasts_and_nothing_after(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[int, int]] = []
    during: list[int | None] = []
    desk.on_loading(lambda rows, total: seen.append((rows, total)))
    whole = desk._engine.run_once

    def loading() -> object:
        desk._engine._snapshots.tell(5_000, 20_000)
        during.append(desk.status().loading)
        return whole()

    monkeypatch.setattr(desk._engine, "run_once", loading)
    desk.exchange()
    assert seen == [(5_000, 20_000)]
    assert during == [25]
    assert desk.status().loading is None
