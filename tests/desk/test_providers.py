# SPDX-License-Identifier: EUPL-1.2
"""Providers at a desk: papers that end, complaints with their day, how content people were."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tests.builders import TERRITORY, TODAY, TOWN, an_id, book, register
from tests.desk.conftest import PIN
from tests.desk.sample_desk import sample_desk, sample_id
from tests.documents.papers import page
from tests.operations.here import TODAY as SLOT_TODAY
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.numbers import receipt_label
from welfare_desk.core.refusals import RoleMissing
from welfare_desk.core.refusals_of_providers import ComplaintUnknown, ProviderUnknown
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.provider_text import complaint_line, content_text
from welfare_desk.desk.views.chronicle import events_of
from welfare_desk.desk.views.providers import (
    ProviderView,
    complaint_row,
    provider_rows,
    provider_view,
    to_ask,
)
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.operations.complaints import AnswerComplaint, RecordComplaint, RecordSatisfaction
from welfare_desk.store.rows import save

POLIS = sample_id("provider", "polis-nova")
MEALS = sample_id("offering", "eld-02")
COMPLAINT = an_id("complaint")
DAY_S = 86_400


@pytest.fixture
def sample(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    opened = sample_desk(tmp_path, clock)
    yield opened
    opened.close()


def _complain(desk: Desk, **other: str) -> None:
    desk.record(
        RecordComplaint(
            complaint_id=COMPLAINT, provider_id=POLIS, offering_id=MEALS,
            words="Il pasto arriva freddo", **other,
        )
    )  # fmt: skip


def _view(desk: Desk, provider_id: str = POLIS) -> ProviderView:
    return desk.look(lambda look: provider_view(look, provider_id))


def test_papers_say_when_they_end(sample: Desk, clock: FixedClock) -> None:
    first = _view(sample).papers[0]
    assert (first.name, first.state) == ("Polizza RC", "ending")
    clock.advance(61 * DAY_S)
    papers = {row.name: row.state for row in _view(sample).papers}
    assert papers["Polizza RC"] == "ended"
    assert papers["Carta dei servizi"] == "ok"
    rows = sample.look(provider_rows)
    assert (rows[0].provider_id, rows[0].papers_ended) == (POLIS, 1)
    assert "SCADUTO il 15/11/2026" in page(sample.document("dossier", POLIS)).text


def test_a_complaint_is_open_late_and_answered(sample: Desk, clock: FixedClock) -> None:
    _complain(sample)
    (row,) = _view(sample).complaints
    assert (row.is_open, row.late, row.person_name) == (True, False, "")
    assert row.answer_by_on == row.received_on + datetime.timedelta(days=30)
    clock.advance(31 * DAY_S)
    assert sample.look(lambda look: complaint_row(look, COMPLAINT)).late
    assert sample.look(provider_rows)[0].complaints_late == 1
    answer = AnswerComplaint(complaint_id=COMPLAINT, answer="Un nuovo fornetto")
    with pytest.raises(RoleMissing):
        sample.record(answer)
    sample.session.log_in("sara", PIN)
    sample.record(answer)
    (row,) = _view(sample).complaints
    assert (row.is_open, row.late, row.answer) == (False, False, "Un nuovo fornetto")
    assert "risposta data il" in complaint_line(row, "it")


def test_the_receipt_has_the_number_the_words_and_the_day(sample: Desk) -> None:
    sample.record(register("maria", controller_id=TOWN))
    _complain(sample, person_id=an_id("maria"))
    row = sample.look(lambda look: complaint_row(look, COMPLAINT))
    text = page(sample.document("complaint", COMPLAINT)).text
    for part in (
        receipt_label(row.complaint_no), "Il pasto arriva freddo", "Pasti a domicilio",
        "Polis Nova", row.person_name, f"Entro il {row.answer_by_on:%d/%m/%Y}", "ESEMPIO",
    ):  # fmt: skip
        assert part in text, part
    first = sample.queue_print("complaint", COMPLAINT)
    assert row.complaint_no in first.title
    sample.prints.set_state(first.job_id, "printed")
    again = sample.queue_print("complaint", COMPLAINT)
    assert "COPIA 1" in page(sample.prints.pdf(again.job_id)).text
    with pytest.raises(ComplaintUnknown):
        sample.document("complaint", an_id("nothing"))


def test_a_sensitive_offering_is_named_neutrally_on_the_receipt(sample: Desk) -> None:
    sample.record(
        RecordComplaint(
            complaint_id=COMPLAINT, provider_id=sample_id("provider", "coges"),
            offering_id=sample_id("offering", "fam-01"), words="x",
        )
    )  # fmt: skip
    text = page(sample.document("complaint", COMPLAINT)).text
    assert "Incontro per famiglie" in text
    assert "Mediazione" not in text


def test_how_content_people_were_is_a_mean_with_its_number(sample: Desk) -> None:
    assert content_text(_view(sample), "it") == ("Nessuna risposta ancora",)
    rows = [
        Satisfaction(
            id=an_id(f"score {place}"), territory_id=TERRITORY, controller_id=TOWN,
            provider_id=POLIS, offering_id=MEALS, booking_id=an_id(f"booking {place}"),
            score=score, asked_at=1, device=1, operator_id="",
        )
        for place, score in enumerate((5, 4, 4, 2))
    ]  # fmt: skip
    with sample.parts()[0].write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})
    view = _view(sample)
    assert (view.answers, view.mean_tenths) == ((0, 1, 0, 2, 1), 38)
    assert content_text(view, "it")[0] == "3,8 su 5, da 4 risposte"
    assert content_text(view, "en")[0] == "3.8 out of 5, from 4 answers"


def test_the_dossier_claims_no_conformity(sample: Desk) -> None:
    for key in ("polis-nova", "jonathan", "municipality"):
        text = page(sample.document("dossier", sample_id("provider", key))).text
        assert "Il programma non attesta la conformità a nessuna norma di qualità" in text.replace(
            "\n", " "
        )
        assert "PdR" not in text
        assert "UNI" not in text
    with pytest.raises(ProviderUnknown):
        sample.document("dossier", an_id("nothing"))


def test_people_are_asked_once_about_what_they_came_to(counter: Desk, clock: FixedClock) -> None:
    counter.record(register("maria"))
    counter.record(msgspec.structs.replace(book("one", "maria", SLOT_TODAY), total_cents=2_200,
                                           unit_cents=2_200))  # fmt: skip
    assert counter.look(to_ask) == ()
    clock.advance(12 * 3_600)
    (row,) = counter.look(to_ask)
    assert (row.booking_id, row.provider_name) == (an_id("one"), "Jonathan")
    counter.record(
        RecordSatisfaction(satisfaction_id=an_id("score"), booking_id=an_id("one"), score=4)
    )
    assert counter.look(to_ask) == ()


def test_history_tells_of_a_complaint_from_another_desk(counter: Desk) -> None:
    counter.record(register("maria"))
    row = Complaint(
        id=COMPLAINT, territory_id=TERRITORY, controller_id=TOWN, complaint_no="90MWA3ZN",
        provider_id=an_id("jonathan"), offering_id="", person_id=an_id("maria"), words="x",
        received_at=counter.now_us(), answer_by_on=TODAY, state="open", answer="",
        answered_at=0, device=2, operator_id="",
    )  # fmt: skip
    with counter.parts()[0].write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row})
    told = counter.look(lambda look: events_of(look, an_id("maria")))
    assert [(one.number, one.desk_name) for one in told if one.kind == "record_complaint"] == [
        ("90MWA3ZN", "Sportello 2")
    ]
