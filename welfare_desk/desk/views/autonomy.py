# SPDX-License-Identifier: EUPL-1.2
"""How long a desk lasts without a line, and what it can promise until then."""

from __future__ import annotations

import msgspec

from welfare_desk.core.instants import DAY_US, slot_instant
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.sentences import link_text
from welfare_desk.models.desk_work import HeldRow
from welfare_desk.models.offering import Slot
from welfare_desk.protocol.lease import MARGIN_US
from welfare_desk.store import rights

_COUNTS = ("slot:", "fund:", "serial:", "number:")


class AutonomyView(msgspec.Struct, frozen=True, kw_only=True):
    """What the rights held here are good for while nobody answers."""

    days: int
    """Whole days until the first of them ends; 0 when there are none."""
    until_at: int | None
    """When that is, microseconds."""
    places: int
    """Places of slots that are still to come."""
    cents: int
    cards: int


def autonomy(look: Reading) -> AutonomyView:
    """Return how long this desk lasts: until the first right that it can use now ends."""
    held = [row for row in rights.all_held(look.conn) if _is_of_use(row, look.now_us)]
    coming = _coming(look, held)
    usable = [row for row in held if not row.resource.startswith("slot:") or row in coming]
    first = min((row.not_after - MARGIN_US for row in usable), default=None)
    return AutonomyView(
        days=0 if first is None else (first - look.now_us) // DAY_US,
        until_at=first,
        places=sum(row.left for row in coming),
        cents=_left(usable, "fund:"),
        cards=_left(usable, "serial:"),
    )


def autonomy_text(view: AutonomyView, lang: str = "it") -> str:
    """Return it as one sentence."""
    code = {1: "autonomy_one"}.get(view.days, "autonomy")
    if not (view.places or view.cents or view.cards):
        code = "autonomy_none"
    facts: dict[str, int | str] = {
        "days": view.days,
        "places": view.places,
        "funds_cents": view.cents,
        "cards": view.cards,
    }
    return link_text(code, facts, lang)


def _is_of_use(row: HeldRow, now: int) -> bool:
    return row.left > 0 and row.resource.startswith(_COUNTS) and now < row.not_after - MARGIN_US


def _coming(look: Reading, held: list[HeldRow]) -> list[HeldRow]:
    """Return the places in slots that have not begun."""
    places = [row for row in held if row.resource.startswith("slot:")]
    slots = look.many(Slot, tuple(row.resource.removeprefix("slot:") for row in places))
    ahead = {
        f"slot:{slot.id}"
        for slot in slots.values()
        if slot_instant(slot.slot_on, slot.start_minute) > look.now_us and not slot.closed
    }
    return [row for row in places if row.resource in ahead]


def _left(held: list[HeldRow], kind: str) -> int:
    return sum(row.left for row in held if row.resource.startswith(kind))
