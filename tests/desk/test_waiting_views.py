# SPDX-License-Identifier: EUPL-1.2
"""What a counter sees of a waiting list before it runs, what the run does, and whom to call."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from tests.builders import TERRITORY, TODAY, a_resource, an_id, book, form, register
from tests.desk.conftest import PIN, rows_with_pin
from tests.operations.script_waiting import HOLD, LISTED, join, listed, listed_slot, offer
from tests.support.desks import SLOTS, a_desk_here
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import SlotUnknown
from welfare_desk.core.refusals_of_waiting import ListChanged, OfferNotOpen
from welfare_desk.core.waiting import POINTS, number_of, recomputed
from welfare_desk.desk.calling import record_call
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.calls import CallView, calls_left, calls_of, reminded_until
from welfare_desk.desk.views.chronicle import events_of
from welfare_desk.desk.views.waiting import (
    PlanView,
    order_log,
    plan_of,
    turn_view,
    turns_of_person,
    turns_on,
    waiting_lists,
)
from welfare_desk.desk.waiting_runs import accept_offer, ask_places, price_of, run_plan
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.person import FieldChange
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import BookTogether, CancelBooking
from welfare_desk.operations.place_offers import DeclinePlace
from welfare_desk.operations.seating import Guest
from welfare_desk.operations.waiting import LeaveWaiting
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import save
from welfare_desk.sync.recorder import held_row

FREED = listed_slot("freed", places=3)
LATER = listed_slot("later", places=2, days=5)
PEOPLE = ("maria", "luca", "nina")


def put(desk: Desk, *rows: Record) -> None:
    store, _, _ = desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


@pytest.fixture
def opened(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    rows = [*rows_with_pin(), listed()]
    for slot in (FREED, LATER):
        free = msgspec.structs.replace(a_resource(f"slot:{slot.id}", slot.places), free=1)
        rows += [slot, free]
    desk = a_desk_here(tmp_path, clock, rows)
    desk.session.log_in("anna", PIN)
    store, _, _ = desk.parts()
    lease = Lease(
        id="freed",
        device=1,
        inc=1,
        resource=f"slot:{FREED.id}",
        quantity=1,
        fence=0,
        not_after=clock.now_us() + LIFE_US,
    )
    with store.write() as conn:
        rights.add(conn, [held_row(lease)])
    for name in PEOPLE:
        phone = "+39049000000" if name == "maria" else ""
        desk.record(register(name, phone=phone))
        clock.advance(seconds=1)
    yield desk
    desk.close()


def wait(desk: Desk, clock: FixedClock, *names: str, seats: int = 1) -> None:
    for name in names:
        desk.record(join(f"w {name}", name, seats=seats))
        clock.advance(seconds=1)


def plan(desk: Desk) -> PlanView:
    return desk.look(lambda look: plan_of(look, LISTED))


def state(desk: Desk, name: str) -> str:
    row = desk.look(lambda look: look.one(WaitEntry, an_id(f"w {name}")))
    assert row is not None
    return row.state


def calls(desk: Desk, on: datetime.date | None = None) -> tuple[CallView, ...]:
    return desk.look(lambda look: calls_of(look, on))


def test_list_says_who_comes_when_and_why(opened: Desk, clock: FixedClock) -> None:
    put(opened, listed("priority"))
    wait(opened, clock, "luca", "maria")
    opened.record(join("w nina", "nina", reasons=("nobody_else",)))
    rows = opened.look(lambda look: turns_on(look, LISTED))
    assert [row.person_name for row in rows] == ["Rossi Nina", "Rossi Luca", "Rossi Maria"]
    assert [row.place for row in rows] == [1, 2, 3]
    assert [row.step for row in rows] == ["", "points", "joined"]
    assert (rows[0].points, rows[0].reasons) == (POINTS["nobody_else"], ("nobody_else",))
    assert rows[0].number == number_of(an_id("w nina"))
    (view,) = opened.look(waiting_lists)
    assert (view.title, view.rule, view.waiting) == ("Tutoring in presenza", "priority", 3)
    assert (view.offered, view.to_draw) == (0, 3)
    ((title, turn),) = opened.look(lambda look: turns_of_person(look, an_id("luca")))
    assert (title, turn.place) == ("Tutoring in presenza", 2)


def test_sensitive_offering_is_called_by_its_neutral_title(opened: Desk) -> None:
    put(opened, listed(sensitive=True, neutral_title="Appuntamento"))
    (view,) = opened.look(waiting_lists)
    assert view.title == "Appuntamento"


def test_plan_shows_whom_each_free_place_goes_to_before_anything_happens(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, *PEOPLE)
    before = [state(opened, name) for name in PEOPLE]
    seen = plan(opened)
    freed, later = seen.slots
    assert [gift.turn.person_name for gift in freed.given] == ["Rossi Maria", "Rossi Luca"]
    assert [gift.sure for gift in freed.given] == [True, False]
    assert [gift.turn.person_name for gift in later.given] == ["Rossi Nina"]
    assert (freed.held, freed.free_elsewhere) == (1, 1)
    assert [state(opened, name) for name in PEOPLE] == before == ["waiting"] * 3


def test_pair_that_does_not_fit_is_shown_as_passed_over(opened: Desk, clock: FixedClock) -> None:
    wait(opened, clock, "maria", seats=2)
    wait(opened, clock, "luca")
    seen = plan(opened)
    assert [turn.person_name for turn in seen.slots[0].passed] == ["Rossi Maria"]
    assert [gift.turn.person_name for gift in seen.gifts] == ["Rossi Luca"]


def test_confirmed_plan_is_done_as_it_was_shown(opened: Desk, clock: FixedClock) -> None:
    wait(opened, clock, *PEOPLE)
    ran = run_plan(opened, plan(opened))
    assert (ran.offered, ran.asked, ran.given_back, ran.refused) == (1, 2, 0, ())
    assert [state(opened, name) for name in PEOPLE] == ["offered", "asked", "asked"]
    assert plan(opened).gifts == ()


def test_plan_that_is_not_the_one_shown_does_nothing(opened: Desk, clock: FixedClock) -> None:
    wait(opened, clock, "maria")
    seen = plan(opened)
    opened.record(book("b", "maria", FREED))
    with pytest.raises(ListChanged):
        ask_places(opened, seen)
    assert state(opened, "maria") == "waiting"


def test_hold_that_ran_out_is_shown_and_given_back_with_the_run(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, "maria")
    opened.record(offer("w maria", "maria", FREED))
    clock.advance(seconds=(HOLD + 1) * 3600)
    seen = plan(opened)
    assert [turn.state for turn in seen.over] == ["over"]
    assert opened.look(waiting_lists)[0].over == 1
    ran = run_plan(opened, seen)
    assert (ran.given_back, state(opened, "maria")) == (1, "lapsed")


def test_accepted_offer_is_a_booking_at_the_price_that_was_said(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, "maria")
    with pytest.raises(OfferNotOpen):
        price_of(opened, an_id("w maria"))
    opened.record(offer("w maria", "maria", FREED))
    quote = price_of(opened, an_id("w maria"))
    booking_id, done = accept_offer(opened, an_id("w maria"), quote)
    assert (done.state, len(done.numbers)) == ("final", 1)
    bookings = opened.look(lambda look: look.where(Booking, "person_id", an_id("maria")))
    assert [row.total_cents for row in bookings] == [quote.total_cents] == [2_200]
    assert bookings[0].id == booking_id
    assert opened.look(lambda look: turn_view(look, an_id("w maria"))) is None


def test_printed_order_can_be_worked_out_again_and_names_nobody(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, *PEOPLE)
    lines = opened.look(lambda look: order_log(look, LISTED))
    numbers = tuple(number_of(an_id(f"w {name}")) for name in PEOPLE)
    assert recomputed((lines[0], *reversed(lines[1:]))) == numbers
    assert "rossi" not in " ".join(lines).lower()


def test_list_of_nothing_is_refused(opened: Desk) -> None:
    for view in (turns_on, plan_of, order_log):
        with pytest.raises(SlotUnknown):
            opened.look(lambda look, view=view: view(look, an_id("nothing")))  # type: ignore[misc]
    assert opened.look(lambda look: turn_view(look, an_id("nothing"))) is None


def test_offered_place_is_a_call_until_somebody_was_reached(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, "maria")
    opened.record(offer("w maria", "maria", FREED))
    (call,) = calls(opened)
    assert (call.about, call.person_name, call.phone) == ("offer", "Rossi Maria", "+39049000000")
    assert (call.slot_on, call.letter, call.done) == (FREED.slot_on, False, False)
    assert call.until_at > 0
    for tries, outcome in enumerate(("no_answer", "call_again"), 1):
        clock.advance(seconds=1)
        record_call(opened, call, outcome)
        (call,) = calls(opened)
        assert (call.tries, call.outcome, call.done) == (tries, outcome, False)
    clock.advance(seconds=1)
    record_call(opened, call, "reached")
    assert calls(opened)[0].done
    assert opened.look(calls_left) == 0
    opened.record(DeclinePlace(entry_id=an_id("w maria"), slot_id=FREED.id))
    assert calls(opened) == ()


def test_calls_about_the_former_offer_do_not_count_for_the_next(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, "maria")
    opened.record(offer("w maria", "maria", FREED))
    record_call(opened, calls(opened)[0], "reached")
    opened.record(DeclinePlace(entry_id=an_id("w maria"), slot_id=FREED.id, stay=True))
    clock.advance(seconds=1)
    opened.record(offer("w maria", "maria", LATER))
    assert state(opened, "maria") == "asked"
    assert calls(opened) == (), "nobody is called about a place that is not sure"


def test_booking_in_a_slot_that_was_closed_is_a_call_with_its_reason(opened: Desk) -> None:
    opened.record(book("b", "luca", FREED))
    assert calls(opened) == ()
    put(opened, msgspec.structs.replace(FREED, closed=True, closed_reason="Operatore malato"))
    (call,) = calls(opened)
    assert (call.about, call.reason, call.letter) == ("closed", "Operatore malato", True)
    assert call.booking_no
    record_call(opened, call, "letter")
    assert calls(opened)[0].done
    opened.record(CancelBooking(booking_id=an_id("b")))
    assert calls(opened) == ()


def test_reminders_are_those_up_to_the_next_working_day(opened: Desk) -> None:
    opened.record(book("b", "maria", SLOTS[0]))
    (call,) = calls(opened)
    assert (call.about, call.slot_on) == ("reminder", SLOTS[0].slot_on)
    assert calls(opened, TODAY + datetime.timedelta(days=7)) == ()
    record_call(opened, call, "reached")
    assert calls(opened)[0].done
    friday = datetime.date(2026, 9, 18)
    assert reminded_until(friday) == datetime.date(2026, 9, 21)
    assert reminded_until(datetime.date(2026, 12, 24)) == datetime.date(2026, 12, 28)


def test_phone_of_the_household_stands_for_a_child_without_one(opened: Desk) -> None:
    opened.record(form("home", "maria", "luca"))
    opened.record(book("b", "luca", SLOTS[0]))
    (call,) = calls(opened)
    assert (call.phone, call.phone_of, call.letter) == ("+39049000000", "Maria", False)


def test_price_that_the_person_does_not_know_is_a_call(opened: Desk, clock: FixedClock) -> None:
    opened.record(book("b", "maria", SLOTS[0]))
    change = FieldChange(
        id=an_id("change"),
        territory_id=TERRITORY,
        controller_id=an_id("town"),
        entity_id=an_id("b"),
        field="total_cents",
        before="500",
        after="2200",
        kept=True,
        effective_on=None,
        reason="",
        op_id=an_id("op"),
        changed_at=clock.now_us(),
        device=1,
        operator_id=an_id("anna"),
    )
    put(opened, change)
    price = next(call for call in calls(opened) if call.about == "price")
    assert (price.before_cents, price.after_cents) == (500, 2_200)


def test_somebody_whose_hold_ran_out_is_told(opened: Desk, clock: FixedClock) -> None:
    wait(opened, clock, "maria")
    opened.record(offer("w maria", "maria", FREED))
    clock.advance(seconds=(HOLD + 1) * 3600)
    run_plan(opened, plan(opened))
    assert [call.about for call in calls(opened)] == ["lapsed"]


def test_most_pressing_comes_first_and_what_is_done_last(opened: Desk, clock: FixedClock) -> None:
    wait(opened, clock, "maria")
    opened.record(offer("w maria", "maria", FREED))
    opened.record(book("b", "luca", SLOTS[3]))
    opened.record(book("c", "nina", SLOTS[0]))
    put(opened, msgspec.structs.replace(SLOTS[3], closed=True))
    assert [call.about for call in calls(opened)] == ["closed", "offer", "reminder"]
    record_call(opened, calls(opened)[0], "reached")
    assert [call.about for call in calls(opened)] == ["offer", "reminder", "closed"]


def test_waiting_and_calls_stand_in_the_persons_history(opened: Desk, clock: FixedClock) -> None:
    row = WaitEntry(
        id=an_id("elsewhere"),
        territory_id=TERRITORY,
        controller_id=an_id("town"),
        person_id=an_id("maria"),
        offering_id=LISTED,
        slot_id="",
        seats=1,
        priority=0,
        priority_reason="",
        state="waiting",
        offered_slot_id="",
        offered_at=0,
        held_until_at=0,
        called=0,
        draw_seed="",
        booking_id="",
        joined_at=clock.now_us(),
        device=2,
        operator_id="",
    )
    put(opened, row)
    opened.record(book("b", "maria", SLOTS[0]))
    record_call(opened, calls(opened)[0], "reached")
    kinds = {event.kind for event in opened.look(lambda look: events_of(look, an_id("maria")))}
    assert {"join_waiting", "record_call"} <= kinds
    assert "reprice_bookings" not in kinds


@pytest.mark.parametrize("way", ["accepted", "alone", "together"])
def test_booking_that_found_no_place_is_a_call_until_the_person_knows(
    opened: Desk, clock: FixedClock, way: str
) -> None:
    if way == "accepted":
        wait(opened, clock, "maria")
        opened.record(offer("w maria", "maria", FREED))
        row = opened.look(lambda look: look.one(WaitEntry, an_id("w maria")))
        assert row is not None
        put(opened, msgspec.structs.replace(row, device=2))
        _, done = accept_offer(opened, an_id("w maria"), price_of(opened, an_id("w maria")))
    elif way == "together":
        one = Guest(
            booking_id=an_id("b"), person_id=an_id("maria"), unit_cents=2_200, total_cents=2_200
        )
        done = opened.record(BookTogether(slot_id=LATER.id, guests=(one,)))
    else:
        done = opened.record(book("b", "maria", LATER))
    assert done.state == "provisional"
    store, _, _ = opened.parts()
    with store.write() as conn:
        conn.execute(
            sa.text(
                "UPDATE journal SET state = 'answered', result = 'rejected', code = 'slot_full'"
                " WHERE op_id = :op"
            ),
            {"op": done.op_id},
        )
    call = next(each for each in calls(opened) if each.about == "refused")
    assert (call.op_id, call.person_name) == (done.op_id, "Rossi Maria")
    record_call(opened, call, "no_answer")
    assert calls(opened)[0].tries == 1
    record_call(opened, call, "reached")
    assert "refused" not in {each.about for each in calls(opened)}


def test_asked_places_make_the_plan_sure(
    opened: Desk, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(opened, clock, *PEOPLE)
    seen = plan(opened)
    asked: list[tuple[str, int]] = []

    def granted(resource: str, quantity: int) -> bool:
        asked.append((resource, quantity))
        held = Lease(
            id=f"asked {resource}",
            device=1,
            inc=1,
            resource=resource,
            quantity=quantity,
            fence=0,
            not_after=clock.now_us() + LIFE_US,
        )
        store, _, _ = opened.parts()
        with store.write() as conn:
            rights.add(conn, [held_row(held)])
        return True

    monkeypatch.setattr(opened, "ask_for", granted)
    ask_places(opened, seen)
    assert asked == [(f"slot:{FREED.id}", 1), (f"slot:{LATER.id}", 1)]
    ran = run_plan(opened, seen)
    assert (ran.offered, ran.asked) == (3, 0)


def test_turn_that_changed_while_places_were_asked_for_is_counted(
    opened: Desk, clock: FixedClock
) -> None:
    wait(opened, clock, *PEOPLE)
    seen = plan(opened)
    opened.record(book("b", "maria", FREED))
    opened.record(LeaveWaiting(entry_id=an_id("w luca")))
    ran = run_plan(opened, seen)
    assert (ran.offered, ran.refused) == (
        0,
        ("already_booked", "turn_not_waiting", "out_of_turn"),
    )
