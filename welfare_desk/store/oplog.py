# SPDX-License-Identifier: EUPL-1.2
"""The log of operations that arrived, each chain's head, and the results that were told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection, Row

from welfare_desk.models.central import Head, Logged, Told
from welfare_desk.store.bulk import Bulk
from welfare_desk.store.codec import as_array
from welfare_desk.store.server_tables import chain_head, op_log

_CHUNK = 500


def head(conn: Connection, territory_id: str, device: int, inc: int) -> Head | None:
    """Return the head of a chain, or nothing before its first operation."""
    columns = chain_head.c
    row = conn.execute(
        sa.select(columns.seq, columns.hash, columns.end_seq).where(
            columns.device == device, columns.inc == inc, columns.territory_id == territory_id
        )
    ).one_or_none()
    return None if row is None else Head(row.seq, row.hash, row.end_seq)


_SET_HEAD = Bulk(
    chain_head,
    ("device", "inc", "territory_id", "seq", "hash", "end_seq"),
    "ON CONFLICT (device, inc, territory_id) DO UPDATE SET "
    "seq = excluded.seq, hash = excluded.hash, end_seq = excluded.end_seq",
)


def set_head(conn: Connection, territory_id: str, device: int, inc: int, new: Head) -> None:
    """Move a chain's head."""
    _SET_HEAD.insert(conn, [(device, inc, territory_id, new.seq, new.hash, new.end_seq)])


_APPEND = Bulk(op_log, (*Logged.__struct_fields__, "territory_id"))


def append(conn: Connection, territory_id: str, rows: Iterable[Logged]) -> None:
    """Add operations; an ``op_id`` that stands already is refused by the database."""
    _APPEND.insert(conn, [(*msgspec.structs.astuple(row), territory_id) for row in rows])


def _logged(row: Row[tuple[object, ...]]) -> Logged:
    fields = dict(row._mapping)
    del fields["territory_id"]
    return Logged(**fields)


def _of_chain(territory_id: str, device: int, inc: int) -> sa.ColumnElement[bool]:
    columns = op_log.c
    return sa.and_(
        columns.device == device, columns.inc == inc, columns.territory_id == territory_id
    )


def stretch(
    conn: Connection, territory_id: str, device: int, inc: int, first: int, last: int
) -> list[Logged]:
    """Return the operations of a chain from ``first`` to ``last``, both included."""
    columns = op_log.c
    rows = conn.execute(
        sa.select(op_log)
        .where(
            _of_chain(territory_id, device, inc),
            columns.seq.between(first, last),
        )
        .order_by(columns.seq)
    )
    return [_logged(row) for row in rows]


def hash_at(conn: Connection, territory_id: str, device: int, inc: int, seq: int) -> bytes | None:
    """Return the hash of one operation of a chain, or nothing."""
    columns = op_log.c
    found: bytes | None = conn.scalar(
        sa.select(columns.hash).where(
            _of_chain(territory_id, device, inc),
            columns.seq == seq,
        )
    )
    return found


def last_wall(conn: Connection, territory_id: str, device: int, inc: int, malformed: str) -> int:
    """Return the own time of a chain's last operation that was not malformed, or 0."""
    columns = op_log.c
    found: int | None = conn.scalar(
        sa.select(columns.wall)
        .where(
            _of_chain(territory_id, device, inc),
            columns.code != malformed,
        )
        .order_by(columns.seq.desc())
        .limit(1)
    )
    return found or 0


def by_op_ids(conn: Connection, territory_id: str, op_ids: list[str]) -> dict[str, Logged]:
    """Return the operations that were committed under these ids."""
    if not op_ids:
        return {}
    sqlite = conn.dialect.name == "sqlite"
    asked = msgspec.json.encode(op_ids).decode() if sqlite else as_array(op_ids)
    rows = conn.exec_driver_sql(
        _COMMITTED_SQLITE if sqlite else _COMMITTED_POSTGRES, (territory_id, asked)
    )
    found: dict[str, Logged] = {}
    for row in rows:
        fields = dict(zip(Logged.__struct_fields__, row, strict=True))
        fields["repeated"] = bool(fields["repeated"])
        found[fields["op_id"]] = Logged(**fields)
    return found


# One list and not five hundred marks: a plan that a database keeps from the days of an empty
# log must still be the right one later.  NOT repeated is written out: SQLite takes a partial
# index only for a condition it can read.
_LISTED = ", ".join(f'"{name}"' for name in Logged.__struct_fields__)
_COMMITTED = f"SELECT {_LISTED} FROM op_log WHERE NOT repeated AND"  # noqa: S608 - our columns
_COMMITTED_SQLITE = f"{_COMMITTED} territory_id = ? AND op_id IN (SELECT value FROM json_each(?))"  # noqa: S608
_COMMITTED_POSTGRES = f"{_COMMITTED} territory_id = %s AND op_id = ANY(%s::text[])"


