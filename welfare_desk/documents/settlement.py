# SPDX-License-Identifier: EUPL-1.2
"""Papers for a shop: the statement that its debit note follows, and the receipt of a return."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from typing import Final

import msgspec

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import grouped, receipt_label
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    paragraph,
    printed_line,
    section,
    signature,
    title_line,
)
from welfare_desk.documents.paper import MUTED, PRIMARY, Paper
from welfare_desk.documents.wording import Words, words

_ROW: Final = 5.4
_COLUMNS: Final = 2
_GAP: Final = 8.0
_SIZE: Final = 9.5


class Line(msgspec.Struct, frozen=True):
    """One purchase: its day, the card's number, cents."""

    on: datetime.date
    card_no: str
    cents: int


class StatementInput(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop is owed from a fund for some days; names no citizen."""

    office: Office
    number: str
    shop: str
    shop_address: str
    vat_number: str
    fund: str
    payer: str
    from_on: datetime.date
    to_on: datetime.date
    amount_cents: int
    stamp_cents: int
    lines: tuple[Line, ...]
    closed_by: str
    second_by: str
    closed_on: datetime.date
    printed_at: str
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class ReturnInput(msgspec.Struct, frozen=True, kw_only=True):
    """What a shop brought, and what went back to it."""

    office: Office
    number: str
    shop: str
    shop_address: str
    vat_number: str
    amount_cents: int
    lines: tuple[Line, ...]
    aside: int
    printed_at: str
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


def statement_pdf(what: StatementInput) -> bytes:
    """Return the statement: what to write in the debit note, then every number."""
    text = words("settlement", what.lang)
    blocks: list[Block] = [
        functools.partial(_statement_head, what, text),
        functools.partial(_statement_facts, what, text),
        functools.partial(_for_note, what, text),
        functools.partial(_signing, text, text["declare"]),
        *_numbers(text, what.lines, what.lang),
    ]
    return _paged(blocks, what, text, text["title"], text["number"])


def return_pdf(what: ReturnInput) -> bytes:
    """Return the receipt for what a shop brought."""
    text = words("settlement", what.lang)
    blocks: list[Block] = [
        functools.partial(_return_head, what, text),
        functools.partial(_return_facts, what, text),
        functools.partial(_signing, text, ""),
        *_numbers(text, what.lines, what.lang),
    ]
    return _paged(blocks, what, text, text["title_return"], text["number_return"])


def _paged(
    blocks: list[Block],
    what: StatementInput | ReturnInput,
    text: Words,
    title: str,
    number: str,
) -> bytes:
    named = number.format(no=receipt_label(what.number))

    def again(paper: Paper) -> float:
        heading(paper, what.office, text["sample"] if what.sample else "")
        about = f"{named} · {what.shop}"
        return paper.block(about, LEFT, 33, WIDTH, 12, floor=9, bold=True) + 2

    def foot_of(paper: Paper, page: int, pages: int) -> None:
        told = printed_line(text, what.printed_at, what.copy_no)
        foot(paper, told, text["page"].format(page=page, pages=pages))

    return flowing(
        blocks, again, foot_of, title=title, author=what.office.municipality, lang=what.lang
    )


def _statement_head(what: StatementInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, what.office, text["sample"] if what.sample else "")
    y = title_line(paper, text["title"])
    number = text["number"].format(no=receipt_label(what.number))
    return paper.block(number, LEFT, y, WIDTH, 15, floor=11, bold=True, colour=PRIMARY) + 3


def _statement_facts(what: StatementInput, text: Words, paper: Paper, y: float) -> float:
    y = _shop(what, text, paper, y)
    period = text["period"].format(from_on=date_text(what.from_on), to_on=date_text(what.to_on))
    y = section(paper, y, 1, "card", text["fund"], [what.fund], [period])
    count = len(what.lines)
    purchases = text["one_purchase"] if count == 1 else text["purchases"].format(n=count)
    amount = euro_text(what.amount_cents, what.lang)
    return section(paper, y, 1, "euro", text["amount"], [amount], [purchases])


def _for_note(what: StatementInput, text: Words, paper: Paper, y: float) -> float:
    number = receipt_label(what.number)
    amount = euro_text(what.amount_cents, what.lang)
    stamp = text["note_stamp" if what.stamp_cents else "note_no_stamp"]
    rules = [
        text["note_1"],
        text["note_2"].format(payer=what.payer, amount=amount, no=number),
        stamp.format(stamp=euro_text(what.stamp_cents, what.lang)),
        text["note_3"],
    ]
    y = section(paper, y, 0.92, "book", text["for_note"], (), rules, bullets=True)
    closed = text["signed"].format(
        first=what.closed_by, second=what.second_by, day=date_text(what.closed_on)
    )
    return paragraph(paper, closed, y, 11, colour=MUTED)


def _return_head(what: ReturnInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, what.office, text["sample"] if what.sample else "")
    y = title_line(paper, text["title_return"])
    number = text["number_return"].format(no=receipt_label(what.number))
    return paper.block(number, LEFT, y, WIDTH, 15, floor=11, bold=True, colour=PRIMARY) + 3


def _return_facts(what: ReturnInput, text: Words, paper: Paper, y: float) -> float:
    y = _shop(what, text, paper, y)
    count = len(what.lines)
    taken = text["taken_1"] if count == 1 else text["taken_n"].format(n=count)
    total = euro_text(what.amount_cents, what.lang)
    y = section(paper, y, 1, "euro", text["taken"], [total], [taken])
    aside = str(what.aside) if what.aside else text["aside_none"]
    return section(paper, y, 1, "book", text["aside"], (), [aside])


def _shop(what: StatementInput | ReturnInput, text: Words, paper: Paper, y: float) -> float:
    about = [what.shop_address] if what.shop_address else []
    about.append(text["vat"].format(vat=what.vat_number))
    return section(paper, y, 1, "bag", text["shop"], [what.shop], [" · ".join(about)])


def _signing(text: Words, statement: str, paper: Paper, y: float) -> float:
    if statement:
        y = paragraph(paper, statement, y + 2, 11)
    half = WIDTH / 2 - 4
    signature(paper, text["sign_shop"], LEFT, y + 16, half)
    signature(paper, text["sign_office"], LEFT + half + 8, y + 16, half)
    return y + 26


def _numbers(text: Words, lines: Sequence[Line], lang: str) -> list[Block]:
    """Return the list: a heading, then rows of two purchases each, none cut by a page."""

    def head(paper: Paper, y: float) -> float:
        y = paper.block(text["list"], LEFT, y + 2, WIDTH, 12, bold=True)
        return y + 1

    rows: list[Block] = [
        functools.partial(_row, tuple(lines[at : at + _COLUMNS]), lang)
        for at in range(0, len(lines), _COLUMNS)
    ]
    return [head, *rows] if lines else []


def _row(pair: tuple[Line, ...], lang: str, paper: Paper, y: float) -> float:
    width = (WIDTH - _GAP) / _COLUMNS
    for place, line in enumerate(pair):
        x = LEFT + place * (width + _GAP)
        base = y + 3.8
        paper.line(date_text(line.on), x, base, _SIZE, colour=MUTED)
        paper.line(grouped(line.card_no), x + 23, base, _SIZE)
        paper.line(euro_text(line.cents, lang), x + width, base, _SIZE, align="right")
        paper.rule(x, y + _ROW, width)
    return y + _ROW
