# SPDX-License-Identifier: EUPL-1.2
"""The household page: who counts, joining, leaving, splitting and moving, with history."""

from __future__ import annotations

import datetime

import pytest

from tests.builders import TODAY, TOWN, an_id, register
from tests.ui.counter import MARIA, TOMMASO, Counter, settle
from tests.ui.layout_checks import problems, unnamed
from tests.ui.people.known import maria, named, words_of
from welfare_desk.desk.views.household import HouseholdView, household_view, stays_of
from welfare_desk.desk.views.intake import person_hit
from welfare_desk.operations.households import FormHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.people.household_form import HouseholdForm
from welfare_desk.ui.people.household_page import HouseholdPage
from welfare_desk.ui.people.join_page import JoinPage
from welfare_desk.ui.people.member_list import Member
from welfare_desk.ui.people.move_house_page import MoveHousePage
from welfare_desk.ui.people.reason_box import ReasonBox
from welfare_desk.ui.people.scale_page import ScalePage
from welfare_desk.ui.people.split_page import BOTH, GOES, SplitPage

HOME, ELENA = an_id("home"), an_id("elena")


def household(counter: Counter, household_id: str = HOME) -> HouseholdView:
    view = counter.desk.look(lambda here: household_view(here, household_id))
    assert view is not None
    return view


def who_counts(counter: Counter, household_id: str = HOME) -> set[str]:
    return {one.name for one in household(counter, household_id).members}


def opened(counter: Counter) -> HouseholdPage:
    page = HouseholdPage(counter.context, maria(counter))
    counter.show(page)
    return page


def undo(counter: Counter) -> None:
    taken_back = counter.undos[-1]
    assert taken_back is not None
    taken_back()
    settle(counter.jobs)


def split(counter: Counter) -> SplitPage:
    page = SplitPage(counter.context, MARIA, HOME, "Rossi Maria")
    counter.show(page)
    return page


def place(page: SplitPage, person_id: str, where: str) -> None:
    box = page._rows[person_id].where
    box.setCurrentIndex(box.findData(where))


def bruna_elsewhere(counter: Counter) -> None:
    counter.desk.record(register("bruna", surname="Zanella"))
    counter.desk.record(
        FormHousehold(
            household_id=an_id("other home"),
            controller_id=TOWN,
            members=(Joining(an_id("bruna"), "applicant"),),
            from_on=datetime.date(2026, 1, 1),
        )
    )


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int], percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    view, home = maria(counter), household(counter)
    found = []
    for page in (
        HouseholdPage(counter.context, view),
        JoinPage(counter.context, view, home),
        SplitPage(counter.context, MARIA, HOME, "Rossi Maria"),
        MoveHousePage(counter.context, view, home),
        HouseholdForm(counter.context, MARIA, "Rossi Maria"),
        ScalePage(counter.context, view),
    ):
        counter.show(page, size=size)
        if isinstance(page, SplitPage):
            place(page, ELENA, GOES)
            place(page, TOMMASO, BOTH)
            settle(counter.jobs)
        found += [f"{type(page).__name__}: {each}" for each in (*problems(page), *unnamed(page))]
    assert found == []


def test_somebody_leaves_with_day_and_reason_and_comes_back(counter: Counter) -> None:
    page = opened(counter)
    named(page, ActionButton, f"member.leave.{ELENA}").click()
    box = named(page, ReasonBox, "member.leave")
    assert box.choice is not None
    box.choice.set_value("adult_child")
    box.confirm.click()
    settle(counter.jobs)
    assert "Elena" not in who_counts(counter)
    (gone,) = household(counter).past
    assert (gone.name, gone.reason) == ("Elena", "adult_child")
    page.reload()
    settle(counter.jobs)
    assert "Figlio o figlia con casa propria" in words_of(page)
    undo(counter)
    assert "Elena" in who_counts(counter)


def test_a_day_that_cannot_be_read_records_nothing(counter: Counter) -> None:
    page = opened(counter)
    named(page, ActionButton, f"member.leave.{ELENA}").click()
    box = named(page, ReasonBox, "member.leave")
    assert box.day is not None
    box.day.set_text("31/31")
    box.confirm.click()
    settle(counter.jobs)
    assert box.day.error
    assert "Elena" in who_counts(counter)


def test_who_counts_elsewhere_moves_in_one_act_and_back(counter: Counter) -> None:
    bruna_elsewhere(counter)
    page = JoinPage(counter.context, maria(counter), household(counter))
    counter.show(page)
    hit = counter.desk.look(lambda here: person_hit(here, an_id("bruna")))[0]
    page.search.chosen.emit(hit)
    settle(counter.jobs)
    assert "Zanella Bruna" in page.picture.spoken()
    page.role.set_value("parent")
    page.save()
    settle(counter.jobs)
    assert "Bruna" in who_counts(counter)
    assert who_counts(counter, an_id("other home")) == set()
    undo(counter)
    assert "Bruna" not in who_counts(counter)
    assert who_counts(counter, an_id("other home")) == {"Bruna"}


