# SPDX-License-Identifier: EUPL-1.2
"""Parked forms of the window: what is too old goes, who began which, the minutes of kept places."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from welfare_desk.core.instants import local_time_text
from welfare_desk.desk.views.today import DraftView
from welfare_desk.ui.context import Context
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.open_tabs import OpenTabs

EVERY_MS = 15_000
MOST_NAMED = 3


class Parking(QObject):
    """Lets old drafts go with a word, and keeps the minutes in the tabs true."""

    def __init__(self, context: Context, tabs: OpenTabs, parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._tabs = context, tabs
        self._clock = QTimer(self, interval=EVERY_MS)
        self._clock.timeout.connect(self.tick)
        self._counting = False

    def begin(self, found: Callable[[tuple[DraftView, ...]], None]) -> None:
        """Let go of drafts that are too old, say so, then tell which are parked."""
        drafts = self._context.desk.drafts
        days = int(self._context.theme.preferences.value("work.draft_days"))

        def gone(titles: tuple[str, ...]) -> None:
            self._context.read(drafts.all, self, found)
            if titles:
                self._tell(titles, days)

        self._context.write(lambda: drafts.expire(days), self, gone)
        self._clock.start()

    def words(self, draft: DraftView) -> str:
        """Return what a draft's tab says: of another's also who began it and when."""
        if draft.operator_id == self._context.operator_id() or not draft.author:
            return draft.title
        words = self.tr("%1 – by %3, %2").replace("%2", local_time_text(draft.started_at))
        words = words.replace("%3", short_name(draft.author))
        return words.replace("%1", draft.title or self.tr("Draft"))

    def tick(self) -> None:
        """Show the minutes that are left; once none are, the place is anybody's."""
        keeps = self._tabs.keeps_places()
        if keeps or self._counting:
            self._context.retitle()
            self._context.broadcast({"draft"})
        self._counting = keeps

    def rest(self) -> None:
        """Count no more: the window goes."""
        self._clock.stop()

    def _tell(self, titles: tuple[str, ...], days: int) -> None:
        named = ", ".join(title for title in titles[:MOST_NAMED] if title)
        words = self.tr("%n drafts older than %1 days were deleted: %2", "", len(titles))
        self._context.toast(words.replace("%1", str(days)).replace("%2", named or "–"))
