# SPDX-License-Identifier: EUPL-1.2
"""Small words with a meaning: badges, counts, keys, initials."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.look import Look


@dataclass(frozen=True, slots=True)
class BadgeFace:
    """What a badge shows: word, tone (ok, warning, danger, info, neutral), sign."""

    text: str
    tone: str = "neutral"
    icon: str = ""


class BadgeFaces(QObject):
    """The fixed pairs of word, sign and tone, in the language of the window."""

    def face(self, state: str, text: str = "") -> BadgeFace:
        """Return the face of a state; ``text`` replaces the word, never sign or tone.

        States: final, provisional, arrived, expected, served, at_desk, no_show, blocked,
        safe_here, active, free, accepted, set_aside, cancelled, draft.
        """
        word, tone, icon = self._pairs()[state]
        return BadgeFace(text or word, tone, icon)

    def _pairs(self) -> dict[str, tuple[str, str, str]]:
        return {
            "final": (self.tr("Confirmed"), "ok", "circle-check"),
            "provisional": (self.tr("Provisional"), "warning", "hourglass"),
            "arrived": (self.tr("Arrived"), "ok", "map-pin-check"),
            "expected": (self.tr("Expected"), "neutral", "clock"),
            "served": (self.tr("Served"), "neutral", "check"),
            "at_desk": (self.tr("At the desk"), "info", "user-round-check"),
            "no_show": (self.tr("Did not come"), "warning", "user-x"),
            "blocked": (self.tr("Blocked"), "danger", "lock"),
            "safe_here": (self.tr("Safe here"), "neutral", "hard-drive"),
            "active": (self.tr("Active"), "ok", "circle-check"),
            "free": (self.tr("Free place"), "neutral", "circle-dashed"),
            "accepted": (self.tr("Accepted"), "ok", "circle-check"),
            "set_aside": (self.tr("Set aside"), "warning", "triangle-alert"),
            "cancelled": (self.tr("Cancelled"), "neutral", "ban"),
            "draft": (self.tr("Draft"), "neutral", "file-pen-line"),
        }


class _Painted(QWidget):
    """A small fixed-size widget that draws itself and speaks its text."""

    def __init__(self, look: Look, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(spoken)
        look.changed.connect(self._relook)

    def minimumSizeHint(self) -> QSize:
        """Never be smaller than the words."""
        return self.sizeHint()

    def _relook(self) -> None:
        self.updateGeometry()
        self.update()


class Badge(_Painted):
    """A round badge: sign 14 and word on the tint of its tone."""

    def __init__(self, look: Look, face: BadgeFace, parent: QWidget | None = None) -> None:
        """Show a face."""
        super().__init__(look, face.text, parent)
        self._face = face

    def set_face(self, face: BadgeFace) -> None:
        """Show another face."""
        self._face = face
        self.setAccessibleName(face.text)
        self._relook()

    def sizeHint(self) -> QSize:
        """Return the size of sign and word."""
        return paint.badge_size(self._look, self._face.text, self._face.icon)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the badge."""
        painter = QPainter(self)
        paint.badge(
            painter, self._look, self.rect(), self._face.text, self._face.tone, self._face.icon
        )
        painter.end()


class CountPill(_Painted):
    """A count on a round ground."""

    def __init__(self, look: Look, count: int, *, on_rail: bool = False) -> None:
        """Show ``count``."""
        super().__init__(look, str(count))
        self._count, self._on_rail = count, on_rail

    def set_count(self, count: int) -> None:
        """Show another count."""
        self._count = count
        self.setAccessibleName(str(count))
        self._relook()

    def sizeHint(self) -> QSize:
        """Return the size of the digits."""
        return paint.pill_size(self._look, str(self._count))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        paint.pill(painter, self._look, self.rect(), str(self._count), self._on_rail)
        painter.end()


class KeyChip(_Painted):
    """The name of a key; ``ground`` is filled, tint, plain or toast."""

    def __init__(
        self, look: Look, key: str, ground: str = "plain", parent: QWidget | None = None
    ) -> None:
        """Show the key's name."""
        super().__init__(look, key, parent)
        self._key, self._ground = key, ground

    def sizeHint(self) -> QSize:
        """Return the size of the key's name."""
        return paint.chip_size(self._look, self._key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the chip."""
        painter = QPainter(self)
        paint.chip(painter, self._look, self.rect(), self._key, self._ground)
        painter.end()


class Initials(_Painted):
    """The disc with a person's initials; decoration beside the name."""

    def __init__(
        self, look: Look, initials: str, size: int = 52, parent: QWidget | None = None
    ) -> None:
        """Show at most two letters in a disc ``size`` pixels wide at 100 % text."""
        super().__init__(look, initials, parent)
        self._initials, self._size = initials[:2].upper(), size

    def set_initials(self, letters: str) -> None:
        """Show other letters."""
        self._initials = letters[:2].upper()
        self.setAccessibleName(letters)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the disc's square."""
        side = self._look.px(self._size)
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw disc and letters."""
        painter = QPainter(self)
        initials(painter, self._look, self.rect(), self._initials)
        painter.end()


def initials(painter: QPainter, look: Look, rect: QRect, letters: str) -> None:
    """Draw a disc with letters, their size by the disc's."""
    paint.box(
        painter,
        rect,
        rect.height() / 2,
        look.colour("info_tint"),
        look.colour("info_edge"),
        look.line,
    )
    large, middle = look.px(48), look.px(34)
    role = "title" if rect.height() >= large else ("strong" if rect.height() >= middle else "small")
    paint.words(
        painter, rect, letters, look.font(role), look.colour("info"), Qt.AlignmentFlag.AlignHCenter
    )
