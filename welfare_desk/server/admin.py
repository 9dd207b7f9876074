# SPDX-License-Identifier: EUPL-1.2
"""What an administrator does: codes for new desks, the list of desks, revoking, operators."""

from __future__ import annotations

from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.core.base32 import encode
from welfare_desk.core.refusals import JsonUnreadable
from welfare_desk.core.scan_codes import Enrolment, enrolment_code
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.central import Standing
from welfare_desk.models.fund import Grant, Resource, grant_table
from welfare_desk.models.territory import Municipality, Operator, Provider
from welfare_desk.operations.roles import ROLES
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.operations.world import World
from welfare_desk.server.central import Central
from welfare_desk.server.hello import desk_fields
from welfare_desk.server.own import record_own, record_own_in
from welfare_desk.server.pins import one_time_pin, verifier
from welfare_desk.server.territory import added_operator_id
from welfare_desk.store import devices, feed, oplog, server_meta
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import SqlRows, load_all, record_of, save, to_wire

CODE_LIFE_US = 15 * 60 * 1_000_000
_CODE_BYTES = 10
"""Eighty bits: 16 characters of base 32."""


class Unknown(Exception):
    """An argument names nothing that is there; ``what`` says which argument."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class Ticket(msgspec.Struct, frozen=True):
    """A code for one new desk; ``scan`` is the same for a scanner, empty without an address."""

    code: str
    scan: str
    expires_at: int


class DeskLine(msgspec.Struct, frozen=True, kw_only=True):
    """A desk as an administrator sees it."""

    device: int
    name: str
    municipality: str
    inc: int
    state: Literal["live", "revoked", "stolen"]
    last_seen_at: int
    arrived_seq: int
    end_seq: int
    """The last operation that the desk said it has; above ``arrived_seq`` some are missing."""


def desk_code(
    central: Central,
    territory_id: str,
    *,
    istat: str,
    name: str,
    provider: str | None = None,
    address: str = "",
) -> Ticket:
    """Return a one-time code, valid for fifteen minutes, for a desk of this municipality.

    ``provider`` is a provider's id or its name.  Raises ``Unknown``.
    """
    with central.store.write() as conn:
        municipality_id = _municipality(conn, territory_id, istat)
        provider_id = None if provider is None else _provider(conn, territory_id, provider)
        code = encode(central.random(_CODE_BYTES))
        expires_at = central.clock.now_us() + CODE_LIFE_US
        devices.add_code(
            conn,
            Code(
                code_hash=code_hash(code),
                territory_id=territory_id,
                name=clean_needed(name, 60, "name"),
                municipality_id=municipality_id,
                provider_id=provider_id,
                expires_at=expires_at,
                used_at=None,
                device=None,
            ),
        )
    scan = ""
    if address:
        scan = enrolment_code(Enrolment(address, code, central.key.fingerprint))
    return Ticket(code, scan, expires_at)


def _municipality(conn: Connection, territory_id: str, istat: str) -> str:
    for row in load_all(conn, territory_id, Municipality.KIND):
        if isinstance(row, Municipality) and istat in (row.istat_code, row.id):
            return row.id
    raise Unknown("municipality")


def _provider(conn: Connection, territory_id: str, provider: str) -> str:
    for row in load_all(conn, territory_id, Provider.KIND):
        if isinstance(row, Provider) and provider in (row.id, row.name):
            return row.id
    raise Unknown("provider")


def desks(central: Central, territory_id: str) -> list[DeskLine]:
    """Return the desks by number."""
    with central.store.read() as conn:
        names = {
            row.id: row.name
            for row in load_all(conn, territory_id, Municipality.KIND)
            if isinstance(row, Municipality)
        }
        lines = []
        for desk in devices.devices(conn, territory_id):
            head = oplog.head(conn, territory_id, desk.device, desk.inc)
            lines.append(
                DeskLine(
                    device=desk.device,
                    name=desk.name,
                    municipality=names.get(desk.municipality_id, ""),
                    inc=desk.inc,
                    state="stolen" if desk.stolen else "revoked" if desk.revoked else "live",
                    last_seen_at=desk.last_seen_at,
                    arrived_seq=0 if head is None else head.seq,
                    end_seq=0 if head is None else head.end_seq,
                )
            )
        return lines


def revoke(central: Central, number: int, *, stolen: bool) -> dict[str, int]:
    """Withdraw a desk; return what its leases put in doubt, by resource.

    From now on it may only say hello, which tells it so; a stolen one is told to wipe
    itself.  Raises ``Unknown``.
    """
    with central.store.write() as conn:
        desk = devices.device(conn, number)
        if desk is None:
            raise Unknown("desk")
        standing = server_meta.lock(conn, desk.territory_id)
        devices.revoke(conn, number, stolen=stolen)
        row = desk_fields(msgspec.structs.replace(desk, revoked=True))
        record_own_in(conn, standing, central, ApplyTerritory(reason="revoke", rows=(row,)))
        return _put_in_doubt(conn, desk.territory_id, number)


def _put_in_doubt(conn: Connection, territory_id: str, number: int) -> dict[str, int]:
    """Move what is left of a desk's leases from lent to in doubt: nobody may spend it twice."""
    standing = server_meta.standing(conn, territory_id)
    columns = grant_table.c
    query = sa.select(grant_table).where(
        columns.territory_id == territory_id, columns.device == number, columns.state == "live"
    )
    world = World(SqlRows(conn, territory_id), territory_id, settled=True)
    exposed: dict[str, int] = {}
    for lease in [record_of(Grant, row) for row in conn.execute(query)]:
        left = lease.quantity - lease.spent - lease.returned
        world.put(msgspec.structs.replace(lease, state="in_doubt"))
        resource = world.get(Resource, lease.resource)
        if resource is not None and left:
            world.put(msgspec.structs.replace(resource, in_doubt=resource.in_doubt + left))
            exposed[lease.resource] = exposed.get(lease.resource, 0) + left
    _keep(conn, standing, world)
    return exposed


def _keep(conn: Connection, standing: Standing, world: World) -> None:
    changes = world.changes()
    save(conn, standing.territory_id, changes)
    last = feed.stamp(conn, standing.territory_id, changes, standing.server_seq)
    server_meta.advance(conn, standing.territory_id, last)


def operator_add(
    central: Central,
    territory_id: str,
    *,
    login: str,
    name: str,
    role: str,
    istat: str | None = None,
    provider: str | None = None,
) -> str:
    """Add an operator, or give one of this login a new start; return the one-time PIN.

    Raises ``Unknown`` for a municipality, provider or role that is not there.
    """
    if role not in ROLES or role in ("server", "desk"):
        raise Unknown("role")
    pin = one_time_pin(central.random)
    login = clean_needed(login, 40, "login").lower()
    if " " in login:
        raise JsonUnreadable(path="login")
    with central.store.read() as conn:
        before = next(
            (
                row
                for row in load_all(conn, territory_id, Operator.KIND)
                if isinstance(row, Operator) and row.login == login
            ),
            None,
        )
        row = Operator(
            id=added_operator_id(territory_id, login) if before is None else before.id,
            territory_id=territory_id,
            login=login,
            name=clean(name, 80, "name") or login,
            role=role,
            municipality_id=None if istat is None else _municipality(conn, territory_id, istat),
            provider_id=None if provider is None else _provider(conn, territory_id, provider),
            pin_verifier=verifier(pin),
            pin_one_time=True,
            in_service=True,
        )
    act = ApplyTerritory(
        reason="operator-add", rows=(ServerRow(Operator.KIND, row.id, to_wire(row)),)
    )
    record_own(central, territory_id, act)
    return pin
