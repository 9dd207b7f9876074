# SPDX-License-Identifier: EUPL-1.2
"""What a change of slots does to the bookings that stand on them: cuts, closures, calls."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.booking import HOLDS_PLACE, Booking
from welfare_desk.models.offering import Asset, Slot
from welfare_desk.models.record import Record
from welfare_desk.server.check_places import offered_places
from welfare_desk.server.slot_rows import refuse_clash, slot_name
from welfare_desk.server.territory_file import Wanted
from welfare_desk.store.rows import load_all

_TOLD = ("slot_on", "start_minute", "minutes", "place_name", "address", "meetings", "offering_id")
"""Fields of a slot that stand on a slip: whoever has one is called when they change."""


class ToCall(msgspec.Struct, frozen=True, kw_only=True):
    """A slot that closes or changes, and how many who have a booking for it must be called."""

    slot_id: str
    name: str
    place_name: str
    bookings: int
    reason: str
    """Why it is closed; nothing where it is held, at another time or place."""


class Booked(NamedTuple):
    """What stands on a slot: bookings of people, and places that these and offers take."""

    bookings: int
    places: int


def bookings_by_slot(
    conn: Connection,
    territory_id: str,
    before: Mapping[tuple[str, str], Record],
    rows: Iterable[Record],
) -> dict[str, Booked]:
    """Return what stands on each slot, or nothing where the rows change no slot that was there."""
    found: dict[str, Booked] = {}
    if not any(isinstance(row, Slot) and (row.KIND, row.id) in before for row in rows):
        return found
    for row in load_all(conn, territory_id, Booking.KIND):
        assert isinstance(row, Booking)
        if row.state in HOLDS_PLACE:
            had = found.get(row.slot_id, Booked(0, 0))
            found[row.slot_id] = Booked(had.bookings + 1, had.places + row.seats)
    for resource, seats in offered_places(conn, territory_id).items():
        slot_id = resource.partition(":")[2]
        had = found.get(slot_id, Booked(0, 0))
        found[slot_id] = Booked(had.bookings, had.places + seats)
    return found


def imported_slot_id(slot: Slot) -> str:
    """Return the id that ``server import slots`` gives a slot: no file retires it."""
    said = f"{slot.offering_id}:{slot.slot_on}:{slot.start_minute}:{slot.place_name}"
    return derived(slot.territory_id, f"slot-imported:{said}")


def check_slots(
    before: Mapping[tuple[str, str], Record],
    rows: Iterable[Record],
    wanted: Wanted,
    booked: Mapping[str, Booked],
    today: datetime.date,
) -> None:
    """Refuse places cut below what is booked, and an asset in two places, after the change."""
    after = dict(before)
    for row in rows:
        after[row.KIND, row.id] = row
        old = before.get((row.KIND, row.id))
        if isinstance(row, Slot) and isinstance(old, Slot) and row.places < old.places:
            _check_cut(row, booked.get(row.id, Booked(0, 0)).places, wanted)
    slots = [row for row in after.values() if isinstance(row, Slot) and last_day(row) >= today]
    names = {row.id: row.name for row in after.values() if isinstance(row, Asset)}
    refuse_clash(slots, names, wanted.paths)


def _check_cut(slot: Slot, places: int, wanted: Wanted) -> None:
    if slot.places < places:
        said = f"{slot_name(slot)}: {slot.places} places, {places} are booked"
        raise TerritoryFileWrong(path=f"{wanted.paths.get(slot.id, 'slots')}.places", why=said)


def to_call(
    before: Mapping[tuple[str, str], Record],
    rows: Iterable[Record],
    booked: Mapping[str, Booked],
    today: datetime.date,
) -> Iterator[ToCall]:
    """Give each coming slot with bookings that closes, or of which a slip says otherwise."""
    for row in rows:
        old = before.get((row.KIND, row.id))
        if not isinstance(row, Slot) or not isinstance(old, Slot) or last_day(old) < today:
            continue
        closes = row.closed and not old.closed
        moved = any(getattr(row, name) != getattr(old, name) for name in _TOLD)
        found = booked.get(row.id, Booked(0, 0)).bookings
        if found and (closes or (moved and not row.closed)):
            yield ToCall(
                slot_id=row.id,
                name=slot_name(old),
                place_name=old.place_name,
                bookings=found,
                reason=row.closed_reason if closes else "",
            )


def still_closed(
    before: Mapping[tuple[str, str], Record], rows: Iterable[Record], wanted: Wanted
) -> int:
    """Return how many slots the file has open that stay closed."""
    after = {row.id: row for row in before.values() if isinstance(row, Slot)}
    after |= {row.id: row for row in rows if isinstance(row, Slot)}
    meant = [row for row in wanted.rows if isinstance(row, Slot) and not row.closed]
    return sum(after[row.id].closed for row in meant if row.id in after)


def last_day(slot: Slot) -> datetime.date:
    """Return the day on which a slot, or its last meeting, is held."""
    return max(each.on for each in slot.meetings) if slot.meetings else slot.slot_on
