# SPDX-License-Identifier: EUPL-1.2
"""One sheet to draw on: millimetres from the top left corner, points for type."""

from __future__ import annotations

import io
import zlib
from typing import Final, Literal

from reportlab.lib.colors import Color, HexColor, black, white
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from welfare_desk.documents.fit import Fitted, fit
from welfare_desk.documents.fonts import BOLD, REGULAR, font_of, optical, runs, unit_width
from welfare_desk.documents.icons import draw_sign
from welfare_desk.documents.qr import Symbol
from welfare_desk.documents.stream import StreamCanvas, code_of, document_of

MM: Final = 72 / 25.4
A4: Final = (210.0, 297.0)

TEXT: Final = HexColor("#17324D")
MUTED: Final = HexColor("#455A64")
PRIMARY: Final = HexColor("#0066CC")
OK: Final = HexColor("#006B47")
OK_TINT: Final = HexColor("#E6F4EE")
WARNING: Final = HexColor("#7A4900")
WARNING_TINT: Final = HexColor("#FFF4E0")
INFO_TINT: Final = HexColor("#E8F1FB")
DIVIDER: Final = HexColor("#D3DCE5")
BORDER: Final = HexColor("#768594")
BLACK: Final = black
WHITE: Final = white

Align = Literal["left", "right", "centre"]


def draw_text(
    canvas: Canvas,
    x: float,
    baseline: float,
    text: str,
    font: str,
    size: float,
    align: Align = "left",
) -> float:
    """Draw one line at points from the lower left corner; return its width in points."""
    width = unit_width(text, font) * size
    if align != "left":
        x -= width if align == "right" else width / 2
    document, code = document_of(canvas), code_of(canvas)
    # Written as operators: ReportLab's text objects take longer than all else on a card.
    code.append(f"BT 1 0 0 1 {x:.3f} {baseline:.3f} Tm")
    for name, part in runs(text, font):
        for subset, chars in font_of(name).splitString(part, document):
            inner = font_of(name).getSubsetInternalName(subset, document)
            code.append(f"{inner} {size * optical(name):.3f} Tf <{chars.hex()}> Tj")
    code.append("ET")
    return width


class QrImage(pdfdoc.PDFObject):
    """A symbol as a one-bit image of the document, one pixel a module."""

    __RefOnly__ = 1

    def __init__(self, symbol: Symbol) -> None:
        self.symbol = symbol

    def format(self, document: object) -> bytes:
        """Return the image as a compressed stream: raw inline bits break strict readers."""
        side = self.symbol.modules
        body = zlib.compress(self.symbol.rows, 1)
        head = (
            f"<< /Type /XObject /Subtype /Image /Width {side} /Height {side} /BitsPerComponent 1"
            f" /ColorSpace /DeviceGray /Decode [ 1 0 ] /Filter /FlateDecode /Length {len(body)} >>"
        )
        return head.encode() + b"\nstream\n" + body + b"\nendstream\n"


def place_symbol(
    canvas: Canvas, symbol: Symbol, name: str, x: float, y: float, size: float
) -> None:
    """Draw a symbol with its lower left corner at points; ``name`` is unique on the document."""
    document_of(canvas).addForm(name, QrImage(symbol))
    code_of(canvas).append(f"q {size:.4f} 0 0 {size:.4f} {x:.4f} {y:.4f} cm")
    canvas.doForm(name)
    code_of(canvas).append("Q")


