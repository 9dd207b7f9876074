# SPDX-License-Identifier: EUPL-1.2
"""Cards: one CR80 file with both sides, or ten on an A4 sheet with cutting marks."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO, Final

import msgspec
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.core.dates import date_text
from welfare_desk.core.numbers import grouped
from welfare_desk.documents.card_art import (
    CARD,
    MARGIN,
    TOP,
    WHITE_FROM,
    CardArt,
    fill_code,
    put,
    template_of,
)
from welfare_desk.documents.fit import fit
from welfare_desk.documents.fonts import BOLD
from welfare_desk.documents.inputs import CardInput
from welfare_desk.documents.paper import A4, BLACK, MM, draw_text, place_symbol
from welfare_desk.documents.qr import Symbol, encode_after, symbol
from welfare_desk.documents.stream import StreamCanvas, code_of

QR_SIZE: Final = 22.2
COLUMNS: Final = 2
ROWS: Final = 5
GUTTER: Final = 2.0
LEFT: Final = (A4[0] - COLUMNS * CARD[0] - GUTTER) / 2
BOTTOM: Final = (A4[1] - ROWS * CARD[1] - (ROWS - 1) * GUTTER) / 2
_MARK: Final = 3.0
_MARK_GAP: Final = 2.0


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """How far a printer is off, in millimetres: what is drawn is moved and scaled to undo it."""

    front_x: float = 0.0
    front_y: float = 0.0
    back_x: float = 0.0
    back_y: float = 0.0
    """To the right and up, as seen on that side."""
    scale: float = 1.0
    """100 mm of paper by what 100 mm on the test sheet measured."""


TRUE: Final = Shift()


def card_pdf(card: CardInput, shift: Shift = TRUE) -> bytes:
    """Return front and back as two pages of the exact size of a card."""
    return cards_pdf((card,), shift)


def cards_pdf(cards: tuple[CardInput, ...], shift: Shift = TRUE) -> bytes:
    """Return each card's front and back, one after the other, for a card printer."""
    file = io.BytesIO()
    canvas = _canvas(file, CARD, cards[0])
    art = CardArt(canvas)
    for index, card in enumerate(cards):
        front, back = art.of(card)
        move(canvas, shift.front_x, shift.front_y, shift.scale, CARD)
        canvas.doForm(front)
        _personal_front(canvas, card, symbol(card.code), f"qr{index}")
        canvas.showPage()
        move(canvas, shift.back_x, shift.back_y, shift.scale, CARD)
        canvas.doForm(back)
        _personal_back(canvas, card)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def sheet_pdf(
    cards: tuple[CardInput, ...], duplex: bool = True, *, first: int = 0, shift: Shift = TRUE
) -> bytes:
    """Return the cards ten to an A4 sheet; see ``write_sheets``."""
    file = io.BytesIO()
    write_sheets(file, cards, duplex, first=first, shift=shift)
    return file.getvalue()


def write_sheets(
    file: BinaryIO,
    cards: Iterable[CardInput],
    duplex: bool = True,
    *,
    first: int = 0,
    shift: Shift = TRUE,
) -> int:
    """Write the cards ten to an A4 sheet and return how many; memory stays flat.

    Backs are mirrored, for paper turned on its long edge.  With ``duplex`` each front
    is followed by its back; without, all fronts come first and all backs after them,
    for a stack that is turned by hand.  With ``first`` each sheet says its number, counted
    from there.  Refuses (``ValueError``) no cards at all.
    """
    batches = _batches(cards)
    beginning = next(batches, None)
    if beginning is None:
        raise ValueError("no cards to print")
    canvas = _canvas(file, A4, beginning[0])
    if duplex:
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
    art = CardArt(canvas)
    sheets = count = 0
    batch: list[CardInput] | None = beginning
    while batch:
        _sheet(canvas, art, batch, count, first + sheets if first else 0, shift)
        sheets += 1
        count += len(batch)
        batch = next(batches, None)
    if not duplex:
        canvas.reorder([*range(0, 2 * sheets, 2), *range(1, 2 * sheets, 2)])
    canvas.save()
    return count


def position(index: int, *, back: bool = False) -> tuple[float, float]:
    """Return the lower left corner in millimetres of card ``index`` of a sheet, row by row."""
    row, column = divmod(index, COLUMNS)
    if back:
        column = COLUMNS - 1 - column
    x = LEFT + column * (CARD[0] + GUTTER)
    return x, BOTTOM + (ROWS - 1 - row) * (CARD[1] + GUTTER)


def _canvas(file: BinaryIO, size: tuple[float, float], card: CardInput) -> StreamCanvas:
    points = (size[0] * MM, size[1] * MM)
    return StreamCanvas(file, points, title=card.title, author=card.municipality, lang=card.lang)


