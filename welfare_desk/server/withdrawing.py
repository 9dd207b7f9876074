# SPDX-License-Identifier: EUPL-1.2
"""A desk is withdrawn: its rights stand in doubt, and nobody waits for it any more."""

from __future__ import annotations

import msgspec

from welfare_desk.models.central import Device
from welfare_desk.models.fund import Resource
from welfare_desk.models.territory import Desk
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.central import own_acts, recovery
from welfare_desk.operations.desks import put_in_doubt
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.operations.world import World
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlServerPort
from welfare_desk.store import devices


def desk_fields(device: Device) -> ServerRow:
    """Return the row by which all desks know a desk."""
    row = Desk(
        id=str(device.device),
        territory_id=device.territory_id,
        device=device.device,
        name=device.name,
        municipality_id=device.municipality_id,
        provider_id=device.provider_id,
        revoked=device.revoked,
    )
    return ServerRow(Desk.KIND, row.id, to_wire(row))


def withdraw(
    central: Central, port: SqlServerPort, desk: Device, *, stolen: bool
) -> dict[str, int]:
    """Withdraw a desk in the open transaction; return what its leases put in doubt."""
    now_us = central.clock.now_us()
    devices.revoke(port.conn, desk.device, stolen=stolen)
    record(central, port, "revoke", msgspec.structs.replace(desk, revoked=True))
    exposed = _in_doubt(port, desk.device)
    port.set_done(desk.device)
    if port.standing.recovery and recovery.is_over(port):
        recovery.finish(port, central.key, now_us=now_us, chance=central.random)
    return exposed


def record(central: Central, port: SqlServerPort, reason: str, desk: Device) -> None:
    """Record by an operation of the server how all desks know a desk from now on."""
    own_acts.record_own(
        port,
        central.key,
        ApplyTerritory(reason=reason, rows=(desk_fields(desk),)),
        now_us=central.clock.now_us(),
        chance=central.random(own_acts.CHANCE),
    )


def _in_doubt(port: SqlServerPort, device: int) -> dict[str, int]:
    world = World(port.rows, port.territory_id, settled=True)
    exposed: dict[str, int] = {}
    for lease in port.grants_of(device):
        if lease.state != "live":
            continue
        put_in_doubt(lease, world)
        left = lease.quantity - lease.spent - lease.returned
        if left and world.get(Resource, lease.resource) is not None:
            exposed[lease.resource] = exposed.get(lease.resource, 0) + left
    changes = world.changes()
    port.save(changes)
    port.advance(port.stamp(changes, port.standing.server_seq))
    return exposed
