# SPDX-License-Identifier: EUPL-1.2
"""Pages of rows on their way down: put aside until the last one, then applied together."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes, Key
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.protocol.lease import Lease
from welfare_desk.protocol.messages import Page, Result, Row
from welfare_desk.store import journal, meta, pulled, rights, search
from welfare_desk.store.rows import from_wire
from welfare_desk.sync import outgoing
from welfare_desk.sync.rebase import apply_fresh
from welfare_desk.sync.recorder import held_row
from welfare_desk.sync.standing import Standing

UNREAD = "unread_kinds"
"""Meta name: kinds of a newer server that this program cannot keep."""


class Applied(msgspec.Struct, frozen=True):
    """What a page changed on the screens."""

    kinds: frozenset[str] = frozenset()


def take_page(
    conn: Connection,
    standing: Standing,
    page: Page,
    known_seq: int,
    leases: tuple[Lease, ...],
) -> Applied:
    """Store a page with its cursor; the last one is applied with all that were put aside.

    ``known_seq`` is the last operation that the server has of this very chain: no answer
    retires more, for another installation may be using the same number.  ``leases`` are
    taken in with the last page, so that a whole right comes with the rows it stands on.
    Refused with ``ServerAnswerStrange``, nothing of the page kept.
    """
    _check_progress(conn, page)
    _keep_results(conn, standing, page.results)
    cursor = {"cursor": str(page.next_cursor)}
    if not page.last:
        # Checked now: a page that cannot be read must not be found out at the last one.
        _opened(conn, standing, page.rows)
        pulled.stage(conn, [_staged(row) for row in page.rows])
        meta.put_many(conn, cursor)
        return Applied()
    fresh = _aside(conn, standing) | _opened(conn, standing, page.rows)
    answered = min(page.answered_seq, known_seq)
    done = apply_fresh(conn, standing.desk.territory_id, fresh, answered)
    search.settle_after(conn, sum(kind == Person.KIND for kind, _ in fresh))
    pulled.clear(conn)
    rights.add(conn, [held_row(lease) for lease in leases])
    meta.put_many(conn, cursor | {"answered_seq": str(answered)})
    return Applied(done.kinds)


def forget_unread(conn: Connection) -> None:
    """Start the pull anew when this program now reads kinds that an older one passed over.

    The feed holds latest states, so all rows come again and nothing is lost on the way.
    """
    unread = [kind for kind in (meta.get(conn, UNREAD) or "").split(" ") if kind]
    if any(_shared(kind) for kind in unread):
        pulled.clear(conn)
        meta.put_many(conn, {"cursor": "0", UNREAD: ""})


def _check_progress(conn: Connection, page: Page) -> None:
    cursor = int(meta.get(conn, "cursor") or "0")
    if page.next_cursor < cursor or (page.next_cursor == cursor and not page.last):
        raise ServerAnswerStrange()


def _keep_results(conn: Connection, standing: Standing, results: tuple[Result, ...]) -> None:
    found = (journal.by_op_id(conn, result.op_id) for result in results)
    own = tuple(entry for entry in found if entry is not None)
    known = {entry.op_id for entry in own}
    # Another incarnation's work is not in this journal and none of its business.
    mine = tuple(result for result in results if result.op_id in known)
    outgoing.told(conn, standing, own, mine)


def _staged(row: Row) -> pulled.Row:
    record = None if row.record is None else msgspec.msgpack.encode(row.record)
    return row.kind, row.id, record


def _aside(conn: Connection, standing: Standing) -> Changes:
    rows = tuple(
        Row(
            kind=kind,
            id=row_id,
            server_seq=0,
            record=None if record is None else msgspec.msgpack.decode(record),
        )
        for kind, row_id, record in pulled.staged(conn)
    )
    return _opened(conn, standing, rows)


def _opened(conn: Connection, standing: Standing, rows: tuple[Row, ...]) -> Changes:
    fresh: dict[Key, Record | None] = {}
    for row in rows:
        if not _shared(row.kind):
            _note_unread(conn, row.kind)
        elif row.record is None:
            fresh[row.kind, row.id] = None
        else:
            fresh[row.kind, row.id] = _record(standing, row.kind, row.id, row.record)
    return fresh


def _record(standing: Standing, kind: str, row_id: str, plain: dict[str, object]) -> Record:
    try:
        record = from_wire(kind, plain)
    except msgspec.ValidationError as error:
        raise ServerAnswerStrange() from error
    if (record.id, record.territory_id) != (row_id, standing.desk.territory_id):
        raise ServerAnswerStrange()
    return record


def _shared(kind: str) -> bool:
    return kind in KINDS and KINDS[kind].SIDE == "shared"


def _note_unread(conn: Connection, kind: str) -> None:
    known = (meta.get(conn, UNREAD) or "").split(" ")
    if kind not in known and kind.isidentifier():
        meta.put(conn, UNREAD, " ".join([*known, kind]).strip())
