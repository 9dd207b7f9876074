# SPDX-License-Identifier: EUPL-1.2
"""What a desk may ask about slots, which are the server's: that one is closed."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DeskError, RoleMissing, SlotUnknown
from welfare_desk.core.refusals_of_slots import SlotOver
from welfare_desk.core.text import clean_needed
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.models.reads import One, Read
from welfare_desk.operations.operation import Operation, Take
from welfare_desk.operations.roles import may_touch
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

REASON_LETTERS = 200
MINUTE_US = 60_000_000


class CloseSlot(Operation, frozen=True, kw_only=True):
    """Close a slot: from here on nobody is booked in it and none of its places is lent.

    Always provisional at a desk, for slots are the server's; a desk shows it closed at once.
    Bookings stay as they are and each becomes a call to make.  The ``reason``, 1 to 200
    letters, is told to people.  Where the slot is closed already the first reason stays.
    Refused with ``SlotUnknown``, ``TextMissing``, ``SlotOver`` after its last meeting, and
    ``RoleMissing`` for a cooperative that does not provide it.
    """

    ACT: ClassVar[str] = "slots"
    MAY_BE_PROVISIONAL: ClassVar[bool] = True

    slot_id: str
    reason: str

    def entity(self) -> str:
        return self.slot_id

    def reads(self) -> tuple[Read, ...]:
        return (One(Slot.KIND, self.slot_id),)

    def takes(self) -> tuple[Take, ...]:
        return (Take(f"slot:{self.slot_id}", mode="ask"),)

    def lacking(self, take: Take, held: int) -> DeskError:
        return SlotUnknown()  # never told: nothing that is asked can be lacking

    def apply(self, act: Act, world: World) -> None:
        slot = world.need(Slot, self.slot_id, SlotUnknown())
        offering = world.get(Offering, slot.offering_id)
        own = may_touch(act, world, offering.provider_id if offering else None)
        world.require(own, RoleMissing(act=self.ACT))
        reason = clean_needed(self.reason, REASON_LETTERS, "reason")
        world.require(act.wall < ends_at(slot), SlotOver())
        if own and not slot.closed:
            world.put(msgspec.structs.replace(slot, closed=True, closed_reason=reason))


def ends_at(slot: Slot) -> int:
    """Return the instant at which a slot is over, of a course its last meeting."""
    single = Meeting(slot.slot_on, slot.start_minute, slot.minutes)
    return max(
        slot_instant(each.on, each.start_minute) + each.minutes * MINUTE_US
        for each in slot.meetings or (single,)
    )
