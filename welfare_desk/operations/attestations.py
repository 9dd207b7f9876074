# SPDX-License-Identifier: EUPL-1.2
"""Operations on ISEE attestations: recording, putting right, withdrawing."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

import msgspec

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_date
from welfare_desk.core.isee import KINDS, dsu_number_text
from welfare_desk.core.refusals import (
    ChoiceUnknown,
    HouseholdUnknown,
    IseeExpired,
    IseeInvalid,
    IseeUnknown,
    NotInHousehold,
)
from welfare_desk.core.right_isee import is_withdrawn
from welfare_desk.core.text import clean, clean_needed
from welfare_desk.models.household import Household, HouseholdMember, IseeAttestation
from welfare_desk.models.reads import One, Read, Where
from welfare_desk.operations.membership import memberships_on
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.repricing import reprice
from welfare_desk.operations.traces import trace
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

REASON_LETTERS = 200


class RecordIsee(Operation, frozen=True, kw_only=True):
    """Record an ISEE attestation (cents) that the household showed.

    From then on it prices the future bookings that it is right for; past ones and today's
    keep their price.  ``valid_to`` is what stands on the attestation (``core.isee.valid_to``
    proposes it).  Refused with ``IseeExpired`` when its validity is over: an ISEE of last
    year gives no bracket any more; with ``IseeInvalid`` below zero or issued tomorrow, with
    ``ChoiceUnknown`` for an unknown kind, with ``NotInHousehold`` for a beneficiary who does
    not live in the household.  A strange DSU number is no reason to refuse.
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
    beneficiary_id: str | None = None
    """The person whom the value is for, where it differs within the household."""
    assets_updated: bool = False
    """Of a current ISEE: assets were updated too, so that it holds to the end of the year."""
    note: str = ""
    """The differences that INPS notes, in the operator's words."""

    def entity(self) -> str:
        return self.isee_id

    def person(self) -> str:
        return self.beneficiary_id or ""

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            One(IseeAttestation.KIND, self.isee_id),
            Where(IseeAttestation.KIND, "household_id", self.household_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
        )

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        world.create(
            IseeAttestation(
                id=self.isee_id,
                territory_id=world.territory_id,
                controller_id=household.controller_id,
                household_id=household.id,
                device=act.device,
                operator_id=act.actor,
                recorded_at=act.wall,
                **_contents(self, act, world, household.id),
            )
        )
        reprice(world, household.id, isee_id=self.isee_id, reason="new_isee")


class CorrectIsee(Operation, frozen=True, kw_only=True):
    """Put an attestation right that was typed wrong: all its fields as they should be.

    What each field was is kept with the reason.  Future bookings that it priced, or now
    prices, are worked out anew.  Refused as when recording, with ``IseeUnknown`` for one that
    is not here or was withdrawn, and with ``TextMissing`` without a reason.
    """

    ACT: ClassVar[str] = "intake"

    isee_id: str
    reason: str
    isee_kind: str
    dsu_no: str = ""
    value_cents: int
    issued_on: datetime.date
    valid_to: datetime.date
    has_discrepancies: bool = False
    beneficiary_id: str | None = None
    assets_updated: bool = False
    note: str = ""

    def entity(self) -> str:
        return self.isee_id

    def person(self) -> str:
        return self.beneficiary_id or ""

    def reads(self) -> tuple[Read, ...]:
        return (One(IseeAttestation.KIND, self.isee_id),)

    def apply(self, act: Act, world: World) -> None:
        before = world.need(IseeAttestation, self.isee_id, IseeUnknown())
        world.require(not is_withdrawn(before), IseeUnknown())
        contents = _contents(self, act, world, before.household_id)
        reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        if is_withdrawn(before):
            return  # another desk was first: what was withdrawn does not come back by itself
        for field, after in contents.items():
            was = getattr(before, field)
            if was != after:
                trace(world, before, field, _text(was), _text(after), reason=reason)
        world.put(msgspec.structs.replace(before, **contents))
        reprice(world, before.household_id, isee_id=before.id, reason="isee_corrected")


class WithdrawIsee(Operation, frozen=True, kw_only=True):
    """Withdraw an attestation that should never have been recorded, with the reason.

    Its row stays, with a last day before its first: it never held.  Future bookings that it
    priced are worked out anew, without it.  Refused with ``IseeUnknown`` for one that is not
    here or was withdrawn before, and with ``TextMissing`` without a reason.
    """

    ACT: ClassVar[str] = "intake"

    isee_id: str
    reason: str

    def entity(self) -> str:
        return self.isee_id

    def reads(self) -> tuple[Read, ...]:
        return (One(IseeAttestation.KIND, self.isee_id),)

    def apply(self, act: Act, world: World) -> None:
        before = world.need(IseeAttestation, self.isee_id, IseeUnknown())
        reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        world.require(not is_withdrawn(before), IseeUnknown())
        if is_withdrawn(before):
            return
        never = before.issued_on - datetime.timedelta(days=1)
        trace(world, before, "valid_to", _text(before.valid_to), "", reason=reason)
        world.put(msgspec.structs.replace(before, valid_to=never))
        reprice(world, before.household_id, isee_id=before.id, reason="isee_withdrawn")


class RepriceBookings(Operation, frozen=True, kw_only=True):
    """Work the price of a household's future bookings out anew, by today's attestations.

    For what no attestation has touched: bookings made elsewhere before it was known there,
    bookings that go beyond the end of the year.  Refused with ``HouseholdUnknown``.
    """

    ACT: ClassVar[str] = "intake"

    household_id: str

    def entity(self) -> str:
        return self.household_id

    def reads(self) -> tuple[Read, ...]:
        return (
            One(Household.KIND, self.household_id),
            Where(IseeAttestation.KIND, "household_id", self.household_id),
            Where(HouseholdMember.KIND, "household_id", self.household_id),
        )

    def apply(self, act: Act, world: World) -> None:
        household = world.need(Household, self.household_id, HouseholdUnknown())
        reprice(world, household.id, reason="recalculated")


def _contents(
    of: RecordIsee | CorrectIsee, act: Act, world: World, household_id: str
) -> dict[str, Any]:
    """Return what stands on the attestation, its rules asked."""
    today = local_date(act.wall)
    world.require(of.value_cents >= 0 and of.issued_on <= today, IseeInvalid())
    world.require(of.valid_to >= today, IseeExpired(valid_to=date_text(of.valid_to)))
    kind = clean(of.isee_kind, 20, "isee_kind")
    world.require(kind in KINDS, ChoiceUnknown(field="isee_kind"))
    beneficiary_id = of.beneficiary_id or ""
    if beneficiary_id:
        lives = memberships_on(world, beneficiary_id, today)
        here = any(row.household_id == household_id for row in lives)
        world.require(here, NotInHousehold(), person_id=beneficiary_id)
    return {
        "isee_kind": kind,
        "dsu_no": dsu_number_text(clean(of.dsu_no, 40, "dsu_no")),
        "value_cents": of.value_cents,
        "issued_on": of.issued_on,
        "valid_to": of.valid_to,
        "has_discrepancies": of.has_discrepancies,
        "beneficiary_id": beneficiary_id,
        "assets_updated": of.assets_updated,
        "note": clean(of.note, 500, "note"),
    }


def _text(value: object) -> str:
    """Return a field's value as text: dates as ISO, truth as 1 or nothing."""
    if isinstance(value, bool):
        return "1" if value else ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
