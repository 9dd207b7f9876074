# SPDX-License-Identifier: EUPL-1.2
"""A sample territory with a real server process, on SQLite and on PostgreSQL, and two desks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import msgspec
import pytest

from tests.support.counter_process import CounterProcess
from tests.support.postgres import drop_database, fresh_database
from tests.support.quick_stage import quick_stage
from welfare_desk.cli.stage import Stage

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


@pytest.fixture(scope="session")
def stage_on(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Two]]:
    """Give the stage on a kind of database; each is made once and stands to the end."""
    standing: dict[str, Two] = {}
    with ExitStack() as ends:

        def on(kind: str) -> Two:
            if kind not in standing:
                database = ""
                if kind == "postgresql":
                    database = fresh_database(postgres_url)
                    ends.callback(drop_database, database)
                folder = tmp_path_factory.mktemp("stage")
                made = ends.enter_context(quick_stage(folder, 20, database=database))
                pin = made.one_time_pin(*PIN_LESS)
                names = ("Sportello 1", "Sportello 2")
                desks = [CounterProcess(made, name, "anna", pin) for name in names]
                for each in desks:
                    ends.callback(each.close)
                standing[kind] = Two(made, *desks)
            return standing[kind]

        yield on


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def whole_stage(request: pytest.FixtureRequest, stage_on: Callable[[str], Two]) -> Two:
    """Two enrolled desks of one municipality; stories bring people of their own."""
    return stage_on(request.param)


@pytest.fixture
def two(whole_stage: Two) -> Iterator[Two]:
    """The stage; after the story everything arrives and every invariant is checked."""
    yield whole_stage
    whole_stage.settle()
    whole_stage.check()
