# SPDX-License-Identifier: EUPL-1.2
"""Pictograms for paper, drawn with lines on a grid of 24 by 24, y downwards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

Sign = Callable[[Canvas], None]


def draw_sign(
    canvas: Canvas, name: str, x: float, top: float, size: float, colour: Color, stroke: float = 2
) -> None:
    """Draw a pictogram with its top left corner at (x, top) points; ``stroke`` in grid units."""
    canvas.saveState()
    canvas.translate(x, top)
    canvas.scale(size / 24, -size / 24)
    canvas.setStrokeColor(colour)
    canvas.setFillColor(colour)
    canvas.setLineWidth(stroke)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    SIGNS[name](canvas)
    canvas.restoreState()


def _polyline(
    canvas: Canvas, *points: tuple[float, float], close: bool = False, fill: bool = False
) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for point in points[1:]:
        path.lineTo(*point)
    if close:
        path.close()
    canvas.drawPath(path, stroke=1, fill=int(fill))


def _landmark(canvas: Canvas) -> None:
    canvas.setLineWidth(0.8)
    _polyline(canvas, (12, 1.8), (21.4, 7), (2.6, 7), close=True, fill=True)
    for left in (4.4, 8.55, 12.95, 17.1):
        canvas.rect(left, 9.4, 2.5, 7.8, stroke=0, fill=1)
    canvas.rect(2.4, 18.9, 19.2, 2.6, stroke=0, fill=1)


def _pin(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(20, 10)
    path.curveTo(20, 15, 14.5, 20.2, 12.6, 21.8)
    path.curveTo(12.2, 22.1, 11.8, 22.1, 11.4, 21.8)
    path.curveTo(9.5, 20.2, 4, 15, 4, 10)
    path.curveTo(4, 5.6, 7.6, 2, 12, 2)
    path.curveTo(16.4, 2, 20, 5.6, 20, 10)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.circle(12, 10, 3, stroke=1, fill=0)


def _notebook(canvas: Canvas) -> None:
    canvas.roundRect(4, 2, 16, 20, 2)
    for y in (6, 10, 14, 18):
        canvas.line(2, y, 6, y)
    canvas.line(10, 8, 15, 8)
    canvas.line(10, 12, 16, 12)
    canvas.line(10, 16, 14, 16)


def _bag(canvas: Canvas) -> None:
    canvas.roundRect(2, 7, 20, 14, 2)
    _polyline(canvas, (8, 7), (8, 3), (16, 3), (16, 7))


def _euro(canvas: Canvas) -> None:
    canvas.circle(12, 12, 10, stroke=1, fill=0)
    canvas.arc(8.4, 7, 18.4, 17, 50, 260)
    canvas.line(6.4, 10.6, 12.6, 10.6)
    canvas.line(6.4, 13.4, 12.6, 13.4)


def _phone(canvas: Canvas) -> None:
    canvas.roundRect(5, 2, 14, 20, 2)
    canvas.line(11.4, 18, 12.6, 18)


def _check(canvas: Canvas) -> None:
    canvas.circle(12, 12, 11, stroke=0, fill=1)
    canvas.setStrokeColorRGB(1, 1, 1)
    canvas.setLineWidth(2.6)
    _polyline(canvas, (7.4, 12.2), (10.6, 15.4), (16.6, 9))


def _hourglass(canvas: Canvas) -> None:
    canvas.line(5, 22, 19, 22)
    canvas.line(5, 2, 19, 2)
    _polyline(canvas, (17, 22), (17, 17.2), (12, 12), (7, 17.2), (7, 22))
    _polyline(canvas, (7, 2), (7, 6.8), (12, 12), (17, 6.8), (17, 2))


def _person(canvas: Canvas) -> None:
    canvas.circle(12, 8, 5, stroke=1, fill=0)
    canvas.arc(4, 13, 20, 29, 180, 180)


def _card(canvas: Canvas) -> None:
    canvas.roundRect(2, 5, 20, 14, 2)
    canvas.line(2, 10, 22, 10)


def _calendar(canvas: Canvas) -> None:
    canvas.roundRect(3, 4, 18, 18, 2)
    canvas.line(8, 2, 8, 6)
    canvas.line(16, 2, 16, 6)
    canvas.line(3, 10, 21, 10)


def _book(canvas: Canvas) -> None:
    _polyline(canvas, (12, 6), (12, 21), (3, 19), (3, 4), (12, 6), (21, 4), (21, 19), (12, 21))


def _key(canvas: Canvas) -> None:
    canvas.circle(7.5, 15.5, 5.5, stroke=1, fill=0)
    canvas.line(11.4, 11.6, 21, 2)
    canvas.line(15.5, 7.5, 18.8, 10.8)


def _shield(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(12, 2.2)
    path.curveTo(14.5, 4.2, 17, 5, 20, 5)
    path.lineTo(20, 13)
    path.curveTo(20, 18, 16.5, 20.5, 12, 22)
    path.curveTo(7.5, 20.5, 4, 18, 4, 13)
    path.lineTo(4, 5)
    path.curveTo(7, 5, 9.5, 4.2, 12, 2.2)
    canvas.drawPath(path, stroke=1, fill=0)


SIGNS: Final[dict[str, Sign]] = {
    "landmark": _landmark,
    "pin": _pin,
    "notebook": _notebook,
    "bag": _bag,
    "euro": _euro,
    "phone": _phone,
    "check": _check,
    "hourglass": _hourglass,
    "person": _person,
    "card": _card,
    "calendar": _calendar,
    "book": _book,
    "key": _key,
    "shield": _shield,
}
