# SPDX-License-Identifier: EUPL-1.2
"""Providers at the window: papers that end, complaints with a receipt, one question after."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import OFFERING, TERRITORY, TODAY, an_id
from tests.ui.catalogue.test_catalogue_page import words_of
from tests.ui.counter import PIN, Counter, settle, week_slots
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.core.clock import FixedClock
from welfare_desk.models.booking import Booking
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.territory import MerchantDocument, Provider
from welfare_desk.store.rows import save
from welfare_desk.ui.providers.asking_page import AskingPage
from welfare_desk.ui.providers.page import ProvidersPage
from welfare_desk.ui.providers.provider_page import ProviderPage

JONATHAN = an_id("jonathan")


def _save(counter: Counter, *rows: Any) -> None:
    with counter.desk.parts()[0].write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def _papers(counter: Counter) -> None:
    row = counter.desk.look(lambda here: here.one(Provider, JONATHAN))
    assert row is not None
    papers = (
        MerchantDocument(name="Polizza", valid_to=TODAY - datetime.timedelta(days=1)),
        MerchantDocument(name="Elenco del personale", valid_to=TODAY + datetime.timedelta(days=9)),
        MerchantDocument(name="Carta dei servizi"),
    )
    _save(counter, msgspec.structs.replace(row, documents=papers, quality_note="un referente"))


def _shown(counter: Counter, page: Any, size: tuple[int, int] = (1366, 768)) -> Any:
    counter.show(page, "agenda", size)
    settle(counter.jobs, 3)
    return page


def _complaint(counter: Counter) -> Complaint:
    (row,) = counter.desk.look(lambda here: here.where(Complaint, "provider_id", JONATHAN))
    return row


def test_list_says_whose_papers_ended(counter: Counter) -> None:
    _papers(counter)
    page = _shown(counter, ProvidersPage(counter.context))
    first = page.rows.rows[0]
    assert first.name == "Jonathan"
    assert page._cell(first, "papers").badge.text == "1 scaduto"
    assert page._cell(first, "complaints").text == "–"
    page._open(first)
    settle(counter.jobs, 3)
    assert isinstance(counter.page, ProviderPage)
    said = words_of(counter.page)
    assert "SCADUTO il 15/09/2026" in said
    assert "L'ente dichiara: un referente" in said
    assert "non attesta la conformità" in said


def test_complaint_is_taken_down_printed_and_answered(counter: Counter) -> None:
    counter.desk.person(an_id("maria"))
    page = _shown(counter, ProviderPage(counter.context, JONATHAN))
    card = page.complaints
    card.new.click()
    settle(counter.jobs, 2)
    card.said.set_text("x")
    card.send.click()
    assert "nominata" in card.error.text()
    card.said.set_text("")
    card.by.set_value(an_id("maria"))
    card.about.set_value(OFFERING)
    card.send.click()
    settle(counter.jobs, 2)
    assert card.error.text()
    card.said.set_text("Il tutor non è venuto")
    card.send.click()
    settle(counter.jobs, 6)
    row = _complaint(counter)
    assert (row.words, row.person_id, row.offering_id) == (
        "Il tutor non è venuto", an_id("maria"), OFFERING,
    )  # fmt: skip
    assert [job.document for job in counter.jobs_queued] == ["complaint"]
    assert not card.form.isVisible()
    assert "entro il 16/10/2026" in card._face(page._view.complaints[0]).text
    assert not card._answers
    counter.desk.session.log_in("marta", PIN)
    page = _shown(counter, ProviderPage(counter.context, JONATHAN))
    page.complaints._ask_answer(page._view.complaints[0])
    page.complaints.said.set_text("Ci scusiamo, viene domani")
    page.complaints.send.click()
    settle(counter.jobs, 6)
    assert _complaint(counter).state == "answered"
    assert "Ci scusiamo, viene domani" in words_of(page.complaints)
    assert [job.document for job in counter.jobs_queued] == ["complaint", "complaint"]


def test_who_does_not_want_to_be_named_is_not(counter: Counter) -> None:
    counter.desk.person(an_id("maria"))
    page = _shown(counter, ProviderPage(counter.context, JONATHAN))
    page.complaints.new.click()
    settle(counter.jobs, 2)
    page.complaints.by.set_value("")
    page.complaints.said.set_text("Troppo rumore")
    page.complaints.send.click()
    settle(counter.jobs, 6)
    assert _complaint(counter).person_id == ""


def test_dossier_is_printed_by_its_key(counter: Counter) -> None:
    page = _shown(counter, ProviderPage(counter.context, JONATHAN))
    assert page.act("print")
    settle(counter.jobs, 4)
    assert [job.document for job in counter.jobs_queued] == ["dossier"]


def test_one_question_is_answered_by_a_number_key(counter: Counter, clock: FixedClock) -> None:
    slot, _ = week_slots()[0]
    booking = Booking(
        id=an_id("kept"), territory_id=TERRITORY, controller_id="", booking_no="7K3M92QX",
        person_id=an_id("maria"), slot_id=slot.id, offering_id=OFFERING, seats=1,
        state="attended", certainty="final", unit_cents=0, units=1, total_cents=0,
        fee_scheme_id="", isee_id=None, lines=(), booked_at=1, device=1, operator_id="",
    )  # fmt: skip
    _save(counter, booking)
    clock.advance(days=(slot.slot_on - TODAY).days + 1)
    page = _shown(counter, AskingPage(counter.context))
    (row,) = page.rows.rows
    assert "Jonathan" in page._cell(row, "person").sub
    page.table.select_place(0)
    QTest.keyClick(page.table, Qt.Key.Key_4)
    settle(counter.jobs, 4)
    (answer,) = counter.desk.look(lambda here: here.where(Satisfaction, "booking_id", booking.id))
    assert answer.score == 4
    assert page._none.isVisible()
    assert "4 su 5" in counter.toasts[-1]
    provider = _shown(counter, ProviderPage(counter.context, JONATHAN))
    assert "4,0 su 5, da una sola risposta" in words_of(provider)


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_and_everything_is_named(counter: Counter, percent: int) -> None:
    _papers(counter)
    counter.look.set_theme(text_percent=percent)
    for page in (
        ProvidersPage(counter.context),
        ProviderPage(counter.context, JONATHAN),
        AskingPage(counter.context),
    ):
        shown = _shown(counter, page, (1024, 700))
        if isinstance(page, ProviderPage):
            page.complaints.new.click()
            settle(counter.jobs, 2)
        assert problems(shown) == []
        assert unnamed(shown) == []
