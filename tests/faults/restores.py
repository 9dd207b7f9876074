# SPDX-License-Identifier: EUPL-1.2
"""The server's PostgreSQL brought back from an older dump, under desks with later work."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from tests.builders import TERRITORY
from tests.faults import reckoning
from tests.faults.exchanges import Worker
from tests.faults.stand import in_memory, rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.postgres import (
    BreakablePostgres,
    breakable_postgres,
    drop_database,
    fresh_database,
)
from tests.sync.served import CentralServer
from welfare_desk.server import backups
from welfare_desk.store import server_meta

DESKS = 2
ROUNDS = 8
"""Exchanges of every desk until all have been heard and told; four are usual."""
_DUMP = "copy.dump"


def run(count: int, seed: int, folder: Path, postgres: BreakablePostgres) -> Told:
    """Dump, work on, lose the database, bring the dump back, so often."""
    told, chance = Told("restores", seed), random.Random(seed)
    database = fresh_database(postgres.url)
    server = CentralServer(folder / "server", shift_to_the_builders(), rich_territory(), database)
    server.start()
    workers = [
        Worker(server, folder, f"desk-{n}", server.clock.shift, chance) for n in range(DESKS)
    ]
    try:
        for _ in range(count):
            if told.over():
                break
            _some_work(workers, chance)
            _dump(postgres, database)
            _some_work(workers, chance)
            workers[0].work(3)
            before = {worker: _results(worker) for worker in workers}
            _restored(told, server, postgres, database)
            _heard(told, server, workers)
            for worker in workers:
                _unchanged(told, worker, before[worker])
        reckoning.at_rest(told, [worker.counter for worker in workers], server.url)
        for worker in workers:
            reckoning.answered(told, server, worker.counter, worker.promised)
            told.count("acknowledged operations", len(worker.promised))
        reckoning.honest(told, server)
    finally:
        for worker in workers:
            worker.counter.close()
        assert server.process is not None
        server.process.stop()
    return told


def _some_work(workers: list[Worker], chance: random.Random) -> None:
    for _ in range(3):
        for worker in workers:
            worker.work(chance.randrange(2, 8))
            worker.counter.exchange()


def _dump(postgres: BreakablePostgres, database: str) -> None:
    file = postgres.folder / _DUMP
    file.unlink(missing_ok=True)
    postgres.run("pg_dump", f"--dbname={_plain(database)}", "--format=custom", f"--file={file}")


def _restored(
    told: Told, server: CentralServer, postgres: BreakablePostgres, database: str
) -> None:
    """Lose all since the dump; the server begins a new epoch before it serves again."""
    assert server.process is not None
    server.process.kill()
    epoch = _epoch(server)
    drop_database(database)
    _create(database)
    postgres.run("pg_restore", f"--dbname={_plain(database)}", str(postgres.folder / _DUMP))
    central = server.central()
    backups.restore(central, None)
    central.close()
    if _epoch(server) <= epoch:
        told.wrong(f"the epoch did not rise beyond {epoch}")
    told.count("restores")
    server.start()


def _create(database: str) -> None:
    url = make_url(database)
    engine = sa.create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as conn:
        conn.exec_driver_sql(f'CREATE DATABASE "{url.database}"')
    engine.dispose()


def _plain(database: str) -> str:
    return database.replace("postgresql+psycopg://", "postgresql://", 1)


def _epoch(server: CentralServer) -> int:
    central = server.central()
    try:
        with central.store.read() as conn:
            return int(server_meta.standing(conn, TERRITORY).epoch)
    finally:
        central.close()


def _heard(told: Told, server: CentralServer, workers: list[Worker]) -> None:
    """Let every desk bring what it has, until the server waits for nobody any more."""
    for worker in workers:
        worker.counter.through(server.url)
    outcomes: list[str] = []
    for _ in range(ROUNDS):
        outcomes = [worker.counter.exchange().outcome for worker in workers]
        for outcome in outcomes:
            told.count(f"exchanges after a restore that ended {outcome}")
        if set(outcomes) == {"ok"}:
            return
    told.wrong(f"after a restore the desks end {outcomes}")


def _results(worker: Worker) -> dict[str, tuple[str, str]]:
    answered = (each for each in worker.counter.journal() if each.result)
    return {each.op_id: (each.result, each.code) for each in answered}


def _unchanged(told: Told, worker: Worker, before: dict[str, tuple[str, str]]) -> None:
    now = _results(worker)
    for op_id, result in before.items():
        if now.get(op_id) != result:
            told.wrong(f"{op_id} was told {result} and is {now.get(op_id)} after a restore")
    told.count("results held against those told before", len(before))


def a_run(count: int, seed: int) -> Told:
    """Run with a PostgreSQL and a folder that are gone afterwards."""
    with (
        breakable_postgres() as postgres,
        tempfile.TemporaryDirectory(prefix="wd-restores-", dir=in_memory()) as folder,
    ):
        return run(count, seed, Path(folder), postgres)
