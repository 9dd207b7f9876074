# SPDX-License-Identifier: EUPL-1.2
"""Where this desk stands, read from the open store."""

from __future__ import annotations

from sqlalchemy import Connection

from welfare_desk.operations.desk_side import standing
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.sync.sql_port import SqlPort

__all__ = ["Standing", "read"]


def read(conn: Connection) -> Standing:
    """Return where the desk stands; refused with ``NotEnrolled``."""
    return standing.read(SqlPort(conn))
