# SPDX-License-Identifier: EUPL-1.2
"""The journal keeps every operation and knows what is still open."""

from typing import Any

import msgspec
import pytest
from sqlalchemy.exc import IntegrityError

from welfare_desk.store import journal, meta
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.journal import Counts, Entry


def an_entry(seq: int, **fields: Any) -> Entry:
    plain = Entry(
        seq=seq, inc=1, op_id=f"op{seq}", kind="book_place", entity=f"booking{seq}",
        person_id="p1", act=bytes([seq, 0, 255]), hash=bytes(32), provisional=False, actor="anna",
        recorded_at=1000 + seq, state="pending", result="", code="", receipt=b"", in_question="",
        closed_at=None,
    )  # fmt: skip
    return msgspec.structs.replace(plain, **fields)


@pytest.fixture
def five(store: DeskStore) -> DeskStore:
    with store.write() as conn:
        meta.put(conn, "inc", "1")
        for seq in range(1, 6):
            journal.append(conn, an_entry(seq, provisional=seq in (2, 4)))
    return store


def test_entries_read_back_equal_and_in_order(five: DeskStore) -> None:
    with five.read() as conn:
        assert journal.unanswered(conn) == [
            an_entry(seq, provisional=seq in (2, 4)) for seq in range(1, 6)
        ]
        assert journal.by_op_id(conn, "op3") == an_entry(3)
        assert journal.by_op_id(conn, "op9") is None
        assert [entry.seq for entry in journal.after(conn, 1, 2, 2)] == [3, 4]
        assert journal.after(conn, 2, 0, 9) == []
        assert [entry.seq for entry in journal.of_person(conn, "p1", 2)] == [5, 4]
        assert journal.about(conn, "booking2", ("book_place",))[0].seq == 2
        assert journal.about(conn, "booking2", ("issue_card",)) == []


@pytest.mark.parametrize("twin", [an_entry(5, op_id="other"), an_entry(6, op_id="op5")])
def test_a_number_or_id_is_never_written_twice(five: DeskStore, twin: Entry) -> None:
    with pytest.raises(IntegrityError), five.write() as conn:
        journal.append(conn, twin)
    with five.read() as conn:
        assert journal.by_op_id(conn, "op5") == an_entry(5)


def test_an_answer_alone_retires_nothing(five: DeskStore) -> None:
    with five.write() as conn:
        journal.answer_many(
            conn, [("op1", "accepted", "", b"r1"), ("op2", "rejected", "slot_full", b"r2")]
        )
        journal.answer(conn, "op3", "accepted", "late", b"r3")
        assert [entry.seq for entry in journal.unanswered(conn)] == [1, 2, 3, 4, 5]
        journal.retire(conn, 3)
        assert [entry.seq for entry in journal.unanswered(conn)] == [4, 5]
        second = journal.by_op_id(conn, "op2")
    assert second is not None
    assert (second.state, second.result, second.code) == ("answered", "rejected", "slot_full")
    assert (second.receipt, second.act) == (b"r2", an_entry(2).act)


def test_a_new_incarnation_keeps_its_own_count(five: DeskStore) -> None:
    with five.write() as conn:
        meta.put(conn, "inc", "2")
        journal.reauthor(conn, [an_entry(1, inc=2, op_id="op4", act=b"again")])
        journal.reauthor(conn, [an_entry(2, inc=2, op_id="op5", act=b"again")])
        journal.retire(conn, 1)
        assert [(entry.inc, entry.op_id) for entry in journal.unanswered(conn)] == [(2, "op5")]
        fourth = journal.by_op_id(conn, "op4")
        before = an_entry(4)
        assert journal.former(conn, "op4") == [(1, 4, before.act, before.hash)]
    assert fourth is not None
    assert (fourth.act, fourth.state) == (b"again", "answered")


def test_counts_say_what_is_open(five: DeskStore) -> None:
    with five.write() as conn:
        assert journal.counts(conn) == Counts(
            pending=5, provisional=2, rejected_open=0, in_question=0, oldest_pending_at=1001
        )
        journal.answer(conn, "op2", "rejected", "slot_full", b"")
        journal.retire(conn, 3)
        journal.set_in_question(conn, {"op4": "slot_full"})
        assert journal.counts(conn) == Counts(
            pending=2, provisional=1, rejected_open=1, in_question=1, oldest_pending_at=1004
        )
        journal.close(conn, "op2", 99)
        journal.close(conn, "op2", 100)
        journal.set_in_question(conn, {})
        journal.retire(conn, 5)
        assert journal.counts(conn) == Counts(
            pending=0, provisional=0, rejected_open=0, in_question=0, oldest_pending_at=None
        )
        second = journal.by_op_id(conn, "op2")
    assert second is not None
    assert second.closed_at == 99


def test_the_outbox_holds_what_waits_or_was_refused(five: DeskStore) -> None:
    with five.write() as conn:
        journal.answer(conn, "op2", "rejected", "slot_full", b"")
        journal.retire(conn, 4)
        journal.set_in_question(conn, {"op4": "slot_closed"})
        assert [entry.seq for entry in journal.for_outbox(conn)] == [2, 4, 5]
        journal.close(conn, "op2", 99)
        journal.set_in_question(conn, {"op5": "slot_closed"})
        assert [entry.seq for entry in journal.for_outbox(conn)] == [5]


def test_what_is_open_is_found_without_reading_the_whole_journal(five: DeskStore) -> None:
    asked = {
        "ix_journal_pending": "state = 'pending'",
        "ix_journal_rejected_open": "result = 'rejected' AND closed_at IS NULL",
        "ix_journal_in_question": "in_question != ''",
    }
    with five.read() as conn:
        for index, condition in asked.items():
            plan = conn.exec_driver_sql(
                f"EXPLAIN QUERY PLAN SELECT op_id FROM journal WHERE {condition}"
            ).fetchall()
            assert index in str(plan)
