# SPDX-License-Identifier: EUPL-1.2
"""A copy of the store that was read back, and the way from such a copy to a server again."""

from __future__ import annotations

import filecmp
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
import sqlalchemy as sa

from welfare_desk.models.territory import Operator
from welfare_desk.server import sealed_copies
from welfare_desk.server.central import Central
from welfare_desk.server.epochs import raise_epoch
from welfare_desk.server.sealed_copies import CopyClosed
from welfare_desk.store import migrate, server_meta
from welfare_desk.store.engines import ServerStore
from welfare_desk.store.faults import refusal_of, refusal_of_system
from welfare_desk.store.rows import load_all


class NotHere(Exception):
    """PostgreSQL is copied and brought back by its own tools; ``code`` says which step."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CopyDamaged(Exception):
    """A file that is no whole copy of a server's store of this program or an older one."""


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """A verified copy."""

    file: str
    size: int
    server_seq: dict[str, int]
    """By territory the last number that the copy holds: up to it desks may forget."""


def back_up(central: Central, file: Path, secret: str | None = None) -> Copied:
    """Copy the store to a new file, read it back, and note that it is safe up to there.

    With a secret nobody can read the copy without it; what lies open meanwhile lies in the
    server's home.  Raises ``NotHere`` on PostgreSQL, ``FileExistsError`` and ``CopyDamaged``;
    refused by what the disk refuses, and then nothing is there under the file's name.
    """
    if not central.store.is_sqlite:
        raise NotHere("backup_by_database")
    if file.exists():
        raise FileExistsError(file)
    part = file.with_name(f"{file.name}.part")
    plain = part if secret is None else central.home / f"{file.name}.open"
    with _disk_in_words():
        plain.unlink(missing_ok=True)
        _copy(central.store, plain)
    reached = verified(plain)
    if secret is not None:
        with _disk_in_words():
            _close(plain, part, secret)
    with _disk_in_words():
        part.rename(file)
    mark_verified(central, reached)
    return Copied(file=str(file), size=file.stat().st_size, server_seq=reached)


@contextmanager
def _disk_in_words() -> Iterator[None]:
    """Raise the refusal for what disk and system report while files are written."""
    try:
        yield
    except sqlite3.Error as error:
        raise refusal_of(error, writing=True) or error from error
    except OSError as error:
        raise refusal_of_system(error) from error


def _copy(store: ServerStore, part: Path) -> None:
    source = sqlite3.connect(_path(store))
    try:
        source.execute("VACUUM INTO ?", (str(part),))
    finally:
        source.close()
    _sync(part)


def _close(plain: Path, part: Path, secret: str) -> None:
    """Close a copy and open it again: what is read back is what was copied."""
    again = plain.with_name(f"{plain.name}.again")
    try:
        sealed_copies.close(plain, part, secret)
        sealed_copies.open_into(part, again, secret)
        if not filecmp.cmp(plain, again, shallow=False):
            raise CopyDamaged
    finally:
        plain.unlink(missing_ok=True)
        again.unlink(missing_ok=True)


@contextmanager
def readable(central: Central, file: Path, secret: str | None) -> Iterator[Path]:
    """Give a copy as a file that can be read; raises ``CopyClosed``.

    What a closed one holds lies in the server's home until the block ends.
    """
    if not (file.is_file() and sealed_copies.is_closed(file)):
        yield file
        return
    if secret is None:
        raise CopyClosed
    plain = central.home / f"{file.name}.open"
    try:
        with _disk_in_words():
            sealed_copies.open_into(file, plain, secret)
        yield plain
    finally:
        for ending in ("", "-wal", "-shm"):
            plain.with_name(plain.name + ending).unlink(missing_ok=True)


def is_empty(central: Central) -> bool:
    """Tell whether no territory is here; a store that was lost is made anew and holds none."""
    central.store.migrate()
    with central.store.read() as conn:
        return not server_meta.territories(conn)


def operators(file: Path, folder: Path) -> tuple[Operator, ...]:
    """Return the operators of a readable copy; raises ``CopyDamaged``.

    A copy of an earlier program is brought up to this one in the folder first.
    """
    verified(file)
    looked_at = folder / "operators.open"
    shutil.copyfile(file, looked_at)
    store = ServerStore(f"sqlite:///{looked_at.resolve()}")
    try:
        store.migrate()
        with store.read() as conn:
            found = [
                row
                for territory_id in server_meta.territories(conn)
                for row in load_all(conn, territory_id, Operator.KIND)
            ]
    finally:
        store.close()
        for ending in ("", "-wal", "-shm"):
            looked_at.with_name(looked_at.name + ending).unlink(missing_ok=True)
    return tuple(row for row in found if isinstance(row, Operator))


def mark_verified(central: Central, reached: dict[str, int]) -> None:
    """Note up to which number each territory lies in a copy that was read back."""
    with central.store.write() as conn:
        for territory_id, server_seq in reached.items():
            known = server_meta.lock(conn, territory_id).stable_upto or 0
            server_meta.set_standing(conn, territory_id, stable_upto=max(known, server_seq))


def verified(file: Path) -> dict[str, int]:
    """Return by territory the last number of a copy that is whole; else ``CopyDamaged``."""
    if not file.is_file():
        raise CopyDamaged
    copy = ServerStore(f"sqlite:///{file.resolve()}")
    try:
        with copy.read() as conn:
            whole = conn.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            if not whole or migrate.revision(conn) not in migrate.known("server"):
                raise CopyDamaged
            columns = sa.text("SELECT territory_id, server_seq FROM territory_seq")
            return {row.territory_id: row.server_seq for row in conn.execute(columns)}
    except CopyDamaged:
        raise
    # Whatever the database says of it, it is no copy to start from.
    except Exception as error:
        raise CopyDamaged from error
    finally:
        copy.close()
        # What reading leaves beside it: in the way of nobody where it cannot be removed.
        with suppress(OSError):
            for ending in ("-wal", "-shm"):
                file.with_name(file.name + ending).unlink(missing_ok=True)


def restore(central: Central, file: Path | None) -> dict[str, int]:
    """Bring a copy back and begin a new epoch; return the epoch of each territory.

    The store of now stays beside as ``….before-restore``.  Without a file the database was
    brought back by its own tools, and only the epoch rises.  No server may run on the store.
    Raises ``NotHere`` for a file on PostgreSQL, ``CopyDamaged``; refused by what the disk
    refuses: then the same command is given again.
    """
    reached: dict[str, int] = {}
    if file is not None:
        if not central.store.is_sqlite:
            raise NotHere("restore_by_database")
        reached = verified(file)
        central.store.close()
        with _disk_in_words():
            _replace(_path(central.store), file)
    central.store.migrate()
    mark_verified(central, reached)
    with central.store.read() as conn:
        territories = server_meta.territories(conn)
    return {each: raise_epoch(central, each) for each in territories}


def _path(store: ServerStore) -> Path:
    return Path(sa.make_url(store.url).database or "")


def _replace(store: Path, file: Path) -> None:
    part = store.with_name(f"{store.name}.restored")
    shutil.copyfile(file, part)
    part.chmod(0o600)
    _sync(part)
    before = store.with_name(f"{store.name}.before-restore")
    if store.exists():
        with sqlite3.connect(store) as conn:
            conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        conn.close()
        store.replace(before)
    for ending in ("-wal", "-shm"):
        store.with_name(store.name + ending).unlink(missing_ok=True)
    part.replace(store)


def _sync(file: Path) -> None:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
