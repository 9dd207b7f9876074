# SPDX-License-Identifier: EUPL-1.2
"""A desk killed with kill -9 at any request of an exchange goes on as if nothing had been."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_resource, a_slot, an_id, book, register
from tests.support.proxy import BreakingLine, Fault, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.operations.people import AmendPerson
from welfare_desk.store import pulled

MANY = 900
"""Places enough for all the desks that the tests of this folder enrolled."""


class _Trap:
    """Holds the line at a request until the desk has been killed."""

    def __init__(self, line: BreakingLine, path: str, nth: int, fault: Fault) -> None:
        self._path, self._nth, self._fault = path, nth, fault
        self._seen = 0
        self.caught = threading.Event()
        self.killed = threading.Event()
        line.choose = self._choose

    def _choose(self, method: str, path: str) -> Fault:
        if not path.startswith(self._path):
            return "none"
        self._seen += 1
        if self._seen != self._nth:
            return "none"
        self.caught.set()
        self.killed.wait(60)
        return self._fault


def _killed_at(
    counter: Counter, line: BreakingLine, path: str, nth: int, fault: Fault = "lost_request"
) -> None:
    """Let a process of this desk exchange, and kill it while it waits for that answer."""
    counter.close()
    trap = _Trap(line, path, nth, fault)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sync.desk_process", str(counter.home), line.url,
         str(counter.clock.shift)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    assert trap.caught.wait(60), "the desk never came to this request"
    process.send_signal(signal.SIGKILL)
    assert process.wait(30) == -signal.SIGKILL
    trap.killed.set()
    line.choose = lambda method, path: "none"


@pytest.fixture
def line(lone_server: CentralServer) -> Iterator[BreakingLine]:
    with breaking_line(lone_server.url) as line:
        yield line


def _pages_ahead(server: CentralServer, desk: DeskMaker) -> tuple[Counter, Counter]:
    """Return a desk with much to pull and work of its own, and the desk that made it."""
    one, two = desk("a", server), desk("b", server)
    two.record(register("shared"))
    two.settle()
    one.settle()
    for number in range(430):
        two.record(register(f"crowd-{number}"))
    two.record(AmendPerson(person_id=an_id("shared"), changes={"street": "Via Lontana"}))
    two.settle()
    one.record(AmendPerson(person_id=an_id("shared"), changes={"phone": "+390490000000"}))
    one.record(register("own-work"))
    return one, two


def _goes_on(counter: Counter, server: CentralServer, desk: DeskMaker, name: str) -> Counter:
    again = desk(name)
    again.through(server.url)
    done = again.settle()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    assert again.digest() == again.line.digest().kinds
    assert {entry.state for entry in again.journal()} == {"answered"}
    assert {entry.result for entry in again.journal()} == {"accepted"}
    return again


def _staged(counter: Counter) -> int:
    with counter.store.read() as conn:
        return len(pulled.staged(conn))


def test_killed_in_the_middle_of_a_pull(
    lone_server: CentralServer, line: BreakingLine, desk: DeskMaker
) -> None:
    one, _ = _pages_ahead(lone_server, desk)
    before, cursor = one.digest(), int(one.meta("cursor"))
    _killed_at(one, line, "/v1/pull", 2)
    again = desk("a")
    # What came is put aside with its cursor; the screens show one moment, not half of two.
    assert again.digest() == before
    assert _staged(again) > 0
    assert int(again.meta("cursor")) > cursor
    assert len(again.journal()) == 2
    again.close()
    _goes_on(one, lone_server, desk, "a")


def test_killed_before_the_last_page(
    lone_server: CentralServer, line: BreakingLine, desk: DeskMaker
) -> None:
    one, _ = _pages_ahead(lone_server, desk)
    before = one.digest()
    _killed_at(one, line, "/v1/pull", 3)
    again = desk("a")
    assert again.digest() == before
    assert _staged(again) >= 300
    # Unanswered until the last page says so, though the server has taken both.
    assert [(entry.state, entry.result) for entry in again.journal()] == [
        ("pending", "accepted"),
        ("pending", "accepted"),
    ]
    assert again.record(register("after-the-kill")).state == "final"
    again.close()
    done = _goes_on(one, lone_server, desk, "a")
    assert _staged(done) == 0
    assert len(done.journal()) == 3


@pytest.mark.parametrize(
    ("path", "nth", "fault"),
    [
        ("/v1/hello", 1, "lost_request"),
        ("/v1/push", 1, "lost_request"),
        ("/v1/push", 1, "lost_reply"),
        ("/v1/pull", 1, "lost_reply"),
        ("/v1/lease", 1, "lost_request"),
        ("/v1/lease", 1, "lost_reply"),
    ],
)
def test_killed_while_waiting_for_an_answer(
    server: CentralServer, desk: DeskMaker, path: str, nth: int, fault: Fault
) -> None:
    name = f"killed-{path[4:]}-{fault}"
    slot = a_slot(name, places=MANY)
    central = server.central()
    server.bring(central, [slot, a_resource(f"slot:{slot.id}", MANY)])
    central.close()
    one = desk("a", server)
    one.record(register(name))
    booked = one.record(book(f"{name}-booking", name, slot))
    fresh = a_slot(f"{name}-fresh", places=MANY)
    central = server.central()
    # Something to ask rights for.
    server.bring(central, [fresh, a_resource(f"slot:{fresh.id}", MANY)])
    central.close()
    with breaking_line(server.url) as line:
        _killed_at(one, line, path, nth, fault)
    again = _goes_on(one, server, desk, "a")
    entries = [entry.op_id for entry in again.journal()]
    assert entries.count(booked.op_id) == 1


@pytest.mark.parametrize(("stop_at", "taken"), [("before_commit", 0), ("before_reply", 1)])
def test_server_killed_inside_a_push_takes_it_once(
    lone_server: CentralServer, desk: DeskMaker, stop_at: str, taken: int
) -> None:
    one = desk("a", lone_server)
    one.record(register("killed-server"))
    assert lone_server.process is not None
    lone_server.process.stop()
    lone_server.start(stop_at)
    one.through(lone_server.url)
    outcome: list[str] = []
    exchange = threading.Thread(target=lambda: outcome.append(one.exchange().outcome))
    exchange.start()
    lone_server.process.wait_stopped()
    lone_server.process.kill()
    exchange.join(60)
    assert outcome == ["offline"]
    assert [entry.state for entry in one.journal()] == ["pending"]
    lone_server.start()
    one.through(lone_server.url)
    assert one.exchange().sent == 1 - taken
    assert one.settle().pending_left == 0
    assert one.digest() == one.line.digest().kinds
