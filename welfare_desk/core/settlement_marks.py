# SPDX-License-Identifier: EUPL-1.2
"""Short marks by which a settlement names its redemptions, so that thousands fit into one act."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Iterable

LETTERS = 8
"""Of a mark: 48 of the 128 bits of an id."""
PER_TEXT = 240
"""How many marks stand in one text."""


def mark(row_id: str) -> str:
    """Return the mark of an id.

    The last six bytes: those are chance in a derived id and in one made by a desk alike.
    """
    return base64.urlsafe_b64encode(uuid.UUID(row_id).bytes[-6:]).decode()


def packed(row_ids: Iterable[str]) -> tuple[str, ...]:
    """Return the marks of ids in few texts, in the order of the ids."""
    marks = [mark(each) for each in sorted(row_ids)]
    return tuple("".join(marks[at : at + PER_TEXT]) for at in range(0, len(marks), PER_TEXT))


def unpacked(texts: Iterable[str]) -> frozenset[str]:
    """Return the marks in texts; a torn end is no mark."""
    return frozenset(
        text[at : at + LETTERS]
        for text in texts
        for at in range(0, len(text) - LETTERS + 1, LETTERS)
    )
