# SPDX-License-Identifier: EUPL-1.2
"""Two hundred kills of desks and their server: nothing told is lost, nothing is there in half."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import kills


def test_two_hundred_kills_lose_and_tear_nothing(tmp_path: Path) -> None:
    told = kills.run(200, 1, tmp_path)
    assert told.problems == []
    assert sum(times for what, times in told.counts.items() if what.startswith("kills")) >= 200
    assert told.counts["acknowledged operations"] > 50


def test_kills_while_a_restored_server_waits_lose_nothing(tmp_path: Path) -> None:
    told = kills.run(30, 1, tmp_path, put_back_every=2)
    assert told.problems == []
    assert told.counts["older copies put back"] >= 1
    assert told.counts["acknowledged operations"] > 10


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2, 6))
def test_thousands_of_kills_lose_and_tear_nothing(tmp_path: Path, seed: int) -> None:
    assert kills.run(2_500, seed, tmp_path).problems == []
