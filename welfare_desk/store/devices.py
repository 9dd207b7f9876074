# SPDX-License-Identifier: EUPL-1.2
"""Desks, their keys and one-time codes, as the store knows them."""

from __future__ import annotations

import hashlib

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.central import Device
from welfare_desk.store.server_tables import (
    device_key,
    enrol_code,
)


class Code(msgspec.Struct, frozen=True, kw_only=True):
    """A one-time code by its hash."""

    code_hash: str
    territory_id: str
    name: str
    municipality_id: str
    provider_id: str | None
    expires_at: int
    used_at: int | None
    device: int | None


def code_hash(code: str) -> str:
    """Return what is kept of a one-time code."""
    return hashlib.sha256(code.encode()).hexdigest()


def device(conn: Connection, number: int) -> Device | None:
    """Return a desk by its number, or nothing."""
    row = conn.execute(sa.select(device_key).where(device_key.c.device == number)).one_or_none()
    return None if row is None else Device(**row._mapping)


def devices(conn: Connection, territory_id: str) -> list[Device]:
    """Return the desks of a territory by number."""
    query = sa.select(device_key).where(device_key.c.territory_id == territory_id)
    return [Device(**row._mapping) for row in conn.execute(query.order_by(device_key.c.device))]


def providers(conn: Connection, territory_id: str) -> frozenset[str]:
    """Return the providers that have desks of their own."""
    columns = device_key.c
    query = sa.select(columns.provider_id).distinct()
    rows = conn.scalars(
        query.where(columns.territory_id == territory_id, columns.provider_id.is_not(None))
    )
    return frozenset(str(each) for each in rows)


def add(conn: Connection, new: Device) -> None:
    """Add a desk."""
    conn.execute(device_key.insert().values(**msgspec.structs.asdict(new)))


def revoke(conn: Connection, number: int, *, stolen: bool) -> None:
    """Withdraw a desk; a stolen one is told to wipe itself."""
    conn.execute(
        device_key.update()
        .where(device_key.c.device == number)
        .values(revoked=True, stolen=sa.or_(device_key.c.stolen, sa.literal(stolen)))
    )


def add_code(conn: Connection, new: Code) -> None:
    """Keep a one-time code."""
    conn.execute(enrol_code.insert().values(**msgspec.structs.asdict(new)))


def code(conn: Connection, hashed: str) -> Code | None:
    """Return a one-time code by its hash, or nothing."""
    row = conn.execute(sa.select(enrol_code).where(enrol_code.c.code_hash == hashed)).one_or_none()
    return None if row is None else Code(**row._mapping)


def claim_code(conn: Connection, hashed: str, at: int) -> bool:
    """Use a code up; of several who try, one gets true."""
    columns = enrol_code.c
    done = conn.execute(
        enrol_code.update()
        .where(columns.code_hash == hashed, columns.used_at.is_(None), columns.expires_at > at)
        .values(used_at=at)
    )
    return done.rowcount == 1


def settle_code(conn: Connection, hashed: str, number: int) -> None:
    """Note which desk came of a code."""
    conn.execute(enrol_code.update().where(enrol_code.c.code_hash == hashed).values(device=number))
