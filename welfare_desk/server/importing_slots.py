# SPDX-License-Identifier: EUPL-1.2
"""``server import slots``: slots of a list, row by row; the same list twice adds nothing."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.core.text import fold
from welfare_desk.exchange.slot_files import SlotRow
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.own import record_own
from welfare_desk.server.slot_changes import Booked, bookings_by_slot, imported_slot_id
from welfare_desk.server.slot_rows import ZONE, slot_name
from welfare_desk.store.rows import load_all, to_wire

BATCH = 500
Outcome = Literal["new", "changed", "already", "refused"]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a row; ``reason`` of one that was refused."""

    line: int
    outcome: Outcome
    reason: str = ""
    name: str = ""
    """Day and start, or nothing where they could not be read."""


class SlotImport(msgspec.Struct, frozen=True, kw_only=True):
    """What a list would bring."""

    territory_id: str
    taken: tuple[Taken, ...]
    slots: tuple[Slot, ...]
    """New and changed ones."""


def plan_slots(
    central: Central, territory_id: str, rows: Iterable[SlotRow], *, offering: str = ""
) -> SlotImport:
    """Return what each row of a list becomes; nothing is stored.

    ``offering`` is the code or name for rows that say none.  A row is refused where it is
    unreadable, of an unknown offering or one without a calendar, in the past, in the hour
    that spring removes, twice in the list, or has fewer places than are booked.
    """
    with central.store.read() as conn:
        stored = [row for row in load_all(conn, territory_id, Slot.KIND) if isinstance(row, Slot)]
        offerings = [
            row for row in load_all(conn, territory_id, Offering.KIND) if isinstance(row, Offering)
        ]
        before = {(row.KIND, row.id): row for row in stored}
        booked = bookings_by_slot(conn, territory_id, dict(before), stored)
    names = {fold(name): row for row in offerings for name in (row.name_it, row.code)}
    look = _Rows(territory_id, stored, booked, local_date(central.clock.now_us()))
    taken, slots = [], []
    for row in rows:
        said, slot = look.take(row, names.get(fold(row.offering or offering)))
        taken.append(said)
        if slot is not None:
            slots.append(slot)
    return SlotImport(territory_id=territory_id, taken=tuple(taken), slots=tuple(slots))


class _Rows:
    """Judges row after row, and remembers those that came before."""

    def __init__(
        self,
        territory_id: str,
        stored: Iterable[Slot],
        booked: Mapping[str, Booked],
        today: datetime.date,
    ) -> None:
        self._territory_id, self._booked, self._today = territory_id, booked, today
        self._stored = {_same(slot): slot for slot in stored}
        self._seen: set[str] = set()

    def take(self, row: SlotRow, offering: Offering | None) -> tuple[Taken, Slot | None]:
        """Return what becomes of a row, and the slot where one is new or changed."""
        reason = row.flaw or self._flaw(row, offering)
        if reason or offering is None:
            return Taken(line=row.line, outcome="refused", reason=reason), None
        slot = self._slot(row, offering)
        name = slot_name(slot)
        if slot.id in self._seen:
            return Taken(line=row.line, outcome="refused", reason="twice", name=name), None
        self._seen.add(slot.id)
        old = self._stored.get(_same(slot))
        if old is None:
            return Taken(line=row.line, outcome="new", name=name), slot
        # What the territory file made is the file's; what others closed stays closed.
        new = msgspec.structs.replace(slot, closed=old.closed, closed_reason=old.closed_reason)
        if old.id != slot.id or new == old:
            return Taken(line=row.line, outcome="already", name=name), None
        if new.places < self._booked.get(slot.id, Booked(0, 0)).places:
            return Taken(line=row.line, outcome="refused", reason="places_booked", name=name), None
        return Taken(line=row.line, outcome="changed", name=name), new

    def _flaw(self, row: SlotRow, offering: Offering | None) -> str:
        if offering is None:
            return "offering_unknown"
        if offering.on_request or offering.needs_assessment or not offering.active:
            return "no_calendar"
        if row.on < self._today:
            return "past"
        try:
            slot_instant(row.on, row.start_minute)
        except DateInSkippedHour:
            return "skipped_hour"
        return ""

    def _slot(self, row: SlotRow, offering: Offering) -> Slot:
        slot = Slot(
            id="",
            territory_id=self._territory_id,
            offering_id=offering.id,
            slot_on=row.on,
            start_minute=row.start_minute,
            minutes=row.minutes,
            zone=ZONE,
            places=row.places,
            place_name=row.place_name,
            address=row.address,
            directions=row.directions,
            closed=False,
        )
        return msgspec.structs.replace(slot, id=imported_slot_id(slot))


def _same(slot: Slot) -> tuple[str, datetime.date, int, str]:
    return slot.offering_id, slot.slot_on, slot.start_minute, slot.place_name


def import_slots(central: Central, what: SlotImport) -> None:
    """Store what a list brings, in batches; each is in whole or not."""
    for begin in range(0, len(what.slots), BATCH):
        slots = what.slots[begin : begin + BATCH]
        record_own(
            central,
            what.territory_id,
            ApplyTerritory(
                reason="import slots",
                rows=tuple(ServerRow(slot.KIND, slot.id, to_wire(slot)) for slot in slots),
                totals=tuple(Total(f"slot:{slot.id}", slot.places) for slot in slots),
            ),
        )
