# SPDX-License-Identifier: EUPL-1.2
"""The registry: what a restored store must not forget; a database of its own."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec
import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.central import Contact, Device, Incarnation
from welfare_desk.store.server_meta import insert_into
from welfare_desk.store.server_tables import (
    registry_contact,
    registry_desk,
    registry_device,
    registry_epoch,
    registry_grant,
    registry_mark,
    registry_metadata,
    registry_nonce,
)

_CREATE_LOCK = 0x57455247
_ADDED = (
    ("registry_grant", "server_seq"),
    ("registry_contact", "said_at"),
    ("registry_contact", "seen_at"),
)
"""Columns that a registry of an earlier program does not have."""


def create_registry(conn: Connection) -> None:
    """Make the registry's tables and columns where they are missing; processes do it one by one."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.select(sa.func.pg_advisory_xact_lock(_CREATE_LOCK)))
    registry_metadata.create_all(conn)
    found = sa.inspect(conn)
    for table, column in _ADDED:
        if column not in {each["name"] for each in found.get_columns(table)}:
            conn.exec_driver_sql(
                f"ALTER TABLE {table} ADD COLUMN {column} BIGINT NOT NULL DEFAULT 0"
            )


def next_device(conn: Connection, territory_id: str) -> int:
    """Return a device number that was never given, and keep it for ever."""
    if conn.dialect.name == "postgresql":
        conn.execute(sa.text("LOCK TABLE registry_device IN EXCLUSIVE MODE"))
    highest = conn.scalar(sa.select(sa.func.max(registry_device.c.device))) or 0
    number: int = highest + 1
    conn.execute(registry_device.insert().values(device=number, territory_id=territory_id, inc=1))
    return number


def registered_inc(conn: Connection, number: int) -> int:
    """Return the highest incarnation of a device."""
    query = sa.select(registry_device.c.inc).where(registry_device.c.device == number)
    return conn.scalar(query) or 0


def register_inc(conn: Connection, number: int, inc: int) -> None:
    """Keep a higher incarnation of a device."""
    columns = registry_device.c
    conn.execute(
        registry_device.update().where(columns.device == number, columns.inc < inc).values(inc=inc)
    )


def registered_epoch(conn: Connection, territory_id: str) -> int:
    """Return the highest epoch that the territory ever had, 0 before its first."""
    query = sa.select(registry_epoch.c.epoch).where(registry_epoch.c.territory_id == territory_id)
    return conn.scalar(query) or 0


def register_epoch(conn: Connection, territory_id: str, epoch: int) -> None:
    """Keep a territory's epoch; it never falls."""
    put = insert_into(conn, registry_epoch)
    higher = sa.case(
        (put.excluded.epoch > registry_epoch.c.epoch, put.excluded.epoch),
        else_=registry_epoch.c.epoch,
    )
    conn.execute(
        put.on_conflict_do_update(index_elements=["territory_id"], set_={"epoch": higher}),
        {"territory_id": territory_id, "epoch": epoch},
    )


class ToldMost(msgspec.Struct, frozen=True):
    """The most that desks were told of in an epoch."""

    lease: int = 0
    """Number of the last lease."""
    server_seq: int = 0
    """Last number of the log that was stored when a desk was answered."""


def told(conn: Connection, territory_id: str, epoch: int) -> ToldMost:
    """Return the most that desks were told of in an epoch."""
    columns = registry_grant.c
    query = sa.select(columns.lease, columns.server_seq).where(
        columns.territory_id == territory_id, columns.epoch == epoch
    )
    row = conn.execute(query).one_or_none()
    return ToldMost() if row is None else ToldMost(*row)


def keep_told(conn: Connection, territory_id: str, epoch: int, most: ToldMost) -> None:
    """Keep what is stored before a desk is told of it; neither number ever falls."""
    put = insert_into(conn, registry_grant)
    kept = registry_grant.c
    higher = {
        name: sa.case((put.excluded[name] > kept[name], put.excluded[name]), else_=kept[name])
        for name in ToldMost.__struct_fields__
    }
    conn.execute(
        put.on_conflict_do_update(index_elements=["territory_id", "epoch"], set_=higher),
        {"territory_id": territory_id, "epoch": epoch} | msgspec.structs.asdict(most),
    )


def keep_desks(conn: Connection, desks: Iterable[Device]) -> None:
    """Keep desks that the registry does not know; what it knows stays."""
    values = [_values(each) for each in desks]
    if values:
        conn.execute(insert_into(conn, registry_desk).on_conflict_do_nothing(), values)


def _values(desk: Device) -> dict[str, object]:
    return {
        "device": desk.device,
        "territory_id": desk.territory_id,
        "public_key": desk.public_key,
        "name": desk.name,
        "municipality_id": desk.municipality_id,
        "provider_id": desk.provider_id,
        "enrolled_at": desk.enrolled_at,
        "seen_at": desk.last_seen_at,
        "revoked": desk.revoked,
        "stolen": desk.stolen,
    }


