# SPDX-License-Identifier: EUPL-1.2
"""An older copy of the server is put back: what was acknowledged comes again, results stand."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import a_slot, book, register
from tests.support.proxy import Fault, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.lives import bring, killed_at, put_back, restore, results, take_copy
from tests.sync.served import CentralServer, serving
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import rights

_LOST: dict[str, Fault] = {"/v1/lease": "lost_request"}


class Town:
    """A server of which an old copy exists, and two desks that went on since."""

    def __init__(self, server: CentralServer, desk: DeskMaker, folder: Path) -> None:
        self.server, self.desk = server, desk
        self.slot = bring(server, a_slot("restored", places=40))
        self.one, self.two = desk("a", server), desk("b", server)
        for counter, name in ((self.one, "one-early"), (self.two, "two-early")):
            counter.record(register(name))
            counter.settle()
        self.copy = take_copy(server, folder / "copy.db")
        self.kept = results(server)
        self.one.record(register("one-late"))
        final = self.one.record(book("one-booking", "one-early", self.slot))
        self.two.record(register("two-late"))
        assert final.state == "final"
        for counter in (self.one, self.two, self.one):
            counter.settle()
        self.told = results(server)
        assert len(self.told) > len(self.kept)

    def back(self, put: Callable[[CentralServer, Path], None] = put_back) -> None:
        """Put the old copy back; the desks find the server again."""
        put(self.server, self.copy)
        assert results(self.server) == self.kept
        for counter in (self.one, self.two):
            counter.through(self.server.url)

    def at_rest(self) -> None:
        """Check that nothing is missing, nothing changed and all hold the same rows."""
        for _ in range(2):
            for counter in (self.one, self.two):
                assert counter.settle().outcome == "ok"
        now = results(self.server)
        assert {op_id: now.get(op_id) for op_id in self.told} == self.told
        for counter in (self.one, self.two):
            assert counter.digest() == counter.line.digest().kinds
            assert counter.meta(facts.CONTRADICTED) == ""
            assert counter.meta(facts.DIFFERS) == ""
            assert {entry.state for entry in counter.journal()} == {"answered"}


@pytest.fixture
def town(tmp_path: Path, shift: int, desk: DeskMaker) -> Iterator[Town]:
    with serving(tmp_path / "server", shift) as server:
        yield Town(server, desk, tmp_path)


def test_a_desk_shows_what_it_saw_where_the_registry_does_not_know(town: Town) -> None:
    def without_marks(server: CentralServer, copy: Path) -> None:
        with sqlite3.connect(server.home / "registry.db") as registry:
            registry.execute("DELETE FROM registry_grant")
        put_back(server, copy)

    town.back(without_marks)
    assert town.two.exchange().outcome == "recovering", "its cursor is beyond, and signed"
    assert town.one.exchange().outcome == "ok"
    town.at_rest()


def _again(town: Town, counter: Counter, name: str) -> Counter:
    opened = town.desk(name)
    opened.through(town.server.url)
    return opened


def test_what_was_acknowledged_comes_back_and_results_stand(town: Town) -> None:
    town.back()
    first = town.one.exchange()
    assert (first.outcome, town.one.meta("link_state")) == ("recovering", "recovering")
    assert first.pending_left > 0
    # Work goes on meanwhile, and what was promised stays promised.
    town.one.record(register("meanwhile"))
    assert town.one.exchange().outcome == "recovering"
    assert town.two.exchange().outcome == "ok"
    assert town.one.exchange().outcome == "ok"
    town.at_rest()
    assert len(results(town.server)) == len(town.told) + 1 + _releases(town)
    assert int(town.one.meta("epoch")) == int(town.two.meta("epoch")) > 1
    assert town.one.meta(facts.WHOLE_PULL) == town.one.meta(facts.PRESENT) == ""


def _releases(town: Town) -> int:
    entries = [*town.one.journal(), *town.two.journal()]
    known = set(town.told)
    return sum(e.kind == "release_rights" and e.op_id not in known for e in entries)


@pytest.mark.expects_log_warnings
def test_provisional_act_is_parked_and_gets_its_answer_later(town: Town) -> None:
    slot = bring(town.server, a_slot("no-right-came", places=40, days=2))
    with breaking_line(town.server.url, lambda _, path: _LOST.get(path, "none")) as line:
        town.one.through(line.url)
        assert town.one.exchange().outcome == "offline"
    town.copy = take_copy(town.server, town.copy.with_name("later.db"))
    town.kept = results(town.server)
    town.two.record(register("kept"))
    town.two.settle()
    town.told = results(town.server)
    town.back(restore)
    parked = town.one.record(book("parked", "one-early", slot))
    assert parked.state == "provisional"
    assert town.one.exchange().outcome == "recovering"
    (entry,) = (each for each in town.one.journal() if each.op_id == parked.op_id)
    assert (entry.state, entry.result, entry.receipt) == ("pending", "parked", b"")
    assert town.two.exchange().outcome == "ok"
    assert town.one.exchange().outcome == "ok"
    (entry,) = (each for each in town.one.journal() if each.op_id == parked.op_id)
    assert (entry.state, entry.result) == ("answered", "accepted")
    town.at_rest()


@pytest.mark.parametrize("point", ["epoch begun", "before last page", "last page applied"])
def test_killed_on_the_way_back(town: Town, point: str) -> None:
    town.back()
    if point != "epoch begun":
        assert town.one.exchange().outcome == "recovering"
        assert town.two.exchange().outcome == "ok"
    before = town.one.journal()
    killed_at(town.one, town.server.url, point)
    town.one = _again(town, town.one, "a")
    assert [entry.op_id for entry in town.one.journal()] == [entry.op_id for entry in before]
    if point == "epoch begun":
        assert town.one.meta("epoch") == "1"
    else:
        assert town.one.meta(facts.WHOLE_PULL) == "1"
    town.one.exchange()
    town.two.exchange()
    town.at_rest()


@pytest.mark.expects_log_warnings
def test_copy_put_back_in_silence_grants_no_lease_twice(
    lone_server: CentralServer, desk: DeskMaker, tmp_path: Path
) -> None:
    """The desk that got the lease comes second, when its cursor shows nothing any more."""
    one, two = desk("a", lone_server), desk("b", lone_server)
    for counter in (one, two, one):
        counter.settle()
    slot = bring(lone_server, a_slot("granted-once", places=40))
    copy = take_copy(lone_server, tmp_path / "copy.db")
    two.settle()
    held = two.left(f"slot:{slot.id}")
    assert held
    put_back(lone_server, copy)
    for counter in (one, two):
        counter.through(lone_server.url)
    assert one.exchange().outcome == "recovering"
    assert two.exchange().outcome == "ok"
    for counter in (one, two, one):
        assert counter.settle().outcome == "ok"
    assert {one.meta("epoch"), two.meta("epoch")} == {"2"}
    leases = [set(_leases(counter)) for counter in (one, two)]
    assert leases[0].isdisjoint(leases[1])
    assert one.left(f"slot:{slot.id}") + two.left(f"slot:{slot.id}") <= slot.places


def _leases(counter: Counter) -> list[str]:
    with counter.store.read() as conn:
        return [row.lease_id for row in rights.all_held(conn)]
