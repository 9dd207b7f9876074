# SPDX-License-Identifier: EUPL-1.2
"""What can be booked: fee schemes, offerings, their slots, and what slots need."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.fees import Scheme
from welfare_desk.models.record import Record, table_of


class FeeScheme(Record, frozen=True, kw_only=True):
    """A price rule, with the resolution that approved it."""

    KIND: ClassVar[str] = "fee_scheme"
    name: str
    resolution: str
    scheme: Scheme


class PayerShare(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody else than the person pays of an offering's price."""

    payer: str
    """``municipality``, ``fund`` or ``employer``."""
    name: str = ""
    """Who that is, as the slip may say it."""
    percent: int = 0
    cap_cents: int | None = None
    """At most so much of one booking."""


class Override(msgspec.Struct, frozen=True, kw_only=True):
    """What is different about an offering in one municipality; nothing: as everywhere."""

    municipality_id: str
    active: bool | None = None
    provider_id: str | None = None
    fee_scheme_id: str | None = None
    bring: tuple[str, ...] | None = None
    cancel_rule: str | None = None


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
    description_en: str = ""
    words: tuple[str, ...] | None = None
    """What people call it: «compiti», «badante»."""
    min_age: int | None = None
    """In whole years on the day of the slot."""
    max_age: int | None = None
    residence: str = ""
    """Who may book: anybody, ``territory`` or ``municipality`` (its own, or the desk's)."""
    isee_needed: bool = False
    on_request: bool = False
    """No calendar: people say when they would like it, the provider answers."""
    notice_days: int = 0
    """Working days between asking and the first slot."""
    limit_count: int | None = None
    """At most so many bookings of one person in a ``limit_period``."""
    limit_period: str = ""
    """``day``, ``week``, ``month`` or ``year``; nothing: at any time to come."""
    cancel_days: int | None = None
    """Free to cancel until so many days before, at ``cancel_minute``; nothing: always."""
    cancel_minute: int = 720
    waiting_rule: str = ""
    """``order``, ``priority`` or ``draw``; nothing: no waiting list."""
    hold_hours: int = 24
    """For how long a freed place is kept for whom it was offered to."""
    sensitive: bool = False
    """Papers and call lists say ``neutral_title``."""
    accessibility: tuple[str, ...] | None = None
    """Of ``ramp``, ``lift``, ``parking``, ``toilet``, ``sign_language``, ``hearing_loop``."""
    languages: tuple[str, ...] | None = None
    """In which languages besides Italian, as two letters."""
    payers: tuple[PayerShare, ...] | None = None
    overrides: tuple[Override, ...] | None = None


class Asset(Record, frozen=True, kw_only=True):
    """Staff, a vehicle or a room that slots need and that cannot be in two places."""

    KIND: ClassVar[str] = "asset"
    name: str
    asset_kind: str
    """``staff``, ``vehicle`` or ``room``."""
    provider_id: str
    in_service: bool


class Meeting(msgspec.Struct, frozen=True, array_like=True):
    """One meeting of a course; local day and start in the slot's zone."""

    on: datetime.date
    start_minute: int
    minutes: int


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
    closed_reason: str = ""
    """Why, in the words that people are told."""
    meetings: tuple[Meeting, ...] | None = None
    """Of a course, all of them, the first as the slot itself; nothing for a single slot."""
    asset_ids: tuple[str, ...] | None = None
    """What it needs and nothing else may use meanwhile."""


fee_scheme_table = table_of(FeeScheme)
offering_table = table_of(Offering)
asset_table = table_of(Asset)
slot_table = table_of(Slot)
