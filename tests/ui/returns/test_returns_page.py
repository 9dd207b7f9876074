# SPDX-License-Identifier: EUPL-1.2
"""Rientri at the window: the shop, scans with no key between, the pile, the receipt."""

import pytest
from PySide6.QtCore import Qt

from tests.builders import MERCHANT, an_id
from tests.desk.test_returns import given, owed, whole_vouchers
from tests.ui.counter import Counter, settle
from tests.ui.keys import press
from tests.ui.layout_checks import problems, unnamed
from welfare_desk.models.settlement import ReturnBatch
from welfare_desk.operations.cards import BlockCard
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.returns.page import ReturnsPage
from welfare_desk.ui.today.now_panel import NowPanel

ANNA = an_id("anna")


def opened(counter: Counter) -> ReturnsPage:
    page = ReturnsPage(counter.context)
    counter.show(page, "returns")
    settle(counter.jobs)
    return page


def begun(counter: Counter) -> ReturnsPage:
    """Open the page and take the first shop by Enter."""
    page = opened(counter)
    page.sought.set_text("esempio")
    settle(counter.jobs)
    page.sought.line.returnPressed.emit()
    settle(counter.jobs)
    assert page.presenter.view is not None
    return page


def scan(counter: Counter, page: ReturnsPage, *codes: str) -> None:
    for code in codes:
        assert page.take_scan(counter.desk.look_up(code))
        settle(counter.jobs)


def test_shops_are_found_by_their_words(counter: Counter) -> None:
    page = opened(counter)
    assert [row.name for row in page._shops.rows] == ["Negozio ESEMPIO"]
    page.sought.set_text("farmacia")
    settle(counter.jobs)
    assert page._shops.rows == ()
    assert page._no_shop.isVisible()


def test_before_a_shop_is_chosen_a_scan_is_the_windows(counter: Counter) -> None:
    (code,) = given(counter.desk, "uno")
    assert not opened(counter).take_scan(counter.desk.look_up(code))


def test_vouchers_need_no_key_and_errors_stop_nothing(counter: Counter) -> None:
    whole_vouchers(counter.desk)
    codes = given(counter.desk, "uno", "due", "tre")
    counter.desk.record(BlockCard(card_id=an_id("card due"), reason="smarrita"))
    page = begun(counter)
    scan(counter, page, *codes)
    assert (page.taken.value.text(), page.aside.value.text()) == ("2", "1")
    assert page.total.value.text() == "240,00\u00a0€"
    assert len(page._pieces.rows) == 3
    assert "Accolto" in page.notice.fact.text()
    assert page.panel.title.text() == "Da parte: 1"
    assert owed(counter.desk) == 24_000


def test_amount_of_the_receipt_comes_before_the_scan_of_a_card(counter: Counter) -> None:
    (code,) = given(counter.desk, "uno")
    page = begun(counter)
    page.amount.set_text("45,5")
    scan(counter, page, code)
    assert (page.taken.value.text(), page.total.value.text()) == ("1", "45,50\u00a0€")
    assert page.amount.text() == ""
    page.amount.set_text("molto")
    scan(counter, page, code)
    assert page.amount.text() == "molto"
    assert page.taken.value.text() == "1"


def test_closing_prints_the_receipt_and_asks_for_the_next_shop(counter: Counter) -> None:
    whole_vouchers(counter.desk)
    (code,) = given(counter.desk, "uno")
    page = begun(counter)
    scan(counter, page, code)
    assert page.act("confirm")
    settle(counter.jobs, 3)
    (row,) = counter.desk.look(lambda here: here.where(ReturnBatch, "merchant_id", MERCHANT))
    assert (row.taken, row.amount_cents) == (1, 12_000)
    assert [job.document for job in counter.desk.print_list()] == ["return_receipt"]
    assert page.presenter.view is None


def test_return_that_was_put_off_goes_on(counter: Counter) -> None:
    whole_vouchers(counter.desk)
    codes = given(counter.desk, "uno", "due")
    page = begun(counter)
    scan(counter, page, codes[0])
    assert page.act("back")
    assert page.presenter.view is None
    again = opened(counter)
    assert again.presenter.view is not None
    scan(counter, again, codes[1])
    assert again.taken.value.text() == "2"


def test_last_piece_is_taken_out_by_the_key_of_undoing(counter: Counter) -> None:
    whole_vouchers(counter.desk)
    (code,) = given(counter.desk, "uno")
    page = begun(counter)
    scan(counter, page, code)
    assert page.act("undo")
    settle(counter.jobs)
    assert (page.taken.value.text(), owed(counter.desk)) == ("0", 0)


def test_number_is_typed_when_the_reader_does_not_work(counter: Counter) -> None:
    whole_vouchers(counter.desk)
    given(counter.desk, "uno")
    page = begun(counter)
    page.number.set_text("1234")
    press(page.number.line, key=int(Qt.Key.Key_Return))
    settle(counter.jobs)
    assert page.aside.value.text() == "1"


@pytest.mark.parametrize(("size", "percent"), [((1366, 768), 100), ((1024, 700), 100),
                                               ((1366, 768), 200)])  # fmt: skip
def test_nothing_is_cut(counter: Counter, size: tuple[int, int], percent: int) -> None:
    whole_vouchers(counter.desk)
    (code,) = given(counter.desk, "uno")
    page = begun(counter)
    counter.shell.resize(*size)
    counter.look.set_theme(text_percent=percent)
    scan(counter, page, code, "1234")
    settle(counter.jobs, 3)
    assert problems(page) == []
    assert unnamed(page) == []


def test_return_that_was_put_off_stands_among_the_parked_forms(counter: Counter) -> None:
    begun(counter).act("back")
    panel = NowPanel(counter.context)
    panel.reload()
    settle(counter.jobs)
    button = next(one for one in panel.findChildren(ActionButton) if one.isEnabled())
    button.click()
    assert counter.asked[-1] == ("place", "returns")


def test_what_the_shop_declares_is_kept_with_the_difference(counter: Counter) -> None:
    page = begun(counter)
    page.declared.set_text("3")
    page.declared_euro.set_text("300,00")
    page.declared_euro.line.editingFinished.emit()
    settle(counter.jobs, 2)
    view = page.presenter.view
    assert view is not None
    assert (view.declared, view.declared_cents, view.off) == (3, 30_000, view.taken - 3)
    assert f"−{3 - view.taken}" in page.taken.below.text()
    assert "300,00" in page.total.below.text()
    page.declared.set_text("tre")
    page.declared.line.editingFinished.emit()
    assert page.declared_euro.error.startswith("Scrivi un numero")
    page.presenter.leave()
    settle(counter.jobs, 2)
    kept = counter.desk.returns.opened()[0]
    assert (kept.declared, kept.declared_cents) == (3, 30_000)
