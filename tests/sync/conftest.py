# SPDX-License-Identifier: EUPL-1.2
"""A running server for each file of this folder, and desks that are closed at the end."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.builders import a_fund, a_territory
from tests.sync.counter import Counter
from tests.sync.served import CentralServer, serving
from welfare_desk.core.clock import SystemClock

DeskMaker = Callable[..., Counter]


@pytest.fixture(scope="session")
def shift() -> int:
    """From the computer's time to the Wednesday morning of the builders."""
    morning = datetime(2026, 9, 16, 7, 30, tzinfo=UTC)
    return int(morning.timestamp()) * 1_000_000 - SystemClock().now_us()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, shift: int) -> Iterator[CentralServer]:
    """One server a file; tests bring slots and desks of their own.

    What other files gave there would weigh in what its desks are lent.
    """
    # Rich enough for every desk of every test.
    rows = a_territory(fund=a_fund(budget_cents=100_000_000_000))
    with serving(tmp_path_factory.mktemp("central") / "server", shift, rows) as server:
        yield server


@pytest.fixture
def lone_server(tmp_path: Path, shift: int) -> Iterator[CentralServer]:
    """A server that nobody else uses."""
    with serving(tmp_path / "server", shift) as server:
        yield server


@pytest.fixture
def desk(tmp_path: Path, shift: int) -> Iterator[DeskMaker]:
    """Makes desks: ``desk("a", server)`` is enrolled, ``desk("a")`` is only opened."""
    made: list[Counter] = []

    def make(name: str, server: CentralServer | None = None, url: str = "") -> Counter:
        at = url or (server.url if server is not None else "http://127.0.0.1:9")
        counter = Counter(tmp_path / f"desk-{name}", at, shift)
        made.append(counter)
        if server is not None:
            counter.enrol(server.desk_code())
        return counter

    yield make
    for counter in made:
        counter.close()
