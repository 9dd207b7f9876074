# SPDX-License-Identifier: EUPL-1.2
"""A card is checked with no network, and the outcome is said in words."""

import pytest
from PySide6.QtCore import Qt

from tests.builders import an_id
from tests.support.desks import card_code
from tests.ui.counter import MARIA, Counter, issued, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.sentences import outcome_words
from welfare_desk.operations.cards import ActivateCard, BlockCard
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.page import CardsPage


def opened(counter: Counter) -> CardsPage:
    page = CardsPage(counter.context)
    counter.show(page, "cards")
    return page


def number(counter: Counter) -> str:
    person = counter.desk.person(MARIA)
    assert person is not None
    return person.cards[0].card_no


def check(counter: Counter, page: CardsPage, code: str) -> str:
    """Scan a code at the page and return what it says."""
    assert page.take_scan(counter.desk.look_up(code))
    settle(counter.jobs)
    return page.outcome.fact.text()


def test_an_empty_page_says_how_to_begin(counter: Counter) -> None:
    page = opened(counter)
    assert page.empty.isVisible()
    assert not page.card.isVisible()


def test_each_outcome_has_words_of_its_own(counter: Counter) -> None:
    card_id = issued(counter.desk)
    page = opened(counter)
    code = card_code(number(counter))
    other = "A" if code[-3] != "A" else "B"
    said = [check(counter, page, code)]
    counter.desk.record(ActivateCard(card_id=card_id))
    said.append(check(counter, page, code))
    counter.desk.record(BlockCard(card_id=card_id, reason="lost"))
    said.append(check(counter, page, code))
    said.append(check(counter, page, code[:-30]))
    said.append(check(counter, page, f"{code[:-3]}{other}{code[-2:]}"))
    assert len(set(said)) == 5


def test_a_number_is_found_with_blanks_and_small_letters(counter: Counter) -> None:
    issued(counter.desk)
    page = opened(counter)
    text = number(counter)
    page.number.set_text(f"{text[:4]} {text[4:8]} {text[8:]}".lower())
    press(page.number.line, "\r", Qt.Key.Key_Return)
    settle(counter.jobs)
    assert page.outcome.isVisible()
    assert page.person.isEnabled()
    page.person.click()
    assert counter.opened == [MARIA]


def test_an_unknown_number_says_what_to_do(counter: Counter) -> None:
    page = opened(counter)
    page.number.set_text("ABCD EFGH JKMN")
    page.check.click()
    settle(counter.jobs)
    assert page.outcome.isVisible()
    assert not page.person.isEnabled()


def test_a_check_says_what_to_tell_the_person_and_what_the_document_must_show(
    counter: Counter,
) -> None:
    card_id = issued(counter.desk)
    counter.desk.record(ActivateCard(card_id=card_id))
    page = opened(counter)
    code = card_code(number(counter))
    check(counter, page, code)
    assert page.say.isVisible()
    assert outcome_words("good", lang=counter.context.lang).say in page.say.text()
    assert "M. R." in page.aside.text()
    assert "1962" in page.aside.text()
    check(counter, page, code[:-30])
    assert "1962" not in page.aside.text()


def test_a_card_not_yet_activated_goes_on_from_here(counter: Counter) -> None:
    issued(counter.desk)
    page = opened(counter)
    assert page.go_on.isVisible()
    page.go_on.click()
    settle(counter.jobs)
    assert isinstance(counter.page, HandOverPage)


def test_a_card_can_be_blocked_from_here(counter: Counter) -> None:
    issued(counter.desk)
    page = opened(counter)
    page.replace.click()
    assert counter.asked == [("replace", MARIA, an_id("card"))]


def test_a_person_scanned_here_is_opened_by_the_window(counter: Counter) -> None:
    page = opened(counter)
    assert not page.take_scan(counter.desk.look_up("RSSMRA62C45H501N"))


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    issued(counter.desk)
    page = CardsPage(counter.context)
    counter.show(page, "cards", size)
    check(counter, page, card_code(number(counter)))
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []
