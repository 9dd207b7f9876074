# SPDX-License-Identifier: EUPL-1.2
"""The person's page: six parts, warnings by importance, nothing cut, closed things closed."""

from __future__ import annotations

import datetime

import pytest

from tests.builders import TODAY, an_id
from tests.ui.counter import MARIA, Counter, booked, issued, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import (
    SECRET,
    STP,
    at_work,
    maria,
    named,
    opened,
    with_papers,
    with_requests,
    words_of,
)
from welfare_desk.operations.delegations import AppointDelegate
from welfare_desk.operations.identifiers import RecordIdentifier
from welfare_desk.operations.notices import RecordNotice
from welfare_desk.operations.people import AmendPerson
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.asked_page import AskedPage
from welfare_desk.ui.people.data_tab import FieldRow
from welfare_desk.ui.people.identifier_page import IdentifierPage
from welfare_desk.ui.people.person_page import PersonPage
from welfare_desk.ui.people.person_warnings import PersonWarnings
from welfare_desk.ui.people.reason_box import ReasonBox

PARTS = ("summary", "bookings", "cards", "data", "papers", "history")


def facts(counter: Counter) -> list[str]:
    """Return the warnings about Maria in their order."""
    warnings = PersonWarnings(counter.context, counter.shell)
    return [
        notice.fact.text()
        for notice in warnings.notices(maria(counter), counter.desk.papers(MARIA))
    ]


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed_on_any_part(
    counter: Counter, size: tuple[int, int], percent: int
) -> None:
    booked(counter.desk, "hall-0-0")
    issued(counter.desk)
    with_papers(counter.desk)
    with_requests(counter.desk)
    counter.look.set_theme(text_percent=percent)
    page = PersonPage(counter.context, MARIA)
    counter.show(page, size=size)
    found = []
    for part in PARTS:
        page.tabs.set_current(part)
        settle(counter.jobs)
        found += [f"{part}: {each}" for each in (*problems(page), *unnamed(page))]
    assert found == []


def test_the_page_has_six_parts_and_counts_documents(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter)
    assert [tab.id for tab in page._tabs()] == list(PARTS)
    assert {tab.id: tab.count for tab in page._tabs()}["papers"] == 3


def test_warnings_come_by_importance(counter: Counter) -> None:
    with_papers(counter.desk)
    with_requests(counter.desk)
    told = facts(counter)
    assert [line.split()[0] for line in told] == [
        "Richiesta", "Documento", "Informativa", "Fabris", "Nota",
    ]  # fmt: skip
    assert "07/08/2026" in told[1]


def test_two_warnings_show_and_the_rest_is_counted(counter: Counter) -> None:
    with_papers(counter.desk)
    with_requests(counter.desk)
    page = opened(counter)
    shown = [notice.isVisible() for notice in page.head._shown]
    assert shown == [True, True, False, False, False]
    assert "3" in page.head.others.text()
    page.head.others.click()
    assert all(notice.isVisible() for notice in page.head._shown)


def test_a_document_in_force_silences_an_expired_one(counter: Counter) -> None:
    with_papers(counter.desk)
    counter.desk.record(
        RecordIdentifier(
            identifier_id=an_id("new card"),
            person_id=MARIA,
            identifier_kind="electronic_id_card",
            value="CA12345AA",
            status="seen",
            valid_to=TODAY + datetime.timedelta(900),
        )
    )
    assert not any("Documento" in fact for fact in facts(counter))


def test_a_new_version_of_the_notice_is_told_from_none(counter: Counter) -> None:
    counter.desk.record(
        RecordNotice(
            notice_id=an_id("old"),
            person_id=MARIA,
            version="0",
            language="it",
            signer="Rossi Maria",
            given_on=TODAY - datetime.timedelta(300),
        )
    )
    assert facts(counter)[0] == "Nuova versione dell'informativa"


def test_a_decree_that_ended_warns(counter: Counter) -> None:
    counter.desk.record(
        AppointDelegate(
            delegation_id=an_id("decree"),
            person_id=MARIA,
            delegate_name="Destro Bruno",
            title="support_administrator",
            powers=("sign",),
            valid_from=TODAY - datetime.timedelta(400),
            valid_to=TODAY - datetime.timedelta(3),
            court="Tribunale di Padova",
            decree_no="412/2025",
            decree_on=TODAY - datetime.timedelta(500),
        )
    )
    assert any(fact.startswith("Destro Bruno non può più agire") for fact in facts(counter))


def test_the_warning_of_a_document_leads_to_recording_another(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter)
    named(page, ActionButton, "warning.identifier").click()
    assert isinstance(counter.page, IdentifierPage)


def test_the_summary_shows_the_open_request_and_closes_the_sensitive_note(
    counter: Counter,
) -> None:
    with_requests(counter.desk)
    page = opened(counter)
    words = words_of(page)
    assert "Cerca una badante per tre mattine" in words
    assert "Leggere il promemoria a voce." in words
    assert SECRET not in words


