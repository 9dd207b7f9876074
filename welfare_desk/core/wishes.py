# SPDX-License-Identifier: EUPL-1.2
"""Preferred times of a service without a calendar, as ``2026-11-30 morning``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, NamedTuple

from welfare_desk.core.refusals_of_requests import WishUnreadable

PARTS: Final = ("any", "morning", "afternoon", "evening")
"""``morning`` ends at 13:00, ``afternoon`` at 18:00."""
MOST: Final = 5
"""No request names more times."""


class Wish(NamedTuple):
    """A day and the part of it that suits."""

    on: datetime.date
    part: str


def read_wish(text: str) -> Wish:
    """Return a wish; refused with ``WishUnreadable``."""
    day, _, part = text.partition(" ")
    try:
        on = datetime.date.fromisoformat(day)
    except ValueError:
        raise WishUnreadable(most=MOST) from None
    if part not in PARTS or on.isoformat() != day:
        raise WishUnreadable(most=MOST)
    return Wish(on, part)


def read_wishes(texts: Sequence[str]) -> tuple[Wish, ...]:
    """Return one to five different wishes in their order; refused with ``WishUnreadable``."""
    found = tuple(read_wish(text) for text in texts)
    if not found or len(found) > MOST or len(set(found)) < len(found):
        raise WishUnreadable(most=MOST)
    return found


def wish_text(on: datetime.date, part: str) -> str:
    """Return a wish as it is stored."""
    return f"{on.isoformat()} {part}"


def part_of(minute: int) -> str:
    """Return the part of the day in which a minute since midnight lies."""
    if minute < 13 * 60:
        return "morning"
    return "afternoon" if minute < 18 * 60 else "evening"
