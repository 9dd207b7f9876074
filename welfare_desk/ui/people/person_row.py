# SPDX-License-Identifier: EUPL-1.2
"""A row that leads to a person: pressed by mouse, Enter or Space."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from welfare_desk.ui.kit import paint
from welfare_desk.ui.kit.cards import Row
from welfare_desk.ui.look import Look


class PersonRow(Row):
    """A row with a name; where it leads is said by ``lead_to``."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, name)
        self._go: Callable[[], None] | None = None
        self.setAccessibleName(name)

    def lead_to(self, go: Callable[[], None]) -> None:
        """Call ``go`` when the row is pressed."""
        self._go = go
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleDescription(self.tr("Opens the person"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if self._go is not None and event.key() in keys:
            self._go()
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open by a press."""
        if self._go is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring while the row has the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            edge = self._look.colour("focus")
            paint.box(painter, self.rect(), 4, None, edge, paint.FOCUS_WIDTH)
            painter.end()
