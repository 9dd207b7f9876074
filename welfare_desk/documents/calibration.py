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
        _cross(canvas)
        _scale(canvas, text)
        canvas.restoreState()
        # Not moved: it must always be on the paper.
        _say(canvas, text, printer, tray, back=back)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


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


def _cross(canvas: Canvas) -> None:
    x, y = CROSS
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.15 * MM)
    canvas.line((x - 12) * MM, y * MM, (x + 12) * MM, y * MM)
    canvas.line(x * MM, (y - 12) * MM, x * MM, (y + 12) * MM)
    for step in range(-10, 11):
        long = 2.0 if step % 5 == 0 else 1.0
        canvas.line((x + step) * MM, (y - long) * MM, (x + step) * MM, (y + long) * MM)
        canvas.line((x - long) * MM, (y + step) * MM, (x + long) * MM, (y + step) * MM)


def _scale(canvas: Canvas, text: Words) -> None:
    x, y = SCALE_FROM
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.2 * MM)
    canvas.line(x * MM, y * MM, (x + SCALE_MM) * MM, y * MM)
    for end in (x, x + SCALE_MM):
        canvas.line(end * MM, (y - 3) * MM, end * MM, (y + 3) * MM)
    canvas.setFillColor(MUTED)
    draw_text(canvas, (x + SCALE_MM / 2) * MM, (y - 5) * MM, text["scale"], REGULAR, 9, "centre")
