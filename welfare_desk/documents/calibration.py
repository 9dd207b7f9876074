# SPDX-License-Identifier: EUPL-1.2
"""The test sheet for cards on A4: crosses where a printer's offset is read off with a ruler."""

from __future__ import annotations

import io
from typing import Final

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.documents.card import COLUMNS, ROWS, TRUE, Shift, move, position
from welfare_desk.documents.card_art import CARD
from welfare_desk.documents.fonts import BOLD, REGULAR
from welfare_desk.documents.paper import A4, BLACK, MM, MUTED, WHITE, draw_text
from welfare_desk.documents.stream import StreamCanvas
from welfare_desk.documents.wording import Words, words

CROSS: Final = (105.0, 270.0)
"""Where the cross stands that is measured, from the lower left corner of either side."""
SCALE_FROM: Final = (55.0, 20.0)
SCALE_MM: Final = 100.0
CARD_CROSS: Final = (65.0, 22.0)
"""Where the cross stands on either side of the test card."""
CARD_FROM: Final = (8.0, 7.0)
CARD_SCALE_MM: Final = 60.0
_GREY: Final = HexColor("#B0BEC5")


def calibration_pdf(printer: str, tray: str, shift: Shift = TRUE, lang: str = "it") -> bytes:
    """Return front and back of the test sheet, moved as cards would be.

    With no shift the measures are the printer's own; printed again with what was measured,
    cross and line stand where they should.
    """
    file = io.BytesIO()
    text = words("calibration", lang)
    size = (A4[0] * MM, A4[1] * MM)
    canvas = StreamCanvas(file, size, title=text["title"], author="Welfare Desk", lang=lang)
    canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
    sides = ((shift.front_x, shift.front_y, False), (shift.back_x, shift.back_y, True))
    for x, y, back in sides:
        canvas.saveState()
        move(canvas, x, y, shift.scale)
        _outlines(canvas, back=back)
        _cross(canvas, CROSS, 12)
        _scale(canvas, text["scale"], SCALE_FROM, SCALE_MM)
        canvas.restoreState()
        # Not moved: it must always be on the paper.
        _say(canvas, text, printer, tray, back=back)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def card_calibration_pdf(printer: str, tray: str, shift: Shift = TRUE, lang: str = "it") -> bytes:
    """Return front and back of the test card, moved as cards of this printer would be."""
    file = io.BytesIO()
    text = words("calibration", lang)
    size = (CARD[0] * MM, CARD[1] * MM)
    canvas = StreamCanvas(file, size, title=text["card_title"], author="Welfare Desk", lang=lang)
    sides = ((shift.front_x, shift.front_y, "front"), (shift.back_x, shift.back_y, "back"))
    for x, y, side in sides:
        canvas.saveState()
        move(canvas, x, y, shift.scale, CARD)
        _cross(canvas, CARD_CROSS, 8)
        _scale(canvas, text["card_scale"].format(mm=f"{CARD_SCALE_MM:g}"), CARD_FROM, CARD_SCALE_MM)
        canvas.restoreState()
        _say_on_card(canvas, text, " · ".join(part for part in (printer, tray) if part), side)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _say_on_card(canvas: Canvas, text: Words, of: str, side: str) -> None:
    step = text["card_step"].format(x=f"{CARD_CROSS[0]:g}", y=f"{CARD_CROSS[1]:g}")
    first, _, second = step.partition(": ")
    lines = [(BOLD, 9.0, f"{text['card_title']} – {text[side]}"), (REGULAR, 6.0, of)]
    lines += [(REGULAR, 6.0, f"{first}:"), (REGULAR, 6.0, second)]
    canvas.setFillColor(BLACK)
    height = CARD[1] - 6
    for font, size, line in lines:
        draw_text(canvas, 4 * MM, height * MM, line, font, size)
        height -= 4


def _say(canvas: Canvas, text: Words, printer: str, tray: str, *, back: bool) -> None:
    side = text["back"] if back else text["front"]
    of = " · ".join(part for part in (printer, tray) if part)
    lines = [(BOLD, 14, f"{text['title']} – {side}"), (REGULAR, 9, of)]
    lines += [(REGULAR, 10, text[f"step_{n}"]) for n in range(1, 5)]
    canvas.setFillColor(WHITE)
    canvas.rect(22 * MM, 145 * MM, 166 * MM, 54 * MM, stroke=0, fill=1)
    canvas.setFillColor(BLACK)
    height = 190.0
    for font, size, line in lines:
        draw_text(canvas, A4[0] / 2 * MM, height * MM, line, font, size, "centre")
        height -= 8


def _outlines(canvas: Canvas, *, back: bool) -> None:
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.1 * MM)
    for index in range(COLUMNS * ROWS):
        x, y = position(index, back=back)
        canvas.rect(x * MM, y * MM, CARD[0] * MM, CARD[1] * MM, stroke=1, fill=0)


def _cross(canvas: Canvas, middle: tuple[float, float], arm: int) -> None:
    x, y = middle
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.15 * MM)
    canvas.line((x - arm) * MM, y * MM, (x + arm) * MM, y * MM)
    canvas.line(x * MM, (y - arm) * MM, x * MM, (y + arm) * MM)
    for step in range(2 - arm, arm - 1):
        long = 2.0 if step % 5 == 0 else 1.0
        canvas.line((x + step) * MM, (y - long) * MM, (x + step) * MM, (y + long) * MM)
        canvas.line((x - long) * MM, (y + step) * MM, (x + long) * MM, (y + step) * MM)


def _scale(canvas: Canvas, label: str, start: tuple[float, float], long: float) -> None:
    (x, y), end = start, 3 if long >= SCALE_MM else 1.5
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.2 * MM)
    canvas.line(x * MM, y * MM, (x + long) * MM, y * MM)
    for place in (x, x + long):
        canvas.line(place * MM, (y - end) * MM, place * MM, (y + end) * MM)
    canvas.setFillColor(MUTED)
    size = 9 if long >= SCALE_MM else 6
    draw_text(canvas, (x + long / 2) * MM, (y - 2 - end) * MM, label, REGULAR, size, "centre")
