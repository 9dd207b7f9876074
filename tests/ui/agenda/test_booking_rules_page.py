# SPDX-License-Identifier: EUPL-1.2
"""The booking page with conditions, several people, payers, an exception and a card."""

from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QCheckBox

from tests.builders import OFFERING, SCHEME, TERRITORY, an_id
from tests.ui.counter import MARIA, PIN, TOMMASO, Counter, act_key, booked, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.reading import Reading
from welfare_desk.models.booking import Booking, Share
from welfare_desk.models.offering import FeeScheme, Meeting, Offering, PayerShare, Slot
from welfare_desk.models.record import Record
from welfare_desk.operations.bookings import RecordAttendance
from welfare_desk.store.queries import all_of
from welfare_desk.store.rows import load_one, save
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.agenda.move_page import MovePage
from welfare_desk.ui.kit.second_person import SecondPersonPanel
from welfare_desk.ui.people.person_warnings import PersonWarnings

HALL = an_id("hall-0-0")


def opened(counter: Counter) -> BookingPage:
    page = BookingPage(counter.context, MARIA)
    counter.show(page, "agenda")
    return page


def change(counter: Counter, kind: type[Record], row_id: str, **other: Any) -> None:
    """Change a row of the server as a pull does."""
    with counter.desk._store.write() as conn:
        row = load_one(conn, TERRITORY, kind.KIND, row_id)
        assert row is not None
        save(conn, TERRITORY, {(kind.KIND, row_id): msgspec.structs.replace(row, **other)})


def bookings(here: Reading) -> tuple[Booking, ...]:
    return all_of(here.conn, here.territory_id, Booking)


def texts(page: BookingPage) -> str:
    """Everything that the right panel says."""
    labels = page.summary.findChildren(type(page.summary.when))
    return "\n".join(label.text() for label in labels if label.isVisible())


def with_them(page: BookingPage, who: str) -> QCheckBox:
    found = page.party.findChild(QCheckBox, f"booking.also.{who}")
    assert isinstance(found, QCheckBox)
    return found


def test_two_of_a_household_are_booked_together_each_with_a_paper(counter: Counter) -> None:
    page = opened(counter)
    with_them(page, TOMMASO).click()
    settle(counter.jobs)
    assert page.presenter.slot_id == HALL
    assert "20,00\u00a0€" in texts(page)
    assert "Tommaso" in texts(page)
    act_key(counter, "confirm")
    rows = counter.desk.look(bookings)
    assert {row.person_id for row in rows} == {MARIA, TOMMASO}
    assert len({row.group_id for row in rows}) == 1
    assert [job.document for job in counter.jobs_queued] == ["slip", "slip"]
    undo = counter.undos[0]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert {(row.state, row.late) for row in counter.desk.look(bookings)} == {("cancelled", False)}


def test_a_slot_without_a_place_for_all_is_full_and_the_next_is_offered(counter: Counter) -> None:
    page = opened(counter)
    for name in ("giorgio", "elena", "tommaso"):
        with_them(page, an_id(name)).click()
    settle(counter.jobs)
    page.times.chosen.emit(an_id("hall-0-1"))
    assert page.presenter.obstacle() == "full"
    assert not page.summary.confirm.isEnabled()
    assert page.other.isVisible()


def test_who_does_not_fit_is_told_why_and_nothing_is_proposed(counter: Counter) -> None:
    change(counter, Offering, OFFERING, min_age=65, isee_needed=True)
    page = opened(counter)
    assert page.presenter.slot_id == ""
    page.times.chosen.emit(HALL)
    settle(counter.jobs)
    assert page.presenter.obstacle() == "unmet"
    assert "da 65 anni in su" in texts(page)
    assert not page.summary.confirm.isEnabled()
    act_key(counter, "confirm")
    assert counter.desk.look(bookings) == ()


def test_an_exception_takes_a_reason_and_the_supervisor_s_pin(counter: Counter) -> None:
    change(counter, Offering, OFFERING, min_age=65)
    page = opened(counter)
    page.times.chosen.emit(HALL)
    page.summary.exception.click()
    page.exception.sign.click()
    assert counter.shell.findChild(SecondPersonPanel) is None, "nobody signs without a reason"
    page.exception.reason.set_text("viene con la madre")
    page.exception.price.set_text("7,50")
    page.exception.sign.click()
    settle(counter.jobs)
    panel = counter.shell.findChild(SecondPersonPanel)
    assert panel is not None
    assert panel.who.value() == an_id("marta")
    panel.pin.setText(PIN)
    panel.sign.click()
    settle(counter.jobs)
    assert page.presenter.obstacle() == ""
    assert "viene con la madre" in texts(page)
    assert "7,50\u00a0€" in texts(page)
    act_key(counter, "confirm")
    (row,) = counter.desk.look(bookings)
    assert (row.total_cents, row.price_reason, row.second_id) == (
        750, "viene con la madre", an_id("marta"),
    )  # fmt: skip


