# SPDX-License-Identifier: EUPL-1.2
"""The desk's encrypted store and the server's database, each with a writer and a reader."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any, NoReturn

import psycopg
import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from welfare_desk.core.refusals import (
    DeskError,
    DeskWiped,
    PassphraseWrong,
    StoreBusy,
    StoreDamaged,
    StoreTooNew,
)
from welfare_desk.store import cipher, desk_copy, later, migrate, search, search_view
from welfare_desk.store.faults import (
    is_broken,
    refusal_of,
    refusal_of_system,
    told_as_refusals,
)
from welfare_desk.store.lock import WriterLock

_READERS = 3
_WAIT_SECONDS = 60
_REST_SECONDS = 1.0


class DeskStore:
    """One encrypted file with one writer; ``create`` and ``open`` make it."""

    def __init__(self, path: Path, key: bytes, lock: WriterLock | None) -> None:
        self.path = path
        self._key = key
        self._lock = lock
        segments = search_view.Shared()
        self._writer = _engine(self._connect_writer, "BEGIN IMMEDIATE", 1, segments)
        self._reader = _engine(self._connect_reader, "BEGIN", _READERS, segments)

    @classmethod
    def create(cls, path: Path, key: bytes) -> DeskStore:
        """Return a new, migrated store; raises ``FileExistsError`` where a file is."""
        lock = WriterLock(path)
        lock.take()
        try:
            _make_empty(path)
            return cls._ready(path, key, lock)
        except BaseException:
            lock.free()
            raise

    @classmethod
    def open(cls, path: Path, key: bytes, *, read_only: bool = False) -> DeskStore:
        """Return the store, migrated to this program's revision.

        Refused with ``PassphraseWrong``, ``StoreDamaged``, ``StoreTooNew`` and, unless
        ``read_only``, ``StoreBusy`` when another process has it.  Raises
        ``FileNotFoundError``: a store is made by ``create`` only.
        """
        if path.stat().st_size == 0:
            # A store cut to nothing must not be taken for a new one.
            raise StoreDamaged()
        if read_only:
            return cls._ready(path, key, None)
        lock = WriterLock(path)
        lock.take()
        try:
            return cls._ready(path, key, lock)
        except BaseException:
            lock.free()
            raise

    @classmethod
    def _ready(cls, path: Path, key: bytes, lock: WriterLock | None) -> DeskStore:
        _try_key(path, key)
        store = cls(path, key, lock)
        try:
            store._bring_up_to_date()
        except BaseException:
            store._dispose()
            raise
        if lock is not None:
            lock.keep_key_check(cipher.key_check(key))
        return store

    def _bring_up_to_date(self) -> None:
        with self.read() as conn:
            revision = migrate.revision(conn)
        if revision is not None and revision not in migrate.known("desk"):
            raise StoreTooNew()
        if self._lock is None:
            return
        if revision != migrate.head("desk"):
            if revision is not None:
                try:
                    self._copy_before(revision)
                except OSError as error:
                    raise refusal_of_system(error) from error
                except dbapi2.Error as error:
                    raise refusal_of(error, writing=True) or error from error
            try:
                with told_as_refusals(writing=True):
                    migrate.upgrade(self._writer, "desk")
            except OSError as error:
                # The program's own files could not be read: too many are open, say.
                raise refusal_of_system(error) from error
            # Readers may have planned their statements on the tables of before.
            self._reader.dispose()
        with self.read() as conn:
            current = search.is_current(conn)
        if not current:
            with self.write() as conn:
                search.rebuild(conn)

    def _copy_before(self, revision: str) -> None:
        """Keep the store as it was, encrypted as it is: a failed upgrade must cost nothing."""
        self._dispose()
        conn = cipher.connect(self.path, self._key)
        conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.close()
        target = self.path.with_name(f"{self.path.stem}.before-{revision}.db")
        part = target.with_suffix(".part")
        shutil.copyfile(self.path, part)
        part.chmod(0o600)
        with part.open("rb+") as copied:
            os.fsync(copied.fileno())
        part.replace(target)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give the writer for one transaction: on the disk at the end, undone on any exception.

        Refused with ``DiskFull`` (nothing was recorded) and ``StoreDamaged``.
        """
        if self._lock is None:
            raise StoreBusy()
        with (
            _fresh_after_trouble(self._writer),
            told_as_refusals(writing=True),
            self._writer.begin() as conn,
        ):
            yield conn

    @contextmanager
    def loading(self) -> Iterator[None]:
        """Make transactions of the block quick, each whole but maybe gone after a power cut.

        For rows that can be fetched again; the first transaction behind it is durable with
        all that were before.
        """
        self._pace("NORMAL", log_pages=25_000, cache_kib=192_000)
        try:
            yield
        finally:
            self._pace("FULL", log_pages=1_000, cache_kib=32_000)

    def _pace(self, synchronous: str, *, log_pages: int, cache_kib: int) -> None:
        with told_as_refusals(writing=True), self._writer.connect() as conn:
            driver: Any = conn.connection.driver_connection
            driver.execute(f"PRAGMA synchronous = {synchronous}")
            driver.execute(f"PRAGMA wal_autocheckpoint = {log_pages}")
            driver.execute(f"PRAGMA cache_size = -{cache_kib}")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a reader that sees one moment of the store and can write nothing."""
        with _fresh_after_trouble(self._reader), told_as_refusals(), self._reader.begin() as conn:
            yield conn

    def check(self) -> None:
        """Read every page; refused with ``StoreDamaged`` when one was altered or torn."""
        with self.read() as conn:
            bad = conn.exec_driver_sql("PRAGMA cipher_integrity_check").fetchone()
            if bad is not None or conn.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
                raise StoreDamaged()

    def copy_to(self, target: Path) -> desk_copy.Inventory:
        """Write one moment of the store to a new file while others work; see ``desk_copy``."""
        if not self._key:
            raise DeskWiped()
        return desk_copy.copy(self.path, self._key, target)

    def key_for(self, purpose: bytes) -> bytes:
        """Return a key of 32 bytes for one purpose, that only who has the store's key can make."""
        if not self._key:
            raise DeskWiped()
        return cipher.derived(self._key, purpose)

    def rekey(self, new_key: bytes) -> None:
        """Encrypt the whole store with another key; the old one opens nothing afterwards."""
        if self._lock is None:
            raise StoreBusy()
        self._dispose()
        conn = cipher.connect(self.path, self._key)
        try:
            cipher.prepare(conn, read_only=False)
            conn.execute(f'PRAGMA rekey = "{cipher.raw_key(new_key)}"')
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            conn.close()
        self._key = new_key
        self._lock.keep_key_check(cipher.key_check(new_key))

    def close(self) -> None:
        """Close every connection and free the lock; closing twice does nothing more."""
        self._dispose()
        if self._lock is not None:
            self._lock.free()

    def forget_key(self) -> None:
        """Close every connection and forget the key; whoever asks is refused with ``DeskWiped``."""
        self._key = b""
        self._dispose()

    def _dispose(self) -> None:
        self._reader.dispose()
        self._writer.dispose()

    def _connect_writer(self) -> Any:
        conn = self._connected()
        cipher.prepare(conn, read_only=False)
        return conn

    def _connected(self) -> Any:
        if not self._key:
            raise DeskWiped()
        return cipher.connect(self.path, self._key)

    def _connect_reader(self) -> Any:
        conn = self._connected()
        cipher.prepare(conn, read_only=True)
        return conn


