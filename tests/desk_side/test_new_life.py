# SPDX-License-Identifier: EUPL-1.2
"""A desk that is told it is a copy, or that its server was restored, loses nothing."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import a_slot, an_id, book, form, register
from tests.desk_side.scripted import Here
from tests.support.desks import SLOTS
from welfare_desk.core.audit_chain import first_broken, unpacked
from welfare_desk.core.clock import DAY_US, FixedClock
from welfare_desk.desk.checkup import check_desk
from welfare_desk.desk.reading import reading
from welfare_desk.operations.desk_side import facts, taking
from welfare_desk.operations.desk_side.line import Answer, Failed, PullAsk, Request
from welfare_desk.protocol.envelope import Act, act_hash, decode
from welfare_desk.protocol.lease import Lease
from welfare_desk.protocol.messages import Hello, Push
from welfare_desk.store import day_rows, journal


@pytest.fixture
def here(tmp_path: Path, clock: FixedClock) -> Iterator[Here]:
    """A desk with places, euros and numbers; the server knows nothing of it yet."""
    here = Here(tmp_path, clock)
    yield here
    here.store.close()


def _three(here: Here) -> list[str]:
    """Register two people, the first of whom the server has taken, and book for one."""
    first = here.record(register("known")).op_id
    assert here.exchange().outcome == "ok"
    second = here.record(register("unknown")).op_id
    third = here.record(book("booking", "known", SLOTS[0])).op_id
    return [first, second, third]


def _orders(here: Here, common_seq: int, new_inc: int = 2) -> None:
    """Let the script order a fork at the first hello of incarnation 1."""

    def first(request: Request) -> Answer | None:
        if isinstance(request, Hello) and request.inc == 1:
            order = {"action": "fork", "common_seq": common_seq, "new_inc": new_inc, "contact": 0}
            return here.script.welcome(request, **order)
        return None

    here.script.first = first


def _same_act(before: Act, after: Act) -> bool:
    place = {"inc": 0, "seq": 0, "prev": b"", "sig": b""}
    return msgspec.structs.replace(before, **place) == msgspec.structs.replace(after, **place)


def test_copy_makes_its_work_anew_and_sends_it_in_the_same_exchange(here: Here) -> None:
    op_ids = _three(here)
    before = {entry.op_id: entry for entry in here.journal()}
    _orders(here, common_seq=1)
    done = here.exchange()
    assert (done.outcome, done.sent, done.pending_left) == ("ok", 2, 0)
    entries = here.journal()
    assert [(each.inc, each.seq, each.op_id) for each in entries] == [
        (1, 1, op_ids[0]), (2, 1, op_ids[1]), (2, 2, op_ids[2]),
    ]  # fmt: skip
    for entry in entries:
        old = before[entry.op_id]
        assert _same_act(decode(old.act), decode(entry.act))
        assert act_hash(decode(entry.act)) == entry.hash
    with here.store.read() as conn:
        (former,) = journal.former(conn, op_ids[2])
    assert former == (1, 3, before[op_ids[2]].act, before[op_ids[2]].hash)
    assert here.leases() == []
    noted = here.facts()
    assert (noted["inc"], noted["head_seq"]) == ("2", "2")
    assert noted["head_hash"] == entries[-1].hash.hex()
    assert int(noted[facts.COPIED_AT]) > 0


def test_signed_act_is_signed_anew(here: Here) -> None:
    op_id = _three(here)[2]
    _orders(here, common_seq=1)
    here.exchange()
    with here.store.read() as conn:
        entry = journal.by_op_id(conn, op_id)
    assert entry is not None
    own = here.recorder.means.sign(entry.hash)
    assert decode(entry.act).sig == own


def test_what_was_answered_keeps_its_answer_and_shows_the_receipt(here: Here) -> None:
    op_ids = _three(here)
    (receipt,) = (each.receipt for each in here.journal() if each.op_id == op_ids[0])
    _orders(here, common_seq=0)
    here.exchange()
    pushed = [each for each in here.script.pushes() if each.inc == 2 and each.ops]
    (shown,) = pushed[0].receipts
    assert (shown.op_id, shown.result, shown.receipt) == (op_ids[0], "accepted", receipt)
    assert [entry.inc for entry in here.journal()] == [2, 2, 2]
    assert {entry.state for entry in here.journal()} == {"answered"}


@pytest.mark.parametrize(("common", "inc"), [(9, 2), (-1, 2), (1, 1), (1, 0)])
def test_order_that_cannot_be_changes_nothing(here: Here, common: int, inc: int) -> None:
    _three(here)
    before, held = here.journal(), here.leases()
    _orders(here, common_seq=common, new_inc=inc)
    done = here.exchange()
    assert done.outcome == ("fork" if inc == 0 else "strange")
    assert (here.journal(), here.leases()) == (before, held)


def test_desk_that_is_told_again_and_again_stops(here: Here) -> None:
    _three(here)

    def first(request: Request) -> Answer | None:
        if isinstance(request, Hello):
            order = {"action": "fork", "common_seq": 0, "new_inc": request.inc + 1}
            return here.script.welcome(request, **order)
        return None

    here.script.first = first
    assert here.exchange().outcome == "fork"
    assert len(here.journal()) == 3
    assert here.exchange().pending_left == 2


def test_contact_is_said_at_the_next_hello_and_in_the_pull(here: Here) -> None:
    here.exchange()
    here.exchange()
    hellos = [each for each in here.script.said if isinstance(each, Hello)]
    pulls = [each for each in here.script.said if isinstance(each, PullAsk)]
    assert [each.contact for each in hellos] == [0, 101]
    assert next(each.contact for each in pulls) == 101
    assert here.facts()[facts.CONTACT] == "102"


def test_trail_thins_out_towards_the_beginning(here: Here) -> None:
    for number in range(20):
        here.record(register(f"person-{number}"))
    here.exchange()
    (hello,) = (each for each in here.script.said if isinstance(each, Hello))
    assert [seq for seq, _ in hello.trail] == [20, 19, 18, 16, 12, 4, 1]
    hashes = {entry.seq: entry.hash for entry in here.journal()}
    assert all(hashes[seq] == told for seq, told in hello.trail)


def _restored(here: Here, known: int) -> None:
    """Put an older copy of the server back: it knows the first operations only."""
    here.script.epoch = 2
    here.script.chains = {1: here.script.chains.get(1, [])[:known]}
    here.script.seq = 3


def test_restored_server_gets_leases_operations_and_receipts_again(here: Here) -> None:
    op_ids = _three(here)
    here.exchange()
    _restored(here, known=1)
    here.script.said.clear()
    held = set(here.leases())
    done = here.exchange()
    assert (done.outcome, done.pending_left) == ("ok", 0)
    first, second = here.script.pushes()[:2]
    certs = {msgspec.msgpack.decode(each, type=Lease).id for each in first.certs}
    assert certs == {each for each in held if not each.startswith("born:")}
    assert (first.ops, first.certs_done, first.end_seq) == ((), True, 3)
    assert (first.first_seq, first.first_prev) == (2, here.journal()[0].hash)
    assert [each.op_id for each in second.receipts] == op_ids[1:]
    assert second.certs_done
    noted = here.facts()
    assert (noted["epoch"], noted[facts.PRESENT], noted[facts.WHOLE_PULL]) == ("2", "", "")
    here.script.said.clear()
    here.exchange()
    assert not any(each.certs or each.certs_done for each in here.script.pushes())


def test_desk_without_new_work_says_so_to_a_restored_server(here: Here) -> None:
    here.exchange()
    _restored(here, known=0)
    here.script.said.clear()
    assert here.exchange().outcome == "ok"
    push = here.script.pushes()[0]
    assert (push.ops, push.end_seq, push.certs_done) == ((), 0, True)


def test_many_leases_go_in_several_pushes(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    here.exchange()
    _restored(here, known=0)
    here.script.said.clear()
    monkeypatch.setattr("welfare_desk.operations.desk_side.sending.MAX_CERT_BYTES", 1)
    held = here.leases()
    assert here.exchange().outcome == "ok"
    pushes = [each for each in here.script.pushes() if each.certs]
    assert len(pushes) == len(held)
    assert [each.certs_done for each in pushes] == [False] * (len(held) - 1) + [True]


def test_desk_waits_while_the_server_waits_for_others_and_keeps_everything(here: Here) -> None:
    _three(here)
    here.exchange()
    _restored(here, known=0)
    here.script.first = lambda request: (
        Failed(why="problem", status=409, code="recovering")
        if isinstance(request, PullAsk)
        else None
    )
    people = here.ids("person")
    done = here.exchange()
    assert (done.outcome, done.pending_left) == ("recovering", 3)
    noted = here.facts()
    assert (noted["link_state"], noted["offline_since"]) == ("recovering", "")
    assert here.ids("person") == people
    here.script.first = lambda request: None
    assert here.exchange().outcome == "ok"
    assert here.facts()[facts.WHOLE_PULL] == ""


def test_whole_pull_drops_what_the_server_does_not_have(here: Here) -> None:
    here.record(register("gone"))
    here.exchange()
    assert an_id("gone") in here.ids("person")
    here.follows = False
    _restored(here, known=1)
    here.script.rows = {key: row for key, row in here.script.rows.items() if key[0] == "slot"}
    here.record(register("own"))
    here.script.first = lambda request: (
        Failed(why="strange", status=500) if isinstance(request, Push) and request.ops else None
    )
    assert here.exchange().outcome == "strange"
    # Not arrived yet: made anew on the rows of the server; the other was never told again.
    assert here.ids("person") == {an_id("own")}


def test_rejected_work_does_not_come_back_to_life(here: Here) -> None:
    op_id = here.record(register("refused")).op_id
    here.script.first = lambda request: None
    real = here.script.result
    here.script.result = lambda act, seq: real(act, seq, "rejected")  # type: ignore[method-assign]
    here.exchange()
    here.follows = False
    here.script.rows = {key: row for key, row in here.script.rows.items() if key[0] == "slot"}
    _restored(here, known=0)
    here.script.first = lambda request: (
        Failed(why="strange", status=500) if isinstance(request, Push) and request.ops else None
    )
    here.exchange()
    (entry,) = here.journal()
    assert (entry.op_id, entry.state, entry.result) == (op_id, "pending", "rejected")
    assert here.ids("person") == set()


def test_parked_work_waits_for_its_answer(here: Here) -> None:
    here.script.parks = True
    op_id = here.record(register("parked")).op_id
    done = here.exchange()
    assert (done.outcome, done.pending_left) == ("ok", 1)
    (entry,) = here.journal()
    assert (entry.state, entry.result) == ("pending", "parked")
    assert an_id("parked") in here.ids("person")
    here.script.parks = False
    result = here.script.result(decode(entry.act), 1)
    here.script.first = lambda request: (
        here.script.page(results=(result,)) if isinstance(request, PullAsk) else None
    )
    assert here.exchange().pending_left == 0
    (entry,) = here.journal()
    assert (entry.op_id, entry.state, entry.result) == (op_id, "answered", "accepted")


def test_result_that_was_told_stands(here: Here) -> None:
    op_id = here.record(register("told")).op_id
    here.exchange()
    (entry,) = here.journal()
    other = here.script.result(decode(entry.act), 1, "rejected")
    here.script.first = lambda request: (
        here.script.page(results=(other,)) if isinstance(request, PullAsk) else None
    )
    here.exchange()
    assert [each.result for each in here.journal()] == ["accepted"]
    assert here.facts()[facts.CONTRADICTED] == op_id


def test_difference_is_noted_and_everything_comes_anew(here: Here, clock: FixedClock) -> None:
    extra = a_slot("only-there")
    here.exchange()
    here.follows = False
    here.script.rows["slot", extra.id] = extra
    here.script.first = lambda request: (
        here.script.page(rows=()) if isinstance(request, PullAsk) else None
    )
    here.exchange()
    assert facts.DIFFERS not in here.facts(), "compared once a day"
    clock.advance(DAY_US)
    here.record(register("on-top"))
    here.exchange()
    noted = here.facts()
    assert (noted[facts.DIFFERS], noted[facts.WHOLE_PULL], noted["cursor"]) == ("slot", "1", "0")
    here.script.first = lambda request: None
    assert here.exchange().outcome == "ok"
    assert extra.id in here.ids("slot")
    assert here.facts()[facts.DIFFERS] == ""


def test_program_that_reads_other_fields_takes_everything_in_anew(here: Here) -> None:
    here.exchange()
    with here.store.write() as conn:
        taking_before = here.facts()[facts.READS]
        from welfare_desk.store import meta

        meta.put(conn, facts.READS, "another")
    here.script.said.clear()
    here.exchange()
    hello, pull = (
        next(each for each in here.script.said if isinstance(each, kind))
        for kind in (Hello, PullAsk)
    )
    assert isinstance(hello, Hello)
    assert isinstance(pull, PullAsk)
    assert (hello.cursor, pull.cursor) == (0, 0)
    assert here.facts()[facts.READS] == taking_before
    assert taking.UNREAD not in here.facts()


def test_audit_log_goes_up_line_by_line_and_again_when_its_answer_was_lost(here: Here) -> None:
    for name in ("one", "two"):
        here.record(register(name))
    lost = [True]

    def first(request: Request) -> Answer | None:
        if isinstance(request, Push) and request.audit and lost.pop():
            lost.append(False)
            return Failed(why="offline")
        return None

    here.script.first = first
    assert here.exchange().outcome == "offline"
    here.record(form("home", "one"))
    here.exchange()
    here.exchange()
    pushes = [each.audit for each in here.script.pushes() if each.audit]
    assert pushes[0] == pushes[1][: len(pushes[0])]
    lines = [unpacked(line) for lines in pushes[1:] for line in lines]
    assert first_broken(lines) is None
    assert [line.seq for line in lines] == [1, 2, 3]
    changed = msgspec.structs.replace(lines[1], subject="another")
    assert first_broken([lines[0], changed, lines[2]]) == 2


def test_self_check_follows_every_life_of_the_chain(here: Here, clock: FixedClock) -> None:
    _three(here)
    _orders(here, common_seq=1)
    here.exchange()
    here.record(register("later"))
    with reading(here.store, clock) as look:
        assert check_desk(look).problems == ()
    with here.store.write() as conn:
        conn.exec_driver_sql("UPDATE former_act SET hash = x'00' WHERE seq = 2")
    with reading(here.store, clock) as look:
        assert "chain:1.2" in check_desk(look).problems


def test_what_earlier_lives_said_is_said_again_after_a_restore(
    here: Here, clock: FixedClock
) -> None:
    op_ids = _three(here)
    _orders(here, common_seq=1)
    here.exchange()
    here.script.first = lambda request: None
    here.script.epoch, here.script.chains, here.script.seq = 2, {2: []}, 3
    here.script.said.clear()
    assert here.exchange().outcome == "ok"
    (pushed,) = (each for each in here.script.pushes() if each.ops)
    sent = [act.op_id for act, _ in here.script.chains[2]]
    assert sent == [*op_ids[1:], op_ids[0]]
    assert [each.op_id for each in pushed.receipts] == sent
    assert {entry.inc for entry in here.journal()} == {2}
    with reading(here.store, clock) as look:
        assert check_desk(look).problems == ()


def test_a_desk_says_again_only_from_the_first_word_that_is_asked_for(here: Here) -> None:
    here.record(register("known"))
    assert here.exchange().outcome == "ok"
    here.script.parks = True
    for name in ("booking", "second"):
        here.record(register(name))
    assert here.exchange().outcome == "ok"
    before = len(here.script.pushes())

    def asks(*waiting: int) -> None:
        def first(request: Request) -> Answer | None:
            if isinstance(request, Hello):
                assert request.finds
                return here.script.welcome(request, recovering=True, waiting=waiting)
            return None

        here.script.first = first

    asks(2, 3)
    here.exchange()
    assert len(here.script.pushes()) == before, "parked here as well: there is no word to say"
    asks(1, 2)
    here.exchange()
    (again, *_) = [each for each in here.script.pushes()[before:] if each.ops]
    assert (again.first_seq, len(again.ops)) == (1, 3)
    assert [each.result for each in again.receipts] == ["accepted"]


def test_a_desk_that_presents_its_leases_goes_back_to_the_first_word_that_is_asked_for(
    here: Here,
) -> None:
    here.record(register("known"))
    here.record(register("second"))
    assert here.exchange().outcome == "ok"
    _restored(here, known=2)
    here.script.said.clear()

    def first(request: Request) -> Answer | None:
        if isinstance(request, Hello):
            waiting = (1,) if request.epoch == here.script.epoch else ()
            return here.script.welcome(request, recovering=True, waiting=waiting)
        if isinstance(request, Push):
            if len(here.script.pushes()) == 1:
                return Failed(why="offline")
            here.script.chains[1] = here.script.chains[1][: request.first_seq - 1]
        return None

    here.script.first = first
    assert here.exchange().outcome == "offline"
    assert here.exchange().outcome == "ok"
    _, leases, words = here.script.pushes()[:3]
    assert (leases.ops, leases.first_seq) == ((), 1), "not as if all had been said"
    assert (words.first_seq, len(words.ops), words.certs_done) == (1, 2, True)
    assert [each.result for each in words.receipts] == ["accepted", "accepted"]


def test_a_day_s_operations_are_found_behind_what_was_made_anew(
    here: Here, clock: FixedClock
) -> None:
    _three(here)
    _orders(here, common_seq=1)
    here.exchange()
    then = clock.now_us()
    clock.advance(days=1)
    later = here.record(register("later")).op_id
    with here.store.read() as conn:
        before = day_rows.done_between(conn, then, then + DAY_US)
        after = day_rows.done_between(conn, then + DAY_US, then + 2 * DAY_US)
    assert [(row.inc, row.seq) for row in before] == [(1, 1), (2, 1), (2, 2)]
    assert later in [row.op_id for row in after]
    assert not {row.op_id for row in before} & {row.op_id for row in after}
