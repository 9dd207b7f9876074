# SPDX-License-Identifier: EUPL-1.2
"""The desk's journal: every operation as it was sealed, and what became of it.

Nothing ever leaves it; the bytes of an act are never written again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.desk_work import Entry, Result, State
from welfare_desk.store import meta
from welfare_desk.store.desk_tables import former_act, journal

__all__ = ["Counts", "Entry", "Result", "State"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What the outbox and the status line say."""

    pending: int
    provisional: int
    """Unanswered ones that the server decides."""
    rejected_open: int
    in_question: int
    oldest_pending_at: int | None
    parked: int = 0
    """Of the pending ones: those that the server has and decides later."""


_COLUMNS = [journal.c[name] for name in Entry.__struct_fields__]
_EVERY = sa.select(*_COLUMNS)
_ORDER = (journal.c.inc, journal.c.seq)
# Written out, not bound: SQLite takes a partial index only for a condition it can read.
_PENDING = journal.c.state == sa.literal_column("'pending'")
_REJECTED_OPEN = sa.and_(
    journal.c.result == sa.literal_column("'rejected'"), journal.c.closed_at.is_(None)
)
_IN_QUESTION = journal.c.in_question != sa.literal_column("''")
_INSERT = journal.insert()


def append(conn: Connection, entry: Entry) -> None:
    """Add an operation at the end; a sequence number or op_id that is there fails."""
    conn.execute(_INSERT, msgspec.structs.asdict(entry))


def append_many(conn: Connection, entries: Iterable[Entry]) -> None:
    """Add operations at the end, in the order they were made."""
    conn.execute(_INSERT, [msgspec.structs.asdict(entry) for entry in entries])


def reauthor(conn: Connection, entries: Sequence[Entry]) -> None:
    """Put operations in the place of themselves, in a new incarnation's chain (rule 10).

    Their ids stay, so that the server answers them as it did before; the bytes that they had
    are kept in ``former_act``.
    """
    if not entries:
        return
    listed = [{"of": entry.op_id} for entry in entries]
    conn.execute(_KEEP_FORMER, listed)
    conn.execute(journal.delete().where(journal.c.op_id == sa.bindparam("of")), listed)
    append_many(conn, entries)


_FORMER = ("inc", "seq", "op_id", "act", "hash")
_KEEP_FORMER = former_act.insert().from_select(
    _FORMER,
    sa.select(*(journal.c[name] for name in _FORMER)).where(journal.c.op_id == sa.bindparam("of")),
)


def former(conn: Connection, op_id: str) -> list[tuple[int, int, bytes, bytes]]:
    """Return incarnation, number, bytes and hash that an operation had before, oldest first."""
    columns = (former_act.c[name] for name in ("inc", "seq", "act", "hash"))
    query = sa.select(*columns).where(former_act.c.op_id == op_id).order_by(former_act.c.inc)
    return [tuple(row) for row in conn.execute(query)]


class Link(msgspec.Struct, frozen=True):
    """A place in a chain of this desk, taken now or before its work was made anew."""

    inc: int
    seq: int
    act: bytes
    hash: bytes


def links(conn: Connection) -> list[Link]:
    """Return every place of every incarnation's chain in order, for ``doctor``."""
    names = Link.__struct_fields__
    queries = (sa.select(*(table.c[name] for name in names)) for table in (journal, former_act))
    both = sa.union_all(*queries).subquery()
    query = sa.select(*(both.c[name] for name in names)).order_by(both.c.inc, both.c.seq)
    return [Link(*row) for row in conn.execute(query)]


def reopen(conn: Connection, inc: int, after_seq: int) -> None:
    """Make answered operations unanswered again: a restored server does not know them."""
    lost = sa.and_(journal.c.inc == inc, journal.c.seq > after_seq)
    conn.execute(journal.update().where(lost).values(state="pending"))


def hashes(conn: Connection, inc: int, seqs: Collection[int]) -> dict[int, bytes]:
    """Return the hashes of operations of an incarnation by number."""
    query = sa.select(journal.c.seq, journal.c.hash).where(
        journal.c.inc == inc, journal.c.seq.in_(list(seqs))
    )
    return {row.seq: row.hash for row in conn.execute(query)}


def unanswered(conn: Connection) -> list[Entry]:
    """Return the operations not yet answered, in the order they were made."""
    return _entries(conn, _EVERY.where(_PENDING).order_by(*_ORDER))


def unproved(conn: Connection, inc: int) -> int:
    """Return the first unanswered operation of an incarnation that has no receipt, or 0."""
    bare = sa.func.length(journal.c.receipt) == 0
    query = sa.select(sa.func.min(journal.c.seq)).where(_PENDING, journal.c.inc == inc, bare)
    return conn.scalar(query) or 0


def after(conn: Connection, inc: int, seq: int, limit: int) -> list[Entry]:
    """Return at most ``limit`` operations of an incarnation behind a sequence number."""
    query = _EVERY.where(journal.c.inc == inc, journal.c.seq > seq)
    return _entries(conn, query.order_by(journal.c.seq).limit(limit))


