# SPDX-License-Identifier: EUPL-1.2
"""A seat at the counter: one desk's window, opened, looked at, closed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from welfare_desk.desk.desk import Desk
from welfare_desk.ui.jobs import Lane
from welfare_desk.ui.tour.hands import Hands
from welfare_desk.ui.tour.waiting import NotSeen, turn, wait_until
from welfare_desk.ui.window import MainWindow
from welfare_desk.ui.window_run import close_window, run_window

SIZE = (1366, 768)
LAYOUT_TURNS = 4
"""What vanishes in a card moves its rows, the card and the page, one after the other."""


class Seat:
    """Someone sits at a desk and sees its window."""

    def __init__(self, app: QApplication, name: str, desk: Desk, lang: str) -> None:
        """Open the window at its design size and wait until it can be used."""
        self.name, self.desk = name, desk
        self._synced_at = desk.status().last_sync_at
        self.window: MainWindow = run_window(app, desk, lang=lang)
        self.window.resize(*SIZE)
        self.window.activateWindow()
        self.hands = Hands(self.window)
        wait_until(self.window.isActiveWindow, "the window in front")

    def settle(self) -> None:
        """Wait until what was asked is answered and laid out; the network may go on."""
        jobs = self.window.jobs
        try:
            wait_until(lambda: jobs.busy_lanes() <= {Lane.NETWORK}, "answers")
        except NotSeen:
            raise NotSeen(f"answers on {', '.join(sorted(jobs.busy_lanes()))}") from None
        for _ in range(LAYOUT_TURNS):
            turn()

    def stray_windows(self) -> list[str]:
        """Return what opened as a window of its own: at a counter there is one window."""
        return [
            f"{type(widget).__name__} {widget.objectName()}".strip()
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and widget is not self.window
        ]

    def picture(self, path: Path) -> None:
        """Save what is seen."""
        # Packed least: larger files, in a third of the time.
        self.window.grab().save(str(path), "PNG", 70)

    def toast(self) -> str:
        """Return what was said last at the bottom left."""
        return self.window.toast.fact.text()

    def state(self) -> str:
        """Return how the link stands as the desk knows it."""
        return self.desk.status().state

    def is_fresh(self) -> bool:
        """Tell whether everything was sent and received since the window was opened."""
        now = self.desk.status()
        return now.state in ("in_sync", "review") and now.last_sync_at != self._synced_at

    def close(self) -> None:
        """Close the window; the desk stays open."""
        close_window(self.window)
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        turn()
