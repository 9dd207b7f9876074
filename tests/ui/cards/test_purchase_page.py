# SPDX-License-Identifier: EUPL-1.2
"""A purchase at the counter: the shop by its name, what is left before, refusals in words."""

import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import TODAY, an_id
from tests.support.desks import card_code
from tests.ui.cards.test_large_text import sideways
from tests.ui.counter import MARIA, PIN, Counter, act_key, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.people import CardView
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.store import rights
from welfare_desk.ui.cards.page import CardsPage
from welfare_desk.ui.cards.purchase_page import PurchasePage
from welfare_desk.ui.kit.text import Text


def active(counter: Counter) -> str:
    card_id = issued(counter.desk)
    counter.desk.record(ActivateCard(card_id=card_id))
    return card_id


def opened(counter: Counter) -> PurchasePage:
    page = PurchasePage(counter.context, MARIA, active(counter))
    counter.show(page, "cards")
    return page


def filled(counter: Counter, amount: str = "30,50") -> PurchasePage:
    page = opened(counter)
    page.shop.set_text("esempio")
    QTest.keyClick(page.shop.line, Qt.Key.Key_Return)
    page.amount.set_text(amount)
    return page


def card(counter: Counter) -> CardView:
    person = counter.desk.person(MARIA)
    assert person is not None
    (row,) = person.cards
    return row


def lose_balance(counter: Counter) -> None:
    with counter.desk._store.write() as conn:
        held = rights.held(conn, (f"balance:{an_id('card')}",))
        rights.set_left(conn, {row.lease_id: 0 for row in held})


def said(page: PurchasePage) -> str:
    return f"{page.notice.fact.text()} {page.notice.remedy.text()}"


@pytest.mark.parametrize("who", ["anna", "marta"])
def test_keys_alone_record_a_purchase(counter: Counter, who: str) -> None:
    counter.desk.session.log_in(who, PIN)
    page = filled(counter)
    assert page.amount.line.hasFocus()
    shown = " ".join(text.text() for text in page.facts.findChildren(Text))
    assert "349,50" in shown
    act_key(counter, "confirm")
    assert card(counter).balance_cents == 34_950
    assert counter.closed == [page]
    assert "30,50" in counter.toasts[-1]
    assert counter.undos[-1] is None


def test_nothing_is_recorded_without_a_shop_or_an_amount(counter: Counter) -> None:
    page = opened(counter)
    page.amount.set_text("10")
    act_key(counter, "confirm")
    page.shop.set_text("esempio")
    page.shop.line.returnPressed.emit()
    page.amount.set_text("")
    act_key(counter, "confirm")
    assert not page.confirm.confirm_button.isEnabled()
    assert card(counter).balance_cents == 38_000


def test_more_than_the_balance_is_refused_with_what_is_left(counter: Counter) -> None:
    page = filled(counter, "380,01")
    assert "380,00" in said(page)
    assert not page.confirm.confirm_button.isEnabled()


def test_a_blocked_card_is_refused_in_words(counter: Counter) -> None:
    page = filled(counter)
    counter.desk.record(BlockCard(card_id=an_id("card"), reason="lost"))
    page.reload()
    settle(counter.jobs)
    assert "bloccata" in said(page)
    act_key(counter, "confirm")
    assert card(counter).balance_cents == 38_000


def test_a_day_that_has_not_come_is_refused(counter: Counter) -> None:
    page = filled(counter)
    page.day.set_day(TODAY + datetime.timedelta(days=1))
    settle(counter.jobs)
    assert "deve ancora venire" in said(page)
    assert not page.confirm.confirm_button.isEnabled()


def test_a_balance_elsewhere_makes_it_provisional_and_says_so(counter: Counter) -> None:
    page = filled(counter)
    lose_balance(counter)
    page.reload()
    settle(counter.jobs)
    assert page.ask.isVisible()
    act_key(counter, "confirm")
    assert "provvisorio" in counter.toasts[-1]


def test_a_scan_of_the_code_leads_to_the_purchase(counter: Counter) -> None:
    active(counter)
    number = card(counter).card_no
    page = CardsPage(counter.context)
    counter.show(page, "cards")
    assert page.take_scan(counter.desk.look_up(card_code(number)))
    settle(counter.jobs)
    assert page.purchase.isVisible()
    page.purchase.click()
    settle(counter.jobs)
    assert isinstance(counter.page, PurchasePage)
    assert counter.page.presenter.card_id == an_id("card")


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_or_unnamed(counter: Counter, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    page = filled(counter)
    settle(counter.jobs)
    assert problems(page) + problems(page.panel) == []
    assert sideways(counter) == []
    assert unnamed(page) + unnamed(page.panel) == []
