# SPDX-License-Identifier: EUPL-1.2
"""What papers about calls and waiting lists are told; everything arrives decided."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.documents.inputs import Language, Office


class CallLetterInput(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to somebody who cannot be phoned."""

    office: Office
    about: str
    """``closed``, ``offer``, ``refused``, ``price``, ``lapsed`` or ``reminder``."""
    person: str
    address: tuple[str, ...]
    """Lines for the window of the envelope; none for a letter that is handed over."""
    title: str
    """The service as others may read it."""
    slot_on: datetime.date | None
    start_minute: int
    place: str
    number: str
    """Of the booking, or nothing."""
    reason: str
    until: str
    """When the hold of an offered place ends, in words."""
    before_cents: int
    after_cents: int
    phone: str
    printed_at: str
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class CallRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the call list: whom, where, why."""

    person: str
    phone: str
    """As it is dialled, or nothing: a letter."""
    phone_of: str
    about: str
    title: str
    slot_on: datetime.date | None
    start_minute: int
    until: str
    reason: str
    tries: int


class CallListInput(msgspec.Struct, frozen=True, kw_only=True):
    """The calls of a day on paper, with boxes to tick."""

    office: Office
    on: datetime.date
    rows: tuple[CallRow, ...]
    printed_at: str
    sample: bool = False
    lang: Language = "it"


class WaitingOrderInput(msgspec.Struct, frozen=True, kw_only=True):
    """A waiting list that may hang on the wall: numbers, never names."""

    office: Office
    name: str
    rule: str
    hold_hours: int
    on: datetime.date
    lines: tuple[str, ...]
    """As ``core.waiting.log_lines`` made them, from which the order can be worked out again."""
    printed_at: str
    sample: bool = False
    lang: Language = "it"
