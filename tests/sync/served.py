# SPDX-License-Identifier: EUPL-1.2
"""A real central server for tests: its home with a small territory, and its process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.builders import TERRITORY, TOWN, a_territory
from tests.support.server_homes import new_server_home
from tests.support.server_process import ServerProcess, ShiftedClock
from welfare_desk.models.fund import Resource
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.own import record_own
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import to_wire


class CentralServer:
    """A server's home, and its process while it runs."""

    def __init__(
        self,
        home: Path,
        shift: int,
        rows: Iterable[Record] = (),
        database: str = "",
        registry: str = "",
    ) -> None:
        self.home = home
        self.clock = ShiftedClock(shift)
        if database or registry:
            init(home, database=database, registry=registry)
        else:
            new_server_home(home)
        central = self.central()
        add_territory(central, TERRITORY)
        self.bring(central, rows or a_territory())
        central.close()
        self.process: ServerProcess | None = None
        self._codes = 0

    @property
    def url(self) -> str:
        """Where the running process is reached."""
        assert self.process is not None
        return self.process.url

    def central(self) -> Central:
        """Open the parts beside the process, as the command line does."""
        return open_home(self.home, self.clock)

    def bring(self, central: Central, rows: Iterable[Record]) -> None:
        """Apply server-owned rows and totals as operations of device 0."""
        own = [row for row in rows if not isinstance(row, Resource | Desk)]
        record_own(
            central,
            TERRITORY,
            ApplyTerritory(
                reason="test",
                rows=tuple(ServerRow(row.KIND, row.id, to_wire(row)) for row in own),
                totals=tuple(Total(row.id, row.total) for row in rows if isinstance(row, Resource)),
            ),
        )

    def desk_code(self, municipality_id: str = TOWN) -> str:
        """Return a fresh one-time code."""
        self._codes += 1
        code = f"codice-{self._codes}"
        central = self.central()
        with central.store.write() as conn:
            devices.add_code(
                conn,
                Code(
                    code_hash=code_hash(code),
                    territory_id=TERRITORY,
                    name=f"Sportello {self._codes}",
                    municipality_id=municipality_id,
                    provider_id=None,
                    expires_at=self.clock.now_us() + 900_000_000,
                    used_at=None,
                    device=None,
                ),
            )
        central.close()
        return code

    def start(self, stop_at: str = "") -> None:
        """Start the process; ``stop_at`` as in ``server_process``."""
        self.process = ServerProcess(self.home, self.clock.shift, stop_at)


@contextmanager
def serving(
    home: Path, shift: int, rows: Iterable[Record] = (), database: str = ""
) -> Iterator[CentralServer]:
    """Give a running server for the length of a block, on a file unless a database is named."""
    server = CentralServer(home, shift, rows, database)
    server.start()
    try:
        yield server
    finally:
        if server.process is not None:
            server.process.stop()
