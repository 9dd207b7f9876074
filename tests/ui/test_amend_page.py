# SPDX-License-Identifier: EUPL-1.2
"""Editing a person: the code is judged as at the intake, and the reason stays with the change."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import TODAY, an_id
from tests.ui.counter import settle
from tests.ui.desk_fixture import GIORGIO, MARIA, a_busy_desk, a_window, let_go, let_in
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.models.person import FieldChange
from welfare_desk.operations.people import AmendPerson
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.look import Look
from welfare_desk.ui.people.amend_page import AmendPage
from welfare_desk.ui.window import MainWindow


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


def amending(window: MainWindow, name: str) -> AmendPage:
    view = window.desk.person(an_id(name))
    assert view is not None
    window.open_person(view.person_id)
    settle(window.jobs)
    page = AmendPage(window.context, view)
    window.context.set_page(page)
    settle(window.jobs)
    return page


def changes(desk: Desk, name: str) -> dict[str, tuple[str, str]]:
    rows = desk.look(lambda here: here.where(FieldChange, "entity_id", an_id(name)))
    return {row.field: (row.after, row.reason) for row in rows}


def test_data_that_leave_the_code_behind_need_a_reason_that_stays(
    window: MainWindow, desk: Desk
) -> None:
    page = amending(window, MARIA)
    page.fields.surname.set_text("Bianchi")
    window._act("save")
    settle(window.jobs)
    assert page.code.reason.error
    assert problems(page) == []
    assert unnamed(page) == []
    page.code.reason.set_value("name_changed")
    window._act("save")
    settle(window.jobs, 8)
    view = desk.person(an_id(MARIA))
    assert view is not None
    assert view.surname == "Bianchi"
    assert changes(desk, MARIA)["surname"] == ("Bianchi", "name_changed")


def test_what_does_not_touch_the_code_asks_nothing(window: MainWindow, desk: Desk) -> None:
    page = amending(window, MARIA)
    page.fields.phone.set_text("049 000 0000")
    page.code.status.set_value("verified")
    window._act("save")
    settle(window.jobs, 8)
    view = desk.person(an_id(MARIA))
    assert view is not None
    assert (view.phone, view.fiscal_code_status) == ("+390490000000", "verified")
    assert set(changes(desk, MARIA)) == {"phone", "fiscal_code_status"}


def test_reason_in_words_is_shown_and_a_scanned_code_takes_its_place(
    window: MainWindow, desk: Desk
) -> None:
    page = amending(window, GIORGIO)
    assert page.no_code.words.text() == "non ricorda"
    window.searching.scan("FBRGRG58B07G224Y")
    settle(window.jobs)
    code = page.fields.fiscal_code.text()
    assert code.startswith("FBRGRG58B07")
    assert page.code.status.value() == "seen"
    window._act("save")
    settle(window.jobs, 8)
    view = desk.person(an_id(GIORGIO))
    assert view is not None
    assert (view.fiscal_code, view.fiscal_code_status) == (code, "seen")
    assert view.no_code_reason == ""


def test_a_reason_and_a_day_stay_with_what_changed(window: MainWindow, desk: Desk) -> None:
    page = amending(window, MARIA)
    assert not page.since.isVisible()
    page.fields.street.set_text("Via Roma")
    assert page.since.isVisible()
    assert page.since.day() == TODAY
    page.reason.set_text("trasloco")
    page.since.set_text("01/02/2099")
    window._act("save")
    settle(window.jobs)
    assert page.since.error
    page.since.set_text("01/09/2026")
    assert problems(page) + unnamed(page) == []
    window._act("save")
    settle(window.jobs, 8)
    rows = desk.look(lambda here: here.where(FieldChange, "entity_id", an_id(MARIA)))
    (street,) = [row for row in rows if row.field == "street"]
    assert (street.after, street.reason) == ("Via Roma", "trasloco")
    assert street.effective_on == datetime.date(2026, 9, 1)


def test_what_is_typed_is_parked_and_taken_up_again(window: MainWindow, desk: Desk) -> None:
    page = amending(window, MARIA)
    page.fields.street.set_text("Via Roma")
    page.reason.set_text("trasloco")
    window._act("back")
    settle(window.jobs, 8)
    (draft,) = [one for one in desk.drafts.all() if one.kind == "amend"]
    assert draft.person_id == an_id(MARIA)
    desk.record(AmendPerson(person_id=an_id(MARIA), changes={"phone": "+390490000111"}))
    window.open_draft(draft.draft_id)
    settle(window.jobs, 8)
    again = window.findChildren(AmendPage)[-1]
    assert (again.fields.street.text(), again.reason.text()) == ("Via Roma", "trasloco")
    again.save()
    settle(window.jobs, 8)
    view = desk.person(an_id(MARIA))
    assert view is not None
    assert (view.street, view.phone) == ("Via Roma", "+390490000111")
    assert [one for one in desk.drafts.all() if one.kind == "amend"] == []


def test_nothing_typed_leaves_no_draft(window: MainWindow, desk: Desk) -> None:
    amending(window, MARIA)
    window._act("back")
    settle(window.jobs, 8)
    assert [one for one in desk.drafts.all() if one.kind == "amend"] == []
