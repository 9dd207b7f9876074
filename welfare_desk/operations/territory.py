# SPDX-License-Identifier: EUPL-1.2
"""The server's own operation: rows that it owns, and the totals of what can be granted."""

from __future__ import annotations

from typing import Any, ClassVar

import msgspec

from welfare_desk.models.fund import Resource
from welfare_desk.models.reads import One, Read
from welfare_desk.models.registry import KINDS
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class ServerRow(msgspec.Struct, frozen=True):
    """A row that the server owns, as its kind and fields; without fields it is dropped."""

    kind: str
    id: str
    fields: dict[str, Any] | None


class Total(msgspec.Struct, frozen=True):
    """How much of a resource there is: places, or cents."""

    resource: str
    total: int


class ApplyTerritory(Operation, frozen=True, kw_only=True):
    """Bring server-owned rows to what ``server apply``, ``operator-add`` and the like said.

    Made by device 0 only.  A total that falls below what is granted or committed makes the
    free part negative until desks give rights back: promises stand.
    """

    ACT: ClassVar[str] = "territory"

    reason: str
    rows: tuple[ServerRow, ...]
    totals: tuple[Total, ...] = ()

    def reads(self) -> tuple[Read, ...]:
        ones = tuple(One(row.kind, row.id) for row in self.rows)
        return ones + tuple(One(Resource.KIND, each.resource) for each in self.totals)

    def apply(self, act: Act, world: World) -> None:
        for row in self.rows:
            kind = KINDS[row.kind]
            if row.fields is None:
                world.drop(kind, row.id)
            else:
                own = {**row.fields, "id": row.id, "territory_id": world.territory_id}
                world.put(msgspec.convert(own, kind))
        for each in self.totals:
            before = world.get(Resource, each.resource) or Resource(
                id=each.resource,
                territory_id=world.territory_id,
                total=0,
                free=0,
                committed=0,
                in_doubt=0,
            )
            more = each.total - before.total
            world.put(msgspec.structs.replace(before, total=each.total, free=before.free + more))
