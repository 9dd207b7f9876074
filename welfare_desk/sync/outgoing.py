# SPDX-License-Identifier: EUPL-1.2
"""Runs of operations on their way up, read from the open store."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection

from welfare_desk.core.clock import SystemClock
from welfare_desk.operations.desk_side import sending
from welfare_desk.operations.desk_side.sending import Run
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.protocol.messages import MAX_OPERATIONS
from welfare_desk.sync.device_key import Signer
from welfare_desk.sync.sql_port import RealMeans, SqlPort

__all__ = ["Run", "next_run"]


def next_run(
    conn: Connection, here: Standing, signer: Signer, after: int, limit: int = MAX_OPERATIONS
) -> Run | None:
    """Return the run behind a sequence number, or nothing when all was sent."""
    means = RealMeans(SystemClock(), secrets.token_bytes, signer)
    return sending.next_run(SqlPort(conn), here, means, after, limit)
