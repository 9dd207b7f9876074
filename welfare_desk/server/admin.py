# SPDX-License-Identifier: EUPL-1.2
"""What an administrator does: codes for new desks, the list of desks, revoking, operators."""

from __future__ import annotations

from typing import Literal

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.base32 import encode
from welfare_desk.core.refusals import JsonUnreadable
from welfare_desk.core.scan_codes import Enrolment, enrolment_code
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.central import Device
from welfare_desk.models.territory import Municipality, Operator, Provider
from welfare_desk.operations.roles import ROLES
from welfare_desk.operations.territory import ApplyTerritory, ServerRow
from welfare_desk.server.central import Central
from welfare_desk.server.own import record_own
from welfare_desk.server.pins import one_time_pin, verifier
from welfare_desk.server.sql_port import writing
from welfare_desk.server.territory import added_operator_id
from welfare_desk.server.withdrawing import withdraw
from welfare_desk.store import devices, oplog, registry
from welfare_desk.store.devices import Code, code_hash
from welfare_desk.store.rows import load_all, to_wire

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
        for desk in desks_of(central, conn, territory_id):
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


def desks_of(central: Central, conn: Connection, territory_id: str) -> list[Device]:
    """Return the desks with incarnation and last contact, which the registry knows."""
    with central.registry.read() as kept:
        known = {each.device: each for each in registry.kept_desks(kept, territory_id)}
    return [
        msgspec.structs.replace(
            desk,
            inc=known.get(desk.device, desk).inc,
            last_seen_at=known.get(desk.device, desk).last_seen_at,
        )
        for desk in devices.devices(conn, territory_id)
    ]


def revoke(central: Central, number: int, *, stolen: bool) -> dict[str, int]:
    """Withdraw a desk; return what its leases put in doubt, by resource.

    From now on it may only say hello, which tells it so, and push into quarantine; a stolen
    one is told to wipe itself at once.  Raises ``Unknown``.
    """
    desk = central.device(number)
    if desk is None:
        raise Unknown("desk")
    with central.registry.write() as kept:
        registry.revoke(kept, number, stolen=stolen)
    with writing(central, desk.territory_id) as port:
        return withdraw(central, port, desk, stolen=stolen)


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
