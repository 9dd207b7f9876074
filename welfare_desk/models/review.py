# SPDX-License-Identifier: EUPL-1.2
"""What a person must look at after a sync."""

from __future__ import annotations

from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class ReviewItem(Record, frozen=True, kw_only=True):
    """An objection to a promise that stands: for a person to decide, never undone by the system."""

    KIND: ClassVar[str] = "review_item"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id", "op_id")
    controller_id: str
    op_id: str
    op_kind: str
    code: str
    """The refusal that would have been given, or ``liability``, ``duplicate``, ``late``."""
    person_id: str
    amount_cents: int
    opened_at: int
    closed_at: int | None
    device: int
    other_id: str = ""
    """The other person of a pair that may be the same."""
    decision: str = ""
    """``merged``, ``different``, ``seen``: what was decided when it was closed."""


review_item_table = table_of(ReviewItem)
