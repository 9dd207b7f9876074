# SPDX-License-Identifier: EUPL-1.2
"""A round at the real window: what a family may have, filed, decided by two, ordered, printed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import TERRITORY, a_resource, an_id, an_operator
from tests.operations.script_funds import ROUND_FUND, a_round_fund
from tests.ui.counter import settle
from tests.ui.desk_fixture import (
    MARIA,
    PIN,
    a_busy_desk,
    a_window,
    at_work,
    let_go,
    let_in,
    shown_texts,
)
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.awards import Addition, Criteria
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.session import verifier_of
from welfare_desk.desk.views.applications import application_rows, application_view
from welfare_desk.desk.views.people import person_view
from welfare_desk.models.application import Application
from welfare_desk.store.rows import save
from welfare_desk.ui.applications.decision_page import DecisionPage
from welfare_desk.ui.applications.entitled_page import EntitledPage
from welfare_desk.ui.applications.list_page import ApplicationsPage
from welfare_desk.ui.applications.new_page import ApplicationPage
from welfare_desk.ui.applications.round_page import RoundPage
from welfare_desk.ui.jobs import JobRunner
from welfare_desk.ui.kit.second_person import SecondPersonPanel
from welfare_desk.ui.look import Look
from welfare_desk.ui.page import Page
from welfare_desk.ui.window import MainWindow

SIZES = ((1366, 768, 100), (1024, 700, 100), (1366, 768, 200))


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """Maria's family of four, and a fund that gives on application."""
    opened = a_busy_desk(tmp_path, clock)
    paolo = msgspec.structs.replace(
        an_operator("paolo", "social_worker"), name="Paolo Zorzi", pin_verifier=verifier_of(PIN)
    )
    fund = a_round_fund(
        criteria=Criteria(
            amounts_cents=(15_000, 20_000, 25_000, 30_000),
            isee_ceiling_cents=1_200_000,
            income_ceilings_cents=(150_000,),
            resident_months=6,
            excluded_support=("adi",),
            support_deducted_percent=50,
            additions=(Addition(kind="disability", cents=5_000, most=2),),
        )
    )
    rows = (paolo, fund, a_resource(f"fund:{ROUND_FUND}", 500_000))
    with opened._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    at_work(opened).session.lock()
    yield opened
    opened.close()


@pytest.fixture
def window(desk: Desk, look: Look, runner: JobRunner) -> Iterator[MainWindow]:
    made = let_in(a_window(desk, look, runner), "anna")
    yield made
    let_go(made)


def front(window: MainWindow) -> Page:
    settle(window.jobs)
    page = window.page_in_front()
    assert page is not None
    return page


def a_person_form(window: MainWindow, act: str) -> Page:
    desk = window.context.desk
    view = desk.look(lambda look: person_view(look, an_id(MARIA)))
    assert view is not None
    window.open_person(view.person_id)
    settle(window.jobs)
    page = front(window)
    page.head.asked.emit(act)
    return front(window)


def a_form(window: MainWindow) -> ApplicationPage:
    page = a_person_form(window, "application")
    assert isinstance(page, ApplicationPage)
    return page


def filled(page: ApplicationPage, window: MainWindow) -> ApplicationPage:
    page.income.set_text("900,00")
    page.since.line.setText("01/03/2019")
    page.supports["rent"].setChecked(True)
    page.support.set_text("80")
    page.disabled.set_value("1")
    page.papers["isee"].setChecked(True)
    settle(window.jobs)
    return page


def stored(window: MainWindow) -> list[Application]:
    desk = window.context.desk
    rows = desk.look(lambda look: application_rows(look, "supervisor"))
    return [
        desk.look(lambda look, each=each: look.one(Application, each.application_id))  # type: ignore[misc]
        for each in rows
    ]


def file_one(window: MainWindow) -> Application:
    page = filled(a_form(window), window)
    assert page.act("confirm")
    settle(window.jobs)
    (row,) = stored(window)
    return row


def decision(window: MainWindow) -> DecisionPage:
    (row,) = stored(window)
    window.context.set_page(DecisionPage(window.context, row.id))
    page = front(window)
    assert isinstance(page, DecisionPage)
    return page


