# SPDX-License-Identifier: EUPL-1.2
"""What is to review comes one card at a time; a supervisor decides, nothing is lost."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt

from tests.builders import an_id, book, register
from tests.support.desks import SLOTS
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, at_work, let_go, let_in, shown_texts
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.people import person_view
from welfare_desk.desk.views.reviews import review_rows
from welfare_desk.operations.merging import ProposeMerge
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.people_page import PeoplePage
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.reviews.review_page import ReviewPage
from welfare_desk.ui.window import MainWindow

TWIN, STRANGER = "maria-again", "stranger"


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk where Maria was registered twice, and a stranger was proposed for her too."""
    opened = at_work(a_busy_desk(tmp_path, clock))
    twin = register(TWIN, surname="Rosi", phone="+393470000999", street="Via Dante", street_no="81")
    opened.record(msgspec.structs.replace(twin, name="Maria"))
    stranger = register(STRANGER, surname="Russo", sex="M", born_on=datetime.date(1990, 8, 9))
    opened.record(msgspec.structs.replace(stranger, name="Mario"))
    for other in (TWIN, STRANGER):
        opened.record(
            ProposeMerge(person_id=an_id(MARIA), other_id=an_id(other), reason="Stesso indirizzo.")
        )
        clock.advance(60)
    opened.session.lock()
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner), "marta")
    yield made
    let_go(made)


def people_place(window: MainWindow) -> PeoplePage:
    window.open_place("people")
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, PeoplePage)
    return page


def first_card(window: MainWindow) -> ReviewPage:
    place = people_place(window)
    place.tabs.set_current("reviews")
    settle(window.jobs)
    place.reviews.table.opened.emit(place.reviews._model.rows[0])
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, ReviewPage)
    return page


def test_the_list_names_the_pair_and_its_age(window: MainWindow) -> None:
    place = people_place(window)
    place.tabs.set_current("reviews")
    settle(window.jobs)
    rows = place.reviews._model.rows
    cells = [place.reviews._cell(row, "who") for row in rows]
    assert [(cell.text, cell.sub) for cell in cells] == [
        ("Rossi Maria", "Rosi Maria"),
        ("Rossi Maria", "Russo Mario"),
    ]
    assert problems(window) == []
    assert unnamed(window) == []


def test_the_card_shows_what_differs_with_the_likelier_value_chosen(window: MainWindow) -> None:
    page = first_card(window)
    assert page._choices is not None
    assert {"surname", "phone", "street_no"} <= set(page._choices.choices)
    assert page._choices.stays is not None
    assert page._choices.stays.value() == "left"
    assert problems(window) == []
    assert unnamed(window) == []


def test_enter_proposes_the_merge_and_asks_once_more(window: MainWindow, desk: Desk) -> None:
    page = first_card(window)
    assert page._card is not None
    assert page._card.suggested == "merged"
    assert page._decide["merged"].hasFocus()
    page._decide["merged"].click()
    settle(window.jobs)
    panel = page._asked
    assert panel is not None
    assert problems(window) == []
    press(window, key=Qt.Key.Key_Escape)
    settle(window.jobs)
    assert len(desk.look(review_rows)) == 2
    assert page._asked is None


def test_merging_shows_one_person_and_goes_on_to_the_next(window: MainWindow, desk: Desk) -> None:
    page = first_card(window)
    assert page._choices is not None
    page._choices.choices["phone"].set_value("right")
    page._decide["merged"].click()
    settle(window.jobs)
    button = window.findChild(type(page._decide["merged"]), "review.merge.confirm")
    assert button is not None
    button.click()
    settle(window.jobs)
    assert [row.other_name for row in desk.look(review_rows)] == ["Russo Mario"]
    seen = desk.look(lambda here: person_view(here, an_id(TWIN)))
    assert seen is not None
    assert (seen.person_id, seen.phone) == (an_id(MARIA), "+393470000999")
    assert page._card is not None
    assert page._card.row.other_name == "Russo Mario"
    assert page._card.suggested == "different"


def test_two_people_stay_two_and_are_not_asked_about_again(window: MainWindow, desk: Desk) -> None:
    page = first_card(window)
    page._decide["different"].click()
    settle(window.jobs)
    page._decide["different"].click()
    settle(window.jobs)
    assert desk.look(review_rows) == ()
    assert "Nothing to review" in shown_texts(page)
    assert page._card is None


def test_later_goes_round_and_changes_nothing(window: MainWindow, desk: Desk) -> None:
    page = first_card(window)
    names = []
    for _ in range(3):
        assert page._card is not None
        names.append(page._card.row.other_name)
        page._next()
        settle(window.jobs)
    assert names == ["Rosi Maria", "Russo Mario", "Rosi Maria"]
    assert len(desk.look(review_rows)) == 2


def test_an_operator_sees_the_card_and_may_not_decide(
    desk: Desk, look: Look, runner: JobRunner
) -> None:
    window = let_in(a_window(desk, look, runner), "anna")
    page = first_card(window)
    assert page._decide == {}
    assert page._choices is not None
    assert page._choices.choices == {}
    assert not page.act("confirm") or len(desk.look(review_rows)) == 2
    let_go(window)


def test_a_place_taken_twice_is_shown_before_it_is_merged(
    desk: Desk, look: Look, runner: JobRunner
) -> None:
    at_work(desk)
    desk.record(book("twice", TWIN, SLOTS[0]))
    desk.session.lock()
    window = let_in(a_window(desk, look, runner), "marta")
    page = first_card(window)
    assert page._card is not None
    assert len(page._card.excess.places) == 1
    let_go(window)


def test_large_text_loses_nothing(desk: Desk, look: Look, runner: JobRunner) -> None:
    look.set_theme(text_percent=200)
    window = let_in(a_window(desk, look, runner), "marta")
    first_card(window)
    assert problems(window) == []
    let_go(window)


def test_the_person_is_one_key_away(window: MainWindow) -> None:
    page = first_card(window)
    page._context.open_person(an_id(MARIA))
    settle(window.jobs)
    assert isinstance(window.page_in_front(), PersonPage)
