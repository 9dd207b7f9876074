# SPDX-License-Identifier: EUPL-1.2
"""Written queries about attestations that end and bookings that go beyond them."""

from __future__ import annotations

import datetime

import sqlalchemy as sa
from sqlalchemy import Connection

from welfare_desk.models.booking import Booking, booking_table
from welfare_desk.models.household import IseeAttestation, isee_attestation_table
from welfare_desk.models.offering import slot_table
from welfare_desk.store.rows import record_of

_isee = isee_attestation_table
_later = isee_attestation_table.alias("later")


def attestations_ending(
    conn: Connection, territory_id: str, from_on: datetime.date, to_on: datetime.date, limit: int
) -> tuple[tuple[IseeAttestation, ...], int]:
    """Return the attestations whose last day lies between two days, and how many there are.

    The first to end come first, at most ``limit``; withdrawn ones and those followed by one of
    the same household, kind and beneficiary that holds longer are left out.
    """
    followed = sa.exists().where(
        _later.c.territory_id == _isee.c.territory_id,
        _later.c.household_id == _isee.c.household_id,
        _later.c.isee_kind == _isee.c.isee_kind,
        _later.c.beneficiary_id == _isee.c.beneficiary_id,
        _later.c.valid_to > _isee.c.valid_to,
    )
    fits = sa.and_(
        _isee.c.territory_id == territory_id,
        _isee.c.valid_to.between(from_on, to_on),
        _isee.c.valid_to >= _isee.c.issued_on,
        sa.not_(followed),
    )
    total: int = conn.execute(
        sa.select(sa.func.count()).select_from(_isee).where(fits)
    ).scalar_one()
    query = sa.select(_isee).where(fits).order_by(_isee.c.valid_to, _isee.c.id).limit(limit)
    return tuple(record_of(IseeAttestation, row) for row in conn.execute(query)), total


def bookings_beyond_isee(
    conn: Connection, territory_id: str, after: datetime.date, limit: int
) -> tuple[Booking, ...]:
    """Return the open bookings after a day whose attestation does not hold on their day."""
    query = (
        sa.select(booking_table)
        .join(
            slot_table,
            sa.and_(
                slot_table.c.id == booking_table.c.slot_id,
                slot_table.c.territory_id == booking_table.c.territory_id,
            ),
        )
        .join(
            _isee,
            sa.and_(
                _isee.c.id == booking_table.c.isee_id,
                _isee.c.territory_id == booking_table.c.territory_id,
            ),
        )
        .where(
            booking_table.c.territory_id == territory_id,
            booking_table.c.state == "booked",
            slot_table.c.slot_on > after,
            slot_table.c.slot_on > _isee.c.valid_to,
        )
        .order_by(slot_table.c.slot_on, slot_table.c.start_minute, booking_table.c.id)
        .limit(limit)
    )
    return tuple(record_of(Booking, row) for row in conn.execute(query))
