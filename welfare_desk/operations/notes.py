# SPDX-License-Identifier: EUPL-1.2
"""Operations on short notes about a person; a sensitive one is closed until opened."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.refusals import NoteUnknown, PersonUnknown, RoleMissing, TextMissing
from welfare_desk.core.text import clean
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read
from welfare_desk.models.request import Note
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.requests import SHORT_LETTERS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class WriteNote(Operation, frozen=True, kw_only=True):
    """Write a short note about a person; a sensitive one shows that it is there and no more.

    ``TextTooLong`` above 300 letters: facts of the visit, never a diagnosis.
    """

    ACT: ClassVar[str] = "intake"

    note_id: str
    person_id: str
    text: str
    sensitive: bool = False

    def entity(self) -> str:
        return self.note_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(Note.KIND, self.note_id))

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        text = clean(self.text, SHORT_LETTERS, "text", multiline=True)
        if not text:
            raise TextMissing(field="text")
        world.create(
            Note(
                id=self.note_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                text=text,
                sensitive=self.sensitive,
                withdrawn=False,
                written_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )


class WithdrawNote(Operation, frozen=True, kw_only=True):
    """Take a note back: whoever wrote it may, and a supervisor; others meet ``RoleMissing``."""

    ACT: ClassVar[str] = "intake"

    note_id: str

    def entity(self) -> str:
        return self.note_id

    def concerns(self, world: World) -> str:
        row = world.get(Note, self.note_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Note.KIND, self.note_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Note, self.note_id, NoteUnknown())
        allowed = act.actor == row.operator_id or act.role == "supervisor"
        world.require(allowed, RoleMissing(act="withdraw_note"), person_id=row.person_id)
        if allowed:
            world.put(msgspec.structs.replace(row, withdrawn=True))