@contextmanager
def _fresh_after_trouble(engine: Engine) -> Iterator[None]:
    """Open connections anew once one of them could not read or write the file.

    SQLCipher refuses every page for good on a connection that failed to read one, also when
    the disk answers again.
    """
    try:
        yield
    except DeskError as refusal:
        if is_broken(getattr(refusal.__cause__, "orig", None)):
            engine.dispose()
        raise


def _make_empty(path: Path) -> None:
    try:
        cipher.make_empty(path)
    except FileExistsError:
        raise
    except OSError as error:
        raise refusal_of_system(error) from error


def _try_key(path: Path, key: bytes) -> None:
    """Refuse a wrong key and a damaged file before any engine is made.

    A page that the disk did not give once looks like one that was altered: it is asked again.
    """
    for last in (False, True):
        try:
            _prepared(path, key)
        except dbapi2.Error as error:
            refusal = refusal_of(error)
            if not isinstance(refusal, StoreDamaged):
                raise refusal or error from error
            if not last:
                continue
            _refuse_unread(path, key, refusal, error)
        return


def _prepared(path: Path, key: bytes) -> None:
    conn = cipher.connect(path, key)
    try:
        cipher.prepare(conn, read_only=False)
    finally:
        conn.close()


def _refuse_unread(path: Path, key: bytes, refusal: StoreDamaged, error: Exception) -> NoReturn:
    """Refuse what cannot be read with a key: the key is another one, or the file is damaged."""
    kept = WriterLock(path).key_check()
    whole = path.stat().st_size >= 4096
    if whole and (not kept or kept != cipher.key_check(key)):
        raise PassphraseWrong() from error
    raise refusal from error


def _engine(
    creator: Callable[[], Any], begin: str, size: int, segments: search_view.Shared
) -> Engine:
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    @event.listens_for(engine, "rollback")
    def _view_is_forgotten(conn: Connection) -> None:
        conn.info.pop(search_view.VIEW, None)

    @event.listens_for(engine, "connect")
    def _search_follows(_: Any, record: Any) -> None:
        record.info["saved"] = search.follow
        record.info[search_view.SHARED] = segments

    return engine


