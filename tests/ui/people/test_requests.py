# SPDX-License-Identifier: EUPL-1.2
"""Requests and notes: few keys, steps in words, letters counted, drafts kept."""

from __future__ import annotations

import pytest

from tests.builders import an_id
from tests.ui.counter import MARIA, Counter, act_key, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, opened, with_requests, words_of
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.views.papers import PapersView
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.note_page import NotePage
from welfare_desk.ui.people.person_forms import DRAFTS, form_of_draft
from welfare_desk.ui.people.request_page import RequestPage
from welfare_desk.ui.people.step_page import StepPage


def papers(counter: Counter) -> PapersView:
    view = counter.desk.papers(MARIA)
    assert view is not None
    return view


def request(counter: Counter) -> RequestPage:
    page = RequestPage(counter.context, maria(counter))
    counter.show(page)
    return page


def steps(counter: Counter, clock: FixedClock) -> StepPage:
    with_requests(counter.desk)
    clock.advance(minutes=1)
    page = StepPage(counter.context, maria(counter), an_id("request"))
    counter.show(page)
    return page


def test_typing_the_need_proposes_its_kind(counter: Counter) -> None:
    page = request(counter)
    assert page.words.box.hasFocus()
    page.words.set_text("cerca una badante")
    assert page.need.value() == "home_care"
    act_key(counter, "confirm")
    settle(counter.jobs)
    (one,) = papers(counter).requests
    assert (one.need, one.words, one.asked_by, one.standing) == (
        "home_care",
        "cerca una badante",
        "self",
        "open",
    )


def test_a_kind_chosen_by_hand_stays(counter: Counter) -> None:
    page = request(counter)
    page.need.set_value("transport")
    page.need.box.activated.emit(page.need.box.currentIndex())
    page.words.set_text("badante e spesa")
    assert page.need.value() == "transport"


def test_who_asks_for_another_is_named(counter: Counter) -> None:
    page = request(counter)
    assert not page.asker_name.isVisible()
    page.words.set_text("spesa")
    page.asker.set_value("relative")
    assert page.asker_name.isVisible()
    page.save()
    assert page.asker_name.error
    page.asker_name.set_text("Fabris Elena")
    page.asker_phone.set_text("347 0000456")
    page.urgent.setChecked(True)
    page.save()
    settle(counter.jobs)
    (one,) = papers(counter).requests
    assert (one.asker_name, one.asker_phone, one.urgent) == ("Fabris Elena", "+393470000456", True)


def test_without_a_kind_nothing_is_recorded(counter: Counter) -> None:
    page = request(counter)
    page.words.set_text("qwxz")
    page.save()
    assert page.need.error
    assert papers(counter).requests == ()


def test_a_request_that_is_left_is_kept_and_taken_up(counter: Counter) -> None:
    page = request(counter)
    page.words.set_text("spesa e bollette")
    page.back.click()
    settle(counter.jobs)
    assert counter.closed == [page]
    person = opened(counter)
    person._ask("request", "")
    settle(counter.jobs)
    again = counter.page
    assert isinstance(again, RequestPage)
    assert again.words.text() == "spesa e bollette"
    again.discard.click()
    settle(counter.jobs)
    assert counter.desk.drafts.all() == ()


@pytest.mark.parametrize("kind", sorted(DRAFTS))
def test_every_kind_of_draft_opens_again(counter: Counter, kind: str) -> None:
    draft_id = counter.desk.drafts.save(
        kind,
        "Bozza",
        {"who": "Rossi Maria", "household_id": an_id("home")},
        operator_id=an_id("anna"),
        person_id=MARIA,
    )
    page = form_of_draft(counter.context, kind, MARIA, draft_id)
    counter.show(page)
    assert page.draft_id == draft_id
    assert "Rossi Maria" in words_of(page)
    assert problems(page) + unnamed(page) == []


def test_a_referral_names_where_to_and_whom_to_call(counter: Counter, clock: FixedClock) -> None:
    page = steps(counter, clock)
    page.outcome.set_value("referred")
    assert page.referred_to.isVisible()
    assert not page.offering.isVisible()
    page.save()
    assert page.referred_to.error
    page.referred_to.set_text("CAF")
    page.contact_name.set_text("Bruno Destro")
    page.save()
    settle(counter.jobs)
    (one,) = papers(counter).requests
    assert [step.referred_to for step in one.steps] == ["Sportello badanti", "CAF"]
    assert one.contact_name == "Bruno Destro"


def test_an_offer_is_chosen_from_the_catalogue_the_likeliest_first(
    counter: Counter, clock: FixedClock
) -> None:
    page = steps(counter, clock)
    page.outcome.set_value("offered")
    likely = counter.desk.offerings_for_need(MARIA, "home_care")
    assert page.offering.value() == likely[0].offering_id
    page.save()
    settle(counter.jobs)
    (one,) = papers(counter).requests
    assert one.steps[-1].offering_id == likely[0].offering_id
    assert one.standing == "offered"


def test_booking_goes_on_from_the_request(counter: Counter, clock: FixedClock) -> None:
    page = steps(counter, clock)
    page.outcome.set_value("booked")
    page.book.click()
    assert counter.asked == [("booking", MARIA, "")]


def test_a_closed_request_leaves_the_summary(counter: Counter, clock: FixedClock) -> None:
    page = steps(counter, clock)
    page.outcome.set_value("closed")
    page.save()
    settle(counter.jobs)
    assert "Cerca una badante" not in words_of(opened(counter))


def test_steps_are_told_in_their_order(counter: Counter, clock: FixedClock) -> None:
    page = steps(counter, clock)
    words = words_of(page)
    assert "Inviata a un altro servizio: Sportello badanti" in words
    assert problems(page) + unnamed(page) == []


def test_a_note_counts_its_letters_and_is_taken_back(counter: Counter) -> None:
    page = NotePage(counter.context, maria(counter))
    counter.show(page)
    page.text.set_text("x" * 301)
    page.save()
    assert page.text.error
    page.text.set_text("Porta sempre la sorella.")
    act_key(counter, "confirm")
    settle(counter.jobs)
    assert [note.text for note in papers(counter).notes] == ["Porta sempre la sorella."]
    undo = counter.undos[-1]
    assert undo is not None
    undo()
    settle(counter.jobs)
    assert papers(counter).notes[0].withdrawn


def test_only_who_wrote_a_note_is_offered_to_take_it_back(counter: Counter) -> None:
    with_requests(counter.desk)
    counter.desk.session.lock()
    counter.desk.session.log_in("marta", "271828")
    page = opened(counter)
    names = {one.objectName() for one in page.findChildren(ActionButton)}
    assert f"note.withdraw.{an_id('note')}" not in names
    named(page, ActionButton, "person.note").click()
    settle(counter.jobs)
    assert isinstance(counter.page, NotePage)
