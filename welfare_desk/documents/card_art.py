# SPDX-License-Identifier: EUPL-1.2
"""The parts of a card that are equal for a whole print run, as form XObjects."""

from __future__ import annotations

import functools
from typing import Any, Final

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.documents.card_template import CardTemplate, Texts, standard
from welfare_desk.documents.fit import fit
from welfare_desk.documents.fonts import BOLD, REGULAR, is_right_to_left, left_to_right, unit_width
from welfare_desk.documents.icons import draw_sign
from welfare_desk.documents.inputs import CardInput
from welfare_desk.documents.paper import (
    BORDER,
    DIVIDER,
    MM,
    MUTED,
    TEXT,
    WARNING,
    WARNING_TINT,
    WHITE,
    Align,
    draw_text,
)

CARD: Final = (85.60, 53.98)
BLEED: Final = 1.0
NAVY: Final = HexColor("#0A4A8F")
# The white third begins here; the symbol and its quiet zone live in it.
WHITE_FROM: Final = 54.4
MARGIN: Final = 5.0
TOP: Final = CARD[1]

Art = tuple[str, str]


class CardArt:
    """Defines the static sides of cards on one canvas, once for each wording."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._defined: dict[tuple[object, ...], Art] = {}

    def of(self, card: CardInput) -> Art:
        """Return the names of the forms for front and back of this card."""
        template = template_of(card)
        key = (
            card.municipality, card.title, card.subtitle, card.phone, card.sample, card.lang,
            back_language(card), template.mark,
        )  # fmt: skip
        if key not in self._defined:
            number = len(self._defined)
            art = (f"front{number}", f"back{number}")
            for name, draw in zip(art, (_front, _back), strict=True):
                _begin(self._canvas, name)
                draw(self._canvas, card)
                self._canvas.endForm()
            self._defined[key] = art
        return self._defined[key]


def template_of(card: CardInput) -> CardTemplate:
    """Return the template of a card."""
    return card.template or standard()


@functools.cache
def fill_code(colour: str) -> str:
    """Return the drawing operator that fills with #RRGGBB from here on."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return f"{red:.4g} {green:.4g} {blue:.4g} rg"


def back_language(card: CardInput) -> str:
    """Return the language of a card's back."""
    return card.back_lang if template_of(card).speaks(card.back_lang) else card.lang


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
    template = template_of(card)
    text = template.words(card.lang)
    ink, quiet = template.colour("text"), template.colour("quiet")
    _background(canvas, template)
    _crest(canvas, template)
    _municipality(canvas, card.municipality, ink)
    width = WHITE_FROM - MARGIN - 3
    put(canvas, card.title, MARGIN, TOP - 26.3, 15, width, bold=True, colour=ink, floor=8)
    put(canvas, card.subtitle, MARGIN, TOP - 31.0, 7.6, width, colour=quiet)
    put(canvas, text["valid_until"], MARGIN, 4.9, 6.8, 14, colour=quiet)
    centred(canvas, text["till"], TOP - 32.8, 6, bold=False, colour=MUTED)
    if card.sample:
        _pill(canvas, text["sample"], (WHITE_FROM + CARD[0]) / 2, TOP - 41)
    centred(canvas, card.phone, 4.9, 7.6, bold=True, colour=TEXT)


def _crest(canvas: Canvas, template: CardTemplate) -> None:
    canvas.setFillColor(WHITE)
    canvas.roundRect(MARGIN * MM, (TOP - 14) * MM, 9 * MM, 9 * MM, 1.6 * MM, stroke=0, fill=1)
    if template.logo is None:
        ground = template.colour("ground")
        draw_sign(canvas, "landmark", (MARGIN + 0.8) * MM, (TOP - 5.8) * MM, 7.4 * MM, ground)
        return
    from welfare_desk.documents.card_logo import draw_logo  # its libraries cost a second

    draw_logo(canvas, template.logo, (MARGIN + 0.6) * MM, (TOP - 13.4) * MM, 7.8 * MM)


def _municipality(canvas: Canvas, name: str, ink: Color) -> None:
    left = MARGIN + 11
    width = WHITE_FROM - left - 3
    if name.startswith("Comune di "):
        put(canvas, "Comune di", left, TOP - 8.4, 7.2, width, colour=ink)
        put(canvas, name[10:], left, TOP - 12.2, 8.4, width, bold=True, colour=ink)
        return
    fitted = fit(name, BOLD, 8.4, width * MM, floor=5.5, lines=2)
    first = TOP - 10.4 if len(fitted.lines) == 1 else TOP - 8.4
    for number, line in enumerate(fitted.lines):
        put(canvas, line, left, first - 3.8 * number, fitted.size, width, bold=True, colour=ink)


