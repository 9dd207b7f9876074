# SPDX-License-Identifier: EUPL-1.2
"""Operations on households: forming, joining, leaving, splitting, moving house."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import ClassVar

import msgspec

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import (
    AlreadyInHousehold,
    DayInFuture,
    HouseholdEmpty,
    HouseholdUnknown,
    NotInHousehold,
    PersonUnknown,
)
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.household import Household, HouseholdMember
from welfare_desk.models.person import Person
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.attestations import RecordIsee as RecordIsee
from welfare_desk.operations.changes import write_fields
from welfare_desk.operations.membership import Joining as Joining
from welfare_desk.operations.membership import (
    counting_members,
    join,
    leave,
    reads_of_people,
    stays_somebody,
)
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import require_own_controller
from welfare_desk.operations.traces import trace
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act


def _once(joining: Sequence[Joining]) -> bool:
    return len({each.person_id for each in joining}) == len(joining)


def _named(joining: Sequence[Joining]) -> tuple[str, ...]:
    return tuple(each.person_id for each in joining)


class FormHousehold(Operation, frozen=True, kw_only=True):
    """Form a household; its award right comes into being at this desk (rule 22).

    Members with ``counts`` false live there without belonging to it.  Refused with
    ``AlreadyInHousehold`` when a member counts in another one from that day on or is named
    twice, with ``HouseholdEmpty`` when nobody counts, with ``PersonUnknown``,
    ``ChoiceUnknown`` (role) and ``ControllerElsewhere``.
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
            *reads_of_people(_named(self.members)),
        )

    def gains(self) -> tuple[str, ...]:
        return (f"home:{self.household_id}",)

    def apply(self, act: Act, world: World) -> None:
        world.require(any(each.counts for each in self.members), HouseholdEmpty())
        require_own_controller(world, self.controller_id)
        world.require(_once(self.members), AlreadyInHousehold())
        household = _new_household(
            act, world, self.household_id, self.controller_id, self.from_on, self.residence_istat
        )
        for member in self.members:
            join(world, household, member, self.from_on)


def _new_household(
    act: Act,
    world: World,
    household_id: str,
    controller_id: str,
    formed_on: datetime.date,
    residence_istat: str,
) -> Household:
    household = Household(
        id=household_id,
        territory_id=world.territory_id,
        controller_id=controller_id,
        formed_on=formed_on,
        residence_istat=clean(residence_istat, 6, "residence_istat"),
        device=act.device,
        operator_id=act.actor,
    )
    world.create(household)
    return household


class ChangeHousehold(Operation, frozen=True, kw_only=True):
    """Let people join and leave a household from a day; history stays.

    ``reason`` is why those who leave do.  Who is in both lists changes role.  Refused with
    ``HouseholdEmpty`` when nobody joins or leaves, with ``PersonUnknown`` for one who leaves
    without living there, with ``ChoiceUnknown`` (role, reason), with ``AlreadyInHousehold``
    as when forming.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str
    on: datetime.date
    joins: tuple[Joining, ...] = ()
    leaves: tuple[str, ...] = ()
    reason: str = ""

    def entity(self) -> str:
        return self.household_id

    def person(self) -> str:
        if self.joins:
            return self.joins[0].person_id
        return self.leaves[0] if self.leaves else ""

    def reads(self) -> tuple[Read, ...]:
        people = _named(self.joins) + self.leaves
        return (One(Household.KIND, self.household_id), *reads_of_people(people))

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        world.require(bool(self.joins or self.leaves), HouseholdEmpty())
        world.require(_once(self.joins), AlreadyInHousehold())
        for person_id in self.leaves:
            leave(world, household, person_id, self.on, reason=self.reason, refusal=PersonUnknown())
        for member in self.joins:
            join(world, household, member, self.on)


class SplitHousehold(Operation, frozen=True, kw_only=True):
    """Let some of a household form one of their own from a day, in one act.

    ``movers`` who count leave the old household, so that nobody is in none or in two; those
    with ``counts`` false stay in it and also live in the new one (a child with two homes).
    The new household's award right comes into being at this desk.  Refused with
    ``HouseholdEmpty`` when nobody who counts moves or nobody stays, with ``NotInHousehold``
    for one who does not count in the old household that day, with ``AlreadyInHousehold``,
    ``PersonUnknown``, ``HouseholdUnknown``, ``ControllerElsewhere`` and ``ChoiceUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str
    new_household_id: str
    on: datetime.date
    movers: tuple[Joining, ...]
    reason: str = "separated"
    residence_istat: str = ""
    """ISTAT code of where the new household lives; where the old one does if empty."""

    def entity(self) -> str:
        return self.new_household_id

    def person(self) -> str:
        return self.movers[0].person_id if self.movers else ""

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            One(Household.KIND, self.new_household_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
            *reads_of_people(_named(self.movers)),
        )

    def gains(self) -> tuple[str, ...]:
        return (f"home:{self.new_household_id}",)

    def apply(self, act: Act, world: World) -> None:
        old = world.need(Household, self.household_id, HouseholdUnknown())
        world.require(any(each.counts for each in self.movers), HouseholdEmpty())
        world.require(stays_somebody(world, old, self.movers, self.on), HouseholdEmpty())
        require_own_controller(world, old.controller_id)
        residence = self.residence_istat or old.residence_istat
        new = _new_household(
            act, world, self.new_household_id, old.controller_id, self.on, residence
        )
        _move(world, old, new, self.movers, self.on, self.reason)


