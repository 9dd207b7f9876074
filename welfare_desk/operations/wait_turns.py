# SPDX-License-Identifier: EUPL-1.2
"""A stored turn as the order of its list looks at it."""

from __future__ import annotations

from typing import Final

from welfare_desk.core.waiting import Turn, number_of
from welfare_desk.models.booking import WaitEntry
from welfare_desk.models.offering import Slot

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