def test_an_operator_is_told_who_opens_a_sensitive_note(counter: Counter) -> None:
    with_requests(counter.desk)
    page = opened(counter)
    buttons = {one.objectName() for one in page.findChildren(ActionButton)}
    assert f"note.open.{an_id('secret')}" not in buttons


def test_a_supervisor_opens_a_sensitive_note_with_a_reason(counter: Counter) -> None:
    with_requests(counter.desk)
    at_work(counter, "marta")
    page = opened(counter)
    named(page, ActionButton, f"note.open.{an_id('secret')}").click()
    box = named(page, ReasonBox, "note.reason")
    assert box.words is not None
    assert box.words.line.hasFocus()
    box.confirm.click()
    settle(counter.jobs)
    assert SECRET not in words_of(page)
    assert box.words.error
    box.words.set_text("breve")
    box.confirm.click()
    settle(counter.jobs)
    assert SECRET not in words_of(page)
    assert box.words.error
    box.words.set_text("La persona chiede che cosa è scritto")
    box.confirm.click()
    settle(counter.jobs)
    assert SECRET in words_of(page)


def test_a_closed_code_shows_its_kind_alone_until_it_is_opened(counter: Counter) -> None:
    with_papers(counter.desk)
    at_work(counter, "marta")
    page = opened(counter, "papers")
    assert STP not in words_of(page)
    named(page, ActionButton, f"identifier.open.{an_id('stp')}").click()
    box = named(page, ReasonBox, "identifier.reason")
    assert box.words is not None
    box.words.set_text("Serve all'ambulatorio oggi")
    box.confirm.click()
    settle(counter.jobs)
    assert STP in words_of(page)


def test_a_consent_is_given_and_withdrawn(counter: Counter) -> None:
    page = opened(counter, "papers")
    named(page, ActionButton, "consent.newsletter.yes").click()
    settle(counter.jobs)
    page.reload()
    settle(counter.jobs)
    named(page, ActionButton, "consent.newsletter.no").click()
    settle(counter.jobs)
    papers = counter.desk.papers(MARIA)
    assert papers is not None
    answers = {one.purpose: one for one in papers.consents}["newsletter"]
    assert [one.given for one in answers.history] == [False, True]


def test_the_notice_is_given_again_in_its_new_version(counter: Counter) -> None:
    page = opened(counter, "papers")
    named(page, ActionButton, "person.notice").click()
    settle(counter.jobs)
    papers = counter.desk.papers(MARIA)
    assert papers is not None
    assert not papers.notice_due
    assert [job.document for job in counter.jobs_queued] == ["notice"]


def test_a_document_taken_back_is_gone(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter, "papers")
    named(page, ActionButton, f"identifier.withdraw.{an_id('paper')}").click()
    settle(counter.jobs)
    papers = counter.desk.papers(MARIA)
    assert papers is not None
    assert [one.identifier_kind for one in papers.identifiers] == ["stp"]


def test_every_former_value_is_reached_from_its_field(counter: Counter) -> None:
    desk = counter.desk
    desk.record(AmendPerson(person_id=MARIA, changes={"phone": "+393470000999"}))
    change = {"street": "Via Roma", "street_no": "3"}
    desk.record(AmendPerson(person_id=MARIA, changes=change, reason="trasloco"))
    page = opened(counter, "data")
    rows = {row._field: row for row in page.findChildren(FieldRow)}
    assert not rows["phone"].was.isHidden()
    assert rows["surname"].was.isHidden()
    rows["phone"].was.click()
    words = words_of(page)
    assert "era: 347 000 0123" in words
    assert "Anna" in words
    rows["street"].was.click()
    assert "trasloco" in words_of(page)


def test_the_whole_list_of_requests_opens_from_the_summary(counter: Counter) -> None:
    with_requests(counter.desk)
    page = opened(counter)
    named(page, ActionButton, "person.asked.all").click()
    settle(counter.jobs)
    assert isinstance(counter.page, AskedPage)
    assert problems(counter.page) + unnamed(counter.page) == []


def test_a_reason_being_typed_survives_what_comes_from_elsewhere(counter: Counter) -> None:
    with_requests(counter.desk)
    at_work(counter, "marta")
    page = opened(counter)
    named(page, ActionButton, f"note.open.{an_id('secret')}").click()
    box = named(page, ReasonBox, "note.reason")
    assert box.words is not None
    box.words.set_text("La persona chiede")
    booked(counter.desk, "hall-0-0")
    page.reload()
    settle(counter.jobs)
    assert box.isVisible()
    assert box.words.text() == "La persona chiede"
    box.cancel.click()
    page.reload()
    settle(counter.jobs)
    assert "Tutoring" in words_of(page)


def test_an_opened_note_stays_open_while_nothing_changed(counter: Counter) -> None:
    with_requests(counter.desk)
    at_work(counter, "marta")
    page = opened(counter)
    named(page, ActionButton, f"note.open.{an_id('secret')}").click()
    box = named(page, ReasonBox, "note.reason")
    assert box.words is not None
    box.words.set_text("La persona chiede che cosa è scritto")
    box.confirm.click()
    settle(counter.jobs)
    page.reload()
    settle(counter.jobs)
    assert SECRET in words_of(page)
