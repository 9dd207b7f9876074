# SPDX-License-Identifier: EUPL-1.2
"""Tables from one revision to the next, run by the program itself.

A migration is one transaction: killed in the middle, the store is as it was before.
Foreign keys are off while tables are rebuilt, or a cascade empties what points to them, and
checked before the commit.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

Side = Literal["desk", "server"]

_HOME = Path(__file__).parent / "migrations"
_MIGRATION_LOCK = 0x57454C46
"""Two server processes that start together migrate one after the other."""


@cache
def known(side: Side) -> tuple[str, ...]:
    """Return the revisions of this program, oldest first, without loading Alembic."""
    names = (_HOME / side / "versions").glob("[0-9][0-9][0-9][0-9]_*.py")
    return tuple(sorted(name.stem[:4] for name in names))


def head(side: Side) -> str:
    """Return this program's revision."""
    return known(side)[-1]


def revision(conn: Connection) -> str | None:
    """Return the revision of a database, or nothing before its first migration."""
    if not sa.inspect(conn).has_table("alembic_version"):
        return None
    found = conn.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def upgrade(on: Engine | Connection, side: Side, to: str = "head") -> None:
    """Bring a database to a revision, in one transaction where an engine is given."""
    if isinstance(on, Connection):
        _run(on, side, to)
        return
    sqlite = on.dialect.name == "sqlite"
    with on.connect() as conn:
        if sqlite:
            # Takes effect outside a transaction only.
            _driver_execute(conn, "PRAGMA foreign_keys = OFF")
        try:
            with conn.begin():
                if not sqlite:
                    lock = sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK))
                    conn.execute(lock)
                _run(conn, side, to)
                if sqlite:
                    broken = conn.exec_driver_sql("PRAGMA foreign_key_check").fetchone()
                    assert broken is None, "a migration left a row that points to nothing"
        finally:
            if sqlite:
                _driver_execute(conn, "PRAGMA foreign_keys = ON")


def configuration(side: Side) -> Any:
    """Return Alembic's configuration of a side; ``connection`` is put into its attributes."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HOME / side).replace("%", "%%"))
    return config


def _run(conn: Connection, side: Side, to: str) -> None:
    # Alembic takes 150 ms to load; a start without migration must not pay for it.
    from alembic import command

    config = configuration(side)
    config.attributes["connection"] = conn
    command.upgrade(config, to)


def _driver_execute(conn: Connection, statement: str) -> None:
    driver = conn.connection.driver_connection
    assert driver is not None
    driver.execute(statement)
