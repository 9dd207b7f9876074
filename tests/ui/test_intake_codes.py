# SPDX-License-Identifier: EUPL-1.2
"""Codes at the window: mistyped, not fitting, of two centuries, provisional, computed, none."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import MARIA, a_busy_desk, a_window, let_go, let_in
from welfare_desk.core import fiscal_code
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.fiscal_code_tables import check_character
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.views.people import PersonView
from welfare_desk.models.person import Identifier
from welfare_desk.store import audit
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.intake_page import IntakePage
from welfare_desk.ui.people.person_fields import odd_order
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.window import MainWindow

CODE = "BNCLCU58A14G587A"
CHILD = fiscal_code.encode("Bini", "Anna", "F", datetime.date(2020, 3, 5), "H501")
PROVISIONAL = "12345678903"


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


def begun(window: MainWindow) -> IntakePage:
    window._act("new_person")
    settle(window.jobs)
    page = window.page_in_front()
    assert isinstance(page, IntakePage)
    return page


def typed(window: MainWindow, page: IntakePage, code: str) -> None:
    page.fields.fiscal_code.set_text(code)
    page.fields.fiscal_code.line.textEdited.emit(code)
    settle(window.jobs)


def named(page: IntakePage, surname: str = "Bianchi", name: str = "Luca") -> None:
    page.fields.surname.set_text(surname)
    page.fields.name.set_text(name)


def saved(window: MainWindow, desk: Desk) -> PersonView | None:
    window._act("save")
    settle(window.jobs, 12)
    return desk.person(window.person_in_front())


def noted(desk: Desk, act: str) -> list[audit.Row]:
    return [row for row in desk.look(lambda here: audit.recent(here.conn, 50)) if row.act == act]


def test_mistyped_code_offers_who_has_a_near_one_and_opens_the_page(window: MainWindow) -> None:
    page = begun(window)
    typed(window, page, "RSSMRA62C45H501M")
    check = page.form.code
    assert check.near.isVisible()
    (button,) = check._buttons
    assert "Rossi Maria" in button.accessibleName()
    button.click()
    settle(window.jobs)
    front = window.page_in_front()
    assert isinstance(front, PersonPage)
    assert front.person_id == an_id(MARIA)
    assert [face.draft for face in window.tabs.faces()] == [True, False]


def test_mistyped_code_offers_a_near_code_only_where_it_fits_what_is_typed(
    window: MainWindow,
) -> None:
    page = begun(window)
    typed(window, page, CODE[:-1] + "B")
    assert page.form.code._buttons == []
    named(page)
    page.fields.born_on.set_text("14/01/1958")
    page.fields.set_birthplace("G587")
    settle(window.jobs)
    (button,) = page.form.code._buttons
    button.click()
    settle(window.jobs)
    assert page.fields.fiscal_code.text() == CODE
    assert not page.form.code.near.isVisible()
    assert page.form.code.status.value() == "declared"


def test_mistyped_code_in_the_search_line_offers_who_has_a_near_one(window: MainWindow) -> None:
    window.searching.scan("RSSMRA62C45H501M")
    settle(window.jobs)
    row = next(row for row in window.searching._rows(window.searching._answer) if row.id)
    assert (row.kind, row.title) == ("near", "RSSMRA62C45H501N")
    window.searching.pick(row, False)
    settle(window.jobs)
    assert window.person_in_front() == an_id(MARIA)


def test_mistyped_code_is_never_kept(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page)
    typed(window, page, CODE[:-1] + "B")
    before = desk.status().pending
    window._act("save")
    settle(window.jobs)
    assert page.fields.fiscal_code.error
    assert desk.status().pending == before


def test_code_that_does_not_fit_names_each_difference_and_asks_why(
    window: MainWindow, desk: Desk
) -> None:
    page = begun(window)
    named(page, "Verdi", "Luca")
    page.fields.sex.set_value("F")
    page.fields.born_on.set_text("15/01/1958")
    page.fields.set_birthplace("G224")
    typed(window, page, CODE)
    said = page.form.code.differs.remedy.text().splitlines()
    assert len(said) == 4
    assert "14/01/1958" in said[2]
    assert "15/01/1958" in said[2]
    assert "Piazzola sul Brenta (PD)" in said[3]
    window._act("save")
    settle(window.jobs)
    assert window.page_in_front() is page
    assert page.form.code.reason.error
    page.form.code.reason.set_value("name_changed")
    view = saved(window, desk)
    assert view is not None
    assert (view.surname, view.fiscal_code) == ("Verdi", CODE)
    (row,) = noted(desk, "confirm_code")
    assert (row.subject, row.reason) == (
        view.person_id,
        "name_changed: surname sex born_on birthplace",
    )


def test_code_that_fits_asks_nothing(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page)
    typed(window, page, CODE)
    assert not page.form.code.reason.isVisible()
    page.form.code.status.set_value("verified")
    view = saved(window, desk)
    assert view is not None
    assert view.fiscal_code_status == "verified"
    assert noted(desk, "confirm_code") == []


def test_scanned_code_was_seen(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page)
    window.searching.scan(CODE)
    settle(window.jobs)
    assert not page.form.code.status.isVisible()
    view = saved(window, desk)
    assert view is not None
    assert view.fiscal_code_status == "seen"


def test_both_centuries_are_offered_for_a_child(window: MainWindow) -> None:
    page = begun(window)
    typed(window, page, CHILD)
    century = page.form.code.century
    assert century.isVisible()
    assert page.fields.born_on.text() == "05/03/2020"
    assert century.value() == "late"
    century.set_value("early")
    settle(window.jobs)
    assert page.fields.born_on.text() == "05/03/1920"
    assert not page.form.code.differs.isVisible()


def test_unknown_birthplace_is_a_warning_only(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page)
    strange = CODE[:11] + "Z999"
    typed(window, page, strange + check_character(strange))
    assert page.form.code.differs.isVisible()
    assert "Z999" in page.form.code.differs.remedy.text()
    assert not page.form.code.reason.isVisible()
    assert saved(window, desk) is not None


def test_eleven_digits_are_a_persons_when_the_operator_says_so(
    window: MainWindow, desk: Desk
) -> None:
    page = begun(window)
    named(page)
    typed(window, page, PROVISIONAL)
    window._act("save")
    settle(window.jobs)
    assert page.fields.fiscal_code.error
    page.form.code.provisional.setChecked(True)
    view = saved(window, desk)
    assert view is not None
    assert view.fiscal_code == PROVISIONAL


def test_computed_code_is_marked_and_typing_over_it_takes_the_mark_away(
    window: MainWindow, desk: Desk
) -> None:
    page = begun(window)
    named(page)
    page.fields.sex.set_value("M")
    page.fields.born_on.set_text("14/01/1958")
    page.fields.set_birthplace("G587")
    settle(window.jobs)
    page.form.code.compute.click()
    settle(window.jobs)
    assert page.fields.fiscal_code.text() == CODE
    assert page.form.code.status.value() == "computed"
    assert page.fields.fiscal_code.control.accessibleDescription()
    typed(window, page, CODE[:-1])
    typed(window, page, CODE)
    assert page.form.code.status.value() == "declared"
    typed(window, page, "")
    page.form.code.compute.click()
    settle(window.jobs)
    view = saved(window, desk)
    assert view is not None
    assert view.fiscal_code_status == "computed"


def test_stp_code_is_kept_only_where_a_service_needs_it(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page, "Diallo", "-")
    page.fields.no_code_reason.set_value("stp")
    no_code = page.form.no_code
    no_code.needed.setChecked(True)
    no_code.code.set_text("STP 123")
    window._act("save")
    settle(window.jobs)
    assert no_code.code.error
    assert no_code.why.error
    no_code.code.set_text("stp 0500123456789")
    no_code.why.set_text("Ambulatorio")
    view = saved(window, desk)
    assert view is not None
    assert view.no_code_reason == "stp"
    (kept,) = desk.look(lambda here: here.where(Identifier, "person_id", view.person_id))
    assert (kept.identifier_kind, kept.value) == ("stp", "STP0500123456789")
    assert kept.reason == "Ambulatorio"


def test_another_reason_is_kept_in_its_words(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page, "Diallo", "Awa")
    page.fields.no_code_reason.set_value("other")
    window._act("save")
    settle(window.jobs)
    assert page.form.no_code.words.error
    page.form.no_code.words.set_text("Documenti persi nel trasloco")
    view = saved(window, desk)
    assert view is not None
    assert view.no_code_reason == "Documenti persi nel trasloco"
    assert desk.look(lambda here: here.where(Identifier, "person_id", view.person_id)) == ()


def test_only_name_is_kept_as_surname_whichever_field_has_it(
    window: MainWindow, desk: Desk
) -> None:
    for surname, name in (("Sunita", "-"), ("–", "Sunita")):
        page = begun(window)
        named(page, surname, name)
        page.fields.no_code_reason.set_value("asylum")
        page.form.notice.setChecked(True)
        settle(window.jobs)
        window._act("save")
        settle(window.jobs)
        # The second of the two is asked about: the first is registered by now.
        view = saved(window, desk) if window.page_in_front() is page else None
        view = view or desk.person(window.person_in_front())
        assert view is not None
        assert (view.surname, view.name) == ("Sunita", "")


def test_names_of_any_script_and_sixty_letters_are_kept(window: MainWindow, desk: Desk) -> None:
    long = "Wolfeschlegelsteinhausen" + "berger" * 6
    for surname, name in ((long, "D’Àvila-de’ Rossi"), ("Ђорђевић", "Ћирило")):
        page = begun(window)
        named(page, surname, name)
        page.fields.no_code_reason.set_value("asylum")
        view = saved(window, desk)
        assert view is not None
        assert (view.surname, view.name) == (surname, name)


def test_how_a_name_is_sorted_is_said_only_where_it_is_odd() -> None:
    assert odd_order("Rossi") == ""
    assert odd_order("Dall'Ò") == ""
    assert odd_order("Ávila") == ""
    assert odd_order("'t Hooft") == "Thooft"
    assert odd_order("Ђорђевић") == "Dordevic"


def test_birth_year_alone_is_the_first_of_january_and_noted(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page, "Diallo", "Awa")
    page.fields.no_code_reason.set_value("asylum")
    page.fields.born_on.set_text("1990")
    assert page.fields.born_on.control.accessibleDescription()
    view = saved(window, desk)
    assert view is not None
    assert view.born_on == datetime.date(1990, 1, 1)
    assert [row.subject for row in noted(desk, "birth_day_unknown")] == [view.person_id]


BAD_INPUT = (
    ("surname", "12345"),
    ("name", "…"),
    ("surname", "R" * 61),
    ("born_on", "31/02/1990"),
    ("born_on", "05/03/2999"),
    ("birthplace", "Atlantide"),
    ("phone", "boh"),
    ("phone", "347 000 0456 049 123 4567 335"),
    ("postal_code", "3501"),
    ("street", "v" * 121),
    ("street_no", "1" * 21),
)


def test_bad_input_is_told_beside_its_field_and_nothing_is_lost(
    window: MainWindow, desk: Desk
) -> None:
    page = begun(window)
    named(page)
    typed(window, page, CODE)
    before = desk.status().pending
    for field, text in BAD_INPUT:
        widget = getattr(page.fields, field)
        good = widget.text()
        widget.set_text(text)
        window._act("save")
        settle(window.jobs, 2)
        assert widget.error, field
        assert page.form.summary.isVisible()
        assert widget.text() == text
        widget.set_text(good)
    assert desk.status().pending == before


def test_notice_is_part_of_every_intake(window: MainWindow, desk: Desk) -> None:
    page = begun(window)
    named(page)
    typed(window, page, CODE)
    page.form.notice.setChecked(False)
    window._act("save")
    settle(window.jobs)
    assert page.form.summary.isVisible()
    assert window.page_in_front() is page
    page.form.notice.setChecked(True)
    view = saved(window, desk)
    assert view is not None
    assert view.notice_current
