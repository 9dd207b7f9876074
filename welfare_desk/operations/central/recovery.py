# SPDX-License-Identifier: EUPL-1.2
"""After a restore: a new epoch, leases adopted, and waiting until every desk's log is here."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from welfare_desk.core.awards import highest_award
from welfare_desk.models.central import Block, Device, Head, Incarnation
from welfare_desk.models.fund import Fund, Grant, Resource, WholeRight
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.operations.central.granting import in_scope
from welfare_desk.operations.central.numbering import NUMBER_TEXTS
from welfare_desk.operations.central.own_acts import CHANCE, record_own
from welfare_desk.operations.central.ports import Chance, Notary, RegistryPort, ServerPort
from welfare_desk.operations.central.settling import settle_parked
from welfare_desk.operations.desks import (
    EndRecovery,
    ReclaimDesk,
    Reserve,
    WriteOffDesk,
    frozen_mark,
    reserve_prefix,
)
from welfare_desk.operations.rights import whole
from welfare_desk.operations.world import World
from welfare_desk.protocol.lease import Lease, signed_part
from welfare_desk.protocol.messages import Push

AWAITED_US = 14 * 24 * 3600 * 1_000_000
"""A desk that was not seen for longer is not waited for."""


def begin(port: ServerPort, registry: RegistryPort, *, now_us: int, at_least: int = 0) -> int:
    """Begin a new epoch, higher than any that was, and wait for the desks' logs; return it.

    Waited for is every incarnation that was greeted within fourteen days, of desks that are
    not withdrawn: each was told what no other may know.  With none there is nothing to recover.
    """
    territory_id = port.territory_id
    epoch = max(registry.epoch(territory_id), port.standing.epoch, at_least) + 1
    registry.register_epoch(territory_id, epoch)
    port.set_epoch(epoch)
    awaited = registry.seen_since(territory_id, now_us - AWAITED_US)
    port.await_places(awaited)
    port.set_recovery(epoch if awaited else 0)
    return epoch


def heard(
    port: ServerPort,
    notary: Notary,
    message: Push,
    head: Head,
    *,
    now_us: int,
    chance: Chance,
) -> None:
    """Note that an incarnation's whole log may be here, and end the recovery with the last one.

    Only the push that goes to the chain's end counts: one before it may leave words unsaid that
    the desk has for operations which lie here parked.
    """
    if not port.standing.recovery:
        return
    said = message.first_seq - 1 + len(message.ops)
    if message.certs_done and is_whole(head) and said >= head.seq:
        port.set_done(message.device, message.inc)
    if is_over(port):
        finish(port, notary, now_us=now_us, chance=chance)


def is_of(place: Incarnation, device: int, inc: int) -> bool:
    """Tell whether an awaited incarnation is meant; 0 stands for all of a desk."""
    return place[0] == device and (not inc or place[1] in (0, inc))


def is_whole(head: Head) -> bool:
    """Tell whether all that a desk ever said it has is here."""
    return head.seq >= head.end_seq


def is_over(port: ServerPort) -> bool:
    """Tell whether a recovery waits for nobody any more."""
    return all(port.awaited().values())


def finish(port: ServerPort, notary: Notary, *, now_us: int, chance: Chance) -> None:
    """End a recovery: what was parked is judged, and what is beyond a total is listed."""
    port.set_recovery(0)
    settle_parked(port, notary, now_us=now_us)
    beyond = tuple(sorted(row.id for row in port.resources() if row.free < 0))
    act = EndRecovery(epoch=port.standing.epoch, resources=beyond)
    record_own(port, notary, act, now_us=now_us, chance=chance(CHANCE))


def adopt(port: ServerPort, notary: Notary, device: Device, message: Push) -> int:
    """Take in the leases that a desk holds and this server forgot; return how many.

    A lease counts by its signature.  In recovery what is free may fall below nothing; outside
    it only what is free, or was reserved for this very desk, makes room for a lease.
    """
    leases = [each for each in map(_lease, message.certs) if each is not None]
    leases = [each for each in leases if _is_ours(port, notary, message, each)]
    if not leases:
        return 0
    world = World(port.rows, port.territory_id, settled=True)
    known = port.blocks(lease.id for lease in leases)
    adopted = 0
    for lease in leases:
        if whole(lease.resource):
            adopted += _adopt_whole(world, device, lease)
        elif world.get(Grant, lease.id) is None and _make_room(port, world, lease):
            world.put(_granted(port.territory_id, lease))
            adopted += 1
            if lease.inc < message.inc and lease.resource.startswith(("slot:", "fund:")):
                # Lent to a life that was copied: the other copy may promise of it.
                world.put(
                    frozen_mark(lease.device, lease.resource, port.territory_id, lease.not_after)
                )
            if _has_numbers(lease.resource) and lease.id not in known:
                port.add_block(
                    Block(lease.id, lease.resource, lease.epoch, lease.block, lease.quantity)
                )
    _keep(port, world)
    return adopted


def write_off(
    port: ServerPort,
    notary: Notary,
    device: Device,
    *,
    now_us: int,
    chance: Chance,
    asked_by: tuple[str, ...] = (),
    inc: int = 0,
) -> dict[str, int]:
    """Wait for a desk no more; return what now stands in doubt because of it, by resource.

    With ``inc`` for that incarnation alone: a lost copy, or the later self of a store that was
    put back.  In doubt stands what its leases hold and, of each resource of its municipality,
    as much as it may have been granted after the backup.
    """
    before = _doubted(port)
    reserves = tuple(_reserves(port, device))
    act = WriteOffDesk(desk=device.device, reserves=reserves, asked_by=asked_by, inc=inc)
    record_own(port, notary, act, now_us=now_us, chance=chance(CHANCE))
    port.set_done(device.device, inc)
    after = _doubted(port)
    if is_over(port):
        finish(port, notary, now_us=now_us, chance=chance)
    return {name: after[name] - before[name] for name in after if after[name] > before[name]}


def reclaim(
    port: ServerPort,
    notary: Notary,
    device: Device,
    *,
    now_us: int,
    chance: Chance,
    asked_by: tuple[str, ...] = (),
) -> dict[str, int]:
    """Take back what a desk holds, without its word; return the exposure by resource."""
    exposure: dict[str, int] = {}
    for row in port.grants_of(device.device):
        left = row.quantity - row.spent - row.returned
        if left and not _has_numbers(row.resource):
            exposure[row.resource] = exposure.get(row.resource, 0) + left
    rights = tuple(port.rights_of(device.device))
    exposure |= dict.fromkeys(rights, 1)
    act = ReclaimDesk(desk=device.device, rights=rights, asked_by=asked_by)
    record_own(port, notary, act, now_us=now_us, chance=chance(CHANCE))
    return exposure


def _lease(cert: bytes) -> Lease | None:
    try:
        return msgspec.msgpack.decode(cert, type=Lease)
    except msgspec.MsgspecError:
        return None


def _is_ours(port: ServerPort, notary: Notary, message: Push, lease: Lease) -> bool:
    return (
        lease.device == message.device
        and lease.inc <= message.inc
        and lease.epoch < port.standing.epoch
        and 0 < lease.quantity < 1 << 53
        and notary.verifies(notary.public, lease.signature, signed_part(lease))
    )


def _has_numbers(resource: str) -> bool:
    return resource in NUMBER_TEXTS or resource.startswith("serial:")


def _granted(territory_id: str, lease: Lease) -> Grant:
    return Grant(
        id=lease.id,
        territory_id=territory_id,
        device=lease.device,
        inc=lease.inc,
        resource=lease.resource,
        quantity=lease.quantity,
        spent=0,
        returned=0,
        fence=lease.fence,
        not_after_at=lease.not_after,
        state="live",
    )


def _make_room(port: ServerPort, world: World, lease: Lease) -> bool:
    """Take a lease's quantity from what is free; false where there is no room for it."""
    if _has_numbers(lease.resource):
        return True
    resource = world.get(Resource, lease.resource)
    if resource is None:
        return False
    if port.standing.recovery:
        world.put(msgspec.structs.replace(resource, free=resource.free - lease.quantity))
        return True
    reserved = [
        row
        for row in world.find(Grant, "device", lease.device)
        if row.id.startswith(reserve_prefix(lease.device))
        and (row.resource, row.state) == (lease.resource, "in_doubt")
    ]
    room = sum(row.quantity - row.returned for row in reserved)
    if lease.quantity > resource.free + room:
        return False
    open_quantity = lease.quantity
    for row in reserved:
        here = min(open_quantity, row.quantity - row.returned)
        world.put(msgspec.structs.replace(row, returned=row.returned + here))
        open_quantity -= here
    world.put(
        msgspec.structs.replace(
            resource,
            free=resource.free - open_quantity,
            in_doubt=resource.in_doubt - (lease.quantity - open_quantity),
        )
    )
    return True


