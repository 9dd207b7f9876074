# SPDX-License-Identifier: EUPL-1.2
"""The parts of a card that are equal for a whole print run, as form XObjects."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.documents.fit import fit
from welfare_desk.documents.fonts import BOLD, REGULAR, unit_width
from welfare_desk.documents.icons import draw_sign
from welfare_desk.documents.inputs import CardInput
from welfare_desk.documents.paper import (
    BORDER,
    DIVIDER,
    MM,
    MUTED,
    PRIMARY,
    TEXT,
    WARNING,
    WARNING_TINT,
    WHITE,
    draw_text,
)
from welfare_desk.documents.wording import Words, words

CARD: Final = (85.60, 53.98)
BLEED: Final = 1.0
NAVY: Final = HexColor("#0A4A8F")
_WAVE: Final = HexColor("#0F5CAD")
_PALE: Final = HexColor("#DCEAF9")
# The white third begins here; the symbol and its quiet zone live in it.
WHITE_FROM: Final = 54.4
MARGIN: Final = 5.0
TOP: Final = CARD[1]

Art = tuple[str, str]


class CardArt:
    """Defines the static sides of cards on one canvas, once for each wording."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._defined: dict[tuple[str, str, str, str, bool, str], Art] = {}

    def of(self, card: CardInput) -> Art:
        """Return the names of the forms for front and back of this card."""
        key = (card.municipality, card.title, card.subtitle, card.phone, card.sample, card.lang)
        if key not in self._defined:
            number = len(self._defined)
            art = (f"front{number}", f"back{number}")
            for name, draw in zip(art, (_front, _back), strict=True):
                _begin(self._canvas, name)
                draw(self._canvas, card)
                self._canvas.endForm()
            self._defined[key] = art
        return self._defined[key]


def _begin(canvas: Canvas, name: str) -> None:
    begin: Any = canvas.beginForm  # the stubs want whole points
    edge, right, top = -BLEED * MM, (CARD[0] + BLEED) * MM, (CARD[1] + BLEED) * MM
    begin(name, edge, edge, right, top)


def put(
    canvas: Canvas,
    text: str,
    x: float,
    baseline: float,
    size: float,
    width: float,
    *,
    bold: bool = False,
    colour: Color | None = None,
    floor: float = 5,
) -> float:
    """Draw one line at millimetres from the lower left corner, shrunk to fit; return its end.

    Without a colour the one in force stays.
    """
    font = BOLD if bold else REGULAR
    fitted = fit(text, font, size, width * MM, floor=floor)
    if colour is not None:
        canvas.setFillColor(colour)
    drawn = draw_text(canvas, x * MM, baseline * MM, fitted.lines[0], font, fitted.size)
    return x + drawn / MM


def centred(
    canvas: Canvas, text: str, baseline: float, size: float, *, bold: bool, colour: Color
) -> None:
    """Draw one line in the middle of the white third, shrunk to fit."""
    font = BOLD if bold else REGULAR
    fitted = fit(text, font, size, (CARD[0] - WHITE_FROM - 5) * MM, floor=4.5)
    canvas.setFillColor(colour)
    middle = (WHITE_FROM + CARD[0]) / 2 * MM
    draw_text(canvas, middle, baseline * MM, fitted.lines[0], font, fitted.size, "centre")


def _front(canvas: Canvas, card: CardInput) -> None:
    text = words("card", card.lang)
    _background(canvas)
    canvas.setFillColor(WHITE)
    canvas.roundRect(MARGIN * MM, (TOP - 14) * MM, 9 * MM, 9 * MM, 1.6 * MM, stroke=0, fill=1)
    draw_sign(canvas, "landmark", (MARGIN + 0.8) * MM, (TOP - 5.8) * MM, 7.4 * MM, NAVY)
    _municipality(canvas, card.municipality)
    width = WHITE_FROM - MARGIN - 3
    put(canvas, card.title, MARGIN, TOP - 26.3, 15, width, bold=True, colour=WHITE, floor=8)
    put(canvas, card.subtitle, MARGIN, TOP - 31.0, 7.6, width, colour=_PALE)
    put(canvas, text["valid_until"], MARGIN, 4.9, 6.8, 14, colour=_PALE)
    centred(canvas, text["till"], TOP - 32.8, 6, bold=False, colour=MUTED)
    if card.sample:
        _pill(canvas, text["sample"], (WHITE_FROM + CARD[0]) / 2, TOP - 41)
    centred(canvas, card.phone, 4.9, 7.6, bold=True, colour=TEXT)


def _municipality(canvas: Canvas, name: str) -> None:
    left = MARGIN + 11
    width = WHITE_FROM - left - 3
    if name.startswith("Comune di "):
        put(canvas, "Comune di", left, TOP - 8.4, 7.2, width, colour=WHITE)
        put(canvas, name[10:], left, TOP - 12.2, 8.4, width, bold=True, colour=WHITE)
        return
    fitted = fit(name, BOLD, 8.4, width * MM, floor=5.5, lines=2)
    first = TOP - 10.4 if len(fitted.lines) == 1 else TOP - 8.4
    for number, line in enumerate(fitted.lines):
        put(canvas, line, left, first - 3.8 * number, fitted.size, width, bold=True, colour=WHITE)