def results_after(
    conn: Connection, territory_id: str, device: int, inc: int, cursor: int, limit: int
) -> list[Told]:
    """Return results of a device's operations told after the cursor, oldest first."""
    columns = op_log.c
    rows = conn.execute(
        sa.select(
            columns.seq,
            columns.op_id,
            columns.result,
            columns.code,
            columns.receipt,
            columns.server_seq,
        )
        .where(
            _of_chain(territory_id, device, inc),
            columns.server_seq > cursor,
        )
        .order_by(columns.server_seq)
        .limit(limit)
    )
    return [Told(*row) for row in rows]


def parked(conn: Connection, territory_id: str, of: tuple[int, int] | None = None) -> list[Logged]:
    """Return the operations that wait for their result, in the order of their arrival.

    ``of``: those of one device and incarnation alone.
    """
    columns = op_log.c
    query = sa.select(op_log).where(columns.territory_id == territory_id, _WAITS)
    if of is not None:
        query = query.where(columns.device == of[0], columns.inc == of[1])
    return [_logged(row) for row in conn.execute(query.order_by(columns.server_seq))]


def parked_bytes(conn: Connection, territory_id: str) -> list[bytes]:
    """Return what waits for its result as it was sent, in no order."""
    columns = op_log.c
    query = sa.select(columns.packed).where(columns.territory_id == territory_id, _WAITS)
    return [bytes(packed) for packed in conn.scalars(query)]


# Written out: a partial index serves only a condition that a database can read.
_WAITS = sa.text("result = 'parked'")


def answer_parked(conn: Connection, territory_id: str, rows: Iterable[Logged]) -> None:
    """Give operations that waited their result; what has one keeps it."""
    columns = op_log.c
    for row in rows:
        conn.execute(
            op_log.update()
            .where(
                columns.device == row.device,
                columns.inc == row.inc,
                columns.seq == row.seq,
                columns.territory_id == territory_id,
                _WAITS,
            )
            .values(
                result=row.result, code=row.code, receipt=row.receipt, server_seq=row.server_seq
            )
        )


def stable_seq(conn: Connection, territory_id: str, device: int, inc: int, upto: int) -> int:
    """Return the last operation of a chain that was told up to a number, or 0."""
    columns = op_log.c
    found: int | None = conn.scalar(
        sa.select(columns.seq)
        .where(
            _of_chain(territory_id, device, inc),
            columns.server_seq <= upto,
        )
        .order_by(columns.server_seq.desc())
        .limit(1)
    )
    return found or 0


def naming(conn: Connection, territory_id: str, text: str) -> list[Logged]:
    """Return the operations whose bytes hold a text, but those that wait for their result."""
    columns = op_log.c
    sqlite = conn.dialect.name == "sqlite"
    needle = sa.literal(text.encode(), sa.LargeBinary())
    find = sa.func.instr if sqlite else sa.func.pg_catalog.position
    place = find(columns.packed, needle)
    rows = conn.execute(
        sa.select(op_log)
        .where(columns.territory_id == territory_id, place > 0, columns.result != "parked")
        .order_by(columns.device, columns.inc, columns.seq)
    )
    return [_logged(row) for row in rows]


def before(conn: Connection, territory_id: str, received_at: int, limit: int) -> list[Logged]:
    """Return operations with a body that came before an instant, but those that wait."""
    columns = op_log.c
    rows = conn.execute(
        sa.select(op_log)
        .where(
            columns.territory_id == territory_id,
            columns.received_at < received_at,
            columns.result != "parked",
            columns.body_digest.is_(None),
        )
        .order_by(columns.server_seq)
        .limit(limit)
    )
    return [_logged(row) for row in rows]


def erase_body(conn: Connection, territory_id: str, row: Logged) -> None:
    """Replace an operation's bytes by those without salt and body, and keep their digest."""
    columns = op_log.c
    conn.execute(
        op_log.update()
        .where(
            columns.device == row.device,
            columns.inc == row.inc,
            columns.seq == row.seq,
            columns.territory_id == territory_id,
        )
        .values(packed=row.packed, body_digest=row.body_digest)
    )


def chains(conn: Connection, territory_id: str) -> list[tuple[int, int, Head]]:
    """Return device, incarnation and head of every chain."""
    columns = chain_head.c
    rows = conn.execute(
        sa.select(chain_head)
        .where(columns.territory_id == territory_id)
        .order_by(columns.device, columns.inc)
    )
    return [(row.device, row.inc, Head(row.seq, row.hash, row.end_seq)) for row in rows]


def every(conn: Connection, territory_id: str, device: int, inc: int) -> Iterator[Logged]:
    """Give a chain's operations in order, a stretch at a time."""
    after = 0
    while rows := stretch(conn, territory_id, device, inc, after + 1, after + _CHUNK):
        yield from rows
        after += _CHUNK
