# SPDX-License-Identifier: EUPL-1.2
"""One exchange after another, with real desks and a real server: nothing lost, nothing twice."""

from collections.abc import Callable, Iterator
from pathlib import Path

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
from tests.support.proxy import Fault, Said, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer, serving
from welfare_desk.core.refusals import ServerUnreachable, SlotFull
from welfare_desk.models.fund import Grant
from welfare_desk.models.offering import Slot
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.messages import Problem
from welfare_desk.store import devices, journal, oplog
from welfare_desk.store.rows import load_all


@pytest.fixture
def server(tmp_path: Path, shift: int) -> Iterator[CentralServer]:
    """A server of its own: where few counters stand, none hands back what it was lent."""
    rows = a_territory(fund=a_fund(budget_cents=100_000_000_000))
    with serving(tmp_path / "server", shift, rows) as alone:
        yield alone


def _bring(server: CentralServer, slot: Slot) -> Slot:
    central = server.central()
    server.bring(central, [slot, a_resource(f"slot:{slot.id}", slot.places)])
    central.close()
    return slot


def _logged(server: CentralServer, desk: Counter) -> list[oplog.Logged]:
    central = server.central()
    with central.store.read() as conn:
        rows = list(oplog.every(conn, TERRITORY, int(desk.meta("device")), 1))
    central.close()
    return rows


def _household(desk: Counter, name: str) -> None:
    desk.record(register(f"{name}-person"))
    desk.record(form(f"{name}-home", f"{name}-person"))
    desk.record(isee(f"{name}-isee", f"{name}-home"))


def _issue(desk: Counter, name: str) -> None:
    isee_id = an_id(f"{name}-isee")
    desk.record(issue(f"{name}-card", f"{name}-home", f"{name}-person", isee_id))


def _only(path: str, fault: Fault | Said) -> Callable[[str, str], Fault | Said]:
    return lambda method, asked: fault if asked.startswith(path) else "none"


def _problem(status: int, code: str, hint: int = 0) -> Said:
    return Said(status, to_frame(Problem(code=code, hint=hint)))


def test_what_one_desk_records_the_other_sees(server: CentralServer, desk: DeskMaker) -> None:
    slot = _bring(server, a_slot("seen-by-both", places=900))
    one, two = desk("a", server), desk("b", server)
    assert one.settle().outcome == two.settle().outcome == "ok"
    _household(one, "seen")
    booked = one.record(book("seen-booking", "seen-person", slot))
    _issue(one, "seen")
    assert booked.state == "final"
    done = one.exchange()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    assert done.sent == len(one.journal())
    seen = two.exchange()
    assert {"person", "household", "booking", "voucher_card", "posting"} <= seen.kinds
    one.settle()
    two.settle()
    one.settle()
    assert one.digest() == two.digest() == one.line.digest().kinds
    assert {entry.result for entry in one.journal()} == {"accepted"}


