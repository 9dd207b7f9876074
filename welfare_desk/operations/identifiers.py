# SPDX-License-Identifier: EUPL-1.2
"""Operations on the codes and documents of a person beside the fiscal code in force."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.identifiers import KINDS, RESTRICTED, STATUSES, fits, normalized
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    IdentifierShapeWrong,
    IdentifierUnknown,
    PersonUnknown,
    TextMissing,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Identifier, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.duplicates import ask_about_holders, reads_for_code
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RecordIdentifier(Operation, frozen=True, kw_only=True):
    """Record a code or document; its shape is a hint and its end a warning, never a refusal.

    An STP or ENI code must be one (``IdentifierShapeWrong``) and needs the reason, which
    service asks for it (``TextMissing``): it reveals an irregular stay, so it is kept only
    where it is needed and never shown unless opened.  At the server another holder of the same
    one comes to review as a likely duplicate.  A permit under renewal stops nothing.
    Kinds: ``fiscal_code`` (a former one), ``stp``, ``eni``, ``electronic_id_card``,
    ``paper_id_card``, ``passport``, ``residence_permit``, ``health_card``; status:
    ``declared``, ``seen``, ``verified``; another is ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    identifier_id: str
    person_id: str
    identifier_kind: str
    value: str
    status: str = "declared"
    issuer: str = ""
    reason: str = ""
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    renewal_pending: bool = False

    def entity(self) -> str:
        return self.identifier_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id), One(Identifier.KIND, self.identifier_id))

    def server_reads(self) -> tuple[Read, ...]:
        value = normalized(self.value)
        return reads_for_code(value) if value and self.identifier_kind in RESTRICTED else ()

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        kind = clean_needed(self.identifier_kind, 30, "identifier_kind")
        status = clean_needed(self.status, 10, "status")
        value = normalized(clean_needed(self.value, 40, "value"))
        reason = clean(self.reason, 100, "reason")
        if not value:
            raise TextMissing(field="value")
        who = person.id
        world.require(kind in KINDS, ChoiceUnknown(field="identifier_kind"), person_id=who)
        world.require(status in STATUSES, ChoiceUnknown(field="status"), person_id=who)
        if kind in RESTRICTED:
            shaped = fits(kind, value)
            world.require(shaped, IdentifierShapeWrong(identifier_kind=kind), person_id=who)
            world.require(bool(reason), TextMissing(field="reason"), person_id=who)
        world.create(
            Identifier(
                id=self.identifier_id,
                territory_id=world.territory_id,
                controller_id=person.controller_id,
                person_id=self.person_id,
                identifier_kind=kind,
                value=value,
                status=status,
                issuer=clean(self.issuer, 80, "issuer"),
                reason=reason,
                valid_from=self.valid_from,
                valid_to=self.valid_to,
                renewal_pending=self.renewal_pending,
                withdrawn=False,
                recorded_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )
        if kind in RESTRICTED:
            ask_about_holders(world, person, kind, value)


class WithdrawIdentifier(Operation, frozen=True, kw_only=True):
    """Take a code or document back; the value of an STP or ENI code is emptied with it."""

    ACT: ClassVar[str] = "intake"

    identifier_id: str

    def entity(self) -> str:
        return self.identifier_id

    def concerns(self, world: World) -> str:
        row = world.get(Identifier, self.identifier_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Identifier.KIND, self.identifier_id),)

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Identifier, self.identifier_id, IdentifierUnknown())
        value = "" if row.identifier_kind in RESTRICTED else row.value
        world.put(msgspec.structs.replace(row, withdrawn=True, value=value))
