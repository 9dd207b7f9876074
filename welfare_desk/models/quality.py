# SPDX-License-Identifier: EUPL-1.2
"""What people say about providers: complaints with a number, and whether they were content."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class Complaint(Record, frozen=True, kw_only=True):
    """A complaint about a provider, with the day by which it is answered."""

    KIND: ClassVar[str] = "complaint"
    FIND_BY: ClassVar[tuple[str, ...]] = ("provider_id", "person_id")
    controller_id: str
    complaint_no: str
    provider_id: str
    offering_id: str
    person_id: str
    """Nothing where the person did not want to be named."""
    words: str
    received_at: int
    answer_by_on: datetime.date
    state: str
    """``open`` or ``answered``."""
    answer: str
    answered_at: int
    device: int
    operator_id: str


class Satisfaction(Record, frozen=True, kw_only=True):
    """The answer to one question after a booking, from 1 (not at all) to 5."""

    KIND: ClassVar[str] = "satisfaction"
    FIND_BY: ClassVar[tuple[str, ...]] = ("provider_id", "booking_id")
    controller_id: str
    provider_id: str
    offering_id: str
    booking_id: str
    score: int
    asked_at: int
    device: int
    operator_id: str


complaint_table = table_of(Complaint)
satisfaction_table = table_of(Satisfaction)
