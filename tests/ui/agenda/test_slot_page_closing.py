# SPDX-License-Identifier: EUPL-1.2
"""A supervisor closes a slot on its page: whom it concerns first, then a second press."""

import pytest

from tests.builders import an_id
from tests.ui.counter import MARIA, PIN, Counter, booked, settle, week_slots
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.calls import calls_of
from welfare_desk.ui.agenda.slot_page import SlotPage

HALL = an_id("hall-0-0")
ON = next(slot.slot_on for slot, _held in week_slots() if slot.id == HALL)


def opened(counter: Counter, login: str = "marta") -> SlotPage:
    counter.desk.session.log_in(login, PIN)
    page = SlotPage(counter.context, HALL, ON)
    counter.show(page, "agenda")
    settle(counter.jobs)
    return page


def test_the_second_press_closes_it_and_each_booking_is_a_call(counter: Counter) -> None:
    booked(counter.desk, "hall-0-0")
    page = opened(counter)
    page.close_button.click()
    box = page.closing
    assert box.to_call.text() == "1 persona da chiamare"
    assert box.people.text().startswith("Rossi Maria")
    box.reason.set_text("Operatrice assente")
    box.confirm.click()
    assert page._view is not None
    assert not page._view.slot.closed
    assert box.confirm.text() == "Premi ancora per chiuderlo"
    box.confirm.click()
    settle(counter.jobs)
    assert (page._view.slot.closed, page._view.slot.closed_reason) == (True, "Operatrice assente")
    assert not box.isVisible()
    assert not page.close_button.isVisible()
    assert page._closed.isVisible()
    calls = [call for call in counter.desk.look(calls_of) if call.about == "closed"]
    assert [(call.person_id, call.reason) for call in calls] == [(MARIA, "Operatrice assente")]
    assert "Il turno è chiuso" in counter.toasts[-1]
    (row,) = [each for each in counter.desk.outbox().rows if each.kind == "close_slot"]
    assert row.provisional


def test_without_a_reason_nothing_is_closed(counter: Counter) -> None:
    page = opened(counter)
    page.close_button.click()
    page.closing.confirm.click()
    page.closing.confirm.click()
    settle(counter.jobs)
    assert page.closing.reason.error == "Scrivi il motivo: alle persone si dice questo."
    assert page._view is not None
    assert not page._view.slot.closed


def test_another_reason_or_somebody_new_asks_for_two_presses_again(counter: Counter) -> None:
    page = opened(counter)
    page.close_button.click()
    box = page.closing
    assert box.to_call.text() == "Nessuno da chiamare"
    box.reason.set_text("Sala chiusa")
    box.confirm.click()
    box.reason.set_text("Sala chiusa per lavori")
    assert box.confirm.text() == "Chiudi il turno"
    box.confirm.click()
    booked(counter.desk, "hall-0-0")
    page.reload()
    settle(counter.jobs)
    assert box.to_call.text() == "1 persona da chiamare"
    assert box.confirm.text() == "Chiudi il turno"
    box.keep.click()
    assert not box.isVisible()
    assert page.close_button.isVisible()


def test_an_operator_is_not_offered_to_close_it(counter: Counter) -> None:
    page = opened(counter, "anna")
    assert not page.close_button.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_or_unnamed(counter: Counter, percent: int) -> None:
    booked(counter.desk, "hall-0-0")
    counter.look.set_theme(text_percent=percent)
    page = opened(counter)
    page.close_button.click()
    settle(counter.jobs)
    assert problems(counter.shell) == []
    assert unnamed(page) == []
