# SPDX-License-Identifier: EUPL-1.2
"""An import in a process of its own that is killed at a named point of its n-th batch.

``python -m tests.support.import_process server|desk HOME FILE POINT N``; without a point it
runs to its end.  The desk's store is made when it is not there.
"""

from __future__ import annotations

import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.builders import TERRITORY, TODAY
from tests.conftest import NOW
from tests.support.crash import after_first
from tests.support.stores import KEY
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.importing import Importing, Progress
from welfare_desk.exchange import residents_run
from welfare_desk.server import importing as server_importing
from welfare_desk.server.home import open_home
from welfare_desk.store import import_jobs
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync import device_key
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.transport import Transport

POINTS = ("rows written", "before commit", "after commit")
PIN = "271828"
FIELDS = (
    "surname", "name", "fiscal_code", "sex", "born_on", "birthplace", "address", "postal_code",
    "municipality", "phone",
)  # fmt: skip


def run_import(side: str, home: Path, file: Path, point: str = "", nth: int = 1) -> int:
    """Run the process to its end or death and return its exit code (-9: killed)."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.import_process", side, home, file, point, str(nth)],
        cwd=Path(__file__).parents[2],
        check=False,
    )
    return done.returncode


def existing_desk(home: Path, clock: FixedClock) -> Desk:
    """Open the desk of a folder again."""
    store = DeskStore.open(home / "desk.db", KEY)
    with store.read() as conn:
        signer = device_key.load(conn)
    recorder = Recorder(store, signer, clock, secrets.token_bytes)
    transport = Transport("http://127.0.0.1:9", clock)
    return Desk(store, recorder, Engine(store, transport, recorder, signer, clock), clock)


def _arm(point: str, nth: int) -> None:
    if point == "rows written":
        taken = residents_run.Run.take
        residents_run.Run.take = after_first(taken, nth)  # type: ignore[method-assign]
    elif point == "before commit":
        import_jobs.put = after_first(import_jobs.put, nth)
    elif point == "after commit":
        server_importing._record = after_first(server_importing._record, nth)
        recorded = Importing._record
        Importing._record = after_first(recorded, nth)  # type: ignore[method-assign]


def _steps(side: str, home: Path, file: Path, clock: FixedClock) -> Iterator[Progress]:
    if side == "server":
        central = open_home(home, clock)
        plan = server_importing.plan_of(central, TERRITORY, server_importing.ImportAsk(path=file))
        yield from server_importing.import_people(central, plan, lambda: False)
        central.close()
        return
    desk = existing_desk(home, clock)
    desk.session.log_in("marta", PIN)
    yield from Importing(desk).run(file, FIELDS, batch=200)
    desk.close()


def main() -> None:
    """Import, or die on the way."""
    side, home, file, point, nth = sys.argv[1:]
    assert NOW.date() == TODAY
    clock = FixedClock(int(NOW.timestamp()) * 1_000_000)
    _arm(point, int(nth))
    last = [*_steps(side, Path(home), Path(file), clock)][-1]
    assert last.state == "done"


if __name__ == "__main__":
    main()
