# SPDX-License-Identifier: EUPL-1.2
"""A real server with desks for measuring the sync: its process, its database, made-up people."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import msgspec

from benchmarks import search_people
from tests.builders import OPERATOR, TERRITORY, TOWN, a_territory
from tests.support.desk_double import DeskDouble
from tests.support.server_process import ServerProcess
from welfare_desk.core.clock import SystemClock
from welfare_desk.exchange.sample_names import sample_names
from welfare_desk.models.fund import Resource
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Desk
from welfare_desk.operations.people import RegisterPerson
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory, init, open_home
from welfare_desk.server.own import record_own
from welfare_desk.store import devices
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import to_wire
from welfare_desk.sync.transport import Transport

CODE_LIFE_US = 24 * 3600 * 1_000_000
_TICKS = os.sysconf("SC_CLK_TCK")


class World:
    """A server's home with the small territory, and its process while it serves."""

    def __init__(self, home: Path, database: str) -> None:
        self.home = home
        self.clock = SystemClock()
        init(home, database=database)
        central = self.central()
        add_territory(central, TERRITORY)
        rows = a_territory()
        own = [row for row in rows if not isinstance(row, Resource | Desk)]
        record_own(
            central,
            TERRITORY,
            ApplyTerritory(
                reason="bench",
                rows=tuple(ServerRow(row.KIND, row.id, to_wire(row)) for row in own),
                totals=tuple(Total(row.id, row.total) for row in rows if isinstance(row, Resource)),
            ),
        )
        central.close()
        self._codes = 0

    def central(self) -> Central:
        """Open the parts beside the process."""
        return open_home(self.home, self.clock)

    def code(self) -> str:
        """Return a fresh one-time code for a desk."""
        self._codes += 1
        text = f"code-{self._codes}"
        central = self.central()
        with central.store.write() as conn:
            expires = self.clock.now_us() + CODE_LIFE_US
            devices.add_code(
                conn,
                Code(
                    code_hash=code_hash(text), territory_id=TERRITORY, name=text,
                    municipality_id=TOWN, provider_id=None, expires_at=expires,
                    used_at=None, device=None,
                ),
            )  # fmt: skip
        central.close()
        return text

    @contextmanager
    def serving(self) -> Iterator[ServerProcess]:
        """Give the running server for the length of a block."""
        server = ServerProcess(self.home, 0)
        try:
            yield server
        finally:
            server.stop()

    def desk(self, url: str) -> tuple[DeskDouble, Transport]:
        """Return an enrolled desk without a store, and its line."""
        desk = DeskDouble(url, self.clock, OPERATOR)
        desk.enrol(self.code())
        line = Transport(url, self.clock)
        line.sign_as(desk.key, desk.device, desk.inc)
        return desk, line


def people(count: int, seed: int = 1) -> Iterator[Person]:
    """Yield made-up people of the town who live in three hundred streets."""
    chance = Random(seed)
    names = [word.text for word in sample_names().of("it", "surname").words][:300]
    for row in search_people.people(count, seed):
        street = f"{chance.choice(('Via', 'Piazza', 'Vicolo'))} {chance.choice(names)}"
        yield msgspec.structs.replace(
            row,
            id=f"{row.id[:19]}8{row.id[20:]}",
            territory_id=TERRITORY,
            controller_id=TOWN,
            street=street,
            operator_id=OPERATOR,
            registered_at=1_789_543_800_000_000 + row.registered_at * 61_000_000,
        )


def registration(row: Person) -> RegisterPerson:
    """Return the operation that registers a person."""
    plain = {
        name: getattr(row, name)
        for name in RegisterPerson.__struct_fields__
        if name in Person.__struct_fields__
    }
    plain |= {"person_id": row.id, "controller_id": TOWN}
    if not row.fiscal_code:
        plain["no_code_reason"] = "foreign"
    return RegisterPerson(**plain)


def cpu_of(pid: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def rss_of(pid: int) -> int:
    """Return the memory of a process, KiB."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def milliseconds(step: Callable[[], object], times: int) -> list[float]:
    """Return how long each of so many steps took, ascending."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        step()
        spent.append((time.perf_counter() - began) * 1000)
    return sorted(spent)


def middle(values: list[float]) -> float:
    """Return the median."""
    return statistics.median(values)
