# SPDX-License-Identifier: EUPL-1.2
"""A row of words with badges and buttons that turns below them where room is scarce."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from welfare_desk.ui.kit.cards import CARD_MARGIN, Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox, Panel, VBox
from welfare_desk.ui.kit.text import Sign, Text, polish_again, show_if
from welfare_desk.ui.look import Look

MOST_OF_ROW = 0.4
"""Share of a row that badges and buttons may take where the text is large."""


class ActRow(Panel):
    """Words that wrap left, what may be done right; nothing is cut at any text size."""

    def __init__(
        self,
        look: Look,
        title: str,
        details: Sequence[str] = (),
        *,
        icon: str = "",
        ink: str = "primary",
        caution: str = "",
        name: str = "",
    ) -> None:
        """``caution`` stands below in the colour of a warning, with its own sign."""
        super().__init__("")
        self.setObjectName(name)
        self._look = look
        self._box = HBox(look, 10, (CARD_MARGIN, 8, 8, 8), self)
        left = HBox(look, 10)
        self._left = left
        if icon:
            left.addWidget(Sign(look, icon, ink, 18), 0, Qt.AlignmentFlag.AlignTop)
        words = VBox(look, 1)
        self.title = Text(look, title, "row_title", wrap=True)
        words.addWidget(self.title)
        self.details: list[Text] = []
        for detail in details:
            if detail:
                self.details.append(Text(look, detail, "secondary", "muted", wrap=True))
                words.addWidget(self.details[-1])
        if caution:
            row = HBox(look, 6)
            row.addWidget(Sign(look, "triangle-alert", "warning", 16))
            row.addWidget(Text(look, caution, "secondary", "warning", wrap=True), 1)
            words.addLayout(row)
        left.addLayout(words, 1)
        self._box.addLayout(left, 1)
        self._right = FlowBox(look, 4, right=True)
        show_if(self._right, False)
        self._box.addWidget(self._right)
        look.changed.connect(self._turn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn buttons below the words where they would leave them too little room."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self._right.sizeHint().width()
        below = self._look.is_large and wide > MOST_OF_ROW * self.width()
        way = QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight
        if self._box.direction() != way:
            self._box.setDirection(way)

    def lead_with(self, widget: QWidget) -> None:
        """Put a day or a disc before the words."""
        self._left.insertWidget(0, widget)

    def add(self, widget: QWidget) -> None:
        """Put a badge or button at the end."""
        self._right.add(widget)
        show_if(self._right, True)
        self._turn()

    def set_lined(self, lined: bool) -> None:
        """Draw the lower line or not."""
        self.setProperty("role", "row" if lined else "")
        polish_again(self)


def add_rows(card: Card, rows: Sequence[ActRow]) -> None:
    """Put rows into a card; only the last has no line under it."""
    for place, row in enumerate(rows):
        row.set_lined(place < len(rows) - 1)
        card.body.addWidget(row)
