# SPDX-License-Identifier: EUPL-1.2
"""Strokes that widgets and row delegates share: boxes, focus rings, chips, badges, pills."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QPixmap

from welfare_desk.ui import privacy
from welfare_desk.ui.look import Look

FOCUS_WIDTH = 3
FOCUS_GAP = 2
CHIP_HEIGHT = 20
BADGE_HEIGHT = 24


def box(
    painter: QPainter,
    rect: QRectF | QRect,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Draw a rounded box whose border lies inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inner = QRectF(rect)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([4.5, 2.5])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        inner.adjust(width / 2, width / 2, -width / 2, -width / 2)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, radius, radius)
    painter.restore()


def words(
    painter: QPainter,
    rect: QRectF | QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw one line of text, vertically centred, with dots where it does not fit.

    On a private screen codes and amounts in it are dots too.
    """
    painter.setFont(font)
    painter.setPen(colour)
    frame = QRectF(rect)
    # One pixel of grace: widths are rounded, and a lost last letter is worse than a touch.
    shown = QFontMetrics(font).elidedText(
        privacy.shown(text), Qt.TextElideMode.ElideRight, round(frame.width() + 1)
    )
    flags = align | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(
        frame.adjusted(0, 0, 1, 0), int(flags.value) | Qt.TextFlag.TextSingleLine.value, shown
    )


def picture(painter: QPainter, left: float, centre_y: float, sign: QPixmap) -> None:
    """Draw a sign with its left edge and vertical centre given."""
    side = sign.height() / sign.devicePixelRatio()
    painter.drawPixmap(QPointF(round(left), round(centre_y - side / 2)), sign)


def advance(font: QFont, text: str) -> int:
    """Return the width a line of text takes."""
    return QFontMetrics(font).horizontalAdvance(text)


def ratio_of(painter: QPainter) -> float:
    """Return the pixel ratio of what is painted on."""
    return painter.device().devicePixelRatio()


def chip_size(look: Look, text: str) -> QSize:
    """Return how large the chip with a key's name is."""
    high = look.tall(CHIP_HEIGHT)
    return QSize(max(advance(look.font("small"), text) + 2 * look.gap(7), look.px(24)), high)


def chip(painter: QPainter, look: Look, rect: QRect, text: str, ground: str) -> None:
    """Draw a key's name; ``ground`` is filled, tint, plain or toast."""
    fill, edge, ink = {
        "filled": ("chip_on_primary", None, "chip_on_primary_text"),
        "tint": ("info_tint", "info_edge", "info"),
        "plain": ("sunken", "neutral_edge", "muted"),
        "toast": ("toast", "toast_edge", "toast_text"),
    }[ground]
    edge_colour = look.colour(edge) if edge else None
    box(painter, rect, 4, look.colour(fill), edge_colour, look.line)
    words(painter, rect, text, look.font("small"), look.colour(ink), Qt.AlignmentFlag.AlignHCenter)


def badge_size(look: Look, text: str, sign: str) -> QSize:
    """Return how large a badge with these words is."""
    wide = advance(look.font("badge"), text) + 2 * look.gap(10)
    if sign:
        wide += look.px(14) + look.gap(6) - look.gap(2)
    return QSize(wide, look.tall(BADGE_HEIGHT))


def badge(painter: QPainter, look: Look, rect: QRect, text: str, tone: str, sign: str) -> None:
    """Draw a round badge: sign and word on the tint of its tone, or outlined on the rail."""
    if tone == "rail":
        ink, tint, edge = "rail_warning", "rail", "rail_warning"
    else:
        ink, tint, edge = look.theme.tone(tone)
    box(painter, rect, rect.height() / 2, look.colour(tint), look.colour(edge), look.line)
    left = rect.left() + look.gap(10)
    if sign:
        left = rect.left() + look.gap(8)
        mark = look.sign(sign, ink, 14, ratio_of(painter))
        picture(painter, left, rect.center().y() + 0.5, mark)
        left += look.px(14) + look.gap(6)
    frame = QRect(left, rect.top(), rect.right() - left - look.gap(8), rect.height())
    words(painter, frame, text, look.font("badge"), look.colour(ink))


def pill_size(look: Look, text: str) -> QSize:
    """Return how large the round pill with a count is."""
    high = look.tall(CHIP_HEIGHT)
    return QSize(max(advance(look.font("small"), text) + 2 * look.gap(8), high), high)


def pill(painter: QPainter, look: Look, rect: QRect, text: str, on_rail: bool = False) -> None:
    """Draw a count on a round ground."""
    fill, ink = ("rail_pill", "rail_pill_text") if on_rail else ("sunken", "text")
    edge = look.colour("neutral_edge") if look.theme.frames else None
    box(painter, rect, rect.height() / 2, look.colour(fill), edge, look.line)
    words(painter, rect, text, look.font("small"), look.colour(ink), Qt.AlignmentFlag.AlignHCenter)
