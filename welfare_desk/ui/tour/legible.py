# SPDX-License-Identifier: EUPL-1.2
"""Measures the contrast of every text on the screen against the ground it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QFontInfo, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

LEAST, LEAST_LARGE = 4.5, 3.0
LARGE_PX, LARGE_BOLD_PX = 24, 18
_BOLD = 700


def pale_texts(window: QWidget) -> list[str]:
    """Return the texts with too little contrast: below 4.5, of large ones below 3.

    What cannot be used now may be paler, as in WCAG 2.2.  Measured on the pixels: the ground is
    the most frequent colour behind a text, its ink the colour that stands out most.
    """
    image = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = image.devicePixelRatio()
    found = []
    for widget, text in _texts(window):
        corner = widget.mapTo(window, QPoint(0, 0))
        rect = QRect(corner, widget.size()).intersected(window.rect())
        rect = rect.intersected(_seen(widget, window))
        if rect.width() < 6 or rect.height() < 6:
            continue
        area = QRect(rect.topLeft() * ratio, rect.size() * ratio)
        reached = _contrast(image.copy(area))
        if reached is not None and reached < _least(widget):
            name = widget.objectName() or type(widget).__name__
            found.append(f"{name} «{text[:40]}»: contrast {reached:.1f}")
    return found


def _texts(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            text = widget.text()
            if text.strip() and text.strip() != "–":
                yield widget, text


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Return what of a widget is not scrolled or laid out of sight."""
    shown = window.rect()
    above = widget.parentWidget()
    while above is not None and above is not window:
        shown = shown.intersected(QRect(above.mapTo(window, QPoint(0, 0)), above.size()))
        above = above.parentWidget()
    # What another part is laid over, as the list of what was found, is not measured.
    centre = shown.intersected(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())).center()
    top = window.childAt(centre)
    over = top is not None and (
        top is widget or widget.isAncestorOf(top) or top.isAncestorOf(widget)
    )
    return shown if over else QRect()


def _contrast(image: QImage) -> float | None:
    """Return how much the strongest ink stands out from the ground; nothing for a plain area."""
    pixels = memoryview(image.constBits()).cast("B").cast("I")
    counts = Counter(pixels)
    if len(counts) < 2:
        return None
    ground = _light(counts.most_common(1)[0][0])
    return max(_ratio(ground, _light(each)) for each in counts)


def _light(pixel: int) -> float:
    colour = QColor.fromRgb(pixel & 0xFFFFFF)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _least(widget: QWidget) -> float:
    font = QFontInfo(widget.font())
    large = LARGE_BOLD_PX if font.weight() >= _BOLD else LARGE_PX
    return LEAST_LARGE if font.pixelSize() >= large else LEAST
