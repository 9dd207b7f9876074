# SPDX-License-Identifier: EUPL-1.2
"""Push of 10,000 registrations, 500 a batch, by one desk and by four at once."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import msgspec
import requests

from benchmarks.sync_rival import FIELDS
from benchmarks.sync_world import World, cpu_of, people, registration
from tests.support.desk_double import DeskDouble
from tests.support.postgres import drop_database, fresh_database
from welfare_desk.models.person import Person
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import MAX_OPERATIONS, Push
from welfare_desk.sync.transport import Transport

RUNS = 3


def measured(folder: Path, url: str, quick: bool) -> dict[str, object]:
    """Measure our push on both databases and the other one on PostgreSQL; print the table."""
    count = 2_000 if quick else 10_000
    rows = list(people(count))
    found: dict[str, object] = {}
    print("| push of registrations a second | one desk | four desks | server CPU µs each |")
    print("|---|--:|--:|--:|")
    size = 0.0
    for name in ("PostgreSQL", "SQLite"):
        runs = [
            _ours(folder / f"{name}{run}", fresh_database(url) if name[0] == "P" else "", rows)
            for run in range(RUNS)
        ]
        size = runs[0]["bytes"]
        middle = _middle(runs)
        found[name] = {"runs": runs, "median_rate": round(count / middle["seconds"])}
        print(
            f"| ours, {name} | {count / middle['seconds']:,.0f} | {count / middle['four']:,.0f} "
            f"| {middle['cpu'] / count * 1e6:,.0f} |"
        )
    theirs = [_theirs(fresh_database(url), rows) for _ in range(RUNS)]
    rival = _middle(theirs)
    found["rival"] = theirs
    print(f"| JSON upsert, PostgreSQL | {count / rival['seconds']:,.0f} | | {rival['cpu']:,.0f} |")
    print(f"\nBytes up a record: ours {size:,.0f}, JSON {rival['bytes']:,.0f}.\n")
    return found


def _middle(runs: list[dict[str, float]]) -> dict[str, float]:
    """Return each figure's median."""
    return {name: median(run[name] for run in runs) for name in runs[0]}


def _ours(home: Path, database: str, rows: list[Person]) -> dict[str, float]:
    world = World(home, database)
    with world.serving() as server:
        one = [_filled(world, server.url, rows)]
        before = cpu_of(server._process.pid)
        seconds = _sent(one)
        cpu = cpu_of(server._process.pid) - before
        size = sum(len(to_frame(run)) for _, _, runs in one for run in runs) / len(rows)
        quarters = [list(people(len(rows) // 4, seed)) for seed in (2, 3, 4, 5)]
        four = _sent([_filled(world, server.url, each) for each in quarters])
    if database:
        drop_database(database)
    return {"seconds": seconds, "cpu": cpu, "bytes": size, "four": four}


Filled = tuple[DeskDouble, Transport, list[Push]]


def _filled(world: World, url: str, rows: list[Person]) -> Filled:
    desk, line = world.desk(url)
    for row in rows:
        desk.record(registration(row))
    runs = [
        desk.push_of(first, min(first + MAX_OPERATIONS - 1, len(rows)), together=True)
        for first in range(1, len(rows) + 1, MAX_OPERATIONS)
    ]
    return desk, line, runs


def _sent(desks: list[Filled]) -> float:
    def send(desk: Filled) -> None:
        for run in desk[2]:
            results = desk[1].push(run).results
            assert {each.result for each in results} == {"accepted"}

    began = time.perf_counter()
    with ThreadPoolExecutor(len(desks)) as pool:
        list(pool.map(send, desks))
    return time.perf_counter() - began


@contextmanager
def rival(database: str) -> Iterator[tuple[str, int]]:
    """Give address and process number of the other server."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.sync_rival", database],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[1],
    )
    assert process.stdout is not None
    try:
        yield json.loads(process.stdout.readline())["url"], process.pid
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        drop_database(database)


def plain(row: Person) -> dict[str, object]:
    """Return a person as the other server takes one."""
    return {name: getattr(row, name) for name in FIELDS}


def _theirs(database: str, rows: list[Person]) -> dict[str, float]:
    bodies = [
        msgspec.json.encode([plain(row) for row in rows[at : at + MAX_OPERATIONS]])
        for at in range(0, len(rows), MAX_OPERATIONS)
    ]
    with rival(database) as (url, pid), requests.Session() as session:
        before = cpu_of(pid)
        began = time.perf_counter()
        for body in bodies:
            assert session.post(f"{url}/records", body).status_code == 200
        seconds = time.perf_counter() - began
        cpu = (cpu_of(pid) - before) / len(rows) * 1e6
    return {"seconds": seconds, "cpu": cpu, "bytes": sum(map(len, bodies)) / len(rows)}
