# SPDX-License-Identifier: EUPL-1.2
"""Records as plain values, as they travel and as they are put aside."""

from __future__ import annotations

from typing import Any

import msgspec

from welfare_desk.models.record import Record
from welfare_desk.models.registry import KINDS


def to_wire(record: Record) -> dict[str, Any]:
    """Return a record as plain values that msgpack and JSON carry; dates are ISO text."""
    plain: dict[str, Any] = msgspec.to_builtins(record, builtin_types=(bytes,))
    return plain


def from_wire(kind: str, plain: dict[str, Any]) -> Record:
    """Return the record of plain values; unknown fields are ignored.

    Raises ``msgspec.ValidationError`` for a wrong type and ``KeyError`` for an unknown kind.
    """
    return msgspec.convert(plain, KINDS[kind], builtin_types=(bytes,))
