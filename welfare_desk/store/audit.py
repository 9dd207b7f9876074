# SPDX-License-Identifier: EUPL-1.2
"""The desk's audit log: who did what to whom, each row chained to the one before.

The head stands apart in ``meta``, so that rows cut off at the end are missed too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.store import meta
from welfare_desk.store.desk_tables import audit_row

HEAD = "audit_head"
_GENESIS = bytes(32)
_pack = msgspec.msgpack.encode


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log."""

    seq: int
    at: int
    actor: str
    act: str
    subject: str
    reason: str
    hash: bytes


_EVERY = sa.select(*(audit_row.c[name] for name in Row.__struct_fields__))
_INSERT = audit_row.insert()


Said = tuple[int, str, str, str, str]
"""When, who, which act, about whom, why."""


def append(conn: Connection, at: int, actor: str, act: str, subject: str, reason: str) -> None:
    """Add a row at the end of the chain, in the caller's transaction."""
    append_many(conn, [(at, actor, act, subject, reason)])


def append_many(conn: Connection, said: Sequence[Said]) -> None:
    """Add rows at the end of the chain in their order, in the caller's transaction."""
    seq, digest = _head(conn)
    rows: list[Row] = []
    for at, actor, act, subject, reason in said:
        seq += 1
        digest = _link(digest, seq, at, actor, act, subject, reason)
        rows.append(
            Row(seq=seq, at=at, actor=actor, act=act, subject=subject, reason=reason, hash=digest)
        )
    if rows:
        conn.execute(_INSERT, [msgspec.structs.asdict(row) for row in rows])
        meta.put(conn, HEAD, f"{seq}:{digest.hex()}")


def verify(conn: Connection) -> int | None:
    """Return the number of the first row that was edited, removed or moved, or nothing."""
    expected, before = 1, _GENESIS
    for found in conn.execute(_EVERY.order_by(audit_row.c.seq)):
        row = Row(**found._mapping)
        parts = (row.seq, row.at, row.actor, row.act, row.subject, row.reason)
        if row.seq != expected or row.hash != _link(before, *parts):
            return expected
        expected, before = expected + 1, row.hash
    return None if _head(conn) == (expected - 1, before) else expected


def length(conn: Connection) -> int:
    """Return how many rows the log holds."""
    return _head(conn)[0]


def recent(conn: Connection, limit: int) -> list[Row]:
    """Return the latest rows, newest first."""
    query = _EVERY.order_by(audit_row.c.seq.desc()).limit(limit)
    return [Row(**found._mapping) for found in conn.execute(query)]


def after(conn: Connection, seq: int, limit: int) -> list[Row]:
    """Return at most ``limit`` rows behind a number, for the server's copy."""
    query = _EVERY.where(audit_row.c.seq > seq).order_by(audit_row.c.seq).limit(limit)
    return [Row(**found._mapping) for found in conn.execute(query)]


def _head(conn: Connection) -> tuple[int, bytes]:
    seq, _, digest = (meta.get(conn, HEAD) or "").partition(":")
    return (int(seq), bytes.fromhex(digest)) if digest else (0, _GENESIS)


def _link(before: bytes, *parts: int | str) -> bytes:
    return hashlib.sha256(before + _pack(parts)).digest()
