# SPDX-License-Identifier: EUPL-1.2
"""Leases: signed grants of rights to one desk, and how much is granted (protocol rule 2)."""

from __future__ import annotations

import msgspec

LIFE_US = 14 * 24 * 3600 * 1_000_000
MARGIN_US = 3600 * 1_000_000
"""A lease is spent only until this long before its end."""


class Lease(msgspec.Struct, frozen=True, kw_only=True):
    """A quantity of a resource lent to one incarnation of a device."""

    id: str
    """``e<epoch>-<n>``, unique for ever; ``born:<op_id>`` for a right that an act created."""
    device: int
    inc: int
    resource: str
    quantity: int
    fence: int
    not_after: int
    """Microseconds UTC; safety never rests on it."""
    epoch: int = 0
    block: int = 0
    """Number block of printed numbers."""
    codes: tuple[str, ...] = ()
    """The signed card codes of a card number block, by index."""
    numbers: tuple[str, ...] = ()
    """The printed numbers of a block, by index."""
    signature: bytes = b""


def signed_part(lease: Lease) -> bytes:
    """Return the bytes that the server signs."""
    return msgspec.msgpack.encode(msgspec.structs.replace(lease, signature=b""))


def grant(ask: int, free: int, unit: int, ceiling: int, *, one_act: bool = False) -> int:
    """Return how much of a resource a desk gets: ``min(ask, max(unit, free/8), ceiling, free)``.

    ``unit`` is one place or the fund's largest single award, so that small slots and small
    funds still get something; the last euros of a fund are granted even below a unit, for
    a smaller award.  An ask that names one act is granted whole if free allows.
    """
    if ask <= 0 or free <= 0:
        return 0
    if one_act:
        return ask if ask <= min(free, ceiling) else 0
    return max(0, min(ask, max(unit, free // 8), ceiling, free))


def spendable(lease: Lease, own_time: int) -> bool:
    """Tell whether the desk may still spend from a lease at its own time."""
    return own_time < lease.not_after - MARGIN_US
