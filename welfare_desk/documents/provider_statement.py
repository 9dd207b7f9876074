# SPDX-License-Identifier: EUPL-1.2
"""A cooperative's statement of a period: bookings by offering and who pays; names no citizen."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence
from typing import Final

import msgspec

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    paragraph,
    section,
    signature,
    title_line,
)
from welfare_desk.documents.paper import INFO_TINT, MUTED, PRIMARY, Paper
from welfare_desk.documents.wording import Words, words

COUNTS: Final = ("bookings", "units", "attended", "no_show", "late", "unmarked", "agreed")
PAYERS: Final = ("person", "municipality", "fund", "employer", "card")
_ROW: Final = 11.0
_NAME: Final = 54.0


class StatementRow(msgspec.Struct, frozen=True, kw_only=True):
    """One offering; counts in the order of ``COUNTS``, cents in the order of ``PAYERS``."""

    title: str
    counts: tuple[int, ...]
    payers: tuple[int, ...]
    cents: int


class ProviderStatementInput(msgspec.Struct, frozen=True, kw_only=True):
    """What a cooperative did in a period; ``total`` is the sum of all rows."""

    office: Office
    provider: str
    provider_address: str
    vat_number: str
    from_on: datetime.date
    to_on: datetime.date
    rows: tuple[StatementRow, ...]
    total: StatementRow
    payer_names: tuple[str, ...] = ()
    printed_at: str = ""
    sample: bool = False
    lang: Language = "it"


def provider_statement_pdf(what: ProviderStatementInput) -> bytes:
    """Return the statement: the sums, then a table of counts and one of who pays."""
    text = words("provider_statement", what.lang)
    blocks: list[Block] = [functools.partial(_head, what, text)]
    if what.rows:
        counts = [text[name] for name in COUNTS]
        blocks.append(functools.partial(_columns, [text["offering"], *counts]))
        blocks += [functools.partial(_count_row, row, False) for row in what.rows]
        blocks.append(functools.partial(_count_row, what.total, True))
        payers = [text[f"payer_{name}"] for name in PAYERS]
        blocks.append(functools.partial(_title, text["payers"]))
        blocks.append(functools.partial(_columns, [text["offering"], *payers, text["sum"]]))
        blocks += [functools.partial(_money_row, row, what.lang, False) for row in what.rows]
        blocks.append(functools.partial(_money_row, what.total, what.lang, True))
    else:
        blocks.append(functools.partial(_title, text["none"]))
    blocks.append(functools.partial(_end, what, text))

    def again(paper: Paper) -> float:
        if what.sample:
            mark(paper, text["sample"], LEFT + WIDTH, 13)
        about = f"{text['title']} · {what.provider}"
        return paper.block(about, LEFT, 12, WIDTH - 36, 13, floor=9, bold=True) + 3

    def foot_of(paper: Paper, page: int, pages: int) -> None:
        told = text["printed"].format(printed_at=what.printed_at)
        foot(paper, told, text["page"].format(page=page, pages=pages))

    return flowing(
        blocks,
        again,
        foot_of,
        title=text["title"],
        author=what.office.municipality,
        lang=what.lang,
    )


def _head(what: ProviderStatementInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, what.office, text["sample"] if what.sample else "")
    y = title_line(paper, text["title"])
    about = [what.provider_address] if what.provider_address else []
    about += [text["vat"].format(vat=what.vat_number)] if what.vat_number else []
    y = section(paper, y, 0.95, "person", text["provider"], [what.provider], [" · ".join(about)])
    days = text["days"].format(from_on=date_text(what.from_on), to_on=date_text(what.to_on))
    y = section(paper, y, 0.95, "calendar", text["period"], [days])
    total = euro_text(what.total.cents, what.lang)
    counts = text["counts"].format(bookings=what.total.counts[0], units=what.total.counts[1])
    return section(paper, y, 0.95, "euro", text["total"], [total], [counts]) + 2


def _title(words_: str, paper: Paper, top: float) -> float:
    return paper.block(words_, LEFT, top + 4, WIDTH, 13, bold=True) + 1


def _columns(names: Sequence[str], paper: Paper, top: float) -> float:
    paper.box(LEFT, top, WIDTH, 7.4, radius=1.2, fill=INFO_TINT)
    paper.line(names[0], LEFT + 2, top + 5.2, 9, bold=True, colour=PRIMARY)
    step = (WIDTH - _NAME) / (len(names) - 1)
    for place, name in enumerate(names[1:]):
        x = LEFT + _NAME + place * step
        paper.block(name, x, top + 2.2, step - 1, 8.5, floor=6, bold=True, colour=PRIMARY,
                    align="right")  # fmt: skip
    return top + 8.6


def _count_row(row: StatementRow, total: bool, paper: Paper, top: float) -> float:
    return _cells(row.title, [str(count) for count in row.counts], total, paper, top)


def _money_row(row: StatementRow, lang: Language, total: bool, paper: Paper, top: float) -> float:
    cents = [*row.payers, row.cents]
    return _cells(row.title, [euro_text(each, lang) for each in cents], total, paper, top)


def _cells(title: str, cells: Sequence[str], total: bool, paper: Paper, top: float) -> float:
    paper.block(title, LEFT + 2, top + 1, _NAME - 4, 10.5, floor=8, lines=2, bold=total)
    step = (WIDTH - _NAME) / len(cells)
    for place, cell in enumerate(cells):
        x = LEFT + _NAME + place * step
        paper.block(cell, x, top + 1, step - 1, 10.5, floor=7, bold=total, align="right")
    paper.rule(LEFT, top + _ROW, WIDTH)
    return top + _ROW + 0.6


def _end(what: ProviderStatementInput, text: Words, paper: Paper, top: float) -> float:
    y = paragraph(paper, text["note"], top + 3, 10, colour=MUTED)
    if what.payer_names:
        y = paragraph(paper, " · ".join(what.payer_names), y + 1, 10, colour=MUTED)
    half = WIDTH / 2 - 4
    signature(paper, text["sign_provider"], LEFT, y + 16, half)
    signature(paper, text["sign_office"], LEFT + half + 8, y + 16, half)
    return y + 26
