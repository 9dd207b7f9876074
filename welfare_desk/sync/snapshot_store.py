# SPDX-License-Identifier: EUPL-1.2
"""Where the rows of a snapshot go: into an empty store at once, or aside like those of a pull."""

from __future__ import annotations

from collections.abc import Container, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.person import Person
from welfare_desk.models.record import metadata as records
from welfare_desk.models.registry import KINDS, SHARED
from welfare_desk.operations.desk_side import facts, taking
from welfare_desk.protocol.snapshot import Group
from welfare_desk.store import journal, meta, pulled, search_load
from welfare_desk.store.desk_tables import journal as journal_table
from welfare_desk.store.wire_rows import wire_rows

_FOUND_BY = ("id", "surname", "name", "born_on", "fiscal_code", "phone")


class Direct:
    """The rows of one load on their way into an empty store."""

    def __init__(self, conn: Connection, territory_id: str) -> None:
        self._territory_id = territory_id
        self.search = search_load.SearchLoad(conn)
        names = Person.__struct_fields__
        self._found_by = tuple(names.index(name) for name in _FOUND_BY)

    def add(self, conn: Connection, groups: Sequence[Group]) -> None:
        """Store rows; raises ``ValueError`` or ``MsgspecError`` for what is no row of ours."""
        for kind, rows in groups:
            if kind not in KINDS or KINDS[kind].SIDE != "shared":
                note_unread(conn, kind)
                continue
            by = wire_rows(kind, "sqlite")
            params = by.params(rows, self._territory_id)
            conn.exec_driver_sql(by.insert, params)
            if kind == Person.KIND:
                at = self._found_by
                columns = ([row[each] for row in params] for each in at)
                self.search.add(conn, search_load.People(*columns))


def note_unread(conn: Connection, kind: str) -> None:
    """Note a kind of a newer server, which a later program fetches."""
    known = (meta.get(conn, taking.UNREAD) or "").split(" ")
    if kind not in known and kind.isidentifier():
        meta.put(conn, taking.UNREAD, " ".join([*known, kind]).strip())


def put_aside(conn: Connection, groups: Sequence[Group]) -> None:
    """Put rows aside, as those of a pull's pages."""
    for kind, rows in groups:
        pulled.stage(conn, [(kind, _id_of(row), bytes(row)) for row in rows])


def clear_aside(conn: Connection) -> None:
    """Forget what was put aside."""
    pulled.clear(conn)


class _Id(msgspec.Struct):
    id: str


_ids = msgspec.msgpack.Decoder(_Id)


def _id_of(row: msgspec.Raw) -> str:
    return _ids.decode(row).id


def is_empty(conn: Connection) -> bool:
    """Tell whether the store holds no row and no work of its own."""
    tables = [records.tables[kind.KIND] for kind in SHARED]
    return not any(
        conn.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None
        for table in (*tables, journal_table)
    )


def waits_for_results(conn: Connection) -> bool:
    """Tell whether an operation was never answered: its answer comes with a page only."""
    return any(entry.result in ("", "parked") for entry in journal.unanswered(conn))


def drop_indexes(conn: Connection) -> None:
    """Drop the indexes of domain rows: made at the end they cost half."""
    for kind in SHARED:
        for index in records.tables[kind.KIND].indexes:
            conn.exec_driver_sql(f'DROP INDEX IF EXISTS "{index.name}"')


def make_indexes(conn: Connection, kinds: Container[str] = KINDS) -> None:
    """Make the indexes of kinds that are not there."""
    for kind in SHARED:
        if kind.KIND not in kinds:
            continue
        for index in records.tables[kind.KIND].indexes:
            conn.execute(sa.schema.CreateIndex(index, if_not_exists=True))


def empty(conn: Connection) -> None:
    """Remove every domain row, and everybody from the index."""
    for kind in SHARED:
        conn.execute(records.tables[kind.KIND].delete())
    search_load.forget(conn)


def compared(now: int) -> dict[str, str]:
    """Return what is noted of rows that came whole and with the server's digest."""
    return {facts.WHOLE_PULL: "", facts.DIGEST_AT: str(now), facts.DIGEST_DUE: ""}
