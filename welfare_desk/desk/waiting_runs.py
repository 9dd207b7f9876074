# SPDX-License-Identifier: EUPL-1.2
"""Running a waiting list as it was shown and confirmed, and turning an offer into a booking."""

from __future__ import annotations

from typing import Any

import msgspec

from welfare_desk.core.refusals import DeskError, SlotUnknown
from welfare_desk.core.refusals_of_waiting import ListChanged, OfferNotOpen
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.quote import QuoteView, place_from, quote
from welfare_desk.desk.views.waiting import PlanView, TurnView, plan_of
from welfare_desk.models.booking import WaitEntry
from welfare_desk.operations.place_offers import AcceptPlace, LapseOffer, OfferPlace
from welfare_desk.sync.recorder import Recorded


class Ran(msgspec.Struct, frozen=True, kw_only=True):
    """What a run of a list did."""

    offered: int
    asked: int
    """Offers that wait for the server's word: nobody is called about them yet."""
    given_back: int
    refused: tuple[str, ...]
    """Codes of what could not be offered any more, each turn as it was."""
    kinds: frozenset[str]


def ask_places(desk: Desk, seen: PlanView) -> None:
    """Ask the server, where there is a line, for the places of a plan that are not held here.

    Refused with ``ListChanged``, with nothing asked, where the plan would not be the same any
    more. Takes no lock of the store while the server answers.
    """
    now = desk.look(lambda look: plan_of(look, seen.offering_id))
    if now.digest != seen.digest:
        raise ListChanged()
    for slot in seen.slots:
        wanted = sum(gift.turn.seats for gift in slot.given if not gift.sure)
        if wanted and not desk.ask_for(f"slot:{slot.slot_id}", wanted):
            break  # without a line the first answer is that of all


def run_plan(desk: Desk, seen: PlanView) -> Ran:
    """Do what was shown and confirmed: give holds back that ran out, offer the free places.

    Right after ``ask_places``; a turn that changed since is refused by its own rules and counted.
    """
    counts = {"final": 0, "provisional": 0}
    refused: list[str] = []
    for turn in seen.over:
        try:
            desk.record(LapseOffer(entry_id=turn.entry_id, slot_id=turn.slot_id))
        except DeskError as refusal:
            refused.append(refusal.code)
    given_back = len(seen.over) - len(refused)
    for gift in seen.gifts:
        try:
            counts[desk.record(_offer(gift.turn, gift.slot_id, seen.hold_hours)).state] += 1
        except DeskError as refusal:
            refused.append(refusal.code)
    return Ran(
        offered=counts["final"],
        asked=counts["provisional"],
        given_back=given_back,
        refused=tuple(refused),
        kinds=frozenset({WaitEntry.KIND}),
    )


def _offer(turn: TurnView, slot_id: str, hold_hours: int) -> OfferPlace:
    return OfferPlace(
        entry_id=turn.entry_id,
        person_id=turn.person_id,
        slot_id=slot_id,
        seats=turn.seats,
        hold_hours=hold_hours,
    )


def price_of(desk: Desk, entry_id: str) -> QuoteView:
    """Return what the offered place costs; refused with ``OfferNotOpen`` without an offer."""
    row = _offered(desk, entry_id)
    return desk.look(
        lambda look: quote(look, row.person_id, row.offering_id, row.seats, row.offered_slot_id)
    )


def accept_offer(desk: Desk, entry_id: str, price: QuoteView) -> tuple[str, Recorded]:
    """Book the offered place at the price that was explained; return the booking as well."""
    row = _offered(desk, entry_id)
    booking_id = desk.new_id()
    place = place_from(price, booking_id, row.person_id, row.offered_slot_id)
    fields: dict[str, Any] = {name: getattr(place, name) for name in place.__struct_fields__}
    elsewhere = desk.look(lambda look: look.device != row.device)
    return booking_id, desk.record(AcceptPlace(entry_id=row.id, elsewhere=elsewhere, **fields))


def _offered(desk: Desk, entry_id: str) -> WaitEntry:
    row = desk.look(lambda look: look.one(WaitEntry, entry_id))
    if row is None:
        raise SlotUnknown()
    if row.state != "offered":
        raise OfferNotOpen(state=row.state)
    return row
