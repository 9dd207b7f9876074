# SPDX-License-Identifier: EUPL-1.2
"""A new person at the counter: few keys, nothing lost, likely twins beside the form."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.keys import press
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fiscal_code import encode
from welfare_desk.desk.desk import Desk
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.intake_page import IntakePage
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.window import MainWindow

CODE = "BNCLCU58A14G587A"
MOST_KEYS, MINIMUM_KEYS = 46, 16


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = a_busy_desk(tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner))
    yield made
    let_go(made)


def scanned(window: MainWindow, code: str = CODE) -> IntakePage:
    window.searching.scan(code)
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, IntakePage)
    return page


class Keys:
    """Sends keys to whatever has the focus and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def text(self, text: str) -> None:
        for letter in text:
            self._send(letter)

    def tab(self) -> None:
        self._send("\t", Qt.Key.Key_Tab)

    def ctrl(self, window: MainWindow, act: str) -> None:
        """A key with Ctrl counts two."""
        self.count += 2
        window.registry.bound()[act].trigger()

    def _send(self, text: str, key: int = 0) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, text, key)
        self.count += 1


def test_scanned_code_proposes_birth_sex_and_place(window: MainWindow) -> None:
    page = scanned(window)
    fields = page.fields
    assert fields.fiscal_code.text() == CODE
    assert fields.born_on.text() == "14/01/1958"
    assert fields.sex.value() == "M"
    assert fields.birthplace.text() == "Piazzola sul Brenta (PD)"
    assert fields.fiscal_code.line.property("state") == "scanned"
    assert fields.sex.box.property("state") == "scanned"
    assert QApplication.focusWidget() is fields.surname.control
    assert fields.town.value() == "028063"
    assert fields.postal_code.text() == "35016"


def test_intake_by_scan_takes_one_scan_and_few_keys(window: MainWindow, desk: Desk) -> None:
    scanned(window)
    keys = Keys()
    for text in ("Bianchi", "Luca", "3470000456", "Via Roma"):
        keys.text(text)
        keys.tab()
    keys.text("12")
    keys.ctrl(window, "confirm")
    settle(window.jobs, 12)

    assert keys.count <= MOST_KEYS
    page = window.page_in_front()
    assert isinstance(page, PersonPage)
    view = desk.person(page.person_id)
    assert view is not None
    assert (view.surname, view.name, view.phone) == ("Bianchi", "Luca", "+393470000456")
    assert (view.street, view.street_no, view.residence_istat) == ("Via Roma", "12", "028063")
    assert view.notice_current
    assert [job.document for job in desk.print_list()] == ["notice"]
    assert desk.drafts.all() == ()
    assert [tab.text for tab in window.tabs.faces()] == ["Bianchi Luca"]


def test_minimum_intake_takes_one_scan_and_sixteen_keys(window: MainWindow, desk: Desk) -> None:
    code = encode("Bianchi", "Andrea", "M", datetime.date(1958, 1, 14), "G587")
    scanned(window, code)
    keys = Keys()
    keys.text("Bianchi")
    keys.tab()
    keys.text("Andrea")
    keys.ctrl(window, "confirm")
    settle(window.jobs, 12)

    assert keys.count == MINIMUM_KEYS
    view = desk.person(window.person_in_front())
    assert view is not None
    assert (view.surname, view.name, view.fiscal_code) == ("Bianchi", "Andrea", code)
    assert view.notice_current


def test_missing_name_is_said_beside_the_field_and_nothing_is_recorded(
    window: MainWindow, desk: Desk
) -> None:
    page = scanned(window)
    before = desk.status().pending
    window._act("save")
    settle(window.jobs)
    assert page.fields.surname.error
    assert page.form.summary.isVisible()
    assert QApplication.focusWidget() is page.fields.surname.control
    assert desk.status().pending == before


def test_without_code_a_reason_is_asked(window: MainWindow) -> None:
    window._act("new_person")
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, IntakePage)
    page.fields.surname.set_text("Diallo")
    page.fields.name.set_text("-")
    window._act("save")
    settle(window.jobs)
    assert page.fields.no_code_reason.error
    page.fields.no_code_reason.set_value("stp")
    window._act("save")
    settle(window.jobs)
    view = window.desk.person(window.person_in_front())
    assert view is not None
    assert (view.surname, view.name, view.no_code_reason) == ("Diallo", "", "stp")


