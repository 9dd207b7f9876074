# SPDX-License-Identifier: EUPL-1.2
"""A season over real processes: from the catalogue to the statements, half of the desks offline."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.journeys.season_after import attend, bill, fall_ill, run_the_list
from tests.journeys.season_play import Season
from tests.journeys.season_stage import (
    EVERYDAY,
    ILL_WEEK,
    LIST_WEEK,
    WHOLE,
    SeasonStage,
    Size,
    territory_file,
)
from tests.support.moved_clock import VARIABLE


@pytest.fixture(
    params=[
        pytest.param(EVERYDAY, id="everyday"),
        pytest.param(WHOLE, id="whole", marks=pytest.mark.long),
    ]
)
def season(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Season]:
    """A server with a season's slots and its desks, enrolled."""
    size: Size = request.param
    (tmp_path / "clock").write_text("0", encoding="ascii")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "clock"))
    with ExitStack() as ends:
        made = SeasonStage(tmp_path)
        ends.callback(made.close)
        made.make(0)
        made.start()
        path = territory_file(tmp_path, size, ill=False)
        tried = made.server("apply", str(path), "--dry-run")
        slots = [
            each for each in tried["changes"] if (each["how"], each["kind"]) == ("add", "slot")
        ]
        assert len(slots) == size.all_places // size.places
        made.server("apply", str(path))
        season = Season(made, size)
        ends.callback(season.close)
        yield season


def test_a_season_gives_no_place_twice_and_loses_no_booking(season: Season, tmp_path: Path) -> None:
    season.move_in()
    for week in range(season.size.weeks):
        season.serve_week(week)
        if week == LIST_WEEK:
            season.cancel_some()
            run_the_list(season)
        if week == ILL_WEEK:
            fall_ill(season, tmp_path)
    season.check_places()
    season.check_promises()
    season.check_desks()
    figures = season.figures()
    print(json.dumps(figures | dict(season.counts), ensure_ascii=False, indent=1))  # noqa: T201
    attend(season)
    bill(season)
    season.check_places()
    season.check_desks()
    found = season.stage.server("check")
    assert found["ok"], found
    for desk in season.processes:
        desk.process.doctor()
    assert season.counts["asked"] == season.size.visitors
