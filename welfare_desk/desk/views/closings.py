# SPDX-License-Identifier: EUPL-1.2
"""Which days were closed at this desk: by whom, when, how often."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.models.territory import Operator

CLOSINGS = "day_closings"
"""Name of what is noted of the last days: JSON of ``Closed``."""
KEPT = 62
"""Days that are remembered here; the audit log remembers them all."""


class Closed(msgspec.Struct, frozen=True, kw_only=True):
    """A closing of a day; ``times`` counts the closings of one day."""

    on: datetime.date
    closed_at: int
    operator_id: str
    times: int = 1
    reopened_at: int = 0
    """When it was taken back; the day is open then."""


class ClosingView(msgspec.Struct, frozen=True, kw_only=True):
    """A day that is closed."""

    on: datetime.date
    closed_at: int
    operator_name: str
    times: int


def closings(look: Reading) -> tuple[Closed, ...]:
    """Return what is noted of closed days, the latest first."""
    noted = look.meta.get(CLOSINGS) or "[]"
    return msgspec.json.decode(noted.encode(), type=tuple[Closed, ...])


def closing_of(look: Reading, on: datetime.date) -> ClosingView | None:
    """Return how a day was closed; nothing while it is open."""
    found = next((each for each in closings(look) if each.on == on), None)
    if found is None or found.reopened_at:
        return None
    operator = look.one(Operator, found.operator_id)
    return ClosingView(
        on=on,
        closed_at=found.closed_at,
        operator_name=operator.name if operator is not None else "",
        times=found.times,
    )
