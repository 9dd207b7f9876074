# SPDX-License-Identifier: EUPL-1.2
"""The short privacy notice on one A4 page, in large print, signed as received."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.documents.inputs import NoticeInput
from welfare_desk.documents.letter import (
    FOOT,
    LEFT,
    WIDTH,
    foot,
    heading,
    one_page,
    paragraph,
    signature,
    title_line,
)
from welfare_desk.documents.paper import MUTED, PRIMARY, Paper
from welfare_desk.documents.wording import Words, words

_ROWS: Final = 9
_NAMES: Final = 36.0
_SIGNATURE_LINE: Final = FOOT - 8.5
_SIGNING: Final = 22.0
_BODY: Final = 15.0


def notice_pdf(notice: NoticeInput) -> bytes:
    """Return the notice; its text is 14 pt or more unless the contacts are very long."""
    text = words("notice", notice.lang)
    return one_page(
        functools.partial(_draw, notice),
        title=text["title"],
        author=notice.office.municipality,
        lang=notice.lang,
    )


def _draw(notice: NoticeInput, paper: Paper, scale: float) -> float:
    text = words("notice", notice.lang)
    heading(paper, notice.office, text["sample"] if notice.sample else "")
    y = title_line(paper, text["title"], 33)
    about = text["about"].format(version=notice.version)
    y = paper.block(about, LEFT, y, WIDTH, 12, floor=9, colour=MUTED) + 2
    size = _BODY * scale
    for row in range(1, _ROWS + 1):
        y = _row(paper, text[f"row_{row}_name"], _filled(notice, text, row), y, size)
    paper.rule(LEFT, y, WIDTH)
    day = date_text(notice.handed_on)
    y = paragraph(paper, notice.person, y + 2, 14, bold=True, lines=2)
    y = paragraph(paper, text["receipt"].format(day=day), y, 14 * scale, lines=2)
    signature(paper, text["signature"], LEFT, _SIGNATURE_LINE, WIDTH * 0.6)
    key = "copy" if notice.copy_no else "printed"
    left = text[key].format(copy_no=notice.copy_no, version=notice.version)
    foot(paper, left, text["page"])
    return y + _SIGNING


def _filled(notice: NoticeInput, text: Words, row: int) -> str:
    provider = text["provider"].format(name=notice.provider) if notice.provider else ""
    return text[f"row_{row}"].format(
        controller=notice.controller, contacts=notice.contacts, dpo=notice.dpo, provider=provider
    )


def _row(paper: Paper, name: str, body: str, top: float, size: float) -> float:
    paper.rule(LEFT, top, WIDTH)
    pad = size / 10
    left = paper.block(name, LEFT, top + pad, _NAMES - 3, size, lines=3, bold=True, colour=PRIMARY)
    right = paper.block(body, LEFT + _NAMES, top + pad, WIDTH - _NAMES, size, lines=8)
    return max(left, right) + pad
