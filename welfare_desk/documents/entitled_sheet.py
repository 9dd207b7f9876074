# SPDX-License-Identifier: EUPL-1.2
"""«Cosa può avere questa famiglia»: each fund and offering with its answer and its reason."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.documents.decision_inputs import EntitledRow, EntitledSheetInput
from welfare_desk.documents.letter import (
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
from welfare_desk.documents.paper import (
    INFO_TINT,
    MUTED,
    OK,
    PRIMARY,
    TEXT,
    WARNING,
    Paper,
    ascent,
)
from welfare_desk.documents.wording import Words, words

_NAME: Final = 13.0
_BODY: Final = 11.5
_SIGNS: Final = {"yes": "check", "apply": "notebook", "ask": "hourglass", "had": "card",
                 "no": "shield"}  # fmt: skip
_INKS: Final = {"yes": OK, "apply": OK, "ask": WARNING, "had": MUTED, "no": MUTED}
_AMOUNT: Final = 34.0


def entitled_sheet_pdf(sheet: EntitledSheetInput) -> bytes:
    """Return the sheet on as many A4 pages as it needs; no answer is cut between two."""
    text = words("entitled_sheet", sheet.lang)
    return flowing(
        _blocks(sheet, text),
        functools.partial(_again, sheet, text),
        functools.partial(_foot, sheet, text),
        title=text["title"],
        author=sheet.office.municipality,
        lang=sheet.lang,
    )


def _blocks(sheet: EntitledSheetInput, text: Words) -> list[Block]:
    blocks: list[Block] = [functools.partial(_head, sheet, text)]
    if sheet.funds:
        blocks.append(functools.partial(_title, text["funds"]))
        blocks += [functools.partial(_row, row) for row in sheet.funds]
    else:
        blocks.append(functools.partial(_note, text["no_household"]))
    if sheet.offerings:
        blocks.append(functools.partial(_title, text["offerings"]))
        blocks += [functools.partial(_row, row) for row in sheet.offerings]
    blocks.append(functools.partial(_note, text["note"]))
    return blocks


def _head(sheet: EntitledSheetInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, sheet.office, text["sample"] if sheet.sample else "")
    y = title_line(paper, text["title"])
    return paper.block(_about(sheet, text), LEFT, y, WIDTH, 13, floor=10, colour=MUTED) + 3


def _about(sheet: EntitledSheetInput, text: Words) -> str:
    key = "about" if sheet.members else "about_alone"
    return text[key].format(name=sheet.person, members=sheet.members, day=date_text(sheet.on))


def _again(sheet: EntitledSheetInput, text: Words, paper: Paper) -> float:
    room = WIDTH - (36 if sheet.sample else 0)
    if sheet.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    about = f"{text['title']} – {_about(sheet, text)}"
    return paper.block(about, LEFT, 12, room, 13, floor=9, bold=True) + 4


def _title(words_: str, paper: Paper, top: float) -> float:
    paper.box(LEFT, top + 1, WIDTH, 8.4, radius=1.2, fill=INFO_TINT)
    paper.line(words_, LEFT + 3, top + 1.6 + ascent(13), 13, bold=True, colour=PRIMARY)
    return top + 11.5


def _note(words_: str, paper: Paper, top: float) -> float:
    return paper.block(words_, LEFT, top + 1, WIDTH, 11, lines=3, colour=MUTED) + 3


def _row(row: EntitledRow, paper: Paper, top: float) -> float:
    """Draw the sign, the name, the amount on the right; below the answer and each reason."""
    paper.sign(_SIGNS[row.verdict], LEFT, top + 1.6, 7.4, _INKS[row.verdict])
    x, width = LEFT + INDENT, WIDTH - INDENT - (_AMOUNT if row.amount else 0)
    y = paper.block(row.name, x, top + 1, width, _NAME, floor=10, lines=2, bold=True)
    if row.amount:
        paper.block(
            row.amount, LEFT + WIDTH - _AMOUNT + 2, top + 1, _AMOUNT - 2, _NAME, floor=9,
            bold=True, colour=TEXT, align="right",
        )  # fmt: skip
    inks = _INKS[row.verdict]
    y = paper.block(row.answer, x, y, WIDTH - INDENT, _BODY, lines=2, bold=True, colour=inks)
    for reason in row.why:
        y = paper.block(reason, x, y, WIDTH - INDENT, _BODY, lines=3, colour=MUTED)
    y += 1.6
    paper.rule(LEFT, y, WIDTH)
    return y + 1


def _foot(sheet: EntitledSheetInput, text: Words, paper: Paper, number: int, of: int) -> None:
    left = text["printed"].format(printed_at=sheet.printed_at)
    foot(paper, left, text["page"].format(page=number, pages=of))
