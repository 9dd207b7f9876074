# SPDX-License-Identifier: EUPL-1.2
"""Parked forms: what was typed is never lost, whoever was logged in and however the day went."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.store.desk_tables import draft


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A form as it was left."""

    id: str
    kind: str
    """``intake``, ``booking`` or ``issue``."""
    operator_id: str
    person_id: str | None
    title: str
    payload: str
    """JSON text of what the fields hold."""
    started_at: int
    updated_at: int


_COLUMNS = [draft.c[name] for name in Draft.__struct_fields__]
_INSERT = insert(draft)
_UPSERT = _INSERT.on_conflict_do_update(
    index_elements=[draft.c.id],
    set_={name: _INSERT.excluded[name] for name in Draft.__struct_fields__ if name != "id"},
)


def save(conn: Connection, row: Draft) -> None:
    """Store a draft; the one of the same id is overwritten."""
    conn.execute(_UPSERT, msgspec.structs.asdict(row))


def get(conn: Connection, draft_id: str) -> Draft | None:
    """Return the draft, or nothing."""
    found = _drafts(conn, sa.select(*_COLUMNS).where(draft.c.id == draft_id))
    return found[0] if found else None


def all(conn: Connection) -> list[Draft]:
    """Return every draft, the latest first."""
    return _drafts(conn, sa.select(*_COLUMNS).order_by(draft.c.updated_at.desc(), draft.c.id))


def drop(conn: Connection, draft_id: str) -> None:
    """Forget a draft."""
    conn.execute(draft.delete().where(draft.c.id == draft_id))


def expire(conn: Connection, before: int) -> int:
    """Forget drafts last touched before an instant; return how many."""
    return conn.execute(draft.delete().where(draft.c.updated_at < before)).rowcount


def _drafts(conn: Connection, query: sa.Select[Any]) -> list[Draft]:
    names = Draft.__struct_fields__
    return [Draft(**dict(zip(names, row, strict=True))) for row in conn.execute(query)]