def test_a_carer_lives_here_without_counting(counter: Counter) -> None:
    bruna_elsewhere(counter)
    page = JoinPage(counter.context, maria(counter), household(counter))
    counter.show(page)
    page.search.chosen.emit(counter.desk.look(lambda here: person_hit(here, an_id("bruna")))[0])
    settle(counter.jobs)
    page.role.set_value("carer")
    assert not page.counts.isChecked()
    page.save()
    settle(counter.jobs)
    home = household(counter)
    assert [one.name for one in home.others] == ["Bruna"]
    assert who_counts(counter, an_id("other home")) == {"Bruna"}
    words = words_of(opened(counter))
    assert "Assistente familiare" in words


def test_nobody_chosen_is_said_beside_the_search(counter: Counter) -> None:
    page = JoinPage(counter.context, maria(counter), household(counter))
    counter.show(page)
    page.save()
    assert page.search.field.error


def test_a_new_person_begins_from_the_search(counter: Counter) -> None:
    page = JoinPage(counter.context, maria(counter), household(counter))
    counter.show(page)
    page.search.field.set_text("Bianchi Luca")
    named(page, ActionButton, "join.new_person").click()
    assert counter.asked == [("intake", "", "Bianchi Luca")]


def test_a_split_shows_both_households_before_it_is_recorded(counter: Counter) -> None:
    page = split(counter)
    place(page, ELENA, GOES)
    place(page, TOMMASO, BOTH)
    spoken = page.picture.spoken()
    assert "Nuovo nucleo: Fabris Elena Richiedente, Fabris Tommaso" in spoken
    assert "Questo nucleo: Rossi Maria Richiedente, Fabris Giorgio" in spoken
    page.save()
    settle(counter.jobs)
    assert who_counts(counter) == {"Maria", "Giorgio", "Tommaso"}
    stays = counter.desk.look(lambda here: stays_of(here, ELENA))
    new = next(one for one in stays if one.now)
    assert (new.role, new.counts) == ("applicant", True)
    second = household(counter, new.household_id).others
    assert [one.name for one in second] == ["Tommaso"]


def test_a_split_of_who_counts_is_undone(counter: Counter) -> None:
    page = split(counter)
    place(page, ELENA, GOES)
    page.save()
    settle(counter.jobs)
    assert "Elena" not in who_counts(counter)
    undo(counter)
    assert who_counts(counter) == {"Maria", "Giorgio", "Elena", "Tommaso"}


def test_somebody_must_leave_and_somebody_must_stay(counter: Counter) -> None:
    page = split(counter)
    page.save()
    assert page.summary.isVisible()
    for person_id in page._rows:
        place(page, person_id, GOES)
    page.save()
    settle(counter.jobs)
    assert page.summary.isVisible()
    assert len(who_counts(counter)) == 4


def test_a_parked_split_keeps_who_leaves(counter: Counter) -> None:
    page = split(counter)
    place(page, ELENA, GOES)
    page.parked()
    settle(counter.jobs)
    (draft,) = counter.desk.drafts.all()
    again = SplitPage(counter.context, MARIA, "", draft_id=draft.draft_id)
    counter.show(again)
    assert [one.person_id for one in again.movers()] == [ELENA]


def test_looking_at_the_split_form_keeps_no_draft(counter: Counter) -> None:
    page = split(counter)
    page.parked()
    settle(counter.jobs)
    assert counter.desk.drafts.all() == ()


def test_moving_house_changes_the_address_of_all_who_count(counter: Counter) -> None:
    page = MoveHousePage(counter.context, maria(counter), household(counter))
    counter.show(page)
    page.street.set_text("Via Roma")
    page.street_no.set_text("3")
    page.reason.set_text("trasloco")
    page.save()
    settle(counter.jobs)
    for person_id in (MARIA, TOMMASO):
        view = counter.desk.person(person_id)
        assert view is not None
        assert (view.street, view.street_no) == ("Via Roma", "3")
    assert "Via Roma 3" in words_of(opened(counter))


def test_an_address_of_tomorrow_waits_until_it_is_true(counter: Counter) -> None:
    page = MoveHousePage(counter.context, maria(counter), household(counter))
    counter.show(page)
    page.street.set_text("Via Roma")
    page.on.set_day(TODAY + datetime.timedelta(1))
    page.save()
    assert page.on.error


def test_a_household_is_formed_with_a_carer_who_does_not_count(counter: Counter) -> None:
    counter.desk.record(register("bruna", surname="Zanella"))
    counter.desk.record(register("lino", surname="Marcato"))
    page = HouseholdForm(counter.context, an_id("bruna"), "Zanella Bruna")
    counter.show(page)
    page.members.add(Member(an_id("lino"), "Marcato Lino", "carer"))
    page.save()
    settle(counter.jobs)
    view = counter.desk.person(an_id("bruna"))
    assert view is not None
    assert {one.name: one.counts for one in view.members} == {"Bruna": True, "Lino": False}


def test_the_scale_is_worked_out_line_by_line(counter: Counter) -> None:
    page = ScalePage(counter.context, maria(counter))
    counter.show(page)
    assert (page.members.value(), page.kids.value()) == ("4", "1")
    assert "2,46" in words_of(page)
    page.disabled.set_value("1")
    page.minors.setChecked(True)
    page.work.set_value("both")
    settle(counter.jobs)
    words = words_of(page)
    assert "3,16" in words
    assert "+0,20" in words
    assert "+0,50" in words
    assert "DPCM 159/2013" in words
