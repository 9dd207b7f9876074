# SPDX-License-Identifier: EUPL-1.2
"""Databases that crash and upgrades that are killed: all that was told is there afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import crashes, restores, upgrades
from tests.support.postgres import BreakablePostgres, breakable_postgres


@pytest.fixture
def own_postgres() -> Iterator[BreakablePostgres]:
    with breakable_postgres() as postgres:
        yield postgres


def test_postgres_that_crashes_under_desks_that_push_loses_nothing(
    tmp_path: Path, own_postgres: BreakablePostgres
) -> None:
    told = crashes.run(4, 1, tmp_path, own_postgres)
    assert told.problems == []
    assert told.counts["exchanges that ended strange"] > 0
    assert told.counts["acknowledged operations"] > 10


@pytest.mark.long
def test_postgres_that_crashes_a_hundred_times_loses_nothing(
    tmp_path: Path, own_postgres: BreakablePostgres
) -> None:
    assert crashes.run(100, 2, tmp_path, own_postgres).problems == []


def test_desks_bring_back_what_a_dump_of_some_while_ago_forgot(
    tmp_path: Path, own_postgres: BreakablePostgres
) -> None:
    told = restores.run(1, 1, tmp_path, own_postgres)
    assert told.problems == []
    assert told.counts["restores"] == 1
    assert told.counts["results held against those told before"] > 20


@pytest.mark.long
def test_desks_bring_back_what_fifty_dumps_forgot(
    tmp_path: Path, own_postgres: BreakablePostgres
) -> None:
    assert restores.run(50, 2, tmp_path, own_postgres).problems == []


def test_upgrades_killed_at_steps_drawn_by_chance_are_made_good(
    tmp_path: Path, postgres_url: str
) -> None:
    told = upgrades.run(60, 1, tmp_path, postgres_url)
    assert told.problems == []
    assert {"kills of a desk", "kills of a server on PostgreSQL"} <= set(told.counts)


@pytest.mark.long
def test_upgrades_killed_at_every_step_are_made_good(tmp_path: Path, postgres_url: str) -> None:
    assert upgrades.run(1, 2, tmp_path, postgres_url).problems == []