def test_reply_to_a_push_retires_nothing(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    counter.record(register("retired-late"))
    before = counter.digest()
    with breaking_line(server.url, _only("/v1/pull", "lost_request")) as line:
        counter.through(line.url)
        done = counter.exchange()
    assert (done.outcome, done.sent, done.pending_left) == ("offline", 1, 1)
    (entry,) = counter.journal()
    assert (entry.state, entry.result) == ("pending", "accepted")
    assert entry.receipt
    assert counter.digest() == before
    counter.through(server.url)
    assert counter.exchange().pending_left == 0


REFUSALS = [
    _problem(400, "frame_unreadable"),
    _problem(401, "signature_wrong"),
    _problem(401, "seen_before"),
    _problem(403, "revoked"),
    _problem(403, "device_wrong"),
    _problem(404, "path_unknown"),
    _problem(409, "epoch", 9),
    _problem(409, "fork", 0),
    _problem(409, "gap", 0),
    _problem(413, "batch_too_large"),
    _problem(422, "operation_wrong"),
    _problem(426, "upgrade"),
    _problem(429, "slowly", 60),
    _problem(503, "try_later"),
    Said(404, b"<html>not found</html>"),
    Said(410, b""),
    Said(418, to_frame(Problem(code="x")), (("Content-Type", "text/html"),)),
]


@pytest.mark.parametrize("path", ["/v1/hello", "/v1/push", "/v1/pull", "/v1/lease"])
def test_no_answer_of_any_kind_drops_an_operation(
    server: CentralServer, desk: DeskMaker, path: str
) -> None:
    counter = desk("a", server)
    own: list[Fault | Said] = [
        *REFUSALS, "portal", "redirect", "empty", "garbage", "huge", "error_after",
        "lost_reply", "reset_in_reply", "half_reply", "twice",
    ]  # fmt: skip
    for number, fault in enumerate(own):
        name = f"kept-{path}-{number}"
        counter.record(register(name))
        with breaking_line(server.url, _only(path, fault)) as line:
            counter.through(line.url)
            counter.exchange()
        kept = counter.journal()
        assert [entry.seq for entry in kept] == list(range(1, len(kept) + 1))
        assert kept[-1].entity == an_id(name)
    counter.through(server.url)
    done = counter.settle()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    logged = _logged(server, counter)
    assert [row.op_id for row in logged] == [entry.op_id for entry in counter.journal()]
    assert not any(row.repeated for row in logged)
    assert counter.digest() == counter.line.digest().kinds


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("422", _problem(422, "x")),
        ("400", _problem(400, "x")),
        ("413", _problem(413, "x")),
        ("500", "error_after"),
    ],
)
def test_pull_goes_on_when_push_is_not_taken(
    server: CentralServer, desk: DeskMaker, name: str, fault: Fault | Said
) -> None:
    one, two = desk("a", server), desk("b", server)
    two.record(register(f"other-{name}"))
    two.exchange()
    one.record(register(f"not-taken-{name}"))
    with breaking_line(server.url, _only("/v1/push", fault)) as line:
        one.through(line.url)
        done = one.exchange()
    assert (done.outcome, "person" in done.kinds) == ("strange", True)
    with one.store.read() as conn:
        people = {row.id for row in load_all(conn, TERRITORY, "person")}
    assert {an_id(f"other-{name}"), an_id(f"not-taken-{name}")} <= people
    one.through(server.url)
    assert one.settle().pending_left == 0
    assert one.digest() == one.line.digest().kinds


