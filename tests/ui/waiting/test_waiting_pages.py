# SPDX-License-Identifier: EUPL-1.2
"""Waiting lists and calls at the window: seen, confirmed, accepted, called, by keyboard."""

from __future__ import annotations

import os

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import OFFERING, TERRITORY, TODAY, a_resource, an_id, book, register
from tests.operations.script_waiting import LISTED, join, listed, listed_slot, offer
from tests.ui.counter import PIN, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.waiting import number_of
from welfare_desk.desk.views.calls import calls_of
from welfare_desk.models.application import Round
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.record import Record
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import rights
from welfare_desk.store.rows import save
from welfare_desk.sync.recorder import held_row
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.calls.page import CallsPage
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.page import Page
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.waiting.join_card import JoinCard
from welfare_desk.ui.waiting.page import WaitingPage
from welfare_desk.ui.waiting.person_card import WaitingCard
from welfare_desk.ui.waiting.run_page import RunPage
from welfare_desk.ui.waiting.turn_page import TurnPage

FREED = listed_slot("freed", places=3)
TURN = an_id("w maria")


def put(counter: Counter, *rows: Record) -> None:
    store, _, _ = counter.desk.parts()
    with store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def prepared(counter: Counter, rule: str = "order", *, held: int = 1) -> None:
    """Let Maria, Giorgio and Elena wait; one place is held here, one free at the centre."""
    free = msgspec.structs.replace(a_resource(f"slot:{FREED.id}", 3), free=1)
    put(counter, listed(rule, name_it="Laboratorio di lettura 3–6 anni"), FREED, free)
    store, _, clock = counter.desk.parts()
    lease = Lease(
        id="freed",
        device=1,
        inc=1,
        resource=f"slot:{FREED.id}",
        quantity=held,
        fence=0,
        not_after=clock.now_us() + LIFE_US,
    )
    with store.write() as conn:
        rights.add(conn, [held_row(lease)])
    for seats, name in ((1, "maria"), (3, "giorgio"), (1, "elena")):
        counter.desk.record(join(f"w {name}", name, seats=seats, reasons=("nobody_else",)))
        assert isinstance(clock, FixedClock)
        clock.advance(seconds=1)


def state(counter: Counter, name: str = "maria") -> str:
    row = counter.desk.look(lambda look: look.one(WaitEntry, an_id(f"w {name}")))
    assert row is not None
    return row.state


def shown(counter: Counter, page: Page) -> None:
    counter.show(page, "agenda")
    settle(counter.jobs, 3)
    folder = os.environ.get("PAGE_PICTURES", "")
    if folder:
        counter.shell.grab().save(
            f"{folder}/{page.objectName()}-{counter.look.theme.text_percent}.png"
        )


def test_lists_and_calls_are_ways_of_the_agenda() -> None:
    assert {"calls", "waiting"} <= {way.id for way in ways_for("operator")}


def test_list_shows_who_comes_when_and_why(counter: Counter) -> None:
    prepared(counter, "priority")
    page = WaitingPage(counter.context)
    shown(counter, page)
    assert page.rows.rows[0].person_name == "Rossi Maria"
    first = page._cell(page.rows.rows[0], "who")
    assert number_of(TURN) in first.sub
    assert page._cell(page.rows.rows[0], "why").text == "viene per primo"
    assert "punti" in page._cell(page.rows.rows[1], "why").sub
    assert "24 ore" in page.how.text()
    assert not page.draw.isVisible()
    assert problems(page) == []
    assert unnamed(page) == []


def test_nothing_is_offered_before_it_was_shown_and_confirmed(counter: Counter) -> None:
    prepared(counter)
    page = WaitingPage(counter.context)
    shown(counter, page)
    assert page.act("confirm")
    settle(counter.jobs, 3)
    run = counter.page
    assert isinstance(run, RunPage)
    shown(counter, run)
    assert state(counter) == "waiting"
    assert run.notice.fact.text() == "2 posti liberi, 2 offerte"
    assert problems(run) == []
    assert unnamed(run) == []
    assert run.act("confirm")
    settle(counter.jobs, 6)
    assert [state(counter, name) for name in ("maria", "giorgio", "elena")] == [
        "offered", "waiting", "asked",
    ]  # fmt: skip
    assert run in counter.closed


def test_list_that_changed_meanwhile_is_shown_anew_and_nothing_is_done(counter: Counter) -> None:
    prepared(counter)
    run = RunPage(counter.context, LISTED)
    shown(counter, run)
    counter.desk.record(book("b", "maria", FREED, isee_id=None))
    assert run.act("confirm")
    settle(counter.jobs, 6)
    assert state(counter) == "waiting"
    assert "cambiat" in run.wrong.fact.text()
    assert run.offer.isEnabled(), "what stands now can be confirmed"