def by_op_id(conn: Connection, op_id: str) -> Entry | None:
    """Return the operation, or nothing."""
    found = _entries(conn, _EVERY.where(journal.c.op_id == op_id))
    return found[0] if found else None


def of_person(conn: Connection, person_id: str, limit: int) -> list[Entry]:
    """Return the latest operations of this desk on a person, newest first."""
    query = _EVERY.where(journal.c.person_id == person_id)
    return _entries(conn, query.order_by(*(c.desc() for c in _ORDER)).limit(limit))


def about(conn: Connection, entity: str, kinds: Collection[str]) -> list[Entry]:
    """Return the operations of these kinds on an entity, in the order they were made."""
    query = _EVERY.where(journal.c.entity == entity, journal.c.kind.in_(kinds))
    return _entries(conn, query.order_by(*_ORDER))


def answer(conn: Connection, op_id: str, result: Result, code: str, receipt: bytes) -> None:
    """Keep what the server made of an operation; it stays pending until it is retired."""
    answer_many(conn, [(op_id, result, code, receipt)])


def answer_many(conn: Connection, answers: Iterable[tuple[str, Result, str, bytes]]) -> None:
    """Keep the results of a push or pull in one statement."""
    listed: list[dict[str, Any]] = [
        {"of": op_id, "result": result, "code": code, "receipt": receipt}
        for op_id, result, code, receipt in answers
    ]
    if listed:
        conn.execute(_ANSWER, listed)


_ANSWER = (
    journal.update()
    .where(journal.c.op_id == sa.bindparam("of"))
    .values({name: sa.bindparam(name) for name in ("result", "code", "receipt")})
)


def retire(conn: Connection, answered_seq: int) -> None:
    """Make answered what the last page of a pull states as answered.

    Of the incarnation this desk is now; nothing of an earlier one waits any more.  What the
    server has put off stays unanswered.
    """
    inc = int(meta.get(conn, "inc") or "0")
    answered = sa.or_(
        journal.c.inc < inc, sa.and_(journal.c.inc == inc, journal.c.seq <= answered_seq)
    )
    query = journal.update().where(_PENDING, journal.c.result != "parked", answered)
    conn.execute(query.values(state="answered"))


def set_in_question(conn: Connection, codes: dict[str, str]) -> None:
    """Mark these operations with the refusal they would meet now; no others are in question."""
    conn.execute(journal.update().where(_IN_QUESTION).values(in_question=""))
    if codes:
        listed = [{"of": op_id, "in_question": code} for op_id, code in codes.items()]
        conn.execute(_QUESTION, listed)


_QUESTION = (
    journal.update()
    .where(journal.c.op_id == sa.bindparam("of"))
    .values(in_question=sa.bindparam("in_question"))
)


def close(conn: Connection, op_id: str, at: int) -> None:
    """Put a rejected operation aside; it leaves the outbox, never the journal."""
    conn.execute(
        journal.update()
        .where(journal.c.op_id == op_id, journal.c.closed_at.is_(None))
        .values(closed_at=at)
    )


def counts(conn: Connection) -> Counts:
    """Return how much is open."""
    pending = conn.execute(
        sa.select(
            sa.func.count(),
            sa.func.count().filter(journal.c.provisional),
            sa.func.min(journal.c.recorded_at),
            sa.func.count().filter(journal.c.result == "parked"),
        ).where(_PENDING)
    ).one()
    rejected, questioned = (
        conn.execute(sa.select(sa.func.count()).select_from(journal).where(condition)).scalar_one()
        for condition in (_REJECTED_OPEN, _IN_QUESTION)
    )
    return Counts(
        pending=pending[0],
        provisional=pending[1],
        rejected_open=rejected,
        in_question=questioned,
        oldest_pending_at=pending[2],
        parked=pending[3],
    )


def kinds_in_question(conn: Connection) -> frozenset[str]:
    """Return the kinds of the operations that are in question."""
    query = sa.select(journal.c.kind).where(_IN_QUESTION).distinct()
    return frozenset(conn.execute(query).scalars())


def for_outbox(conn: Connection) -> list[Entry]:
    """Return what the operator still waits for or must look at, in the order it was made."""
    found = {
        (entry.inc, entry.seq): entry
        for condition in (_PENDING, _REJECTED_OPEN, _IN_QUESTION)
        for entry in _entries(conn, _EVERY.where(condition))
    }
    return [found[key] for key in sorted(found)]


def every(conn: Connection) -> list[Entry]:
    """Return the whole journal in the order of the chain, for ``doctor``."""
    return _entries(conn, _EVERY.order_by(journal.c.inc, journal.c.seq))


def _entries(conn: Connection, query: sa.Select[Any]) -> list[Entry]:
    names = Entry.__struct_fields__
    return [Entry(**dict(zip(names, row, strict=True))) for row in conn.execute(query)]