def test_batch_that_is_too_large_is_halved(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    for number in range(9):
        counter.record(register(f"halved-{number}"))
    answers: list[Fault | Said] = [_problem(413, "x"), _problem(413, "x")]
    with breaking_line(server.url) as line:
        line.choose = lambda method, path: (
            answers.pop() if path == "/v1/push" and answers else "none"
        )
        counter.through(line.url)
        done = counter.exchange()
        pushes = [seen for seen in line.seen if seen.path == "/v1/push"]
    assert (done.outcome, done.sent, done.pending_left) == ("ok", 9, 0)
    assert len(pushes) > 3
    assert len(_logged(server, counter)) == 9


def test_more_than_a_batch_goes_up_in_runs(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    for number in range(620):
        counter.record(register(f"many-{number}"))
    with breaking_line(server.url) as line:
        counter.through(line.url)
        done = counter.exchange()
        pushes = [seen for seen in line.seen if seen.path == "/v1/push"]
    assert (done.sent, done.pending_left, len(pushes)) == (620, 0, 2)


def test_gap_makes_the_desk_send_again_from_there(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    counter.record(register("gap-1"))
    counter.exchange()
    counter.record(register("gap-2"))
    answers = [_problem(409, "gap", 0)]
    with breaking_line(server.url) as line:
        line.choose = lambda method, path: (
            answers.pop() if path == "/v1/push" and answers else "none"
        )
        counter.through(line.url)
        done = counter.exchange()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    assert len(_logged(server, counter)) == 2


def test_revoked_desk_keeps_its_work(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    counter.record(register("of-a-revoked-desk"))
    central = server.central()
    with central.store.write() as conn:
        devices.revoke(conn, int(counter.meta("device")), stolen=False)
    central.close()
    done = counter.exchange()
    assert (done.outcome, done.pending_left) == ("revoked", 1)
    assert counter.meta("link_state") == "revoked"


def test_line_that_goes_and_comes_is_noted(server: CentralServer, desk: DeskMaker) -> None:
    counter = desk("a", server)
    counter.exchange()
    at = counter.meta("last_sync_at")
    assert (counter.meta("offline_since"), counter.meta("link_state")) == ("", "ok")
    counter.through("http://127.0.0.1:9")
    counter.exchange()
    since = counter.meta("offline_since")
    assert int(since) >= int(at)
    counter.exchange()
    assert (counter.meta("offline_since"), counter.meta("last_sync_at")) == (since, at)
    counter.through(server.url)
    counter.exchange()
    assert counter.meta("offline_since") == ""


def test_award_right_moves_to_the_desk_that_asks_with_what_was_done_under_it(
    server: CentralServer, desk: DeskMaker
) -> None:
    one, two = desk("a", server), desk("b", server)
    _household(one, "moved")
    one.exchange()
    two.exchange()
    home = f"home:{an_id('moved-home')}"
    assert (one.left(home), two.left(home)) == (1, 0)
    assert not two.engine.ask_one(home)
    _issue(one, "moved")
    # The award draws on the right, so it stays until the server has answered.
    assert (one.exchange().outcome, one.left(home)) == ("ok", 1)
    assert (one.exchange().outcome, one.left(home)) == ("ok", 0)
    assert not _awards(two, "moved-home")
    assert two.engine.ask_one(home)
    assert two.left(home) == 1
    assert _awards(two, "moved-home")


def _awards(counter: Counter, household: str) -> list[object]:
    with counter.store.read() as conn:
        rows = load_all(conn, TERRITORY, "award")
    return [row for row in rows if getattr(row, "household_id", "") == an_id(household)]


def test_balance_goes_back_at_each_exchange_but_not_from_under_an_open_form(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", server)
    _household(counter, "back")
    _issue(counter, "back")
    balance = f"balance:{an_id('back-card')}"
    assert counter.left(balance) == 1
    done = counter.exchange()
    assert (done.outcome, done.pending_left, counter.left(balance)) == ("ok", 0, 0)
    assert counter.engine.ask_one(balance)
    assert counter.exchange().outcome == "ok"
    assert counter.left(balance) == 1
    counter.wire()
    counter.exchange()
    assert counter.left(balance) == 0


def test_asking_without_a_line_is_answered_no(server: CentralServer, desk: DeskMaker) -> None:
    slot = _bring(server, a_slot("asked-offline", places=40))
    counter = desk("a", server)
    counter.settle()
    held = counter.left(f"slot:{slot.id}")
    assert counter.engine.ask_one(f"slot:{slot.id}", held + 5)
    assert counter.left(f"slot:{slot.id}") == held + 5
    counter.through("http://127.0.0.1:9")
    assert counter.engine.ask_one(f"slot:{slot.id}", held)
    assert not counter.engine.ask_one(f"slot:{slot.id}", held + 10)


def test_rights_of_a_lost_answer_are_said_again(
    lone_server: CentralServer, desk: DeskMaker
) -> None:
    _bring(lone_server, a_slot("lost-rights", places=30))
    counter = desk("a", url=lone_server.url)
    with breaking_line(lone_server.url, _only("/v1/lease", "lost_reply")) as line:
        counter.url = line.url
        with pytest.raises(ServerUnreachable):
            counter.enrol(code := lone_server.desk_code())
    assert counter.left("number:booking") == 0
    counter.url = lone_server.url
    counter.enrol(code)
    central = lone_server.central()
    with central.store.read() as conn:
        granted: dict[str, int] = {}
        for row in load_all(conn, TERRITORY, "granted_lease"):
            assert isinstance(row, Grant)
            granted[row.resource] = granted.get(row.resource, 0) + row.quantity
    central.close()
    for resource in ("number:booking", f"fund:{FUND}", f"serial:{FUND}"):
        assert counter.left(resource) == granted[resource]


def test_own_time_follows_the_server_and_never_runs_back(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", server)
    counter.clock.shift -= 3_600_000_000
    done = counter.exchange()
    assert done.outcome == "ok"
    assert abs(done.server_time_offset - 3_600_000_000) < 60_000_000
    assert int(counter.meta("own_time")) > counter.clock.now_us() + 3_500_000_000
    counter.clock.shift -= 86_400_000_000
    counter.record(register("own-time"))
    assert counter.journal()[-1].recorded_at > counter.clock.now_us() + 86_400_000_000
    counter.exchange()
    assert counter.journal()[-1].result == "accepted"


def test_nothing_of_the_store_is_held_while_the_line_is_waited_for(
    server: CentralServer, desk: DeskMaker
) -> None:
    counter = desk("a", server)
    counter.record(register("not-held"))
    held: list[int] = []
    with breaking_line(server.url) as line:

        def choose(method: str, path: str) -> Fault:
            pools = (counter.store._writer.pool, counter.store._reader.pool)
            held.append(sum(pool.checkedout() for pool in pools))  # type: ignore[attr-defined]
            return "none"

        line.choose = choose
        counter.through(line.url)
        assert counter.exchange().outcome == "ok"
    assert len(held) >= 3
    assert set(held) == {0}


def test_rejected_operation_stays_to_be_seen(lone_server: CentralServer, desk: DeskMaker) -> None:
    slot = _bring(lone_server, a_slot("two-places", places=2))
    one, two = desk("a", lone_server), desk("b", lone_server)
    for counter, name in ((one, "rej-a"), (two, "rej-b")):
        counter.record(register(name))
        counter.exchange()
    # The first was alone when it asked; now it learns that there are two.
    for counter in (one, two, one, two):
        counter.exchange()
    taken = f"slot:{slot.id}"
    assert (one.left(taken), two.left(taken)) == (1, 1)
    # Both hold a place; a third one is asked for by a desk that saw nothing else of it free.
    assert one.record(book("rej-1", "rej-a", slot)).state == "final"
    assert two.record(book("rej-2", "rej-b", slot)).state == "final"
    for counter in (one, two):
        assert counter.settle().outcome == "ok"
    three = desk("c", lone_server)
    three.record(register("rej-c"))
    with pytest.raises(SlotFull):
        three.record(book("rej-3", "rej-c", slot))


def test_provisional_one_that_is_too_late_is_rejected_and_stays_in_the_outbox(
    server: CentralServer, desk: DeskMaker
) -> None:
    one, two = desk("a", server), desk("b", server)
    slot = a_slot("too-late", places=1)
    for counter, name in ((one, "late-a"), (two, "late-b")):
        counter.record(register(name))
        counter.settle()
    _bring(server, slot)
    with breaking_line(server.url, _only("/v1/lease", "lost_request")) as line:
        for counter, name in ((one, "late-a"), (two, "late-b")):
            # Free in the last pull, but no right came: provisional.
            counter.through(line.url)
            counter.exchange()
            assert counter.record(book(f"{name}-1", name, slot)).state == "provisional"
        one.exchange()
        done = two.exchange()
    assert done.pending_left == 0
    last = two.journal()[-1]
    assert (last.result, last.code, last.state) == ("rejected", "slot_full", "answered")
    with two.store.read() as conn:
        assert [entry.op_id for entry in journal.for_outbox(conn)] == [last.op_id]
        assert not [row for row in load_all(conn, TERRITORY, "booking") if row.id == last.entity]
    assert one.journal()[-1].result == "accepted"
