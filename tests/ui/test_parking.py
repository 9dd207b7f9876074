# SPDX-License-Identifier: EUPL-1.2
"""Parked forms in the window: whose they are, the minutes of their place, the tenth, the old."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import GIORGIO, MARIA, a_busy_desk, a_window, let_go, let_in, shown_texts
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.ui.agenda.booking_page import BookingPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.open_tabs import MOST, minutes_left
from welfare_desk.ui.window import MainWindow


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def closed(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = a_window(desk, look, runner)
    yield made
    let_go(made)


def tabs(window: MainWindow) -> list[str]:
    return [face.text for face in window.tabs.faces()]


def a_draft(desk: Desk, name: str, who: str = "anna", kind: str = "intake") -> None:
    desk.drafts.save(kind, name, {}, operator_id=an_id(who), draft_id=an_id(f"draft-{name}"))


def booking(window: MainWindow, name: str) -> BookingPage:
    window.open_person(an_id(name))
    window.open_booking_form(an_id(name))
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, BookingPage)
    return page


def test_a_parked_booking_keeps_its_place_in_sight_and_takes_it_up_again(
    closed: MainWindow, desk: Desk, clock: FixedClock
) -> None:
    window = let_in(closed)
    page = booking(window, MARIA)
    slot = next(one for one in page.presenter.slots if one.guaranteed and not one.mine)
    page.times.chosen.emit(slot.slot_id)
    window.open_person(an_id(GIORGIO))
    settle(window.jobs)
    assert tabs(window)[0] == "Rossi Maria · 10 min"
    (draft,) = desk.drafts.all()
    assert draft.held_until == desk.now_us() + 600_000_000
    clock.advance(minutes=3)
    window.parking.tick()
    settle(window.jobs)
    assert tabs(window)[0] == "Rossi Maria · 7 min"

    window.open_person(an_id(MARIA))
    settle(window.jobs)
    assert tabs(window)[0] == "Rossi Maria"
    assert desk.drafts.all()[0].held_until == 0
    assert page.presenter.slot_id == slot.slot_id
    assert not page.notice.isVisible()


def test_where_the_place_is_gone_the_nearest_is_chosen_and_said(
    closed: MainWindow, desk: Desk, clock: FixedClock
) -> None:
    window = let_in(closed)
    page = booking(window, MARIA)
    slot = next(one for one in page.presenter.slots if one.guaranteed and not one.mine)
    page.times.chosen.emit(slot.slot_id)
    window.open_person(an_id(GIORGIO))
    settle(window.jobs)
    clock.advance(minutes=11)
    for place in range(slot.places):
        draft = an_id(f"other-{place}")
        desk.drafts.hold(draft, slot.slot_id, 1)
    window.parking.tick()
    settle(window.jobs)
    assert tabs(window)[0] == "Rossi Maria"

    window.open_person(an_id(MARIA))
    settle(window.jobs)
    assert page.presenter.slot_id not in ("", slot.slot_id)
    assert page.notice.isVisible()
    assert "not kept" in shown_texts(page.notice)


def test_drafts_of_others_say_who_began_them_and_when(closed: MainWindow, desk: Desk) -> None:
    a_draft(desk, "Bianchi Luca")
    a_draft(desk, "Verdi Ada", "marta")
    window = let_in(closed)
    settle(window.jobs)
    assert tabs(window)[0] == "Bianchi Luca"
    assert tabs(window)[1] == "Verdi Ada – by Marta V., 09:30"


def test_the_tenth_moves_the_oldest_to_today_and_says_so(closed: MainWindow, desk: Desk) -> None:
    for number in range(MOST + 2):
        a_draft(desk, f"Persona {number:02}")
    window = let_in(closed)
    settle(window.jobs)
    assert len(tabs(window)) == MOST
    oldest = tabs(window)[0]
    window.open_intake()
    settle(window.jobs)
    assert len(tabs(window)) == MOST
    assert oldest not in tabs(window)
    assert oldest in window.toast.fact.text()
    assert len(desk.drafts.all()) == MOST + 2, "nothing is thrown away"


def test_people_without_a_form_give_way_before_drafts(closed: MainWindow, desk: Desk) -> None:
    for number in range(MOST - 1):
        a_draft(desk, f"Persona {number:02}")
    window = let_in(closed)
    settle(window.jobs)
    window.open_person(an_id(MARIA))
    window.open_person(an_id(GIORGIO))
    settle(window.jobs)
    assert "Rossi Maria" not in tabs(window)
    assert len([face for face in window.tabs.faces() if face.draft]) == MOST - 1


def test_drafts_too_old_go_with_a_word(closed: MainWindow, desk: Desk, clock: FixedClock) -> None:
    a_draft(desk, "Bianchi Luca")
    clock.advance(days=8)
    a_draft(desk, "Verdi Ada")
    window = let_in(closed)
    settle(window.jobs)
    assert [draft.title for draft in desk.drafts.all()] == ["Verdi Ada"]
    assert "Bianchi Luca" in window.toast.fact.text()
    assert tabs(window) == ["Verdi Ada"]


def test_minutes_that_have_begun_count_whole() -> None:
    assert minutes_left(600_000_000, 0) == 10
    assert minutes_left(600_000_000, 1) == 10
    assert minutes_left(60_000_001, 0) == 2
    assert minutes_left(5, 5) == 0
    assert minutes_left(0, 10) == 0