def test_place_that_nobody_fits_into_says_so(counter: Counter) -> None:
    prepared(counter)
    put(counter, msgspec.structs.replace(FREED, closed=True))
    run = RunPage(counter.context, LISTED)
    shown(counter, run)
    assert run.empty.isVisible()
    assert not run.offer.isEnabled()
    assert not run.act("confirm")


def test_offered_place_is_accepted_by_one_key_and_its_slip_printed(counter: Counter) -> None:
    prepared(counter)
    counter.desk.record(offer("w maria", "maria", FREED))
    page = TurnPage(counter.context, TURN)
    shown(counter, page)
    assert page.title() == "Rossi Maria"
    assert problems(page) == []
    assert unnamed(page) == []
    assert page.act("confirm")
    settle(counter.jobs, 5)
    (row,) = counter.desk.look(lambda look: look.where(Booking, "slot_id", FREED.id))
    assert (row.person_id, state(counter)) == (an_id("maria"), "accepted")
    assert [job.document for job in counter.desk.print_list()] == ["slip"]


@pytest.mark.parametrize(
    ("button", "stands"), [("stay", "waiting"), ("decline", "declined"), ("leave", "left")]
)
def test_offered_place_is_given_back(counter: Counter, button: str, stands: str) -> None:
    prepared(counter)
    counter.desk.record(offer("w maria", "maria", FREED))
    page = TurnPage(counter.context, TURN)
    shown(counter, page)
    getattr(page, button).click()
    settle(counter.jobs, 3)
    assert state(counter) == stands


def test_turn_that_waits_can_only_leave(counter: Counter) -> None:
    prepared(counter)
    page = TurnPage(counter.context, TURN)
    shown(counter, page)
    assert not page.act("confirm")
    assert [page.stay.isVisible(), page.lapse.isVisible(), page.leave.isVisible()] == [
        False, False, True,
    ]  # fmt: skip
    page.person.click()
    assert counter.opened == [an_id("maria")]


def test_supervisor_draws_and_the_list_is_printed(counter: Counter) -> None:
    prepared(counter, "draw")
    counter.desk.session.log_in("marta", PIN)
    page = WaitingPage(counter.context)
    shown(counter, page)
    assert page.draw.isVisible()
    page.draw.click()
    settle(counter.jobs, 6)
    (made,) = counter.desk.look(lambda look: look.where(Round, "fund_id", LISTED))
    assert str(made.seed) in counter.toasts[-1]
    assert not page.draw.isEnabled()
    assert page.act("print")
    settle(counter.jobs, 3)
    assert [job.document for job in counter.desk.print_list()] == ["waiting_order"]


def test_no_list_says_how_one_begins(counter: Counter) -> None:
    page = WaitingPage(counter.context)
    shown(counter, page)
    assert page.empty.isVisible()
    assert not page.act("confirm")


def called(counter: Counter) -> CallsPage:
    prepared(counter)
    counter.desk.record(offer("w maria", "maria", FREED))
    counter.desk.record(register("solo", surname="Bedin", phone=""))
    put(counter, _today())
    free = a_resource(f"slot:{_today().id}", 3)
    put(counter, free)
    counter.desk.record(book("b", "solo", _today()))
    put(counter, msgspec.structs.replace(_today(), closed=True, closed_reason="Neve"))
    page = CallsPage(counter.context)
    shown(counter, page)
    return page


def _today() -> Slot:
    return listed_slot("today", places=3, days=1)


def test_calls_of_a_day_come_from_one_list_with_neutral_words(counter: Counter) -> None:
    page = called(counter)
    assert [row.about for row in page.rows.rows] == ["closed", "offer"]
    closed, offered = page.rows.rows
    assert page._cell(closed, "phone").text == "nessun telefono: lettera"
    assert "Neve" in page._cell(closed, "about").sub
    assert page._cell(offered, "phone").text == "347 000 0123"
    assert problems(page) == []
    assert unnamed(page) == []


def test_outcome_is_recorded_by_one_digit(counter: Counter) -> None:
    page = called(counter)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    settle(counter.jobs)
    assert page._current is not None
    assert page._current.about == "offer"
    for key, outcome, done in ((Qt.Key.Key_2, "no_answer", False), (Qt.Key.Key_1, "reached", True)):
        QTest.keyClick(page.table, key)
        settle(counter.jobs, 6)
        call = next(each for each in counter.desk.look(calls_of) if each.about == "offer")
        assert (call.outcome, call.done) == (outcome, done)
        assert page._current is not None
        assert page._current.about == "offer", "the row stays chosen"


