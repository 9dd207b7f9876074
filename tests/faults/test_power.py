# SPDX-License-Identifier: EUPL-1.2
"""Power cuts at a desk: torn and reordered sectors cost nothing that was told, and tear no act."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import power


def test_what_was_told_outlives_torn_and_reordered_writes(tmp_path: Path) -> None:
    told = power.run(80, 1, tmp_path)
    assert told.problems == []
    assert told.counts["cuts"] == 80
    assert told.counts["acts that were there whole"] > 3
    assert told.counts["acts that were not there at all"] > 20
    assert {how.split(",")[0] for how in told.seen} == {"an act", "a checkpoint", "acts"}


def test_a_store_that_lost_what_was_told_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_the_log(stretch: power.Stretch) -> power.Stretch:
        before = {**stretch.before, "desk.db-wal": b""}
        return stretch._replace(before=before, after=before)

    whole = power._Desk.stretches
    monkeypatch.setattr(
        power._Desk, "stretches", lambda self, acts: [*map(without_the_log, whole(self, acts))]
    )
    told = power.run(30, 2, tmp_path)
    assert any("LOST" in problem for problem in told.problems)
