# SPDX-License-Identifier: EUPL-1.2
"""The script's acts on waiting lists, and calls: kept, refused and crossed between two desks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from tests.builders import OFFERING, a_resource, a_slot, a_territory, an_id, register
from tests.operations.sealed import NOW
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.place_offers import AcceptPlace, DeclinePlace, LapseOffer, OfferPlace
from welfare_desk.operations.waiting import DrawWaiting, JoinWaiting, LeaveWaiting

if TYPE_CHECKING:
    from tests.operations.script import Script

SECOND = 2
LISTED = an_id("listed")
"""An offering with a waiting list in the order of joining; a place is held a day."""
HOLD = 24


DRAWN = an_id("drawn by lot")
"""Another one, with a list that is drawn."""
HOUR_US = 3_600_000_000


def listed(rule: str = "order", **other: Any) -> Offering:
    """The offering of the builders with a waiting list."""
    row = next(row for row in a_territory() if isinstance(row, Offering))
    fields = {"id": LISTED, "waiting_rule": rule, "hold_hours": HOLD, **other}
    return msgspec.structs.replace(row, **fields)


def listed_slot(name: str = "listed slot", *, places: int = 2, **other: Any) -> Slot:
    """A slot of the offering with a waiting list."""
    slot = a_slot(name, places=places, **{"days": 3, **other})
    return msgspec.structs.replace(slot, offering_id=LISTED)


WAITED = listed_slot(places=5)


def waiting_rows() -> list[Record]:
    """The offerings, a slot and its places."""
    drawn = listed("draw", id=DRAWN)
    return [listed(), drawn, WAITED, a_resource(f"slot:{WAITED.id}", WAITED.places)]


def join(name: str, person: str, **other: Any) -> JoinWaiting:
    """Put a person on the list for any slot."""
    return JoinWaiting(entry_id=an_id(name), person_id=an_id(person), offering_id=LISTED, **other)


def offer(name: str, person: str, slot: Slot = WAITED, **other: Any) -> OfferPlace:
    """Offer a place of a slot."""
    fields = {"hold_hours": HOLD, **other}
    return OfferPlace(entry_id=an_id(name), person_id=an_id(person), slot_id=slot.id, **fields)


def accept(name: str, person: str, slot: Slot = WAITED, **other: Any) -> AcceptPlace:
    """Accept it at the price without ISEE."""
    seats = other.get("seats", 1)
    fields = {"booking_id": an_id(f"{name} booked"), "total_cents": 2_200 * seats, **other}
    return AcceptPlace(
        entry_id=an_id(name),
        person_id=an_id(person),
        slot_id=slot.id,
        unit_cents=2_200,
        **fields,
    )


def decline(name: str, slot: Slot = WAITED, **other: Any) -> DeclinePlace:
    """Give an offered place back."""
    return DeclinePlace(entry_id=an_id(name), slot_id=slot.id, **other)


def lapse(name: str, slot: Slot = WAITED) -> LapseOffer:
    """End a hold."""
    return LapseOffer(entry_id=an_id(name), slot_id=slot.id)


EXAMPLES: tuple[Operation, ...] = (
    join("turn", "maria", slot_id=None, reasons=("nobody_else",)),
    offer("turn", "maria", hold_hours=HOLD),
    accept("turn", "maria"),
    decline("turn"),
    lapse("turn"),
    LeaveWaiting(entry_id=an_id("turn"), reason="x"),
    DrawWaiting(draw_id=an_id("drawn"), offering_id=LISTED, seed=7),
    RecordCall(subject_id=an_id("one"), about="reminder", outcome="no_answer", words="x"),
)


def waiting(script: Script) -> None:
    """Add every act on waiting lists and calls."""
    _joining(script)
    _offering(script)
    _ending(script)
    _drawing(script)
    _calling(script)


def _joining(script: Script) -> None:
    for name in ("maria", "luca", "twin", "nina", "piero"):
        script.add(register(f"w {name}"))
        script.add(join(f"w {name}", f"w {name}", reasons=("nobody_else",)))
    script.add(join("w again", "w maria", slot_id=WAITED.id), SECOND)
    script.add(join("w nobody", "nobody"))
    script.add(join("w nothing", "w maria", seats=0, reasons=("gold",)))
    no_list = JoinWaiting(
        entry_id=an_id("w elsewhere"), person_id=an_id("w maria"), offering_id=OFFERING
    )
    script.add(no_list)


def _offering(script: Script) -> None:
    script.add(offer("w luca", "w luca"), SECOND)
    script.add(offer("w maria", "w maria"))
    script.add(offer("w maria", "w maria"), SECOND)
    script.add(offer("w luca", "w luca", reason="telefona lei"), SECOND)
    script.add(offer("w twin", "w twin"))
    script.add(offer("w nina", "w nina", seats=2), final=False)
    script.add(offer("w nina", "w nina"), final=False)
    script.add(accept("w nina", "w nina"), SECOND)
    script.add(offer("w piero", "w piero"), SECOND, final=False)


def _ending(script: Script) -> None:
    script.add(accept("w maria", "w maria"))
    script.add(accept("w maria", "w maria", booking_id=an_id("w maria twice")), SECOND)
    script.add(decline("w maria"), SECOND)
    script.add(decline("w luca", stay=True), SECOND)
    script.add(accept("w luca", "w luca"))
    script.add(lapse("w twin"))
    script.add(lapse("w twin"), wall=NOW + (HOLD + 1) * HOUR_US)
    script.add(accept("w twin", "w twin"), SECOND)
    script.add(LeaveWaiting(entry_id=an_id("w nina"), reason="trasloco"), SECOND)
    script.add(LeaveWaiting(entry_id=an_id("w nina")))


def _drawing(script: Script) -> None:
    for name in ("maria", "luca"):
        listed_twice = msgspec.structs.replace(join(f"d {name}", f"w {name}"), offering_id=DRAWN)
        script.add(listed_twice)
    for seed in (5, 7):
        draw = DrawWaiting(draw_id=an_id(f"w draw {seed}"), offering_id=DRAWN, seed=seed)
        script.add(draw, role="supervisor")
    script.add(DrawWaiting(draw_id=an_id("w no draw"), offering_id=LISTED, seed=5))


def _calling(script: Script) -> None:
    for about, outcome in (("offer", "no_answer"), ("offer", "flown"), ("gossip", "reached")):
        call = RecordCall(subject_id=an_id("w maria"), about=about, outcome=outcome)
        script.add(call)
    script.add(RecordCall(subject_id=an_id("nothing"), about="offer", outcome="reached"))
    script.add(RecordCall(subject_id=an_id("maria"), about="refused", outcome="reached"), SECOND)
    script.add(RecordCall(subject_id=an_id("one"), about="reminder", outcome="reached"))
