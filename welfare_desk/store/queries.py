# SPDX-License-Identifier: EUPL-1.2
"""Written queries for screens that no read by key answers."""

from __future__ import annotations

import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import HOLDS_PLACE, Booking, booking_table
from welfare_desk.models.card import VoucherCard, voucher_card_table
from welfare_desk.models.fund import resource_table
from welfare_desk.models.offering import Slot, slot_table
from welfare_desk.models.record import Record
from welfare_desk.store.rows import record_of, table_for

R = TypeVar("R", bound=Record)


def all_of(conn: Connection, territory_id: str, kind: type[R]) -> tuple[R, ...]:
    """Return every row of a small, server-owned kind, in the order of ids."""
    table = table_for(kind)
    query = sa.select(table).where(table.c.territory_id == territory_id).order_by(table.c.id)
    return tuple(record_of(kind, row) for row in conn.execute(query))


def ids_of(conn: Connection, territory_id: str, kind: type[Record]) -> list[str]:
    """Return the ids of every row of a kind."""
    table = table_for(kind)
    query = sa.select(table.c.id).where(table.c.territory_id == territory_id)
    return list(conn.execute(query).scalars())


def slots_between(
    conn: Connection,
    territory_id: str,
    from_on: datetime.date,
    to_on: datetime.date,
    offering_ids: tuple[str, ...],
) -> tuple[Slot, ...]:
    """Return the open slots of offerings from a day to a day, both included, in time order."""
    query = (
        sa.select(slot_table)
        .where(
            slot_table.c.territory_id == territory_id,
            slot_table.c.slot_on.between(from_on, to_on),
            slot_table.c.offering_id.in_(offering_ids),
            sa.not_(slot_table.c.closed),
        )
        .order_by(slot_table.c.slot_on, slot_table.c.start_minute, slot_table.c.id)
    )
    return tuple(record_of(Slot, row) for row in conn.execute(query))


def given_by(
    conn: Connection,
    territory_id: str,
    device: int,
    from_on: datetime.date,
    to_on: datetime.date,
) -> dict[str, int]:
    """Return the places that a desk's bookings use, by offering, of slots in these days."""
    query = (
        sa.select(booking_table.c.offering_id, sa.func.sum(booking_table.c.seats))
        .join(
            slot_table,
            sa.and_(
                slot_table.c.id == booking_table.c.slot_id,
                slot_table.c.territory_id == booking_table.c.territory_id,
            ),
        )
        .where(
            booking_table.c.territory_id == territory_id,
            booking_table.c.device == device,
            booking_table.c.state.in_(HOLDS_PLACE),
            slot_table.c.slot_on.between(from_on, to_on),
        )
        .group_by(booking_table.c.offering_id)
    )
    return {row[0]: int(row[1]) for row in conn.execute(query)}


def taken_of(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> dict[str, int]:
    """Return the places that the server counted as taken, by offering, of slots in these days."""
    query = (
        sa.select(slot_table.c.offering_id, sa.func.sum(resource_table.c.committed))
        .join(
            resource_table,
            sa.and_(
                resource_table.c.id == sa.literal("slot:") + slot_table.c.id,
                resource_table.c.territory_id == slot_table.c.territory_id,
            ),
        )
        .where(
            slot_table.c.territory_id == territory_id,
            slot_table.c.slot_on.between(from_on, to_on),
        )
        .group_by(slot_table.c.offering_id)
    )
    return {row[0]: int(row[1]) for row in conn.execute(query)}


def bookings_on(conn: Connection, territory_id: str, day: datetime.date) -> tuple[Booking, ...]:
    """Return the bookings that are not cancelled, of slots on a day, in time order."""
    query = (
        sa.select(booking_table)
        .join(
            slot_table,
            sa.and_(
                slot_table.c.id == booking_table.c.slot_id,
                slot_table.c.territory_id == booking_table.c.territory_id,
            ),
        )
        .where(
            booking_table.c.territory_id == territory_id,
            slot_table.c.slot_on == day,
            booking_table.c.state != "cancelled",
        )
        .order_by(slot_table.c.start_minute, booking_table.c.id)
    )
    return tuple(record_of(Booking, row) for row in conn.execute(query))


def latest_cards(conn: Connection, territory_id: str, limit: int) -> tuple[VoucherCard, ...]:
    """Return the cards that changed last, the latest first."""
    query = (
        sa.select(voucher_card_table)
        .where(voucher_card_table.c.territory_id == territory_id)
        .order_by(voucher_card_table.c.changed_at.desc(), voucher_card_table.c.id)
        .limit(limit)
    )
    return tuple(record_of(VoucherCard, row) for row in conn.execute(query))


def count_of(conn: Connection, territory_id: str, kind: type[Record], **fields: str) -> int:
    """Return how many rows of a kind have these values."""
    table = table_for(kind)
    query = (
        sa.select(sa.func.count()).select_from(table).where(table.c.territory_id == territory_id)
    )
    for name, value in fields.items():
        query = query.where(table.c[name] == value)
    found: int = conn.execute(query).scalar_one()
    return found
