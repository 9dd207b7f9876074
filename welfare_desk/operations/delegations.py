# SPDX-License-Identifier: EUPL-1.2
"""Operations on who may act for a person, and the answer to who may do what today."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.delegation_rules import (
    ALWAYS_ASSISTED,
    TITLES,
    Mandate,
    canonical,
    holds,
    is_power,
    missing,
)
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DayInFuture,
    DelegationInvalid,
    DelegationUnknown,
    PersonUnknown,
    TextMissing,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.person import Delegation, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.identity import cluster, root_id
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import NAME_LETTERS
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class AppointDelegate(Operation, frozen=True, kw_only=True):
    """Record who may act for a person, by which right, with which powers, from when to when.

    What the title needs must be there (``TextMissing`` with the field): of a guardian, a
    curator and a support administrator court, number and day of the decree; of a relative
    who declares for somebody (DPR 445/2000 art. 4) the relation; of everybody a power.
    Nobody is their own delegate and nothing ends before it starts (``DelegationInvalid``).
    What is only strange is a warning of the page.  Titles: ``parent``, ``guardian``,
    ``curator``, ``support_administrator``, ``delegate``, ``relative_art4``.  Powers:
    ``collect_card``, ``collect_voucher``, ``book``, ``receive_information``,
    ``change_data``, ``apply``, ``sign``, or ``all``.  Another is ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    delegation_id: str
    person_id: str
    delegate_name: str
    delegate_document: str = ""
    title: str = "delegate"
    powers: tuple[str, ...] = ("collect_card",)
    valid_from: datetime.date
    valid_to: datetime.date | None = None
    delegate_id: str | None = None
    relation: str = ""
    court: str = ""
    decree_no: str = ""
    decree_on: datetime.date | None = None
    assisted: bool = False
    signed: bool = False

    def entity(self) -> str:
        return self.delegation_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        rows: tuple[Read, ...] = (
            One(Person.KIND, self.person_id),
            One(Delegation.KIND, self.delegation_id),
        )
        return rows + ((One(Person.KIND, self.delegate_id),) if self.delegate_id else ())

    def apply(self, act: Act, world: World) -> None:
        person = world.need(Person, self.person_id, PersonUnknown())
        title = canonical(clean(self.title, 30, "title"))
        row = Delegation(
            id=self.delegation_id,
            territory_id=world.territory_id,
            controller_id=person.controller_id,
            person_id=self.person_id,
            delegate_name=clean_needed(self.delegate_name, 2 * NAME_LETTERS, "delegate_name"),
            delegate_document=clean(self.delegate_document, 60, "delegate_document"),
            title=title,
            powers=tuple(dict.fromkeys(clean_needed(each, 30, "powers") for each in self.powers)),
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            device=act.device,
            operator_id=act.actor,
            delegate_id=self.delegate_id or "",
            relation=clean(self.relation, 40, "relation"),
            court=clean(self.court, 80, "court"),
            decree_no=clean(self.decree_no, 40, "decree_no"),
            decree_on=self.decree_on,
            assisted=self.assisted or title in ALWAYS_ASSISTED,
            signed=self.signed,
        )
        self._check(row, act, world)
        world.create(row)

    def _check(self, row: Delegation, act: Act, world: World) -> None:
        """State the rules; what an earlier version of the program promised goes to review."""
        who = row.person_id
        ends = row.valid_to or datetime.date.max
        own = row.delegate_id != "" and root_id(world, row.delegate_id) == root_id(world, who)
        world.require(row.valid_from <= ends and not own, DelegationInvalid(), person_id=who)
        delegate = world.get(Person, row.delegate_id) if row.delegate_id else None
        known = not row.delegate_id or (
            delegate is not None and delegate.controller_id == row.controller_id
        )
        world.require(known, PersonUnknown(), person_id=who)
        world.require(row.title in TITLES, ChoiceUnknown(field="title"), person_id=who)
        powers = all(is_power(each) for each in row.powers)
        world.require(powers, ChoiceUnknown(field="powers"), person_id=who)
        come = row.decree_on is None or row.decree_on <= local_date(act.wall)
        world.require(come, DayInFuture(field="decree_on"), person_id=who)
        for field in missing(mandate_of(row)):
            world.require(False, TextMissing(field=field), person_id=who)


class _OnDelegation(Operation, frozen=True, kw_only=True, tag=None):
    """An operation on one delegation."""

    ACT: ClassVar[str] = "intake"

    delegation_id: str

    def entity(self) -> str:
        return self.delegation_id

    def concerns(self, world: World) -> str:
        row = world.get(Delegation, self.delegation_id)
        return "" if row is None else row.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Delegation.KIND, self.delegation_id),)


class SignDelegation(_OnDelegation, frozen=True, kw_only=True, tag="sign_delegation"):
    """Record that the signed form was seen, and the delegate's document where it came later."""

    delegate_document: str = ""

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Delegation, self.delegation_id, DelegationUnknown())
        document = clean(self.delegate_document, 60, "delegate_document")
        seen = document or row.delegate_document
        world.put(msgspec.structs.replace(row, signed=True, delegate_document=seen))


class EndDelegation(_OnDelegation, frozen=True, kw_only=True, tag="end_delegation"):
    """End a delegation before its time: from ``on`` it holds no more.

    Of two ends the earlier day stands, in whichever order they arrive.
    """

    on: datetime.date
    reason: str

    def apply(self, act: Act, world: World) -> None:
        row = world.need(Delegation, self.delegation_id, DelegationUnknown())
        reason = clean_needed(self.reason, 100, "reason")
        if row.ended_on is None or (self.on, reason) < (row.ended_on, row.end_reason):
            world.put(msgspec.structs.replace(row, ended_on=self.on, end_reason=reason))


def mandate_of(row: Delegation) -> Mandate:
    """Return what the rules of core ask of a row."""
    return Mandate(**{name: getattr(row, name) for name in Mandate.__struct_fields__})


def may_act_for(
    world: World, person_id: str, power: str, on: datetime.date
) -> tuple[Delegation, ...]:
    """Return the delegations by which somebody may do a thing for a person on that day.

    They may hang on any id that stands for the person.
    """
    rows = (
        row
        for each in cluster(world, person_id)
        for row in world.find(Delegation, "person_id", each)
    )
    return tuple(row for row in rows if holds(mandate_of(row), power, on))


def acts_for(
    world: World, delegation_id: str, person_id: str, power: str, on: datetime.date
) -> bool:
    """Tell whether one delegation lets its holder do a thing for the person on that day."""
    row = world.get(Delegation, delegation_id)
    return (
        row is not None
        and root_id(world, row.person_id) == root_id(world, person_id)
        and holds(mandate_of(row), power, on)
    )
