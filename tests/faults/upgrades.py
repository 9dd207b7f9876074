# SPDX-License-Identifier: EUPL-1.2
"""Desks and servers killed at a step of the upgrade of their tables, on each kind of database."""

from __future__ import annotations

import random
import shutil
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import make_url

from tests.faults.io_store import first_revision
from tests.faults.nursery import Nursery, nursery
from tests.faults.stand import in_memory
from tests.faults.told import Told
from tests.support.postgres import drop_database, running_postgres
from tests.support.stores import KEY
from welfare_desk.store import audit, migrate
from welfare_desk.store.engines import DeskStore, ServerStore

STRIDE = 24
"""A short run kills at every n-th step, n drawn below twice this."""
_NAME = "Sportello di prima"


class _Old(ABC):
    """A database of the first revision, laid out afresh for each try."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @abstractmethod
    def lay(self) -> str:
        """Return where a fresh copy is."""

    @abstractmethod
    def look(self, where: str) -> str:
        """Start again after a kill; return what is wrong then, or nothing."""


class _OldDesk(_Old):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._first = first_revision(folder)

    def lay(self) -> str:
        home = self.folder / "desk"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        return str(shutil.copy(self._first, home / "desk.db"))

    def look(self, where: str) -> str:
        store = DeskStore.open(Path(where), KEY)
        try:
            store.check()
            with store.read() as conn:
                at, rows = migrate.revision(conn), audit.length(conn)
        finally:
            store.close()
        return "" if (at, rows) == (migrate.head("desk"), 2) else f"at {at} with {rows} rows"


class _OldFile(_Old):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._first = folder / "first-server.db"
        engine = sa.create_engine(f"sqlite+pysqlite:///{self._first}")
        _first_server(engine)
        engine.dispose()

    def lay(self) -> str:
        home = self.folder / "server"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        return f"sqlite:///{shutil.copy(self._first, home / 'server.db')}"

    def look(self, where: str) -> str:
        return _look_server(where)


class _OldPostgres(_Old):
    def __init__(self, folder: Path, url: str) -> None:
        super().__init__(folder)
        self._url = url
        self._server("DROP DATABASE IF EXISTS first", "CREATE DATABASE first")
        engine = sa.create_engine(self._at("first"))
        _first_server(engine)
        engine.dispose()

    def _at(self, name: str) -> str:
        return make_url(self._url).set(database=name).render_as_string(hide_password=False)

    def _server(self, *statements: str) -> None:
        engine = sa.create_engine(self._at("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as conn:
            for statement in statements:
                conn.exec_driver_sql(statement)
        engine.dispose()

    def lay(self) -> str:
        drop_database(self._at("tried"))
        self._server("CREATE DATABASE tried TEMPLATE first")
        return self._at("tried")

    def look(self, where: str) -> str:
        return _look_server(where)


def _first_server(engine: sa.Engine) -> None:
    """Make the tables of the first program, with a territory and a person."""
    migrate.upgrade(engine, "server", migrate.known("server")[0])
    found = sa.MetaData()
    found.reflect(engine, only=["territory_seq", "person"])
    with engine.begin() as conn:
        for table in found.sorted_tables:
            conn.execute(table.insert().values({c.name: _plain(c) for c in table.columns}))


def _plain(column: sa.Column[Any]) -> Any:
    if column.nullable:
        return None
    kind = column.type.python_type
    return _NAME if kind is str else kind(0)


def _look_server(where: str) -> str:
    store = ServerStore(where)
    try:
        store.migrate()
        with store.read() as conn:
            name = conn.exec_driver_sql("SELECT surname FROM person").scalar()
            count = conn.exec_driver_sql("SELECT count(*) FROM territory_seq").scalar()
            at = migrate.revision(conn)
    finally:
        store.close()
    whole = (at, name, count) == (migrate.head("server"), _NAME, 1)
    return "" if whole else f"at {at}, {name}, {count} territories"


def run(stride: int, seed: int, folder: Path, postgres_url: str) -> Told:
    """Kill at every step, or at steps about so far apart; then start again."""
    told = Told("upgrades", seed)
    kinds: dict[str, Callable[[], _Old]] = {
        "desk": lambda: _OldDesk(folder),
        "server on a file": lambda: _OldFile(folder),
        "server on PostgreSQL": lambda: _OldPostgres(folder, postgres_url),
    }
    with nursery() as born:
        for name, make in kinds.items():
            _kill_all(told, born, name, make(), random.Random(f"{seed} {name}"), stride)
    return told


def _kill_all(
    told: Told, born: Nursery, name: str, old: _Old, chance: random.Random, stride: int
) -> None:
    note = old.folder / "died-at"
    nth = 0
    while True:
        nth += chance.randrange(1, 2 * stride) if stride > 1 else 1
        where = old.lay()
        pid = born.start("upgrade", home=str(old.folder), where=where, nth=nth)
        if not born.wait(pid):
            told.wrong(f"{name}: step {nth} never came to an end")
            born.kill(pid)
        killed = note.exists()
        if killed:
            told.seen[f"{name} {note.read_text(encoding='utf-8')}"] += 1
            told.count(f"kills of a {name}")
            note.unlink()
        try:
            problem = old.look(where)
        except Exception as error:  # noqa: BLE001 - whatever it is, it must not be
            problem = f"{type(error).__name__} {error}"
        if problem:
            told.wrong(f"{name}, step {nth}: {problem}")
        if not killed:
            return


def a_run(count: int, seed: int) -> Told:
    """Run at steps so far apart, with a PostgreSQL and a folder that are gone afterwards."""
    with (
        running_postgres() as url,
        tempfile.TemporaryDirectory(prefix="wd-upgrades-", dir=in_memory()) as folder,
    ):
        return run(count, seed, Path(folder), url)