def kept_desks(conn: Connection, territory_id: str) -> list[Device]:
    """Return every desk that a territory ever had, by number."""
    query = (
        sa.select(registry_desk, registry_device.c.inc)
        .outerjoin(registry_device, registry_device.c.device == registry_desk.c.device)
        .where(registry_desk.c.territory_id == territory_id)
        .order_by(registry_desk.c.device)
    )
    return [
        Device(
            device=row.device,
            territory_id=row.territory_id,
            public_key=row.public_key,
            inc=row.inc or 1,
            name=row.name,
            municipality_id=row.municipality_id,
            provider_id=row.provider_id,
            enrolled_at=row.enrolled_at,
            last_seen_at=row.seen_at,
            revoked=row.revoked,
            stolen=row.stolen,
        )
        for row in conn.execute(query)
    ]


def kept_desk(conn: Connection, device: int) -> Device | None:
    """Return a desk that was enrolled once, or nothing."""
    columns = registry_desk.c
    territory_id = conn.scalar(sa.select(columns.territory_id).where(columns.device == device))
    found = [] if territory_id is None else kept_desks(conn, territory_id)
    return next((each for each in found if each.device == device), None)


def saw(conn: Connection, device: int, at: int) -> None:
    """Note that a desk was seen; its hellos follow each other from here to the commit."""
    columns = registry_desk.c
    conn.execute(
        registry_desk.update()
        .where(columns.device == device)
        .values(seen_at=sa.case((columns.seen_at < at, at), else_=columns.seen_at))
    )


def seen_since(conn: Connection, territory_id: str, at: int) -> list[Incarnation]:
    """Return the incarnations of a territory's desks that were greeted since.

    Those of withdrawn desks do not count.  A desk that was seen, and of which no greeting is
    known, comes as incarnation 0.
    """
    columns, greeted = registry_desk.c, registry_contact.c
    since = sa.and_(greeted.device == columns.device, greeted.seen_at >= at)
    query = (
        sa.select(columns.device, greeted.inc)
        .outerjoin(registry_contact, since)
        .where(
            columns.territory_id == territory_id,
            sa.or_(columns.seen_at >= at, greeted.inc.is_not(None)),
            sa.not_(columns.revoked),
        )
        .order_by(columns.device, greeted.inc)
    )
    return [(row.device, row.inc or 0) for row in conn.execute(query)]


def revoke(conn: Connection, device: int, *, stolen: bool) -> None:
    """Note for ever that a desk was withdrawn."""
    columns = registry_desk.c
    conn.execute(
        registry_desk.update()
        .where(columns.device == device)
        .values(revoked=True, stolen=sa.or_(columns.stolen, sa.literal(stolen)))
    )


def contact(conn: Connection, device: int, inc: int) -> Contact | None:
    """Return the numbers of an incarnation, or nothing before its first hello."""
    columns = registry_contact.c
    row = conn.execute(
        sa.select(*(columns[name] for name in Contact.__struct_fields__)).where(
            columns.device == device, columns.inc == inc
        )
    ).one_or_none()
    return None if row is None else Contact(*row)


def set_contact(conn: Connection, device: int, inc: int, new: Contact) -> None:
    """Keep the numbers of an incarnation."""
    put = insert_into(conn, registry_contact)
    conn.execute(
        put.on_conflict_do_update(
            index_elements=["device", "inc"],
            set_={name: put.excluded[name] for name in Contact.__struct_fields__},
        ),
        {"device": device, "inc": inc} | msgspec.structs.asdict(new),
    )


def first_since(conn: Connection, device: int, mark: str, at: int, since: int) -> bool:
    """Tell whether a desk sets something off for the first time since; note that it does."""
    columns = registry_mark.c
    put = insert_into(conn, registry_mark)
    done = conn.execute(
        put.on_conflict_do_update(
            index_elements=["device", "mark"],
            set_={"at": put.excluded.at},
            where=columns.at < since,
        ).returning(columns.at),
        {"device": device, "mark": mark, "at": at},
    )
    return done.first() is not None


def see_nonce(conn: Connection, device: int, value: str, at: int) -> bool:
    """Keep a request's nonce; false when it was seen before, by whichever process."""
    table = registry_nonce
    put = insert_into(conn, table).on_conflict_do_nothing().returning(table.c.nonce)
    new = {"nonce": value, "device": device, "seen_at": at}
    return conn.execute(put, new).first() is not None


def forget_nonces(conn: Connection, before: int) -> None:
    """Drop nonces whose requests the time window refuses anyway."""
    conn.execute(registry_nonce.delete().where(registry_nonce.c.seen_at < before))
