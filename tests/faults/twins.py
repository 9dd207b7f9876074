# SPDX-License-Identifier: EUPL-1.2
"""Two server processes over one PostgreSQL, either of them killed, under many who write.

A reader pulls all the while: in the order of commits no row may appear behind its cursor.
"""

from __future__ import annotations

import random
import tempfile
import time
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlsplit

import requests

from tests.builders import OPERATOR, a_slot, book, register
from tests.faults import reckoning
from tests.faults.crashes import Desk
from tests.faults.stand import in_memory, rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.desk_double import Answered, DeskDouble
from tests.support.postgres import fresh_database, running_postgres
from tests.support.proxy import BreakingLine, Fault, Said
from tests.support.server_process import ServerProcess
from tests.support.stores import empty_desk
from tests.sync.served import CentralServer
from welfare_desk.protocol.messages import Row
from welfare_desk.protocol.signing import HEADER

WRITERS = 5
DESKS = 2
SLOT = a_slot("faults-0", places=400)


class Balancer(BreakingLine):
    """One address before two servers; each request goes to either, whichever it is."""

    def __init__(self, server: CentralServer, chance: random.Random) -> None:
        super().__init__()
        self._central = server
        self._chance = chance
        self.processes = [ServerProcess(server.home, server.clock.shift) for _ in range(2)]
        self.choose = self._either

    def _either(self, method: str, path: str) -> Fault | Said:
        self.target = urlsplit(self._chance.choice(self.processes).url)
        return "none"

    def kill_one(self) -> None:
        """Kill either server and start another in its place."""
        place = self._chance.randrange(2)
        self.processes[place].kill()
        time.sleep(0.1 * self._chance.random())
        self.processes[place] = ServerProcess(self._central.home, self._central.clock.shift)

    def end(self) -> None:
        """Stop both servers and the line."""
        for process in self.processes:
            process.stop()
        self.close()


class Writer(DeskDouble):
    """A desk that pushes acts one by one until each is answered."""

    def __init__(self, url: str, server: CentralServer, name: str) -> None:
        super().__init__(url, server.clock, OPERATOR)
        self.name = name
        self._answered = 0
        self.enrol(server.desk_code())
        self.ask("number:booking", 200)

    def write(self, number: int) -> None:
        """Record a person and a place, and push until they are answered."""
        name = f"{self.name}-{number}"
        self.record(register(name))
        self.record(book(f"{name}-b", name, SLOT))
        while self._answered < len(self.log):
            try:
                self.push(self._answered + 1)
            except (Answered, requests.RequestException, Exception) as error:  # noqa: BLE001
                _only_trouble(error)
                time.sleep(0.02)
                continue
            self._answered = len(self.log)


def _only_trouble(error: Exception) -> None:
    """Raise again what is no trouble of the line or of a server that dies."""
    gone = isinstance(error, requests.RequestException) or type(error).__name__ in (
        "ZstdError", "DecodeError", "ValidationError",
    )  # fmt: skip
    if not gone and not (isinstance(error, Answered) and error.status in (502, 503)):
        raise error


class Reader(DeskDouble):
    """A desk that pulls all the time and watches the order of what comes."""

    def __init__(self, url: str, server: CentralServer, told: Told) -> None:
        super().__init__(url, server.clock, OPERATOR)
        self._told = told
        self.enrol(server.desk_code())

    def watch(self) -> None:
        """Pull once; a row that lies behind the cursor came too late."""
        before = self.cursor
        came: list[Row] = []
        try:
            came = self.pull()
        except (Answered, requests.RequestException, Exception) as error:  # noqa: BLE001
            _only_trouble(error)
        self._told.count("pulls")
        for row in came:
            if row.server_seq <= before:
                self._told.wrong(f"{row.kind} of {row.server_seq} came behind cursor {before}")
        numbers = [row.server_seq for row in came]
        if numbers != sorted(numbers):
            self._told.wrong("rows came out of order")


