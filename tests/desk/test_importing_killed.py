# SPDX-License-Identifier: EUPL-1.2
"""An import at the desk, killed in every batch: everybody once, no row half, nothing lost."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.desk.conftest import rows_with_pin
from tests.desk.test_importing import pending, people
from tests.support.desks import a_desk_here
from tests.support.import_process import POINTS, existing_desk, run_import
from tests.support.residents_list import dirty_rows, write_dirty
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.importing import Importing


@pytest.mark.parametrize("point", POINTS)
def test_killed_in_every_batch_an_import_ends_as_if_it_had_not_been(
    tmp_path: Path, clock: FixedClock, point: str
) -> None:
    home = tmp_path / "desk"
    home.mkdir()
    a_desk_here(home, clock, rows_with_pin()).close()
    path = tmp_path / "elenco.csv"
    rows = write_dirty(path, dirty_rows(600, 6))
    taken = sum(not row.reason for row in rows)
    for nth in (1, 1) if point == "after commit" else (1, 2, 1):
        assert run_import("desk", home, path, point, nth) == -signal.SIGKILL
    desk = existing_desk(home, clock)
    job = Importing(desk).last_job()
    assert job is not None
    assert len(people(desk)) == job.counts.imported == pending(desk)
    desk.close()
    assert run_import("desk", home, path) == 0
    desk = existing_desk(home, clock)
    assert len(people(desk)) == taken == pending(desk)
    assert Importing(desk).last_job() is None
    assert desk.look(check_desk).ok
    refused = (tmp_path / "elenco-righe-rifiutate.csv").read_bytes()
    assert len(refused.splitlines()) == len(rows) - taken + 1
    desk.close()