def test_the_form_asks_what_the_rules_look_at_and_shows_the_sum(window: MainWindow) -> None:
    page = filled(a_form(window), window)
    texts = shown_texts(page)
    for part in ("445/2000", "11.240,00", "310,00"):
        assert part in texts.replace("\N{NO-BREAK SPACE}", " "), part
    assert page.who.isHidden(), "nobody may apply for her"


def test_ctrl_enter_files_what_was_declared_and_prints_it(window: MainWindow) -> None:
    row = file_one(window)
    declared = row.declared
    assert (declared.income_cents, declared.other_support) == (90_000, ("rent",))
    assert (declared.other_support_cents, declared.disabled) == (8_000, 1)
    assert declared.documents == ("isee",)
    assert row.claim_cents == 31_000
    jobs = window.context.desk.print_list()
    assert any(job.title.startswith("Domanda ") for job in jobs)


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(window: MainWindow) -> None:
    page = a_form(window)
    page.supports["rent"].setChecked(True)
    page.save()
    settle(window.jobs)
    assert stored(window) == []
    texts = shown_texts(page)
    for part in ("01/03/2019", "850,00"):
        assert part in texts
    assert page.supports["rent"].isChecked()


def test_a_second_application_is_not_offered(window: MainWindow) -> None:
    file_one(window)
    page = a_form(window)
    assert not page.save_button.isEnabled()
    assert page.notice.isVisible()


def test_an_operator_sees_the_application_and_decides_nothing(window: MainWindow) -> None:
    file_one(window)
    page = decision(window)
    assert page.form.isVisible()
    for button in (page.approve, page.refuse, page.letter):
        assert button.isHidden()


def test_above_the_funds_amount_a_second_person_signs_with_their_pin(
    window: MainWindow, desk: Desk
) -> None:
    file_one(window)
    let_in(window, "marta")
    page = decision(window)
    assert page.decision.amount.text() == "310,00"
    page.act("confirm")
    settle(window.jobs)
    panel = page.window().findChild(SecondPersonPanel)
    assert panel is not None
    assert panel.who.value() == an_id("paolo")
    panel.asked.emit(an_id("paolo"), "000000")
    settle(window.jobs)
    assert stored(window)[0].state == "filed"
    panel.asked.emit(an_id("paolo"), PIN)
    settle(window.jobs)
    (row,) = stored(window)
    assert (row.state, row.second_by, row.amount_cents) == ("approved", an_id("paolo"), 31_000)
    assert desk.session.require().login == "marta"
    assert page.letter.isVisible()
    page.act("confirm")
    settle(window.jobs)
    assert any(job.title.startswith("Esito") for job in desk.print_list())


def test_a_refusal_names_its_reason(window: MainWindow) -> None:
    file_one(window)
    let_in(window, "marta")
    page = decision(window)
    page.refuse.click()
    settle(window.jobs)
    assert stored(window)[0].state == "filed", "without a reason nothing is decided"
    page.decision.reason.set_value("incomplete")
    page.refuse.click()
    settle(window.jobs)
    assert (stored(window)[0].state, stored(window)[0].reason) == ("refused", "incomplete")


def test_the_list_filters_and_enter_opens_the_decision(window: MainWindow) -> None:
    file_one(window)
    window.context.set_page(ApplicationsPage(window.context))
    page = front(window)
    assert isinstance(page, ApplicationsPage)
    assert len(page._model.rows) == 1
    assert page.round.isHidden(), "an operator orders no round"
    page.filter.set_value("approved")
    settle(window.jobs)
    assert page.empty.isVisible()
    page.filter.set_value("all")
    page.table.opened.emit(page._model.rows[0])
    assert isinstance(front(window), DecisionPage)


def test_a_supervisor_orders_and_draws_and_the_page_says_how(window: MainWindow) -> None:
    file_one(window)
    let_in(window, "marta")
    window.context.set_page(RoundPage(window.context, ROUND_FUND))
    page = front(window)
    assert isinstance(page, RoundPage)
    assert not page.draw.isEnabled(), "nothing is approved"
    page.act("confirm")
    settle(window.jobs)
    (row,) = stored(window)
    assert row.rank == 1
    assert len(page._model.rows) == 1
    assert "1 / 1" in shown_texts(page)