def run(count: int, kills: int, seed: int, folder: Path, urls: tuple[str, str]) -> Told:
    """Let writers write so often over two servers of which one is killed so often."""
    told, chance = Told("twins", seed), random.Random(seed)
    empty_desk(folder)
    server = CentralServer(
        folder / "server", shift_to_the_builders(), rich_territory(), urls[0], registry=urls[1]
    )
    line = Balancer(server, chance)
    try:
        _replay(told, line, server)
        _write_and_watch(told, line, server, count, kills, folder)
    finally:
        line.end()
    return told


def _replay(told: Told, line: Balancer, server: CentralServer) -> None:
    """A request that one server answered is not answered by the other."""
    desk = DeskDouble(line.processes[0].url, server.clock, OPERATOR)
    desk.enrol(server.desk_code())
    header = desk.header("GET", "/v1/digest", b"")
    answers = [
        requests.get(f"{process.url}/v1/digest", headers={HEADER: header}, timeout=60).status_code
        for process in line.processes
    ]
    if answers != [200, 401]:
        told.wrong(f"a request that was replayed at the other server: {answers}")


def _write_and_watch(
    told: Told, line: Balancer, server: CentralServer, count: int, kills: int, folder: Path
) -> None:
    writers = [Writer(line.url, server, f"writer-{n}") for n in range(WRITERS)]
    reader, over = Reader(line.url, server, told), Event()
    desks = [Desk(told, _Behind(server, line), folder / f"desk-{n}", n) for n in range(DESKS)]
    for desk in desks:
        desk.start()
    threads = [Thread(target=_guarded, args=(told, _writing, w, count)) for w in writers]
    watching = Thread(target=_guarded, args=(told, _watching, reader, over))
    for thread in (*threads, watching):
        thread.start()
    for _ in range(kills):
        time.sleep(0.5)
        line.kill_one()
        told.count("kills of a server")
    for thread in threads:
        thread.join()
    over.set()
    watching.join()
    for desk in desks:
        desk.stop()
    told.count("operations", sum(len(writer.log) for writer in writers))
    _all_equal(told, line, server, reader, desks)


def _writing(writer: Writer, count: int) -> None:
    for number in range(count):
        writer.write(number)


def _watching(reader: Reader, over: Event) -> None:
    while not over.is_set():
        reader.watch()


def _guarded(told: Told, work: Any, *given: Any) -> None:
    try:
        work(*given)
    except Exception as error:  # noqa: BLE001 - what a thread meets is the run's problem
        told.wrong(f"{type(error).__name__} {error}")


def _all_equal(
    told: Told, line: Balancer, server: CentralServer, reader: Reader, desks: list[Desk]
) -> None:
    """What the reader gathered bit by bit is what a fresh pull gives; the desks are equal too."""
    reckoning.at_rest(told, [desk.counter for desk in desks], line.url)
    for desk in desks:
        reckoning.answered(told, server, desk.counter, desk.promised)
        told.count("acknowledged operations", len(desk.promised))
        desk.counter.close()
    reader.pull()
    gathered = dict(reader.rows)
    reader.cursor, reader.rows = 0, {}
    reader.pull()
    for key in sorted(gathered.keys() ^ reader.rows.keys()):
        told.wrong(f"{key} was skipped")
    for key in gathered.keys() & reader.rows.keys():
        if gathered[key] != reader.rows[key]:
            told.wrong(f"{key} is of an older state")
    told.count("rows compared", len(gathered))
    reckoning.honest(told, server)


class _Behind:
    """The server as a desk of ``crashes`` wants it, behind the balancer's address."""

    def __init__(self, server: CentralServer, line: Balancer) -> None:
        self.url = line.url
        self.clock = server.clock
        self.desk_code = server.desk_code


def a_run(count: int, seed: int) -> Told:
    """Run on a PostgreSQL and in a folder that are gone afterwards; a kill every twenty acts."""
    with (
        running_postgres() as url,
        tempfile.TemporaryDirectory(prefix="wd-twins-", dir=in_memory()) as folder,
    ):
        urls = (fresh_database(url), fresh_database(url))
        return run(count // WRITERS, count // 40, seed, Path(folder), urls)
