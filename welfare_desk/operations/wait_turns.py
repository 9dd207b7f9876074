# SPDX-License-Identifier: EUPL-1.2
"""Turns as stored: how their order looks at them, what holds a place, what still stands."""

from __future__ import annotations

from typing import Final

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals_of_waiting import OfferNotOpen, WaitEntryUnknown
from welfare_desk.core.waiting import Turn, number_of
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.world import World

OPEN: Final = frozenset({"waiting", "asked", "offered"})
"""States of a turn that is not over; ``asked``: its place waits for the server's word."""


def turn_of(entry: WaitEntry) -> Turn:
    """Return a turn by its number, with all that orders it."""
    return Turn(
        id=entry.id,
        number=number_of(entry.id),
        seats=entry.seats,
        priority=entry.priority,
        joined_at=entry.joined_at,
        draw=entry.draw_seed,
    )


def waits_for(entry: WaitEntry, slot: Slot) -> bool:
    """Tell whether a slot is one that a turn waits for."""
    return entry.offering_id == slot.offering_id and entry.slot_id in ("", slot.id)


def offerable(entry: WaitEntry, slot_id: str) -> bool:
    """Tell whether a turn waits and may be offered this slot: wished, and not declined before."""
    wished = entry.slot_id in ("", slot_id)
    return entry.state == "waiting" and wished and entry.offered_slot_id != slot_id


def twin_id(entry_id: str, slot_id: str) -> str:
    """Return the id of the row that holds a place beside a turn which holds another already."""
    return derived(entry_id, f"hold:{slot_id}")


def hold_of(world: World, entry_id: str, slot_id: str) -> WaitEntry:
    """Return the row that holds a slot for a turn: its own, or the one beside it.

    A turn that had the slot and is over does not hide what another desk holds for it.
    """
    entry = world.need(WaitEntry, entry_id, WaitEntryUnknown())
    if entry.offered_slot_id == slot_id and entry.state in ("asked", "offered", "accepted"):
        return entry
    return world.get(WaitEntry, twin_id(entry_id, slot_id)) or entry


def holds_place(world: World, person_id: str, slot_id: str) -> bool:
    """Tell whether a person, under any id, has a place in a slot."""
    return any(
        row.slot_id == slot_id and row.state in HOLDS_PLACE
        for each in cluster(world, person_id)
        for row in world.find(Booking, "person_id", each)
    )


def may_have(world: World, person_id: str, slot_id: str) -> bool:
    """Tell whether a person is here and has no place in a slot yet."""
    here = world.get(Person, root_id(world, person_id)) is not None
    return here and not holds_place(world, person_id, slot_id)


def whose(world: World, entry_id: str) -> str:
    """Return the person of a turn, or nothing."""
    row = world.get(WaitEntry, entry_id)
    return "" if row is None else row.person_id


def still(world: World, entry: WaitEntry, fits: bool) -> bool:
    """Tell whether a turn is as the act found it.

    Asked it is refused.  What another desk ended meanwhile is over either way; only a place
    that was accepted there is told.
    """
    if not fits and (world.asked or entry.state == "accepted"):
        world.require(False, OfferNotOpen(state=entry.state), person_id=entry.person_id)
    return fits
