# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists at the counters of the simulator: join, offer, accept, decline, lapse, leave."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.simulation.territory import OFFERING
from tests.simulation.workload import MIX, Wish, Workload
from welfare_desk.models.booking import WaitEntry
from welfare_desk.models.offering import Slot
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.place_offers import AcceptPlace, DeclinePlace, LapseOffer, OfferPlace
from welfare_desk.operations.waiting import JoinWaiting, LeaveWaiting

HOLD_HOURS = 24
_CENTS = 2_200


def mixed() -> tuple[list[Callable[[Workload, list[Slot]], Wish | None]], list[float]]:
    """Return the acts of a counter with waiting lists among them, and their summed weights."""
    acts = [(act, weight) for act, weight in MIX] + [(_join, 8.0), (_on_turn, 26.0)]
    weights = [sum(weight for _, weight in acts[: at + 1]) for at in range(len(acts))]
    return [act for act, _ in acts], weights


def _join(work: Workload, slots: list[Slot]) -> Wish | None:
    person_id = work._person()
    if not person_id:
        return None
    chance = work._random.random()
    wished = slots[int(chance * len(slots))].id if slots and chance < 0.2 else None
    join = JoinWaiting(
        entry_id=work._fresh(0x21), person_id=person_id, offering_id=OFFERING, slot_id=wished,
        seats=1 + (work._random.random() < 0.1),
    )  # fmt: skip
    return join, "operator"


def _on_turn(work: Workload, slots: list[Slot]) -> Wish | None:
    """Do with a turn what its state asks for; sometimes what it does not."""
    turn: WaitEntry | None = work._row("wait_entry", work._one("wait_entry"))
    if turn is None or not slots:
        return None
    chance = work._random.random()
    if chance < 0.06:
        return LeaveWaiting(entry_id=turn.id), "operator"
    if turn.state == "offered" or chance < 0.12:
        return _answer(work, turn), "operator"
    if turn.state != "waiting" and chance < 0.9:
        return None
    slot = work._slot(slots)
    offer = OfferPlace(
        entry_id=turn.id, person_id=turn.person_id, slot_id=turn.slot_id or slot.id,
        seats=turn.seats, hold_hours=HOLD_HOURS, reason="risponde al telefono",
    )  # fmt: skip
    return offer, "operator"


def _answer(work: Workload, turn: WaitEntry) -> Operation:
    which = work._random.random()
    where: dict[str, Any] = {"entry_id": turn.id, "slot_id": turn.offered_slot_id or turn.id}
    if which < 0.6:
        return AcceptPlace(
            booking_id=work._fresh(0x22), person_id=turn.person_id, seats=turn.seats,
            elsewhere=turn.device != work._device, unit_cents=_CENTS,
            total_cents=_CENTS * turn.seats, **where,
        )  # fmt: skip
    if which < 0.8:
        return DeclinePlace(stay=which < 0.7, **where)
    return LapseOffer(**where)
