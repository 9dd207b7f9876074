# SPDX-License-Identifier: EUPL-1.2
"""What every A4 paper shares: heading, blocks with a pictogram, signature lines, foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from reportlab.lib.colors import Color

from welfare_desk.documents.fonts import is_right_to_left
from welfare_desk.documents.inputs import Office
from welfare_desk.documents.paper import (
    A4,
    BORDER,
    MUTED,
    PRIMARY,
    TEXT,
    WARNING,
    WHITE,
    Align,
    Paper,
    ascent,
    line_width,
)
from welfare_desk.documents.wording import Words

LEFT: Final = 20.0
WIDTH: Final = A4[0] - 2 * LEFT
INDENT: Final = 14.0
FOOT: Final = 272.0
_SMALLEST: Final = 0.6

Drawing = Callable[[Paper, float], float]
Block = Callable[[Paper, float], float]
"""Draws something that begins at a height, and says where it ends."""


def one_page(draw: Drawing, *, title: str, author: str, lang: str, scale: float = 1.0) -> bytes:
    """Return an A4 page: ``draw`` gets the paper and a scale, and says where its content ends.

    The scale shrinks until the content ends above the foot, so that no second page comes
    out of the printer.
    """
    while True:
        paper = Paper(A4, title=title, author=author, lang=lang)
        end = draw(paper, scale)
        if end <= FOOT - 1 or scale <= _SMALLEST:
            return paper.finish()
        scale = max(_SMALLEST, scale - 0.02)


Foot = Callable[[Paper, int, int], None]
"""Draws the foot of a page: its number and how many there are."""


def flowing(
    blocks: Sequence[Block],
    head_again: Callable[[Paper], float],
    foot_of: Foot,
    *,
    title: str,
    author: str,
    lang: str,
) -> bytes:
    """Return A4 pages on which blocks stand one below the other, none of them cut.

    The first block begins at the top of its page, the first of each further page below
    ``head_again``, which says to what the page belongs.
    """
    scratch = Paper(A4, title=title, author=author, lang=lang)
    turns: list[int] = []
    y = 0.0
    for place, block in enumerate(blocks):
        end = block(scratch, y)
        if end > FOOT - 1 and place:
            turns.append(place)
            end = block(scratch, head_again(scratch))
        y = end
    paper = Paper(A4, title=title, author=author, lang=lang)
    y = 0.0
    for place, block in enumerate(blocks):
        if place in turns:
            foot_of(paper, turns.index(place) + 1, len(turns) + 1)
            paper.turn()
            y = head_again(paper)
        y = block(paper, y)
    foot_of(paper, len(turns) + 1, len(turns) + 1)
    return paper.finish()


def heading(paper: Paper, office: Office, sample: str) -> None:
    """Draw the bar, the sign and the office; ``sample`` is the word of the mark or empty."""
    paper.box(0, 0, paper.width, 5, fill=PRIMARY)
    paper.box(LEFT, 15, 15, 15, radius=2.2, fill=PRIMARY)
    paper.sign("landmark", LEFT + 1.7, 16.4, 11.6, WHITE)
    room = WIDTH - 19 - (36 if sample else 0)
    paper.block(office.municipality, LEFT + 19, 15.6, room, 14, floor=10, bold=True)
    about = " · ".join(part for part in (office.desk, office.address, office.phone) if part)
    paper.block(about, LEFT + 19, 22.8, WIDTH - 19, 12, floor=9, colour=MUTED)
    if sample:
        mark(paper, sample, LEFT + WIDTH, 15.4)


def mark(paper: Paper, word: str, right: float, top: float) -> None:
    """Draw the mark that tells an example from a valid paper."""
    paper.line(word, right, top + 5, 14, bold=True, colour=WARNING, align="right")


def title_line(paper: Paper, text: str, top: float = 35) -> float:
    """Draw the name of the paper and return where it ends."""
    return paper.block(text, LEFT, top, WIDTH, 22, floor=16, bold=True)


def section(
    paper: Paper,
    top: float,
    scale: float,
    sign: str,
    label: str,
    strong: Sequence[str],
    plain: Sequence[str] = (),
    *,
    lines: int = 3,
    bullets: bool = False,
) -> float:
    """Draw one block under a rule and return where it ends.

    ``strong`` and ``plain`` are paragraphs of at most ``lines`` lines each (plain ones
    may have one more); ``bullets`` marks the plain ones as a list.
    """
    paper.rule(LEFT, top, WIDTH)
    paper.sign(sign, LEFT, top + 4.6 * min(scale, 1), 7.4)
    gap = 2.9 * min(scale, 1)
    y = top + gap
    x, width = LEFT + INDENT, WIDTH - INDENT
    y = paper.block(label, x, y, width, 12 * min(scale, 1), colour=MUTED)
    for paragraph in strong:
        y = paper.block(
            paragraph, x, y, width, 14 * scale, floor=11 * scale, lines=lines, bold=True
        )
    for paragraph in plain:
        y = _plain(paper, paragraph, x, y, width, 13 * scale, lines + 1, bullet=bullets)
    return y + gap


def _plain(
    paper: Paper,
    text: str,
    x: float,
    top: float,
    width: float,
    size: float,
    lines: int,
    *,
    bullet: bool,
) -> float:
    if not bullet:
        return paper.block(text, x, top, width, size, lines=lines)
    paper.line("•", x, top + ascent(size), size, colour=PRIMARY)
    return paper.block(text, x + 4, top, width - 4, size, lines=lines)


def signature(paper: Paper, label: str, x: float, line: float, width: float) -> None:
    """Draw a line to sign on, with what it is for below it."""
    paper.rule(x, line, width, BORDER, 0.35)
    paper.block(label, x, line + 0.8, width, 12, floor=9, colour=MUTED)


def foot(paper: Paper, left: str, right: str = "", *, above: str = "") -> None:
    """Draw the last lines of a page: how it was printed, and one line above it."""
    paper.rule(LEFT, FOOT + 1, WIDTH)
    y = FOOT + 2.6
    if above:
        side: Align = "right" if is_right_to_left(above) else "left"
        y = paper.block(above, LEFT, y, WIDTH, 12, floor=9, align=side)
    beside = line_width(right, 11) + 4 if right else 0
    paper.block(left, LEFT, y, WIDTH - beside, 11, floor=8, colour=MUTED)
    if right:
        paper.line(right, LEFT + WIDTH, y + ascent(11), 11, colour=MUTED, align="right")


def printed_line(texts: Words, printed_at: str, copy_no: int) -> str:
    """Return when the paper was printed; a copy says which one it is."""
    key = "copy" if copy_no else "printed"
    return texts[key].format(printed_at=printed_at, copy_no=copy_no)


def paragraph(
    paper: Paper,
    text: str,
    top: float,
    size: float,
    *,
    bold: bool = False,
    colour: Color = TEXT,
    lines: int = 12,
) -> float:
    """Draw running text over the full width and return where it ends."""
    return paper.block(text, LEFT, top, WIDTH, size, lines=lines, bold=bold, colour=colour)
