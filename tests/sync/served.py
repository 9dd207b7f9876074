# SPDX-License-Identifier: EUPL-1.2
"""A real central server as a process: ``python -m tests.sync.served HOME SHIFT PORT``."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server

import requests
from granian import Granian
from granian.constants import Interfaces
from litestar import Litestar

from tests.builders import TERRITORY, TOWN, a_territory
from welfare_desk.core.clock import SystemClock
from welfare_desk.models.fund import Resource
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Desk
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.own import record_own
from welfare_desk.server.routes import application
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import to_wire

_HOME, _SHIFT = "TEST_SERVER_HOME", "TEST_CLOCK_SHIFT"


class ShiftedClock:
    """A clock that runs, so many microseconds from the computer's."""

    def __init__(self, shift: int) -> None:
        self.shift = shift

    def now_us(self) -> int:
        return SystemClock().now_us() + self.shift


def application_of_environment() -> Litestar:
    """Return the application that granian's worker serves."""
    clock = ShiftedClock(int(os.environ[_SHIFT]))
    return application(open_home(Path(os.environ[_HOME]), clock))


class CentralServer:
    """A server's home, and its process while it runs."""

    def __init__(self, home: Path, shift: int, rows: Iterable[Record] = ()) -> None:
        self.home = home
        self.clock = ShiftedClock(shift)
        init(home)
        central = self.central()
        add_territory(central, TERRITORY)
        self.bring(central, rows or a_territory())
        central.close()
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._codes = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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

    def start(self) -> None:
        """Start the process and return when it answers."""
        command = [sys.executable, "-m", "tests.sync.served", str(self.home)]
        self._process = subprocess.Popen(
            [*command, str(self.clock.shift), str(self.port)],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 60
        while not _answers(f"{self.url}/health/ready"):
            assert self._process.poll() is None, "the server ended at once"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop the process."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=30)
            self._process = None


@contextmanager
def serving(home: Path, shift: int, rows: Iterable[Record] = ()) -> Iterator[CentralServer]:
    """Give a running server for the length of a block."""
    server = CentralServer(home, shift, rows)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=5).status_code == 200
    except requests.RequestException:
        return False


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def main() -> None:
    """Serve until terminated."""
    os.environ[_HOME], os.environ[_SHIFT] = sys.argv[1], sys.argv[2]
    Granian(
        "tests.sync.served:application_of_environment",
        address="127.0.0.1",
        port=int(sys.argv[3]),
        interface=Interfaces.ASGI,
        factory=True,
        log_enabled=False,
    ).serve()


if __name__ == "__main__":
    main()
