# SPDX-License-Identifier: EUPL-1.2
"""Two people who are one: proposing it, merging them, taking it back (protocol rule 9).

Nothing moves: both keep their rows, and the one that goes points to the one that stays.
Only a person that points nowhere is ever pointed, so redirects cannot go round, in
whatever order merges of two desks arrive.
"""

from __future__ import annotations

from typing import ClassVar

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.core.refusals import (
    DecidedElsewhere,
    MergeElsewhere,
    MergeWithItself,
    NotMerged,
    PersonUnknown,
)
from welfare_desk.core.text import clean
from welfare_desk.models.person import FieldChange, FieldStamp, Person
from welfare_desk.models.reads import Read, Where
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.changes import (
    AMENDABLE,
    REASON_LETTERS,
    change_id,
    give_back,
    put_stamp,
    remember,
    stamp_of,
    write_fields,
)
from welfare_desk.operations.excess import ask_about_excess
from welfare_desk.operations.identity import cluster, cluster_reads, root_id
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.repricing import reprice_after_undo
from welfare_desk.operations.review_items import (
    DUPLICATE,
    close,
    open_item,
    pair_id,
    pair_items,
)
from welfare_desk.operations.world import World
from welfare_desk.protocol.envelope import Act

REDIRECT = "merged_into"
"""Field under which a merge is remembered, at the person that goes."""
PROPOSAL = "merge_proposed"
"""Field under which the reason of a proposal is remembered; it never stands."""


def _pair_reads(one: str, other: str) -> tuple[Read, ...]:
    return tuple(
        read
        for each in (one, other)
        for read in (*cluster_reads(each), Where(ReviewItem.KIND, "person_id", each))
    )


def _two(world: World, one: str, other: str) -> tuple[Person, Person]:
    """Return the people that two ids stand for; refused across municipalities.

    Two ids of one person are refused only while asking: what was promised is then so already.
    """
    for each in (one, other):
        world.need(Person, each, PersonUnknown())
    first = world.need(Person, root_id(world, one), PersonUnknown())
    second = world.need(Person, root_id(world, other), PersonUnknown())
    if first.controller_id != second.controller_id:
        raise MergeElsewhere()
    if first.id == second.id and world.asked:
        raise MergeWithItself()
    return first, second


class ProposeMerge(Operation, frozen=True, kw_only=True):
    """Ask for two people to be merged: it opens their review item, and nothing else changes.

    An item that is open stays; one that was closed is followed by a new one.  Refused with
    ``PersonUnknown``, with ``MergeWithItself`` for two ids of one person and with
    ``MergeElsewhere`` for people of two municipalities.
    """

    ACT: ClassVar[str] = "propose_merge"

    person_id: str
    other_id: str
    reason: str = ""

    def entity(self) -> str:
        return self.person_id

    def person(self) -> str:
        return self.person_id

    def reads(self) -> tuple[Read, ...]:
        return _pair_reads(self.person_id, self.other_id)

    def apply(self, act: Act, world: World) -> None:
        why = clean(self.reason, REASON_LETTERS, "reason")
        first, second = _two(world, self.person_id, self.other_id)
        if first.id == second.id:
            return
        remember(world, first, PROPOSAL, "", second.id, kept=False, reason=why)
        asked = pair_items(world, first.id, second.id)
        if any(item.closed_at is None for item in asked):
            return
        open_item(
            world,
            derived(act.op_id, "review:duplicate") if asked else pair_id(first.id, second.id),
            DUPLICATE,
            person_id=first.id,
            other_id=second.id,
        )


