# SPDX-License-Identifier: EUPL-1.2
"""Operations on households: forming, changing, recording an ISEE."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

import msgspec

from welfare_desk.core.dates import date_text
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
from welfare_desk.operations.people import require_own_controller
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
    world.need(Person, joining.person_id, PersonUnknown())
    member_id = derived(world.act.op_id, f"member:{joining.person_id}")
    # Without an end the new membership meets every other that has not ended by that day.
    others = [
        row
        for row in world.find(HouseholdMember, "person_id", joining.person_id)
        if row.id != member_id and (row.to_on is None or row.to_on >= on)
    ]
    world.require(not others, AlreadyInHousehold(), person_id=joining.person_id)
    if any(row.household_id == household.id for row in others):
        return  # counted twice, a member would raise the household's award
    world.keep(
        HouseholdMember(
            id=member_id,
            territory_id=world.territory_id,
            controller_id=household.controller_id,
            household_id=household.id,
            person_id=joining.person_id,
            role=clean(joining.role, 20, "role"),
            from_on=on,
            to_on=None,
        )
    )


def _once(people: Sequence[str]) -> bool:
    return len(set(people)) == len(people)


def _reads(people: tuple[str, ...]) -> tuple[Read, ...]:
    ones: tuple[Read, ...] = tuple(One(Person.KIND, each) for each in people)
    return ones + tuple(Where(HouseholdMember.KIND, "person_id", each) for each in people)


class FormHousehold(Operation, frozen=True, kw_only=True):
    """Form a household; its award right comes into being at this desk (rule 22).

    Refused with ``AlreadyInHousehold`` when a member belongs to another one from that day on
    or is named twice, with ``HouseholdEmpty``, ``PersonUnknown`` and ``ControllerElsewhere``.
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
        require_own_controller(world, self.controller_id)
        world.require(_once([each.person_id for each in self.members]), AlreadyInHousehold())
        household = Household(
            id=self.household_id,
            territory_id=world.territory_id,
            controller_id=self.controller_id,
            formed_on=self.from_on,
            residence_istat=clean(self.residence_istat, 6, "residence_istat"),
            device=act.device,
            operator_id=act.actor,
        )
        world.create(household)
        for member in self.members:
            _join(world, household, member, self.from_on)


class ChangeHousehold(Operation, frozen=True, kw_only=True):
    """Let people join and leave a household from a day; history stays.

    Refused with ``HouseholdEmpty`` when nobody joins or leaves, with ``PersonUnknown`` for
    one who leaves without belonging to it, with ``AlreadyInHousehold`` as when forming.
    """

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
        world.require(bool(self.joins or self.leaves), HouseholdEmpty())
        world.require(_once([each.person_id for each in self.joins]), AlreadyInHousehold())
        last_day = self.on - datetime.timedelta(days=1)
        for person_id in self.leaves:
            leaving = [
                row
                for row in memberships_on(world, person_id, self.on)
                if row.household_id == household.id
            ]
            world.require(bool(leaving), PersonUnknown(), person_id=person_id)
            for row in leaving:
                # Who leaves on the day of joining was never a member: that is how a mistake
                # at the counter is put right the same day.
                world.put(msgspec.structs.replace(row, to_on=last_day))
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
        world.require(self.valid_to >= today, IseeExpired(valid_to=date_text(self.valid_to)))
        world.create(
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
