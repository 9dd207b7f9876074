# SPDX-License-Identifier: EUPL-1.2
"""That somebody was called about a booking or an offered place, and whether they were reached."""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from welfare_desk.core.refusals import ChoiceUnknown
from welfare_desk.core.refusals_of_waiting import CallUnknown
from welfare_desk.core.text import clean
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.booking_changes import offering_of
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.traces import trace
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

ABOUT: Final = ("closed", "offer", "refused", "price", "lapsed", "reminder")
"""Why somebody is called, the most pressing first."""
OUTCOMES: Final = ("reached", "no_answer", "call_again", "letter")
"""What came of it; ``letter``: a letter was sent instead."""
DONE: Final = frozenset({"reached", "letter"})
"""Outcomes behind which nobody is called again about the same."""
WORDS_LETTERS: Final = 200


def call_field(about: str) -> str:
    """Return the field under which calls about something are kept."""
    return f"call_{about}"


class RecordCall(Operation, frozen=True, kw_only=True):
    """Record a call about a booking, about a turn on a waiting list, or to a person.

    Calls are kept one beside the other; a turn counts those about its offer.  Refused with
    ``CallUnknown`` where the subject is not here, and ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "book"

    subject_id: str
    """A booking, a turn, or a person whose booking was refused."""
    about: str
    outcome: str
    words: str = ""

    def entity(self) -> str:
        return self.subject_id

    def concerns(self, world: World) -> str:
        row = _subject(world, self.subject_id)
        return "" if row is None else row.id if isinstance(row, Person) else row.person_id

    def reads(self) -> tuple[Read, ...]:
        kinds = (Booking, WaitEntry, Person)
        return tuple(One(kind.KIND, self.subject_id) for kind in kinds)

    def apply(self, act: Act, world: World) -> None:
        row = _subject(world, self.subject_id)
        if row is None:
            raise CallUnknown()
        who = self.concerns(world)
        words = clean(self.words, WORDS_LETTERS, "words")
        world.require(self.about in ABOUT, ChoiceUnknown(field="about"), person_id=who)
        world.require(self.outcome in OUTCOMES, ChoiceUnknown(field="outcome"), person_id=who)
        if not isinstance(row, Person):
            offering = offering_of(world, row)
            if not may_touch(act, world, None if offering is None else offering.provider_id):
                raise CallUnknown()
        if self.about in ABOUT and self.outcome in OUTCOMES:
            trace(world, row, call_field(self.about), "", self.outcome, reason=words)
            if isinstance(row, WaitEntry) and self.about == "offer":
                world.put(msgspec.structs.replace(row, called=row.called + 1))


def is_call(change: FieldChange) -> bool:
    """Tell whether a kept change is a call."""
    return change.field.startswith("call_")


def _subject(world: World, row_id: str) -> Booking | WaitEntry | Person | None:
    return world.get(Booking, row_id) or world.get(WaitEntry, row_id) or world.get(Person, row_id)