def test_likely_twin_stands_beside_the_form_while_it_is_typed(
    window: MainWindow, desk: Desk
) -> None:
    page = scanned(window)
    page.fields.surname.set_text("Rossi")
    page.fields.phone.set_text("347 000 0123")
    page.beside.seek()
    settle(window.jobs)
    assert [one.person_id for one in page.similar.found] == [an_id(MARIA)]
    assert page.similar.isVisible()
    page.similar.is_this.emit(an_id(MARIA))
    settle(window.jobs)
    front = window.page_in_front()
    assert isinstance(front, PersonPage)
    assert front.person_id == an_id(MARIA)
    # The draft stays in its tab until it is thrown away.
    assert [face.draft for face in window.tabs.faces()] == [True, False]
    (draft,) = desk.drafts.all()
    assert draft.title == "Rossi"


def test_scanning_another_person_parks_the_form_and_keeps_every_letter(
    window: MainWindow, desk: Desk
) -> None:
    page = scanned(window)
    page.fields.surname.set_text("Bianchi")
    window.searching.scan("RSSMRA62C45H501N")
    settle(window.jobs)
    assert isinstance(window.page_in_front(), PersonPage)
    (draft,) = desk.drafts.all()
    assert draft.title == "Bianchi"
    faces = window.tabs.faces()
    assert [face.draft for face in faces] == [True, False]
    window.tabs_choose(faces[0].id)
    assert window.page_in_front() is page


def test_escape_and_lock_keep_the_draft(window: MainWindow, desk: Desk) -> None:
    page = scanned(window)
    page.fields.surname.set_text("Bianchi")
    window._act("back")
    settle(window.jobs)
    assert window.current_page() == "today"
    assert [draft.title for draft in desk.drafts.all()] == ["Bianchi"]
    window.open_draft(page.draft_id)
    page.fields.name.set_text("Luca")
    window.cover.lock()
    settle(window.jobs)
    assert [draft.title for draft in desk.drafts.all()] == ["Bianchi Luca"]


def test_draft_of_a_window_that_died_is_simply_there(
    desk: Desk, look: Look, runner: JobRunner
) -> None:
    first = let_in(a_window(desk, look, runner))
    page = scanned(first)
    page.fields.surname.set_text("Bianchi")
    page.fields.street.set_text("Via Roma")
    page.keeper.save_now()
    settle(runner)
    let_go(first)
    desk.session.lock()

    second = let_in(a_window(desk, look, runner))
    (face,) = second.tabs.faces()
    assert face.draft
    assert "Bianchi" in face.text
    second.tabs_choose(face.id)
    settle(runner)
    again = second.page_in_front()
    assert isinstance(again, IntakePage)
    assert again.fields.street.text() == "Via Roma"
    assert again.fields.fiscal_code.text() == CODE
    assert again._ids == page._ids
    let_go(second)


def test_household_and_isee_are_saved_on_the_same_path(window: MainWindow, desk: Desk) -> None:
    page = scanned(window)
    page.fields.surname.set_text("Bianchi")
    page.fields.name.set_text("Luca")
    page.isee.value.set_text("9.000,00")
    page.isee.issued_on.set_text("01/02/2026")
    window._act("save")
    settle(window.jobs, 12)
    view = desk.person(window.person_in_front())
    assert view is not None
    assert view.isee is not None
    assert view.isee.value_cents == 900_000
    assert view.notice_current


def test_isee_of_last_year_is_refused_beside_the_field(window: MainWindow) -> None:
    page = scanned(window)
    page.fields.surname.set_text("Bianchi")
    page.fields.name.set_text("Luca")
    page.isee.value.set_text("9000")
    page.isee.issued_on.set_text("01/02/2025")
    window._act("save")
    settle(window.jobs)
    assert "31/12/2025" in page.isee.issued_on.error
    assert window.page_in_front() is page


def test_somebody_may_live_in_any_municipality(window: MainWindow) -> None:
    town = scanned(window).fields.town
    for typed, istat in (
        ("limena", "028045"),
        ("Thiene", "024105"),
        ("Vicenza (VI)", "024116"),
        ("", ""),
        ("Castro", ""),
        ("Paperopoli", ""),
    ):
        town.set_text(typed)
        assert town.value() == istat
    assert not town.is_readable()
    town._offer("lim")
    assert town._model.stringList()[0] == "Limena"
