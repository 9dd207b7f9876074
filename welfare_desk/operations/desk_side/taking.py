# SPDX-License-Identifier: EUPL-1.2
"""Pages of rows on their way down: put aside until the last one, then applied together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from welfare_desk.core.refusals import ServerAnswerStrange
from welfare_desk.models.reads import Changes, Key
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.models.wire import from_wire
from welfare_desk.operations.desk_side import facts, sending
from welfare_desk.operations.desk_side.ports import DeskPort, Means, StagedRow
from welfare_desk.operations.desk_side.rebasing import apply_fresh
from welfare_desk.operations.desk_side.recording import held_row
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.protocol.lease import Lease
from welfare_desk.protocol.messages import Page, Result, Row

UNREAD = "unread_kinds"
"""Name of a fact: kinds of a newer server that this program cannot keep."""


def take_page(
    port: DeskPort,
    standing: Standing,
    means: Means,
    page: Page,
    known_seq: int,
    leases: Sequence[Lease],
) -> frozenset[str]:
    """Store a page with its cursor; the last one is applied with all that were put aside.

    ``known_seq`` is the last operation that the server has of this very chain: no answer
    retires more, for another installation may be using the same number.  ``leases`` are
    taken in with the last page, so that a whole right comes with the rows it stands on.
    Returns the kinds of rows that changed on the screens.  Refused with
    ``ServerAnswerStrange``, and the caller keeps nothing of the page.
    """
    _check_progress(port, page)
    _keep_results(port, standing, means, page.results)
    sending.keep_seen(port, facts.SEEN_AT_PULL, page.seen)
    cursor = {"cursor": str(page.next_cursor)}
    if not page.last:
        # Checked now: a page that cannot be read must not be found out at the last one.
        _opened(port, standing, page.rows)
        port.stage([_staged(row) for row in page.rows])
        port.keep_facts(cursor)
        return frozenset()
    fresh = _aside(port, standing) | _opened(port, standing, page.rows)
    answered = min(page.answered_seq, known_seq)
    whole = bool(port.fact(facts.WHOLE_PULL))
    done = apply_fresh(port, standing.desk.territory_id, fresh, answered, whole=whole)
    port.taken_in(fresh)
    port.clear_staged()
    port.add_leases([held_row(lease) for lease in leases])
    port.keep_facts(cursor | {"answered_seq": str(answered)})
    if whole:
        port.keep_facts({facts.WHOLE_PULL: "", facts.DIGEST_DUE: "1"})
    return done.kinds


def forget_unread(port: DeskPort) -> None:
    """Start the pull anew when this program now reads kinds that an older one passed over.

    The feed holds latest states, so all rows come again and nothing is lost on the way.
    """
    unread = [kind for kind in port.fact(UNREAD).split(" ") if kind]
    if any(_shared(kind) for kind in unread):
        port.clear_staged()
        port.keep_facts({"cursor": "0", UNREAD: ""})


def _check_progress(port: DeskPort, page: Page) -> None:
    cursor = int(port.fact("cursor") or "0")
    if page.next_cursor < cursor or (page.next_cursor == cursor and not page.last):
        raise ServerAnswerStrange()


def _keep_results(
    port: DeskPort, standing: Standing, means: Means, results: tuple[Result, ...]
) -> None:
    found = (port.by_op_id(result.op_id) for result in results)
    own = tuple(entry for entry in found if entry is not None)
    # Another incarnation's work is not in this journal and none of its business.
    places = {entry.op_id: entry.seq for entry in own}
    mine = tuple(result for result in results if places.get(result.op_id) == result.seq)
    sending.told(port, standing, means, own, mine)


packed = msgspec.msgpack.encode
unpacked = msgspec.msgpack.decode


def _staged(row: Row) -> StagedRow:
    return row.kind, row.id, None if row.record is None else packed(row.record)


def _aside(port: DeskPort, standing: Standing) -> Changes:
    staged = port.staged()
    rows = ((kind, each, None if raw is None else unpacked(raw)) for kind, each, raw in staged)
    return _read(port, standing, rows)


def _opened(port: DeskPort, standing: Standing, rows: tuple[Row, ...]) -> Changes:
    return _read(port, standing, ((row.kind, row.id, row.record) for row in rows))


def _read(
    port: DeskPort, standing: Standing, rows: Iterable[tuple[str, str, dict[str, object] | None]]
) -> Changes:
    fresh: dict[Key, Record | None] = {}
    for kind, row_id, plain in rows:
        if not _shared(kind):
            _note_unread(port, kind)
        elif plain is None:
            fresh[kind, row_id] = None
        else:
            fresh[kind, row_id] = _record(standing, kind, row_id, plain)
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


def _note_unread(port: DeskPort, kind: str) -> None:
    known = port.fact(UNREAD).split(" ")
    if kind not in known and kind.isidentifier():
        port.keep_facts({UNREAD: " ".join([*known, kind]).strip()})