def test_an_exception_is_for_one_choice(counter: Counter) -> None:
    change(counter, Offering, OFFERING, min_age=65)
    page = opened(counter)
    page.times.chosen.emit(HALL)
    page.summary.exception.click()
    assert page.exception.isVisible()
    page.exception.cancel.click()
    assert not page.exception.isVisible()
    assert page.presenter.obstacle() == "unmet"


def test_who_pays_what_is_shown_and_booked(counter: Counter) -> None:
    payers = (PayerShare(payer="municipality", name="Comune", percent=60),)
    change(counter, Offering, OFFERING, payers=payers)
    page = opened(counter)
    assert page.summary.price.total.text() == "4,00\u00a0€"
    assert "Paga il Comune (Comune)" in texts(page)
    act_key(counter, "save")
    (row,) = counter.desk.look(bookings)
    assert row.shares == (
        Share(payer="municipality", name="Comune", cents=600), Share(payer="person", cents=400),
    )  # fmt: skip


def test_a_holiday_costs_what_the_page_says(counter: Counter) -> None:
    with counter.desk._store.read() as conn:
        row = load_one(conn, TERRITORY, FeeScheme.KIND, SCHEME)
        slot = load_one(conn, TERRITORY, Slot.KIND, HALL)
    assert isinstance(row, FeeScheme)
    assert isinstance(slot, Slot)
    feast = f"{slot.slot_on:%m-%d}"
    scheme = msgspec.structs.replace(
        row.scheme, holiday_surcharge_percent=10, holiday_days=(feast,)
    )
    change(counter, FeeScheme, SCHEME, scheme=scheme)
    page = opened(counter)
    assert page.summary.price.total.text() == "11,00\u00a0€"
    act_key(counter, "save")
    (row_,) = counter.desk.look(bookings)
    assert row_.total_cents == 1_100
    page = opened(counter)
    page.times.chosen.emit(an_id("hall-1-1"))
    assert page.summary.price.total.text() == "10,00\u00a0€"


def test_a_course_names_its_meetings(counter: Counter) -> None:
    with counter.desk._store.read() as conn:
        slot = load_one(conn, TERRITORY, Slot.KIND, HALL)
    assert isinstance(slot, Slot)
    first = Meeting(slot.slot_on, slot.start_minute, slot.minutes)
    change(counter, Slot, HALL, meetings=(first, first))
    page = opened(counter)
    assert "2 incontri: 21/09, 21/09" in texts(page)


def test_no_shows_stand_on_the_person_s_page(counter: Counter) -> None:
    page = opened(counter)
    act_key(counter, "save")
    (row,) = counter.desk.look(bookings)
    counter.desk.record(RecordAttendance(booking_id=row.id, outcome="no_show"))
    view = counter.desk.person(MARIA)
    assert view is not None
    assert view.no_shows == 1
    said = PersonWarnings(counter.context, page).notices(view, None)
    assert any("Non è venuta 1 volta" in notice.fact.text() for notice in said)


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200)]
)
def test_nothing_is_cut_or_unnamed_in_an_exception(
    counter: Counter, size: tuple[int, int], percent: int
) -> None:
    change(counter, Offering, OFFERING, min_age=65)
    counter.look.set_theme(text_percent=percent)
    page = BookingPage(counter.context, MARIA)
    counter.show(page, "agenda", size)
    page.times.chosen.emit(HALL)
    page.summary.exception.click()
    settle(counter.jobs)
    assert problems(page) == []
    assert unnamed(page) == []


def moving(counter: Counter) -> MovePage:
    page = MovePage(counter.context, MARIA, booked(counter.desk, "hall-0-0"))
    counter.show(page, "agenda")
    return page


def panel(page: MovePage) -> str:
    labels = page.panel.findChildren(type(page.when))
    return "\n".join(label.text() for label in labels if label.isVisible())


def test_a_day_on_which_the_rule_is_broken_is_told_and_not_moved_to(counter: Counter) -> None:
    page = moving(counter)
    change(counter, Offering, OFFERING, notice_days=4, needs_assessment=True)
    page.reload()
    settle(counter.jobs)
    page.times.chosen.emit(an_id("hall-0-1"))
    settle(counter.jobs)
    assert "4 giorni lavorativi prima" in panel(page)
    assert "assistente sociale" not in panel(page), "what no day changes was asked at booking"
    assert not page.move_button.isEnabled()
    page.times.chosen.emit(an_id("hall-4-1"))
    settle(counter.jobs)
    assert "giorni lavorativi" not in panel(page)
    assert page.move_button.isEnabled()


@pytest.mark.parametrize(("days", "late"), [(1, False), (30, True)])
def test_a_late_cancellation_is_told_before_and_kept(
    counter: Counter, days: int, *, late: bool
) -> None:
    change(counter, Offering, OFFERING, cancel_days=days)
    page = moving(counter)
    assert ("l'ultima ora utile è passata" in panel(page)) is late
    page.cancel_button.click()
    settle(counter.jobs)
    (row,) = counter.desk.look(bookings)
    assert (row.state, row.late) == ("cancelled", late)
