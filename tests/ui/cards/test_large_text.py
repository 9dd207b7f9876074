# SPDX-License-Identifier: EUPL-1.2
"""At 200 % nothing of the pages of a card is cut, and none of them scrolls sideways."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QScrollArea

from tests.ui.counter import MARIA, Counter, issued, settle
from tests.ui.layout_checks import problems
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.ui.cards.batch_page import BatchPage
from welfare_desk.ui.cards.calibration_page import CalibrationPage
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.issue_page import IssuePage
from welfare_desk.ui.cards.page import CardsPage
from welfare_desk.ui.cards.replace_page import ReplacePage
from welfare_desk.ui.cards.stock_page import StockPage
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.lock_page import LockOperator
from welfare_desk.ui.page import Page

Maker = Callable[[Counter], Page]


def hand_over(counter: Counter) -> Page:
    return HandOverPage(counter.context, MARIA, active(counter))


def replace(counter: Counter) -> Page:
    return ReplacePage(counter.context, MARIA, active(counter))


def issue(counter: Counter) -> Page:
    return IssuePage(counter.context, MARIA)


def cards(counter: Counter) -> Page:
    active(counter)
    return CardsPage(counter.context)


def batch(counter: Counter) -> Page:
    return BatchPage(counter.context)


def stock(counter: Counter) -> Page:
    return StockPage(counter.context)


def calibration(counter: Counter) -> Page:
    return CalibrationPage(counter.context)


def active(counter: Counter) -> str:
    card_id = issued(counter.desk)
    counter.desk.record(ActivateCard(card_id=card_id))
    return card_id


def sideways(counter: Counter) -> list[int]:
    """Return how far each scroll area that is seen could be moved to the side."""
    areas = counter.shell.findChildren(QScrollArea)
    moves = [area.horizontalScrollBar().maximum() for area in areas if area.isVisible()]
    return [pixels for pixels in moves if pixels]


@pytest.mark.parametrize("make", [hand_over, replace, issue, cards, batch, stock, calibration])
def test_nothing_is_cut_at_200_percent(counter: Counter, make: Maker) -> None:
    counter.look.set_theme(text_percent=200)
    counter.show(make(counter))
    assert problems(counter.shell) == []
    assert sideways(counter) == []


def test_a_key_leaves_its_button_before_words_are_cut(counter: Counter) -> None:
    counter.look.set_theme(text_percent=200)
    page = counter.show(hand_over(counter))
    assert isinstance(page, HandOverPage)
    button: ActionButton = page.hand_button
    assert not button.shows_key()
    assert button.accessibleDescription() == "Ctrl+Invio"
    counter.look.set_theme(text_percent=100)
    counter.show(page)
    assert button.shows_key()


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_lock_shows_card_and_clock_whole(counter: Counter, percent: int) -> None:
    counter.look.set_theme(text_percent=percent)
    shell = counter.shell
    shell.lock_page.set_body("Comune di Piazzola sul Brenta", "Sportello 1")
    shell.lock_page.set_clock("12:43", "mercoledì 23 settembre 2026")
    shell.lock_page.set_operators((LockOperator("1", "Anna Rossetto", "AR"),))
    shell.resize(1366, 768)
    shell.show()
    shell.lock()
    settle(counter.jobs)
    assert problems(shell.lock_page) == []
    assert sideways(counter) == []
    assert shell.lock_page.pin.visibleRegion().boundingRect().height() > 20