def test_a_family_sees_every_yes_and_no_with_its_reason(window: MainWindow) -> None:
    page = a_person_form(window, "entitled")
    assert isinstance(page, EntitledPage)
    texts = shown_texts(page).replace("\N{NO-BREAK SPACE}", " ")
    for part in ("Bando ESEMPIO", "Buoni spesa ESEMPIO", "Tutoring in presenza"):
        assert part in texts, part
    assert "380,00" in page.picture.accessibleName().replace("\N{NO-BREAK SPACE}", " ")
    page.act("print")
    settle(window.jobs)
    assert any(job.title.startswith("Cosa può avere") for job in window.context.desk.print_list())
    button = page.findChild(type(page.print_button), f"entitled.apply.{ROUND_FUND}")
    button.click()
    assert isinstance(front(window), ApplicationPage)


@pytest.mark.parametrize(("width", "height", "percent"), SIZES)
@pytest.mark.parametrize("which", ["new", "decision", "list", "round", "entitled"])
def test_each_page_is_whole_and_every_control_is_named(
    window: MainWindow, look: Look, which: str, width: int, height: int, percent: int
) -> None:
    if which not in ("new", "entitled"):
        file_one(window)
        let_in(window, "marta")
    window.resize(width, height)
    look.set_theme(text_percent=percent)
    settle(window.jobs)
    context = window.context
    if which == "new":
        page: Page = filled(a_form(window), window)
    elif which == "entitled":
        page = a_person_form(window, "entitled")
    elif which == "decision":
        page = decision(window)
    else:
        context.set_page(
            ApplicationsPage(context) if which == "list" else RoundPage(context, ROUND_FUND)
        )
        page = front(window)
    settle(window.jobs)
    assert problems(page) == []
    assert unnamed(page) == []
    look.set_theme(text_percent=100)


def test_an_application_that_is_gone_says_so(window: MainWindow) -> None:
    window.context.set_page(DecisionPage(window.context, an_id("nothing")))
    page = front(window)
    assert isinstance(page, DecisionPage)
    assert page.notice.isVisible()
    desk = window.context.desk
    with pytest.raises(Exception, match="application_unknown"):
        desk.look(lambda look: application_view(look, an_id("nothing"), "operator"))


def test_what_is_typed_waits_as_a_draft_and_is_taken_up_again(window: MainWindow) -> None:
    page = filled(a_form(window), window)
    page.parked()
    settle(window.jobs)
    page.act("back")
    settle(window.jobs)
    (draft,) = window.context.desk.drafts.all()
    assert (draft.kind, draft.person_id) == ("application", an_id(MARIA))
    again = a_person_form(window, "application")
    settle(window.jobs)
    assert isinstance(again, ApplicationPage)
    assert again is not page
    assert (again.income.text(), again.disabled.value()) == ("900,00", "1")
    assert again.supports["rent"].isChecked()
    assert "310,00" in shown_texts(again)
    again.act("confirm")
    settle(window.jobs)
    assert stored(window)[0].claim_cents == 31_000
    assert window.context.desk.drafts.all() == ()


def test_form_shows_no_field_before_it_is_known_what_is_asked(window: MainWindow) -> None:
    page = ApplicationPage(window.context, person_id=an_id(MARIA))
    cards = (page.form, page.declared, page.sum, page.seen)
    assert all(card.isHidden() for card in cards)
    settle(window.jobs)
    assert not any(card.isHidden() for card in cards)
    page.deleteLater()


def test_form_asks_nothing_of_a_window_that_is_going(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = filled(a_form(window), window)
    asked: list[object] = []
    with monkeypatch.context() as going:
        going.setattr(window.jobs, "is_closed", lambda: True)
        going.setattr(window.context, "read", lambda *work: asked.append(work))
        page.income.set_text("950,00")
        page.fill(page.typed())
    assert (page.income.text(), asked) == ("950,00", [])
