# SPDX-License-Identifier: EUPL-1.2
"""Ids of rows and operations: made once at the desk, or derived so that every side agrees."""

from __future__ import annotations

import hashlib
import re
from uuid import UUID

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


def uuid7(now_us: int, random: bytes) -> str:
    """Return a UUIDv7 for this instant; ``random`` is eight bytes or more of chance.

    The twelve bits after the milliseconds carry the part of the millisecond (RFC 9562,
    method 3), so ids made one after the other at a desk also sort that way.
    """
    if len(random) < 8:
        raise ValueError(len(random))
    millis, rest = divmod(now_us, 1000)
    if not 0 <= millis < 1 << 48:
        raise ValueError(now_us)
    tail = int.from_bytes(random[:8], "big") & ((1 << 62) - 1)
    fraction = rest * 4096 // 1000
    return _text(f"{millis << 80 | 7 << 76 | fraction << 64 | 0b10 << 62 | tail:032x}")


def instant_of(id_text: str) -> int:
    """Return the microseconds at which ``uuid7`` made this id."""
    value = UUID(id_text).int
    return (value >> 80) * 1000 + -(-(value >> 64 & 0xFFF) * 1000 // 4096)


def derived(op_id: str, role: str) -> str:
    """Return the id of a row that follows from an operation: equal on every side.

    The UUIDv5 of the role in the namespace of the operation; ``ValueError`` where that is none.
    """
    if not is_uuid(op_id):
        op_id = str(UUID(op_id))
    named = bytes.fromhex(op_id.replace("-", "")) + role.encode()
    made = hashlib.sha1(named, usedforsecurity=False).hexdigest()
    variant = "89ab"[int(made[16], 16) & 3]
    return f"{made[:8]}-{made[8:12]}-5{made[13:16]}-{variant}{made[17:20]}-{made[20:32]}"


def _text(digits: str) -> str:
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_uuid(text: str) -> bool:
    """Tell whether the text is a UUID in the one form that is stored: lower case, hyphens."""
    return _UUID.fullmatch(text) is not None
