# SPDX-License-Identifier: EUPL-1.2
"""The usual calendar: a row an appointment, and a look at what overlaps before each promise."""

from __future__ import annotations

from itertools import count

from sqlalchemy import Connection

from benchmarks.booking_rows import PLACES, taken_of
from welfare_desk.core.instants import MINUTE_US, slot_instant
from welfare_desk.models.offering import Slot
from welfare_desk.store.engines import DeskStore

_TABLE = (
    "CREATE TABLE calendar (id INTEGER PRIMARY KEY, offering_id TEXT NOT NULL, day TEXT NOT NULL,"
    " starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, seats INTEGER NOT NULL,"
    " state TEXT NOT NULL)"
)
_INDEXES = (
    "CREATE INDEX ix_calendar_start ON calendar (offering_id, starts_at)",
    "CREATE INDEX ix_calendar_day ON calendar (offering_id, day, starts_at)",
)
_OVERLAP = (
    "SELECT COALESCE(SUM(seats), 0) FROM calendar INDEXED BY ix_calendar_start"
    " WHERE offering_id = ? AND starts_at < ? AND ends_at > ? AND state <> 'cancelled'"
)
_OVERLAP_BY_DAY = (
    "SELECT COALESCE(SUM(seats), 0) FROM calendar INDEXED BY ix_calendar_day WHERE offering_id = ?"
    " AND day = ? AND starts_at < ? AND ends_at > ? AND state <> 'cancelled'"
)
_INSERT = "INSERT INTO calendar VALUES (?, ?, ?, ?, ?, ?, ?)"


class Calendar:
    """Appointments of the same season in a table of their own in the same store."""

    def __init__(self, store: DeskStore, slots: list[Slot]) -> None:
        """Write as many appointments as the season has bookings."""
        self._store = store
        self._ids = count(1)
        rows = [self._row(slot) for slot in slots for _ in range(taken_of(len(slots)))]
        with store.write() as conn:
            conn.exec_driver_sql(_TABLE)
            conn.exec_driver_sql(_INSERT, rows)
            for index in _INDEXES:
                conn.exec_driver_sql(index)

    def free(self, conn: Connection, slots: list[Slot]) -> list[int]:
        """Return what is free in each slot, one overlap query each."""
        return [PLACES - self._sum(conn, slot) for slot in slots]

    def free_by_day(self, conn: Connection, slots: list[Slot]) -> list[int]:
        """Return the same over the index that has the day."""
        return [PLACES - self._sum_by_day(conn, slot) for slot in slots]

    def book(self, slot: Slot) -> None:
        """Look whether a place is left and write the appointment, in one transaction."""
        with self._store.write() as conn:
            assert self._sum_by_day(conn, slot) < PLACES
            conn.exec_driver_sql(_INSERT, self._row(slot))

    def _sum(self, conn: Connection, slot: Slot) -> int:
        begins, ends = _span(slot)
        found = conn.exec_driver_sql(_OVERLAP, (slot.offering_id, ends, begins))
        return int(found.scalar_one())

    def _sum_by_day(self, conn: Connection, slot: Slot) -> int:
        begins, ends = _span(slot)
        day = slot.slot_on.isoformat()
        found = conn.exec_driver_sql(_OVERLAP_BY_DAY, (slot.offering_id, day, ends, begins))
        return int(found.scalar_one())

    def _row(self, slot: Slot) -> tuple[int, str, str, int, int, int, str]:
        begins, ends = _span(slot)
        day = slot.slot_on.isoformat()
        return next(self._ids), slot.offering_id, day, begins, ends, 1, "booked"


def _span(slot: Slot) -> tuple[int, int]:
    begins = slot_instant(slot.slot_on, slot.start_minute)
    return begins, begins + slot.minutes * MINUTE_US
