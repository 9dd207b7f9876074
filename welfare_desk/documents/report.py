# SPDX-License-Identifier: EUPL-1.2
"""A report in figures on A4: tables one below the other, each with its heading; names nobody."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Final

import msgspec

from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.letter import (
    FOOT,
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    paragraph,
    title_line,
)
from welfare_desk.documents.paper import A4, INFO_TINT, MUTED, PRIMARY, Paper
from welfare_desk.documents.report_table import ReportTable
from welfare_desk.documents.wording import Words, words

_ROWS: Final = (6.1, 5.6, 5.2, 4.9)
"""Heights of a row; the first that fits one page is taken, none: the first, on more pages."""
_NAME: Final = 78.0
_NARROW_NAME: Final = 44.0
_MANY: Final = 6
"""From so many columns of figures on the first one is narrow."""


class ReportInput(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is printed; ``paper`` names its words in ``resources/cards``."""

    office: Office
    paper: str
    about: str
    """What it is about: a day and a desk, a month and a municipality."""
    said: tuple[str, ...]
    """Sentences below the title."""
    tables: tuple[ReportTable, ...]
    printed_at: str
    sample: bool = False
    lang: Language = "it"


def report_pdf(report: ReportInput) -> bytes:
    """Return the report on one A4 page where it fits; a heading never stands alone."""
    text = words(report.paper, report.lang)
    tried = [_blocks(report, text, row) for row in _ROWS]
    return flowing(
        next((blocks for blocks in tried if _on_one_page(report, blocks)), tried[0]),
        functools.partial(_again, report, text),
        functools.partial(_foot, report, text),
        title=f"{text['title']} – {report.about}",
        author=report.office.municipality,
        lang=report.lang,
    )


def _blocks(report: ReportInput, text: Words, row_mm: float) -> list[Block]:
    blocks: list[Block] = [functools.partial(_head, report, text)]
    for table in report.tables:
        blocks.append(functools.partial(_top, table, row_mm))
        last = len(table.rows) - 1
        blocks += [
            functools.partial(_row, table, row, table.last_is_sum and place == last, row_mm)
            for place, row in enumerate(table.rows[1:], start=1)
        ]
        if table.said and table.rows:
            blocks.append(functools.partial(_said, table.said))
    blocks.append(lambda paper, top: paragraph(paper, text["note"], top + 2, 9.5, colour=MUTED))
    return blocks


def _on_one_page(report: ReportInput, blocks: list[Block]) -> bool:
    scratch = Paper(A4, title="", author="", lang=report.lang)
    y = 0.0
    for block in blocks:
        y = block(scratch, y)
    return y <= FOOT - 1


def _head(report: ReportInput, text: Words, paper: Paper, _top_: float) -> float:
    heading(paper, report.office, text["sample"] if report.sample else "")
    y = title_line(paper, text["title"])
    y = paper.block(report.about, LEFT, y, WIDTH, 15, floor=11, bold=True, colour=PRIMARY)
    for sentence in report.said:
        y = paper.block(sentence, LEFT, y + 0.4, WIDTH, 11.5, floor=9, lines=3)
    return y + 1


def _top(table: ReportTable, row_mm: float, paper: Paper, top: float) -> float:
    """Draw the bar with title and columns, and the first row, so that they stay on one page."""
    y = top + 0.5 * row_mm
    paper.box(LEFT, y, WIDTH, 6.4, radius=1.2, fill=INFO_TINT)
    name, step = _widths(len(table.columns))
    paper.block(table.title, LEFT + 2, y + 0.9, name - 4, 11, floor=8, bold=True, colour=PRIMARY)
    for place, column in enumerate(table.columns if table.rows else ()):
        x = LEFT + name + place * step
        paper.block(
            column, x, y + 1.3, step - 1.4, 9, floor=5.5, bold=True, colour=PRIMARY, align="right"
        )
    y += 6.8
    if not table.rows:
        return _said(table.said, paper, y)
    alone = table.last_is_sum and len(table.rows) == 1
    return _row(table, table.rows[0], alone, row_mm, paper, y)


def _row(
    table: ReportTable,
    row: Sequence[str],
    total: bool,
    row_mm: float,
    paper: Paper,
    top: float,
) -> float:
    name, step = _widths(len(table.columns))
    y, size = top + 0.09 * row_mm, min(10, 1.8 * row_mm)
    end = paper.block(row[0], LEFT + 2, y, name - 4, size, floor=7.5, lines=2, bold=total)
    for place, cell in enumerate(row[1:]):
        x = LEFT + name + place * step
        bold = total or place in table.sums
        paper.block(cell, x, y, step - 1.4, size, floor=6.5, bold=bold, align="right")
    bottom = max(top + row_mm, end)
    paper.rule(LEFT, bottom, WIDTH)
    return bottom


def _widths(columns: int) -> tuple[float, float]:
    name = _NARROW_NAME if columns >= _MANY else _NAME
    return name, (WIDTH - name) / max(columns, 1)


def _said(sentence: str, paper: Paper, top: float) -> float:
    return paper.block(sentence, LEFT, top + 0.6, WIDTH, 11, floor=9, lines=4) + 0.6


def _again(report: ReportInput, text: Words, paper: Paper) -> float:
    if report.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    about = f"{text['title']} · {report.about}"
    return paper.block(about, LEFT, 12, WIDTH - 36, 13, floor=9, bold=True) + 3


def _foot(report: ReportInput, text: Words, paper: Paper, number: int, of: int) -> None:
    left = text["printed"].format(printed_at=report.printed_at)
    foot(paper, left, text["page"].format(page=number, pages=of))