def test_who_has_no_phone_gets_a_letter(counter: Counter) -> None:
    page = called(counter)
    page.buttons["letter"].click()
    settle(counter.jobs, 5)
    assert [job.document for job in counter.desk.print_list()] == ["call_letter"]
    call = next(each for each in counter.desk.look(calls_of) if each.about == "closed")
    assert call.done
    assert page.act("print")
    settle(counter.jobs, 6)
    assert {job.document for job in counter.desk.print_list()} == {"call_letter", "call_list"}


def test_enter_opens_the_person(counter: Counter) -> None:
    page = called(counter)
    page.table.opened.emit(page.rows.rows[1])
    assert counter.opened == [an_id("maria")]


def test_day_without_calls_says_so(counter: Counter) -> None:
    page = CallsPage(counter.context)
    shown(counter, page)
    assert page.empty.isVisible()
    assert not page.chosen.isVisible()


def test_joining_beside_a_full_slot(counter: Counter) -> None:
    put(counter, listed("priority"), FREED)
    host = Page()
    card = JoinCard(counter.context)
    host.hold(card)
    counter.show(host, "agenda")
    assert not card.isVisible()
    card.offer(an_id("elena"), LISTED, FREED.id, 2)
    settle(counter.jobs, 2)
    assert card.isVisible()
    card.which.set_value("this")
    card.reasons["working_parents"].setChecked(True)
    card.join.click()
    settle(counter.jobs, 6)
    (row,) = counter.desk.look(lambda look: look.where(WaitEntry, "offering_id", LISTED))
    assert (row.slot_id, row.seats, row.priority) == (FREED.id, 2, 20)
    assert card.said.text() == "È già in questa lista."
    assert not card.join.isVisible()
    card.withdraw()
    assert not card.isVisible()


def test_offering_without_a_list_offers_none(counter: Counter) -> None:
    put(counter, listed(""), FREED)
    host = Page()
    card = JoinCard(counter.context)
    host.hold(card)
    counter.show(host, "agenda")
    card.offer(an_id("elena"), LISTED, FREED.id)
    settle(counter.jobs, 2)
    assert not card.isVisible()
    assert FREED.slot_on > TODAY


@pytest.mark.parametrize("percent", [100, 200])
def test_pages_hold_at_every_text_size(counter: Counter, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    pages: tuple[Page, ...] = (
        called(counter),
        WaitingPage(counter.context),
        RunPage(counter.context, LISTED),
        TurnPage(counter.context, TURN),
    )
    for page in pages:
        shown(counter, page)
        assert problems(page) == [], page.objectName()


def test_booking_page_offers_the_list_beside_a_full_time(counter: Counter) -> None:
    offering = counter.desk.look(lambda look: look.one(Offering, OFFERING))
    assert offering is not None
    put(counter, msgspec.structs.replace(offering, waiting_rule="order"))
    page = BookingPage(counter.context, an_id("maria"))
    counter.show(page, "people")
    page.presenter.choose_service(OFFERING)
    settle(counter.jobs, 3)
    page.presenter.choose_slot(an_id("hall-3-1"))
    settle(counter.jobs, 3)
    assert page.join.card.isVisible()
    assert problems(page) == []
    page.join.join.click()
    settle(counter.jobs, 6)
    (row,) = counter.desk.look(lambda look: look.where(WaitEntry, "offering_id", OFFERING))
    assert (row.person_id, row.slot_id, row.seats) == (an_id("maria"), "", 1)
    free = page.times.week.first_free()
    page.presenter.choose_slot(free)
    settle(counter.jobs, 3)
    assert not page.join.card.isVisible()


def test_person_page_shows_the_turns_of_the_person(counter: Counter) -> None:
    prepared(counter)
    page = PersonPage(counter.context, an_id("maria"))
    shown(counter, page)
    page.tabs.set_current("bookings")
    page.tabs.chosen.emit("bookings")
    settle(counter.jobs)
    card = page.findChild(WaitingCard)
    assert card is not None
    assert card.isVisible()
    assert problems(page) == []
    button = card.findChild(ActionButton, f"turn.{TURN}")
    assert button is not None
    button.click()
    settle(counter.jobs)
    assert isinstance(counter.page, TurnPage)


def test_person_who_waits_for_nothing_sees_no_list(counter: Counter) -> None:
    card = WaitingCard(counter.context, an_id("maria"))
    settle(counter.jobs)
    assert card.isHidden()
