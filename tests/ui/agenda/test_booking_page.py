# SPDX-License-Identifier: EUPL-1.2
"""A place is booked by few keys, at the price explained, and nothing typed is lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import OFFERING, an_id
from tests.ui.counter import LIBRARY, MARIA, TOMMASO, Counter, act_key, booked, settle
from tests.ui.keys import press, type_text
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.reading import Reading
from welfare_desk.models.booking import Booking
from welfare_desk.store.queries import all_of
from welfare_desk.ui.agenda.booking_page import BookingPage


def opened(counter: Counter, **other: str) -> BookingPage:
    page = BookingPage(counter.context, MARIA, **other)
    counter.show(page, "agenda")
    return page


def enter(counter: Counter) -> None:
    """Press Enter where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None
    press(focused, "\r", Qt.Key.Key_Return)
    settle(counter.jobs)


def test_two_enters_and_ctrl_enter_book_and_print(counter: Counter) -> None:
    page = opened(counter)
    assert QApplication.focusWidget() is page.services
    enter(counter)
    assert QApplication.focusWidget() is page.times.week
    enter(counter)
    assert QApplication.focusWidget() is page.summary.confirm
    act_key(counter, "confirm")
    (booking,) = counter.desk.look(_bookings)
    assert (booking.slot_id, booking.certainty) == (an_id("hall-0-0"), "final")
    assert booking.total_cents == 1_000
    assert [job.document for job in counter.jobs_queued] == ["slip"]
    assert counter.closed == [page]
    assert counter.opened == [MARIA]
    assert booking.booking_no[:4] in counter.toasts[0]
    assert frozenset({"booking"}) in counter.changed


def test_ctrl_s_books_without_paper(counter: Counter) -> None:
    opened(counter)
    act_key(counter, "save")
    assert len(counter.desk.look(_bookings)) == 1
    assert counter.jobs_queued == []


def test_a_second_press_while_busy_books_once(counter: Counter) -> None:
    page = opened(counter)
    page.presenter.confirm(printing=False)
    page.presenter.confirm(printing=False)
    settle(counter.jobs)
    assert len(counter.desk.look(_bookings)) == 1


def test_what_was_just_booked_can_be_taken_back(counter: Counter) -> None:
    opened(counter)
    act_key(counter, "confirm")
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert [row.state for row in counter.desk.look(_bookings)] == ["cancelled"]


def test_a_slot_without_a_promise_is_booked_provisionally_and_says_so(counter: Counter) -> None:
    page = opened(counter)
    page.times.chosen.emit(an_id("hall-2-1"))
    assert page.presenter.obstacle() == ""
    act_key(counter, "confirm")
    (booking,) = counter.desk.look(_bookings)
    assert booking.certainty == "provisional"


def test_a_full_slot_cannot_be_confirmed(counter: Counter) -> None:
    page = opened(counter)
    page.times.chosen.emit(an_id("hall-3-1"))
    assert not page.summary.confirm.isEnabled()
    act_key(counter, "confirm")
    assert counter.desk.look(_bookings) == ()


def test_a_place_gone_meanwhile_offers_the_next_one_and_books_it(counter: Counter) -> None:
    page = opened(counter)
    page.place.set_value(LIBRARY)
    page.times.chosen.emit(an_id("library-last"))
    booked(counter.desk, "library-last", an_id("giorgio"))
    act_key(counter, "confirm")
    assert page.notice.isVisible()
    assert page.other.isVisible()
    assert "21/09/2026" in page.other.text()
    assert "21/09/2026" in page.notice.remedy.text() + page.notice.fact.text()
    page.other.click()
    settle(counter.jobs)
    mine = [row for row in counter.desk.look(_bookings) if row.person_id == MARIA]
    assert [row.slot_id for row in mine] == [an_id("hall-0-0")]