class MergePeople(Operation, frozen=True, kw_only=True):
    """Let one person stand for two; everything of both stays, and it can be undone.

    ``changes`` are the fields chosen for the one that stays, each to the later stamp.  The
    review item of the two is closed; where somebody had closed it as two people and nobody
    asked again, ``decided_elsewhere`` comes to review.  Who is merged already is merged with
    the rest of theirs.  At the server two places in one slot, two awards or applications of
    one fund and period, two memberships at one moment, bookings beyond an offering's limit go to
    review and are never taken back.
    Refused with ``PersonUnknown``, with ``MergeWithItself`` for two ids of one person and with
    ``MergeElsewhere`` for people of two municipalities.
    """

    ACT: ClassVar[str] = "merge"

    kept_id: str
    merged_id: str
    changes: dict[str, str] = msgspec.field(default_factory=dict)
    reason: str = ""

    def entity(self) -> str:
        return self.merged_id

    def person(self) -> str:
        return self.kept_id

    def reads(self) -> tuple[Read, ...]:
        stamps = Where(FieldStamp.KIND, "entity_id", self.kept_id)
        return (*_pair_reads(self.kept_id, self.merged_id), stamps)

    def apply(self, act: Act, world: World) -> None:
        why = clean(self.reason, REASON_LETTERS, "reason")
        kept, merged = _two(world, self.kept_id, self.merged_id)
        self._close_items(world, kept.id, merged.id)
        ours, theirs = cluster(world, kept.id), cluster(world, merged.id)
        if kept.id != merged.id:
            remember(world, merged, REDIRECT, "", kept.id, kept=True, reason=why)
            put_stamp(world, merged, REDIRECT)
            world.put(msgspec.structs.replace(merged, merged_into=kept.id))
        write_fields(world, kept, self.changes, reason=why)
        if world.settled and kept.id != merged.id:
            ask_about_excess(world, ours, theirs)

    def _close_items(self, world: World, kept_id: str, merged_id: str) -> None:
        """Close the items of the two; that somebody else just said they are two is told."""
        items = pair_items(world, kept_id, merged_id)
        asked = any(item.closed_at is None for item in items)
        two = any(item.decision == "different" for item in items)
        world.require(world.asked or asked or not two, DecidedElsewhere(), person_id=kept_id)
        close(world, items, "merged")


class UndoMerge(Operation, frozen=True, kw_only=True):
    """Take a merge back: both people stand as before.

    Fields that the merge wrote and nobody has changed since are given back; what was recorded
    meanwhile stays with whom it was recorded for; no review item is closed or opened.  Bookings
    to come that an attestation of the other's household priced are worked out anew.
    ``merge_op_id`` names the merge where the person was merged more than once.  Refused with
    ``NotMerged`` where no merge stands.
    """

    ACT: ClassVar[str] = "merge"

    merged_id: str
    reason: str = ""
    merge_op_id: str | None = None

    def entity(self) -> str:
        return self.merged_id

    def person(self) -> str:
        return self.merged_id

    def reads(self) -> tuple[Read, ...]:
        return (
            *cluster_reads(self.merged_id),
            Where(FieldChange.KIND, "entity_id", self.merged_id),
            Where(FieldStamp.KIND, "entity_id", self.merged_id),
        )

    def apply(self, act: Act, world: World) -> None:
        why = clean(self.reason, REASON_LETTERS, "reason")
        world.need(Person, self.merged_id, PersonUnknown())
        merge = self._merge(world)
        if merge is None:
            if world.asked:
                raise NotMerged()
            # Undone at two desks: it is so already.  Else another merge holds the two.
            alone = len(cluster(world, self.merged_id)) == 1
            world.require(alone, NotMerged(), person_id=self.merged_id)
            return
        merged = world.need(Person, merge.entity_id, PersonUnknown())
        wrote = stamp_of(world, merged.id, REDIRECT)
        remember(
            world, merged, REDIRECT, merge.after, "",
            kept=True, reason=why, row_id=undone_id(merge.op_id),
        )  # fmt: skip
        put_stamp(world, merged, REDIRECT)
        world.put(msgspec.structs.replace(merged, merged_into=""))
        kept = world.get(Person, merge.after)
        for field in AMENDABLE if kept is not None else ():
            written = world.get(FieldChange, change_id(merge.op_id, field))
            if (
                kept is not None
                and written is not None
                and written.kept
                and stamp_of(world, kept.id, field) == wrote
            ):
                kept = give_back(world, kept, written, why)
        for each in (merged.id, merge.after):
            reprice_after_undo(world, each)

    def _merge(self, world: World) -> FieldChange | None:
        """Return the merge that is meant, where it still stands."""
        if self.merge_op_id is None:
            return merge_of(world, self.merged_id)
        found = world.get(FieldChange, change_id(self.merge_op_id, REDIRECT))
        return found if found is not None and _stands(world, found) else None


def undone_id(merge_op_id: str) -> str:
    """Return the id of the row that remembers that a merge was taken back."""
    return derived(merge_op_id, "undone:merged_into")


def merge_of(world: World, person_id: str) -> FieldChange | None:
    """Return the merge by which this very person points to another one, or nothing."""
    return next(
        (
            each
            for each in world.find(FieldChange, "entity_id", person_id)
            if each.field == REDIRECT and each.after and _stands(world, each)
        ),
        None,
    )


def _stands(world: World, merge: FieldChange) -> bool:
    row = world.get(Person, merge.entity_id)
    undone = world.get(FieldChange, undone_id(merge.op_id))
    return row is not None and row.merged_into == merge.after and undone is None
