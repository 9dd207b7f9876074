# SPDX-License-Identifier: EUPL-1.2
"""A sheet of sections with a pictogram each: an offering, a provider's dossier, a complaint."""

from __future__ import annotations

import functools
from typing import Final

import msgspec

from welfare_desk.core.catalogue import Section
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.letter import (
    FOOT,
    INDENT,
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    title_line,
)
from welfare_desk.documents.paper import A4, MUTED, PRIMARY, TEXT, WARNING, Paper, ascent
from welfare_desk.documents.wording import Words, words

_SIGNS: Final = {
    "who": "person", "provider": "landmark", "how": "hourglass", "where": "pin", "cost": "euro",
    "bring": "bag", "cancel": "phone", "papers": "book", "quality": "shield",
    "offerings": "calendar", "content": "check", "complaints": "notebook", "number": "notebook",
    "words": "book", "due": "calendar", "payers": "landmark",
}  # fmt: skip
_STRONG: Final = 13.5
_PLAIN: Final = 12.0
_LARGE: Final = (1.3,)
_SCALES: Final = (1.0, 0.96, 0.92, 0.88)
"""The first that fits one page is taken; none: the first, on more pages."""


class SheetInput(msgspec.Struct, frozen=True, kw_only=True):
    """A sheet as it is printed; everything arrives in words."""

    office: Office
    title: str
    about: str
    """Below the title: what it is about."""
    text: str = ""
    """What that is, in a sentence or two."""
    sections: tuple[Section, ...]
    printed_at: str
    copy_no: int = 0
    large_print: bool = False
    sample: bool = False
    lang: Language = "it"


def sheet_pdf(sheet: SheetInput) -> bytes:
    """Return the sheet on as many A4 pages as it needs; no section is cut between two."""
    text = words("sheet", sheet.lang)
    tried = [_blocks(sheet, text, scale) for scale in (_LARGE if sheet.large_print else _SCALES)]
    return flowing(
        next((blocks for blocks in tried if _on_one_page(sheet, blocks)), tried[0]),
        functools.partial(_again, sheet, text),
        functools.partial(_foot, sheet, text),
        title=f"{sheet.title} – {sheet.about}",
        author=sheet.office.municipality,
        lang=sheet.lang,
    )


def _blocks(sheet: SheetInput, text: Words, scale: float) -> list[Block]:
    blocks: list[Block] = [functools.partial(_head, sheet, text, scale)]
    return blocks + [functools.partial(_section, each, scale) for each in sheet.sections]


def _on_one_page(sheet: SheetInput, blocks: list[Block]) -> bool:
    scratch = Paper(A4, title="", author="", lang=sheet.lang)
    y = 0.0
    for block in blocks:
        y = block(scratch, y)
    return y <= FOOT - 1


def _head(sheet: SheetInput, text: Words, scale: float, paper: Paper, _top: float) -> float:
    heading(paper, sheet.office, text["sample"] if sheet.sample else "")
    y = paper.block(sheet.title, LEFT, 34, WIDTH, 12 * scale, colour=MUTED)
    y = title_line(paper, sheet.about, y)
    if sheet.text:
        y = paper.block(sheet.text, LEFT, y + 1, WIDTH, 13 * scale, lines=6)
    return y + 3


def _again(sheet: SheetInput, text: Words, paper: Paper) -> float:
    room = WIDTH - (36 if sheet.sample else 0)
    if sheet.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    return paper.block(sheet.about, LEFT, 12, room, 13, floor=9, bold=True) + 4


def _section(section: Section, scale: float, paper: Paper, top: float) -> float:
    """Draw the sign and the label; below what is strong and each plain line."""
    ink = WARNING if section.warns else PRIMARY
    paper.rule(LEFT, top, WIDTH)
    paper.sign(_SIGNS.get(section.code, "book"), LEFT, top + 3.4, 7.4, ink)
    x, width = LEFT + INDENT, WIDTH - INDENT
    y = paper.block(section.label, x, top + 2, width, 12 * min(scale, 1.15), colour=MUTED)
    for line in section.strong:
        y = paper.block(line, x, y, width, _STRONG * scale, lines=4, bold=True)
    for line in section.plain:
        size, left = _PLAIN * scale, x
        if section.bullets:
            paper.line("•", x, y + ascent(size), size, colour=ink)
            left = x + 4
        y = paper.block(line, left, y, width - (left - x), size, lines=8, colour=TEXT)
    return y + 2.4 * scale


def _foot(sheet: SheetInput, text: Words, paper: Paper, number: int, of: int) -> None:
    key = "copy" if sheet.copy_no else "printed"
    left = text[key].format(printed_at=sheet.printed_at, copy_no=sheet.copy_no)
    foot(paper, left, text["page"].format(page=number, pages=of))
