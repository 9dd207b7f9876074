# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists between two desks and a server: joining, the order, the draw, the calls."""

from typing import Any

import msgspec
import pytest

from tests.builders import OFFERING, TOWN, an_id, an_operator, book
from tests.operations.script_waiting import LISTED, join, listed, offer
from tests.operations.waiting_room import WaitingRoom, closed
from tests.operations.waiting_turns import PEOPLE, refused, waiting
from welfare_desk.core.refusals import (
    AlreadyBooked,
    ChoiceUnknown,
    DeskError,
    PersonUnknown,
    RoleMissing,
    SeatsInvalid,
    SlotClosed,
    SlotPast,
    SlotUnknown,
)
from welfare_desk.core.refusals_of_funds import DeclarationWrong
from welfare_desk.core.refusals_of_waiting import (
    AlreadyWaiting,
    CallUnknown,
    ListChanged,
    NothingToDraw,
    NoWaitingList,
)
from welfare_desk.core.waiting import POINTS, in_order, recomputed
from welfare_desk.models.application import Round
from welfare_desk.models.offering import Override
from welfare_desk.models.person import FieldChange
from welfare_desk.operations.calls import RecordCall
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.rights import is_provisional
from welfare_desk.operations.wait_turns import turn_of
from welfare_desk.operations.waiting import DrawWaiting, LeaveWaiting


def test_joining_needs_no_right_and_keeps_reasons_and_their_points(room: WaitingRoom) -> None:
    act = room.record(join("w", "maria", seats=2, reasons=("nobody_else", "place_lost")))
    assert (act.spends, act.serials) == ((), ())
    room.sync(1, 2)
    turn = room.turn("w")
    assert (turn.state, turn.seats, turn.joined_at) == ("waiting", 2, act.wall)
    assert turn.priority == POINTS["nobody_else"] + POINTS["place_lost"]
    assert turn.priority_reason == "nobody_else place_lost"
    assert room.here("w", 2) == turn


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"offering_id": an_id("nothing")}, SlotUnknown),
        ({"offering_id": OFFERING}, NoWaitingList),
        ({"seats": 0}, SeatsInvalid),
        ({"reasons": ("gold",)}, ChoiceUnknown),
        ({"slot_id": an_id("nowhere")}, SlotUnknown),
    ],
)
def test_joining_what_does_not_fit_is_refused(
    room: WaitingRoom, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    refused(room, msgspec.structs.replace(join("w", "maria"), **fields), refusal)


def test_nobody_waits_twice_for_the_same_nor_for_a_place_they_have(room: WaitingRoom) -> None:
    waiting(room, "maria")
    refused(room, join("again", "maria"), AlreadyWaiting)
    refused(room, join("again", "maria", slot_id=room.slot.id), AlreadyWaiting)
    room.record(join("one", "luca", slot_id=room.slot.id))
    room.record(join("two", "luca", slot_id=room.other.id))
    refused(room, join("three", "luca"), AlreadyWaiting)
    room.lend()
    room.record(book("b", "nina", room.slot))
    refused(room, join("w", "nina", slot_id=room.slot.id), AlreadyBooked)
    room.record(join("w", "nina", slot_id=room.other.id))


def test_joined_at_two_desks_while_the_line_is_down_both_stand_for_review(
    room: WaitingRoom,
) -> None:
    room.record(join("here", "maria"))
    room.record(join("there", "maria"), 2)
    room.sync(1, 2)
    assert {room.turn("here").state, room.turn("there").state} == {"waiting"}
    assert room.reviews() == {"already_waiting"}


def test_a_slot_that_is_closed_or_over_has_no_list(room: WaitingRoom) -> None:
    room.set(closed(room.slot))
    room.sync(1)
    refused(room, join("w", "maria", slot_id=room.slot.id), SlotClosed)
    room.later(24 * 5)
    refused(room, join("w", "maria", slot_id=room.other.id), SlotPast)


def test_two_who_waited_and_are_one_come_to_review(room: WaitingRoom) -> None:
    waiting(room, "maria", "luca")
    merge = MergePeople(kept_id=an_id("luca"), merged_id=an_id("maria"))
    room.record(merge, 2, role="supervisor")
    room.sync(2, 1)
    assert room.reviews() == {"already_waiting"}


def test_draw_orders_by_a_published_seed_and_its_log_gives_the_same_order_again() -> None:
    names = [f"p{n}" for n in range(9)]
    room = WaitingRoom(places=1, rule="draw", people=names)
    waiting(room, *names)
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=48_151_623)
    room.record(draw, role="supervisor")
    room.sync(1, 2)
    (made,) = room.at_server(Round)
    turns = [turn_of(room.turn(f"w {name}")) for name in names]
    order = tuple(turn.number for turn in in_order(turns, "draw"))
    assert recomputed(made.log) == order
    assert (made.purpose, made.seed, made.taking_part) == ("waiting", draw.seed, 9)
    assert order != tuple(turn.number for turn in in_order(turns, "order"))
    again = msgspec.structs.replace(draw, draw_id=an_id("again"), seed=1)
    refused(room, again, NothingToDraw, role="supervisor")