class ServerStore:
    """The server's database: a SQLite file for one process, or PostgreSQL for many."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = sa.make_url(url).get_backend_name() == "sqlite"
        # Waiting for each other in here is fair and instant; SQLite's own wait is neither.
        self._turn = Lock()
        if self.is_sqlite:
            path = Path(sa.make_url(url).database or "")
            self._writer = _plain_engine(path, "BEGIN IMMEDIATE", 1, read_only=False)
            self._reader = _plain_engine(path, "BEGIN", _READERS, read_only=True)
        else:
            self._writer = sa.create_engine(
                url,
                isolation_level="READ COMMITTED",
                pool_size=10,
                max_overflow=10,
                # An error must not quote the rows that it was about (S11).
                hide_parameters=True,
            )
            later.watch(self._writer)
            _ask_after_a_rest(self._writer)
            self._reader = self._writer.execution_options(postgresql_readonly=True)

    def migrate(self) -> None:
        """Bring the tables to this program's revision; refused with ``StoreTooNew``."""
        revision = self.revision()
        if revision is not None and revision not in migrate.known("server"):
            raise StoreTooNew()
        if revision != migrate.head("server"):
            with told_as_refusals(writing=True):
                migrate.upgrade(self._writer, "server")

    def revision(self) -> str | None:
        """Return the revision of the tables, or nothing before the first migration."""
        with self.write() as conn:
            return migrate.revision(conn)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """Give a connection for one transaction: durable at the end, undone on any exception."""
        if not self.is_sqlite:
            with told_as_refusals(writing=True), self._writer.begin() as conn:
                yield conn
            return
        with self._turn, told_as_refusals(writing=True), self._writer.begin() as conn:
            yield conn

    @contextmanager
    def passing(self) -> Iterator[Connection]:
        """Give a connection for one transaction that a power cut may undo, and nothing with it.

        For what is of no use after a while; nobody waits for the disk.
        """
        if not self.is_sqlite:
            with told_as_refusals(writing=True), self._writer.begin() as conn:
                conn.exec_driver_sql("SET LOCAL synchronous_commit TO off")
                yield conn
            return
        with self._turn, told_as_refusals(writing=True), self._writer.connect() as conn:
            driver: Any = conn.connection.driver_connection
            driver.execute("PRAGMA synchronous = NORMAL")
            try:
                with conn.begin():
                    yield conn
            finally:
                driver.execute("PRAGMA synchronous = FULL")

    @contextmanager
    def much(self) -> Iterator[None]:
        """Let a SQLite file's log grow while thousands of rows a second are written.

        Each commit is as durable as ever; pages that every batch touches are brought into the
        file once for many batches.  Nothing changes on PostgreSQL.
        """
        if not self.is_sqlite:
            yield
            return
        self._pace(log_pages=25_000, cache_kib=128_000)
        try:
            yield
        finally:
            self._pace(log_pages=1_000, cache_kib=32_000)

    def _pace(self, *, log_pages: int, cache_kib: int) -> None:
        with self.write() as conn:
            conn.exec_driver_sql(f"PRAGMA wal_autocheckpoint = {log_pages}")
            conn.exec_driver_sql(f"PRAGMA cache_size = -{cache_kib}")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that can write nothing."""
        with told_as_refusals(), self._reader.begin() as conn:
            yield conn

    def close(self) -> None:
        """Close every connection."""
        self._reader.dispose()
        self._writer.dispose()


def _ask_after_a_rest(engine: Engine) -> None:
    """Make sure that a connection answers before it is used after a rest.

    One that was used a moment ago is there: asking each time took longer than to read.  A
    database that goes away in between is an error of the one request that meets it.
    """

    @event.listens_for(engine, "checkin")
    def _rests(_: Any, record: Any) -> None:
        record.info["rests since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _comes_back(driver: Any, record: Any, __: Any) -> None:
        since = record.info.get("rests since")
        if since is None or time.monotonic() - since < _REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(driver)
        except psycopg.Error as error:
            raise sa.exc.InvalidatePoolError from error


def _plain_engine(path: Path, begin: str, size: int, *, read_only: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        if not path.exists():
            # Another server may make it at the same moment, and write.
            with suppress(FileExistsError):
                cipher.make_empty(path)
        conn = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, timeout=cipher.BUSY_MS / 1000
        )
        cipher.prepare(conn, read_only=read_only)
        return conn

    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=_WAIT_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(conn: Connection) -> None:
        conn.exec_driver_sql(begin)

    return engine
