# SPDX-License-Identifier: EUPL-1.2
"""Which tables each side has: those of the records, and its own."""

from __future__ import annotations

import sqlalchemy as sa

from welfare_desk.models.record import NAMING
from welfare_desk.models.record import metadata as records
from welfare_desk.models.registry import KINDS
from welfare_desk.store import desk_tables, server_tables


def desk_metadata() -> sa.MetaData:
    """Return the tables of a desk: shared records and the desk's own."""
    shared = [records.tables[kind.KIND] for kind in KINDS.values() if kind.SIDE == "shared"]
    return _joined([*shared, *desk_tables.metadata.tables.values()])


def server_metadata() -> sa.MetaData:
    """Return the tables of a server: all records and the server's own."""
    kept = [records.tables[kind] for kind in KINDS]
    return _joined([*kept, *server_tables.metadata.tables.values()])


def _joined(tables: list[sa.Table]) -> sa.MetaData:
    joined = sa.MetaData(naming_convention=NAMING)
    for table in tables:
        table.to_metadata(joined).info.clear()
    return joined