def test_draw_that_takes_in_others_than_were_seen_is_refused_also_by_the_centre() -> None:
    room = WaitingRoom(rule="draw", people=PEOPLE)
    waiting(room, "maria", "luca")
    room.record(join("w nina", "nina"), 2)
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=5, count=2)
    refused(room, msgspec.structs.replace(draw, count=3), ListChanged, role="supervisor")
    act = room.record(draw, role="supervisor")
    assert is_provisional(draw, act)
    assert room.here("w maria").draw_seed == "1:5"
    room.sync(2, 1)
    # The list that was seen has two turns, the centre's three: nobody is drawn.
    assert {room.turn(f"w {name}").draw_seed for name in PEOPLE} == {""}
    assert room.here("w maria").draw_seed == ""
    assert room.at_server(Round) == []
    assert room.reviews() == set()
    again = msgspec.structs.replace(draw, draw_id=an_id("again"), count=3)
    room.record(again, role="supervisor")
    room.sync(1, 2)
    assert {room.turn(f"w {name}").draw_seed for name in PEOPLE} == {"1:5"}


def test_of_two_draws_at_two_desks_there_is_one_order() -> None:
    room = WaitingRoom(rule="draw", people=PEOPLE)
    waiting(room, *PEOPLE)
    for device, seed in ((1, 5), (2, 7)):
        draw = DrawWaiting(draw_id=an_id(f"draw {seed}"), offering_id=LISTED, seed=seed, count=3)
        room.record(draw, device, role="supervisor")
    room.sync(1, 2)
    assert [row.seed for row in room.at_server(Round)] == [5]
    assert {room.here(f"w {name}", 2).draw_seed for name in PEOPLE} == {"1:5"}


def test_who_joins_after_the_draw_comes_behind_also_after_another_draw() -> None:
    room = WaitingRoom(places=1, rule="draw", people=("a", "b", "c", "d"))
    waiting(room, "a", "b")
    for seed, name in ((5, "c"), (7, "d")):
        draw = DrawWaiting(draw_id=an_id(f"draw {seed}"), offering_id=LISTED, seed=seed)
        room.record(draw, role="supervisor")
        waiting(room, name)
    rows = [room.turn(f"w {name}") for name in "abcd"]
    assert [row.draw_seed for row in rows] == ["1:5", "1:5", "2:7", ""]
    ordered = [each.id for each in in_order(map(turn_of, rows), "draw")]
    assert ordered[2:] == [an_id("w c"), an_id("w d")]


def test_draw_of_a_list_in_the_order_of_joining_or_with_an_endless_seed_is_refused(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    draw = DrawWaiting(draw_id=an_id("draw"), offering_id=LISTED, seed=5)
    refused(room, draw, NothingToDraw, role="supervisor")
    endless = msgspec.structs.replace(draw, seed=2**37)
    refused(room, endless, DeclarationWrong, role="supervisor")


def test_calls_are_kept_one_beside_the_other_and_counted_about_an_offer(
    room: WaitingRoom,
) -> None:
    waiting(room, "maria")
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    for outcome in ("no_answer", "call_again", "reached"):
        call = RecordCall(subject_id=an_id("w maria"), about="offer", outcome=outcome, words=" x ")
        room.record(call)
    room.sync(1, 2)
    kept = [row for row in room.at_server(FieldChange) if row.entity_id == an_id("w maria")]
    assert sorted(row.after for row in kept) == ["call_again", "no_answer", "reached"]
    assert {(row.field, row.reason) for row in kept} == {("call_offer", "x")}
    assert room.turn("w maria").called == 3


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"subject_id": an_id("nothing")}, CallUnknown),
        ({"about": "gossip"}, ChoiceUnknown),
        ({"outcome": "flown"}, ChoiceUnknown),
    ],
)
def test_call_that_does_not_fit_is_refused(
    room: WaitingRoom, fields: dict[str, Any], refusal: type[DeskError]
) -> None:
    waiting(room, "maria")
    call = RecordCall(subject_id=an_id("w maria"), about="offer", outcome="reached")
    refused(room, msgspec.structs.replace(call, **fields), refusal)


def test_list_keeps_its_rule_when_the_offering_has_none_any_more(room: WaitingRoom) -> None:
    waiting(room, "maria")
    room.set(listed("", id=LISTED))
    room.sync(1, 2)
    refused(room, join("w", "luca"), NoWaitingList)
    room.lend()
    room.record(offer("w maria", "maria", room.slot))
    assert room.here("w maria").state == "offered"


def test_a_cooperative_has_the_lists_of_what_it_gives_in_the_person_s_municipality(
    room: WaitingRoom,
) -> None:
    anna, theirs = an_operator("anna", "cooperative"), an_id("another")
    room.set(msgspec.structs.replace(anna, provider_id=theirs))
    elsewhere = Override(municipality_id=an_id("limena"), provider_id=theirs)
    room.set(listed(overrides=(elsewhere,)))
    room.sync(1, 2)
    refused(room, join("w maria", "maria"), RoleMissing, role="cooperative")
    room.set(listed(overrides=(Override(municipality_id=TOWN, provider_id=theirs),)))
    room.sync(1, 2)
    room.record(join("w maria", "maria"), role="cooperative")
    called = RecordCall(subject_id=an_id("w maria"), about="reminder", outcome="no_answer")
    room.record(called, role="cooperative")
    room.record(LeaveWaiting(entry_id=an_id("w maria")), role="cooperative")
    room.sync(1, 2)
    assert (room.turn("w maria").state, room.reviews()) == ("left", set())


def test_what_a_municipality_does_not_give_has_no_list_there(room: WaitingRoom) -> None:
    room.set(listed(overrides=(Override(municipality_id=TOWN, active=False),)))
    room.sync(1, 2)
    refused(room, join("w maria", "maria"), NoWaitingList)
