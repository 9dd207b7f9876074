# SPDX-License-Identifier: EUPL-1.2
"""Papers that carry a secret: the recovery code of a desk and an operator's first PIN."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.documents.inputs import OneTimePinInput, RecoverySheetInput
from welfare_desk.documents.letter import (
    FOOT,
    INDENT,
    LEFT,
    WIDTH,
    foot,
    heading,
    one_page,
    section,
    signature,
    title_line,
)
from welfare_desk.documents.paper import (
    BORDER,
    INFO_TINT,
    MUTED,
    TEXT,
    WARNING,
    WARNING_TINT,
    Paper,
)
from welfare_desk.documents.wording import Words, words

_COLUMNS: Final = 4
_CELL: Final = 17.0
_GAP: Final = 4.0


def recovery_pdf(sheet: RecoverySheetInput) -> bytes:
    """Return the recovery code on one A4 page, with lines for who keeps it."""
    return one_page(
        functools.partial(_draw_recovery, sheet),
        title=words("recovery", sheet.lang)["title"],
        author=sheet.office.municipality,
        lang=sheet.lang,
    )


def pin_pdf(pin: OneTimePinInput) -> bytes:
    """Return an operator's first PIN on one A4 page."""
    return one_page(
        functools.partial(_draw_pin, pin),
        title=words("recovery", pin.lang)["pin_title"],
        author=pin.office.municipality,
        lang=pin.lang,
    )


def _draw_recovery(sheet: RecoverySheetInput, paper: Paper, scale: float) -> float:
    text = words("recovery", sheet.lang)
    heading(paper, sheet.office, text["sample"] if sheet.sample else "")
    y = title_line(paper, text["title"]) + 3
    y = _warning(paper, text, y) + 8 * scale
    y = _groups(paper, sheet.groups, y, scale) + 2
    y = paper.block(text["how_to_read"], LEFT, y, WIDTH, 12, lines=2, colour=MUTED) + 5 * scale
    desk = f"{sheet.office.desk}, {sheet.office.municipality}"
    y = section(paper, y, scale, "landmark", text["desk"], [desk])
    y = section(paper, y, scale, "shield", text["keep"], [text["keep_1"]], [text["keep_2"]])
    y = section(
        paper, y, scale, "key", text["use"], (), [text["use_1"], text["use_2"]], bullets=True
    )
    y = section(paper, y, scale, "phone", text["lost"], (), [text["lost_1"]])
    half = (WIDTH - INDENT) / 2
    signature(paper, text["kept_by"], LEFT, FOOT - 8.5, half)
    signature(paper, text["kept_on"], LEFT + half + INDENT, FOOT - 8.5, half)
    foot(paper, text["printed"].format(printed_at=sheet.printed_at), text["page"])
    return y + 24


def _warning(paper: Paper, text: Words, top: float) -> float:
    paper.box(LEFT, top, WIDTH, 14, radius=2, fill=WARNING_TINT, edge=WARNING)
    paper.sign("key", LEFT + 4.5, top + 2.8, 8.4, WARNING)
    paper.block(text["warning"], LEFT + 17, top + 3.6, WIDTH - 21, 14, floor=10, bold=True)
    return top + 14


def _groups(paper: Paper, groups: tuple[str, ...], top: float, scale: float) -> float:
    """Draw the code in numbered cells, read row by row."""
    width = (WIDTH - (_COLUMNS - 1) * _GAP) / _COLUMNS
    cell = _CELL * scale
    for index, group in enumerate(groups):
        row, column = divmod(index, _COLUMNS)
        x, y = LEFT + column * (width + _GAP), top + row * (cell + _GAP * scale)
        paper.box(x, y, width, cell, radius=1.5, edge=BORDER, weight=0.35)
        paper.line(str(index + 1), x + 2, y + 4.6 * scale, 10 * scale, colour=MUTED)
        paper.block(
            group, x + 2, y + 3.4 * scale, width - 4, 22 * scale, floor=8, bold=True,
            colour=TEXT, align="centre",
        )  # fmt: skip
    rows = -(-len(groups) // _COLUMNS)
    return top + rows * (cell + _GAP * scale)


def _draw_pin(pin: OneTimePinInput, paper: Paper, scale: float) -> float:
    text = words("recovery", pin.lang)
    heading(paper, pin.office, text["sample"] if pin.sample else "")
    y = title_line(paper, text["pin_title"]) + 4
    paper.box(LEFT, y, WIDTH, 30, radius=2, fill=INFO_TINT)
    paper.block(pin.pin, LEFT, y + 4, WIDTH, 44, floor=20, bold=True, align="centre")
    y += 38
    y = section(paper, y, scale, "person", text["pin_operator"], [pin.operator])
    until = text["pin_valid"].format(valid_until=pin.valid_until)
    how = (text["pin_how_1"], text["pin_once"], text["pin_how_2"])
    y = section(paper, y, scale, "key", text["pin_how"], [until], how, bullets=True)
    foot(paper, text["pin_printed"].format(printed_at=pin.printed_at), text["page"])
    return y
