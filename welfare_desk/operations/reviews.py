# SPDX-License-Identifier: EUPL-1.2
"""Closing what a person had to look at."""

from __future__ import annotations

from typing import ClassVar

from welfare_desk.core.refusals import (
    ChoiceUnknown,
    DecidedElsewhere,
    NotMerged,
    ReviewUnknown,
    RoleMissing,
)
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.reads import One, Read
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.changes import change_id, lost_value, write_fields
from welfare_desk.operations.identity import root_id, same
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.review_items import DUPLICATE, close
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

OVERWRITTEN = "overwritten_"
"""Begin of the codes of critical fields of which one write did not stand."""


def decisions_for(code: str, other_id: str = "") -> tuple[str, ...]:
    """Return how an item of this code may be closed, the careful choice first."""
    if code == DUPLICATE and other_id:
        return ("different", "merged")
    if code.startswith(OVERWRITTEN):
        return ("kept_ours", "kept_theirs")
    return ("seen",)


class CloseReview(Operation, frozen=True, kw_only=True):
    """Close what a person had to look at; closing again changes nothing.

    Of two decisions made at once the first stands; whoever decided otherwise finds
    ``decided_elsewhere`` to review.

    ``different`` says that two people are two, ``merged`` that they are one already
    (``MergePeople`` says it by itself); ``kept_ours`` leaves a critical field as it stands,
    ``kept_theirs`` writes the value that did not stand; ``seen`` is for all others.  Refused
    with ``ChoiceUnknown`` for a decision that the item does not have, with ``NotMerged`` for
    ``merged`` of two who are two, with ``ReviewUnknown``; and with ``RoleMissing`` for
    operators but ``seen`` of what arose at their own desk.
    """

    ACT: ClassVar[str] = "review"

    review_id: str
    decision: str = "seen"

    def entity(self) -> str:
        return self.review_id

    def concerns(self, world: World) -> str:
        item = world.get(ReviewItem, self.review_id)
        return "" if item is None else item.person_id

    def reads(self) -> tuple[Read, ...]:
        return (One(ReviewItem.KIND, self.review_id),)

    def apply(self, act: Act, world: World) -> None:
        item = world.get(ReviewItem, self.review_id)
        if item is None and not world.asked:
            return  # a desk objected to what the server had no objection to
        item = world.need(ReviewItem, self.review_id, ReviewUnknown())
        if self.decision not in decisions_for(item.code, item.other_id):
            raise ChoiceUnknown(field="decision")
        own = self.decision == "seen" and item.device == act.device
        world.require(
            own or act.role == "supervisor", RoleMissing(act=self.ACT), person_id=item.person_id
        )
        if item.closed_at is not None:
            # Decided at two desks at once: the first stands, and the other is told.
            alike = world.asked or item.decision in ("", self.decision)
            world.require(alike, DecidedElsewhere(), person_id=item.person_id)
            return
        if self.decision == "merged":
            one = same(world, item.person_id, item.other_id)
            world.require(one, NotMerged(), person_id=item.person_id)
        if self.decision == "kept_theirs":
            _write_the_other(world, item)
        close(world, (item,), self.decision)


def _write_the_other(world: World, item: ReviewItem) -> None:
    """Write the value that did not stand, as a fresh write of the person that stays."""
    field = item.code.removeprefix(OVERWRITTEN)
    lost = world.get(FieldChange, change_id(item.op_id, field))
    row = world.get(Person, root_id(world, item.person_id))
    if lost is not None and row is not None:
        write_fields(world, row, {field: lost_value(lost)}, reason=lost.reason)
