# SPDX-License-Identifier: EUPL-1.2
"""Content hashes a kind: what a desk holds and what it should hold, compared (rule 17)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from welfare_desk.protocol.messages import Message

_encoder = msgspec.json.Encoder(order="sorted")


class Digest(Message, frozen=True, kw_only=True):
    """The hash of each kind that has rows, at one moment of the server."""

    epoch: int
    server_seq: int
    kinds: dict[str, str]


def kind_digest(records: Iterable[dict[str, Any]]) -> str:
    """Return SHA-256 over a kind's rows as they travel, in the order of their ids."""
    running = hashlib.sha256()
    for record in sorted(records, key=lambda each: str(each["id"])):
        running.update(hashlib.sha256(_encoder.encode(record)).digest())
    return running.hexdigest()
