# SPDX-License-Identifier: EUPL-1.2
"""Operations on people: registering, amending, the notice, who may act for them."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

import msgspec

from welfare_desk.core.dates import EARLIEST_YEAR, LATEST_YEAR
from welfare_desk.core.fiscal_code import parse
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    BirthInFuture,
    ControllerElsewhere,
    DateUnreadable,
    DeskError,
    FieldUnknown,
    PersonUnknown,
    RoleMissing,
    TextMissing,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import FieldStamp, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.models.territory import Operator
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

NAME_LETTERS = 60
CRITICAL = frozenset({"fiscal_code", "born_on"})
"""Fields whose overwritten value is kept for a person to review (protocol rule 8)."""


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
        rows: tuple[Read, ...] = (One(Person.KIND, self.person_id),)
        if self.fiscal_code:
            rows += (Where(Person.KIND, "base_code", _base(self.fiscal_code)),)
        return rows

    def apply(self, act: Act, world: World) -> None:
        code, base = "", ""
        if self.fiscal_code:
            parsed = parse(self.fiscal_code, local_date(act.wall))
            code, base = parsed.text, parsed.base_text
        elif not self.no_code_reason:
            raise TextMissing(field="no_code_reason")
        if self.born_on is not None and self.born_on > local_date(act.wall):
            raise BirthInFuture()
        require_own_controller(world, self.controller_id)
        twins = world.find(Person, "base_code", base) if base else ()
        world.create(
            Person(
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
        if world.settled and any(twin.id != self.person_id for twin in twins):
            world.review("duplicate", person_id=self.person_id)


def require_own_controller(world: World, controller_id: str) -> None:
    """Refuse rows of another municipality: this desk would never see them again."""
    world.require(world.home() in ("", controller_id), ControllerElsewhere())


def _base(code: str) -> str:
    """Return the base code to look for; of a code that is refused later, the code itself."""
    try:
        return parse(code, datetime.date.max).base_text
    except DeskError:
        return code


_LIMITS = {
    "surname": NAME_LETTERS,
    "name": NAME_LETTERS,
    "sex": 1,
    "birthplace_code": 4,
    "fiscal_code_status": 10,
    "phone": 20,
    "street": 120,
    "street_no": 20,
    "postal_code": 5,
    "residence_istat": 6,
    "language": 8,
    "channel": 20,
    "no_code_reason": 100,
}
AMENDABLE = (*_LIMITS, "fiscal_code", "born_on")


class AmendPerson(Operation, frozen=True, kw_only=True):
    """Change named fields of a person; each field goes to the later stamp (rule 8).

    A fiscal code that another person has goes to review, as when registering (rule 9).
    Cooperative staff amend whom their own cooperative registered, else ``RoleMissing``.
    """

    ACT: ClassVar[str] = "register"

    person_id: str
    changes: dict[str, str]

    def entity(self) -> str:
        return self.person_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Person.KIND, self.person_id),
            Where(FieldStamp.KIND, "entity_id", self.person_id),
        )
        code = self.changes.get("fiscal_code")
        return (*rows, Where(Person.KIND, "base_code", _base(code))) if code else rows

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Person, self.person_id, PersonUnknown())
        registrar = world.get(Operator, row.operator_id) if act.role == "cooperative" else None
        own = may_touch(act, world, None if registrar is None else registrar.provider_id)
        world.require(own, RoleMissing(act=self.ACT), person_id=row.id)
        new: dict[str, Any] = {}
        for field, value in sorted(self.changes.items()):
            read = _amended(field, value, act)
            if self._wins(field, act, world, row):
                new.update(read)
            elif field in CRITICAL:
                world.review(f"overwritten_{field}", person_id=self.person_id)
        world.put(msgspec.structs.replace(row, **new))
        if world.settled and new.get("base_code"):
            twins = world.find(Person, "base_code", new["base_code"])
            if any(twin.id != self.person_id for twin in twins):
                world.review("duplicate", person_id=self.person_id)

    def _wins(self, field: str, act: Act, world: World, row: Person) -> bool:
        stamp_id = derived(self.person_id, f"stamp:{field}")
        before = next(
            (s for s in world.find(FieldStamp, "entity_id", self.person_id) if s.id == stamp_id),
            None,
        )
        mine = (act.hlc.ms, act.hlc.n, act.rand64)
        if before is not None and (before.hlc_ms, before.hlc_n, before.rand64) > mine:
            return False
        world.put(
            FieldStamp(
                id=stamp_id,
                territory_id=world.territory_id,
                controller_id=row.controller_id,
                entity_id=self.person_id,
                field=field,
                hlc_ms=act.hlc.ms,
                hlc_n=act.hlc.n,
                rand64=act.rand64,
            )
        )
        return True


def _amended(field: str, value: str, act: Act) -> dict[str, Any]:
    if field == "born_on":
        born_on = _date(value) if value else None
        if born_on is not None and born_on > local_date(act.wall):
            raise BirthInFuture()
        return {"born_on": born_on}
    if field == "fiscal_code":
        if not value:
            return {"fiscal_code": "", "base_code": ""}
        parsed = parse(value, local_date(act.wall))
        return {"fiscal_code": parsed.text, "base_code": parsed.base_text}
    if field not in _LIMITS:
        raise FieldUnknown(field=field)
    read = clean_needed if field == "surname" else clean
    return {field: read(value, _LIMITS[field], field)}


def _date(text: str) -> datetime.date:
    try:
        read = datetime.date.fromisoformat(text)
    except ValueError:
        raise DateUnreadable(part="text") from None
    if not EARLIEST_YEAR <= read.year <= LATEST_YEAR:
        raise DateUnreadable(part="year")
    return read