class Paper:
    """A document of one page, or of more by ``turn``; y grows downwards."""

    def __init__(self, size: tuple[float, float], *, title: str, author: str, lang: str) -> None:
        self.width, self.height = size
        self._file = io.BytesIO()
        points = (self.width * MM, self.height * MM)
        self.canvas = StreamCanvas(self._file, points, title=title, author=author, lang=lang)

    def turn(self) -> None:
        """Begin another page of the same size."""
        self.canvas.showPage()

    def finish(self) -> bytes:
        """Close the document and return it as PDF bytes."""
        self.canvas.showPage()
        self.canvas.save()
        return self._file.getvalue()

    def line(
        self,
        text: str,
        x: float,
        baseline: float,
        size: float,
        *,
        bold: bool = False,
        colour: Color = TEXT,
        align: Align = "left",
    ) -> float:
        """Draw one line and return its width in millimetres; the caller knows that it fits."""
        self.canvas.setFillColor(colour)
        font = BOLD if bold else REGULAR
        y = (self.height - baseline) * MM
        return draw_text(self.canvas, x * MM, y, text, font, size, align) / MM

    def block(
        self,
        text: str,
        x: float,
        top: float,
        width: float,
        size: float,
        *,
        floor: float = 0,
        lines: int = 1,
        bold: bool = False,
        colour: Color = TEXT,
        align: Align = "left",
    ) -> float:
        """Draw text that fits ``width`` in at most ``lines`` lines; return where it ends.

        Without a ``floor`` the size stays; what does not fit ends with an ellipsis.
        """
        fitted = fitted_mm(text, width, size, floor=floor, lines=lines, bold=bold)
        step = leading(fitted.size)
        anchor = {"left": x, "right": x + width, "centre": x + width / 2}[align]
        for number, line in enumerate(fitted.lines):
            baseline = top + number * step + ascent(fitted.size)
            self.line(line, anchor, baseline, fitted.size, bold=bold, colour=colour, align=align)
        return top + len(fitted.lines) * step

    def rule(
        self, x: float, y: float, width: float, colour: Color = DIVIDER, weight: float = 0.25
    ) -> None:
        """Draw a horizontal line of ``weight`` millimetres."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(weight * MM)
        level = (self.height - y) * MM
        self.canvas.line(x * MM, level, (x + width) * MM, level)

    def box(
        self,
        x: float,
        top: float,
        width: float,
        height: float,
        *,
        radius: float = 0,
        fill: Color | None = None,
        edge: Color | None = None,
        weight: float = 0.5,
        dashed: bool = False,
    ) -> None:
        """Draw a rectangle, filled, framed or both."""
        canvas = self.canvas
        canvas.saveState()
        if fill is not None:
            canvas.setFillColor(fill)
        if edge is not None:
            canvas.setStrokeColor(edge)
            canvas.setLineWidth(weight * MM)
        if dashed:
            canvas.setDash(2.6 * MM, 1.6 * MM)
        canvas.roundRect(
            x * MM,
            (self.height - top - height) * MM,
            width * MM,
            height * MM,
            radius * MM,
            stroke=int(edge is not None),
            fill=int(fill is not None),
        )
        canvas.restoreState()

    def sign(
        self,
        name: str,
        x: float,
        top: float,
        size: float,
        colour: Color = PRIMARY,
        stroke: float = 2,
    ) -> None:
        """Draw a pictogram in a square of ``size`` millimetres."""
        draw_sign(self.canvas, name, x * MM, (self.height - top) * MM, size * MM, colour, stroke)

    def symbol(self, symbol: Symbol, x: float, top: float, size: float) -> None:
        """Draw the QR symbol of this paper; the quiet zone around it is the caller's."""
        place_symbol(self.canvas, symbol, "qr", x * MM, (self.height - top - size) * MM, size * MM)


def leading(size: float) -> float:
    """Return the line step in millimetres for type of ``size`` points."""
    return size * 1.36 / MM


def line_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in millimetres of one line of ``size`` points."""
    return unit_width(text, BOLD if bold else REGULAR) * size / MM


def ascent(size: float) -> float:
    """Return how far, in millimetres, a baseline lies below the top of its line."""
    return size * 1.05 / MM


def fitted_mm(
    text: str, width: float, size: float, *, floor: float = 0, lines: int = 1, bold: bool = False
) -> Fitted:
    """Fit text into ``width`` millimetres; sizes in points."""
    font = BOLD if bold else REGULAR
    return fit(text, font, size, width * MM, floor=floor or size, lines=lines)
