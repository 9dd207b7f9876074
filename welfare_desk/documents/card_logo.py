# SPDX-License-Identifier: EUPL-1.2
"""A municipality's logo on a card: PNG or SVG, drawn whole inside its square."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from reportlab.graphics.renderPDF import _PDFRenderer
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from welfare_desk.documents.card_template import Logo

_MOST_SIDE = 6_000


class _Shapes(_PDFRenderer):
    """Draws shapes without setting a font first, which would be one that is not embedded."""

    def applyStateChanges(self, delta: dict[str, Any], newState: Any) -> None:  # noqa: N802, N803
        """Apply all but the font."""
        kept = {key: value for key, value in delta.items() if not key.startswith("font")}
        super().applyStateChanges(kept, newState)


def readable(kind: str, data: bytes) -> bool:
    """Tell whether a picture can be drawn: one that needs anything from outside cannot."""
    if kind == "svg":
        return _drawing(data) is not None
    if not data.startswith(b"\x89PNG\r\n\x1a\n"):
        return False
    # The libraries raise whatever a broken picture brings them to.
    try:
        width, height = ImageReader(io.BytesIO(data)).getSize()
        decoded: Any = ImageReader(io.BytesIO(data))
        decoded.getRGBData()
    except Exception:  # noqa: BLE001
        return False
    return 0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE


def draw_logo(canvas: Canvas, logo: Logo, x: float, y: float, side: float) -> None:
    """Draw a logo in the middle of a square with its lower left corner at points."""
    if logo.kind == "svg":
        drawing = _drawing(logo.data)
        assert drawing is not None, "a template's logo was read when it was loaded"
        scale = side / max(drawing.width, drawing.height)
        canvas.saveState()
        canvas.translate(
            x + (side - drawing.width * scale) / 2, y + (side - drawing.height * scale) / 2
        )
        canvas.scale(scale, scale)
        _Shapes().draw(drawing, canvas, 0, 0)
        canvas.restoreState()
        return
    picture = ImageReader(io.BytesIO(logo.data))
    canvas.drawImage(picture, x, y, side, side, mask="auto", preserveAspectRatio=True, anchor="c")


def _drawing(data: bytes) -> Any:
    text = data.lower()
    # A logo is drawn from its own bytes: no entities, no pictures or fonts from elsewhere.
    if any(each in text for each in (b"<!entity", b"<!doctype", b"<image", b"<text", b"@import")):
        return None
    from svglib.svglib import svg2rlg  # it brings a whole style sheet engine

    try:
        drawing = svg2rlg(io.BytesIO(data))
    except Exception:  # noqa: BLE001 - what a broken file brings the library to
        return None
    if drawing is None or not drawing.contents or min(drawing.width, drawing.height) <= 0:
        return None
    return drawing
