# SPDX-License-Identifier: EUPL-1.2
"""Documents and twins at the window: read from anywhere, kept, asked about, noted, never lost."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.keys import scan
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.likeness_reasons import REASONS_AGAINST, REASONS_FOR
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.likeness import Likeness, Sought
from welfare_desk.models.person import Identifier
from welfare_desk.store import audit
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.duplicates_words import OTHER, SAME, LikenessWords
from welfare_desk.ui.people.intake_page import IntakePage
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.scan_detector import clean_code
from welfare_desk.ui.scanner import ScannerFilter
from welfare_desk.ui.window import MainWindow

CARD = (
    "C<ITACA12345BB1<<<<<<<<<<<<<<<",
    "8001014M3301018ITA<<<<<<<<<<<0",
    "ROSSI<<MARIO<<<<<<<<<<<<<<<<<<",
)
CODE = "BNCLCU58A14G587A"
STRIPE = "%BNCLCU58A14G587ABIANCHI<LUCA?"


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


def in_front(window: MainWindow) -> IntakePage:
    page = window.page_in_front()
    assert isinstance(page, IntakePage)
    return page


def scanned(window: MainWindow, text: str = "\n".join(CARD)) -> IntakePage:
    window.searching.scan(text)
    settle(window.jobs)
    return in_front(window)


def twin_of_maria(window: MainWindow) -> IntakePage:
    window._act("new_person")
    settle(window.jobs)
    page = in_front(window)
    page.fields.surname.set_text("Rossi")
    page.fields.name.set_text("Maria")
    page.fields.born_on.set_text("05/03/1962")
    page.fields.no_code_reason.set_value("not_at_hand")
    return page


def noted(desk: Desk, act: str) -> list[audit.Row]:
    return [row for row in desk.look(lambda here: audit.recent(here.conn, 50)) if row.act == act]


def test_three_lines_typed_by_a_reader_begin_an_intake(
    window: MainWindow, qapp: QApplication
) -> None:
    scanner = ScannerFilter()
    scanner.scanned.connect(window._scanned)
    scanner.listen(qapp)
    window.omnibox.line.setFocus()
    for line in CARD:
        scan(window.omnibox.line, line)
    settle(window.jobs)
    scanner.rest()
    page = in_front(window)
    fields = page.fields
    assert window.omnibox.line.text() == ""
    assert (fields.surname.text(), fields.name.text()) == ("Rossi", "Mario")
    assert (fields.born_on.text(), fields.sex.value()) == ("01/01/1980", "M")
    document = page.form.document
    assert document.isVisible()
    assert (document.number.text(), document.until.text()) == ("CA12345BB", "01/01/2033")
    assert "ITA" in document.said.text()
    assert QApplication.focusWidget() is fields.fiscal_code.control


def test_document_is_recorded_with_the_person_and_finds_them_next_time(
    window: MainWindow, desk: Desk
) -> None:
    page = scanned(window)
    page.fields.no_code_reason.set_value("not_at_hand")
    window._act("save")
    settle(window.jobs, 12)
    person_id = window.person_in_front()
    (kept,) = desk.look(lambda here: here.where(Identifier, "value", "CA12345BB"))
    assert (kept.person_id, kept.identifier_kind) == (person_id, "electronic_id_card")
    assert (kept.status, kept.issuer) == ("seen", "ITA")
    assert kept.valid_to == datetime.date(2033, 1, 1)
    window.open_place("today")
    window.searching.scan("".join(CARD))
    settle(window.jobs)
    front = window.page_in_front()
    assert isinstance(front, PersonPage)
    assert front.person_id == person_id


def test_document_fills_what_is_empty_and_touches_nothing_typed(window: MainWindow) -> None:
    window._act("new_person")
    settle(window.jobs)
    page = in_front(window)
    page.fields.surname.set_text("Róssi")
    window.searching.scan("\n".join(CARD))
    settle(window.jobs)
    assert window.page_in_front() is page
    assert page.fields.surname.text() == "Róssi"
    assert page.fields.name.text() == "Mario"
    assert page.form.document.number.text() == "CA12345BB"


def test_document_of_another_person_parks_the_form(window: MainWindow, desk: Desk) -> None:
    first = scanned(window, CODE)
    first.fields.surname.set_text("Bianchi")
    page = scanned(window)
    assert page is not first
    assert [draft.title for draft in desk.drafts.all()] == ["Bianchi"]
    assert [face.draft for face in window.tabs.faces()] == [True, True]


def test_unreadable_document_says_what_to_do(window: MainWindow) -> None:
    said: list[str] = []
    window.searching.said.connect(said.append)
    window.searching.scan("\n".join(CARD[:2]))
    window.searching.scan("\n".join((CARD[0], CARD[1].replace("8001014", "8001015"), CARD[2])))
    settle(window.jobs)
    assert len(said) == 2
    assert said[0].startswith("2 of the three lines")
    assert said[1] != said[0]


@pytest.mark.parametrize("read", [f"*{CODE.lower()}*", f" {CODE}\r\n", STRIPE])
def test_card_is_read_however_the_reader_sends_it(window: MainWindow, read: str) -> None:
    page = scanned(window, clean_code(read))
    assert page.fields.fiscal_code.text() == CODE
    assert page.fields.surname.text() == ""


def test_second_track_of_the_stripe_is_passed_over(window: MainWindow) -> None:
    said: list[str] = []
    window.searching.said.connect(said.append)
    page = scanned(window, STRIPE)
    window.searching.scan(";80380000501234567890?")
    settle(window.jobs)
    assert said == []
    assert window.page_in_front() is page


def test_draft_keeps_document_reasons_and_choices(
    desk: Desk, look: Look, runner: JobRunner
) -> None:
    first = let_in(a_window(desk, look, runner))
    page = scanned(first)
    page.fields.no_code_reason.set_value("stp")
    page.form.no_code.needed.setChecked(True)
    page.form.no_code.code.set_text("STP0500123456789")
    page.form.no_code.why.set_text("Ambulatorio")
    page.form.document.kind.set_value("passport")
    kept, read = page._payload(), page.form.document.read
    page.keeper.save_now()
    settle(runner)
    let_go(first)
    desk.session.lock()

    second = let_in(a_window(desk, look, runner))
    second.tabs_choose(second.tabs.faces()[0].id)
    settle(runner)
    again = in_front(second)
    assert again._payload() == kept
    assert again.form.document.read == read
    assert again.form.no_code.why.isVisible()
    let_go(second)


def test_draft_keeps_why_a_code_is_right(desk: Desk, look: Look, runner: JobRunner) -> None:
    first = let_in(a_window(desk, look, runner))
    page = scanned(first, CODE)
    page.fields.surname.set_text("Verdi")
    page.form.code.reason.set_value("adopted")
    page.keeper.save_now()
    settle(runner)
    let_go(first)
    desk.session.lock()

    second = let_in(a_window(desk, look, runner))
    second.tabs_choose(second.tabs.faces()[0].id)
    settle(runner)
    again = in_front(second)
    assert again.form.code.reason.value() == "adopted"
    assert again.form.code.status.value() == "seen"
    let_go(second)


def test_going_past_a_certain_twin_takes_one_more_key_and_is_noted(
    window: MainWindow, desk: Desk
) -> None:
    page = twin_of_maria(window)
    before = desk.status().pending
    window._act("confirm")
    settle(window.jobs)
    assert page.form.certain.isVisible()
    assert desk.status().pending == before
    window._act("confirm")
    settle(window.jobs, 12)
    view = desk.person(window.person_in_front())
    assert view is not None
    assert view.person_id != an_id(MARIA)
    (row,) = noted(desk, "went_on")
    assert row.subject == view.person_id
    assert row.actor
    assert row.reason.startswith(f"{an_id(MARIA)}:")


def test_the_twin_is_opened_from_the_question_and_the_draft_stays(
    window: MainWindow, desk: Desk
) -> None:
    page = twin_of_maria(window)
    window._act("save")
    settle(window.jobs)
    assert QApplication.focusWidget() is page.form.is_this
    page.form.is_this.click()
    settle(window.jobs)
    front = window.page_in_front()
    assert isinstance(front, PersonPage)
    assert front.person_id == an_id(MARIA)
    assert [draft.title for draft in desk.drafts.all()] == ["Rossi Maria"]


def test_draft_thrown_away_can_be_brought_back(window: MainWindow, desk: Desk) -> None:
    page = twin_of_maria(window)
    page.keeper.save_now()
    settle(window.jobs)
    page._bar.discard.click()
    settle(window.jobs)
    assert desk.drafts.all() == ()
    window._act("undo")
    settle(window.jobs)
    assert [draft.title for draft in desk.drafts.all()] == ["Rossi Maria"]
    assert in_front(window).fields.born_on.text() == "05/03/1962"


def test_every_reason_has_words_and_differences_are_shown_with_their_values() -> None:
    words = LikenessWords()
    assert set(words.reasons()) == {*REASONS_FOR, *REASONS_AGAINST}
    born = datetime.date(1962, 3, 5)
    one = Likeness(
        person_id="p",
        surname="Bianco",
        name="Luca",
        born_on=born,
        street="",
        fiscal_code="",
        reasons=(*REASONS_FOR, *REASONS_AGAINST),
        score=91,
    )
    sought = Sought(surname="Bianchi", name="Luca", born_on=datetime.date(1962, 5, 3))
    rows = words.rows(sought, one)
    assert (OTHER, "Surname: Bianco instead of Bianchi") in rows
    assert (OTHER, "Born on 05/03/1962, not 03/05/1962") in rows
    assert (SAME, words.reasons()["same_phone"]) in rows
    assert (OTHER, words.reasons()["other_sex"]) in rows
    scores = [words.score(score).text for score in (95, 75, 55)]
    assert scores == ["Almost certain", "Probable", "Possible"]


@pytest.mark.parametrize(
    ("size", "percent"), [((1366, 768), 100), ((1024, 700), 100), ((1366, 768), 200)]
)
def test_everything_that_may_be_asked_fits_and_has_a_name(
    desk: Desk, look: Look, runner: JobRunner, size: tuple[int, int], percent: int
) -> None:
    look.set_theme(text_percent=percent)
    window = let_in(a_window(desk, look, runner, size))
    page = scanned(window)
    page.fields.fiscal_code.set_text("12345678903")
    settle(runner)
    for code in ("12345678903", "RSSMRA62C45H501M", CODE, ""):
        page.fields.fiscal_code.set_text(code)
        page.fields.no_code_reason.set_value("eni")
        page.form.no_code.needed.setChecked(True)
        window._act("save")
        settle(runner)
        assert problems(page) == []
        assert unnamed(page) == []
    let_go(window)
    look.set_theme(text_percent=100)
