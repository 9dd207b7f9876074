# SPDX-License-Identifier: EUPL-1.2
"""Who may act for a person: the title first, only what it needs, ended with a reason."""

from __future__ import annotations

import datetime

import pytest

from tests.builders import TODAY, an_id
from tests.ui.counter import MARIA, Counter, act_key, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, opened, with_papers, words_of
from welfare_desk.desk.views.papers import MandateView
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.delegate_page import DelegatePage
from welfare_desk.ui.people.reason_box import ReasonBox


def form(counter: Counter) -> DelegatePage:
    page = DelegatePage(counter.context, maria(counter))
    counter.show(page)
    return page


def mandates(counter: Counter) -> tuple[MandateView, ...]:
    papers = counter.desk.papers(MARIA)
    assert papers is not None
    return papers.delegations


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("delegate", {"signed"}),
        ("parent", set()),
        ("support_administrator", {"court", "decree_no", "decree_on", "assisted", "signed"}),
        ("guardian", {"court", "decree_no", "decree_on", "assisted", "signed"}),
        ("curator", {"court", "decree_no", "decree_on", "assisted", "signed"}),
        ("relative_art4", {"relation", "signed"}),
    ],
)
def test_a_title_shows_only_what_it_needs(counter: Counter, title: str, shown: set[str]) -> None:
    page = form(counter)
    page.fields.title.set_value(title)
    settle(counter.jobs)
    names = ("court", "decree_no", "decree_on", "assisted", "signed", "relation")
    visible = {name for name in names if getattr(page.fields, name).isVisible()}
    assert visible == shown
    assert problems(page) + unnamed(page) == []


def test_a_curator_always_acts_with_the_person(counter: Counter) -> None:
    page = form(counter)
    page.fields.title.set_value("curator")
    assert page.fields.assisted.isChecked()
    assert not page.fields.assisted.isEnabled()


def test_a_guardian_needs_the_decree(counter: Counter) -> None:
    page = form(counter)
    page.fields.title.set_value("guardian")
    page.fields.name.set_text("Destro Bruno")
    page.save()
    settle(counter.jobs)
    assert page.fields.court.error
    assert page.fields.decree_no.error
    assert page.fields.decree_on.error
    assert mandates(counter) == ()


def test_a_support_administrator_is_recorded_with_the_decree(counter: Counter) -> None:
    page = form(counter)
    fields = page.fields
    fields.title.set_value("support_administrator")
    fields.name.set_text("Destro Bruno")
    fields.court.set_text("Tribunale di Padova")
    fields.decree_no.set_text("412/2025")
    fields.decree_on.set_text("4/3/2025")
    fields.until.set_text("31/12/2027")
    act_key(counter, "confirm")
    settle(counter.jobs)
    (one,) = mandates(counter)
    assert (one.title, one.court, one.decree_no) == (
        "support_administrator",
        "Tribunale di Padova",
        "412/2025",
    )
    assert one.decree_on == datetime.date(2025, 3, 4)
    assert one.standing == "holding"
    assert counter.closed == [page]


def test_an_end_before_the_beginning_is_said_beside_the_field(counter: Counter) -> None:
    page = form(counter)
    page.fields.name.set_text("Fabris Elena")
    page.fields.until.set_text("1/1/2026")
    page.save()
    assert page.fields.until.error


def test_what_is_strange_is_said_and_stops_nobody(counter: Counter) -> None:
    page = form(counter)
    page.fields.name.set_text("Fabris Elena")
    assert page.caution.isVisible()
    page.save()
    settle(counter.jobs)
    assert [one.delegate_name for one in mandates(counter)] == ["Fabris Elena"]


def test_powers_chosen_by_hand_stay_when_the_title_changes(counter: Counter) -> None:
    page = form(counter)
    page.fields.powers["apply"].click()
    page.fields.title.set_value("parent")
    assert set(page.fields.chosen_powers()) == {"collect_card", "apply"}


def test_a_delegate_is_ended_with_day_and_reason(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter, "papers")
    named(page, ActionButton, f"delegation.end.{an_id('delegation')}").click()
    box = named(page, ReasonBox, "delegation.end")
    assert problems(page) + unnamed(page) == []
    assert box.words is not None
    box.words.set_text("Lo chiede la persona")
    box.confirm.click()
    settle(counter.jobs)
    (one,) = mandates(counter)
    assert (one.standing, one.ended_on, one.end_reason) == ("ended", TODAY, "Lo chiede la persona")
    page.reload()
    settle(counter.jobs)
    assert "Cessata" in {
        badge.accessibleName() for badge in page.findChildren(type(page.head.badge))
    }


def test_a_signed_form_is_marked_as_seen(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter, "papers")
    assert "Modulo firmato non ancora visto." in words_of(page)
    named(page, ActionButton, f"delegation.sign.{an_id('delegation')}").click()
    settle(counter.jobs)
    assert mandates(counter)[0].signed


def test_the_form_to_sign_is_printed(counter: Counter) -> None:
    with_papers(counter.desk)
    page = opened(counter, "papers")
    named(page, ActionButton, "delegation.blank").click()
    settle(counter.jobs)
    page._ask("print_delegation", an_id("delegation"))
    settle(counter.jobs)
    assert [job.document for job in counter.jobs_queued] == ["delegation_form", "delegation"]


def test_a_parked_form_is_taken_up_where_it_was_left(counter: Counter) -> None:
    page = form(counter)
    page.fields.title.set_value("guardian")
    page.fields.name.set_text("Destro Bruno")
    page.parked()
    settle(counter.jobs)
    (draft,) = counter.desk.drafts.all()
    assert (draft.kind, draft.person_id) == ("delegate", MARIA)
    again = DelegatePage(counter.context, person_id=MARIA, draft_id=draft.draft_id)
    counter.show(again)
    assert again.fields.title.value() == "guardian"
    assert again.fields.name.text() == "Destro Bruno"
    again.fields.title.set_value("parent")
    again.save()
    settle(counter.jobs)
    assert counter.desk.drafts.all() == ()
    assert counter.opened == [MARIA]
