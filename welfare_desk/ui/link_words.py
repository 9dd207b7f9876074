# SPDX-License-Identifier: EUPL-1.2
"""The state of the link and of the outbox in plain words (ux.md 2.7)."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.desk.views.outbox import StatusView
from welfare_desk.ui.kit.status import StatusFace


class LinkWords(QObject):
    """Says how things stand; green only when everything of this desk has arrived."""

    def face(self, status: StatusView, *, sending: bool = False) -> StatusFace:
        """Return the first statement of the status bar."""
        if sending and status.pending:
            words = self.tr("Sending %n operations…", "", status.pending)
            return StatusFace("link", words, "refresh-cw", "info")
        words, icon, tone = self._said(status)
        return StatusFace("link", words, icon, tone)

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

    def _said(self, status: StatusView) -> tuple[str, str, str]:
        if status.state in ("offline", "long_offline"):
            return self._offline(status)
        if status.state == "stopped":
            words = self.tr("Exchange stopped, all safe here. Call support")
            return words, "circle-alert", "danger"
        if status.state == "recovering":
            words = self.tr("The centre starts again, all safe here. Go on working")
            return words, "hourglass", "warning"
        if status.state == "digest":
            words = self.tr("Some data are fetched anew from the centre")
            return words, "triangle-alert", "warning"
        if status.state == "rejected":
            words = self.tr("%n operations not accepted", "", status.rejected)
            return words, "circle-alert", "danger"
        if status.state == "waiting":
            words = self.tr("%n operations to send, safe here", "", status.pending)
            return words, "hard-drive", "info"
        if status.state == "review":
            words = self.tr("%n operations to review", "", status.to_review)
            return words, "triangle-alert", "warning"
        if status.state == "never" or status.last_sync_at is None:
            return self.tr("Never connected yet"), "cloud-off", "warning"
        words = self.tr("Connected – all sent at %1")
        words = words.replace("%1", local_time_text(status.last_sync_at))
        return words, "cloud-check", "ok"

    def _offline(self, status: StatusView) -> tuple[str, str, str]:
        since = status.offline_since or status.now_us
        if local_date(since) != local_date(status.now_us):
            words = self.tr("No connection since yesterday or before – call the support")
        else:
            words = self.tr("No connection since %1").replace("%1", local_time_text(since))
        if status.pending:
            kept = self.tr("%n operations safe on this computer", "", status.pending)
            words = f"{words} – {kept}"
        return words, "cloud-off", "warning"
