# SPDX-License-Identifier: EUPL-1.2
"""The privacy notice that was given."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.core.refusals import PersonUnknown
from welfare_desk.core.text import clean
from welfare_desk.models.person import Notice, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import NAME_LETTERS, require_own_registration
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RecordNotice(Operation, frozen=True, kw_only=True):
    """Record that the privacy notice was given and signed for receipt; on every intake.

    Part of registering: cooperative staff record it for whom their own cooperative registered,
    else ``RoleMissing``.
    """

    ACT: ClassVar[str] = "register"

    notice_id: str
    person_id: str
    version: str
    language: str
    signer: str
    given_on: datetime.date

    def entity(self) -> str:
        return self.notice_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(Notice.KIND, self.notice_id))

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        require_own_registration(act, world, person)
        world.create(
            Notice(
                id=self.notice_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                version=clean(self.version, 20, "version"),
                language=clean(self.language, 8, "language"),
                signer=clean(self.signer, NAME_LETTERS, "signer"),
                given_on=self.given_on,
                device=act.device,
                operator_id=act.actor,
            )
        )