class MoveMembers(Operation, frozen=True, kw_only=True):
    """Let people leave a household for another that exists, from a day, in one act.

    As ``SplitHousehold``, but nobody has to stay: a widow joins her daughter's household.
    Refused with ``AlreadyInHousehold`` also where both households are the same.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str
    to_household_id: str
    on: datetime.date
    movers: tuple[Joining, ...]
    reason: str = "moved"

    def entity(self) -> str:
        return self.to_household_id

    def person(self) -> str:
        return self.movers[0].person_id if self.movers else ""

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            One(Household.KIND, self.to_household_id),
            *reads_of_people(_named(self.movers)),
        )

    def apply(self, act: Act, world: World) -> None:
        old = world.need(Household, self.household_id, HouseholdUnknown())
        new = world.need(Household, self.to_household_id, HouseholdUnknown())
        if old.id == new.id:
            raise AlreadyInHousehold()
        world.require(any(each.counts for each in self.movers), HouseholdEmpty())
        for household in (old, new):
            require_own_controller(world, household.controller_id)
        _move(world, old, new, self.movers, self.on, self.reason)


def _move(
    world: World,
    old: Household,
    new: Household,
    movers: tuple[Joining, ...],
    on: datetime.date,
    reason: str,
) -> None:
    world.require(_once(movers), AlreadyInHousehold())
    for mover in movers:
        if mover.counts:
            leave(
                world, old, mover.person_id, on,
                reason=reason, refusal=NotInHousehold(), counting=True,
            )  # fmt: skip
    for mover in movers:
        join(world, new, mover, on)


class MoveHouse(Operation, frozen=True, kw_only=True):
    """Write the new address of a household and of all who count in it, with the old one kept.

    Each member's fields go to the later stamp, as when a person is amended.  Refused with
    ``HouseholdUnknown``, ``TextMissing`` (street), ``HouseholdEmpty`` when nobody counts in
    it that day, and ``DayInFuture``: an address is written when it is true.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str
    on: datetime.date
    street: str
    street_no: str = ""
    postal_code: str = ""
    residence_istat: str = ""
    """ISTAT code of the new municipality; the same as before if empty."""
    reason: str = ""

    def entity(self) -> str:
        return self.household_id

    def concerns(self, world: World) -> str:
        return next(iter(counting_members(world, self.household_id, self.on)), "")

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
        )

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        world.require(self.on <= local_date(act.wall), DayInFuture(field="on"))
        members = counting_members(world, household.id, self.on)
        world.require(bool(members), HouseholdEmpty())
        address = {
            "street": clean_needed(self.street, 120, "street"),
            "street_no": self.street_no,
            "postal_code": self.postal_code,
        }
        istat = clean(self.residence_istat, 6, "residence_istat")
        if istat:
            address["residence_istat"] = istat
        towns = set()
        for person_id in members:
            person = world.need(Person, person_id, PersonUnknown())
            if person.controller_id == household.controller_id:
                written = write_fields(
                    world, person, address,
                    reason=self.reason, effective_on=self.on, one_of_many=True,
                )  # fmt: skip
                towns.add(written.residence_istat)
        if istat in towns:  # else a later move stands for all of them
            self._move_household(world, household, istat)

    def _move_household(self, world: World, household: Household, istat: str) -> None:
        """Write where the household lives: its awards go by that."""
        if istat == household.residence_istat:
            return
        trace(
            world, household, "residence_istat", household.residence_istat, istat,
            reason=clean(self.reason, 200, "reason"), effective_on=self.on,
        )  # fmt: skip
        world.put(msgspec.structs.replace(household, residence_istat=istat))
