# SPDX-License-Identifier: EUPL-1.2
"""PostgreSQL stopped as a crash stops it while desks push, then started again."""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import Protocol

from tests.faults import reckoning
from tests.faults.clerk import Clerk
from tests.faults.stand import WarmCounter, in_memory, rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.postgres import BreakablePostgres, breakable_postgres, fresh_database
from tests.support.server_process import ShiftedClock
from tests.support.stores import empty_desk
from tests.sync.served import serving
from welfare_desk.sync.recorder import Recorded

DESKS = 2
PATIENCE = 30
"""Seconds."""


class Place(Protocol):
    """Where a desk enrols."""

    @property
    def url(self) -> str:
        """Return where it is reached."""

    @property
    def clock(self) -> ShiftedClock:
        """Return its clock."""

    def desk_code(self) -> str:
        """Return a fresh one-time code."""


class Desk:
    """A desk that works and exchanges in a thread until it is told to stop."""

    def __init__(self, told: Told, server: Place, home: Path, seed: int) -> None:
        self.promised: dict[str, str] = {}
        self.spoke = 0
        """Exchanges that came to a good end."""
        self._told = told
        self._chance = random.Random(seed)
        self.counter = WarmCounter(home, server.url, server.clock.shift)
        self.counter.enrol(server.desk_code())
        self._clerk = Clerk(self.counter, home.name, home.name, self._chance)
        self._clerk.move_in()
        self._enough = Event()
        self._thread = Thread(target=self._work)

    def start(self) -> None:
        """Begin to work."""
        self._thread.start()

    def stop(self) -> None:
        """Work no more; returns when the last exchange ended."""
        self._enough.set()
        self._thread.join()

    def _work(self) -> None:
        while not self._enough.is_set():
            for _ in range(self._chance.randrange(1, 8)):
                self._clerk.step(self._said)
            try:
                outcome = self.counter.exchange().outcome
            except Exception as error:  # noqa: BLE001 - a traceback is what must not be
                self._told.wrong(f"{self.counter.home.name}: {type(error).__name__} {error}")
                return
            self._told.count(f"exchanges that ended {outcome}")
            if outcome == "ok":
                self.spoke += 1
            else:
                time.sleep(0.05)
            if outcome not in ("ok", "strange", "offline", "busy"):
                self._told.wrong(f"{self.counter.home.name}: an exchange ended {outcome}")

    def _said(self, done: Recorded) -> None:
        self.promised[done.op_id] = done.state


def run(count: int, seed: int, folder: Path, postgres: BreakablePostgres) -> Told:
    """Crash the database so often under desks that push."""
    told, chance = Told("crashes", seed), random.Random(seed)
    shift = shift_to_the_builders()
    database = fresh_database(postgres.url)
    empty_desk(folder)
    with serving(folder / "server", shift, rich_territory(), database) as server:
        desks = [Desk(told, server, folder / f"desk-{n}", seed + n) for n in range(DESKS)]
        for desk in desks:
            desk.start()
        for _ in range(count):
            if told.over():
                break
            _until_desks_spoke(desks)
            time.sleep(0.3 * chance.random())
            postgres.crash()
            told.count("crashes of the database")
            time.sleep(0.2 * chance.random())
            postgres.start_again()
        for desk in desks:
            desk.stop()
        reckoning.at_rest(told, [desk.counter for desk in desks], server.url)
        for desk in desks:
            reckoning.answered(told, server, desk.counter, desk.promised)
            told.count("acknowledged operations", len(desk.promised))
            desk.counter.close()
        reckoning.honest(told, server)
    return told


def _until_desks_spoke(desks: list[Desk]) -> None:
    """Wait until a desk came through once more: a crash that nobody meets shows nothing."""
    before = sum(desk.spoke for desk in desks)
    until = time.monotonic() + PATIENCE
    while sum(desk.spoke for desk in desks) == before and time.monotonic() < until:
        time.sleep(0.01)


def a_run(count: int, seed: int) -> Told:
    """Run with a PostgreSQL and a folder that are gone afterwards."""
    with (
        breakable_postgres() as postgres,
        tempfile.TemporaryDirectory(prefix="wd-crashes-", dir=in_memory()) as folder,
    ):
        return run(count, seed, Path(folder), postgres)
