# SPDX-License-Identifier: EUPL-1.2
"""What people ask for at the counter, what became of it, and short notes."""

from __future__ import annotations

from typing import ClassVar

from welfare_desk.models.record import Record, table_of


class AssistanceRequest(Record, frozen=True, kw_only=True):
    """A need that was brought to the counter; what became of it is in its steps."""

    KIND: ClassVar[str] = "assistance_request"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id",)
    controller_id: str
    person_id: str
    """For whom."""
    asked_by: str
    """``self``, or the title of who came: ``delegate``, ``relative``, ``parent``…"""
    asker_name: str
    asker_phone: str
    need: str
    """A code of resources/needs.toml."""
    words: str
    """The need in few words, never a diagnosis."""
    urgent: bool
    requested_at: int
    device: int
    operator_id: str


class RequestStep(Record, frozen=True, kw_only=True):
    """Something that was done about a request; the latest step is how it stands."""

    KIND: ClassVar[str] = "request_step"
    FIND_BY: ClassVar[tuple[str, ...]] = ("request_id", "person_id")
    controller_id: str
    request_id: str
    person_id: str
    outcome: str
    """``offered``, ``booked``, ``referred``, ``declined``, ``unmet`` or ``closed``."""
    offering_id: str
    """What was offered from the catalogue, or nothing."""
    words: str
    referred_to: str
    """Another service: an office, a CAF, a clinic."""
    contact_name: str
    contact_phone: str
    done_at: int
    device: int
    operator_id: str


class Note(Record, frozen=True, kw_only=True):
    """A short note about a person; a sensitive one is closed until opened with a reason."""

    KIND: ClassVar[str] = "note"
    FIND_BY: ClassVar[tuple[str, ...]] = ("person_id",)
    controller_id: str
    person_id: str
    text: str
    sensitive: bool
    withdrawn: bool
    written_at: int
    device: int
    operator_id: str


assistance_request_table = table_of(AssistanceRequest)
request_step_table = table_of(RequestStep)
note_table = table_of(Note)