def _background(canvas: Canvas, template: CardTemplate) -> None:
    canvas.setFillColor(WHITE)
    right, top = CARD[0] + BLEED, CARD[1] + BLEED
    canvas.rect(
        -BLEED * MM, -BLEED * MM, (right + BLEED) * MM, (top + BLEED) * MM, stroke=0, fill=1
    )
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(-BLEED * MM, -BLEED * MM, (WHITE_FROM + BLEED) * MM, (top + BLEED) * MM)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setFillColor(template.colour("ground"))
    canvas.rect(
        -BLEED * MM, -BLEED * MM, (WHITE_FROM + BLEED) * MM, (top + BLEED) * MM, stroke=0, fill=1
    )
    _wave(canvas, template.colour("wave"), 18.8, (16, 22.5, 30, 12.5), 12.3)
    _wave(canvas, template.colour("accent"), 8.0, (15, 12.5, 32, 4.5), 5.2)
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
    template = template_of(card)
    text = template.words(back_language(card))
    canvas.setFillColor(WHITE)
    edge, side, top = -BLEED * MM, (CARD[0] + 2 * BLEED) * MM, (CARD[1] + 2 * BLEED) * MM
    canvas.rect(edge, edge, side, top, stroke=0, fill=1)
    canvas.setFillColor(template.colour("ground"))
    canvas.rect(edge, (TOP - 8.4) * MM, side, (8.4 + BLEED) * MM, stroke=0, fill=1)
    ink = template.colour("text")
    # The number stands on the right of every back, whatever way the language runs.
    put(canvas, text["how_to_use"], MARGIN, TOP - 5.7, 8.4, 36, bold=True, colour=ink)
    rule_width = CARD[0] - 2 * MARGIN - 3.6 - (19 if card.sample else 0)
    for rule in range(1, 5):
        _rule(canvas, template, text, rule, TOP - 8.9 - 4.3 * rule, rule_width)
    if card.sample:
        mark = template.words(card.lang)["sample"]
        at = MARGIN + 9 if is_right_to_left(text["rule_1"]) else CARD[0] - MARGIN - 9
        _pill(canvas, mark, at, TOP - 18.7)
    half = (CARD[0] - 2 * MARGIN - 3) / 2
    for number, key in enumerate(("signature", "handed_over")):
        left = MARGIN + number * (half + 3)
        canvas.setStrokeColor(BORDER)
        canvas.setLineWidth(0.2 * MM)
        canvas.roundRect(left * MM, (TOP - 41.4) * MM, half * MM, 9 * MM, 1 * MM, stroke=1, fill=0)
        _aligned(canvas, text[key], left + 1.2, TOP - 35.1, 5.8, half - 2.4)
    canvas.setStrokeColor(DIVIDER)
    canvas.line(MARGIN * MM, (TOP - 43.8) * MM, (CARD[0] - MARGIN) * MM, (TOP - 43.8) * MM)
    turned = is_right_to_left(text["lost"])
    plain = text["lost"].format(phone=left_to_right(card.phone) if turned else card.phone)
    _two_weights(canvas, text["lost_bold"], plain, MARGIN, TOP - 47.2, CARD[0] - 2 * MARGIN)
    _aligned(canvas, text["found"], MARGIN, TOP - 50.6, 6, CARD[0] - 2 * MARGIN)


def _rule(
    canvas: Canvas, template: CardTemplate, text: Texts, rule: int, baseline: float, width: float
) -> None:
    plain = text[f"rule_{rule}"]
    turned = is_right_to_left(plain)
    middle = CARD[0] - MARGIN - 1 if turned else MARGIN + 1
    canvas.setFillColor(template.colour("accent"))
    canvas.circle(middle * MM, (baseline + 0.95) * MM, 0.75 * MM, stroke=0, fill=1)
    left = CARD[0] - MARGIN - 3.6 - width if turned else MARGIN + 3.6
    _two_weights(canvas, text[f"rule_{rule}_bold"], plain, left, baseline, width)


def _aligned(
    canvas: Canvas, text: str, x: float, baseline: float, size: float, width: float
) -> None:
    """Draw a quiet line at the side of its box where its language begins."""
    fitted = fit(text, REGULAR, size, width * MM, floor=4.8)
    canvas.setFillColor(MUTED)
    turned = is_right_to_left(text)
    at = (x + width if turned else x) * MM
    align: Align = "right" if turned else "left"
    draw_text(canvas, at, baseline * MM, fitted.lines[0], REGULAR, fitted.size, align)


def _two_weights(
    canvas: Canvas, bold: str, plain: str, x: float, baseline: float, width: float
) -> None:
    natural = unit_width(f"{bold} ", BOLD) + unit_width(plain, REGULAR)
    size = min(7.4, width * MM / natural)
    canvas.setFillColor(TEXT)
    if is_right_to_left(plain):
        end = (x + width) * MM
        taken = draw_text(canvas, end, baseline * MM, bold, BOLD, size, "right")
        gap = unit_width(" ", BOLD) * size
        draw_text(canvas, end - taken - gap, baseline * MM, plain, REGULAR, size, "right")
        return
    start = draw_text(canvas, x * MM, baseline * MM, f"{bold} ", BOLD, size)
    draw_text(canvas, x * MM + start, baseline * MM, plain, REGULAR, size)
