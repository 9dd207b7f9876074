# SPDX-License-Identifier: EUPL-1.2
"""The server's images of the rows that unanswered operations changed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.models.reads import Changes, Key
from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS
from welfare_desk.store.desk_tables import base_row

_EVERY = sa.select(base_row.c.kind, base_row.c.id, base_row.c.record)
_KEYS = sa.select(base_row.c.kind, base_row.c.id)
_KEEP = insert(base_row).on_conflict_do_nothing(index_elements=["kind", "id"])
_REPLACE = (
    base_row.update()
    .where(base_row.c.kind == sa.bindparam("of"), base_row.c.id == sa.bindparam("which"))
    .values(record=sa.bindparam("record"))
)
_encode = msgspec.msgpack.encode


def images(conn: Connection) -> Changes:
    """Return the image of each row; nothing where the server has no such row."""
    return {(kind, row_id): _opened(kind, data) for kind, row_id, data in conn.execute(_EVERY)}


def keep_first(conn: Connection, images: Changes) -> None:
    """Keep images of rows that have none yet: later operations never change the first."""
    if images:
        listed = [
            {"kind": kind, "id": row_id, "record": _packed(row)}
            for (kind, row_id), row in images.items()
        ]
        conn.execute(_KEEP, listed)


def replace(conn: Connection, changes: Changes) -> None:
    """Put fresh rows in the place of the images that are there; rows without image are left."""
    if changes:
        listed = [
            {"of": kind, "which": row_id, "record": _packed(row)}
            for (kind, row_id), row in changes.items()
        ]
        conn.execute(_REPLACE, listed)


def has(conn: Connection, keys: Iterable[Key]) -> set[Key]:
    """Return those of the keys that have an image."""
    kept = {(kind, row_id) for kind, row_id in conn.execute(_KEYS)}
    return kept.intersection(keys)


def clear(conn: Connection) -> None:
    """Forget all images."""
    conn.execute(base_row.delete())


def _packed(row: Record | None) -> bytes | None:
    return None if row is None else _encode(row)


def _opened(kind: str, data: bytes | None) -> Record | None:
    return None if data is None else _decoder(kind).decode(data)


@cache
def _decoder(kind: str) -> Any:
    return msgspec.msgpack.Decoder(KINDS[kind])
