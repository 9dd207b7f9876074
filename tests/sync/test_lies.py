# SPDX-License-Identifier: EUPL-1.2
"""An answer in the right form that says what cannot be is not taken, and nothing of it is kept."""

from collections.abc import Callable, Iterator

import msgspec
import pytest

from tests.builders import TERRITORY, a_slot, an_id, register
from tests.support.proxy import BreakingLine, Said, breaking_line
from tests.sync.conftest import DeskMaker
from tests.sync.counter import Counter
from tests.sync.served import CentralServer
from welfare_desk.models.registry import KINDS
from welfare_desk.protocol.codec import to_frame
from welfare_desk.protocol.lease import Lease
from welfare_desk.protocol.messages import LeaseAnswer, Message, Page, Pushed, Result, Row
from welfare_desk.store import rights
from welfare_desk.store.rows import load_one, to_wire


@pytest.fixture
def line(server: CentralServer) -> Iterator[BreakingLine]:
    with breaking_line(server.url) as line:
        yield line


@pytest.fixture
def counter(server: CentralServer, line: BreakingLine, desk: DeskMaker) -> Counter:
    """A desk at rest behind a line that can lie."""
    counter = desk("a", server)
    counter.settle()
    counter.through(line.url)
    return counter


def _lie(line: BreakingLine, path: str, answer: Message) -> None:
    said = Said(200, to_frame(answer))
    line.choose = lambda method, asked: said if asked.startswith(path) else "none"


def _told_true(line: BreakingLine) -> None:
    line.choose = lambda method, path: "none"


def _page(counter: Counter, **other: object) -> Page:
    page = Page(
        epoch=int(counter.meta("epoch")),
        rows=(),
        results=(),
        next_cursor=int(counter.meta("cursor")),
        last=True,
        answered_seq=int(counter.meta("answered_seq")),
        total_left=0,
    )
    return msgspec.structs.replace(page, **other)


def _row(**other: object) -> Row:
    slot = a_slot("lied")
    row = Row(kind="slot", id=slot.id, server_seq=1, record=to_wire(slot))
    return msgspec.structs.replace(row, **other)


PAGES: list[Callable[[Counter], Page]] = [
    lambda desk: _page(desk, next_cursor=int(desk.meta("cursor")) - 1),
    lambda desk: _page(desk, last=False),
    lambda desk: _page(desk, rows=(_row(id=an_id("another")),)),
    lambda desk: _page(desk, rows=(_row(record={"id": 3}),)),
    lambda desk: _page(
        desk, rows=(_row(record={**to_wire(a_slot("lied")), "territory_id": an_id("foreign")}),)
    ),
]


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_page_that_cannot_be_is_not_kept(counter: Counter, line: BreakingLine, number: int) -> None:
    before = (counter.digest(), counter.meta("cursor"))
    _lie(line, "/v1/pull", PAGES[number](counter))
    assert counter.exchange().outcome == "strange"
    assert (counter.digest(), counter.meta("cursor")) == before
    _told_true(line)
    assert counter.settle().outcome == "ok"


def test_page_that_answers_what_never_arrived_retires_nothing(
    counter: Counter, line: BreakingLine
) -> None:
    counter.record(register("never-arrived"))
    page = _page(counter, answered_seq=99)
    broken = Said(500, b"")
    said = Said(200, to_frame(page))
    line.choose = lambda method, path: {"/v1/push": broken}.get(
        path, said if path.startswith("/v1/pull") else "none"
    )
    done = counter.exchange()
    assert (done.outcome, done.pending_left) == ("fork", 1)
    _told_true(line)
    assert counter.settle().pending_left == 0


def test_page_of_another_epoch_is_noticed(counter: Counter, line: BreakingLine) -> None:
    _lie(line, "/v1/pull", _page(counter, epoch=7))
    assert counter.exchange().outcome == "epoch"


@pytest.mark.parametrize(
    "result",
    [
        Result(op_id="another", seq=1, result="rejected", code="malformed"),
        Result(op_id="", seq=1, result="accepted", receipt=bytes(64)),
        Result(op_id="", seq=7, result="accepted"),
    ],
)
def test_result_that_is_not_the_servers_word_about_this_operation_is_not_kept(
    counter: Counter, line: BreakingLine, result: Result
) -> None:
    name = f"result-{result.seq}-{result.op_id}-{result.result}"
    op_id = counter.record(register(name)).op_id
    own = msgspec.structs.replace(result, op_id=result.op_id or op_id)
    _lie(line, "/v1/push", Pushed(results=(own,), acked_seq=1, stable_seq=1))
    assert counter.exchange().outcome == "strange"
    assert (counter.journal()[-1].result, counter.journal()[-1].state) == ("", "pending")
    _told_true(line)
    assert counter.settle().pending_left == 0
    assert counter.journal()[-1].result == "accepted"


def test_push_that_was_not_taken_whole_is_sent_again(counter: Counter, line: BreakingLine) -> None:
    counter.record(register("half-taken"))
    _lie(line, "/v1/push", Pushed(results=(), acked_seq=0, stable_seq=0))
    done = counter.exchange()
    assert (done.outcome, done.pending_left) == ("strange", 1)
    _told_true(line)
    assert counter.settle().pending_left == 0


@pytest.mark.parametrize(
    "other",
    [{}, {"device": 9_999}, {"inc": 2}, {"resource": "slot:unasked"}, {"quantity": -5}],
)
def test_forged_lease_is_not_taken(
    counter: Counter, line: BreakingLine, other: dict[str, object]
) -> None:
    resource = f"slot:{an_id('forged')}"
    lease = Lease(
        id="e1-forged",
        device=int(counter.meta("device")),
        inc=1,
        resource=resource,
        quantity=5,
        fence=0,
        not_after=1 << 60,
        signature=bytes(64),
    )
    forged = msgspec.structs.replace(lease, **other)
    _lie(line, "/v1/lease", LeaseAnswer(leases=(forged,), server_time=0))
    assert not counter.engine.ask_one(resource, 5)
    with counter.store.read() as conn:
        assert not rights.by_lease(conn, "e1-forged")


def test_kinds_of_a_newer_server_are_passed_over_and_come_again_when_they_can_be_read(
    counter: Counter, line: BreakingLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = a_slot("of-a-newer-server")
    rows = (
        Row(kind="visit", id="c-1", server_seq=1, record={"id": "c-1", "given": True}),
        Row(kind="granted_lease", id="g-1", server_seq=1, record=None),
        Row(kind="slot", id=known.id, server_seq=2, record=to_wire(known) | {"colour": "red"}),
    )
    _lie(line, "/v1/pull", _page(counter, rows=rows))
    assert counter.exchange().outcome == "ok"
    with counter.store.read() as conn:
        assert load_one(conn, TERRITORY, "slot", known.id) == known
    assert counter.meta("unread_kinds").split() == ["visit", "granted_lease"]
    _told_true(line)
    assert counter.exchange().received == 0
    monkeypatch.setitem(KINDS, "visit", KINDS["slot"])
    assert counter.exchange().received > 0
    assert counter.meta("unread_kinds") == ""
