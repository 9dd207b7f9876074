# SPDX-License-Identifier: EUPL-1.2
"""Operations on households: forming, changing, recording an ISEE."""

from __future__ import annotations

import datetime
from typing import ClassVar

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    AlreadyInHousehold,
    HouseholdEmpty,
    HouseholdUnknown,
    IseeExpired,
    IseeInvalid,
    PersonUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


class Joining(msgspec.Struct, frozen=True):
    """A person who joins a household, in a role."""

    person_id: str
    role: str = "other"


def memberships_on(world: World, person_id: str, on: datetime.date) -> tuple[HouseholdMember, ...]:
    """Return a person's memberships that hold on a day."""
    return tuple(
        row
        for row in world.find(HouseholdMember, "person_id", person_id)
        if row.from_on <= on and (row.to_on is None or on <= row.to_on)
    )


def _join(world: World, household: Household, joining: Joining, on: datetime.date) -> None:
    act = world.act
    world.need(Person, joining.person_id, PersonUnknown())
    others = [
        row
        for row in memberships_on(world, joining.person_id, on)
        if row.household_id != household.id
    ]
    world.require(not others, AlreadyInHousehold(), person_id=joining.person_id)
    world.keep(
        HouseholdMember(
            id=derived(act.op_id, f"member:{joining.person_id}"),
            territory_id=world.territory_id,
            controller_id=household.controller_id,
            household_id=household.id,
            person_id=joining.person_id,
            role=clean(joining.role, 20, "role"),
            from_on=on,
            to_on=None,
        )
    )


def _reads(people: tuple[str, ...]) -> tuple[Read, ...]:
    ones: tuple[Read, ...] = tuple(One(Person.KIND, each) for each in people)
    return ones + tuple(Where(HouseholdMember.KIND, "person_id", each) for each in people)


class FormHousehold(Operation, frozen=True, kw_only=True):
    """Form a household; its award right comes into being at this desk (rule 22).

    Refused with ``AlreadyInHousehold`` when a member belongs to another one today.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str
    controller_id: str
    members: tuple[Joining, ...]
    from_on: datetime.date
    residence_istat: str = ""

    def entity(self) -> str:
        return self.household_id

    def person(self) -> str:
        return self.members[0].person_id if self.members else ""

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            *_reads(tuple(member.person_id for member in self.members)),
        )

    def gains(self) -> tuple[str, ...]:
        return (f"home:{self.household_id}",)

    def apply(self, act: Act, world: World) -> None:
        world.require(bool(self.members), HouseholdEmpty())
        household = Household(
            id=self.household_id,
            territory_id=world.territory_id,
            controller_id=self.controller_id,
            formed_on=self.from_on,
            residence_istat=clean(self.residence_istat, 6, "residence_istat"),
            device=act.device,
            operator_id=act.actor,
        )
        world.keep(household)
        for member in self.members:
            _join(world, household, member, self.from_on)


class ChangeHousehold(Operation, frozen=True, kw_only=True):
    """Let people join and leave a household from a day; history stays."""

    ACT: ClassVar[str] = "intake"

    household_id: str
    on: datetime.date
    joins: tuple[Joining, ...] = ()
    leaves: tuple[str, ...] = ()

    def entity(self) -> str:
        return self.household_id

    def person(self) -> str:
        if self.joins:
            return self.joins[0].person_id
        return self.leaves[0] if self.leaves else ""

    def reads(self) -> tuple[Read, ...]:
        people = tuple(member.person_id for member in self.joins) + self.leaves
        return (One(Household.KIND, self.household_id), *_reads(people))

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        last_day = self.on - datetime.timedelta(days=1)
        for person_id in self.leaves:
            for row in memberships_on(world, person_id, self.on):
                if row.household_id == household.id:
                    to_on = max(row.from_on, last_day)
                    world.put(msgspec.structs.replace(row, to_on=to_on))
        for member in self.joins:
            _join(world, household, member, self.on)


class RecordIsee(Operation, frozen=True, kw_only=True):
    """Record an ISEE attestation (cents) that the household showed.

    Refused with ``IseeExpired`` when its validity is over: an ISEE of last year gives no
    bracket any more.
    """

    ACT: ClassVar[str] = "intake"

    isee_id: str
    household_id: str
    isee_kind: str = "ordinary"
    dsu_no: str = ""
    value_cents: int
    issued_on: datetime.date
    valid_to: datetime.date
    has_discrepancies: bool = False

    def entity(self) -> str:
        return self.isee_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            One(IseeAttestation.KIND, self.isee_id),
        )

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        today = local_date(act.wall)
        world.require(self.value_cents >= 0 and self.issued_on <= today, IseeInvalid())
        world.require(
            self.valid_to >= today, IseeExpired(valid_to=self.valid_to.strftime("%d/%m/%Y"))
        )
        world.keep(
            IseeAttestation(
                id=self.isee_id,
                territory_id=world.territory_id,
                controller_id=household.controller_id,
                household_id=household.id,
                isee_kind=clean(self.isee_kind, 20, "isee_kind"),
                dsu_no=clean(self.dsu_no, 40, "dsu_no"),
                value_cents=self.value_cents,
                issued_on=self.issued_on,
                valid_to=self.valid_to,
                has_discrepancies=self.has_discrepancies,
                device=act.device,
                operator_id=act.actor,
            )
        )
