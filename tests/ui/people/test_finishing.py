# SPDX-License-Identifier: EUPL-1.2
"""What must not be overlooked: urgent requests, computed codes, towns afar, who may collect."""

from __future__ import annotations

import datetime

from tests.builders import TODAY, an_id
from tests.ui.counter import MARIA, Counter, issued, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, opened, with_requests, words_of
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.views.household import household_view
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.people import AmendPerson
from welfare_desk.operations.requests import AddRequestStep
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.household_page import HouseholdPage
from welfare_desk.ui.people.person_warnings import PersonWarnings
from welfare_desk.ui.people.reason_box import ReasonBox
from welfare_desk.ui.people.scale_page import ScalePage
from welfare_desk.ui.people.step_page import StepPage


def amended(counter: Counter, **changes: str) -> None:
    counter.desk.record(AmendPerson(person_id=MARIA, changes=changes))


def test_a_town_beyond_the_territory_has_its_name_everywhere(counter: Counter) -> None:
    amended(counter, residence_istat="015146", postal_code="20121")
    assert maria(counter).municipality_name == "Milano (MI)"
    assert not maria(counter).resident
    amended(counter, residence_istat="058091")
    home = counter.desk.look(lambda here: household_view(here, an_id("home")))
    assert home is not None
    assert "Milano (MI)" in home.addresses[0].before
    page = opened(counter, "data")
    assert "Roma (RM)" in words_of(page)
    named(page, ActionButton, "data.was.residence_istat").click()
    assert "era: Milano (MI)" in words_of(page)


def test_the_reason_of_a_code_that_does_not_fit_is_told_in_words(counter: Counter) -> None:
    counter.desk.record(
        AmendPerson(person_id=MARIA, changes={"surname": "Bianchi"}, reason="name_changed")
    )
    page = opened(counter, "data")
    named(page, ActionButton, "data.was.surname").click()
    assert "name_changed" not in words_of(page)
    assert "Il nome o il cognome è cambiato" in words_of(page)


def test_a_computed_code_is_never_shown_as_an_official_one(counter: Counter) -> None:
    amended(counter, fiscal_code_status="computed")
    page = opened(counter, "data")
    assert "calcolato" in page.head.badge.accessibleName().lower()
    assert "RSSMRA62C45H501N, calcolato: non ufficiale" in words_of(page)


def test_an_urgent_request_is_the_first_warning_until_it_is_finished(
    counter: Counter, clock: FixedClock
) -> None:
    with_requests(counter.desk)
    page = opened(counter)
    assert page.head._shown[0].isVisible()
    assert "Richiesta urgente" in words_of(page)
    named(page, ActionButton, "warning.steps").click()
    assert isinstance(counter.page, StepPage)
    clock.advance(60)
    counter.desk.record(
        AddRequestStep(step_id=an_id("end"), request_id=an_id("request"), outcome="closed")
    )
    warnings = PersonWarnings(counter.context, counter.shell)
    told = warnings.notices(maria(counter), counter.desk.papers(MARIA))
    assert not any("urgente" in notice.fact.text() for notice in told)


def test_only_the_role_of_a_member_changes_and_can_be_undone(counter: Counter) -> None:
    page = HouseholdPage(counter.context, maria(counter))
    counter.show(page)
    named(page, ActionButton, f"member.role.{an_id('elena')}").click()
    box = named(page, ReasonBox, "member.role")
    assert problems(page) + unnamed(page) == []
    assert box.choice is not None
    box.confirm.click()
    assert box.choice.error == "Scegli dall'elenco."
    box.choice.set_value("carer")
    box.confirm.click()
    settle(counter.jobs)
    roles = {one.person_id: one.role for one in maria(counter).members}
    assert roles[an_id("elena")] == "carer"
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert {one.person_id: one.role for one in maria(counter).members}[an_id("elena")] == "child"


def test_who_may_collect_stands_with_title_document_validity_and_warning(
    counter: Counter,
) -> None:
    counter.desk.record(
        AppointDelegate(
            delegation_id=an_id("helper"),
            person_id=MARIA,
            delegate_name="Destro Bruno",
            delegate_document="CI CA12345AA",
            title="support_administrator",
            powers=("collect_card",),
            valid_from=TODAY,
            valid_to=TODAY + datetime.timedelta(10),
            court="Tribunale di Padova",
            decree_no="412/2025",
            decree_on=TODAY - datetime.timedelta(500),
        )
    )
    page = HandOverPage(counter.context, MARIA, issued(counter.desk))
    counter.show(page)
    words = words_of(page.may_collect)
    for told in ("Destro Bruno", "Amministratore di sostegno", "CI CA12345AA", "26/09/2026"):
        assert told in words
    assert "Decreto non ancora visto" in words
    assert problems(page) + unnamed(page) == []


def test_the_scale_is_tried_with_income_and_assets_while_they_are_typed(counter: Counter) -> None:
    page = ScalePage(counter.context, maria(counter))
    counter.show(page)
    assert "INPS" in words_of(page)
    page.income.set_text("20.000,00")
    page.assets.set_text("5.000,00")
    assert "21.000,00" in page.example.text()
    assert "ISEE =" in page.example.text()
    page.assets.set_text("tanti")
    assert page.assets.error
    assert "ISEE =" not in page.example.text()
    settle(counter.jobs)
    assert problems(page) + unnamed(page) == []
