# SPDX-License-Identifier: EUPL-1.2
"""ISEE: bracket and effect while it is typed, put right and withdrawn with a reason."""

from __future__ import annotations

import datetime

import pytest

from tests.builders import an_id
from tests.ui.counter import MARIA, TOMMASO, Counter, act_key, booked, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, words_of
from tests.ui.people.known import opened as person_page
from welfare_desk.core import isee
from welfare_desk.desk.views.attestations import AttestationView, attestations_of
from welfare_desk.desk.views.repricing import to_tell
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.isee_page import IseePage
from welfare_desk.ui.people.reason_box import ReasonBox
from welfare_desk.ui.people.repriced_card import RepricedCard
from welfare_desk.ui.people.scale_page import ScalePage


def opened(counter: Counter) -> IseePage:
    page = IseePage(counter.context, maria(counter))
    counter.show(page)
    return page


def typed(page: IseePage, value: str = "21.000,00", issued: str = "1/9/2026") -> None:
    page.fields.value.set_text(value)
    page.fields.issued_on.set_text(issued)


def attestations(counter: Counter) -> tuple[AttestationView, ...]:
    return counter.desk.look(lambda here: attestations_of(here, an_id("home")))


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("kind", isee.KINDS)
def test_nothing_is_cut_or_unnamed_for_any_kind(counter: Counter, kind: str, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    page = IseePage(counter.context, maria(counter))
    counter.show(page, size=(1024, 700))
    page.fields.kind.set_value(kind)
    typed(page)
    page.fields.discrepancies.setChecked(True)
    page.foresee()
    settle(counter.jobs)
    assert problems(page) + unnamed(page) == []


def test_the_bracket_shows_itself_while_the_value_is_typed(counter: Counter) -> None:
    page = opened(counter)
    assert not page.strip.isVisible()
    page.fields.value.set_text("7.999,00")
    assert page.strip.isVisible()
    assert "1 di 3" in page.strip.accessibleName()
    page.fields.value.set_text("21.000,00")
    assert "3 di 3" in page.strip.accessibleName()


def test_what_will_change_is_told_before_and_comes_true(counter: Counter) -> None:
    booking_id = booked(counter.desk, "hall-0-0")
    page = opened(counter)
    typed(page)
    page.foresee()
    settle(counter.jobs)
    assert "1 prenotazione futura ricalcolata" in words_of(page)
    assert "22,00" in words_of(page.effect)
    act_key(counter, "confirm")
    settle(counter.jobs)
    (one,) = maria(counter).bookings
    assert (one.booking_id, one.total_cents) == (booking_id, 2200)
    assert any("Prenotazioni ricalcolate: 1" in toast for toast in counter.toasts)


def test_new_prices_stand_on_the_page_until_they_are_told(counter: Counter) -> None:
    booking_id = booked(counter.desk, "hall-0-0")
    form = opened(counter)
    typed(form)
    form.save()
    settle(counter.jobs)
    page = person_page(counter)
    card = named(page, RepricedCard, "person.repriced")
    assert card.isVisible()
    words = words_of(card)
    for told in ("22,00 €, prima 10,00 €", "15:00 · Rossi Maria", "347 000 0123"):
        assert told in words.replace("\xa0", " ")
    assert problems(page) + unnamed(page) == []
    named(page, ActionButton, f"repriced.print.{booking_id}").click()
    settle(counter.jobs)
    assert [(job.document, job.subject_id) for job in counter.jobs_queued] == [("slip", booking_id)]
    assert not card.isVisible()
    assert counter.desk.look(lambda here: to_tell(here, MARIA, an_id("home"))) == ()


def test_a_price_told_by_word_needs_no_slip(counter: Counter) -> None:
    booking_id = booked(counter.desk, "hall-0-0")
    form = opened(counter)
    typed(form)
    form.save()
    settle(counter.jobs)
    page = person_page(counter, "bookings")
    named(page, ActionButton, f"repriced.told.{booking_id}").click()
    assert not named(page, RepricedCard, "person.repriced").isVisible()
    page.tabs.set_current("summary")
    settle(counter.jobs)
    assert not named(page, RepricedCard, "person.repriced").isVisible()


def test_the_last_day_is_proposed_and_can_be_typed(counter: Counter) -> None:
    page = opened(counter)
    typed(page)
    assert page.fields.valid_to.text() == "31/12/2026"
    page.fields.kind.set_value(isee.CURRENT)
    assert page.fields.valid_to.text() == "01/03/2027"
    page.fields.assets.setChecked(True)
    assert page.fields.valid_to.text() == "31/12/2026"
    page.fields.valid_to.set_text("30/11/2026")
    page.fields.assets.setChecked(False)
    assert page.fields.valid_to.text() == "30/11/2026"
    page.save()
    settle(counter.jobs)
    assert attestations(counter)[0].valid_to == datetime.date(2026, 11, 30)


def test_a_strange_number_warns_and_does_not_refuse(counter: Counter) -> None:
    page = opened(counter)
    typed(page)
    page.fields.dsu_no.set_text("123")
    assert page.caution.isVisible()
    assert "DSU" in page.caution.fact.text()
    page.save()
    settle(counter.jobs)
    assert attestations(counter)[0].dsu_no == "123"


def test_for_minors_the_value_is_somebodys(counter: Counter) -> None:
    page = opened(counter)
    assert not page.fields.beneficiary.isVisible()
    page.fields.kind.set_value(isee.MINORS)
    assert page.fields.beneficiary.isVisible()
    typed(page)
    page.fields.beneficiary.set_value(TOMMASO)
    page.save()
    settle(counter.jobs)
    newest = next(one for one in attestations(counter) if one.isee_kind == isee.MINORS)
    assert (newest.beneficiary_id, newest.beneficiary_name) == (TOMMASO, "Fabris Tommaso")


def test_discrepancies_take_a_note(counter: Counter) -> None:
    page = opened(counter)
    typed(page)
    page.fields.discrepancies.setChecked(True)
    page.fields.note.set_text("conto corrente")
    page.save()
    settle(counter.jobs)
    newest = attestations(counter)[0]
    assert (newest.has_discrepancies, newest.note) == (True, "conto corrente")


def test_an_attestation_is_put_right_with_a_reason(counter: Counter) -> None:
    page = opened(counter)
    named(page, ActionButton, f"isee.correct.{an_id('isee')}").click()
    assert page.fields.cents() == 1_124_000
    page.fields.value.set_text("12.140,00")
    page.save()
    assert page.reason.error
    page.reason.set_text("cifre scambiate")
    page.save()
    settle(counter.jobs)
    (one,) = attestations(counter)
    assert one.value_cents == 1_214_000
    assert one.corrections[0].reason == "cifre scambiate"


def test_an_attestation_is_withdrawn_with_a_reason_and_stays_listed(counter: Counter) -> None:
    page = opened(counter)
    named(page, ActionButton, f"isee.withdraw.{an_id('isee')}").click()
    box = named(page, ReasonBox, "isee.reason")
    assert box.words is not None
    box.words.set_text("di un'altra famiglia")
    box.confirm.click()
    settle(counter.jobs)
    (one,) = attestations(counter)
    assert one.state == "withdrawn"
    page.reload()
    settle(counter.jobs)
    assert "ritirata" in words_of(page)
    assert maria(counter).isee is None


def test_an_isee_of_last_year_is_refused_beside_the_day(counter: Counter) -> None:
    page = opened(counter)
    typed(page, issued="1/9/2025")
    page.save()
    settle(counter.jobs)
    assert page.fields.valid_to.error
    assert [one.isee_id for one in attestations(counter)] == [an_id("isee")]


def test_the_scale_is_explained_from_here(counter: Counter) -> None:
    page = opened(counter)
    named(page, ActionButton, "isee.scale").click()
    settle(counter.jobs)
    assert isinstance(counter.page, ScalePage)
