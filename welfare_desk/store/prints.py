# SPDX-License-Identifier: EUPL-1.2
"""Print jobs: the page as it was drawn, and what became of it."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.store.desk_tables import print_job


class PrintJob(msgspec.Struct, frozen=True, kw_only=True):
    """One paper on its way to a printer."""

    id: str
    role: str
    """``a4``, ``card`` or ``receipt``."""
    title: str
    """Says what it is without naming anyone: printer queues are read by others."""
    document: str
    """``slip``, ``card``, ``receipt``, ``notice`` or ``recovery``."""
    subject_id: str
    pdf: bytes
    """Empty in lists; ``get`` brings it."""
    state: str
    """``queued``, ``printing``, ``printed``, ``to_check``, ``later`` or ``failed``."""
    copies: int
    created_at: int
    changed_at: int
    note: str


_LISTED = [
    sa.literal(b"").label("pdf") if name == "pdf" else print_job.c[name]
    for name in PrintJob.__struct_fields__
]
_WHOLE = [print_job.c[name] for name in PrintJob.__struct_fields__]
_ORDER = (print_job.c.created_at.desc(), print_job.c.id.desc())


def add(conn: Connection, job: PrintJob) -> None:
    """Store a job with its page."""
    conn.execute(print_job.insert(), msgspec.structs.asdict(job))


def set_state(conn: Connection, job_id: str, state: str, at: int, note: str = "") -> None:
    """Note what became of a job, and when."""
    conn.execute(
        print_job.update()
        .where(print_job.c.id == job_id)
        .values(state=state, changed_at=at, note=note)
    )


def get(conn: Connection, job_id: str) -> PrintJob | None:
    """Return the job with its page, or nothing."""
    found = _jobs(conn, sa.select(*_WHOLE).where(print_job.c.id == job_id))
    return found[0] if found else None


def all(conn: Connection) -> list[PrintJob]:
    """Return every job without its page, the latest first."""
    return _jobs(conn, sa.select(*_LISTED).order_by(*_ORDER))


def by_subject(conn: Connection, document: str, subject_id: str) -> list[PrintJob]:
    """Return the jobs of one paper without their page, the latest first."""
    query = sa.select(*_LISTED).where(
        print_job.c.subject_id == subject_id, print_job.c.document == document
    )
    return _jobs(conn, query.order_by(*_ORDER))


def expire(conn: Connection, before: int) -> int:
    """Forget jobs that were printed before an instant; return how many."""
    done = sa.and_(print_job.c.state == "printed", print_job.c.changed_at < before)
    return conn.execute(print_job.delete().where(done)).rowcount


def _jobs(conn: Connection, query: sa.Select[Any]) -> list[PrintJob]:
    names = PrintJob.__struct_fields__
    return [PrintJob(**dict(zip(names, row, strict=True))) for row in conn.execute(query)]
