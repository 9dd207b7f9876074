# SPDX-License-Identifier: EUPL-1.2
"""Places booked or waited for, with the price frozen as it was explained."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.fees import Line
from welfare_desk.models.record import Record, table_of

HOLDS_PLACE = frozenset({"booked", "arrived", "attended", "no_show"})
"""States in which a booking uses its places."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """What one payer bears of a price, in cents."""

    payer: str
    """``person``, ``municipality``, ``fund``, ``employer`` or ``card``."""
    name: str = ""
    cents: int


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
    group_id: str = ""
    """The first booking of those that were made together, all or none; nothing: alone."""
    shares: tuple[Share, ...] | None = None
    """Who pays what, summing to ``total_cents``; nothing: the person all of it."""
    card_id: str = ""
    """The voucher card that pays a part."""
    price_reason: str = ""
    """Why the price is not that of the scheme."""
    second_id: str = ""
    """Who agreed to it."""
    late: bool = False
    """Cancelled after the offering's last free hour."""
    ended_at: int = 0
    """When it was cancelled or attendance was recorded."""
    meetings_attended: tuple[int, ...] | None = None
    """Of a course, the meetings (from 0) that the person came to."""


class WaitEntry(Record, frozen=True, kw_only=True):
    """A person's turn on a waiting list; ``offered`` holds its places like a booking."""

    KIND: ClassVar[str] = "wait_entry"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id", "offering_id", "slot_id")
    controller_id: str
    person_id: str
    offering_id: str
    slot_id: str
    """The slot waited for, or nothing for any of the offering."""
    seats: int
    """All or none."""
    priority: int
    """Points of the stated policy, higher first."""
    priority_reason: str
    state: str
    """``waiting``, ``offered``, ``accepted``, ``declined``, ``lapsed`` or ``left``."""
    offered_slot_id: str
    offered_at: int
    held_until_at: int
    called: int
    """How often the person was called about the offered place."""
    draw_seed: str
    """The published seed of the draw that ordered it, or nothing."""
    booking_id: str
    joined_at: int
    device: int
    operator_id: str


class ServiceRequest(Record, frozen=True, kw_only=True):
    """A wish for an offering without calendar, and the provider's answer."""

    KIND: ClassVar[str] = "service_request"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id", "offering_id")
    controller_id: str
    request_no: str
    person_id: str
    offering_id: str
    seats: int
    wishes: tuple[str, ...]
    """Preferred times in the order of preference, as ``2026-11-30 morning``."""
    words: str
    state: str
    """``asked``, ``countered``, ``accepted``, ``refused``, ``told`` (a refusal that the person
    knows), ``agreed`` or ``withdrawn``."""
    answer: str
    answer_on: datetime.date | None
    answer_minute: int
    answer_minutes: int
    answered_at: int
    unit_cents: int
    units: int
    total_cents: int
    lines: tuple[Line, ...]
    shares: tuple[Share, ...] | None
    isee_id: str | None
    asked_at: int
    device: int
    operator_id: str


booking_table = table_of(Booking)
wait_entry_table = table_of(WaitEntry)
service_request_table = table_of(ServiceRequest)
