# SPDX-License-Identifier: EUPL-1.2
"""Review items that an operation opens by itself, beside the objections of ``World.require``."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from welfare_desk.core.ids import derived
from welfare_desk.models.review import ReviewItem
from welfare_desk.operations.identity import cluster
from welfare_desk.operations.world import World

DUPLICATE = "duplicate"


def pair_id(one: str, other: str) -> str:
    """Return the id of the item that asks whether two people are one; order does not count."""
    first, second = sorted((one, other))
    return derived(first, f"duplicate:{second}")


def open_item(
    world: World,
    item_id: str,
    code: str,
    *,
    person_id: str,
    other_id: str = "",
    amount_cents: int = 0,
) -> None:
    """Open a review item unless one of its id was ever opened."""
    act = world.act
    world.keep(
        ReviewItem(
            id=item_id,
            territory_id=world.territory_id,
            controller_id=world.controller_of(person_id) or world.home(),
            op_id=act.op_id,
            op_kind=act.kind,
            code=code,
            person_id=person_id,
            amount_cents=amount_cents,
            opened_at=act.wall,
            closed_at=None,
            device=act.device,
            other_id=other_id,
        )
    )


def pair_items(world: World, one: str, other: str) -> tuple[ReviewItem, ...]:
    """Return every item, open or closed, that ever asked whether these two are one."""
    ours, theirs = cluster(world, one), cluster(world, other)
    found = {
        item.id: item
        for mine, others in ((ours, theirs), (theirs, ours))
        for each in mine
        for item in world.find(ReviewItem, "person_id", each)
        if item.code == DUPLICATE and item.other_id in others
    }
    return tuple(found[item_id] for item_id in sorted(found))


def close(world: World, items: Iterable[ReviewItem], decision: str) -> None:
    """Close the items that are still open."""
    for item in items:
        if item.closed_at is None:
            world.put(msgspec.structs.replace(item, closed_at=world.act.wall, decision=decision))
