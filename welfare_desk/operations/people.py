# SPDX-License-Identifier: EUPL-1.2
"""Operations on people: registering, amending, the notice, who may act for them."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.fiscal_code import base_text_of, parse
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    BirthInFuture,
    ControllerElsewhere,
    PersonUnknown,
    RoleMissing,
    TextMissing,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Identifier, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.territory import Operator
from welfare_desk.operations import duplicates
from welfare_desk.operations.changes import NAME_LETTERS as NAME_LETTERS
from welfare_desk.operations.changes import reads_for, write_fields
from welfare_desk.operations.identity import cluster_reads, root_id
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class RegisterPerson(Operation, frozen=True, kw_only=True):
    """Register a person; never refused at the server, a likely duplicate goes to review.

    Refused with ``ControllerElsewhere`` under another municipality than the desk's own.
    A wrong check character or a birth in the future is refused; a code that does not fit
    the name is a warning of the form, never a refusal (identity.md).  Without a code a
    reason is needed.
    """

    ACT: ClassVar[str] = "register"

    person_id: str
    controller_id: str
    surname: str
    name: str
    sex: str = ""
    born_on: datetime.date | None = None
    birthplace_code: str = ""
    fiscal_code: str = ""
    fiscal_code_status: str = "declared"
    no_code_reason: str = ""
    phone: str = ""
    street: str = ""
    street_no: str = ""
    postal_code: str = ""
    residence_istat: str = ""
    language: str = "it"
    channel: str = "counter"

    def entity(self) -> str:
        return self.person_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Person.KIND, self.person_id),)

    def server_reads(self) -> tuple[Read, ...]:
        base = base_text_of(self.fiscal_code) if self.fiscal_code else ""
        return duplicates.reads_for(self.born_on, self.fiscal_code, base, self.phone)

    def apply(self, act: Act, world: World) -> None:
        code, base = "", ""
        today = local_date(act.wall)
        if self.fiscal_code:
            parsed = parse(self.fiscal_code, today)
            code, base = parsed.text, parsed.base_text
        elif not self.no_code_reason:
            raise TextMissing(field="no_code_reason")
        if self.born_on is not None and self.born_on > today:
            raise BirthInFuture()
        require_own_controller(world, self.controller_id)
        world.create(
            person := Person(
                id=self.person_id,
                territory_id=world.territory_id,
                controller_id=self.controller_id,
                surname=clean_needed(self.surname, NAME_LETTERS, "surname"),
                name=clean(self.name, NAME_LETTERS, "name"),
                sex=clean(self.sex, 1, "sex"),
                born_on=self.born_on,
                birthplace_code=clean(self.birthplace_code, 4, "birthplace_code"),
                fiscal_code=code,
                base_code=base,
                fiscal_code_status=(
                    clean(self.fiscal_code_status, 10, "fiscal_code_status") if code else "none"
                ),
                no_code_reason=clean(self.no_code_reason, 100, "no_code_reason"),
                phone=clean(self.phone, 20, "phone"),
                street=clean(self.street, 120, "street"),
                street_no=clean(self.street_no, 20, "street_no"),
                postal_code=clean(self.postal_code, 5, "postal_code"),
                residence_istat=clean(self.residence_istat, 6, "residence_istat"),
                language=clean(self.language, 8, "language"),
                channel=clean(self.channel, 20, "channel"),
                registered_at=act.wall,
                device=act.device,
                operator_id=act.actor,
            )
        )
        duplicates.ask_about(world, person)


def require_own_controller(world: World, controller_id: str) -> None:
    """Refuse rows of another municipality: this desk would never see them again."""
    if world.home() not in ("", controller_id):
        world.require(False, ControllerElsewhere())


class AmendPerson(Operation, frozen=True, kw_only=True):
    """Change named fields of a person; each field goes to the later stamp (rule 8).

    Every field leaves a row with what it was, what it became and why.  Of a person who was
    merged the one that stays is changed.  At the server a likely duplicate goes to review, as
    when registering (rule 9).  Cooperative staff amend whom their own cooperative
    registered, else ``RoleMissing``.
    """

    ACT: ClassVar[str] = "register"

    person_id: str
    changes: dict[str, str]
    reason: str = ""
    effective_on: datetime.date | None = None
    """The day from which it is so, where that is not today."""
    seen: dict[str, str] = msgspec.field(default_factory=dict)
    """What fields held when the form was opened: a fiscal code or birth date that another desk
    wrote meanwhile is then reviewed, not only written over."""

    def entity(self) -> str:
        return self.person_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows = (*reads_for(self.person_id), *cluster_reads(self.person_id))
        code = self.changes.get("fiscal_code")
        return (*rows, Where(Identifier.KIND, "value", code)) if code else rows

    def server_reads(self) -> tuple[Read, ...]:
        code = self.changes.get("fiscal_code", "")
        phone = self.changes.get("phone", "")
        return duplicates.reads_for(None, code, base_text_of(code) if code else "", phone)

    def apply(self, act: Act, world: World) -> None:
        named = world.need(Person, self.person_id, PersonUnknown())
        row = world.need(Person, root_id(world, self.person_id), PersonUnknown())
        require_own_registration(act, world, named)
        written = write_fields(
            world, row, self.changes, reason=self.reason, effective_on=self.effective_on,
            seen=self.seen,
        )  # fmt: skip
        if duplicates.LOOKED_AT & set(self.changes):
            duplicates.ask_about(world, written)


def require_own_registration(act: Act, world: World, named: Person) -> None:
    """Refuse cooperative staff people whom another registered; of a merged one both ids count."""
    if act.role != "cooperative":
        return
    row = world.get(Person, root_id(world, named.id)) or named
    registrars = (world.get(Operator, each.operator_id) for each in (named, row))
    own = any(each and may_touch(act, world, each.provider_id) for each in registrars)
    world.require(own, RoleMissing(act="register"), person_id=row.id)
