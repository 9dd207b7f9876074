# SPDX-License-Identifier: EUPL-1.2
"""Writes that are under way are there for whoever reads next, and their refusal is never lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, StatementError

from tests.support.postgres import fresh_database
from welfare_desk.store import later
from welfare_desk.store.engines import ServerStore

INSERT = "INSERT INTO thing (id, size) VALUES (%s, %s)"


@pytest.fixture
def store(postgres_url: str) -> Iterator[ServerStore]:
    """A PostgreSQL with one small table."""
    made = ServerStore(fresh_database(postgres_url))
    with made.write() as conn:
        conn.exec_driver_sql("CREATE TABLE thing (id text PRIMARY KEY, size int NOT NULL)")
    yield made
    made.close()


def _ids(conn: Connection) -> list[str]:
    return list(conn.scalars(sa.text("SELECT id FROM thing ORDER BY id")))


def test_what_was_sent_is_read_in_the_same_transaction_and_after(store: ServerStore) -> None:
    with store.write() as conn:
        later.write(conn, INSERT, ("a", 1))
        later.write(conn, INSERT, ("b", 2))
        assert _ids(conn) == ["a", "b"]
        later.write(conn, INSERT, ("c", 3))
    with store.read() as conn:
        assert _ids(conn) == ["a", "b", "c"]


def test_refusal_comes_at_the_next_read(store: ServerStore) -> None:
    def read_behind() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("a", 1))
            later.write(conn, INSERT, ("a", 2))
            later.write(conn, INSERT, ("b", 3))
            _ids(conn)

    with pytest.raises(IntegrityError):
        read_behind()
    with store.read() as conn:
        assert _ids(conn) == []


def test_refusal_comes_at_the_commit(store: ServerStore) -> None:
    def commit_behind() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("a", 1))
            later.write(conn, INSERT, ("b", None))

    with pytest.raises(StatementError):
        commit_behind()
    with store.write() as conn:
        assert _ids(conn) == []
        later.write(conn, INSERT, ("b", 2))
    with store.read() as conn:
        assert _ids(conn) == ["b"]


def test_an_exception_undoes_what_was_under_way(store: ServerStore) -> None:
    def fail() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("a", 1))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail()
    for number in range(3):
        with store.write() as conn:
            later.write(conn, INSERT, (f"n{number}", number))
    with store.read() as conn:
        assert _ids(conn) == ["n0", "n1", "n2"]


def test_no_value_is_told_in_the_refusal(store: ServerStore) -> None:
    def commit_behind() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("MARIA-ROSSI", 1 << 40))

    with pytest.raises(StatementError) as told:
        commit_behind()
    assert "MARIA-ROSSI" not in str(told.value)


def test_several_questions_are_answered_in_order_behind_what_was_sent(store: ServerStore) -> None:
    of = "SELECT id FROM thing WHERE size = %s ORDER BY id"
    with store.write() as conn:
        later.write(conn, INSERT, ("a", 1))
        later.write(conn, INSERT, ("b", 2))
        assert later.read(conn, [(of, (2,)), (of, (1,)), (of, (3,))]) == [[("b",)], [("a",)], []]
        assert later.read(conn, [(of, (1,))]) == [[("a",)]]
        later.write(conn, INSERT, ("c", 3))
    with store.read() as conn:
        assert later.read(conn, [(of, (3,)), (of, (1,))]) == [[("c",)], [("a",)]]


def test_refusals_come_at_several_questions_too(store: ServerStore) -> None:
    of = "SELECT id FROM thing WHERE size = %s"

    def ask_behind() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("a", None))
            later.read(conn, [(of, (2,)), (of, (1,))])

    def ask_wrongly() -> None:
        with store.write() as conn:
            later.write(conn, INSERT, ("a", 1))
            later.read(conn, [(of, (2,)), ("SELECT nothing FROM nowhere WHERE 1 = %s", (1,))])

    with pytest.raises(IntegrityError):
        ask_behind()
    with pytest.raises(StatementError):
        ask_wrongly()
    with store.read() as conn:
        assert _ids(conn) == []
