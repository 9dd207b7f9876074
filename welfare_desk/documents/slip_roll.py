# SPDX-License-Identifier: EUPL-1.2
"""The booking slip on an 80 mm roll: black only, essentials at 12 pt or more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from welfare_desk.core.dates import weekday_name
from welfare_desk.core.numbers import booking_label
from welfare_desk.documents.inputs import SlipInput
from welfare_desk.documents.letter import printed_line
from welfare_desk.documents.paper import BLACK, Paper
from welfare_desk.documents.qr import symbol
from welfare_desk.documents.slip import (
    cancelling,
    cost,
    course,
    promise,
    what_for,
    who_and_how_long,
)
from welfare_desk.documents.wording import Words, day_text, second_line, time_text, words

ROLL: Final = 80.0
LEFT: Final = 4.0
WIDTH: Final = ROLL - 2 * LEFT
QR_SIZE: Final = 30.0
_TALLEST: Final = 600.0


def slip_80_pdf(slip: SlipInput) -> bytes:
    """Return the slip 80 mm wide and as long as its text."""
    height = _draw(slip, _paper(slip, _TALLEST)) + 6
    paper = _paper(slip, height)
    _draw(slip, paper)
    return paper.finish()


def _paper(slip: SlipInput, height: float) -> Paper:
    title = words("slip", slip.lang)["title"]
    return Paper((ROLL, height), title=title, author=slip.office.municipality, lang=slip.lang)


def _draw(slip: SlipInput, paper: Paper) -> float:
    text = words("slip", slip.lang)
    y = _centred(paper, slip.office.municipality, 5, 14, bold=True)
    about = " · ".join(part for part in (slip.office.desk, slip.office.phone) if part)
    y = _centred(paper, about, y, 12)
    if slip.sample:
        y = _centred(paper, text["sample"], y, 14, bold=True)
    y = _state(paper, slip, text, y + 3.5) + 4
    weekday = weekday_name(slip.held_on, slip.lang)
    y = _left(paper, weekday, y, 17, bold=True)
    y = _left(paper, day_text(slip.held_on, slip.lang), y, 22, bold=True)
    at = text["at"].format(time=time_text(slip.start_minute))
    y = _left(paper, at, y, 22, bold=True) + 2.5
    y = _blocks(paper, slip, text, y)
    paper.rule(LEFT, y, WIDTH, BLACK, 0.3)
    y += 4
    paper.symbol(symbol(slip.code), (ROLL - QR_SIZE) / 2, y, QR_SIZE)
    y = _centred(paper, booking_label(slip.booking_no), y + QR_SIZE + 1.5, 18, bold=True)
    if slip.second_language:
        line = second_line(slip.second_language, slip.state, slip.held_on, slip.start_minute)
        y = _centred(paper, line, y + 1.5, 12, lines=4)
    return _centred(paper, printed_line(text, slip.printed_at, slip.copy_no), y + 2, 12, lines=3)


def _state(paper: Paper, slip: SlipInput, text: Words, top: float) -> float:
    """Draw the frame twice: its height is known once its text stands."""
    end = _state_text(paper, slip, text, top)
    paper.box(
        LEFT, top, WIDTH, end - top, radius=2, edge=BLACK, weight=0.8,
        dashed=slip.state == "provisional",
    )  # fmt: skip
    return end


def _state_text(paper: Paper, slip: SlipInput, text: Words, top: float) -> float:
    x, width = LEFT + 5, WIDTH - 9
    final = slip.state == "final"
    paper.sign("check" if final else "hourglass", x, top + 3.2, 9.5, BLACK, 2.4)
    y = paper.block(
        text[slip.state], x + 12.5, top + 3, width - 12.5, 20, floor=14, bold=True, colour=BLACK
    )
    if final:
        return (
            paper.block(text["final_text_roll"], x, y + 1.5, width, 13, lines=3, colour=BLACK) + 3
        )
    lead, phone, when = promise(slip)
    y = paper.block(lead, x, y + 1.5, width, 14, lines=3, bold=True, colour=BLACK)
    y = paper.block(phone, x, y, width, 20, floor=13, bold=True, colour=BLACK)
    if when:
        y = paper.block(when, x, y, width, 14, lines=4, bold=True, colour=BLACK)
    return y + 3


def _blocks(paper: Paper, slip: SlipInput, text: Words, y: float) -> float:
    y = _block(paper, y, text["what"], [what_for(slip)], [who_and_how_long(slip)])
    if slip.meetings:
        count, days = course(slip)
        y = _block(paper, y, text["meetings"], [count], days)
    where = ", ".join(part for part in (slip.place, slip.address) if part)
    y = _block(paper, y, text["where"], [where], [slip.directions])
    y = _block(paper, y, text["bring"], slip.bring, [text["bring_this"]])
    total, how = cost(slip)
    y = _block(paper, y, text["cost"], [total], [how])
    return _block(paper, y, text["cancel"], [cancelling(slip)], [])


def _block(
    paper: Paper, top: float, label: str, strong: Sequence[str], plain: Sequence[str]
) -> float:
    paper.rule(LEFT, top, WIDTH, BLACK, 0.3)
    y = paper.block(label, LEFT, top + 1.4, WIDTH, 12, colour=BLACK)
    for text in filter(None, strong):
        y = _left(paper, text, y, 14, bold=True, lines=20)
    for text in filter(None, plain):
        y = _left(paper, text, y, 13, lines=20)
    return y + 1.6


def _left(
    paper: Paper, text: str, top: float, size: float, *, bold: bool = False, lines: int = 1
) -> float:
    return paper.block(
        text, LEFT, top, WIDTH, size, floor=min(size, 12), lines=lines, bold=bold, colour=BLACK
    )


def _centred(
    paper: Paper, text: str, top: float, size: float, *, bold: bool = False, lines: int = 2
) -> float:
    return paper.block(
        text, LEFT, top, WIDTH, size, floor=12, lines=lines, bold=bold, colour=BLACK, align="centre"
    )
