# SPDX-License-Identifier: EUPL-1.2
"""Many rows into one of the server's tables by one statement, written once for each database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.store import later
from welfare_desk.store.codec import POSTGRES_ARRAYS, as_array


class Bulk:
    """An INSERT of rows as tuples in the order of ``names``, with what follows their values."""

    def __init__(self, table: sa.Table, names: Sequence[str], then: str = "") -> None:
        listed = ", ".join(f'"{name}"' for name in names)
        into = f'INSERT INTO "{table.name}" ({listed})'
        marks = ", ".join("?" * len(names))
        arrays = ", ".join(f"%s::{POSTGRES_ARRAYS[type(table.c[name].type)]}" for name in names)
        self._sqlite = f"{into} VALUES ({marks}) {then}"
        # Names of tables, columns and types of our own: nothing of it comes from outside.
        self._postgres = f"{into} SELECT * FROM unnest({arrays}) {then}"  # noqa: S608

    def insert(self, conn: Connection, rows: list[tuple[Any, ...]]) -> None:
        """Add the rows; none is nothing to do."""
        if not rows:
            return
        if conn.dialect.name == "sqlite":
            conn.exec_driver_sql(self._sqlite, rows)
        else:
            columns = tuple(as_array(list(column)) for column in zip(*rows, strict=True))
            later.write(conn, self._postgres, columns)