def test_the_same_slot_twice_is_told_before_it_is_tried(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    page = opened(counter)
    assert page.presenter.slot_id == an_id("hall-0-1")
    page.times.chosen.emit(an_id("hall-0-0"))
    assert page.presenter.obstacle() == "mine"
    assert not page.summary.confirm.isEnabled()


def test_another_member_of_the_household_is_booked_at_their_price(counter: Counter) -> None:
    page = opened(counter)
    page.who.set_value(TOMMASO)
    settle(counter.jobs)
    act_key(counter, "confirm")
    (booking,) = counter.desk.look(_bookings)
    assert booking.person_id == TOMMASO


def test_the_price_is_explained_line_by_line(counter: Counter) -> None:
    page = opened(counter)
    assert page.summary.price.total.text() == "10,00\u00a0€"
    texts = [label.text() for label in page.summary.price.findChildren(type(page.summary.when))]
    assert "Fascia 2 dell'ISEE" in texts
    assert "11.240,00\u00a0€" in texts


def test_a_place_is_chosen_and_its_slots_are_shown(counter: Counter) -> None:
    page = opened(counter)
    page.place.set_value(LIBRARY)
    settle(counter.jobs)
    names = ("library-1", "library-last")
    assert [slot.slot_id for slot in page.presenter.here()] == [an_id(name) for name in names]
    assert page.presenter.slot_id == an_id("library-last"), "the one that can be promised"


def test_the_times_can_be_read_as_a_list(counter: Counter) -> None:
    page = opened(counter)
    page.times.as_list.click()
    assert page.times.list.isVisible()
    assert not page.times.week.isVisible()
    model = page.times.list.model()
    assert model.rowCount() == len(page.presenter.here())
    spoken = model.index(0, 3).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "2" in spoken
    page.times.list.select_place(1)
    press(page.times.list, "\r", Qt.Key.Key_Return)
    assert page.presenter.slot_id == page.presenter.here()[1].slot_id


def test_services_are_found_as_they_are_typed(counter: Counter) -> None:
    page = opened(counter)
    type_text(page.search.line, "portico")
    titles = [entry.title for entry in page.services.services.entries if not entry.is_heading]
    assert titles == ["Centro estivo", "Spazio neogenitori"]
    press(page.search.line, "\r", Qt.Key.Key_Return)
    settle(counter.jobs)
    assert page.presenter.offering_id == an_id("summer")
    assert page.times.empty.isVisible()


def test_the_usual_service_comes_first(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    page = opened(counter)
    assert page.services.services.entries[0].is_heading
    assert page.services.services.entries[1].offering_id == OFFERING


def test_choices_survive_as_a_draft_and_go_once_booked(counter: Counter) -> None:
    page = opened(counter)
    page.times.chosen.emit(an_id("hall-4-2"))
    page.parked()
    settle(counter.jobs)
    (draft,) = counter.desk.drafts.all()
    assert (draft.kind, draft.person_id) == ("booking", MARIA)
    again = opened(counter, draft_id=draft.draft_id)
    assert again.presenter.slot_id == an_id("hall-4-2")
    act_key(counter, "confirm")
    assert counter.desk.drafts.all() == ()


def test_a_form_only_looked_at_leaves_no_draft(counter: Counter) -> None:
    page = opened(counter)
    page.parked()
    settle(counter.jobs)
    assert counter.desk.drafts.all() == ()


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200)]
)
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int], percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    page = BookingPage(counter.context, MARIA)
    counter.show(page, "agenda", size)
    assert problems(page) == []
    assert unnamed(page) == []
    assert problems(page.summary) == []


def test_a_narrow_page_offers_the_services_as_a_field(counter: Counter) -> None:
    page = BookingPage(counter.context, MARIA)
    counter.show(page, "agenda", (1024, 700))
    assert not page.panel.isVisible()
    assert page.service.isVisible()
    assert page.service.value() == OFFERING
    page.service.set_value(an_id("calls"))
    settle(counter.jobs)
    assert page.presenter.offering_id == an_id("calls")


def _bookings(here: Reading) -> tuple[Booking, ...]:
    return all_of(here.conn, here.territory_id, Booking)
