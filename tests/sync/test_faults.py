# SPDX-License-Identifier: EUPL-1.2
"""A line that breaks at random: every operation arrives once, and all ends equal."""

import random
from pathlib import Path
from typing import get_args

import pytest

from tests.builders import (
    FUND,
    TERRITORY,
    a_fund,
    a_resource,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    issue,
    register,
)
from tests.support.proxy import BreakingLine, Fault, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer, serving
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.fund import Resource
from welfare_desk.models.record import Record
from welfare_desk.store import oplog
from welfare_desk.store.rows import load_all

FAULTS: tuple[Fault, ...] = tuple(
    fault for fault in get_args(Fault) if fault not in ("none", "trickle")
)
SLOTS = [a_slot(f"faults-{n}", places=3, days=1 + n) for n in range(4)]


class _Work:
    """What the operators of one desk do, by chance."""

    def __init__(self, counter: Counter, name: str, chance: random.Random) -> None:
        self.counter = counter
        self.name = name
        self.chance = chance
        self.people: list[str] = []
        self.promised: list[str] = []
        self.homes: list[str] = []

    def step(self) -> None:
        """Record one thing, or be refused it."""
        number = len(self.people)
        try:
            if not self.people or self.chance.random() < 0.4:
                person = f"{self.name}-{number}"
                self.counter.record(register(person))
                self.people.append(person)
            elif self.chance.random() < 0.6:
                self._book()
            else:
                self._issue()
        except DeskError:
            return

    def _book(self) -> None:
        person, slot = self.chance.choice(self.people), self.chance.choice(SLOTS)
        booking = f"{self.name}-b{self.chance.random()}"
        done = self.counter.record(book(booking, person, slot))
        if done.state == "final":
            self.promised.append(done.op_id)

    def _issue(self) -> None:
        person = self.chance.choice(self.people)
        home, paper, card = (f"{person}-{each}" for each in ("home", "isee", "card"))
        self.counter.record(form(home, person))
        self.homes.append(home)
        self.counter.record(isee(paper, home))
        done = self.counter.record(issue(card, home, person, an_id(paper)))
        self.promised.append(done.op_id)


def _break(line: BreakingLine, chance: random.Random) -> None:
    line.choose = lambda method, path: chance.choice(FAULTS) if chance.random() < 0.35 else "none"


def _heal(line: BreakingLine) -> None:
    line.choose = lambda method, path: "none"


def _run(server: CentralServer, desk: DeskMaker, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    with breaking_line(server.url) as line:
        desks = [desk(f"{seed}-{name}", server) for name in ("a", "b")]
        works = [_Work(counter, f"{seed}-{n}", chance) for n, counter in enumerate(desks)]
        for counter in desks:
            counter.through(line.url)
        for _ in range(steps):
            work = chance.choice(works)
            work.step()
            _break(line, chance)
            if chance.random() < 0.4:
                work.counter.exchange()
            homes = [f"home:{an_id(home)}" for each in works for home in each.homes]
            if homes and chance.random() < 0.1:
                work.counter.engine.ask_one(chance.choice(homes))
            if chance.random() < 0.1:
                work.counter.engine.ask_one(f"slot:{chance.choice(SLOTS).id}", 2)
        _heal(line)
        for _ in range(2):
            for counter in desks:
                done = counter.settle()
                assert (done.outcome, done.pending_left) == ("ok", 0)
    _check(server, desks, works)


def _check(server: CentralServer, desks: list[Counter], works: list[_Work]) -> None:
    for counter, work in zip(desks, works, strict=True):
        counter.through(server.url)
        assert counter.settle().outcome == "ok"
        own = counter.journal()
        assert {entry.state for entry in own} == {"answered"}
        results = {entry.op_id: entry.result for entry in own}
        assert {results[op_id] for op_id in work.promised} <= {"accepted"}
        central = server.central()
        with central.store.read() as conn:
            logged = list(oplog.every(conn, TERRITORY, int(counter.meta("device")), 1))
        central.close()
        assert [row.hash for row in logged] == [entry.hash for entry in own]
        assert not any(row.repeated for row in logged)
    for counter in desks:
        assert counter.settle().outcome == "ok"
        assert counter.digest() == counter.line.digest().kinds
    _conserved(server)


def _conserved(server: CentralServer) -> None:
    """Check that free, lent and committed sum to the total, and nothing is over it."""
    central = server.central()
    with central.store.read() as conn:
        lent: dict[str, int] = {}
        for grant in load_all(conn, TERRITORY, "granted_lease"):
            rest = grant.quantity - grant.spent - grant.returned  # type: ignore[attr-defined]
            name = grant.resource  # type: ignore[attr-defined]
            lent[name] = lent.get(name, 0) + rest
        for row in load_all(conn, TERRITORY, "resource"):
            assert isinstance(row, Resource)
            assert row.free + lent.get(row.id, 0) + row.in_doubt + row.committed == row.total
            assert row.free >= 0
            assert row.committed <= row.total
    central.close()


def _territory() -> list[Record]:
    rows = a_territory(fund=a_fund(budget_cents=3_000_000))
    for slot in SLOTS:
        rows += [slot, a_resource(f"slot:{slot.id}", slot.places)]
    return rows


@pytest.mark.parametrize("seed", range(3))
def test_every_operation_arrives_once_over_a_broken_line(
    tmp_path: Path, shift: int, desk: DeskMaker, seed: int
) -> None:
    with serving(tmp_path / "server", shift, _territory()) as server:
        _run(server, desk, seed, 60)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(100, 140))
def test_every_operation_arrives_once_over_a_broken_line_for_long(
    tmp_path: Path, shift: int, desk: DeskMaker, seed: int
) -> None:
    with serving(tmp_path / "server", shift, _territory()) as server:
        _run(server, desk, seed, 400)


def test_rights_are_conserved_when_answers_about_them_are_lost(
    tmp_path: Path, shift: int, desk: DeskMaker
) -> None:
    with serving(tmp_path / "server", shift, _territory()) as server:
        counter = desk("a", server)
        with breaking_line(server.url) as line:
            counter.through(line.url)
            for n in range(6):
                person = f"conserved-{n}"
                counter.record(register(person))
                counter.record(form(f"{person}-home", person))
                counter.record(isee(f"{person}-isee", f"{person}-home"))
                paper = an_id(f"{person}-isee")
                counter.record(issue(f"{person}-card", f"{person}-home", person, paper))
                line.choose = lambda method, path: "lost_reply" if path == "/v1/lease" else "none"
                assert counter.exchange().outcome == "offline"
            _heal(line)
            counter.settle()
        central = server.central()
        with central.store.read() as conn:
            live = sum(
                grant.quantity - grant.spent - grant.returned  # type: ignore[attr-defined]
                for grant in load_all(conn, TERRITORY, "granted_lease")
                if grant.resource == f"fund:{FUND}"  # type: ignore[attr-defined]
            )
        central.close()
        assert counter.left(f"fund:{FUND}") == live
        _conserved(server)
