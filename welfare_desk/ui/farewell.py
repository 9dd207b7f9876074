# SPDX-License-Identifier: EUPL-1.2
"""Closing the window with work unsent: no question, a word that it is safe, then it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from welfare_desk.ui.window import MainWindow

SEEN_MS = 2_000
"""So long the words stand before the window goes; closed once more it goes at once."""


class Farewell(QObject):
    """Says what will be sent at the next opening when the operator closes the window."""

    def __init__(self, window: MainWindow) -> None:
        """Let the window close at once, until ``watch`` is called."""
        super().__init__(window)
        self._window = window
        self.at_once = True
        """Whether the next closing needs no words: they were said, or the program ends."""
        window.installEventFilter(self)

    def watch(self) -> None:
        """Say the words from now on: somebody sits before the window."""
        self.at_once = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Put the closing off until the words were seen."""
        window = self._window
        if watched is not window or event.type() != QEvent.Type.Close:
            return False
        pending = window.standing.pending
        if self.at_once or not pending or window.is_locked():
            return False
        self.at_once = True
        event.ignore()
        window.tell(self.tr("%n operations leave at the next opening", "", pending))
        QTimer.singleShot(SEEN_MS, window, window.close)
        return True
