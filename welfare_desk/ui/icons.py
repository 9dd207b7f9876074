# SPDX-License-Identifier: EUPL-1.2
"""Draws the Lucide signs in a colour and size at the pixel ratio of the screen."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from welfare_desk.core.resources import resource_path

SMALL_SIZE = 14
STROKE_WHEN_SMALL = "2.4"


@cache
def svg_source(name: str) -> str:
    """Return the drawing of a sign; an unknown name is a ``FileNotFoundError``."""
    return resource_path("icons", f"{name}.svg").read_text(encoding="utf-8")


def icon_names() -> tuple[str, ...]:
    """Return the names of all signs that are shipped."""
    return tuple(sorted(path.stem for path in resource_path("icons").glob("*.svg")))


class IconPainter:
    """Keeps the signs already drawn, by name, colour, size and pixel ratio."""

    def __init__(self) -> None:
        """Start with nothing drawn."""
        self._drawn: dict[tuple[str, str, int, float], QPixmap] = {}

    def pixmap(self, name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return the sign ``size`` device-independent pixels wide and high."""
        key = (name, colour, size, ratio)
        if key not in self._drawn:
            self._drawn[key] = _draw(name, colour, size, ratio)
        return self._drawn[key]

    def forget(self) -> None:
        """Drop all drawings, after a change of theme or text size."""
        self._drawn.clear()


def _draw(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    source = svg_source(name).replace("currentColor", colour)
    if size <= SMALL_SIZE:
        # A 2 px stroke of the 24 grid is 1.2 px here and looks grey on a tint.
        source = source.replace('stroke-width="2"', f'stroke-width="{STROKE_WHEN_SMALL}"')
    side = round(size * ratio)
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
