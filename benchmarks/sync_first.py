# SPDX-License-Identifier: EUPL-1.2
"""First pull of 100,000 people into the encrypted store, with indexes, search and digest."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median

import msgspec
import requests
from sqlcipher3 import dbapi2

from benchmarks.sync_push import plain, rival
from benchmarks.sync_rival import FIELDS, PAGE
from benchmarks.sync_world import World, cpu_of, people, rss_of
from tests.builders import TERRITORY
from tests.support.postgres import drop_database, fresh_database
from welfare_desk.core.clock import SystemClock
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.protocol.messages import Enrol
from welfare_desk.server.sql_port import writing
from welfare_desk.store import cipher, meta, search
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import load_all
from welfare_desk.sync import device_key
from welfare_desk.sync.engine import Engine
from welfare_desk.sync.recorder import Recorder
from welfare_desk.sync.snapshot_load import SnapshotLoad
from welfare_desk.sync.transport import Transport

BATCH = 5_000
DESKS = 4


def measured(folder: Path, url: str, quick: bool) -> dict[str, object]:
    """Measure several first pulls, one of them with the snapshot still to be made."""
    count = 10_000 if quick else 100_000
    rows = list(people(count))
    world = World(folder / "server", database := fresh_database(url))
    stored_at_server(world, rows)
    desks = []
    with world.serving() as server:
        for number in range(DESKS):
            before = cpu_of(server._process.pid)
            done = _pulled(world, server.url, folder / f"desk{number}", count)
            done["server_cpu"] = cpu_of(server._process.pid) - before
            desks.append(done)
        memory = rss_of(server._process.pid) // 1024
    drop_database(database)
    theirs = _theirs(folder, fresh_database(url), rows)
    first, *later = desks
    middle = {name: median(each[name] for each in later) for name in first}
    print(f"| first pull of {count:,} people | seconds | CPU s desk | CPU s server | bytes each |")
    print("|---|--:|--:|--:|--:|")
    for name, done in (
        ("ours, snapshot there", middle),
        ("ours, snapshot to be made", first),
        ("JSON pages of 1,000", theirs),
    ):
        print(
            f"| {name} | {done['seconds']:.2f} | {done['cpu']:.2f} "
            f"| {done['server_cpu']:.2f} | {done['bytes']:.0f} |"
        )
    print(f"\nHow names sound is worked out afterwards: {middle['sounds']:.2f} s.\n")
    return {"desks": desks, "json": theirs, "server_mib": memory}


def stored_at_server(world: World, rows: list[Person]) -> None:
    """Put people into the server's rows and feed without a desk that registered them."""
    central = world.central()
    left = iter(rows)
    while batch := list(islice(left, BATCH)):
        changes: Changes = {(row.KIND, row.id): row for row in batch}
        with writing(central, TERRITORY) as port:
            port.save(changes)
            port.advance(port.stamp(changes, port.standing.server_seq))
    central.close()


class CountedLine(Transport):
    """A line that counts the bytes that come."""

    came = 0

    def _taken(self, method: str, path: str, body: bytes) -> bytes:
        data = super()._taken(method, path, body)
        self.came += len(data)
        return data


def _pulled(world: World, url: str, home: Path, count: int) -> dict[str, float]:
    home.mkdir()
    store = DeskStore.create(home / "desk.db", secrets.token_bytes(32))
    clock = SystemClock()
    line = CountedLine(url, clock)
    with store.write() as conn:
        key = device_key.make(conn)
    enrolled = line.enrol(Enrol(code=world.code(), public_key=key.public, name=""))
    facts = {
        "territory_id": enrolled.territory_id, "device": str(enrolled.device),
        "inc": str(enrolled.inc), "epoch": str(enrolled.epoch), "cursor": "0",
        "municipality_id": enrolled.municipality_id, "server_key": enrolled.server_key.hex(),
    }  # fmt: skip
    with store.write() as conn:
        meta.put_many(conn, facts)
    recorder = Recorder(store, key, clock, secrets.token_bytes)
    engine = Engine(store, line, recorder, key, clock)
    began, cpu = time.perf_counter(), time.process_time()
    outcome = engine.run_once()
    with store.read() as conn:
        found = search.search(conn, "rossi maria", 20)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert outcome.outcome == "ok"
    assert found
    with store.read() as conn:
        assert len(load_all(conn, TERRITORY, Person.KIND)) == count
    began = time.perf_counter()
    SnapshotLoad(store, line, clock).complete()
    sounds = time.perf_counter() - began
    store.close()
    return {"seconds": seconds, "cpu": cpu, "bytes": line.came / count, "sounds": sounds}


def _theirs(folder: Path, database: str, rows: list[Person]) -> dict[str, float]:
    """Pull JSON pages into the same cipher with the same indexes, as a script would."""
    conn = dbapi2.connect(str(folder / "theirs.db"), isolation_level=None)
    conn.execute(f'PRAGMA key = "{cipher.raw_key(secrets.token_bytes(32))}"')
    conn.execute("PRAGMA journal_mode = WAL")
    columns = ", ".join(f'"{name}"' for name in FIELDS)
    conn.execute(f"CREATE TABLE people ({columns}, PRIMARY KEY (id))")
    for name in Person.FIND_BY:
        conn.execute(f'CREATE INDEX "ix_{name}" ON people ("{name}")')
    marks = ", ".join(f":{name}" for name in FIELDS)
    insert = f"INSERT OR REPLACE INTO people ({columns}) VALUES ({marks})"
    with rival(database) as (url, pid), requests.Session() as session:
        for batch in _batches(rows):
            body = msgspec.json.encode([plain(row) for row in batch])
            assert session.post(f"{url}/records", body).status_code == 200
        server = cpu_of(pid)
        came, since = 0, 0
        began, cpu = time.perf_counter(), time.process_time()
        while True:
            body = session.get(f"{url}/records", params={"since": since}).content
            came += len(body)
            page = msgspec.json.decode(body)
            if not page:
                break
            conn.execute("BEGIN")
            conn.executemany(insert, page)
            conn.execute("COMMIT")
            since = page[-1]["seq"]
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        server = cpu_of(pid) - server
    conn.close()
    return {"seconds": seconds, "cpu": cpu, "server_cpu": server, "bytes": came / len(rows)}


def _batches(rows: list[Person]) -> Iterator[list[Person]]:
    for at in range(0, len(rows), PAGE):
        yield rows[at : at + PAGE]
