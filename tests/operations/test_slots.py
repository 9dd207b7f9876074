# SPDX-License-Identifier: EUPL-1.2
"""Closing a slot from a desk: asked of the server, said once, bookings stay."""

import datetime

import msgspec
import pytest

from tests.builders import a_slot, an_id, an_operator, book
from tests.operations.script_slots import close
from tests.operations.waiting_room import WaitingRoom
from welfare_desk.core.refusals import (
    DeskError,
    RoleMissing,
    SlotClosed,
    SlotUnknown,
    TextMissing,
    TextTooLong,
)
from welfare_desk.core.refusals_of_slots import SlotOver
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.operations.slots import CloseSlot, ends_at


@pytest.fixture
def room() -> WaitingRoom:
    """A person at two desks, and a slot of three places of which this desk holds one."""
    room = WaitingRoom(places=3, people=("maria",))
    room.lend()
    return room


def at_server(room: WaitingRoom) -> Slot:
    return next(row for row in room.at_server(Slot) if row.id == room.slot.id)


def refused(room: WaitingRoom, operation: CloseSlot, refusal: type[DeskError], role: str) -> None:
    before = list(room.desks[1].journal)
    with pytest.raises(refusal):
        room.record(operation, role=role)
    assert room.desks[1].journal == before


def test_a_closing_is_asked_and_stands_for_everybody_once_the_server_took_it(
    room: WaitingRoom,
) -> None:
    act = room.record(close(room.slot.id, " Operatrice malata "), role="supervisor")
    assert (act.spends, act.serials) == ((), ())
    assert not at_server(room).closed
    room.sync(1, 2)
    assert room.server.answers[act.op_id].result == "accepted"
    slot = at_server(room)
    assert (slot.closed, slot.closed_reason) == (True, "Operatrice malata")
    assert all(desk.rows.by_kind["slot"][slot.id] == slot for desk in room.desks.values())
    assert room.reviews() == set()


def test_bookings_of_a_closed_slot_stay_and_nobody_is_booked_any_more(room: WaitingRoom) -> None:
    room.record(book("one", "maria", room.slot))
    room.record(close(room.slot.id), role="supervisor")
    with pytest.raises(SlotClosed):
        room.record(book("two", "maria", room.slot))
    room.sync(1, 2)
    assert [(row.id, row.state) for row in room.bookings()] == [(an_id("one"), "booked")]


def test_closed_at_two_desks_the_first_reason_stays(room: WaitingRoom) -> None:
    first = room.record(close(room.slot.id, "Operatrice malata"), role="supervisor")
    second = room.record(close(room.slot.id, "Sala chiusa"), 2, role="supervisor")
    room.sync(1, 2)
    assert [room.server.answers[act.op_id].code for act in (first, second)] == ["", ""]
    again = room.record(close(room.slot.id, "Sala chiusa"), role="supervisor")
    room.sync(1)
    assert room.server.answers[again.op_id].result == "accepted"
    assert at_server(room).closed_reason == "Operatrice malata"


def test_a_slot_that_is_gone_at_the_server_is_refused_there(room: WaitingRoom) -> None:
    act = room.record(close(room.slot.id), role="supervisor")
    room.server.rows.save({(Slot.KIND, room.slot.id): None})
    room.server.push(room.desks[1].waiting())
    answer = room.server.answers[act.op_id]
    assert (answer.result, answer.code) == ("rejected", "slot_unknown")


@pytest.mark.parametrize(
    ("slot", "reason", "refusal"),
    [
        ("nowhere", "Sala chiusa", SlotUnknown),
        ("freed", " ", TextMissing),
        ("freed", "x" * 201, TextTooLong),
    ],
)
def test_what_cannot_be_closed_is_refused(
    room: WaitingRoom, slot: str, reason: str, refusal: type[DeskError]
) -> None:
    refused(room, close(an_id(slot), reason), refusal, "supervisor")


def test_a_slot_that_is_over_is_refused(room: WaitingRoom) -> None:
    room.now = ends_at(room.slot) - 2_000_000
    room.record(close(room.slot.id), role="supervisor")
    room.now = ends_at(room.other)
    refused(room, close(room.other.id), SlotOver, "supervisor")


def test_a_course_is_over_after_its_last_meeting() -> None:
    single = a_slot(days=1)
    later = Meeting(single.slot_on + datetime.timedelta(days=7), 600, 90)
    course = msgspec.structs.replace(
        single, meetings=(Meeting(single.slot_on, 600, single.minutes), later)
    )
    week_us, half_hour_us = 7 * 24 * 3_600_000_000, 1_800_000_000
    assert ends_at(course) - ends_at(single) == week_us + half_hour_us


def test_an_operator_s_closing_is_refused_at_the_server(room: WaitingRoom) -> None:
    act = room.record(close(room.slot.id), role="operator")
    room.sync(1)
    assert room.server.answers[act.op_id].code == "role_missing"
    assert not at_server(room).closed


def test_a_cooperative_closes_what_it_gives_and_nothing_else(room: WaitingRoom) -> None:
    offering = next(row for row in room.at_server(Offering) if row.id == room.slot.offering_id)
    anna = an_operator("anna", "cooperative")
    room.set(msgspec.structs.replace(anna, provider_id=an_id("another")))
    room.sync(1)
    refused(room, close(room.slot.id), RoleMissing, "cooperative")
    room.set(msgspec.structs.replace(anna, provider_id=offering.provider_id))
    room.sync(1)
    room.record(close(room.slot.id), role="cooperative")
    room.sync(1)
    assert at_server(room).closed
