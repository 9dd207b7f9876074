# SPDX-License-Identifier: EUPL-1.2
"""Rows read back as they were written, by set, on SQLCipher, SQLite and PostgreSQL."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy import Connection, event

from tests.store.conftest import Write
from tests.store.samples import TERRITORY, a_person, sample
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes, One, Where
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS, SHARED
from welfare_desk.store import later
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import (
    SqlRows,
    fields_of,
    from_wire,
    load_all,
    load_one,
    record_of,
    save,
    table_for,
    to_wire,
)


def as_changes(rows: list[Record]) -> Changes:
    return {(row.KIND, row.id): row for row in rows}


def kinds_at(conn: Connection) -> tuple[type[Record], ...]:
    """A desk has no tables for what only the server keeps."""
    return SHARED if "saved" in conn.info else tuple(KINDS.values())


def types_of(row: Record) -> list[type]:
    return [type(value) for value in msgspec.structs.astuple(row)]


@contextmanager
def statements(conn: Connection) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        seen.append(statement)

    def send(conn: Connection, statement: str, parameters: tuple[Any, ...]) -> None:
        if conn.dialect.name == "postgresql":
            seen.append(statement)  # goes to the driver, past the engine's events
        sent(conn, statement, parameters)

    def ask(conn: Connection, asked: Any) -> Any:
        if conn.dialect.name == "postgresql" and len(asked) > 1:
            seen.extend(statement for statement, _ in asked)
        return answered(conn, asked)

    sent, answered = later.write, later.read
    event.listen(conn.engine, "before_cursor_execute", note)
    try:
        with mock.patch.object(later, "write", send), mock.patch.object(later, "read", ask):
            yield seen
    finally:
        event.remove(conn.engine, "before_cursor_execute", note)


def test_every_kind_reads_back_equal(write: Write) -> None:
    with write() as conn:
        rows = [sample(kind, number) for kind in kinds_at(conn) for number in range(4)]
        kinds = save(conn, TERRITORY, as_changes(rows))
        assert kinds == {row.KIND for row in rows}
    with write() as conn:
        reads = [One(row.KIND, row.id) for row in rows]
        found = SqlRows(conn, TERRITORY).load(reads)
        assert [found[read] for read in reads] == [(row,) for row in rows]
    for read, row in zip(reads, rows, strict=True):
        assert types_of(found[read][0]) == types_of(row), "1 equals True, and is no bool"


def test_written_queries_see_the_same_rows(write: Write) -> None:
    slots = [sample(Slot, number) for number in range(4)]
    with write() as conn:
        save(conn, TERRITORY, as_changes(slots))
        table = table_for(Slot)
        query = sa.select(table).where(table.c.closed).order_by(table.c.id)
        found = [record_of(Slot, row) for row in conn.execute(query)]
    assert found == [slots[1], slots[3]]
    assert found[0].slot_on == datetime.date(1900, 2, 28)


def test_every_indexed_field_finds_its_rows(write: Write) -> None:
    with write() as conn:
        rows = [sample(kind, number) for kind in kinds_at(conn) for number in range(3)]
        save(conn, TERRITORY, as_changes(rows))
        reads = [
            Where(row.KIND, field, getattr(row, field)) for row in rows for field in row.FIND_BY
        ]
        found = SqlRows(conn, TERRITORY).load(reads)
    assert len(reads) > 60
    for read in reads:
        expected = [
            row for row in rows if read.kind == row.KIND and getattr(row, read.field) == read.value
        ]
        assert list(found[read]) == sorted(expected, key=lambda row: row.id)


def test_what_is_not_there_reads_as_nothing(write: Write) -> None:
    reads = [One("person", "nobody"), Where("person", "phone", "+39")]
    with write() as conn:
        assert SqlRows(conn, TERRITORY).load(reads) == {reads[0]: (), reads[1]: ()}
        assert SqlRows(conn, TERRITORY).load([]) == {}
        assert save(conn, TERRITORY, {}) == frozenset()


def test_a_changed_row_takes_the_place_and_a_dropped_one_goes(write: Write) -> None:
    rows = [sample(Person, number) for number in range(3)]
    renamed = msgspec.structs.replace(rows[0], surname="Bianchi", born_on=None)
    with write() as conn:
        save(conn, TERRITORY, as_changes(rows))
        changed: Changes = {("person", rows[0].id): renamed, ("person", rows[2].id): None}
        assert save(conn, TERRITORY, changed) == {"person"}
    with write() as conn:
        assert load_all(conn, TERRITORY, "person") == [renamed, rows[1]]
        assert load_one(conn, TERRITORY, "person", rows[2].id) is None


def test_a_territory_sees_only_its_own_rows(write: Write) -> None:
    row = sample(Person, 0)
    elsewhere = msgspec.structs.replace(row, territory_id="other", surname="Elsewhere")
    with write() as conn:
        save(conn, TERRITORY, as_changes([row]))
        save(conn, "other", as_changes([elsewhere]))
        assert load_one(conn, TERRITORY, "person", row.id) == row
        save(conn, TERRITORY, {("person", row.id): None})
        assert load_one(conn, "other", "person", row.id) == elsewhere


def test_a_row_of_another_territory_is_not_stored(write: Write) -> None:
    with write() as conn, pytest.raises(AssertionError):
        save(conn, "other", as_changes([sample(Person, 0)]))


def test_a_batch_is_one_statement_a_table(write: Write) -> None:
    rows = [sample(kind, n) for kind in (Person, Slot) for n in range(1500)]
    dropped: Changes = {("person", row.id): None for row in rows[:700]}
    with write() as conn:
        conn.info.pop("saved", None)
        with statements(conn) as seen:
            save(conn, TERRITORY, as_changes(rows))
            save(conn, TERRITORY, dropped)
            reads = [One(row.KIND, row.id) for row in rows]
            reads_by = [Where("person", "phone", row.phone) for row in rows if row.KIND == "person"]
            found = SqlRows(conn, TERRITORY).load([*reads, *reads_by])
    assert sum(1 for rows_found in found.values() if rows_found) == 2300 + 800
    assert len(seen) == 2 + 1 + 3


def test_more_ids_than_sqlite_has_variables(write: Write) -> None:
    row = sample(Person, 0)
    with write() as conn:
        save(conn, TERRITORY, as_changes([row]))
        reads = [One("person", f"nobody-{n}") for n in range(40_000)]
        found = SqlRows(conn, TERRITORY).load([*reads, One("person", row.id)])
    assert [rows for rows in found.values() if rows] == [(row,)]


def test_a_failed_transaction_leaves_nothing(write: Write) -> None:
    def fail_half_way() -> None:
        with write() as conn:
            save(conn, TERRITORY, as_changes([sample(Person, 0)]))
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    with write() as conn:
        assert load_all(conn, TERRITORY, "person") == []


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_wire_carries_every_kind(kind: str) -> None:
    for number in range(2):
        row = sample(KINDS[kind], number)
        packed = msgspec.msgpack.encode(to_wire(row))
        plain = {**msgspec.msgpack.decode(packed), "field_of_a_newer_version": 1}
        assert from_wire(kind, plain) == row
        assert fields_of(row)["id"] == row.id


def test_the_wire_refuses_a_wrong_type() -> None:
    plain = {**to_wire(a_person("p", "Rossi", "Ada")), "registered_at": "yesterday"}
    with pytest.raises(msgspec.ValidationError):
        from_wire("person", plain)


def test_a_desk_has_no_table_that_only_the_server_keeps(store: DeskStore) -> None:
    with store.read() as conn:
        tables = set(sa.inspect(conn).get_table_names())
    assert {kind.KIND for kind in SHARED} <= tables
    assert "granted_lease" not in tables
    assert "spent_number" not in tables
