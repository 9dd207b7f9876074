# SPDX-License-Identifier: EUPL-1.2
"""A purchase at the counter: the shop by its name, what is left before, refusals in words."""

import datetime

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import MERCHANT, TERRITORY, TODAY, a_fund, an_id, an_operator
from tests.support.desks import card_code
from tests.ui.cards.test_large_text import sideways
from tests.ui.counter import MARIA, PIN, Counter, act_key, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.session import verifier_of
from welfare_desk.desk.views.people import CardView
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.store import rights
from welfare_desk.store.rows import save
from welfare_desk.ui.cards.page import CardsPage
from welfare_desk.ui.cards.purchase_page import PurchasePage
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.people.person_page import PersonPage

LAST = TODAY - datetime.timedelta(days=1)
VERIFIER = verifier_of(PIN)


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
    assert "Il giorno in «Giorno dell'acquisto» deve ancora venire" in said(page)
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


def change(counter: Counter, row: Record) -> None:
    with counter.desk._store.write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row})


def test_a_fund_without_partial_use_takes_the_whole_balance(counter: Counter) -> None:
    change(counter, a_fund(partial_use=False))
    page = filled(counter, "10")
    assert page.amount.line.isReadOnly()
    act_key(counter, "confirm")
    assert (card(counter).balance_cents, card(counter).state) == (0, "used")


@pytest.mark.parametrize(
    "changes", [{"state": "suspended"}, {"fund_ids": (an_id("other"),)}, {"admitted_to": LAST}]
)
def test_a_shop_that_is_not_admitted_is_refused_by_its_name(
    counter: Counter, changes: dict[str, object]
) -> None:
    shop = counter.desk.look(lambda here: here.one(Merchant, MERCHANT))
    assert shop is not None
    change(counter, msgspec.structs.replace(shop, **changes))
    page = filled(counter)
    assert "non può accettare tessere di questa misura" in said(page)
    act_key(counter, "confirm")
    assert card(counter).balance_cents == 38_000


def test_a_card_past_its_last_day_is_refused(counter: Counter) -> None:
    page = filled(counter)
    row = counter.desk.look(lambda here: here.one(VoucherCard, an_id("card")))
    assert row is not None
    change(counter, msgspec.structs.replace(row, expires_on=LAST))
    page.reload()
    settle(counter.jobs)
    assert "scaduta" in said(page)
    page.day.set_day(LAST)
    settle(counter.jobs)
    assert page.confirm.confirm_button.isEnabled()


def test_an_unknown_name_says_that_no_shop_has_it(counter: Counter) -> None:
    page = filled(counter)
    page.shop.set_text("nessuno")
    assert "non è nell'elenco" in said(page)
    assert not page.confirm.confirm_button.isEnabled()


def test_a_day_that_cannot_be_read_is_said(counter: Counter) -> None:
    page = filled(counter)
    page.day.set_text("45/13")
    settle(counter.jobs)
    assert "La data non si capisce (45/13)" in said(page)
    assert not page.confirm.confirm_button.isEnabled()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_the_person_page_offers_it_for_each_usable_card(
    counter: Counter, size: tuple[int, int], percent: int
) -> None:
    counter.look.set_theme(text_percent=percent)
    card_id = active(counter)
    page = PersonPage(counter.context, MARIA)
    counter.show(page, size=size)
    page.tabs.set_current("bookings")
    settle(counter.jobs)
    before = sideways(counter)
    page.tabs.set_current("cards")
    settle(counter.jobs)
    assert problems(page) + unnamed(page) == []
    assert sideways(counter) == before
    button = page.findChild(ActionButton, f"person.purchase.{card_id}")
    assert button is not None
    button.click()
    settle(counter.jobs)
    assert isinstance(counter.page, PurchasePage)


def test_who_may_not_redeem_is_offered_nothing(counter: Counter) -> None:
    active(counter)
    change(
        counter,
        msgspec.structs.replace(an_operator("anna", "social_worker"), pin_verifier=VERIFIER),
    )
    counter.desk.session.log_in("anna", PIN)
    page = CardsPage(counter.context)
    counter.show(page, "cards")
    assert not page.purchase.isVisible()
