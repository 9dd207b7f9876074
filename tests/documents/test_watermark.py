# SPDX-License-Identifier: EUPL-1.2
"""The words across papers of the training mode: on every page, over every size, codes readable."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pypdfium2
import pytest

from tests.documents.papers import (
    CODE,
    a_card,
    a_notice,
    a_pin,
    a_receipt,
    a_recovery_sheet,
    a_slip,
    qr_texts,
)
from welfare_desk.documents.calibration import calibration_pdf
from welfare_desk.documents.card import card_pdf, sheet_pdf
from welfare_desk.documents.notice import notice_pdf
from welfare_desk.documents.receipt import receipt_pdf
from welfare_desk.documents.recovery import pin_pdf, recovery_pdf
from welfare_desk.documents.slip import slip_pdf
from welfare_desk.documents.slip_roll import slip_80_pdf
from welfare_desk.documents.watermark import TRAINING, across_pages

PAPERS: dict[str, Callable[[], bytes]] = {
    "slip": lambda: slip_pdf(a_slip()),
    "roll": lambda: slip_80_pdf(a_slip()),
    "card": lambda: card_pdf(a_card()),
    "sheet": lambda: sheet_pdf((a_card(), a_card(number="4QX892TF6M3B")), duplex=True),
    "receipt": lambda: receipt_pdf(a_receipt()),
    "notice": lambda: notice_pdf(a_notice()),
    "recovery": lambda: recovery_pdf(a_recovery_sheet()),
    "pin": lambda: pin_pdf(a_pin()),
    "calibration": lambda: calibration_pdf("PDF", ""),
}


def texts(pdf: bytes) -> list[str]:
    """Return the words of each page, without spaces: a slanted line is read letter by letter."""
    document = pypdfium2.PdfDocument(pdf)
    return ["".join(page.get_textpage().get_text_range().split()) for page in document]


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_says_that_it_is_training(name: str) -> None:
    with across_pages(TRAINING):
        marked = PAPERS[name]()
    plain = PAPERS[name]()
    words = "".join(TRAINING.split())
    assert all(words in text for text in texts(marked))
    assert not any(words in text for text in texts(plain))
    assert len(texts(marked)) == len(texts(plain))
    with pikepdf.open(io.BytesIO(marked)) as document:
        assert not document.check_pdf_syntax()


def test_codes_below_the_words_are_still_read() -> None:
    with across_pages(TRAINING):
        card, slip, roll = PAPERS["card"](), PAPERS["slip"](), PAPERS["roll"]()
    assert CODE in qr_texts(card)
    assert qr_texts(slip) == qr_texts(PAPERS["slip"]())
    assert qr_texts(roll) == qr_texts(PAPERS["roll"]())


def test_real_papers_are_as_before_once_the_block_is_left() -> None:
    before = PAPERS["receipt"]()
    with across_pages(TRAINING), across_pages(""):
        unmarked = PAPERS["receipt"]()
    assert before == unmarked == PAPERS["receipt"]()
