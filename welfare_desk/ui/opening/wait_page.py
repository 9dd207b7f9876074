# SPDX-License-Identifier: EUPL-1.2
"""What is seen first: the clock, and that the desk is being opened."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, QTime, QTimer
from PySide6.QtWidgets import QProgressBar

from welfare_desk.ui.actions import ActionRegistry
from welfare_desk.ui.kit.notices import announce
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.look import Look
from welfare_desk.ui.opening.frame import OpeningPage

CLOCK_MS = 5_000
PARTS = 5


class WaitPage(OpeningPage):
    """Says what is going on; needs nothing but Qt, so it is there before the rest is loaded."""

    def __init__(self, look: Look, registry: ActionRegistry) -> None:
        super().__init__(look, registry, "opening.wait")
        self._clock = Text(look, "", "clock", "rail_text")
        self._day = Text(look, "", "clock_date", "rail_muted", wrap=True)
        self.left.addWidget(self._clock)
        self.left.addWidget(self._day)
        self.title = self.add_head(
            "hourglass",
            self.tr("The desk is opening"),
            self.tr("A few moments. What was recorded here is safe on this computer."),
        )
        self._words = Text(look, "", "strong", wrap=True)
        self._words.setObjectName("opening.preparing")
        self._bar = QProgressBar()
        self._bar.setObjectName("opening.prepared")
        self._bar.setAccessibleName(self.tr("How far the preparing is"))
        self._bar.setRange(0, PARTS)
        self._bar.setTextVisible(False)
        for widget in (self._bar, self._words):
            self.column.addWidget(widget)
            widget.hide()
        self._timer = QTimer(self, interval=CLOCK_MS)
        self._timer.timeout.connect(self._show_time)
        self._timer.start()
        self._show_time()

    def say(self, title: str) -> None:
        """Say what else is going on."""
        self.title.setText(title)
        announce(self.title, title)

    def tell(self, title: str, words: str, part: int) -> None:
        """Say what is being prepared, the n-th of five parts."""
        if self._words.text() == words:
            return
        self.title.setText(title)
        self._words.setText(words)
        self._bar.setValue(part)
        for widget in (self._bar, self._words):
            show_if(widget, True)
        announce(self._words, words)

    def _show_time(self) -> None:
        self._clock.setText(QTime.currentTime().toString("HH:mm"))
        self._day.setText(QLocale().toString(QDate.currentDate(), "dddd d MMMM yyyy"))
