# SPDX-License-Identifier: EUPL-1.2
"""Written queries for what providers do: their slots of a day, their bookings of a period."""

from __future__ import annotations

import datetime
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import (
    Booking,
    ServiceRequest,
    booking_table,
    service_request_table,
)
from welfare_desk.models.offering import slot_table
from welfare_desk.store.rows import record_of


def service_requests_in(
    conn: Connection, territory_id: str, states: Collection[str]
) -> tuple[ServiceRequest, ...]:
    """Return the requests of services in these states, the oldest first."""
    table = service_request_table
    query = (
        sa.select(table)
        .where(table.c.territory_id == territory_id, table.c.state.in_(states))
        .order_by(table.c.asked_at, table.c.id)
    )
    return tuple(record_of(ServiceRequest, row) for row in conn.execute(query))


def requests_by_state(conn: Connection, territory_id: str) -> dict[str, int]:
    """Return how many requests of services stand at each state."""
    table = service_request_table
    query = (
        sa.select(table.c.state, sa.func.count())
        .where(table.c.territory_id == territory_id)
        .group_by(table.c.state)
    )
    return {state: int(count) for state, count in conn.execute(query).all()}


def appointments_between(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> tuple[ServiceRequest, ...]:
    """Return the requests that were agreed on for these days, both included, in time order."""
    table = service_request_table
    query = (
        sa.select(table)
        .where(
            table.c.territory_id == territory_id,
            table.c.state == "agreed",
            table.c.answer_on.between(from_on, to_on),
        )
        .order_by(table.c.answer_on, table.c.answer_minute, table.c.id)
    )
    return tuple(record_of(ServiceRequest, row) for row in conn.execute(query))


def bookings_between(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date
) -> tuple[Booking, ...]:
    """Return the bookings of slots of these days, cancelled ones too, in the order of ids."""
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
            slot_table.c.slot_on.between(from_on, to_on),
        )
        .order_by(booking_table.c.id)
    )
    return tuple(record_of(Booking, row) for row in conn.execute(query))
