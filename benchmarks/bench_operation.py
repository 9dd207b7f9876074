# SPDX-License-Identifier: EUPL-1.2
"""How long is one final operation on the encrypted store, against its bare rows in SQLite?

``python -m benchmarks.bench_operation [PEOPLE]``; both sides commit each booking with
``synchronous=FULL`` on the same disk in the same run.  The bare side writes the booking and
the rest of the lease, as a program without encryption, rules, journal, images and audit does.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from benchmarks.bench_search import people
from tests.builders import OPERATOR, TERRITORY, a_slot, a_territory, an_id, book
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import booking_text
from welfare_desk.models.booking import Booking, booking_table
from welfare_desk.models.person import Person, person_table
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import meta, rights
from welfare_desk.store.codec import codec
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import load_all, save
from welfare_desk.sync.device_key import DeviceKey
from welfare_desk.sync.recorder import Recorder, held_row

NOW = 1_789_543_800_000_000
WARM_UP = 100
MEASURED = 1_000
BATCH = 1_000
BLOCK = 600
SLOT = a_slot("bench", places=WARM_UP + MEASURED)


def main() -> None:
    """Book a place for a thousand people, then write the same rows bare."""
    count = max(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, WARM_UP + MEASURED)
    rows = [msgspec.structs.replace(each, territory_id=TERRITORY) for each in people(count)]
    acts = [
        msgspec.structs.replace(
            book(f"booking {n}", "", SLOT), booking_id=an_id(f"booking {n}"), person_id=rows[n].id
        )
        for n in range(WARM_UP + MEASURED)
    ]
    with tempfile.TemporaryDirectory(dir=".") as folder:
        store = filled(Path(folder), rows)
        ours = percentiles(timed(recording(store, acts)))
        with store.read() as conn:
            booked = load_all(conn, TERRITORY, Booking.KIND)
            written = rights.summary(conn)[f"slot:{SLOT.id}"]
        assert (len(booked), written) == (len(acts), 0)
        assert all(getattr(row, "certainty", "") == "final" for row in booked)
        theirs = percentiles(timed(bare(Path(folder) / "bare.db", rows, booked)))
        size = sum(part.stat().st_size for part in Path(folder).glob("desk.db*"))
        store.close()
    print("| one final booking, on the disk | p50 ms | p99 ms |\n|---|--:|--:|")
    for name, found in (("welfare-desk, SQLCipher", ours), ("bare rows, plain SQLite", theirs)):
        print(f"| {name} | {found['p50_ms']} | {found['p99_ms']} |")
    result = {"people": count, "operations": MEASURED, "store_mib": round(size / 2**20, 1)}
    print(json.dumps({**result, "record": ours, "bare": theirs}))


def filled(folder: Path, rows: list[Person]) -> DeskStore:
    """Return a desk's store with people, a slot, and the rights to fill it."""
    store = DeskStore.create(folder / "desk.db", secrets.token_bytes(32))
    everything: list[Record] = [*a_territory(SLOT), *rows]
    for start in range(0, len(everything), BATCH):
        changes: Changes = {(row.KIND, row.id): row for row in everything[start : start + BATCH]}
        with store.write() as conn:
            save(conn, TERRITORY, changes)
    leases = [lease("places", f"slot:{SLOT.id}", WARM_UP + MEASURED)]
    leases += [
        lease(
            f"numbers {block}",
            "number:booking",
            BLOCK,
            tuple(booking_text(1, block, index) for index in range(BLOCK)),
        )
        for block in range(-(-(WARM_UP + MEASURED) // BLOCK))
    ]
    known = {"territory_id": TERRITORY, "device": "1", "inc": "1", "epoch": "1", "cursor": "1"}
    with store.write() as conn:
        meta.put_many(conn, known)
        rights.add(conn, [held_row(each) for each in leases])
    return store


def lease(name: str, resource: str, quantity: int, numbers: tuple[str, ...] = ()) -> Lease:
    """Return a lease of desk 1 that holds through the run."""
    return Lease(
        id=name,
        device=1,
        inc=1,
        resource=resource,
        quantity=quantity,
        fence=1,
        not_after=NOW + LIFE_US,
        epoch=1,
        numbers=numbers,
    )


def recording(store: DeskStore, acts: list[BookPlace]) -> list[Callable[[], object]]:
    """Return the bookings as a desk records them: rights, rows, images, journal, audit."""
    recorder = Recorder(
        store, DeviceKey(secrets.token_bytes(32)), FixedClock(NOW), secrets.token_bytes
    )

    def one(act: BookPlace) -> Callable[[], object]:
        return lambda: recorder.record(act, actor=OPERATOR, role="operator")

    return [one(act) for act in acts]


def bare(path: Path, rows: list[Person], booked: list[Record]) -> list[Callable[[], object]]:
    """Return the same bookings as two statements each on an open file."""
    conn = sqlite3.connect(path, isolation_level=None)
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        conn.execute(f"PRAGMA {pragma}")
    for table in (person_table, booking_table):
        conn.execute(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        for index in table.indexes:
            conn.execute(str(CreateIndex(index).compile(dialect=sqlite.dialect())))
    conn.execute("CREATE TABLE lease (id TEXT PRIMARY KEY, left INTEGER NOT NULL)")
    conn.execute("INSERT INTO lease VALUES ('places', ?)", (len(booked),))
    conn.execute("BEGIN")
    by_person = codec(Person.KIND, "sqlite")
    conn.executemany(by_person.upsert, by_person.rows(rows))
    conn.execute("COMMIT")
    by = codec(Booking.KIND, "sqlite")

    def one(row: Record) -> Callable[[], object]:
        def write() -> None:
            conn.execute("BEGIN IMMEDIATE")
            conn.execute(by.upsert, by.rows([row])[0])
            conn.execute("UPDATE lease SET left = left - 1 WHERE id = 'places'")
            conn.execute("COMMIT")

        return write

    return [one(row) for row in booked]


def timed(steps: list[Callable[[], object]]) -> list[float]:
    """Return the milliseconds of each step after the warm-up, ascending."""
    spent = []
    for step in steps:
        start = time.perf_counter()
        step()
        spent.append((time.perf_counter() - start) * 1000)
    return sorted(spent[WARM_UP:])


def percentiles(spent: list[float]) -> dict[str, float]:
    """Return p50 and p99 in milliseconds."""
    return {f"p{p}_ms": round(spent[len(spent) * p // 100], 2) for p in (50, 99)}


if __name__ == "__main__":
    main()
