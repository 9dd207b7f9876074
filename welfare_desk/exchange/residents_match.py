# SPDX-License-Identifier: EUPL-1.2
"""Who of the people that are here a row of a list means, and what it changes about them.

One code within the municipality is one person; without it, one name and birth date.  Where
two people could be meant nothing is guessed: the row goes to somebody who knows them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

import msgspec

from welfare_desk.core.text import fold
from welfare_desk.exchange.residents import Resident, Said, full_name
from welfare_desk.models.person import FieldStamp, Identifier, Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.changes import FORMER_CODE, stamp_of, text_of
from welfare_desk.operations.identity import root_id
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson, RegisterPerson
from welfare_desk.operations.world import World

Fate = Literal["new", "changed", "already", "refused"]

_COMPARED = (
    "surname", "name", "sex", "born_on", "birthplace_code", "phone", "postal_code",
    "residence_istat",
)  # fmt: skip
_FOLDED = frozenset({"surname", "name", "street"})
_ADDRESS = frozenset({"street", "street_no"})
_STATUSES = ("none", "", "declared", "computed", "seen", "verified")


class Decision(msgspec.Struct, frozen=True):
    """What becomes of a row: with an operation something is recorded."""

    resident: Resident
    fate: Fate
    operation: Operation | None
    reasons: tuple[Said, ...]
    warnings: tuple[Said, ...]


class _Undecided(Exception):
    """Nobody or several people are meant; the reason goes to the file."""

    def __init__(self, code: str, **facts: int) -> None:
        super().__init__(code)
        self.said: Said = (code, dict(facts))


class Matcher:
    """Decides rows of one import, batch by batch.

    ``as_of_us`` is the day of the file: what was written here later stays.  ``alone`` may say
    of a ``name_key`` that nobody of these names is here without a code, which spares a
    look-up for who has one; by default everybody is looked up.
    """

    def __init__(
        self,
        as_of_us: int,
        postal_codes: Mapping[str, str],
        reason: str,
        alone: Callable[[int], bool] = lambda _: False,
    ) -> None:
        self._as_of_us = as_of_us
        self._postal_codes = postal_codes
        self._reason = reason
        self._alone = alone

    def decide(self, world: World, batch: Sequence[Resident]) -> list[Decision]:
        """Return what becomes of each row, in order; rows are loaded for all of them at once."""
        world.prefetch([read for each in batch for read in self._reads(each)])
        met: dict[int, Person] = {}
        given: dict[str, str] = {}
        refused: dict[int, Said] = {}
        for place, each in enumerate(batch):
            if each.body is None:
                continue
            try:
                person = self._person(world, each, each.body, given)
            except _Undecided as undecided:
                refused[place] = undecided.said
                continue
            if person is not None:
                met[place] = person
                if each.body.fiscal_code and not person.fiscal_code:
                    given[person.id] = each.body.fiscal_code
        world.prefetch(
            [Where(FieldStamp.KIND, "entity_id", each) for each in self._differing(batch, met)]
        )
        return [
            self._decision(world, each, met.get(place), refused.get(place))
            for place, each in enumerate(batch)
        ]

    def meant(self, world: World, resident: Resident) -> tuple[Person | None, Said | None]:
        """Return who of the people here a row means, or nobody, or why that is not sure."""
        assert resident.body is not None, "a refused row means nobody"
        world.prefetch(self._reads(resident))
        try:
            return self._person(world, resident, resident.body, {}), None
        except _Undecided as undecided:
            return None, undecided.said

    def _reads(self, resident: Resident) -> list[Read]:
        body = resident.body
        if body is None:
            return []
        reads: list[Read] = [One(Person.KIND, body.person_id)]
        if resident.base_code:
            reads.append(Where(Person.KIND, "base_code", resident.base_code))
            reads.append(Where(Identifier.KIND, "value", body.fiscal_code))
        if body.born_on is not None and not (body.fiscal_code and self._alone(resident.name_key)):
            reads.append(Where(Person.KIND, "born_on", body.born_on))
        return reads

    def _person(
        self, world: World, resident: Resident, body: RegisterPerson, given: Mapping[str, str]
    ) -> Person | None:
        """Return who is meant, or nobody; raises ``_Undecided``."""
        if resident.base_code:
            found = self._by_code(world, body, resident.base_code)
            if found is not None:
                return found
        earlier = world.get(Person, body.person_id)
        if earlier is not None:
            return _root(world, earlier)
        if body.born_on is None or (body.fiscal_code and self._alone(resident.name_key)):
            return None
        return self._by_name(world, body, given)

    def _by_code(self, world: World, body: RegisterPerson, base_code: str) -> Person | None:
        here = [
            row
            for row in world.find(Person, "base_code", base_code)
            if row.controller_id == body.controller_id
        ]
        exact = {_root(world, row).id for row in here if row.fiscal_code == body.fiscal_code}
        if not exact and here:
            raise _Undecided("code_twin")
        if not exact:
            exact = self._formerly(world, body)
        if len(exact) > 1:
            raise _Undecided("several_people", count=len(exact))
        if not exact:
            return None
        person = world.get(Person, exact.pop())
        if person is not None and not _words(person) & _words(body):
            raise _Undecided("code_of_another")
        return person

    def _formerly(self, world: World, body: RegisterPerson) -> set[str]:
        found = set()
        for row in world.find(Identifier, "value", body.fiscal_code):
            if row.identifier_kind == FORMER_CODE and row.controller_id == body.controller_id:
                person = world.get(Person, row.person_id)
                if person is not None:
                    found.add(_root(world, person).id)
        return found

    def _by_name(
        self, world: World, body: RegisterPerson, given: Mapping[str, str]
    ) -> Person | None:
        """Return who has these names and birth date; another code is another person."""
        wanted = full_name(body.surname, body.name)
        found: dict[str, Person] = {}
        for row in world.find(Person, "born_on", body.born_on):
            if row.controller_id != body.controller_id:
                continue
            if full_name(row.surname, row.name) != wanted:
                continue
            root = _root(world, row)
            code = given.get(root.id) or root.fiscal_code
            if not (body.fiscal_code and code):
                found[root.id] = root
        if len(found) > 1:
            raise _Undecided("several_people", count=len(found))
        return next(iter(found.values()), None)

    def _differing(self, batch: Sequence[Resident], met: Mapping[int, Person]) -> list[str]:
        return [person.id for place, person in met.items() if _changes(batch[place], person)]

    def _decision(
        self, world: World, resident: Resident, person: Person | None, refused: Said | None
    ) -> Decision:
        warnings = resident.warnings
        if resident.body is None or refused is not None:
            reasons = resident.reasons if refused is None else (refused,)
            return Decision(resident, "refused", None, reasons, warnings)
        if person is None:
            return Decision(resident, "new", self._registered(resident.body), (), warnings)
        changes = _changes(resident, person)
        newer = [field for field in changes if self._is_newer(world, resident, person, field)]
        for field in newer:
            changes.pop(field, None)
            if field in _ADDRESS:  # half an old and half a new address is no address
                changes = {each: to for each, to in changes.items() if each not in _ADDRESS}
        if newer:
            warnings = (*warnings, ("newer_here", {"fields": " ".join(newer)}))
        if not changes:
            return Decision(resident, "already", None, (), warnings)
        amended = AmendPerson(person_id=person.id, changes=changes, reason=self._reason)
        return Decision(resident, "changed", amended, (), warnings)

    def _registered(self, body: RegisterPerson) -> RegisterPerson:
        if body.postal_code:
            return body
        code = self._postal_codes.get(body.controller_id, "")
        return msgspec.structs.replace(body, postal_code=code) if code else body

    def _is_newer(self, world: World, resident: Resident, person: Person, field: str) -> bool:
        """Tell whether the field was written here after the file was made."""
        stamp = stamp_of(world, person.id, field)
        if stamp is not None:
            return stamp[0] * 1000 > self._as_of_us
        imported = resident.body is not None and person.id == resident.body.person_id
        filled = getattr(person, field) not in ("", None, "none")
        return filled and not imported and person.registered_at > self._as_of_us


def _changes(resident: Resident, person: Person) -> dict[str, str]:
    """Return what the row says otherwise; an empty cell says nothing.

    What was only read out of the fiscal code fills what is empty.
    """
    body = resident.body
    assert body is not None, "a refused row means nobody"
    changes: dict[str, str] = {}
    for field in _COMPARED:
        new, now = text_of(getattr(body, field)), text_of(getattr(person, field))
        if new and not _same(field, new, now) and not (now and field in resident.filled):
            changes[field] = new
    if body.street and not (
        _same("street", body.street, person.street)
        and _same("street", body.street_no, person.street_no)
    ):
        moved = {"street": body.street, "street_no": body.street_no}
        changes |= {field: to for field, to in moved.items() if to != getattr(person, field)}
    if body.fiscal_code and not person.fiscal_code:
        changes |= {
            "fiscal_code": body.fiscal_code,
            "fiscal_code_status": body.fiscal_code_status,
        }
        if person.no_code_reason:
            changes["no_code_reason"] = ""
    elif body.fiscal_code == person.fiscal_code and (
        _rank(body.fiscal_code_status) > _rank(person.fiscal_code_status)
    ):
        changes["fiscal_code_status"] = body.fiscal_code_status
    return changes


def _rank(status: str) -> int:
    return _STATUSES.index(status) if status in _STATUSES else len(_STATUSES)


def _same(field: str, new: str, now: str) -> bool:
    return new == now or (field in _FOLDED and fold(new) == fold(now))


def _words(person: Person | RegisterPerson) -> set[str]:
    return set(fold(f"{person.surname} {person.name}").split())


def _root(world: World, person: Person) -> Person:
    if not person.merged_into:
        return person
    return world.get(Person, root_id(world, person.id)) or person
