# SPDX-License-Identifier: EUPL-1.2
"""A copied folder and a restored old copy are found at their first contact, and lose nothing."""

from pathlib import Path

import pytest

from tests.builders import a_slot, book, register
from tests.support.keyrings import MemoryKeyring
from tests.sync.conftest import DeskMaker
from tests.sync.counter import PASSPHRASE, Counter
from tests.sync.lives import bring, copy_home, killed_at, results, reviews
from tests.sync.served import CentralServer
from welfare_desk.app import Keys, open_desk
from welfare_desk.core.refusals import DeskWiped
from welfare_desk.operations.desk_side import facts, forking, sending
from welfare_desk.protocol.messages import Welcome
from welfare_desk.store import devices, journal, rights
from welfare_desk.sync.sql_port import SqlPort


def _two(desk: DeskMaker, server: CentralServer, first: Counter) -> tuple[Counter, Counter]:
    """Copy a desk's folder and open both."""
    copy_home(first, "copy")
    both = (desk("a"), desk("copy"))
    for counter in both:
        counter.through(server.url)
    return both


def _inc(counter: Counter) -> int:
    return int(counter.meta("inc"))


def _all_at_rest(server: CentralServer, *counters: Counter) -> None:
    for _ in range(2):
        for counter in counters:
            assert counter.settle().outcome == "ok"
    for counter in counters:
        assert counter.digest() == counter.line.digest().kinds
        assert {entry.state for entry in counter.journal()} <= {"answered"}


def test_copy_that_worked_is_found_and_its_work_arrives_once(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    slot = bring(lone_server, a_slot("copied", places=40))
    first = desk("a", lone_server)
    first.record(register("before"))
    first.settle()
    first, copy = _two(desk, lone_server, first)
    assert copy.left(f"slot:{slot.id}") > 0
    own = first.record(book("of-the-first", "before", slot))
    assert first.exchange().outcome == "ok"
    promised = copy.record(book("of-the-copy", "before", slot))
    assert (own.state, promised.state) == ("final", "final")
    done = copy.exchange()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    assert (_inc(first), _inc(copy)) == (1, 2)
    assert copy.meta(facts.COPIED_AT) != ""
    told = results(lone_server)
    assert (told[own.op_id], told[promised.op_id]) == ("accepted", "accepted")
    items = reviews(lone_server)
    assert [item.device for item in items if item.code == "desk_copied"] == [1]
    _all_at_rest(lone_server, first, copy)
    assert (_inc(first), _inc(copy)) == (1, 2)


def test_old_copy_that_is_put_back_is_found(lone_server: CentralServer, desk: DeskMaker) -> None:
    first = desk("a", lone_server)
    first.record(register("early"))
    first.settle()
    first, old = _two(desk, lone_server, first)
    first.record(register("late"))
    first.settle()
    first.close()
    # The computer went; its backup goes on, and knows less than the server.
    done = old.exchange()
    assert (done.outcome, _inc(old)) == ("ok", 2)
    old.record(register("after"))
    _all_at_rest(lone_server, old)
    assert len(results(lone_server)) == 3


def test_silent_twin_is_found(lone_server: CentralServer, desk: DeskMaker) -> None:
    first = desk("a", lone_server)
    first.record(register("alone"))
    first.settle()
    first, twin = _two(desk, lone_server, first)
    with twin.store.read() as conn:
        held = {row.lease_id for row in rights.all_held(conn)}
    assert first.exchange().outcome == "ok"
    assert twin.exchange().outcome == "ok"
    assert (_inc(first), _inc(twin)) == (1, 2)
    with twin.store.read() as conn:
        assert not held & {row.lease_id for row in rights.all_held(conn)}
    _all_at_rest(lone_server, first, twin)
    assert (_inc(first), _inc(twin)) == (1, 2), "once is enough"


def test_answers_of_before_the_copy_stand(lone_server: CentralServer, desk: DeskMaker) -> None:
    first = desk("a", lone_server)
    for number in range(19):
        first.record(register(f"person-{number}"))
    first.settle()
    first, copy = _two(desk, lone_server, first)
    first.record(register("of-the-first"))
    first.exchange()
    before = {entry.op_id: (entry.result, entry.receipt) for entry in copy.journal()}
    last = copy.record(register("of-the-copy")).op_id
    assert copy.exchange().outcome == "ok"
    after = {entry.op_id: entry for entry in copy.journal()}
    # The trail thins out: some that the server had already are made anew with the last.
    assert after[last].seq >= 1
    for op_id, told in before.items():
        assert (after[op_id].result, after[op_id].receipt) == told
    assert copy.meta(facts.CONTRADICTED) == ""
    assert set(results(lone_server).values()) == {"accepted"}
    _all_at_rest(lone_server, first, copy)


@pytest.mark.parametrize("recovering", [True, False])
def test_leases_that_a_restored_server_may_have_forgotten_are_presented_first(
    lone_server: CentralServer, desk: DeskMaker, recovering: bool
) -> None:
    first = desk("a", lone_server)
    first.settle()
    with first.store.read() as conn:
        before = {row.lease_id for row in rights.all_held(conn)}
    assert before
    welcome = Welcome(
        protocol=1, epoch=1, action="fork", server_time=0, known_seq=0, known_hash=b"",
        new_inc=2, recovering=recovering,
    )  # fmt: skip
    with first.store.write() as conn:
        forking.become_another(SqlPort(conn), first.recorder.means, welcome)
    with first.store.read() as conn:
        held = rights.all_held(conn)
        certs, _ = sending.next_certs(SqlPort(conn), "")
    assert {row.lease_id for row in held} == (before if recovering else set())
    assert len(certs) == (len(before) if recovering else 0)
    assert not any(row.left for row in held), "nothing of it is promised any more"


@pytest.mark.parametrize("point", ["work made anew", "leases dropped", "copy noted"])
def test_killed_while_work_is_made_anew(
    lone_server: CentralServer, desk: DeskMaker, point: str
) -> None:
    first = desk("a", lone_server)
    first.record(register("before"))
    first.settle()
    first, copy = _two(desk, lone_server, first)
    first.exchange()
    op_id = copy.record(register("of-the-copy")).op_id
    killed_at(copy, lone_server.url, point)
    copy = desk("copy")
    copy.through(lone_server.url)
    assert _inc(copy) == 1
    with copy.store.read() as conn:
        entry = journal.by_op_id(conn, op_id)
        assert entry is not None
        assert (entry.inc, journal.former(conn, op_id)) == (1, [])
        assert rights.all_held(conn)
    assert copy.exchange().outcome == "ok"
    # The order before was never taken in: its number is not used, and nothing is lost by it.
    assert _inc(copy) == 3
    _all_at_rest(lone_server, first, copy)
    assert results(lone_server)[op_id] == "accepted"


def test_stolen_desk_opens_no_more(lone_server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", lone_server)
    counter.record(register("unsent"))
    counter.close()
    central = lone_server.central()
    with central.store.write() as conn:
        devices.revoke(conn, 1, stolen=True)
    central.close()
    keys = Keys(keyring=MemoryKeyring(), passphrase=PASSPHRASE)
    opened = open_desk(counter.home, keys, counter.clock)
    try:
        assert opened.exchange().outcome == "wipe"
        with pytest.raises(DeskWiped):
            opened.status()
    finally:
        opened.close()
    with pytest.raises(DeskWiped):
        open_desk(counter.home, keys, counter.clock)
    assert PASSPHRASE not in Path(counter.home / "desk.toml").read_text()
