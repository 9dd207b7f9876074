# SPDX-License-Identifier: EUPL-1.2
"""One script, eight ways: at desk and server, on a dict, SQLCipher, SQLite and PostgreSQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from tests.builders import TERRITORY
from tests.operations.script import rows_before, whole_script
from tests.support.postgres import drop_database, fresh_database
from tests.support.stores import open_desk
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.reads import Changes, Rows
from welfare_desk.models.record import Record, metadata
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.exchange_of_rights import ReleaseRights
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.registry import AT_DESK, from_body
from welfare_desk.operations.registry import KINDS as OPERATIONS
from welfare_desk.operations.rights import is_provisional
from welfare_desk.operations.run import at_birth, at_server, reads_of, under_fresh_rows
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Act
from welfare_desk.store.engines import ServerStore
from welfare_desk.store.rows import SqlRows, load_all, save

Write = Callable[[], AbstractContextManager[Connection]]
Acts = list[tuple[Operation, Act]]
SCRIPT = whole_script()
BEFORE = rows_before()
DATABASES = ["sqlcipher", "sqlite", "postgresql"]


def loaded(acts: Acts, rows: Rows, *, server: bool) -> World:
    world = World(rows, TERRITORY, settled=server)
    world.prefetch(
        read for operation, act in acts for read in reads_of(operation, act, server=server)
    )
    return world


def at_desk(acts: Acts, rows: Rows) -> tuple[list[str], Changes]:
    """Apply acts as a desk that makes them."""
    world = World(rows, TERRITORY, settled=False)
    world.prefetch(
        read for operation, act in acts for read in reads_of(operation, act, server=False)
    )
    told = []
    for operation, act in acts:
        try:
            at_birth(operation, act, world)
            told.append("provisional" if is_provisional(operation, act) else "final")
        except DeskError as refusal:
            told.append(refusal.code)
    return told, world.changes()


def arriving(acts: Acts, rows: Rows) -> tuple[list[str], Changes]:
    """Apply acts as the server that they arrive at."""
    world = World(rows, TERRITORY, settled=True)
    world.prefetch(
        read for operation, act in acts for read in reads_of(operation, act, server=True)
    )
    outcomes = [at_server(operation, act, world) for operation, act in acts]
    return [f"{each.result} {each.code}".strip() for each in outcomes], world.changes()


def rebased(acts: Acts, rows: Rows) -> tuple[list[str], Changes]:
    """Apply acts as a desk whose fresh rows came in."""
    world = World(rows, TERRITORY, settled=False)
    world.prefetch(
        read for operation, act in acts for read in reads_of(operation, act, server=False)
    )
    questions = under_fresh_rows(acts, world)
    return [questions.get(act.op_id, "") for _, act in acts], world.changes()


WAYS = {"desk": at_desk, "server": arriving, "rebase": rebased}


def batches(size: int) -> list[Acts]:
    return [SCRIPT[start : start + size] for start in range(0, len(SCRIPT), size)]


def on_a_dict(way: str, size: int) -> tuple[list[str], dict[str, dict[str, Record]]]:
    rows = DictRows(BEFORE)
    told: list[str] = []
    for acts in batches(size):
        said, changes = WAYS[way](acts, rows)
        rows.save(changes)
        told += said
    return told, {kind: rows.by_kind.get(kind, {}) for kind in KINDS}


def on_a_database(
    write: Write, way: str, size: int
) -> tuple[list[str], dict[str, dict[str, Record]]]:
    with write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in BEFORE})
    told: list[str] = []
    for acts in batches(size):
        with write() as conn:
            said, changes = WAYS[way](acts, SqlRows(conn, TERRITORY))
            save(conn, TERRITORY, changes)
        told += said
    with write() as conn:
        found = {kind: {row.id: row for row in load_all(conn, TERRITORY, kind)} for kind in KINDS}
    return told, found


@pytest.fixture(params=DATABASES)
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Write]:
    """``write()`` of a fresh database with the tables of both sides."""
    if request.param == "sqlcipher":
        desk = open_desk(tmp_path)
        with desk.write() as conn:
            metadata.create_all(
                conn,
                tables=[
                    table for table in metadata.sorted_tables if table.info["side"] == "server"
                ],
            )
        yield desk.write
        desk.close()
        return
    url = f"sqlite:///{tmp_path / 'server.db'}"
    if request.param == "postgresql":
        url = fresh_database(request.getfixturevalue("postgres_url"))
    server = ServerStore(url)
    server.migrate()
    yield server.write
    server.close()
    if request.param == "postgresql":
        drop_database(url)


@pytest.mark.parametrize("way", WAYS)
def test_same_acts_give_the_same_rows_and_answers_on_every_database(write: Write, way: str) -> None:
    told, rows = on_a_database(write, way, 9)
    expected_told, expected_rows = on_a_dict(way, len(SCRIPT))
    assert told == expected_told
    for kind in KINDS:
        assert rows[kind] == expected_rows[kind], kind


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("size", [1, 2, 7, 500])
def test_batch_of_any_size_gives_the_same(way: str, size: int) -> None:
    assert on_a_dict(way, size) == on_a_dict(way, len(SCRIPT))


def test_every_operation_is_in_the_script() -> None:
    assert {operation.kind() for operation, _ in SCRIPT} == set(OPERATIONS)


@pytest.mark.parametrize("kind", sorted(each.kind() for each in (*AT_DESK, ReleaseRights)))
def test_every_operation_is_once_kept(kind: str) -> None:
    told, _ = on_a_dict("desk", len(SCRIPT))
    of_kind = [said for said, (each, _) in zip(told, SCRIPT, strict=True) if each.kind() == kind]
    assert {"final", "provisional"} & set(of_kind)


def test_script_meets_refusals_provisional_acts_and_objections() -> None:
    """A script in which nothing goes wrong would compare little."""
    at_the_desk = set(on_a_dict("desk", 500)[0])
    told, rows = on_a_dict("server", 500)
    assert len(at_the_desk) >= 20, at_the_desk
    assert {"accepted", "rejected slot_full", "rejected slot_past"} <= set(told)
    assert "accepted person_unknown" in told
    codes = {row.code for row in rows["review_item"].values()}  # type: ignore[attr-defined]
    assert {"duplicate", "late", "already_awarded", "role_missing", "duplicate_number"} <= codes
    assert {"overwritten_fiscal_code", "already_in_household", "balance_too_small"} <= codes


def test_acts_of_the_script_travel() -> None:
    for operation, act in SCRIPT:
        assert from_body(act.body) == operation


def conserved(rows: dict[str, dict[str, Any]]) -> None:
    for resource in rows["resource"].values():
        lent = sum(
            each.quantity - each.spent - each.returned
            for each in rows["granted_lease"].values()
            if each.resource == resource.id and each.state == "live"
        )
        assert resource.free + lent + resource.in_doubt + resource.committed == resource.total, (
            resource.id
        )


@pytest.mark.parametrize("size", [1, 500])
def test_what_there_is_of_each_right_is_conserved(size: int) -> None:
    conserved(on_a_dict("server", size)[1])
