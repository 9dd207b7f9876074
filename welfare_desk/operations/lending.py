# SPDX-License-Identifier: EUPL-1.2
"""How many places of a slot are lent ahead, and how many of them one counter asks for (ADR 20, 28).

Desk and server work it out alike from the same row, with nobody to coordinate.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping

import msgspec

from welfare_desk.core.instants import DAY_US
from welfare_desk.models.fund import Resource

FAR, NEAR, LAST = 0.9, 0.7, 0.15
"""Of the places that nobody has, the part lent ahead: from three days on, then, on the last day."""
FIRST_BOOKINGS = 10.0
"""A counter's part of an offering counts beside so many bookings of its part of all."""
SELDOM = 0.7
"""So many places of an offering due to a counter in two weeks are lent to it by half."""
PAST_DAYS = 56
"""Slots of so many days back, and those ahead, say what a counter gives."""
_SPREAD = 1 << 32


class Past(msgspec.Struct, frozen=True):
    """Places booked by offering: by this desk, and by all."""

    own: Mapping[str, int] = {}
    all: Mapping[str, int] = {}


def lendable(slot_id: str, row: Resource, left_us: int) -> int:
    """Return how many places of a slot may be lent ahead, of those that nobody has.

    The rest stays for counters with a line, and for promises with a condition.  ``left_us``
    until the slot starts.  Parts of a place are drawn by the slot's id.
    """
    places = unused(row) * lent_part(left_us)
    whole = int(places)
    return whole + (_chance(slot_id) < places - whole)


def unused(row: Resource) -> int:
    """Return the places that nobody has, lent or not."""
    return max(0, row.total - row.committed - row.in_doubt)


def lent_part(left_us: int) -> float:
    """Return which part of a slot's unused places is lent ahead, so long before it starts."""
    return FAR if left_us >= 3 * DAY_US else NEAR if left_us >= DAY_US else LAST


def worth_lending(due: float) -> float:
    """Return which part of its part a counter is lent of an offering: above 0, below 1.

    ``due`` are the places of the coming slots that fall to it.  Where hardly one does, a place
    lent ahead lies idle there while somebody asks for it elsewhere (ADR 28).
    """
    return due / (due + SELDOM) if due > 0 else 1.0


def slack(left_us: int) -> float:
    """Return how far above its part a desk may hold; below 0, it gives back sooner."""
    return 0.0 if left_us >= 3 * DAY_US else -0.2 if left_us >= DAY_US else -0.5


def lent(row: Resource) -> int:
    """Return how many places stand in living leases."""
    return row.total - row.free - row.committed - row.in_doubt


def part_of(past: Past, offering_id: str, group: Collection[str], rivals: int) -> float:
    """Return which part of an offering this desk gives, above 0 and at most 1.

    From what it gave of the offering; where that is little, from what it gave of the ``group``
    of offerings that the same counters give; where there is nothing, as one of ``rivals``.
    """
    own = sum(past.own.get(each, 0) for each in group)
    every = sum(past.all.get(each, 0) for each in group)
    general = (own + 1) / (max(own, every) + max(1, rivals))
    here = past.own.get(offering_id, 0)
    there = max(here, past.all.get(offering_id, 0))
    return (here + FIRST_BOOKINGS * general) / (there + FIRST_BOOKINGS)


def first_part(offering_id: str, device: int) -> float:
    """Return what a desk begins with of an offering: 0 to 1, another at each desk."""
    return _chance(f"{offering_id}-{device}")


def _chance(name: str) -> float:
    return zlib.crc32(name.encode()) / _SPREAD
