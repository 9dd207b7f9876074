# SPDX-License-Identifier: EUPL-1.2
"""A place booked for a person, with the price frozen as it was explained."""

from __future__ import annotations

from typing import ClassVar

from welfare_desk.core.fees import Line
from welfare_desk.models.record import Record, table_of

HOLDS_PLACE = frozenset({"booked", "arrived", "attended", "no_show"})
"""States in which a booking uses its places."""


class Booking(Record, frozen=True, kw_only=True):
    """A person's place in a slot."""

    KIND: ClassVar[str] = "booking"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id", "slot_id", "booking_no")
    controller_id: str
    booking_no: str
    person_id: str
    slot_id: str
    offering_id: str
    seats: int
    state: str
    """``booked``, ``arrived``, ``attended``, ``no_show`` or ``cancelled``."""
    certainty: str
    """``final`` (confermata) or ``provisional`` (provvisoria)."""
    unit_cents: int
    units: int
    total_cents: int
    fee_scheme_id: str
    isee_id: str | None
    lines: tuple[Line, ...]
    booked_at: int
    device: int
    operator_id: str


booking_table = table_of(Booking)
