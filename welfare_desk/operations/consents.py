# SPDX-License-Identifier: EUPL-1.2
"""Answers to optional questions: given, withdrawn by a new answer, and never a condition."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import ClassVar

from welfare_desk.core.instants import local_date
from welfare_desk.core.purposes import is_purpose
from welfare_desk.core.refusals import ChoiceUnknown, DayInFuture, PersonUnknown
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Consent, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import NAME_LETTERS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RecordConsent(Operation, frozen=True, kw_only=True):
    """Record a yes or a no to an optional question; a later no withdraws a yes.

    No operation asks for it.  Refused with ``ChoiceUnknown`` for a purpose that is not in
    resources/consents.toml and with ``DayInFuture``: an answer of tomorrow would outlast today's.
    """

    ACT: ClassVar[str] = "intake"

    consent_id: str
    person_id: str
    purpose: str
    given: bool
    language: str = "it"
    signer: str = "self"
    answered_on: datetime.date

    def entity(self) -> str:
        return self.consent_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(Consent.KIND, self.consent_id))

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        purpose = clean_needed(self.purpose, 30, "purpose")
        world.require(is_purpose(purpose), ChoiceUnknown(field="purpose"), person_id=person.id)
        come = self.answered_on <= local_date(act.wall)
        world.require(come, DayInFuture(field="answered_on"), person_id=person.id)
        world.create(
            Consent(
                id=self.consent_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                purpose=purpose,
                given=self.given,
                language=clean(self.language, 8, "language"),
                signer=clean(self.signer, 2 * NAME_LETTERS, "signer"),
                answered_on=self.answered_on,
                recorded_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )


def in_order(rows: Iterable[Consent]) -> tuple[Consent, ...]:
    """Return answers with the one that counts last, in whichever order they arrived."""
    return tuple(sorted(rows, key=lambda row: (row.answered_on, row.recorded_at, row.id)))