def _adopt_whole(world: World, device: Device, lease: Lease) -> int:
    row = world.get(WholeRight, lease.resource)
    if row is not None and _age(row.lease) >= _age(lease.id):
        return 0
    world.put(
        WholeRight(
            id=lease.resource,
            territory_id=world.territory_id,
            controller_id=device.municipality_id if row is None else row.controller_id,
            holder=lease.device,
            wanted_by=0 if row is None else row.wanted_by,
            lease=lease.id,
            holder_inc=lease.inc,
        )
    )
    return 1


def _age(lease_id: str) -> tuple[int, int]:
    """Return epoch and number of a lease; one that was born with an act is older than all."""
    epoch, _, number = lease_id.removeprefix("e").partition("-")
    if lease_id[:1] == "e" and epoch.isdigit() and number.isdigit():
        return int(epoch), int(number)
    return 0, 0


def _keep(port: ServerPort, world: World) -> None:
    changes = world.changes()
    port.save(changes)
    last = port.stamp(changes, port.standing.server_seq)
    if last > port.standing.server_seq:
        port.advance(last)


def _doubted(port: ServerPort) -> dict[str, int]:
    return {row.id: row.in_doubt for row in port.resources()}


def _reserves(port: ServerPort, device: Device) -> Iterable[Reserve]:
    """Give what a desk may have been granted at most of each resource that it may ask for."""
    world = World(port.rows, port.territory_id, settled=True)
    for row in sorted(port.resources(), key=lambda each: each.id):
        unit = _unit(world, row.id, device)
        if unit and row.free > 0:
            yield Reserve(row.id, min(row.free, max(unit, row.total // 2)))


def _unit(world: World, resource: str, device: Device) -> int:
    """Return one place or a fund's largest award; 0 outside a desk's municipality."""
    kind, _, subject = resource.partition(":")
    if kind == "slot":
        slot = world.get(Slot, subject)
        offering = None if slot is None else world.get(Offering, slot.offering_id)
        return 1 if offering is not None and in_scope(offering, device) else 0
    fund = world.get(Fund, subject)
    if fund is None or not in_scope(fund, device):
        return 0
    return max(1, highest_award(fund.criteria, fund.later_criteria))
