# SPDX-License-Identifier: EUPL-1.2
"""The status bar: link and outbox left, printers and reader, the lock's count-down right."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.layout import HBox, Line, Panel, clear
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look

STATUS_HEIGHT = 36
PASSING = "refresh-cw"
"""The sign of what is under way."""
_END = re.compile(r" – |: ")
"""Where a statement may end when there is no room for all of it."""


@dataclass(frozen=True, slots=True)
class StatusFace:
    """One statement; a ``tone`` of warning or danger is bold, well-being is plain."""

    id: str
    text: str
    icon: str
    tone: str = ""
    apart: bool = False


class StatusSegment(Panel):
    """A statement with its sign; ``pressed`` asks for more about it."""

    pressed = Signal(str)

    def __init__(self, look: Look, face: StatusFace, *, tinted: bool = False) -> None:
        """``tinted`` fills the ground by tone: the first segment only."""
        super().__init__("status_cell" if tinted else "")
        self._look, self._face, self._tinted = look, face, tinted
        self._told = face.text
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row = HBox(look, 8, (16 if tinted else 8, 0, 16 if tinted else 8, 0), self)
        self._sign = Sign(look, face.icon, "muted", 16)
        self._words = Text(look, face.text, "secondary")
        row.addWidget(self._sign)
        row.addWidget(self._words)
        self.set_face(face)

    def face(self) -> StatusFace:
        """Return the statement made."""
        return self._face

    def set_face(self, face: StatusFace) -> None:
        """Make another statement; a new one is announced, once.

        Being on its way passes by itself and is not: without a line it would be said every time
        the desk tries again, and what stands afterwards a second time.
        """
        passing = face.icon == PASSING
        told = passing or face.text == self._told
        self._told = self._told if passing else face.text
        self._face = face
        self.setObjectName(f"status.{face.id}")
        ink = face.tone or "text"
        self._sign.set_sign(face.icon, face.tone or "muted")
        self.fold(False)
        self._words.set_tone(ink)
        self._words.set_role("secondary_strong" if face.tone else "secondary")
        self.setAccessibleName(face.text)
        if self._tinted:
            self.setProperty("tone", face.tone)
            polish_again(self)
        if not told and self.isVisible():
            announce(self, face.text)

    def fold(self, short: bool) -> None:
        """Show only the beginning of the words; name and tooltip say all of them."""
        text = self._face.text
        self._words.setText(_END.split(text, maxsplit=1)[0] if short else text)
        self.setToolTip(text if short else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for more by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._face.id)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for more by a press."""
        if self.rect().contains(event.position().toPoint()):
            self.pressed.emit(self._face.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            paint.box(painter, self.rect(), 2, None, self._look.colour("focus"), paint.FOCUS_WIDTH)
            painter.end()


class StatusBar(Panel):
    """All statements in one row; ``pressed`` tells the id of the one pressed."""

    pressed = Signal(str)

    def __init__(self, look: Look) -> None:
        """Start with nothing to say."""
        super().__init__("status")
        self.setObjectName("status")
        self.setAccessibleName(self.tr("State"))
        self._look = look
        self.setMinimumWidth(1)
        self._row = HBox(look, 2, parent=self)
        self._link: StatusSegment | None = None
        self._middle: list[QWidget] = []
        self._middle_row = HBox(look, 2, (8, 0, 8, 0))
        self._right: StatusSegment | None = None
        self._row.addLayout(self._middle_row, 1)
        self._relook()
        look.changed.connect(self._relook)

    def set_link(self, face: StatusFace) -> None:
        """Say whether all of this desk's work has arrived."""
        if self._link is None:
            self._link = StatusSegment(self._look, face, tinted=True)
            self._link.pressed.connect(self.pressed)
            self._row.insertWidget(0, self._link)
        self._link.set_face(face)
        self._fit()

    def set_segments(self, faces: Sequence[StatusFace]) -> None:
        """Say how printers and reader are; one set ``apart`` gets a line before it."""
        clear(self._middle_row)
        self._middle = []
        for face in faces:
            if face.apart:
                line = Line(self._look, upright=True)
                line.setFixedHeight(self._look.px(16))
                line.setProperty("trouble", False)
                self._middle_row.addWidget(line)
                self._middle.append(line)
            segment = StatusSegment(self._look, face)
            segment.setProperty("trouble", face.tone in ("warning", "danger"))
            segment.pressed.connect(self.pressed)
            self._middle_row.addWidget(segment)
            self._middle.append(segment)
        self._middle_row.addStretch(1)
        self._relook()

    def set_right(self, face: StatusFace) -> None:
        """Say what stands at the right end: when the desk locks; the same again costs nothing."""
        if self._right is not None and self._right.face() == face:
            return
        if self._right is None:
            self._right = StatusSegment(self._look, face)
            self._right.pressed.connect(self.pressed)
            self._row.addWidget(self._right)
        self._right.set_face(face)
        self._fit()

    def _relook(self) -> None:
        self.setFixedHeight(self._look.tall(STATUS_HEIGHT))
        self._fit()
        # The words take their new font after this: what fits is known once they all have.
        QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop what does not fit."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is scarce drop well-being first, then the lock, then trouble; the link stays.

        All of it stands on its pages too.
        """
        room = self.width() - self._look.gap(40)
        left = 0
        if self._link is not None:
            self._link.fold(False)
            self._link.fold(self._link.sizeHint().width() > self.width())
            left = self._link.sizeHint().width()
        calm = [widget for widget in self._middle if not widget.property("trouble")]
        trouble = [widget for widget in self._middle if widget.property("trouble")]
        right = [self._right] if self._right is not None else []
        for group in (trouble, right, calm):
            left += sum(widget.sizeHint().width() + self._look.gap(4) for widget in group)
            for widget in group:
                show_if(widget, left <= room)
