# SPDX-License-Identifier: EUPL-1.2
"""The world's ledger: whose place a booking is while its move waits for the server's word."""

from __future__ import annotations

import pytest

from tests.simulation.ledger import Breach, Ledger, Saying
from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking
from welfare_desk.operations.operation import Operation


def _world() -> Ledger:
    """One place in each of two slots; the first is booked, and its move waits."""
    ledger = Ledger()
    ledger.totals = {"slot:a": 1, "slot:b": 1}
    _says(ledger, "first", _booked("one", "a"))
    move = MoveBooking(booking_id="one", person_id="p", slot_id="b")
    _says(ledger, "move", move, final=False)
    return ledger


def _booked(booking_id: str, slot_id: str) -> BookPlace:
    return BookPlace(
        booking_id=booking_id, person_id="p", slot_id=slot_id, unit_cents=0, total_cents=0
    )


def _says(
    ledger: Ledger, op_id: str, operation: Operation, *, final: bool = True, machine: str = "desk-1"
) -> None:
    ledger.said(Saying(op_id, operation, 1, machine, final, ()))


def test_the_place_of_an_accepted_move_is_anothers_before_the_desk_is_told() -> None:
    ledger = _world()

    _says(ledger, "second", _booked("two", "a"), machine="desk-2")
    ledger.was_told("move", "accepted")

    assert (ledger.standing["slot:a"], ledger.standing["slot:b"]) == (1, 1)
    with pytest.raises(Breach, match="2 of slot:b"):
        _says(ledger, "third", _booked("three", "b"))


def test_a_refused_move_leaves_its_place_to_nobody_else() -> None:
    ledger = _world()

    _says(ledger, "second", _booked("two", "a"), machine="desk-2")

    with pytest.raises(Breach, match="2 of slot:a"):
        ledger.was_told("move", "rejected")


def test_a_refused_move_of_a_cancelled_booking_stands_nowhere() -> None:
    ledger = _world()

    _says(ledger, "cancel", CancelBooking(booking_id="one"))
    ledger.was_told("move", "rejected")

    assert (ledger.standing["slot:a"], ledger.standing["slot:b"]) == (0, 0)
