# SPDX-License-Identifier: EUPL-1.2
"""Places kept for parked bookings: ten minutes, of those this desk holds, with no network.

They stand in the store, so that a power cut does not give them away; what is over is nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import msgspec

from welfare_desk.core.refusals import SlotFull
from welfare_desk.desk.reading import Reading
from welfare_desk.operations.bookings import BookPlace, BookTogether, MoveBooking
from welfare_desk.operations.operation import Operation

NAME = "holds"
HOLD_US = 10 * 60 * 1_000_000


class Hold(msgspec.Struct, frozen=True, array_like=True):
    """Places of a slot kept for a draft until an instant, microseconds UTC."""

    slot_id: str
    seats: int
    until: int


def holds_of(kept: Mapping[str, str], now_us: int) -> dict[str, Hold]:
    """Return what is kept, by draft; ``kept`` are the store's texts by name."""
    text = kept.get(NAME, "")
    found = msgspec.json.decode(text, type=dict[str, Hold]) if text else {}
    return {draft_id: hold for draft_id, hold in found.items() if hold.until > now_us}


def text_of(holds: Mapping[str, Hold]) -> str:
    """Return what is stored of holds."""
    return json.dumps({name: [h.slot_id, h.seats, h.until] for name, h in holds.items()})


def kept_seats(look: Reading) -> dict[str, int]:
    """Return how many places of each slot are kept for parked bookings."""
    seats: dict[str, int] = {}
    for hold in holds_of(look.meta, look.now_us).values():
        seats[hold.slot_id] = seats.get(hold.slot_id, 0) + hold.seats
    return seats


def check(look_at: Callable[[Callable[[Reading], None]], None], operation: Operation) -> None:
    """Refuse with ``SlotFull`` a booking that would take a place kept for another.

    ``look_at`` opens the store; for what books nothing it is not called.
    """
    if isinstance(operation, BookPlace | BookTogether | MoveBooking):
        look_at(lambda here: _check(here, operation))


def _check(look: Reading, operation: BookPlace | BookTogether | MoveBooking) -> None:
    kept = kept_seats(look).get(operation.slot_id, 0)
    if not kept:
        return
    wanted = sum(max(1, take.quantity) for take in operation.takes()[:1])
    resource = f"slot:{operation.slot_id}"
    if look.left_of((resource,)).get(resource, 0) - kept < wanted:
        raise SlotFull(next_on="–", next_at="–", next_slot_id="")
