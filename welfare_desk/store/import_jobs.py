# SPDX-License-Identifier: EUPL-1.2
"""How far each import came, kept in the transaction of its rows, and the columns once meant."""

from __future__ import annotations

import json
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.store.server_meta import insert_into
from welfare_desk.store.server_tables import import_columns, import_job

State = Literal["running", "stopped", "done"]


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """An import; ``running`` with nobody running it was killed and goes on from ``rows_done``."""

    id: str
    territory_id: str
    sha256: str
    controller_id: str
    path: str
    columns: tuple[str, ...]
    as_of: int
    """The day of what stands in the file, microseconds UTC."""
    state: State
    rows_done: int
    rows_total: int
    counts: str
    """What became of the rows, as JSON."""
    refused_path: str
    refused_bytes: int
    """How much of the file of refused rows belongs to the rows that are done."""
    noted_path: str
    noted_bytes: int
    started_at: int
    changed_at: int
    actor: str


def get(conn: Connection, territory_id: str, job_id: str) -> Job | None:
    """Return an import, or nothing."""
    columns = import_job.c
    found = sa.select(import_job).where(columns.id == job_id, columns.territory_id == territory_id)
    return _job(conn.execute(found).one_or_none())


def last_open(conn: Connection, territory_id: str) -> Job | None:
    """Return the latest import that did not come to its end, or nothing."""
    columns = import_job.c
    found = (
        sa.select(import_job)
        .where(columns.territory_id == territory_id, columns.state != "done")
        .order_by(columns.changed_at.desc())
        .limit(1)
    )
    return _job(conn.execute(found).one_or_none())


def put(conn: Connection, job: Job) -> None:
    """Keep how far an import is."""
    values = msgspec.structs.asdict(job) | {"columns": json.dumps(job.columns)}
    insert = insert_into(conn, import_job)
    fresh = {name: insert.excluded[name] for name in values if name not in ("id", "territory_id")}
    conn.execute(
        insert.on_conflict_do_update(index_elements=["id", "territory_id"], set_=fresh), values
    )


def remembered(conn: Connection, territory_id: str, heading: str) -> tuple[str, ...] | None:
    """Return the columns that were meant under the same heading before, or nothing."""
    columns = import_columns.c
    found = conn.scalar(
        sa.select(columns.columns).where(
            columns.heading == heading, columns.territory_id == territory_id
        )
    )
    return None if found is None else tuple(json.loads(found))


def remember(
    conn: Connection, territory_id: str, heading: str, meant: tuple[str, ...], at: int
) -> None:
    """Keep which columns were meant under a heading."""
    insert = insert_into(conn, import_columns)
    fresh = {name: insert.excluded[name] for name in ("columns", "used_at")}
    conn.execute(
        insert.on_conflict_do_update(index_elements=["heading", "territory_id"], set_=fresh),
        {
            "heading": heading,
            "territory_id": territory_id,
            "columns": json.dumps(meant),
            "used_at": at,
        },
    )


def _job(row: sa.Row[tuple[object, ...]] | None) -> Job | None:
    if row is None:
        return None
    fields = dict(row._mapping)
    return Job(**fields | {"columns": tuple(json.loads(str(fields["columns"])))})
