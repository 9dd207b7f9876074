# SPDX-License-Identifier: EUPL-1.2
"""Processes of desks and servers that start in milliseconds: forked from one that is warm.

``python -m tests.faults.nursery`` reads orders, a JSON line each, and answers each with one.
It ends with its stdin, and all that it started with it.
"""

from __future__ import annotations

import gc
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from tests.faults import steps
from tests.faults.clerk import Clerk
from tests.faults.stand import WarmCounter
from tests.support.server_process import ShiftedClock
from tests.support.stores import KEY
from welfare_desk.server import running
from welfare_desk.server.home import open_home
from welfare_desk.store.engines import DeskStore, ServerStore
from welfare_desk.sync.recorder import Recorded

SOME_ACTS = 6


class Nursery:
    """The harness's end: starts children, looks after them, ends them."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.nursery"],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._lock = Lock()

    def start(self, role: str, **order: Any) -> int:
        """Start a child and return its process id."""
        return int(self._ask({"role": role, **order}))

    def ended(self, pid: int) -> bool:
        """Tell whether a child of this nursery ended, and bury it."""
        return bool(self._ask({"buried": pid}))

    def kill(self, pid: int) -> None:
        """Kill a child as a power cut would, and wait until it is gone."""
        os.kill(pid, signal.SIGKILL)
        self.wait(pid)

    def wait(self, pid: int, seconds: float = 60) -> bool:
        """Wait until a child is gone; false when it outlives the wait."""
        until = time.monotonic() + seconds
        while not self.ended(pid):
            if time.monotonic() > until:
                return False
            time.sleep(0.002)
        return True

    def close(self) -> None:
        """End the nursery and all it started."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def _ask(self, order: dict[str, Any]) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        with self._lock:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            answer = self._process.stdout.readline()
        assert answer, "the nursery is gone"
        return json.loads(answer)


@contextmanager
def nursery() -> Iterator[Nursery]:
    """Give a nursery for the length of a block."""
    opened = Nursery()
    try:
        yield opened
    finally:
        opened.close()


def main() -> None:
    """Start what is ordered until stdin ends."""
    gc.collect()
    gc.freeze()
    children: set[int] = set()
    for line in sys.stdin:
        order = json.loads(line)
        if "buried" in order:
            gone, _ = os.waitpid(order["buried"], os.WNOHANG)
            children -= {gone}
            answer: Any = gone != 0
        else:
            answer = _forked(order)
            children.add(answer)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for pid in children:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def _forked(order: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    # Nothing of the nursery's own talk may be read or said by a child.
    null = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(null, stream)
    try:
        if order["nth"]:
            steps.die_at(order["nth"], Path(order["home"]) / "died-at")
        _ROLES[order["role"]](order)
    finally:
        os._exit(0)


def _desk(order: dict[str, Any]) -> None:
    """Work and exchange in a loop; each act is told once it is stored."""
    home, parent = Path(order["home"]), os.getppid()
    told = os.open(home / "told", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    chance = random.Random(order["seed"])

    def said(done: Recorded) -> None:
        line = f"{done.op_id} {done.kind} {done.state} {','.join(done.numbers)}\n"
        os.write(told, line.encode())

    counter = WarmCounter(home, _url(order), order["shift"])
    clerk = Clerk(counter, order["name"], f"{order['name']}-{order['seed']}", chance)
    while os.getppid() == parent:
        for _ in range(chance.randrange(1, SOME_ACTS)):
            clerk.step(said)
        if counter.url != _url(order):
            counter.through(_url(order))
        if counter.exchange().outcome == "offline":
            time.sleep(0.02)


def _url(order: dict[str, Any]) -> str:
    return Path(order["url"]).read_text(encoding="utf-8")


def _server(order: dict[str, Any]) -> None:
    central = open_home(Path(order["home"]), ShiftedClock(order["shift"]))
    file = Path(order["url"])

    def listening(url: str) -> None:
        part = file.with_suffix(".part")
        part.write_text(url, encoding="utf-8")
        part.replace(file)

    running.serve(central, "127.0.0.1", 0, listening)


def _upgrade(order: dict[str, Any]) -> None:
    """Bring a database to this program's tables."""
    where = order["where"]
    if "://" in where:
        ServerStore(where).migrate()
    else:
        DeskStore.open(Path(where), KEY)


_ROLES = {"desk": _desk, "server": _server, "upgrade": _upgrade}


if __name__ == "__main__":
    main()
