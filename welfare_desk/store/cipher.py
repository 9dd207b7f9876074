# SPDX-License-Identifier: EUPL-1.2
"""Connections to an encrypted SQLite file: encrypted from its first byte, never without a key."""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

KEY_BYTES = 32
BUSY_MS = 10_000


def connect(path: Path, key: bytes) -> Any:
    """Return a driver connection in WAL and FULL; nothing has been read with the key yet."""
    conn = dbapi2.connect(
        str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_MS / 1000
    )
    # SQLCipher writes its own log to stderr, among it page numbers of what failed.
    conn.execute("PRAGMA cipher_log = off")
    conn.execute(f'PRAGMA key = "{raw_key(key)}"')
    return conn


def prepare(conn: Any, *, read_only: bool) -> None:
    """Set what every connection has; the first statement that needs the right key."""
    conn.execute("SELECT count(*) FROM sqlite_master").fetchone()
    _into_wal(conn)
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("PRAGMA foreign_keys = ON")
    conn.execute("PRAGMA temp_store = MEMORY")
    conn.execute("PRAGMA cache_size = -32000")
    if read_only:
        conn.execute("PRAGMA query_only = ON")


def _into_wal(conn: Any) -> None:
    """The one change for which SQLite does not wait while another connection makes it."""
    end = time.monotonic() + BUSY_MS / 1000
    while conn.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            conn.execute("PRAGMA journal_mode = WAL")
        except (dbapi2.OperationalError, sqlite3.OperationalError) as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(0.01)


def raw_key(key: bytes) -> str:
    """Return the key as SQLCipher takes it without deriving: 32 bytes, in hex."""
    if len(key) != KEY_BYTES:
        raise ValueError(len(key))
    return f"x'{key.hex()}'"


def key_check(key: bytes) -> str:
    """Return what tells later whether a key was the right one; it says nothing about the key."""
    return hmac.new(key, b"welfare-desk store", hashlib.sha256).hexdigest()


def derived(key: bytes, purpose: bytes) -> bytes:
    """Return a key of 32 bytes for one purpose; it says nothing about the store's key."""
    return hmac.new(key, b"welfare-desk " + purpose, hashlib.sha256).digest()


def make_empty(path: Path) -> None:
    """Create the file for this user alone; raises ``FileExistsError`` where one holds anything."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    if path.stat().st_size:
        raise FileExistsError(path)
    # Left empty by a creation that was cut off, perhaps with other rights.
    path.chmod(0o600)
