# SPDX-License-Identifier: EUPL-1.2
"""What the server records about desks: copies, what was withdrawn, reclaimed, recovered."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.models.fund import Grant, Resource, WholeRight
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Desk
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class Reserve(msgspec.Struct, frozen=True):
    """A quantity of a resource by its name."""

    resource: str
    quantity: int


class AboutDesk(Operation, frozen=True, kw_only=True):
    """An operation of device 0 about one desk."""

    ACT: ClassVar[str] = "territory"

    desk: int

    def entity(self) -> str:
        return str(self.desk)

    def reads(self) -> tuple[Read, ...]:
        return (One(Desk.KIND, str(self.desk)), Where(Grant.KIND, "device", self.desk))


class NoteCopy(AboutDesk, frozen=True, kw_only=True):
    """A desk turned out to be a copy: it goes on as ``new_inc`` and somebody must look.

    The amount of the review item is what the desk's fund leases still hold, in cents.
    """

    inc: int
    new_inc: int
    frozen: tuple[str, ...] = ()
    """What nothing is granted of until two administrators reclaim what the desk holds: the server
    was restored, and cannot know what the other copy promised of it (rule 18)."""

    ahead: bool = False
    """Not a copy: it says that it saw more than the server has, and cannot show it."""

    def apply(self, act: Act, world: World) -> None:
        if self.ahead:
            _open(self.desk, "desk_ahead", world)
            return
        for resource in self.frozen:
            world.put(frozen_mark(self.desk, resource, world.territory_id, act.wall))
        held = sum(
            _left(row)
            for row in world.find(Grant, "device", self.desk)
            if row.state in ("live", "in_doubt") and row.resource.startswith("fund:")
        )
        _open(self.desk, "desk_copied", world, amount_cents=held)


class NoteQuarantine(AboutDesk, frozen=True, kw_only=True):
    """A withdrawn desk sent work that waits to be admitted."""

    def apply(self, act: Act, world: World) -> None:
        _open(self.desk, "quarantine", world)


class ReclaimDesk(AboutDesk, frozen=True, kw_only=True):
    """Two administrators take back all that a desk holds, without its word (rule 3).

    What it spends of it later is late: covered from what is free, or a liability.
    """

    rights: tuple[str, ...] = ()
    """The whole rights that it holds."""
    asked_by: tuple[str, ...] = ()
    """The two administrators."""

    def apply(self, act: Act, world: World) -> None:
        cents = 0
        for row in world.find(Grant, "device", self.desk):
            if row.state not in ("live", "in_doubt"):
                continue
            # What is left of a block of numbers is void; only what can be counted comes back.
            left = _left(row) if world.get(Resource, row.resource) is not None else 0
            world.put(
                msgspec.structs.replace(
                    row, returned=row.returned + left, state="reclaimed", fence=row.fence + 1
                )
            )
            _give_back(row, left, world)
            cents += left if row.resource.startswith("fund:") else 0
        for right_id in self.rights:
            right = world.get(WholeRight, right_id)
            if right is not None and right.holder == self.desk:
                world.put(
                    msgspec.structs.replace(right, holder=0, holder_inc=0, wanted_by=0, lease="")
                )
        _open(self.desk, "reclaimed", world, amount_cents=cents)


class WriteOffDesk(AboutDesk, frozen=True, kw_only=True):
    """Two administrators give up waiting for a desk after a restore (rule 11).

    Its leases stand in doubt, and of each resource a reserve for what it may have got after
    the backup.
    """

    reserves: tuple[Reserve, ...]
    asked_by: tuple[str, ...] = ()
    """The two administrators."""
    inc: int = 0
    """The incarnation that is given up alone, or 0 for all that the desk has."""

    def reads(self) -> tuple[Read, ...]:
        return (
            *super().reads(),
            *(One(Resource.KIND, each.resource) for each in self.reserves),
        )

    def apply(self, act: Act, world: World) -> None:
        cents = 0
        for row in world.find(Grant, "device", self.desk):
            if row.state == "live" and self.inc in (0, row.inc):
                put_in_doubt(row, world)
                cents += _left(row) if row.resource.startswith("fund:") else 0
        for place, each in enumerate(self.reserves, start=1):
            cents += self._reserve(place, each, act, world)
        _open(self.desk, "written_off", world, amount_cents=cents)

    def _reserve(self, place: int, each: Reserve, act: Act, world: World) -> int:
        resource = world.get(Resource, each.resource)
        quantity = 0 if resource is None else min(each.quantity, resource.free)
        if resource is None or quantity <= 0:
            return 0
        which = f"{act.inc}.{self.inc}" if self.inc else f"{act.inc}"
        world.put(
            Grant(
                id=f"{reserve_prefix(self.desk)}{which}-{place}",
                territory_id=world.territory_id,
                device=self.desk,
                inc=0,
                resource=each.resource,
                quantity=quantity,
                spent=0,
                returned=0,
                fence=0,
                not_after_at=act.wall,
                state="in_doubt",
            )
        )
        world.put(
            msgspec.structs.replace(
                resource,
                free=resource.free - quantity,
                in_doubt=resource.in_doubt + quantity,
            )
        )
        return quantity if each.resource.startswith("fund:") else 0


class EndRecovery(Operation, frozen=True, kw_only=True):
    """All logs are here: what was promised beyond a total is now known, and listed."""

    ACT: ClassVar[str] = "territory"

    epoch: int
    resources: tuple[str, ...]
    """Those of which more was taken than there is."""

    def reads(self) -> tuple[Read, ...]:
        return tuple(One(Resource.KIND, each) for each in self.resources)

    def apply(self, act: Act, world: World) -> None:
        for resource_id in self.resources:
            row = world.get(Resource, resource_id)
            if row is None or row.free >= 0:
                continue
            beyond = -row.free
            cents = beyond if resource_id.startswith("fund:") else 0
            world.put(
                ReviewItem(
                    id=derived(act.op_id, f"review:liability:{resource_id}"),
                    territory_id=world.territory_id,
                    controller_id="",
                    op_id=act.op_id,
                    op_kind=act.kind,
                    code="liability",
                    person_id="",
                    amount_cents=cents,
                    opened_at=act.wall,
                    closed_at=None,
                    device=0,
                )
            )


def frozen_mark(desk: int, resource: str, territory_id: str, at: int) -> Grant:
    """Return the mark that nothing is granted of a resource because of a desk.

    Reclaiming what the desk holds closes the mark with the desk's leases.
    """
    return Grant(
        id=f"frozen:{desk}:{resource}",
        territory_id=territory_id,
        device=desk,
        inc=0,
        resource=resource,
        quantity=0,
        spent=0,
        returned=0,
        fence=0,
        not_after_at=at,
        state="in_doubt",
    )


def reserve_prefix(desk: int) -> str:
    """Return how the ids of what was reserved for a written-off desk begin."""
    return f"reserve:{desk}:"


def put_in_doubt(row: Grant, world: World) -> None:
    """Move what is left of a lease from lent to in doubt: nobody may spend it twice."""
    world.put(msgspec.structs.replace(row, state="in_doubt"))
    resource = world.get(Resource, row.resource)
    if resource is not None:
        world.put(msgspec.structs.replace(resource, in_doubt=resource.in_doubt + _left(row)))


def _left(row: Grant) -> int:
    return row.quantity - row.spent - row.returned


def _give_back(row: Grant, left: int, world: World) -> None:
    resource = world.get(Resource, row.resource)
    if resource is None:
        return
    doubted = left if row.state == "in_doubt" else 0
    world.put(
        msgspec.structs.replace(
            resource, free=resource.free + left, in_doubt=resource.in_doubt - doubted
        )
    )


def _open(device: int, code: str, world: World, *, amount_cents: int = 0) -> None:
    act = world.act
    desk = world.get(Desk, str(device))
    world.put(
        ReviewItem(
            id=derived(act.op_id, f"review:{code}"),
            territory_id=world.territory_id,
            controller_id="" if desk is None else desk.municipality_id,
            op_id=act.op_id,
            op_kind=act.kind,
            code=code,
            person_id="",
            amount_cents=amount_cents,
            opened_at=act.wall,
            closed_at=None,
            device=device,
        )
    )
