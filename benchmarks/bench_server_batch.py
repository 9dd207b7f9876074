# SPDX-License-Identifier: EUPL-1.2
"""How many operations a second the server settles, beside one transaction an operation.

Half of the operations register a person, half book a place with a right that the desk holds.
Both ways verify the same signatures and end with the same bookings.  Both databases are on
this machine; the tests' PostgreSQL does not wait for the disk, SQLite does.
``python -m benchmarks.bench_server_batch [BATCHES]`` prints a table and a line of JSON.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from tests.builders import OPERATOR, TODAY, TOWN, a_slot, a_territory, book, register
from tests.conftest import NOW
from tests.support.desk_double import DeskDouble
from tests.support.postgres import fresh_database, running_postgres
from welfare_desk.core.clock import FixedClock
from welfare_desk.models.booking import Booking, booking_table
from welfare_desk.models.central import Device
from welfare_desk.models.fund import Resource, resource_table
from welfare_desk.models.offering import slot_table
from welfare_desk.models.person import Person, person_table
from welfare_desk.models.territory import Desk
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.registry import from_body
from welfare_desk.operations.rights import Held
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.protocol.envelope import Act
from welfare_desk.protocol.messages import MAX_OPERATIONS, Ask, Enrol, LeaseAsk
from welfare_desk.server import arrival, grants, hello
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.keys import verifies
from welfare_desk.server.own import record_own
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import to_wire
from welfare_desk.store.server_tables import op_log

TERRITORY = "22222222-2222-4222-8222-222222222222"
SLOTS = 10


class Bench:
    """A server with one desk that holds every place there is."""

    def __init__(self, home: Path, database: str, operations: int) -> None:
        clock = FixedClock(int(NOW.timestamp()) * 1_000_000)
        init(home, database=database)
        self.central: Central = open_home(home, clock)
        add_territory(self.central, TERRITORY)
        assert NOW.date() == TODAY
        self.slots = [a_slot(f"slot {n}", places=operations) for n in range(SLOTS)]
        rows = a_territory(*self.slots)
        record_own(
            self.central,
            TERRITORY,
            ApplyTerritory(
                reason="bench",
                rows=tuple(
                    ServerRow(row.KIND, row.id, to_wire(row))
                    for row in rows
                    if not isinstance(row, Resource | Desk)
                ),
                totals=tuple(Total(row.id, row.total) for row in rows if isinstance(row, Resource)),
            ),
        )
        self.desk = DeskDouble("", clock, OPERATOR)
        self.device = self._enrolled()
        self._fill(operations)

    def _enrolled(self) -> Device:
        code = Code(
            code_hash=code_hash("code"), territory_id=TERRITORY, name="Sportello",
            municipality_id=TOWN, provider_id=None,
            expires_at=self.central.clock.now_us() + 1, used_at=None, device=None,
        )  # fmt: skip
        with self.central.store.write() as conn:
            devices.add_code(conn, code)
        public = self.desk.key.public_key().public_bytes_raw()
        got = hello.enrol(self.central, Enrol(code="code", public_key=public, name=""))
        self.desk.device, self.desk.inc, self.desk.epoch = got.device, got.inc, got.epoch
        device = self.central.device(got.device)
        assert device is not None
        return device

    def _ask(self, resource: str, want: int) -> None:
        ask = Ask(resource=resource, want=want, held=0, one_act=True)
        message = LeaseAsk(device=self.desk.device, inc=self.desk.inc, asks=(ask,))
        for lease in grants.lease(self.central, self.device, message).leases:
            held = Held(lease, lease.quantity)
            self.desk.held.setdefault(resource, []).append(held)

    def _fill(self, operations: int) -> None:
        for slot in self.slots:
            self._ask(f"slot:{slot.id}", operations // SLOTS)
        for _ in range(operations // 2 // grants.NUMBERS_LIMIT + 1):
            self._ask("number:booking", grants.NUMBERS_LIMIT)
        for number in range(operations // 2):
            self.desk.record(register(f"person {number}"))
            slot = self.slots[number % SLOTS]
            self.desk.record(book(f"booking {number}", f"person {number}", slot))


def by_batches(bench: Bench) -> None:
    """Send everything as a desk does, five hundred operations a batch."""
    for first in range(1, len(bench.desk.log) + 1, MAX_OPERATIONS):
        last = min(first + MAX_OPERATIONS - 1, len(bench.desk.log))
        pushed = arrival.push(bench.central, bench.device, bench.desk.push_of(first, last))
        assert {result.code for result in pushed.results} == {""}


def one_by_one(bench: Bench) -> None:
    """Do the same as is usual: a transaction an operation, a statement a row."""
    for act, op_hash in zip(bench.desk.log, bench.desk.hashes, strict=True):
        assert not act.sig or verifies(bench.device.public_key, act.sig, op_hash)
        with bench.central.store.write() as conn:
            known = sa.select(op_log.c.result).where(op_log.c.op_id == act.op_id)
            assert conn.execute(known).first() is None
            operation = from_body(act.body)
            if isinstance(operation, RegisterPerson):
                _register(conn, operation, act)
            elif isinstance(operation, BookPlace):
                _book(conn, operation, act)
            receipt = bench.central.key.receipt(TERRITORY, act.op_id, op_hash, "accepted")
            values = (act.device, act.inc, act.seq, TERRITORY, act.op_id, False, op_hash, act.body)
            rest = (act.kind, act.actor, act.wall, 0, "accepted", "", receipt, act.seq)
            conn.execute(op_log.insert().values(values + rest))


def _register(conn: sa.Connection, operation: RegisterPerson, act: Act) -> None:
    same = person_table.c.id == operation.person_id
    assert conn.execute(sa.select(person_table).where(same)).first() is None
    values = {name: getattr(operation, name, "") for name in Person.__struct_fields__}
    values |= {
        "id": operation.person_id, "territory_id": TERRITORY, "base_code": "",
        "registered_at": act.wall, "device": act.device, "operator_id": act.actor,
    }  # fmt: skip
    conn.execute(person_table.insert().values(values))


def _book(conn: sa.Connection, operation: BookPlace, act: Act) -> None:
    for table, row_id in (
        (person_table, operation.person_id),
        (slot_table, operation.slot_id),
    ):
        assert conn.execute(sa.select(table).where(table.c.id == row_id)).first() is not None
    mine = booking_table.c.person_id == operation.person_id
    assert conn.execute(sa.select(booking_table).where(mine)).first() is None
    one = resource_table.c.id == f"slot:{operation.slot_id}"
    committed = resource_table.c.committed + operation.seats
    conn.execute(resource_table.update().where(one).values(committed=committed))
    values = {name: getattr(operation, name, "") for name in Booking.__struct_fields__}
    values |= {
        "id": operation.booking_id, "territory_id": TERRITORY, "controller_id": TOWN,
        "booking_no": act.serials[0].text, "state": "booked", "certainty": "final", "units": 1,
        "booked_at": act.wall, "device": act.device, "operator_id": act.actor,
    }  # fmt: skip
    conn.execute(booking_table.insert().values(values))


def measured(database: Callable[[], str], way: Callable[[Bench], None], operations: int) -> float:
    """Return operations a second of one way on a fresh database."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder) / "server", database(), operations)
        began = time.perf_counter()
        way(bench)
        seconds = time.perf_counter() - began
        with bench.central.store.read() as conn:
            booked = conn.scalar(sa.select(sa.func.count()).select_from(booking_table))
        assert booked == operations // 2
        bench.central.close()
        return operations / seconds


def main() -> None:
    """Measure both ways on both databases."""
    operations = MAX_OPERATIONS * (int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    found: dict[str, dict[str, int]] = {}
    print("| operations a second | in batches of 500 | one by one | ratio |\n|---|--:|--:|--:|")
    with running_postgres() as url:
        for name, database in (("sqlite", str), ("postgresql", lambda: fresh_database(url))):
            batch = measured(database, by_batches, operations)
            single = measured(database, one_by_one, operations)
            found[name] = {"batches": round(batch), "one_by_one": round(single)}
            print(f"| {name} | {batch:,.0f} | {single:,.0f} | {batch / single:.1f}× |")
    print(json.dumps({"operations": operations, **found}))


if __name__ == "__main__":
    main()
