# SPDX-License-Identifier: EUPL-1.2
"""Two servers over one PostgreSQL, either killed: no row is skipped, nothing is lost or twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults import twins
from tests.support.postgres import fresh_database


def _urls(postgres_url: str) -> tuple[str, str]:
    return fresh_database(postgres_url), fresh_database(postgres_url)


def test_two_servers_of_which_either_dies_serve_the_same_desks(
    tmp_path: Path, postgres_url: str
) -> None:
    told = twins.run(12, 2, 1, tmp_path, _urls(postgres_url))
    assert told.problems == []
    assert told.counts["operations"] == 2 * 12 * twins.WRITERS
    assert told.counts["pulls"] > 5


@pytest.mark.long
def test_two_servers_of_which_either_dies_fifty_times_serve_the_same_desks(
    tmp_path: Path, postgres_url: str
) -> None:
    assert twins.run(400, 50, 2, tmp_path, _urls(postgres_url)).problems == []
