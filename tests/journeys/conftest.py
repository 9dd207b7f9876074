# SPDX-License-Identifier: EUPL-1.2
"""A sample territory with a real server process, on SQLite and on PostgreSQL, and two desks."""

from collections.abc import Iterator

import msgspec
import pytest

from tests.support.counter_process import CounterProcess
from tests.support.postgres import drop_database, fresh_database
from welfare_desk.cli.stage import Stage, stage

PIN_LESS = ("anna", "Anna R.", "operator")


class Two(msgspec.Struct):
    """The stage with its two desks."""

    stage: Stage
    a: CounterProcess
    b: CounterProcess

    def check(self) -> None:
        """Nothing that the server stored breaks an invariant; both desks' chains hold."""
        found = self.stage.server("check")
        assert found["ok"], found
        self.a.doctor()
        self.b.doctor()

    def settle(self) -> None:
        """Put the cables in and exchange until everybody has heard everything."""
        for counter in (self.a, self.b):
            counter.cable.put_in()
        for counter in (self.a, self.b, self.a, self.b):
            assert counter.sync()["outcome"] == "ok"
        for counter in (self.a, self.b):
            assert counter.status()["pending"] == 0


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def whole_stage(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Two]:
    """Two enrolled desks of one municipality; stories bring people of their own."""
    database = ""
    if request.param == "postgresql":
        database = fresh_database(request.getfixturevalue("postgres_url"))
    with stage(tmp_path_factory.mktemp("stage"), 20, database=database) as made:
        pin = made.one_time_pin(*PIN_LESS)
        desks = [CounterProcess(made, name, "anna", pin) for name in ("Sportello 1", "Sportello 2")]
        yield Two(made, *desks)
        for each in desks:
            each.close()
    if database:
        drop_database(database)


@pytest.fixture
def two(whole_stage: Two) -> Iterator[Two]:
    """The stage; after the story everything arrives and every invariant is checked."""
    yield whole_stage
    whole_stage.settle()
    whole_stage.check()
