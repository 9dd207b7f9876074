# SPDX-License-Identifier: EUPL-1.2
"""A card is explained, issued, scanned back and handed over; what is in the way is said."""

import datetime

import msgspec
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel

from tests.builders import TERRITORY, a_fund, an_id, isee, register
from tests.support.desks import card_code
from tests.ui.counter import MARIA, Counter, act_key, issued, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.desk.views.people import CardView
from welfare_desk.operations.cards import ActivateCard
from welfare_desk.store.rows import save
from welfare_desk.ui.cards.hand_over_page import HandOverPage
from welfare_desk.ui.cards.issue_page import IssuePage
from welfare_desk.ui.cards.words import CardWords


def opened(counter: Counter, person_id: str = MARIA) -> IssuePage:
    page = IssuePage(counter.context, person_id)
    counter.show(page, "cards")
    return page


def handing(counter: Counter) -> HandOverPage:
    page = HandOverPage(counter.context, MARIA, issued(counter.desk))
    counter.show(page, "cards")
    return page


def card(counter: Counter) -> CardView:
    person = counter.desk.person(MARIA)
    assert person is not None
    return person.cards[0]


def scan_card(counter: Counter, page: HandOverPage, code: str) -> bool:
    """What the window does with a scan while the page is in front."""
    taken = page.take_scan(counter.desk.look_up(code))
    settle(counter.jobs)
    return taken


def test_enter_and_ctrl_enter_issue_and_the_scan_activates(counter: Counter) -> None:
    page = opened(counter)
    assert QApplication.focusWidget() is page.fund.control
    press(page.fund.control, "\r", Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.confirm.safe_button
    act_key(counter, "confirm")
    assert [job.document for job in counter.jobs_queued] == ["card"]
    following = counter.page
    assert isinstance(following, HandOverPage)
    assert card(counter).state == "issued"
    assert scan_card(counter, following, card_code(card(counter).card_no))
    assert card(counter).state == "active"
    act_key(counter, "confirm")
    assert card(counter).state == "handed_over"
    assert [job.document for job in counter.jobs_queued] == ["card", "receipt"]
    assert counter.closed == [page, following]


def test_the_amount_is_explained_and_named_before_it_is_confirmed(counter: Counter) -> None:
    page = opened(counter)
    texts = [label.text() for label in page.steps.findChildren(QLabel)]
    assert "380,00\u00a0€" in texts
    assert any("12.000,00" in text for text in texts)
    assert "380,00" in page.confirm.notice.fact.text()
    assert "Rossi Maria" in page.confirm.notice.remedy.text()


def test_the_safe_button_issues_nothing(counter: Counter) -> None:
    page = opened(counter)
    page.confirm.arm()
    press(page.confirm.safe_button, " ", Qt.Key.Key_Space)
    settle(counter.jobs)
    assert counter.closed == [page]
    person = counter.desk.person(MARIA)
    assert person is not None
    assert person.cards == ()


def test_a_second_press_issues_one_card(counter: Counter) -> None:
    page = opened(counter)
    page.presenter.issue()
    page.presenter.issue()
    settle(counter.jobs)
    person = counter.desk.person(MARIA)
    assert person is not None
    assert len(person.cards) == 1


def test_the_preview_is_the_card_that_will_come_out(counter: Counter) -> None:
    page = opened(counter)
    settle(counter.jobs)
    seen = read_code(page.card_view.image())
    act_key(counter, "confirm")
    assert seen == card_code(card(counter).card_no)


def test_a_household_that_has_its_voucher_is_told_so(counter: Counter) -> None:
    issued(counter.desk)
    page = opened(counter)
    assert page.notice.isVisible()
    assert "già avuto" in page.notice.fact.text() + page.notice.remedy.text()
    assert not page.confirm.confirm_button.isEnabled()
    act_key(counter, "confirm")
    assert counter.jobs_queued == []


def test_a_person_without_household_is_told_what_to_do(counter: Counter) -> None:
    counter.desk.record(register("sola"))
    page = opened(counter, an_id("sola"))
    assert "nucleo" in page.notice.fact.text()
    assert not page.ask.isVisible()
    assert not page.confirm.confirm_button.isEnabled()


def test_an_isee_over_the_limit_marks_its_line(counter: Counter) -> None:
    first = isee("isee-2", "home", 2_000_000)
    counter.desk.record(msgspec.structs.replace(first, issued_on=datetime.date(2026, 6, 1)))
    page = opened(counter)
    fund, person = page.presenter.fund(), page.presenter.person
    assert fund is not None
    assert person is not None
    assert fund.obstacle == "not_entitled"
    failed = [step for step in CardWords().steps(fund, person, "it") if step.state == "failed"]
    assert [step.value for step in failed] == ["20.000,00\u00a0€"]
    assert page.notice.isVisible()
    assert not page.confirm.confirm_button.isEnabled()


def test_another_card_is_not_activated_by_mistake(counter: Counter) -> None:
    page = handing(counter)
    assert not scan_card(counter, page, card_code("0000 0000 0000".replace(" ", "")))
    assert card(counter).state == "issued"


def test_a_torn_code_is_said_and_activates_nothing(counter: Counter) -> None:
    page = handing(counter)
    code = card_code(card(counter).card_no)
    assert scan_card(counter, page, code[:-20])
    assert card(counter).state == "issued"
    assert "rovinato" in page.notice.fact.text()


def test_a_forged_code_with_the_right_number_activates_nothing(counter: Counter) -> None:
    page = handing(counter)
    code = card_code(card(counter).card_no)
    other = "A" if code[-3] != "A" else "B"
    scan_card(counter, page, f"{code[:-3]}{other}{code[-2:]}")
    assert card(counter).state == "issued"


def test_without_a_reader_the_number_is_typed(counter: Counter) -> None:
    page = handing(counter)
    page.number.set_text(card(counter).card_no)
    press(page.number.line, "\r", Qt.Key.Key_Return)
    settle(counter.jobs)
    assert card(counter).state == "active"


def test_the_scan_back_says_that_the_print_came_out_well(counter: Counter) -> None:
    page = handing(counter)
    job = counter.desk.queue_print("card", card(counter).card_id)
    counter.desk.prints.set_state(job.job_id, "to_check")
    scan_card(counter, page, card_code(card(counter).card_no))
    assert [row.state for row in counter.desk.print_list()] == ["printed"]


def test_a_card_cannot_be_handed_over_before_its_scan(counter: Counter) -> None:
    page = handing(counter)
    act_key(counter, "confirm")
    assert card(counter).state == "issued"
    assert not page.hand_button.isEnabled()


def test_a_card_already_active_asks_for_the_signature_at_once(counter: Counter) -> None:
    card_id = issued(counter.desk)
    counter.desk.record(ActivateCard(card_id=card_id))
    page = HandOverPage(counter.context, MARIA, card_id)
    counter.show(page, "cards")
    assert page.hand_button.isEnabled()
    assert page.taker.isVisible()
    assert not page.by_hand.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 700)])
