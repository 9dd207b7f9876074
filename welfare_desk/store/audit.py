# SPDX-License-Identifier: EUPL-1.2
"""The desk's audit log: who did what to whom, each row chained to the one before.

The head stands apart in ``meta``, so that rows cut off at the end are missed too.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.core.audit_chain import GENESIS, AuditRow, first_broken, link
from welfare_desk.store import meta
from welfare_desk.store.desk_tables import audit_row

HEAD = "audit_head"
Row = AuditRow
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
        digest = link(digest, seq, at, actor, act, subject, reason)
        rows.append(
            Row(seq=seq, at=at, actor=actor, act=act, subject=subject, reason=reason, hash=digest)
        )
    if rows:
        conn.execute(_INSERT, [msgspec.structs.asdict(row) for row in rows])
        meta.put(conn, HEAD, f"{seq}:{digest.hex()}")


def verify(conn: Connection) -> int | None:
    """Return the number of the first row that was edited, removed or moved, or nothing."""
    rows = [Row(**found._mapping) for found in conn.execute(_EVERY.order_by(audit_row.c.seq))]
    broken = first_broken(rows)
    if broken is not None:
        return broken
    end = (rows[-1].seq, rows[-1].hash) if rows else (0, GENESIS)
    return None if _head(conn) == end else end[0] + 1


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
    return (int(seq), bytes.fromhex(digest)) if digest else (0, GENESIS)
