# SPDX-License-Identifier: EUPL-1.2
"""Content sums a kind: what a desk holds and what it should hold, compared (rule 17)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from welfare_desk.protocol.messages import Message

_encoder = msgspec.msgpack.Encoder(order="sorted")
MODULUS = 1 << 256


class Digest(Message, frozen=True, kw_only=True):
    """The sum of each kind that has rows, at one moment of the server."""

    epoch: int
    server_seq: int
    kinds: dict[str, str]


def row_number(kind: str, record: dict[str, Any]) -> int:
    """Return SHA-256 of a kind and a row as it travels, as a number.

    Numbers add up in any order, so a sum follows a change by one subtraction and one
    addition.
    """
    digest = hashlib.sha256(_encoder.encode((kind, record))).digest()
    return int.from_bytes(digest, "big")


def kind_digest(kind: str, records: Iterable[dict[str, Any]]) -> str:
    """Return the sum of a kind's rows modulo 2**256, as 64 hexadecimal digits."""
    return f"{sum(row_number(kind, record) for record in records) % MODULUS:064x}"