def test_nothing_is_cut_or_unnamed(counter: Counter, size: tuple[int, int]) -> None:
    page = IssuePage(counter.context, MARIA)
    counter.show(page, "cards", size)
    assert problems(page) + problems(page.panel) == []
    assert unnamed(page) + unnamed(page.panel) == []
    words = page.confirm.notice
    below = words.mapTo(page.panel, words.rect().bottomLeft()).y()
    foot = page.confirm.mapTo(page.panel, page.confirm.rect().topLeft()).y()
    assert below < foot, "person and amount are read before they are confirmed"
    act_key(counter, "confirm")
    following = counter.page
    assert isinstance(following, HandOverPage)
    counter.shell.resize(*size)
    assert problems(following) + problems(following.panel) == []
    assert unnamed(following) + unnamed(following.panel) == []


def read_code(image: QImage) -> str:
    """Return what a reader sees on a picture."""
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    picture = Image.frombytes(
        "L", (grey.width(), grey.height()), data, "raw", "L", grey.bytesPerLine()
    )
    found = zxingcpp.read_barcodes(picture.resize((grey.width() * 3, grey.height() * 3)))
    return str(found[0].text) if found else ""


def test_a_balance_on_the_health_card_prints_nothing(counter: Counter) -> None:
    fund = a_fund(carrier="health_card")
    with counter.desk._store.write() as conn:
        save(conn, TERRITORY, {(fund.KIND, fund.id): fund})
    page = opened(counter)
    assert not page.card_view.isVisible()
    assert page.presenter.health_card()
    act_key(counter, "confirm")
    assert counter.jobs_queued == []
    assert (card(counter).state, card(counter).carrier) == ("issued", "health_card")
    following = counter.page
    assert isinstance(following, HandOverPage)
    assert following.presenter.next() == "hand_over"
    assert not following.card_view.isVisible(), "there is no card to look at"
    act_key(counter, "confirm")
    assert card(counter).state == "handed_over"
    assert counter.desk.verify_card("RSSMRA62C45H501N").outcome == "good"
