# SPDX-License-Identifier: EUPL-1.2
"""Failed tries to log in, counted on the disk: starting anew gives no new tries."""

from __future__ import annotations

from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.store.desk_tables import log_in_tries


class Tries(NamedTuple):
    """How often in a row, and from when on the next try counts."""

    failed: int
    blocked_until: int


_INSERT = insert(log_in_tries)
_ONE_MORE = _INSERT.on_conflict_do_update(
    index_elements=[log_in_tries.c.operator_id],
    set_={
        "failed": log_in_tries.c.failed + 1,
        "blocked_until": sa.func.max(log_in_tries.c.blocked_until, _INSERT.excluded.blocked_until),
    },
)


def get(conn: Connection, operator_id: str) -> Tries:
    """Return the operator's failed tries since they last logged in."""
    query = sa.select(log_in_tries.c.failed, log_in_tries.c.blocked_until)
    found = conn.execute(query.where(log_in_tries.c.operator_id == operator_id)).first()
    return Tries(*found) if found is not None else Tries(0, 0)


def failed(conn: Connection, operator_id: str, at: int, blocked_until: int) -> Tries:
    """Count a failed try made at ``at``; a block that lasts longer is never shortened."""
    values = {"operator_id": operator_id, "failed": 1, "blocked_until": max(at, blocked_until)}
    conn.execute(_ONE_MORE, values)
    return get(conn, operator_id)


def bound(conn: Connection, operator_id: str, latest: int) -> None:
    """End an operator's block at this instant at the latest."""
    columns = log_in_tries.c
    late = sa.and_(columns.operator_id == operator_id, columns.blocked_until > latest)
    conn.execute(log_in_tries.update().where(late).values(blocked_until=latest))


def clear(conn: Connection, operator_id: str) -> None:
    """Forget the failed tries of an operator who logged in."""
    conn.execute(log_in_tries.delete().where(log_in_tries.c.operator_id == operator_id))
