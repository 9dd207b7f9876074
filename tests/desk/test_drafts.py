# SPDX-License-Identifier: EUPL-1.2
"""Parked forms: who began them, how long they stay, and the place kept for a booking."""

import pytest

from tests.builders import OFFERING, TODAY, an_id, book, register
from tests.support.desks import SLOTS
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import SlotFull
from welfare_desk.desk.desk import Desk

LAST = SLOTS[3]
"""Of its places this desk holds one."""


@pytest.fixture
def known(counter: Desk) -> Desk:
    for name in ("maria", "giorgio"):
        counter.record(register(name))
    return counter


def guaranteed(desk: Desk, slot_id: str = LAST.id) -> tuple[int, int]:
    """Return the places of a slot that may be promised here, and those to be asked for."""
    slots = desk.availability(OFFERING, an_id("giorgio"), TODAY, 14)
    found = next(slot for slot in slots if slot.slot_id == slot_id)
    return found.guaranteed, found.free_elsewhere


def park(desk: Desk, draft_id: str) -> None:
    desk.drafts.save("booking", "Rossi Maria", {}, operator_id=an_id("anna"), draft_id=draft_id)


def test_a_parked_booking_keeps_its_place_for_ten_minutes(known: Desk, clock: FixedClock) -> None:
    before = guaranteed(known)
    assert before[0] == 1
    park(known, "d")
    until = known.drafts.hold("d", LAST.id, 1)
    assert until == known.now_us() + 600_000_000
    assert known.drafts.all()[0].held_until == until
    assert guaranteed(known) == (0, 0)
    with pytest.raises(SlotFull):
        known.record(book("b", "giorgio", LAST))
    clock.advance(minutes=10, seconds=1)
    assert guaranteed(known) == before
    assert known.drafts.all()[0].held_until == 0
    assert known.record(book("b", "giorgio", LAST)).state == "final"


def test_the_form_in_front_books_the_place_that_was_kept_for_it(known: Desk) -> None:
    park(known, "d")
    known.drafts.hold("d", LAST.id, 1)
    known.drafts.free("d")
    assert known.record(book("b", "maria", LAST)).state == "final"


def test_a_draft_thrown_away_lets_its_place_go(known: Desk) -> None:
    park(known, "d")
    known.drafts.hold("d", LAST.id, 1)
    known.drafts.drop("d")
    assert guaranteed(known)[0] == 1


def test_only_a_place_that_is_held_and_not_kept_can_be_kept(known: Desk) -> None:
    for draft_id in ("d", "e"):
        park(known, draft_id)
    assert known.drafts.hold("d", LAST.id, 2) == 0
    assert known.drafts.hold("d", LAST.id, 1) > 0
    assert known.drafts.hold("d", LAST.id, 1) > 0, "its own place may be kept on"
    assert known.drafts.hold("e", LAST.id, 1) == 0
    assert known.drafts.hold("e", "nothing", 1) == 0


def test_other_places_of_the_slot_stay_free(known: Desk) -> None:
    slot = SLOTS[0]
    free = guaranteed(known, slot.id)
    park(known, "d")
    assert known.drafts.hold("d", slot.id, 1) > 0
    assert guaranteed(known, slot.id) == (free[0] - 1, free[1])
    assert known.record(book("b", "giorgio", slot)).state == "final"


def test_drafts_name_who_began_them_and_go_when_they_are_too_old(
    known: Desk, clock: FixedClock
) -> None:
    park(known, "d")
    (draft,) = known.drafts.all()
    assert draft.author == "Anna"
    clock.advance(days=6)
    park(known, "e")
    clock.advance(days=2)
    assert known.drafts.expire(7) == ("Rossi Maria",)
    assert [draft.draft_id for draft in known.drafts.all()] == ["e"]
    assert known.drafts.expire(7) == ()
