# SPDX-License-Identifier: EUPL-1.2
"""A bug ends a command with 70 and says where it was, never what was typed."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import NoReturn

import pytest
import sqlalchemy as sa

from tests.support.stores import open_desk
from welfare_desk.cli import main
from welfare_desk.cli.context import BUG
from welfare_desk.store.engines import ServerStore

MARKER = "Zanella-segnaposto"


def test_trace_names_places_and_types_but_no_message(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def broken(**_: object) -> NoReturn:
        try:
            raise ValueError(MARKER)
        except ValueError as error:
            raise KeyError(MARKER) from error

    monkeypatch.setattr(main.cli, "main", broken)
    assert main.run(["status"]) == BUG
    told = capfd.readouterr()
    assert MARKER not in told.out + told.err
    assert "ValueError" in told.err
    assert "KeyError" in told.err
    assert "test_bug.py" in told.err


def _insert_twice(conn: sa.Connection) -> None:
    conn.exec_driver_sql("CREATE TABLE IF NOT EXISTS probe (name TEXT PRIMARY KEY)")
    for _ in range(2):
        conn.exec_driver_sql("INSERT INTO probe VALUES (?)", (MARKER,))


def test_error_of_a_desks_store_does_not_quote_its_row(tmp_path: Path) -> None:
    store = open_desk(tmp_path)
    with pytest.raises(sa.exc.IntegrityError) as error, store.write() as conn:
        _insert_twice(conn)
    store.close()
    assert MARKER not in str(error.value)


def test_error_of_the_servers_store_does_not_quote_its_row(tmp_path: Path) -> None:
    store = ServerStore(f"sqlite:///{tmp_path / 'server.db'}")
    with pytest.raises(sa.exc.IntegrityError) as error, store.write() as conn:
        _insert_twice(conn)
    store.close()
    assert isinstance(error.value.orig, sqlite3.IntegrityError)
    assert MARKER not in str(error.value)
