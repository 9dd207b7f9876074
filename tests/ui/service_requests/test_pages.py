# SPDX-License-Identifier: EUPL-1.2
"""Asking, answering and telling by keyboard."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from tests.builders import OFFERING, TODAY, an_id, register
from tests.operations.script_requests import (
    RIDE,
    accepted,
    asked,
    countered,
    on_request_rows,
    refused,
)
from tests.ui.counter import MARIA, PIN, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.service_requests.bookings_here import SLOT, booked, chief, put
from welfare_desk.desk.views.today import draft_views
from welfare_desk.models.booking import ServiceRequest
from welfare_desk.models.offering import Offering, PayerShare
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.attendance.list_page import AttendanceListPage
from welfare_desk.ui.attendance.page import AttendancePage
from welfare_desk.ui.kit.rows import RowsModel
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.requests_inbox.answer_page import AnswerPage, read_minute
from welfare_desk.ui.requests_inbox.page import InboxPage
from welfare_desk.ui.service_requests.answers_page import AnswersPage
from welfare_desk.ui.service_requests.ask_page import AskPage
from welfare_desk.ui.service_requests.person_card import ServiceRequestsCard
from welfare_desk.ui.statement.page import StatementPage
from welfare_desk.ui.today.now_panel import NowPanel

NEXT_WEEK = TODAY + datetime.timedelta(days=7)


@pytest.fixture
def riding(counter: Counter) -> Counter:
    """A counter whose municipality pays a fifth of a ride on request; Anna is at it."""
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    payers = (PayerShare(payer="municipality", name="Comune", percent=20),)
    put(counter, msgspec.structs.replace(ride, payers=payers))
    return counter


def requests(counter: Counter) -> list[ServiceRequest]:
    return list(counter.desk.look(lambda here: here.where(ServiceRequest, "person_id", MARIA)))


def ask_by_page(counter: Counter) -> ServiceRequest:
    page = AskPage(counter.context, MARIA, RIDE)
    counter.show(page)
    page.days[0].set_day(NEXT_WEEK)
    page.parts[0].set_value("morning")
    settle(counter.jobs)
    assert page.act("confirm")
    settle(counter.jobs)
    return requests(counter)[-1]


def shown_rows(page: InboxPage) -> tuple[Any, ...]:
    model = page.table.model()
    assert isinstance(model, RowsModel)
    return model.rows


def test_asking_records_the_price_that_was_shown_and_can_be_undone(riding: Counter) -> None:
    page = AskPage(riding.context, MARIA, RIDE)
    riding.show(page)
    assert page.title() == "Chiedi un servizio"
    assert page.days[0].control.hasFocus()
    QTest.keyClicks(page.days[0].control, "23/09/2026")
    settle(riding.jobs)
    words = [each.text() for each in page.price.findChildren(QLabel)]
    assert "8,00\xa0€" in words
    assert page.act("confirm")
    settle(riding.jobs)
    (row,) = requests(riding)
    assert row.wishes == (f"{NEXT_WEEK} any",)
    assert [(each.payer, each.cents) for each in row.shares or ()] == [
        ("municipality", 200),
        ("person", 800),
    ]
    assert riding.closed == [page]
    undo = riding.undos[-1]
    assert undo is not None
    undo()
    settle(riding.jobs)
    assert requests(riding)[0].state == "withdrawn"


def test_days_too_near_unreadable_or_missing_are_told_beside_their_fields(
    riding: Counter,
) -> None:
    page = AskPage(riding.context, MARIA, RIDE)
    riding.show(page)
    for typed in ("", "32/13/2026", "16/09/2026"):
        page.days[0].set_text(typed)
        settle(riding.jobs)
        page.act("confirm")
        settle(riding.jobs)
        assert page.summary.isVisible()
    page.days[0].set_day(NEXT_WEEK)
    page.seats.set_text("0")
    page.act("confirm")
    settle(riding.jobs)
    assert requests(riding) == []
    assert problems(riding.shell) == []
    assert unnamed(page) == []


def test_what_was_typed_is_parked_and_taken_up_again(riding: Counter) -> None:
    page = AskPage(riding.context, MARIA, RIDE)
    riding.show(page)
    assert page.act("back")
    assert riding.desk.look(draft_views) == (), "nothing was typed"
    page = AskPage(riding.context, MARIA, RIDE)
    riding.show(page)
    page.days[0].set_day(NEXT_WEEK)
    page.parts[0].set_value("evening")
    page.words.set_text("Citofono Rossi")
    page.act("back")
    settle(riding.jobs)
    (draft,) = riding.desk.look(draft_views)
    again = AskPage(riding.context, MARIA, draft_id=draft.draft_id)
    riding.show(again)
    assert (again.offering_id, again.parts[0].value()) == (RIDE, "evening")
    assert again.act("confirm")
    settle(riding.jobs)
    (row,) = requests(riding)
    assert (row.wishes, row.words) == ((f"{NEXT_WEEK} evening",), "Citofono Rossi")
    assert riding.desk.look(draft_views) == ()
    assert riding.opened == [MARIA]


def test_who_may_not_ask_is_told_why(riding: Counter) -> None:
    ride = riding.desk.look(lambda here: here.one(Offering, RIDE))
    assert ride is not None
    put(riding, msgspec.structs.replace(ride, min_age=70))
    page = AskPage(riding.context, MARIA, RIDE)
    riding.show(page)
    assert page.notice.isVisible()
    assert not page.save_button.isEnabled()


def test_without_an_offering_it_is_chosen_and_an_open_request_is_told(riding: Counter) -> None:
    ask_by_page(riding)
    page = AskPage(riding.context, MARIA)
    riding.show(page)
    assert page.offering_id == RIDE
    assert page.notice.isVisible()
    assert page.save_button.isEnabled()


def test_the_booking_page_leads_to_asking_where_there_is_no_calendar(riding: Counter) -> None:
    page = BookingPage(riding.context, MARIA)
    riding.show(page)
    page.presenter.choose_service(RIDE)
    settle(riding.jobs)
    assert page.on_request.isVisible()
    assert not page.times.isVisible()
    assert problems(riding.shell) == []
    page._to_times()
    assert page.on_request.button.hasFocus()
    page.on_request.button.click()
    settle(riding.jobs)
    assert isinstance(riding.page, AskPage)
    assert riding.page.offering_id == RIDE
    riding.show(page)
    page.presenter.choose_service(OFFERING)
    settle(riding.jobs)
    assert not page.on_request.isVisible()
    assert page.times.isVisible()


def test_inbox_answers_by_keyboard_oldest_first(riding: Counter, clock: Any) -> None:
    riding.desk.record(register("lucia", surname="Abate"))
    for name, person in (("one", "maria"), ("two", "lucia")):
        clock.advance(60)
        isee = {"isee_id": an_id("isee"), "unit_cents": 1_000, "total_cents": 1_000}
        riding.desk.record(asked(name, person, **_with_shares(isee if person == "maria" else {})))
    chief(riding)
    page = InboxPage(riding.context)
    riding.show(page)
    assert [row.request_id for row in shown_rows(page)] == [an_id("one"), an_id("two")]
    assert page.table.hasFocus()
    assert problems(riding.shell) == []
    assert unnamed(page) == []
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_R)
    settle(riding.jobs)
    answer = riding.page
    assert isinstance(answer, AnswerPage)
    assert answer.way.value() == "refuse"
    assert answer.words.control.hasFocus()
    answer.act("confirm")
    assert answer.summary.isVisible()
    answer.words.set_text("Pieno")
    answer.act("confirm")
    settle(riding.jobs)
    row = riding.desk.look(lambda here: here.one(ServiceRequest, an_id("two")))
    assert row is not None
    assert (row.state, row.answer) == ("refused", "Pieno")


def _with_shares(fields: dict[str, Any]) -> dict[str, Any]:
    from welfare_desk.models.booking import Share

    total = int(fields.get("total_cents", 2_200))
    shares = (
        Share(payer="municipality", name="Comune", cents=total // 5),
        Share(payer="person", cents=total - total // 5),
    )
    return {**fields, "shares": shares}


def test_accepting_proposes_the_first_wish_and_refuses_what_cannot_be(riding: Counter) -> None:
    ask_by_page(riding)
    chief(riding)
    page = InboxPage(riding.context)
    riding.show(page)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle(riding.jobs)
    answer = riding.page
    assert isinstance(answer, AnswerPage)
    assert (answer.day.day(), answer.time.text(), answer.minutes.text()) == (
        NEXT_WEEK,
        "09:00",
        "60",
    )
    for field, wrong, right in (
        (answer.time, "25", "9.30"),
        (answer.minutes, "0", "45"),
        (answer.day, "01/01/2026", "23/09/2026"),
    ):
        field.set_text(wrong)
        answer.act("confirm")
        assert answer.summary.isVisible()
        field.set_text(right)
    settle(riding.jobs)
    assert problems(riding.shell) == []
    answer.act("confirm")
    settle(riding.jobs)
    (row,) = requests(riding)
    assert (row.state, row.answer_minute, row.answer_minutes) == ("accepted", 570, 45)


def test_time_is_read_as_people_write_it() -> None:
    assert [read_minute(text) for text in ("9", "9:30", "09.30", "0930", "18h15")] == [
        540,
        570,
        570,
        570,
        1_095,
    ]
    assert [read_minute(text) for text in ("", "25", "9:61", "x")] == [None] * 4


def test_answers_to_tell_leave_the_list_once_told(riding: Counter) -> None:
    first = ask_by_page(riding)
    chief(riding)
    riding.desk.record(
        countered("x").__class__(
            request_id=first.id, on=NEXT_WEEK, minute=900, minutes=60, words="Alle 15 va bene?"
        )
    )
    page = AnswersPage(riding.context)
    riding.show(page)
    assert problems(riding.shell) == []
    agree = page.findChild(QAbstractButton, f"agree_service_request.{first.id}")
    assert agree is not None
    agree.click()
    settle(riding.jobs)
    assert requests(riding)[0].state == "agreed"
    assert not page.card.isVisible()


def test_today_counts_answers_to_tell_and_requests_to_answer(riding: Counter) -> None:
    row = ask_by_page(riding)
    ask_by_page(riding)
    chief(riding)
    riding.desk.record(refused("x").__class__(request_id=row.id, words="Pieno"))
    panel = NowPanel(riding.context)
    riding.set_companion(panel)
    panel.reload()
    settle(riding.jobs)
    for name, page in (("now.answers", AnswersPage), ("now.inbox", InboxPage)):
        button = panel.findChild(QAbstractButton, name)
        assert button is not None
        button.click()
        settle(riding.jobs)
        assert isinstance(riding.page, page)
    riding.desk.session.log_in("anna", PIN)
    panel.reload()
    settle(riding.jobs)
    assert panel.findChild(QAbstractButton, "now.inbox") is None


def test_persons_page_shows_requests_and_asks_for_more(riding: Counter) -> None:
    row = ask_by_page(riding)
    chief(riding)
    riding.desk.record(refused("x").__class__(request_id=row.id, words="Pieno"))
    page = PersonPage(riding.context, MARIA)
    riding.show(page)
    page.tabs.set_current("bookings")
    page._fill()
    settle(riding.jobs)
    card = page.findChild(ServiceRequestsCard, "person.service_requests")
    assert card is not None
    assert card.isVisible()
    told = page.findChild(QAbstractButton, f"tell_refusal.{row.id}")
    assert told is not None
    told.click()
    settle(riding.jobs)
    assert requests(riding)[0].state == "told"
    card.ask.click()
    settle(riding.jobs)
    assert isinstance(riding.page, AskPage)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
@pytest.mark.parametrize("percent", [100, 200])
def test_pages_fit_at_each_size_of_text(
    riding: Counter, size: tuple[int, int], percent: int
) -> None:
    row = ask_by_page(riding)
    booked(riding, 3)
    chief(riding)
    riding.desk.record(accepted("x").__class__(request_id=row.id, on=NEXT_WEEK, minute=570,
                                               minutes=60))  # fmt: skip
    riding.look.set_theme(text_percent=percent)
    for page in (
        AskPage(riding.context, MARIA, RIDE),
        InboxPage(riding.context),
        AnswersPage(riding.context),
        AttendancePage(riding.context),
        AttendanceListPage(riding.context, SLOT.id),
        StatementPage(riding.context),
    ):
        riding.show(page, size=size)
        settle(riding.jobs)
        assert problems(riding.shell) == [], type(page).__name__
    assert riding.shell.size().width() >= QSize(*size).width() // 2


def test_ways_are_those_of_the_role() -> None:
    own = {"inbox", "answers", "attendance", "statement"}
    seen = {role: {way.id for way in ways_for(role)} & own for role in
            ("operator", "supervisor", "cooperative", "auditor")}  # fmt: skip
    assert seen["operator"] == {"answers", "attendance"}
    assert seen["supervisor"] == own
    assert seen["cooperative"] == own
