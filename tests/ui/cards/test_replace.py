# SPDX-License-Identifier: EUPL-1.2
"""A lost card dies at once; its balance lives once, on a new number."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from tests.builders import an_id
from tests.support.desks import card_code
from tests.ui.counter import MARIA, Counter, act_key, issued, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.people import CardView
from welfare_desk.operations.cards import ActivateCard, BlockCard, HandOverCard
from welfare_desk.store import rights
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.replace_page import ReplacePage


def opened(counter: Counter) -> ReplacePage:
    card_id = issued(counter.desk)
    counter.desk.record(ActivateCard(card_id=card_id))
    page = ReplacePage(counter.context, MARIA, card_id)
    counter.show(page, "cards")
    return page


def cards(counter: Counter) -> dict[str, CardView]:
    person = counter.desk.person(MARIA)
    assert person is not None
    return {row.card_id: row for row in person.cards}


def test_a_digit_and_ctrl_enter_replace_and_the_scan_activates(counter: Counter) -> None:
    page = opened(counter)
    focused = QApplication.focusWidget()
    assert focused is page
    press(focused, "1")
    act_key(counter, "confirm")
    found = cards(counter)
    old = found.pop(an_id("card"))
    (new,) = found.values()
    assert (old.state, old.block_reason, old.balance_cents) == ("replaced", "lost", 0)
    assert (new.state, new.balance_cents) == ("issued", 38_000)
    assert [job.document for job in counter.jobs_queued] == ["card"]
    following = counter.page
    assert isinstance(following, HandOverPage)
    assert following.take_scan(counter.desk.look_up(card_code(new.card_no)))
    settle(counter.jobs)
    assert cards(counter)[new.card_id].state == "active"


def test_without_a_reason_nothing_happens(counter: Counter) -> None:
    page = opened(counter)
    act_key(counter, "confirm")
    assert not page.confirm.confirm_button.isEnabled()
    assert [row.state for row in cards(counter).values()] == ["active"]


def test_a_card_can_be_blocked_only(counter: Counter) -> None:
    page = opened(counter)
    press(page, "2")
    page.meaning.set_value("block")
    act_key(counter, "confirm")
    (card,) = cards(counter).values()
    assert (card.state, card.block_reason, card.balance_cents) == ("blocked", "stolen", 38_000)
    assert counter.closed == [page]
    assert card.card_no[:4] in counter.toasts[-1]


def test_a_blocked_card_can_still_be_replaced_but_not_blocked_again(counter: Counter) -> None:
    page = opened(counter)
    counter.desk.record(BlockCard(card_id=an_id("card"), reason="lost"))
    page.reload()
    settle(counter.jobs)
    press(page, "1")
    assert page.confirm.confirm_button.isEnabled()
    page.meaning.set_value("block")
    assert not page.confirm.confirm_button.isEnabled()


@pytest.fixture
def elsewhere(counter: Counter) -> Callable[[], None]:
    """Let another desk hold the balance of the card."""

    def take() -> None:
        with counter.desk._store.write() as conn:
            held = rights.held(conn, (f"balance:{an_id('card')}",))
            rights.set_left(conn, {row.lease_id: 0 for row in held})

    return take


def test_a_balance_held_elsewhere_lets_only_block(
    counter: Counter, elsewhere: Callable[[], None]
) -> None:
    page = opened(counter)
    elsewhere()
    page.reload()
    settle(counter.jobs)
    press(page, "1")
    assert page.notice.isVisible()
    assert page.ask.isVisible()
    assert not page.confirm.confirm_button.isEnabled()
    page.meaning.set_value("block")
    assert page.confirm.confirm_button.isEnabled()
    act_key(counter, "confirm")
    assert [row.state for row in cards(counter).values()] == ["blocked"]


def test_the_amber_panel_names_person_amount_and_effect(counter: Counter) -> None:
    page = opened(counter)
    press(page, "1")
    said = page.confirm.notice.remedy.text()
    assert "Rossi Maria" in said
    assert "380,00" in said


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    card_id = issued(counter.desk)
    page = ReplacePage(counter.context, MARIA, card_id)
    counter.show(page, "cards", size)
    press(page, "1")
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []


def test_a_stolen_card_waits_for_the_number_of_the_report(counter: Counter) -> None:
    page = opened(counter)
    press(page, "2")
    assert page.report.isVisible()
    assert not page.confirm.confirm_button.isEnabled()
    page.report.set_text("123/2026")
    assert page.confirm.confirm_button.isEnabled()
    act_key(counter, "confirm")
    assert cards(counter)[an_id("card")].block_reason == "stolen: 123/2026"


def test_a_damaged_card_waits_until_the_old_one_is_here(counter: Counter) -> None:
    page = opened(counter)
    press(page, "3")
    assert page.taken_back.isVisible()
    assert not page.confirm.confirm_button.isEnabled()
    page.taken_back.click()
    act_key(counter, "confirm")
    assert cards(counter)[an_id("card")].state == "replaced"


def test_a_spoilt_print_is_put_away_before_it_was_handed_over(counter: Counter) -> None:
    page = opened(counter)
    assert page.spoilt.isVisible()
    press(page, "1")
    press(page, "4")
    assert (page.reason.value(), page.spoilt.value()) == ("", "jammed")
    act_key(counter, "confirm")
    found = cards(counter)
    old = found.pop(an_id("card"))
    assert (old.state, old.block_reason, old.balance_cents) == ("voided", "jammed", 0)
    assert [(row.state, row.balance_cents) for row in found.values()] == [("issued", 38_000)]


def test_a_card_in_somebodys_hands_is_no_spoilt_print(counter: Counter) -> None:
    page = opened(counter)
    counter.desk.record(HandOverCard(card_id=an_id("card")))
    page.reload()
    settle(counter.jobs)
    assert not page.spoilt.isVisible()
    press(page, "4")
    assert page.presenter.reason == ""
