# SPDX-License-Identifier: EUPL-1.2
"""A copy of a desk's store while others work in it: one moment of it, read back before it counts.

The copy is encrypted under the store's own key, page by page, from its first byte.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from welfare_desk.core.refusals import DiskFull, StoreDamaged
from welfare_desk.store import cipher
from welfare_desk.store.faults import refusal_of, refusal_of_system

ENDINGS = ("", "-wal", "-shm", "-journal")
_IDENTITY = ("territory_id", "device", "inc", "head_seq", "head_hash", "desk_name")


class Inventory(msgspec.Struct, frozen=True, kw_only=True):
    """What a store holds at a moment; two that are equal hold the same chain and as many rows."""

    revision: str
    territory_id: str
    device: int
    inc: int
    head_seq: int
    head_hash: str
    desk_name: str
    rows: dict[str, int]
    """Rows of each table."""


def copy(path: Path, key: bytes, target: Path) -> Inventory:
    """Write one moment of a store to a new file, verified; return what it holds.

    Refused with ``DiskFull``, ``StoreNotWritable`` and ``StoreDamaged``; nothing is left of
    the target then.
    """
    drop(target)
    try:
        found = _copied(path, key, target)
        if inventory(target, key) != found:
            raise StoreDamaged()
    except dbapi2.Error as error:
        drop(target)
        # What the backup of SQLite reports of its target comes without a code.
        refusal = refusal_of(error, writing=True)
        if refusal is None and isinstance(error, dbapi2.OperationalError):
            refusal = DiskFull()
        raise refusal or error from error
    except OSError as error:
        drop(target)
        raise refusal_of_system(error) from error
    except BaseException:
        drop(target)
        raise
    return found


def _copied(path: Path, key: bytes, target: Path) -> Inventory:
    source = cipher.connect(path, key)
    try:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        source.execute("PRAGMA query_only = ON")
        # One snapshot for what is counted and what is copied; writers go on meanwhile.
        source.execute("BEGIN")
        found = _inventory(source)
        cipher.make_empty(target)
        copied = cipher.connect(target, key)
        try:
            copied.execute("PRAGMA synchronous = OFF")
            source.backup(copied)
        finally:
            copied.close()
    finally:
        source.close()
    with target.open("rb+") as file:
        os.fsync(file.fileno())
    return found


def inventory(path: Path, key: bytes) -> Inventory:
    """Return what a store holds, every page of it read; refused with ``StoreDamaged``."""
    conn = cipher.connect(path, key)
    try:
        conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
        altered = conn.execute("PRAGMA cipher_integrity_check").fetchone() is not None
        whole = conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if altered or not whole:
            raise StoreDamaged()
        return _inventory(conn)
    finally:
        conn.close()
        for ending in ENDINGS[1:]:
            path.with_name(path.name + ending).unlink(missing_ok=True)


def drop(target: Path) -> None:
    """Remove what a copy that was cut off left behind."""
    for ending in ENDINGS:
        target.with_name(target.name + ending).unlink(missing_ok=True)


def _inventory(conn: Any) -> Inventory:
    noted = dict(conn.execute("SELECT name, value FROM meta"))
    tables = [
        row[0]
        for row in conn.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        )
    ]
    # The names are the program's own tables, never typed.
    rows = {
        name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in sorted(tables)
    }
    revision = conn.execute("SELECT version_num FROM alembic_version").fetchone()
    values = {name: noted.get(name) or "" for name in _IDENTITY}
    return Inventory(
        revision=str(revision[0]),
        territory_id=values["territory_id"],
        device=int(values["device"] or "0"),
        inc=int(values["inc"] or "0"),
        head_seq=int(values["head_seq"] or "0"),
        head_hash=values["head_hash"],
        desk_name=values["desk_name"],
        rows=rows,
    )
