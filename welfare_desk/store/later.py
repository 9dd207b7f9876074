# SPDX-License-Identifier: EUPL-1.2
"""Writes that PostgreSQL works on while this program goes on; awaited before anything is read.

On SQLite they are done at once: there is nobody else to do them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection, CursorResult, Engine, event
from sqlalchemy.exc import DBAPIError

_OPEN = "writes under way"


def write(conn: Connection, statement: str, parameters: tuple[Any, ...]) -> None:
    """Send a statement that returns nothing; what it is refused with is raised later.

    That is at the next statement that waits, or at the commit.
    """
    if conn.dialect.name != "postgresql":
        conn.exec_driver_sql(statement, parameters)
        return
    driver: Any = conn.connection.driver_connection
    if _OPEN not in conn.info:
        pipeline = driver.pipeline()
        pipeline.__enter__()
        conn.info[_OPEN] = pipeline
    try:
        driver.execute(statement, parameters)
    except psycopg.Error as error:
        raise _told(conn, statement, error) from error


def read(
    conn: Connection, asked: Sequence[tuple[str, tuple[Any, ...]]]
) -> list[list[tuple[Any, ...]]]:
    """Return the driver's rows of each statement; PostgreSQL hears all before it answers one.

    A row of SQLAlchemy costs as much as the record that is made of it.
    """
    if conn.dialect.name != "postgresql" or len(asked) < _WORTH_IT:
        return [_rows(conn.exec_driver_sql(*each)) for each in asked]
    wait(conn)
    driver: Any = conn.connection.driver_connection
    try:
        with driver.pipeline():
            cursors = [driver.execute(*each) for each in asked]
            return [cursor.fetchall() for cursor in cursors]
    except psycopg.Error as error:
        raise _told(conn, "", error) from error


_WORTH_IT = 2


def _rows(found: CursorResult[Any]) -> list[tuple[Any, ...]]:
    cursor: Any = found.cursor
    rows: list[tuple[Any, ...]] = cursor.fetchall()
    found.close()
    return rows


def wait(conn: Connection) -> None:
    """Wait for the writes that are under way; raises what one of them was refused with."""
    pipeline = conn.info.pop(_OPEN, None)
    if pipeline is None:
        return
    try:
        pipeline.__exit__(None, None, None)
    except psycopg.Error as error:
        raise _told(conn, "", error) from error


def watch(engine: Engine) -> None:
    """Make every other statement and each commit of an engine wait for the writes before it."""

    @event.listens_for(engine, "before_cursor_execute")
    def _executes(conn: Connection, *_: Any) -> None:
        wait(conn)

    @event.listens_for(engine, "commit")
    def _commits(conn: Connection) -> None:
        wait(conn)

    @event.listens_for(engine, "rollback")
    def _rolls_back(conn: Connection) -> None:
        try:
            wait(conn)
        except DBAPIError:
            return  # whoever rolls back has seen why


def _told(conn: Connection, statement: str, error: psycopg.Error) -> Exception:
    told: Exception = DBAPIError.instance(
        statement, None, error, psycopg.Error, hide_parameters=True, dialect=conn.dialect
    )
    return told
