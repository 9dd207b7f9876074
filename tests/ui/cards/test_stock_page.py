# SPDX-License-Identifier: EUPL-1.2
"""Cards are counted at a change of shift, beside what the desk itself knows of them."""

from __future__ import annotations

import pytest

from tests.builders import FUND, an_id
from tests.ui.counter import Counter, act_key, issued, settle
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.stock import StockView, stock_view
from welfare_desk.operations.card_life import CountStock, PrintCard, VoidCard
from welfare_desk.operations.cards import ActivateCard, HandOverCard
from welfare_desk.ui.cards.stock_page import StockPage


def opened(counter: Counter, size: tuple[int, int] = (1366, 768)) -> StockPage:
    page = StockPage(counter.context)
    counter.show(page, "cards", size)
    return page


def view(counter: Counter) -> StockView:
    return counter.desk.look(stock_view)


def count(counter: Counter, *, blanks: int, printed: int, expected_blanks: int) -> None:
    counter.desk.record(
        CountStock(
            count_id=counter.desk.new_id(),
            blanks=blanks,
            printed=printed,
            expected_blanks=expected_blanks,
        )
    )


def type_in(counter: Counter, page: StockPage, **numbers: str) -> None:
    for name, text in numbers.items():
        page.fields[name].set_text(text)
    settle(counter.jobs)


def test_blanks_are_expected_from_the_last_count_and_the_cards_since(counter: Counter) -> None:
    assert view(counter).expected_blanks is None
    count(counter, blanks=50, printed=0, expected_blanks=50)
    counter.desk._clock.advance(minutes=1)  # type: ignore[attr-defined]
    card_id = issued(counter.desk)
    assert (view(counter).expected_blanks, view(counter).expected_printed) == (50, 0)
    counter.desk.record(PrintCard(card_id=card_id))
    assert (view(counter).expected_blanks, view(counter).expected_printed) == (49, 1)
    new = an_id("new")
    counter.desk.record(VoidCard(card_id=card_id, new_card_id=new, fund_id=FUND, reason="smudged"))
    found = view(counter)
    assert (found.expected_blanks, found.expected_printed, found.spoilt) == (49, 0, 1)
    counter.desk.record(ActivateCard(card_id=new))
    assert (view(counter).expected_blanks, view(counter).expected_printed) == (48, 1)
    counter.desk.record(HandOverCard(card_id=new))
    assert (view(counter).expected_blanks, view(counter).expected_printed) == (48, 0)


def test_print_put_away_before_it_was_confirmed_took_a_blank_too(counter: Counter) -> None:
    count(counter, blanks=50, printed=0, expected_blanks=50)
    counter.desk._clock.advance(minutes=1)  # type: ignore[attr-defined]
    card_id = issued(counter.desk)
    counter.desk.record(
        VoidCard(card_id=card_id, new_card_id=an_id("new"), fund_id=FUND, reason="jammed")
    )
    assert view(counter).expected_blanks == 49


def test_difference_is_said_before_it_is_recorded_and_kept_after(counter: Counter) -> None:
    count(counter, blanks=50, printed=0, expected_blanks=50)
    page = opened(counter)
    assert not page.confirm.isEnabled()
    type_in(counter, page, blanks="57", printed="0", added="10")
    assert "−3" in page.notice.fact.text()
    page.note.set_text("tre in prestito al municipio")
    act_key(counter, "confirm")
    last = view(counter).counts[0]
    assert (last.blanks, last.blanks_off, last.added) == (57, -3, 10)
    assert last.note == "tre in prestito al municipio"
    assert page.fields["blanks"].text() == ""


def test_count_as_expected_says_so(counter: Counter) -> None:
    count(counter, blanks=50, printed=0, expected_blanks=50)
    page = opened(counter)
    type_in(counter, page, blanks="50", printed="0")
    assert page.notice.property("tone") == "ok"


@pytest.mark.parametrize("text", ["", "-1", "x", "1,5", "1234567", "²"])
def test_what_is_no_number_is_not_recorded(counter: Counter, text: str) -> None:
    page = opened(counter)
    type_in(counter, page, blanks=text, printed="0")
    assert not page.confirm.isEnabled()
    act_key(counter, "confirm")
    assert view(counter).counts == ()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    count(counter, blanks=50, printed=3, expected_blanks=50)
    page = opened(counter, size)
    type_in(counter, page, blanks="1", printed="0")
    assert problems(page) == []
    assert unnamed(page) == []
