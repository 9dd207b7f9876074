# SPDX-License-Identifier: EUPL-1.2
"""What can be booked: fee schemes, offerings and their slots."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.core.fees import Scheme
from welfare_desk.models.record import Record, table_of


class FeeScheme(Record, frozen=True, kw_only=True):
    """A price rule, with the resolution that approved it."""

    KIND: ClassVar[str] = "fee_scheme"
    name: str
    resolution: str
    scheme: Scheme


class Offering(Record, frozen=True, kw_only=True):
    """A service that can be booked."""

    KIND: ClassVar[str] = "offering"
    code: str
    name_it: str
    name_en: str
    neutral_title: str
    """What a slip may say where others can read it."""
    description_it: str
    target_group: str
    provider_id: str
    municipality_id: str | None
    """The municipality it is meant for, or nothing for the whole territory."""
    mode: str
    unit: str
    minutes: int
    fee_scheme_id: str
    isee_kind: str
    units: int
    """Units of the fee that one booking costs."""
    needs_assessment: bool
    bring: tuple[str, ...]
    cancel_rule: str
    active: bool


class Slot(Record, frozen=True, kw_only=True):
    """A time and place of an offering; local date and start in ``zone``."""

    KIND: ClassVar[str] = "slot"
    FIND_BY: ClassVar[tuple[str, ...]] = ("offering_id", "slot_on")
    offering_id: str
    slot_on: datetime.date
    start_minute: int
    minutes: int
    zone: str
    places: int
    place_name: str
    address: str
    directions: str
    closed: bool


fee_scheme_table = table_of(FeeScheme)
offering_table = table_of(Offering)
slot_table = table_of(Slot)