def _background(canvas: Canvas) -> None:
    canvas.setFillColor(WHITE)
    right, top = CARD[0] + BLEED, CARD[1] + BLEED
    canvas.rect(
        -BLEED * MM, -BLEED * MM, (right + BLEED) * MM, (top + BLEED) * MM, stroke=0, fill=1
    )
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(-BLEED * MM, -BLEED * MM, (WHITE_FROM + BLEED) * MM, (top + BLEED) * MM)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillColor(NAVY)
    canvas.rect(
        -BLEED * MM, -BLEED * MM, (WHITE_FROM + BLEED) * MM, (top + BLEED) * MM, stroke=0, fill=1
    )
    _wave(canvas, _WAVE, 18.8, (16, 22.5, 30, 12.5), 12.3)
    _wave(canvas, PRIMARY, 8.0, (15, 12.5, 32, 4.5), 5.2)
    canvas.restoreState()


def _wave(
    canvas: Canvas, colour: Color, start: float, bend: tuple[float, float, float, float], end: float
) -> None:
    path = canvas.beginPath()
    path.moveTo(-BLEED * MM, -BLEED * MM)
    path.lineTo(-BLEED * MM, start * MM)
    x1, y1, x2, y2 = (value * MM for value in bend)
    path.curveTo(x1, y1, x2, y2, WHITE_FROM * MM, end * MM)
    path.lineTo(WHITE_FROM * MM, -BLEED * MM)
    path.close()
    canvas.setFillColor(colour)
    canvas.drawPath(path, stroke=0, fill=1)


def _pill(canvas: Canvas, text: str, middle: float, centre: float) -> None:
    size = 7.6
    width = unit_width(text, BOLD) * size / MM + 6.6
    canvas.setFillColor(WARNING_TINT)
    canvas.setStrokeColor(WARNING)
    canvas.setLineWidth(0.22 * MM)
    canvas.roundRect(
        (middle - width / 2) * MM,
        (centre - 2.6) * MM,
        width * MM,
        5.2 * MM,
        2.6 * MM,
        stroke=1,
        fill=1,
    )
    canvas.setFillColor(WARNING)
    draw_text(canvas, middle * MM, (centre - 0.95) * MM, text, BOLD, size, "centre")


def _back(canvas: Canvas, card: CardInput) -> None:
    text = words("card", card.lang)
    canvas.setFillColor(WHITE)
    edge, side, top = -BLEED * MM, (CARD[0] + 2 * BLEED) * MM, (CARD[1] + 2 * BLEED) * MM
    canvas.rect(edge, edge, side, top, stroke=0, fill=1)
    canvas.setFillColor(NAVY)
    canvas.rect(edge, (TOP - 8.4) * MM, side, (8.4 + BLEED) * MM, stroke=0, fill=1)
    put(canvas, text["how_to_use"], MARGIN, TOP - 5.7, 8.4, 30, bold=True, colour=WHITE)
    rule_width = CARD[0] - 2 * MARGIN - 3.6 - (19 if card.sample else 0)
    for rule in range(1, 5):
        _rule(canvas, text, rule, TOP - 8.9 - 4.3 * rule, rule_width)
    if card.sample:
        _pill(canvas, text["sample"], CARD[0] - MARGIN - 9, TOP - 18.7)
    half = (CARD[0] - 2 * MARGIN - 3) / 2
    for number, key in enumerate(("signature", "handed_over")):
        left = MARGIN + number * (half + 3)
        canvas.setStrokeColor(BORDER)
        canvas.setLineWidth(0.2 * MM)
        canvas.roundRect(left * MM, (TOP - 41.4) * MM, half * MM, 9 * MM, 1 * MM, stroke=1, fill=0)
        put(canvas, text[key], left + 1.2, TOP - 35.1, 5.8, half - 2.4, colour=MUTED)
    canvas.setStrokeColor(DIVIDER)
    canvas.line(MARGIN * MM, (TOP - 43.8) * MM, (CARD[0] - MARGIN) * MM, (TOP - 43.8) * MM)
    _lost(canvas, card, TOP - 47.2)
    put(canvas, text["found"], MARGIN, TOP - 50.6, 6, CARD[0] - 2 * MARGIN, colour=MUTED)


def _rule(canvas: Canvas, text: Words, rule: int, baseline: float, width: float) -> None:
    canvas.setFillColor(PRIMARY)
    canvas.circle((MARGIN + 1) * MM, (baseline + 0.95) * MM, 0.75 * MM, stroke=0, fill=1)
    _two_weights(
        canvas, text[f"rule_{rule}_bold"], text[f"rule_{rule}"], MARGIN + 3.6, baseline, width
    )


def _lost(canvas: Canvas, card: CardInput, baseline: float) -> None:
    text = words("card", card.lang)
    plain = text["lost"].format(phone=card.phone)
    _two_weights(canvas, text["lost_bold"], plain, MARGIN, baseline, CARD[0] - 2 * MARGIN)


def _two_weights(
    canvas: Canvas, bold: str, plain: str, x: float, baseline: float, width: float
) -> None:
    natural = unit_width(f"{bold} ", BOLD) + unit_width(plain, REGULAR)
    size = min(7.4, width * MM / natural)
    canvas.setFillColor(TEXT)
    start = draw_text(canvas, x * MM, baseline * MM, f"{bold} ", BOLD, size)
    draw_text(canvas, x * MM + start, baseline * MM, plain, REGULAR, size)
