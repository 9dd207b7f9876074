# SPDX-License-Identifier: EUPL-1.2
"""The test page of a printer's role: a frame, a line to measure and the accents, at its size."""

from __future__ import annotations

from typing import Final

from welfare_desk.documents.card_art import CARD
from welfare_desk.documents.paper import A4, BLACK, Paper
from welfare_desk.documents.slip_roll import ROLL
from welfare_desk.documents.wording import Words, words

SIZES: Final[dict[str, tuple[float, float]]] = {
    "a4": A4,
    "receipt": (ROLL, 90.0),
    "card": CARD,
}
"""Width and height of each role's page in millimetres."""
LINES: Final[dict[str, float]] = {"a4": 100.0, "receipt": 60.0, "card": 60.0}
"""How long the line to measure is."""
_MARGIN: Final[dict[str, float]] = {"a4": 10.0, "receipt": 4.0, "card": 3.0}


def trial_page_pdf(role: str, printer: str, printed_at: str, lang: str = "it") -> bytes:
    """Return the test page of a role: two sides of a card, else one page."""
    text = words("trial_page", lang)
    paper = Paper(SIZES[role], title=text["title"], author="Welfare Desk", lang=lang)
    sides = ("front", "back") if role == "card" else ("",)
    for number, side in enumerate(sides):
        if number:
            paper.turn()
        _side(paper, role, text, (printer, printed_at, text[side] if side else ""))
    return paper.finish()


def _side(paper: Paper, role: str, text: Words, told: tuple[str, str, str]) -> None:
    printer, printed_at, side = told
    margin, small = _MARGIN[role], role == "card"
    width = paper.width - 2 * margin
    paper.box(margin, margin, width, paper.height - 2 * margin, edge=BLACK, weight=0.3)
    inside = width - 8
    heading = " – ".join(part for part in (text["title"], side) if part)
    y = _line(paper, heading, margin + 2.5, inside, 10 if small else 14, bold=True)
    for words_told in (text[role], printer, printed_at, text["accents"]):
        y = _line(paper, words_told, y, inside, 7 if small else 12)
    y = _measure(paper, LINES[role], y + (2 if small else 6))
    label = text["line"].format(mm=f"{LINES[role]:g}")
    y = _line(paper, label, y, inside, 7 if small else 12)
    _line(paper, text["frame"], y, inside, 6 if small else 12)


def _line(
    paper: Paper, text: str, y: float, width: float, size: float, *, bold: bool = False
) -> float:
    left = (paper.width - width) / 2
    return paper.block(
        text, left, y, width, size, floor=6, lines=2, bold=bold, colour=BLACK, align="centre"
    )


def _measure(paper: Paper, length: float, y: float) -> float:
    left = (paper.width - length) / 2
    paper.rule(left, y + 2, length, BLACK, 0.2)
    for end in (left, left + length):
        paper.box(end - 0.1, y, 0.2, 4, fill=BLACK)
    return y + 5
