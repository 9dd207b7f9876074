# SPDX-License-Identifier: EUPL-1.2
"""A real encrypted store, and the three databases that rows must read back equal from."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Connection

from tests.support.postgres import drop_database, fresh_database
from tests.support.stores import open_desk
from welfare_desk.store.engines import DeskStore, ServerStore

Write = Callable[[], AbstractContextManager[Connection]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[DeskStore]:
    """A migrated, empty desk store."""
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


@pytest.fixture(params=["sqlcipher", "sqlite", "postgresql"])
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Write]:
    """``write()`` of a desk's store, a server's SQLite file and a server's PostgreSQL."""
    if request.param == "sqlcipher":
        desk = open_desk(tmp_path)
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
