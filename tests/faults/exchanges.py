# SPDX-License-Identifier: EUPL-1.2
"""Thousands of exchanges over a line that breaks in every way between real desk and real server."""

from __future__ import annotations

import random
import ssl
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

from tests.faults import reckoning
from tests.faults.clerk import Clerk
from tests.faults.stand import WarmCounter, in_memory, rich_territory, shift_to_the_builders
from tests.faults.told import Told
from tests.support.proxy import BreakingLine, Fault, Said, breaking_line
from tests.sync.served import CentralServer, serving
from tests.sync.test_tls import Authority
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Problem
from welfare_desk.sync.recorder import Recorded
from welfare_desk.sync.transport import Limits

SHORT = Limits(connect=2, read=5, whole=2, answer=1_000_000)
"""So that a byte a second is given up soon; the same code as with the shipped limits."""
DESKS = 3
HEAL_EVERY = 150
"""Exchanges until the line is whole for a while and everybody must come to rest."""
LIVES = 1_500
"""Exchanges until all desks are replaced by fresh ones: their journals are long by then."""
BROKEN = 0.45
_BOMB = Said(200, to_frame(Problem(code="a" * 60_000_000)))
_MINE = {
    "bomb": _BOMB,
    "no gateway": Said(502, b"Bad Gateway"),
    "try later": Said(503, to_frame(Problem(code="try_later", hint=5))),
    "busy": Said(429, to_frame(Problem(code="slow", hint=1))),
    "login of the portal": Said(401, b"<html>login</html>", (("Content-Type", "text/html"),)),
}
_COMMON: tuple[Fault, ...] = tuple(f for f in get_args(Fault) if f not in ("none", "trickle"))


class _Weather:
    """What befalls the requests; counts it."""

    def __init__(self, told: Told, chance: random.Random) -> None:
        self._told = told
        self._chance = chance
        self.bad = False

    def choose(self, method: str, path: str) -> Fault | Said:
        if not self.bad or self._chance.random() >= BROKEN / 2:
            return "none"
        place = self._chance.randrange(100)
        if place < 2:
            name: str = "trickle"
        elif place < 20:
            name = self._chance.choice(sorted(_MINE))
        else:
            name = self._chance.choice(_COMMON)
        self._told.seen[f"{name} at {path.partition('?')[0]}"] += 1
        return _MINE.get(name) or name  # type: ignore[return-value]


class Worker:
    """One desk, its clerk, and what it was told."""

    def __init__(
        self, server: CentralServer, folder: Path, name: str, shift: int, chance: random.Random
    ) -> None:
        self.counter = WarmCounter(folder / name, server.url, shift, SHORT)
        self.counter.enrol(server.desk_code())
        self.promised: dict[str, str] = {}
        self._clerk = Clerk(self.counter, name, name, chance)
        self._clerk.move_in()

    def work(self, acts: int) -> None:
        for _ in range(acts):
            self._clerk.step(self._said)

    def _said(self, done: Recorded) -> None:
        self.promised[done.op_id] = done.state


def run(count: int, seed: int, folder: Path) -> Told:
    """Exchange so often; what arrives twice, never or differently is a problem."""
    told, chance = Told("exchanges", seed), random.Random(seed)
    weather = _Weather(told, chance)
    shift = shift_to_the_builders()
    with (
        serving(folder / "server", shift, rich_territory()) as server,
        breaking_line(server.url, weather.choose) as line,
        _wrong_line(folder) as wrong,
    ):
        for begun in range(0, count, LIVES):
            if told.over():
                break
            workers = [Worker(server, folder, f"{begun}-{n}", shift, chance) for n in range(DESKS)]
            lines = (line.url, wrong)
            _generation(told, weather, workers, server, lines, min(LIVES, count - begun), chance)
            for worker in workers:
                reckoning.answered(told, server, worker.counter, worker.promised)
                told.count("acknowledged operations", len(worker.promised))
                worker.counter.close()
        reckoning.honest(told, server)
    befell = [times for what, times in told.seen.items() if " at /" in what]
    told.count("faults of the line", sum(befell))
    return told


def _generation(
    told: Told,
    weather: _Weather,
    workers: list[Worker],
    server: CentralServer,
    lines: tuple[str, str],
    count: int,
    chance: random.Random,
) -> None:
    for number in range(count):
        if number % HEAL_EVERY == 0:
            weather.bad = True
            for worker in workers:
                worker.counter.through(lines[0])
        worker = chance.choice(workers)
        worker.work(chance.randrange(4))
        if chance.random() < 0.01:
            _at_the_wrong_server(told, worker, lines)
        else:
            outcome = worker.counter.exchange().outcome
            told.seen[f"exchange ended: {outcome}"] += 1
        told.count("exchanges")
        last = number == count - 1 or told.over()
        if number % HEAL_EVERY == HEAL_EVERY - 1 or last:
            weather.bad = False
            reckoning.at_rest(told, [each.counter for each in workers], lines[0])
            told.count("times everybody came to rest")
        if last:
            return


def _at_the_wrong_server(told: Told, worker: Worker, lines: tuple[str, str]) -> None:
    worker.counter.through(lines[1])
    outcome = worker.counter.exchange().outcome
    told.seen[f"wrong certificate: {outcome}"] += 1
    if outcome != "offline":
        told.wrong(f"a server with a wrong certificate was spoken to: {outcome}")
    worker.counter.through(lines[0])


@contextmanager
def _wrong_line(folder: Path) -> Iterator[str]:
    """Give the address of a server whose certificate nobody vouches for."""
    context: ssl.SSLContext = Authority(folder, "stranger").context("127.0.0.1", 10)
    line = BreakingLine(choose=lambda method, path: _MINE["no gateway"])
    line.protect(context)
    try:
        yield line.url.replace("http:", "https:")
    finally:
        line.close()


def a_run(count: int, seed: int) -> Told:
    """Run in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="wd-exchanges-", dir=in_memory()) as folder:
        return run(count, seed, Path(folder))
