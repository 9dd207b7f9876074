# SPDX-License-Identifier: EUPL-1.2
"""A booklet of paper vouchers: five to an A4 sheet, each with its value, number and code."""

from __future__ import annotations

from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped
from welfare_desk.documents.inputs import BookletInput, VoucherInput
from welfare_desk.documents.paper import (
    A4,
    BORDER,
    MM,
    MUTED,
    PRIMARY,
    WARNING,
    Paper,
    place_symbol,
)
from welfare_desk.documents.qr import symbol
from welfare_desk.documents.wording import Words, words

OF_A_SHEET: Final = 5
QR_SIZE: Final = 28.0
"""Millimetres: what a till's reader takes at arm's length, on plain paper."""
_LEFT: Final = 12.0
_TOP: Final = 9.0
_WIDTH: Final = A4[0] - 2 * _LEFT
_HEIGHT: Final = 54.0
_PAD: Final = 4.0
_RIGHT: Final = 44.0
"""The column of code and number, with the quiet zone around the code."""


def vouchers_pdf(booklet: BookletInput) -> bytes:
    """Return the sheets of a booklet; refuses (``ValueError``) one without vouchers."""
    if not booklet.vouchers:
        raise ValueError("no vouchers to print")
    text = words("voucher", booklet.lang)
    paper = Paper(A4, title=text["document"], author=booklet.municipality, lang=booklet.lang)
    pages = -(-len(booklet.vouchers) // OF_A_SHEET)
    for page in range(pages):
        if page:
            paper.turn()
        start = page * OF_A_SHEET
        for place, each in enumerate(booklet.vouchers[start : start + OF_A_SHEET]):
            _voucher(paper, booklet, each, text, _TOP + place * _HEIGHT, f"qr{start + place}")
        _foot(paper, booklet, text, page + 1, pages)
    return paper.finish()


def _voucher(
    paper: Paper, booklet: BookletInput, each: VoucherInput, text: Words, top: float, name: str
) -> None:
    paper.box(_LEFT, top, _WIDTH, _HEIGHT, edge=BORDER, weight=0.25, dashed=True)
    paper.box(_LEFT, top, 2.4, _HEIGHT, fill=PRIMARY)
    _code(paper, each, text, top, name)
    x, width = _LEFT + _PAD + 2.4, _WIDTH - _RIGHT - 2 * _PAD - 2.4
    paper.block(booklet.municipality, x, top + 2.2, width - 30, 10, floor=8, colour=MUTED)
    if booklet.sample:
        paper.line(text["sample"], x + width, top + 6, 11, bold=True, colour=WARNING, align="right")
    y = paper.block(booklet.title, x, top + 7.2, width - 48, 14, floor=10, bold=True)
    paper.block(booklet.subtitle, x, y, width - 48, 9, floor=7, colour=MUTED)
    right = x + width
    paper.line(text["worth"], right, top + 11.2, 9, colour=MUTED, align="right")
    value = euro_text(each.value_cents, booklet.lang)
    paper.line(value, right, top + 20.4, 24, bold=True, align="right")
    until = text["until"].format(date=date_text(booklet.expires_on))
    paper.block(until, x, top + 19.6, width - 48, 11, floor=9, bold=True)
    y = paper.block(text["rules"], x, top + 26, width, 8.5, floor=7, lines=2)
    goods = " ".join(
        part for part in (booklet.goods_note, text["lost"].format(phone=booklet.phone)) if part
    )
    paper.block(goods, x, y, width, 8.5, floor=7, lines=1, colour=MUTED)
    half = (width - 6) / 2
    for left, label in ((x, text["signature"]), (x + half + 6, text["stamp"])):
        paper.rule(left, top + 47.4, half, BORDER, 0.3)
        paper.block(label, left, top + 47.8, half, 8, floor=7, colour=MUTED)


def _code(paper: Paper, each: VoucherInput, text: Words, top: float, name: str) -> None:
    x = _LEFT + _WIDTH - _RIGHT
    left = x + (_RIGHT - QR_SIZE) / 2
    y = top + 6.5
    points = (left * MM, (paper.height - y - QR_SIZE) * MM, QR_SIZE * MM)
    place_symbol(paper.canvas, symbol(each.code), name, *points)
    number = f"{text['number']} {grouped(each.number)}"
    paper.block(
        number, x + 1, y + QR_SIZE + 4.4, _RIGHT - 2, 11, floor=8, bold=True, align="centre"
    )


def _foot(paper: Paper, booklet: BookletInput, text: Words, page: int, pages: int) -> None:
    total = euro_text(sum(each.value_cents for each in booklet.vouchers), booklet.lang)
    count = len(booklet.vouchers)
    line = text["sheet"].format(page=page, pages=pages, count=count, total=total)
    paper.line(line, _LEFT + _WIDTH, A4[1] - 7, 8, colour=MUTED, align="right")
