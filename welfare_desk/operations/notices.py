# SPDX-License-Identifier: EUPL-1.2
"""Operations on papers about a person: the notice that was given, who may act for them."""

from __future__ import annotations

import datetime
from typing import ClassVar

from welfare_desk.core.refusals import DelegationInvalid, PersonUnknown
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Delegation, Notice, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import NAME_LETTERS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RecordNotice(Operation, frozen=True, kw_only=True):
    """Record that the privacy notice was given and signed for receipt; on every intake."""

    ACT: ClassVar[str] = "intake"

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


class AppointDelegate(Operation, frozen=True, kw_only=True):
    """Record who may act for a person, with which powers, from when to when."""

    ACT: ClassVar[str] = "intake"

    delegation_id: str
    person_id: str
    delegate_name: str
    delegate_document: str = ""
    title: str = "delegate"
    powers: tuple[str, ...] = ("collect_card",)
    valid_from: datetime.date
    valid_to: datetime.date | None = None

    def entity(self) -> str:
        return self.delegation_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(Delegation.KIND, self.delegation_id))

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        ends = self.valid_to or datetime.date.max
        world.require(self.valid_from <= ends, DelegationInvalid(), person_id=person.id)
        world.create(
            Delegation(
                id=self.delegation_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                delegate_name=clean_needed(self.delegate_name, 2 * NAME_LETTERS, "delegate_name"),
                delegate_document=clean(self.delegate_document, 60, "delegate_document"),
                title=clean(self.title, 30, "title"),
                powers=tuple(clean_needed(each, 30, "powers") for each in self.powers),
                valid_from=self.valid_from,
                valid_to=self.valid_to,
                device=act.device,
                operator_id=act.actor,
            )
        )
