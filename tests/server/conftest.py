# SPDX-License-Identifier: EUPL-1.2
"""A real server process on SQLite and on PostgreSQL; each test gets a territory of its own."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator

import pytest

from tests.builders import OPERATOR, TODAY, TOWN, a_territory
from tests.conftest import NOW
from tests.support.desk_double import DeskDouble
from tests.support.postgres import fresh_database
from tests.support.server_process import ServerProcess, ShiftedClock
from welfare_desk.core.clock import SystemClock
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Slot
from welfare_desk.models.reads import One
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk
from welfare_desk.operations.central.witness import attested
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.protocol.messages import Seen
from welfare_desk.server.central import Central
from welfare_desk.server.check import check
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.own import record_own
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import SqlRows, load_all, to_wire

SHIFT = int(NOW.timestamp()) * 1_000_000 - SystemClock().now_us()


class Place:
    """A territory on a running server, with what a test needs beside it."""

    def __init__(self, central: Central, url: str) -> None:
        self.central = central
        self.url = url
        self.clock = ShiftedClock(SHIFT)
        self.territory_id = str(uuid.uuid4())
        add_territory(central, self.territory_id)

    def bring(self, rows: Iterable[Record]) -> None:
        """Apply server-owned rows and totals as an operation of device 0."""
        listed = list(rows)
        own = tuple(row for row in listed if not isinstance(row, Resource | Desk))
        outcome = record_own(
            self.central,
            self.territory_id,
            ApplyTerritory(
                reason="test",
                rows=tuple(ServerRow(row.KIND, row.id, to_wire(row)) for row in own),
                totals=tuple(
                    Total(row.id, row.total) for row in listed if isinstance(row, Resource)
                ),
            ),
        )
        assert outcome.result == "accepted"

    def code(self, municipality_id: str = TOWN, *, minutes: int = 15) -> str:
        """Return a fresh one-time code."""
        code = secrets.token_hex(10)
        with self.central.store.write() as conn:
            devices.add_code(
                conn,
                Code(
                    code_hash=code_hash(code),
                    territory_id=self.territory_id,
                    name="",
                    municipality_id=municipality_id,
                    provider_id=None,
                    expires_at=self.clock.now_us() + minutes * 60_000_000,
                    used_at=None,
                    device=None,
                ),
            )
        return code

    def desk(self, municipality_id: str = TOWN, *, numbers: bool = True) -> DeskDouble:
        """Return an enrolled desk, with printed numbers unless told otherwise."""
        desk = DeskDouble(self.url, self.clock, OPERATOR)
        desk.enrol(self.code(municipality_id))
        if numbers:
            desk.ask("number:booking", 200)
            desk.ask("number:receipt", 200)
        return desk

    def slots(self, *slots: Slot) -> None:
        """Bring the small territory with these slots."""
        self.bring(a_territory(*slots))

    def one(self, kind: type[Record], row_id: str) -> Record | None:
        """Return a stored row."""
        read = One(kind.KIND, row_id)
        with self.central.store.read() as conn:
            found = SqlRows(conn, self.territory_id).load([read])[read]
        return found[0] if found else None

    def all(self, kind: type[Record]) -> list[Record]:
        """Return all stored rows of a kind."""
        with self.central.store.read() as conn:
            return load_all(conn, self.territory_id, kind.KIND)

    def word(self, server_seq: int, epoch: int = 1) -> tuple[Seen, ...]:
        """Return the server's own word that it had so much."""
        seen = Seen(epoch=epoch, server_seq=server_seq)
        return (attested(self.central.key, self.territory_id, seen),)

    def problems(self) -> list[str]:
        """Return what ``server check`` finds wrong."""
        found = check(self.central, self.territory_id).problems
        return [f"{each.invariant} {each.where}: {each.detail}" for each in found]


@pytest.fixture(scope="session")
def server_on(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], ServerProcess]]:
    """Give the server on a kind of database; each is made once and runs to the end.

    Not a fixture with parameters: of those pytest keeps one alive, and makes it anew at each
    change.
    """
    running: dict[str, ServerProcess] = {}

    def on(database: str) -> ServerProcess:
        if database not in running:
            home = tmp_path_factory.mktemp(f"server-{database}")
            url = fresh_database(postgres_url) if database == "postgresql" else ""
            init(home, database=url)
            running[database] = ServerProcess(home, SHIFT)
        return running[database]

    yield on
    for process in running.values():
        process.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def place(
    request: pytest.FixtureRequest, server_on: Callable[[str], ServerProcess]
) -> Iterator[Place]:
    assert NOW.date() == TODAY
    process = server_on(request.param)
    central = open_home(process.home, ShiftedClock(SHIFT))
    yield Place(central, process.url)
    central.close()
