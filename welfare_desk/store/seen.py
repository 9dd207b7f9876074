# SPDX-License-Identifier: EUPL-1.2
"""Whose page was opened at this desk and when: search shows them first."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.store.desk_tables import seen_person

_INSERT = insert(seen_person)
_TOUCH = _INSERT.on_conflict_do_update(
    index_elements=[seen_person.c.person_id], set_={"seen_at": _INSERT.excluded.seen_at}
)
_LATEST_FIRST = seen_person.c.seen_at.desc()


def touch(conn: Connection, person_id: str, at: int) -> None:
    """Note that a person's page was opened."""
    conn.execute(_TOUCH, {"person_id": person_id, "seen_at": at})


def last(conn: Connection) -> str | None:
    """Return the person whose page was opened last, or nothing."""
    query = sa.select(seen_person.c.person_id).order_by(_LATEST_FIRST).limit(1)
    found: str | None = conn.execute(query).scalar()
    return found


def latest(conn: Connection, most: int) -> list[tuple[str, int]]:
    """Return the people opened last with the time, the latest first."""
    query = sa.select(seen_person.c.person_id, seen_person.c.seen_at).order_by(_LATEST_FIRST)
    return [(row.person_id, row.seen_at) for row in conn.execute(query.limit(most))]


def seen_at(conn: Connection, person_id: str) -> int | None:
    """Return when a person's page was last opened here, or nothing."""
    query = sa.select(seen_person.c.seen_at).where(seen_person.c.person_id == person_id)
    found: int | None = conn.execute(query).scalar()
    return found


def forget(conn: Connection, person_ids: list[str]) -> None:
    """Forget people who are no longer at this desk."""
    conn.execute(seen_person.delete().where(seen_person.c.person_id.in_(person_ids)))
