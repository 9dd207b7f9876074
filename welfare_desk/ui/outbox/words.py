# SPDX-License-Identifier: EUPL-1.2
"""Operations in the operator's words: what was done, with which sign and state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.numbers import booking_label, grouped
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.ui.kit.badges import BadgeFace

BOOKINGS = frozenset({"book_place", "move_booking", "cancel_booking", "record_attendance"})
CARDS = frozenset({"issue_card", "activate_card", "hand_over_card", "block_card", "replace_card"})


class OperationWords(QObject):
    """Says what an operation was, without a technical word."""

    def title(self, row: PendingView) -> str:
        """Return what was done and the number it has."""
        names = {
            "register_person": self.tr("New person"),
            "amend_person": self.tr("Data changed"),
            "form_household": self.tr("New household"),
            "change_household": self.tr("Household changed"),
            "record_isee": self.tr("ISEE recorded"),
            "record_notice": self.tr("Privacy notice given"),
            "appoint_delegate": self.tr("Delegate appointed"),
            "book_place": self.tr("Booking"),
            "move_booking": self.tr("Booking moved"),
            "cancel_booking": self.tr("Booking cancelled"),
            "record_attendance": self.tr("Arrival recorded"),
            "issue_card": self.tr("Voucher issued"),
            "activate_card": self.tr("Card activated"),
            "hand_over_card": self.tr("Card handed over"),
            "block_card": self.tr("Card blocked"),
            "replace_card": self.tr("Card replaced"),
            "redeem_card": self.tr("Card used"),
            "set_pin": self.tr("PIN changed"),
            "release_rights": self.tr("Places and numbers given back"),
        }
        name = names.get(row.kind, self.tr("Operation"))
        if not row.number:
            return name
        number = booking_label(row.number) if row.kind in BOOKINGS else grouped(row.number)
        return f"{name} {number}"

    def icon(self, row: PendingView) -> str:
        """Return the sign of an operation."""
        icons = {
            "register_person": "user-plus",
            "book_place": "calendar-clock" if row.provisional else "calendar-plus",
            "move_booking": "calendar-days",
            "cancel_booking": "calendar-x",
            "record_attendance": "map-pin-check",
            "form_household": "users",
            "change_household": "users",
            "record_isee": "euro",
            "record_notice": "file-check",
            "set_pin": "key-round",
        }
        return icons.get(row.kind, "credit-card" if row.kind in CARDS else "file-text")

    def face(self, row: PendingView) -> BadgeFace:
        """Return the badge of an operation's state."""
        if row.state == "rejected":
            return BadgeFace(self.tr("Not accepted"), "danger", "circle-x")
        if row.state == "in_question":
            return BadgeFace(self.tr("To review"), "warning", "triangle-alert")
        if row.provisional:
            return BadgeFace(self.tr("Provisional"), "warning", "hourglass")
        if row.kind == "block_card":
            return BadgeFace(self.tr("Blocked here"), "danger", "lock")
        if row.kind in ("book_place", "move_booking"):
            return BadgeFace(self.tr("Confirmed"), "ok", "circle-check")
        return BadgeFace(self.tr("Safe here"), "neutral", "hard-drive")
