# SPDX-License-Identifier: EUPL-1.2
"""What a desk's own logs hold of some hours: its operations and whose pages were opened.

Both logs grow for ever and are asked from their end: a day of last week costs a week.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.store.desk_tables import audit_row, former_act, journal

_CHUNK = 500


class Done(msgspec.Struct, frozen=True):
    """An operation of this desk, as far as a day's figures need it."""

    inc: int
    seq: int
    op_id: str
    kind: str
    entity: str
    person_id: str
    act: bytes
    provisional: bool
    actor: str
    recorded_at: int
    state: str
    result: str
    in_question: str


class Opened(msgspec.Struct, frozen=True):
    """Somebody's page that was opened."""

    actor: str
    person_id: str


_DONE = tuple(journal.c[name] for name in Done.__struct_fields__)


def done_between(conn: Connection, from_at: int, until_at: int) -> list[Done]:
    """Return the operations recorded in ``[from_at, until_at)``, in the order they were made.

    One that was made anew in a later incarnation counts at the time it was recorded first.
    """
    found = [row for row in _done(conn, from_at) if from_at <= row.recorded_at < until_at]
    found.reverse()
    return found


def _done(conn: Connection, from_at: int) -> Iterator[Done]:
    # What was made anew stands behind later work: then the whole journal is looked through.
    anew = conn.execute(sa.select(former_act.c.inc).limit(1)).first() is not None
    order = (journal.c.inc.desc(), journal.c.seq.desc())
    place: tuple[int, int] | None = None
    while True:
        query = sa.select(*_DONE).order_by(*order).limit(_CHUNK)
        if anew:
            query = query.where(journal.c.recorded_at >= from_at)
        if place is not None:
            query = query.where(sa.tuple_(journal.c.inc, journal.c.seq) < place)
        rows = [Done(*row) for row in conn.execute(query)]
        yield from rows
        if len(rows) < _CHUNK or (not anew and rows[-1].recorded_at < from_at):
            return
        place = (rows[-1].inc, rows[-1].seq)


def opened_between(conn: Connection, from_at: int, until_at: int) -> list[Opened]:
    """Return whose pages were opened in ``[from_at, until_at)``, by whom; each time anew."""
    found = []
    last: int | None = None
    while True:
        query = _audited(last)
        rows = conn.execute(query).all()
        found += [
            Opened(row.actor, row.subject)
            for row in rows
            if row.act == "open_person" and from_at <= row.at < until_at
        ]
        if len(rows) < _CHUNK or rows[-1].at < from_at:
            return found
        last = rows[-1].seq


def _audited(before: int | None) -> sa.Select[Any]:
    names = ("seq", "at", "actor", "act", "subject")
    query = sa.select(*(audit_row.c[name] for name in names))
    if before is not None:
        query = query.where(audit_row.c.seq < before)
    return query.order_by(audit_row.c.seq.desc()).limit(_CHUNK)