def _batches(cards: Iterable[CardInput]) -> Iterator[list[CardInput]]:
    batch: list[CardInput] = []
    for card in cards:
        batch.append(card)
        if len(batch) == COLUMNS * ROWS:
            yield batch
            batch = []
    if batch:
        yield batch


def _sheet(
    canvas: Canvas, art: CardArt, batch: list[CardInput], start: int, number: int, shift: Shift
) -> None:
    encode = encode_after(start)
    sides = [art.of(card) for card in batch]
    move(canvas, shift.front_x, shift.front_y, shift.scale)
    for index, card in enumerate(batch):
        _begin_card(canvas, position(index))
        canvas.doForm(sides[index][0])
        _personal_front(canvas, card, encode(card.code), f"qr{start + index}")
        _end_card(canvas)
    _crop_marks(canvas)
    _foot(canvas, number)
    canvas.showPage()
    move(canvas, shift.back_x, shift.back_y, shift.scale)
    for index, card in enumerate(batch):
        _begin_card(canvas, position(index, back=True))
        canvas.doForm(sides[index][1])
        _personal_back(canvas, card)
        _end_card(canvas)
    _crop_marks(canvas)
    canvas.showPage()


def move(canvas: Canvas, x: float, y: float, scale: float, size: tuple[float, float] = A4) -> None:
    """Move what follows on this page by millimetres and scale it about the middle of the page."""
    if (x, y, scale) == (0, 0, 1):
        return
    left = (x + size[0] / 2 * (1 - scale)) * MM
    up = (y + size[1] / 2 * (1 - scale)) * MM
    code_of(canvas).append(f"{scale:.5f} 0 0 {scale:.5f} {left:.3f} {up:.3f} cm")


def _foot(canvas: Canvas, number: int) -> None:
    """Write a sheet's number beside the cards, where it is cut away."""
    if not number:
        return
    canvas.setFillColor(BLACK)
    code_of(canvas).append(f"q 0 1 -1 0 {9 * MM:.3f} {BOTTOM * MM:.3f} cm")
    draw_text(canvas, 0, 0, f"Foglio {number}", BOLD, 9)
    code_of(canvas).append("Q")


def _begin_card(canvas: Canvas, corner: tuple[float, float]) -> None:
    code_of(canvas).append(f"q 1 0 0 1 {corner[0] * MM:.3f} {corner[1] * MM:.3f} cm")


def _end_card(canvas: Canvas) -> None:
    code_of(canvas).append("Q")


def _personal_front(canvas: Canvas, card: CardInput, code: Symbol, name: str) -> None:
    width = WHITE_FROM - MARGIN - 3
    code_of(canvas).append(fill_code(template_of(card).colours.text))
    put(canvas, grouped(card.number), MARGIN, 13.2, 13, width, bold=True, floor=8)
    put(canvas, date_text(card.expires_on), 19.2, 4.9, 7.6, 17, bold=True)
    fitted = fit(card.initials, BOLD, 7.6, 12 * MM, floor=5)
    right = (WHITE_FROM - 4.8) * MM
    draw_text(canvas, right, 4.9 * MM, fitted.lines[0], BOLD, fitted.size, "right")
    middle = (WHITE_FROM + CARD[0]) / 2
    side = template_of(card).code_mm
    left, bottom = middle - side / 2, TOP - 5.6 - side
    place_symbol(canvas, code, name, left * MM, bottom * MM, side * MM)


def _personal_back(canvas: Canvas, card: CardInput) -> None:
    number = grouped(card.number)
    fitted = fit(number, BOLD, 7.8, 34 * MM, floor=6)
    code_of(canvas).append(fill_code(template_of(card).colours.text))
    right = (CARD[0] - MARGIN) * MM
    draw_text(canvas, right, (TOP - 5.6) * MM, fitted.lines[0], BOLD, fitted.size, "right")


def _crop_marks(canvas: Canvas) -> None:
    canvas.setStrokeColor(BLACK)
    canvas.setLineWidth(0.1 * MM)
    for column in range(COLUMNS):
        for x in (LEFT + column * (CARD[0] + GUTTER), LEFT + column * (CARD[0] + GUTTER) + CARD[0]):
            for start in (BOTTOM - _MARK_GAP - _MARK, A4[1] - BOTTOM + _MARK_GAP):
                canvas.line(x * MM, start * MM, x * MM, (start + _MARK) * MM)
    for row in range(ROWS):
        for y in (BOTTOM + row * (CARD[1] + GUTTER), BOTTOM + row * (CARD[1] + GUTTER) + CARD[1]):
            for start in (LEFT - _MARK_GAP - _MARK, A4[0] - LEFT + _MARK_GAP):
                canvas.line(start * MM, y * MM, (start + _MARK) * MM, y * MM)
