# SPDX-License-Identifier: EUPL-1.2
"""Enrolment and hello: who a desk is, where it stands, what it must do first."""

from __future__ import annotations

from sqlalchemy import Connection

from welfare_desk.core.text import clean
from welfare_desk.models.central import Device
from welfare_desk.models.territory import Desk
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.central.greeting import check_hello, greet, was_restored
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.protocol.messages import Enrol, Enrolled, Hello, Welcome
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.own import record_own_in
from welfare_desk.server.sql_port import reading
from welfare_desk.store import devices, server_meta
from welfare_desk.store.devices import Code

PUBLIC_KEY_BYTES = 32


def enrol(central: Central, message: Enrol) -> Enrolled:
    """Make a desk of whoever brings a living one-time code; of several who try, one is.

    The same key with the same code gets the same answer again: the first may have been
    lost.  Refused with 403 ``enrolment_refused`` for a code that is wrong, used or too old.
    """
    if len(message.public_key) != PUBLIC_KEY_BYTES:
        raise Refused(400, "key_wrong")
    hashed = devices.code_hash(message.code)
    with central.store.read() as conn:
        code = devices.code(conn, hashed)
    if code is None:
        raise Refused(403, "enrolment_refused")
    with central.store.write() as conn:
        standing = server_meta.lock(conn, code.territory_id)
        now_us = central.clock.now_us()
        if devices.claim_code(conn, hashed, now_us):
            device = _new_device(conn, central, code, message, now_us)
            record_own_in(conn, standing, central, _desk_row(device))
        else:
            device = _same_again(conn, hashed, message)
    return Enrolled(
        territory_id=device.territory_id,
        device=device.device,
        inc=device.inc,
        name=device.name,
        municipality_id=device.municipality_id,
        epoch=standing.epoch,
        server_key=central.key.public,
        key_id=central.key.key_id,
        server_time=central.clock.now_us(),
    )


def _new_device(
    conn: Connection, central: Central, code: Code, message: Enrol, now_us: int
) -> Device:
    with central.registry.write() as registry:
        number = devices.next_device(registry, code.territory_id)
    device = Device(
        device=number,
        territory_id=code.territory_id,
        public_key=message.public_key,
        inc=1,
        name=clean(code.name or message.name, 60, "name"),
        municipality_id=code.municipality_id,
        provider_id=code.provider_id,
        enrolled_at=now_us,
        last_seen_at=now_us,
        revoked=False,
        stolen=False,
    )
    devices.add(conn, device)
    devices.settle_code(conn, code.code_hash, number)
    return device


def _same_again(conn: Connection, hashed: str, message: Enrol) -> Device:
    used = devices.code(conn, hashed)
    device = None
    if used is not None and used.device is not None:
        device = devices.device(conn, used.device)
    if device is None or device.public_key != message.public_key or device.revoked:
        raise Refused(403, "enrolment_refused")
    return device


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


def _desk_row(device: Device) -> ApplyTerritory:
    return ApplyTerritory(reason="enrol", rows=(desk_fields(device),))


def hello(central: Central, device: Device, message: Hello) -> Welcome:
    """Return what a desk must do: go on, send again, start a new incarnation, upgrade, wipe.

    A cursor beyond what the server has shows that the server was restored: the epoch rises,
    so that lease ids and numbers granted before are never granted again (rule 11).
    """
    territory_id = device.territory_id
    check_hello(device, message)
    _note_incarnation(central, device, message.inc)
    with central.store.read() as conn:
        standing = server_meta.standing(conn, territory_id)
    if was_restored(standing, message):
        raise_epoch(central, territory_id)
    with reading(central, territory_id) as port:
        return greet(port, device, message, now_us=central.clock.now_us())


def _note_incarnation(central: Central, device: Device, inc: int) -> None:
    with central.store.write() as conn:
        devices.touch(conn, device.device, inc, central.clock.now_us())
    if inc > device.inc:
        with central.registry.write() as registry:
            devices.register_inc(registry, device.device, inc)


def raise_epoch(central: Central, territory_id: str) -> int:
    """Begin a new epoch, higher than any the registry knows; return it."""
    with central.store.write() as conn:
        standing = server_meta.lock(conn, territory_id)
        with central.registry.write() as registry:
            highest = devices.registered_epoch(registry, territory_id)
            epoch = max(highest, standing.epoch) + 1
            devices.register_epoch(registry, territory_id, epoch)
        server_meta.set_epoch(conn, territory_id, epoch)
    return epoch
