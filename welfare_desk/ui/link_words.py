# SPDX-License-Identifier: EUPL-1.2
"""The state of the link and of the outbox in plain words (ux.md 2.7)."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QObject

from welfare_desk.core.instants import local_date, local_text, local_time_text
from welfare_desk.desk.views.status import StatusView
from welfare_desk.ui.kit.status import StatusFace

Said = tuple[str, str, str]
"""Words, sign, tone."""


class LinkWords(QObject):
    """Says how things stand; green only when everything of this desk has arrived."""

    def face(self, status: StatusView, *, sending: bool = False) -> StatusFace:
        """Return the first statement of the status bar."""
        if sending and status.loading is not None:
            words = self.tr("The centre's data arrive: %1 %").replace("%1", str(status.loading))
            return StatusFace("link", words, "download", "info")
        on_their_way = status.pending - status.parked
        if sending and on_their_way and status.state != "stopped":
            words = self.tr("Sending %n operations…", "", on_their_way)
            return StatusFace("link", words, "refresh-cw", "info")
        words, icon, tone = self._said(status)
        if status.support and self._asks_for_support(status):
            words = f"{words} – {status.support}"
        return StatusFace("link", words, icon, tone)

    @staticmethod
    def _asks_for_support(status: StatusView) -> bool:
        """Tell whether the words are to call somebody, whose number then stands beside them."""
        if status.state == "stopped":
            return status.outcome not in ("upgrade", "fork")
        return status.state in ("long_offline", "contradicted")

    def waiting(self, status: StatusView, drafts: int) -> str:
        """Return what is safe on this computer, in numbers only."""
        kept = self.tr("%n drafts safe on this computer", "", drafts)
        if status.pending:
            return kept if drafts else self.tr("No draft is open")
        sent = self.tr("Nothing to send")
        return f"{sent}, {kept}" if drafts else sent

    def short(self, status: StatusView) -> str:
        """Return the state in two or three words, for the folded panel."""
        if status.state == "in_sync":
            return self.tr("all sent")
        if status.pending:
            return self.tr("%n to send", "", status.pending)
        return ""

    def safe(self, status: StatusView) -> str:
        """Return how much waits on this computer, or nothing."""
        if not status.pending:
            return ""
        return self.tr("%n operations safe on this computer", "", status.pending)

    def _said(self, status: StatusView) -> Said:
        if status.state == "stopped":
            return self._stopped(status)
        if status.state in ("offline", "long_offline"):
            return self._offline(status)
        if status.state in ("rejected", "waiting", "parked", "review"):
            return self._of_work(status)
        if status.state == "in_sync" and status.last_sync_at is not None:
            return self._arrived(status), "cloud-check", "ok"
        return self._of_link(status)

    def _arrived(self, status: StatusView) -> str:
        last = status.last_sync_at or status.now_us
        if local_date(last) == local_date(status.now_us):
            return self.tr("Connected – all sent at %1").replace("%1", local_time_text(last))
        return self.tr("All sent on %1").replace("%1", local_text(last))

    def _of_work(self, status: StatusView) -> Said:
        if status.state == "rejected":
            words = self.tr("%n operations not accepted", "", status.rejected)
            return words, "circle-alert", "danger"
        if status.state == "waiting":
            words = self.tr("%n operations to send, safe here", "", status.pending)
            return words, "hard-drive", "info"
        if status.state == "parked":
            words = self.tr("%n operations wait for the centre's answer", "", status.parked)
            return words, "hourglass", "info"
        if status.bookings_only:
            words = self.tr("%n bookings to review", "", status.to_review)
        else:
            words = self.tr("%n operations to review", "", status.to_review)
        return words, "triangle-alert", "warning"

    def _of_link(self, status: StatusView) -> Said:
        if status.state == "clock":
            words = self.tr(
                "The computer's clock is wrong by %n min: bookings could be confused", "",
                status.clock_minutes,
            )  # fmt: skip
            return words, "clock", "danger"
        said: dict[str, Said] = {
            "recovering": (
                self.tr("The centre starts again – go on working, all is safe here"),
                "hourglass", "warning",
            ),
            "copied": (
                self.tr("This computer is a copy of another desk – tell your supervisor"),
                "copy", "danger",
            ),
            "behind": (
                self.tr("These are old data – connect (F5) before you book or hand out"),
                "history", "danger",
            ),
            "contradicted": (
                self.tr("Two different answers from the centre – call the support"),
                "circle-alert", "danger",
            ),
            "digest": (
                self.tr("Some data are fetched anew from the centre"), "refresh-cw", "warning",
            ),
        }  # fmt: skip
        if status.state == "copied" and status.restored:
            words = self.tr("Started again from a safety copy – tell your supervisor")
            return words, "history", "warning"
        return said.get(status.state) or (self.tr("Never connected yet"), "cloud-off", "warning")

    def _stopped(self, status: StatusView) -> Said:
        said: dict[str, Said] = {
            "revoked": (self.tr("This desk was withdrawn – call the support"), "ban", "danger"),
            "wipe": (self.tr("This desk was erased – call the support"), "ban", "danger"),
            "upgrade": (self.tr("The program must be updated"), "download", "danger"),
            "fork": (
                self.tr("This computer is a copy – it is tried again by itself"), "copy", "danger",
            ),
        }  # fmt: skip
        other = self.tr("Nothing is sent for now – call the support"), "circle-alert", "danger"
        words, icon, tone = said.get(status.outcome, other)
        kept = self.safe(status)
        if kept and status.outcome != "wipe":
            words = f"{words} – {kept}"
        return words, icon, tone

    def _offline(self, status: StatusView) -> Said:
        since = status.offline_since or status.now_us
        day, today = local_date(since), local_date(status.now_us)
        if day == today:
            words = self.tr("No connection since %1").replace("%1", local_time_text(since))
        elif day == today - datetime.timedelta(days=1):
            words = self.tr("No connection since yesterday")
        else:
            words = self.tr("No connection since the day %1").replace("%1", f"{day:%d/%m}")
        if status.state == "long_offline":
            support = self.tr("Tell the support")
            words = f"{words}. {support}"
        kept = self.safe(status)
        if kept:
            words = f"{words} – {kept}"
        return words, "cloud-off", "warning"
