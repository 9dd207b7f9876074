# SPDX-License-Identifier: EUPL-1.2
"""Enrolment and hello: who a desk is, where it stands, what it must do first."""

from __future__ import annotations

import hashlib

from sqlalchemy import Connection

from welfare_desk.core.instants import DAY_US
from welfare_desk.core.text import clean
from welfare_desk.models.central import Device
from welfare_desk.operations.central.greeting import check_hello, greet, was_restored
from welfare_desk.operations.central.witness import is_shown
from welfare_desk.operations.desks import NoteCopy
from welfare_desk.protocol.messages import Enrol, Enrolled, Hello, Welcome
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.epochs import keep_told_in
from welfare_desk.server.epochs import raise_epoch as raise_epoch
from welfare_desk.server.own import record_own
from welfare_desk.server.sql_port import SqlRegistryPort, SqlServerPort, reading, writing
from welfare_desk.server.withdrawing import record
from welfare_desk.store import devices, oplog, registry
from welfare_desk.store.devices import Code

PUBLIC_KEY_BYTES = 32
_COME_AGAIN = 60


def enrol(central: Central, message: Enrol) -> Enrolled:
    """Make a desk of whoever brings a living one-time code; of several who try, one is.

    The same key with the same code gets the same answer again: the first may have been
    lost.  With another code it is still the desk that it became, until it has recorded
    something: a second one would be waited for after a restore, and nobody would be it.
    Refused with 403 ``enrolment_refused`` for a code that is wrong, used or too old;
    with 503 ``recovering`` (hint: seconds) while the server waits for logs after a restore.
    """
    if len(message.public_key) != PUBLIC_KEY_BYTES:
        raise Refused(400, "key_wrong")
    hashed = devices.code_hash(message.code)
    with central.store.read() as conn:
        code = devices.code(conn, hashed)
    if code is None:
        raise Refused(403, "enrolment_refused")
    with writing(central, code.territory_id) as port:
        if port.standing.recovery:
            raise Refused(503, "recovering", _COME_AGAIN)
        now_us = central.clock.now_us()
        if devices.claim_code(port.conn, hashed, now_us):
            device = _cut_off(port.conn, code, message)
            if device is None:
                device = _new_device(port, central, code, message, now_us)
                record(central, port, "enrol", device)
            devices.settle_code(port.conn, hashed, device.device)
        else:
            device = _same_again(port.conn, hashed, message)
        epoch = port.standing.epoch
    with central.registry.write() as kept:
        registry.keep_desks(kept, [device])
    return Enrolled(
        territory_id=device.territory_id,
        device=device.device,
        inc=device.inc,
        name=device.name,
        municipality_id=device.municipality_id,
        epoch=epoch,
        server_key=central.key.public,
        key_id=central.key.key_id,
        server_time=central.clock.now_us(),
    )


def _new_device(
    port: SqlServerPort, central: Central, code: Code, message: Enrol, now_us: int
) -> Device:
    with central.registry.write() as kept:
        number = registry.next_device(kept, code.territory_id)
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
    devices.add(port.conn, device)
    return device


def _cut_off(conn: Connection, code: Code, message: Enrol) -> Device | None:
    """Return the desk that this key became under an earlier code and that recorded nothing."""
    scope = (code.municipality_id, code.provider_id, message.public_key)
    for known in devices.devices(conn, code.territory_id):
        if known.revoked or scope != (known.municipality_id, known.provider_id, known.public_key):
            continue
        if oplog.head(conn, code.territory_id, known.device, known.inc) is None:
            return known
    return None


def _same_again(conn: Connection, hashed: str, message: Enrol) -> Device:
    used = devices.code(conn, hashed)
    device = None
    if used is not None and used.device is not None:
        device = devices.device(conn, used.device)
    if device is None or device.public_key != message.public_key or device.revoked:
        raise Refused(403, "enrolment_refused")
    return device


def hello(central: Central, device: Device, message: Hello, said_at: int = 0) -> Welcome:
    """Return what a desk must do: go on, send again, start a new incarnation, upgrade, wipe.

    A desk that saw more than the server has shows that the server was restored: the epoch
    rises, so that lease ids and numbers granted before are never granted again (rule 11).
    It must show it by the server's own signature, or the registry knows a higher epoch than
    the store: else 409 ``unproven``, and an item opens.
    ``said_at`` is when the desk signed it, 0 where nobody knows.
    """
    territory_id = device.territory_id
    check_hello(device, message)
    with reading(central, territory_id) as port:
        restored = not device.revoked and was_restored(port, message)
        shown = restored and (is_shown(port, central.key, message) or _is_known(central, port))
    if restored and not shown:
        _unproven(central, device, message)
        raise Refused(409, "unproven")
    if restored:
        raise_epoch(
            central,
            territory_id,
            at_least=message.epoch,
            still=lambda port: was_restored(port, message),
        )
    with central.registry.write() as kept, reading(central, territory_id) as port:
        greeted = greet(
            port,
            SqlRegistryPort(kept),
            device,
            message,
            now_us=central.clock.now_us(),
            contact=int.from_bytes(central.random(8), "big") >> 1,
            said_at=said_at,
        )
        keep_told_in(kept, central, port.standing)
    if greeted.copied is not None and _first_today(central, device, _state_of(message)):
        record_own(central, territory_id, greeted.copied)
    return greeted.welcome


def _is_known(central: Central, port: SqlServerPort) -> bool:
    """Tell whether the registry itself knows that the store is of an earlier epoch.

    A desk may have taken a new epoch from a welcome, and nothing else was signed for it yet.
    """
    with central.registry.read() as kept:
        return registry.registered_epoch(kept, port.territory_id) > port.standing.epoch


def _unproven(central: Central, device: Device, message: Hello) -> None:
    """Open a review item where a desk says again, or with wrong proof, that it saw more."""
    asked = _first_today(central, device, "unproven")
    if (not asked or message.seen or message.certs) and _first_today(central, device, "ahead"):
        noted = NoteCopy(desk=device.device, inc=message.inc, new_inc=0, ahead=True)
        record_own(central, device.territory_id, noted)


def _first_today(central: Central, device: Device, mark: str) -> bool:
    """Tell whether a desk sets something off for the first time within a day.

    One desk must not fill the review list by asking again.
    """
    now_us = central.clock.now_us()
    with central.registry.write() as kept:
        return registry.first_since(kept, device.device, mark, now_us, now_us - DAY_US)


def _state_of(message: Hello) -> str:
    """Return what tells one state of a copy from another."""
    said = f"{message.inc}:{message.head_seq}:{message.head_hash.hex()}:{message.contact}"
    return f"copy:{hashlib.sha256(said.encode()).hexdigest()}"
