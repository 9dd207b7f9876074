# SPDX-License-Identifier: EUPL-1.2
"""The sheet that a reader is tried with: a square code and bars, on A4 or for the screen."""

from __future__ import annotations

from typing import Final

from reportlab.graphics.barcode.code39 import Standard39

from welfare_desk.core.reader_codes import CODE_39, SQUARE_CODE
from welfare_desk.documents.paper import A4, BLACK, MM, Paper
from welfare_desk.documents.qr import symbol
from welfare_desk.documents.wording import words

SCREEN: Final = 52.0
"""The side of the page that is shown on the screen, in millimetres."""
_SQUARE: Final = 30.0
_BAR: Final = 0.38
_HIGH: Final = 15.0


def square_code_pdf() -> bytes:
    """Return the square code alone, to be read off the screen."""
    paper = Paper((SCREEN, SCREEN), title="WD1T", author="Welfare Desk", lang="it")
    paper.symbol(symbol(SQUARE_CODE), 6, 6, SCREEN - 12)
    return paper.finish()


def reader_sheet_pdf(lang: str = "it") -> bytes:
    """Return the A4 sheet with both test codes."""
    text = words("reader_sheet", lang)
    paper = Paper(A4, title=text["title"], author="Welfare Desk", lang=lang)
    width = paper.width - 20
    y = paper.block(text["title"], 10, 20, width, 20, bold=True, colour=BLACK) + 3
    y = paper.block(text["lead"], 10, y, width, 12, lines=3, colour=BLACK) + 10
    y = paper.block(text["square"], 10, y, width, 12, bold=True, colour=BLACK) + 6
    paper.symbol(symbol(SQUARE_CODE), (paper.width - _SQUARE) / 2, y, _SQUARE)
    y += _SQUARE + 10
    y = paper.block(text["bars"], 10, y, width, 12, bold=True, colour=BLACK) + 6
    _bars(paper, y)
    paper.block(text["bars_only"], 10, y + _HIGH + 8, width, 12, lines=2, colour=BLACK)
    return paper.finish()


def _bars(paper: Paper, top: float) -> None:
    bars = Standard39(
        CODE_39, barWidth=_BAR * MM, barHeight=_HIGH * MM, checksum=0, quiet=0, humanReadable=False
    )
    left = (paper.width * MM - bars.width) / 2
    paper.canvas.setFillColor(BLACK)
    bars.drawOn(paper.canvas, left, (paper.height - top - _HIGH) * MM)
