# SPDX-License-Identifier: EUPL-1.2
"""The rights this desk holds and what is left of each; a lease itself is bytes here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from welfare_desk.models.desk_work import HeldRow
from welfare_desk.store.desk_tables import held_right

__all__ = ["HeldRow"]

_AT_ONCE = 500
_EVERY = sa.select(*(held_right.c[name] for name in HeldRow.__struct_fields__))
# In the order in which they end, so that what would be lost first is spent first.
_ORDER = (held_right.c.not_after, held_right.c.lease_id)
_ADD = insert(held_right).on_conflict_do_nothing(index_elements=[held_right.c.lease_id])
_SET_LEFT = (
    held_right.update()
    .where(held_right.c.lease_id == sa.bindparam("of"))
    .values(left=sa.bindparam("rest"))
)


def held(conn: Connection, resources: Iterable[str]) -> list[HeldRow]:
    """Return the leases of these resources, the one that ends first in front."""
    wanted = list(resources)
    return _rows(conn, _EVERY.where(held_right.c.resource.in_(wanted))) if wanted else []


def by_lease(conn: Connection, lease_id: str) -> list[HeldRow]:
    """Return the lease, as a list of one or none."""
    return _rows(conn, _EVERY.where(held_right.c.lease_id == lease_id))


def all_held(conn: Connection) -> list[HeldRow]:
    """Return every lease of this desk."""
    return _rows(conn, _EVERY)


def add(conn: Connection, rows: Iterable[HeldRow]) -> None:
    """Take leases in; one that is already here keeps what is left of it."""
    listed = [msgspec.structs.asdict(row) for row in rows]
    if listed:
        conn.execute(_ADD, listed)


def set_left(conn: Connection, left: dict[str, int]) -> None:
    """Set what is left of leases."""
    if left:
        conn.execute(_SET_LEFT, [{"of": lease_id, "rest": rest} for lease_id, rest in left.items()])


def remove(conn: Connection, lease_ids: Iterable[str]) -> None:
    """Forget leases that were given back in full or that a fork withdrew."""
    listed = [{"of": lease_id} for lease_id in lease_ids]
    if listed:
        conn.execute(held_right.delete().where(held_right.c.lease_id == sa.bindparam("of")), listed)


def summary(conn: Connection, ends_after: int = 0) -> dict[str, int]:
    """Return what is left of each resource, over its leases that end after an instant."""
    query = sa.select(held_right.c.resource, sa.func.sum(held_right.c.left))
    query = query.where(held_right.c.not_after > ends_after)
    found = conn.execute(query.group_by(held_right.c.resource)).all()
    return {name: int(left) for name, left in found}


def left_of(conn: Connection, resources: Iterable[str], ends_after: int = 0) -> dict[str, int]:
    """Return the same as ``summary``, of these resources only: many leases may be held."""
    found: dict[str, int] = {}
    wanted = list(resources)
    for begin in range(0, len(wanted), _AT_ONCE):
        query = (
            sa.select(held_right.c.resource, sa.func.sum(held_right.c.left))
            .where(
                held_right.c.resource.in_(wanted[begin : begin + _AT_ONCE]),
                held_right.c.not_after > ends_after,
            )
            .group_by(held_right.c.resource)
        )
        found.update({name: int(left) for name, left in conn.execute(query).all()})
    return found


def _rows(conn: Connection, query: sa.Select[Any]) -> list[HeldRow]:
    names = HeldRow.__struct_fields__
    found = conn.execute(query.order_by(*_ORDER))
    return [HeldRow(**dict(zip(names, row, strict=True))) for row in found]
