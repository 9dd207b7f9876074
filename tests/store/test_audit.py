# SPDX-License-Identifier: EUPL-1.2
"""Whoever edits, removes, moves or cuts audit rows is found at the first bad one."""

import random

import pytest

from welfare_desk.store import audit
from welfare_desk.store.engines import DeskStore

ROWS = 40


@pytest.fixture
def log(store: DeskStore) -> DeskStore:
    with store.write() as conn:
        for number in range(1, ROWS + 1):
            audit.append(conn, number * 10, "anna", "open_person", f"p{number}", "reason «è»")
    return store


def test_an_honest_log_verifies(log: DeskStore) -> None:
    with log.read() as conn:
        assert audit.verify(conn) is None
        assert [row.seq for row in audit.recent(conn, 2)] == [ROWS, ROWS - 1]
        assert [row.subject for row in audit.after(conn, 3, 2)] == ["p4", "p5"]


def test_an_empty_log_verifies(store: DeskStore) -> None:
    with store.read() as conn:
        assert audit.verify(conn) is None


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE audit_row SET at = at + 1 WHERE seq = ?",
        "UPDATE audit_row SET actor = 'bruno' WHERE seq = ?",
        "UPDATE audit_row SET act = 'log_in' WHERE seq = ?",
        "UPDATE audit_row SET subject = '' WHERE seq = ?",
        "UPDATE audit_row SET reason = reason || ' ' WHERE seq = ?",
        "UPDATE audit_row SET hash = zeroblob(32) WHERE seq = ?",
        "DELETE FROM audit_row WHERE seq = ?",
        "DELETE FROM audit_row WHERE seq >= ?",
    ],
)
@pytest.mark.parametrize("at", [1, 17, ROWS])
def test_the_first_bad_row_is_named(log: DeskStore, edit: str, at: int) -> None:
    with log.write() as conn:
        conn.exec_driver_sql(edit, (at,))
        assert audit.verify(conn) == at


def test_rows_that_changed_places_are_found(log: DeskStore) -> None:
    chance = random.Random(5)
    for _ in range(10):
        one, other = sorted(chance.sample(range(1, ROWS + 1), 2))
        with log.write() as conn:
            swap = "UPDATE audit_row SET seq = ? WHERE seq = ?"
            moves = ((-1, one), (one, other), (other, -1))
            for move in moves:
                conn.exec_driver_sql(swap, move)
            assert audit.verify(conn) == one
            for target, source in reversed(moves):
                conn.exec_driver_sql(swap, (source, target))
            assert audit.verify(conn) is None


def test_a_row_put_in_between_is_found(log: DeskStore) -> None:
    with log.write() as conn:
        conn.exec_driver_sql(
            "INSERT INTO audit_row SELECT 41, at, actor, act, subject, reason, hash "
            "FROM audit_row WHERE seq = 40"
        )
        assert audit.verify(conn) == 41


def test_a_forged_chain_without_its_head_is_found(log: DeskStore) -> None:
    with log.write() as conn:
        conn.exec_driver_sql("UPDATE meta SET value = '' WHERE name = ?", (audit.HEAD,))
        assert audit.verify(conn) == ROWS + 1
