# SPDX-License-Identifier: EUPL-1.2
"""Operations in the operator's words: what was done, with which sign and state."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import weekday_name
from welfare_desk.core.instants import minute_text
from welfare_desk.core.numbers import booking_label, grouped
from welfare_desk.desk.sentences import code_text
from welfare_desk.desk.views.outbox import PendingView
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.login.names import short_name

MINUTE_US = 60_000_000
BOOKINGS = frozenset(
    {
        "book_place", "book_together", "accept_place", "move_booking", "cancel_booking",
        "record_attendance",
    }
)  # fmt: skip
NEW_BOOKINGS = frozenset({"book_place", "book_together", "accept_place"})
CARDS = frozenset(
    {
        "issue_card", "activate_card", "hand_over_card", "block_card", "replace_card",
        "print_card", "void_card",
    }
)  # fmt: skip


class OperationWords(QObject):
    """Says what an operation was, without a technical word."""

    def __init__(self, parent: QObject, lang: str = "it") -> None:
        super().__init__(parent)
        self._lang = lang

    def name(self, kind: str) -> str:
        """Return what an operation of this kind does."""
        names = {
            "register_person": self.tr("New person"),
            "amend_person": self.tr("Data changed"),
            "form_household": self.tr("New household"),
            "change_household": self.tr("Household changed"),
            "record_isee": self.tr("ISEE recorded"),
            "record_notice": self.tr("Privacy notice given"),
            "correct_isee": self.tr("ISEE put right"),
            "withdraw_isee": self.tr("ISEE withdrawn"),
            "reprice_bookings": self.tr("Bookings priced anew"),
            "split_household": self.tr("Household split"),
            "move_members": self.tr("Moved to another household"),
            "move_house": self.tr("New address of the household"),
            "appoint_delegate": self.tr("Delegate appointed"),
            "sign_delegation": self.tr("Signed form seen"),
            "end_delegation": self.tr("Delegate ended"),
            "record_consent": self.tr("Answer to an optional question"),
            "record_identifier": self.tr("Document recorded"),
            "withdraw_identifier": self.tr("Document taken back"),
            "open_request": self.tr("Request opened"),
            "add_request_step": self.tr("Step of a request"),
            "record_complaint": self.tr("Complaint taken down"),
            "answer_complaint": self.tr("Complaint answered"),
            "record_satisfaction": self.tr("Answer on how it was"),
            "write_note": self.tr("Note written"),
            "withdraw_note": self.tr("Note taken back"),
            "propose_merge": self.tr("Merge proposed"),
            "merge_people": self.tr("Two people merged"),
            "undo_merge": self.tr("Merge undone"),
            "close_review": self.tr("Review closed"),
            "book_place": self.tr("Booking"),
            "book_together": self.tr("Booking of several people"),
            "move_booking": self.tr("Booking moved"),
            "cancel_booking": self.tr("Booking cancelled"),
            "record_attendance": self.tr("Arrival recorded"),
            "ask_for_service": self.tr("Service asked for"),
            "accept_service_request": self.tr("Request accepted"),
            "counter_service_request": self.tr("Another time proposed"),
            "refuse_service_request": self.tr("Request refused"),
            "agree_service_request": self.tr("Time agreed"),
            "tell_refusal": self.tr("Refusal told"),
            "withdraw_service_request": self.tr("Request withdrawn"),
            "join_waiting": self.tr("On the waiting list"),
            "leave_waiting": self.tr("Off the waiting list"),
            "draw_waiting": self.tr("Waiting list drawn"),
            "offer_place": self.tr("Place offered"),
            "accept_place": self.tr("Offered place accepted"),
            "decline_place": self.tr("Offered place declined"),
            "lapse_offer": self.tr("Offer ran out"),
            "record_call": self.tr("Call recorded"),
            "close_slot": self.tr("Slot closed"),
            "file_application": self.tr("Application filed"),
            "attach_protocol_no": self.tr("Protocol number attached"),
            "withdraw_application": self.tr("Application withdrawn"),
            "decide_application": self.tr("Application decided"),
            "rank_round": self.tr("Applications put in order"),
            "draw_sample": self.tr("Sample drawn for control"),
            "record_control": self.tr("Control recorded"),
            "revoke_award": self.tr("Award revoked"),
            "issue_card": self.tr("Voucher issued"),
            "activate_card": self.tr("Card activated"),
            "hand_over_card": self.tr("Card handed over"),
            "block_card": self.tr("Card blocked"),
            "replace_card": self.tr("Card replaced"),
            "print_card": self.tr("Card printed"),
            "void_card": self.tr("Print of a card discarded"),
            "count_stock": self.tr("Cards counted"),
            "redeem_card": self.tr("Card used"),
            "reverse_redemption": self.tr("Purchase taken back"),
            "withdraw_slip": self.tr("Voucher taken out of a return"),
            "close_return": self.tr("Return closed"),
            "close_settlement": self.tr("Settlement closed"),
            "record_debit_note": self.tr("Debit note recorded"),
            "order_payment": self.tr("Payment ordered"),
            "mark_paid": self.tr("Payment made"),
            "note_differences": self.tr("Differences noted"),
            "close_difference": self.tr("Difference closed"),
            "set_pin": self.tr("PIN changed"),
            "release_rights": self.tr("Places and numbers given back"),
        }
        return names.get(kind, self.tr("Operation"))

    def title(self, row: PendingView) -> str:
        """Return what was done and the number it has."""
        name = self.name(row.kind)
        if not row.number:
            return name
        number = booking_label(row.number) if row.kind in BOOKINGS else grouped(row.number)
        return f"{name} {number}"

    def about(self, row: PendingView) -> str:
        """Return whom an operation concerns, which slot, and who recorded it."""
        parts = [row.person_name]
        if row.slot_on is not None:
            day = weekday_name(row.slot_on, self._lang)[:3]
            parts.append(f"{day} {row.slot_on:%d/%m}, {minute_text(row.start_minute)}")
        parts.append(short_name(row.operator_name))
        return " · ".join(part for part in parts if part)

    def reason(self, row: PendingView) -> str:
        """Return why an operation was not accepted or is in question, or what it waits for."""
        if row.code and row.state in ("rejected", "in_question"):
            return code_text(row.code, dict(row.facts), self._lang)
        if row.state == "parked":
            return self.tr("The centre has it and answers later.")
        if row.provisional:
            return self.tr("The centre decides when it arrives.")
        return self.tr("Leaves by itself when the connection is back.")

    def age(self, since: int, now: int) -> str:
        """Return how long ago something was recorded, in one unit."""
        minutes = max(0, now - since) // MINUTE_US
        if minutes < 1:
            return self.tr("just now")
        if minutes < 60:
            return self.tr("%n min ago", "", minutes)
        if minutes < 48 * 60:
            return self.tr("%n h ago", "", minutes // 60)
        return self.tr("%n days ago", "", minutes // (24 * 60))

    def icon(self, row: PendingView) -> str:
        """Return the sign of an operation."""
        if row.kind in NEW_BOOKINGS and row.provisional:
            return "calendar-clock"
        return self.sign(row.kind)

    def sign(self, kind: str) -> str:
        """Return the sign of a kind of operation."""
        icons = {
            "register_person": "user-plus",
            "book_place": "calendar-plus",
            "book_together": "calendar-plus",
            "move_booking": "calendar-days",
            "cancel_booking": "calendar-x",
            "record_attendance": "map-pin-check",
            "ask_for_service": "calendar-clock",
            "accept_service_request": "calendar-check",
            "counter_service_request": "calendar-days",
            "refuse_service_request": "calendar-x",
            "agree_service_request": "calendar-check",
            "tell_refusal": "phone",
            "withdraw_service_request": "calendar-x",
            "join_waiting": "hourglass",
            "leave_waiting": "log-out",
            "draw_waiting": "list-checks",
            "offer_place": "send",
            "accept_place": "calendar-check",
            "decline_place": "calendar-x",
            "lapse_offer": "clock",
            "record_call": "phone",
            "close_slot": "calendar-x",
            "form_household": "users",
            "change_household": "users",
            "split_household": "users",
            "move_members": "users",
            "move_house": "house",
            "record_isee": "euro",
            "correct_isee": "euro",
            "withdraw_isee": "euro",
            "reprice_bookings": "euro",
            "appoint_delegate": "user-check",
            "sign_delegation": "user-check",
            "end_delegation": "user-x",
            "record_identifier": "id-card",
            "withdraw_identifier": "id-card",
            "open_request": "clipboard-list",
            "add_request_step": "list-checks",
            "record_complaint": "message-circle",
            "answer_complaint": "message-circle",
            "record_satisfaction": "message-circle",
            "write_note": "message-square",
            "withdraw_note": "message-square",
            "propose_merge": "user-search",
            "merge_people": "user-round-check",
            "undo_merge": "undo-2",
            "close_review": "circle-check",
            "record_notice": "file-check",
            "file_application": "file-pen-line",
            "decide_application": "clipboard-check",
            "rank_round": "layout-list",
            "draw_sample": "list-checks",
            "record_control": "list-checks",
            "revoke_award": "ban",
            "set_pin": "key-round",
        }
        return icons.get(kind, "credit-card" if kind in CARDS else "file-text")

    def face(self, row: PendingView) -> BadgeFace:
        """Return the badge of an operation's state."""
        if row.state == "rejected":
            return BadgeFace(self.tr("Not accepted"), "danger", "circle-x")
        if row.state == "in_question":
            return BadgeFace(self.tr("To review"), "warning", "triangle-alert")
        if row.state == "parked":
            return BadgeFace(self.tr("At the centre"), "info", "hourglass")
        if row.provisional:
            return BadgeFace(self.tr("Provisional"), "warning", "hourglass")
        if row.kind == "block_card":
            return BadgeFace(self.tr("Blocked here"), "danger", "lock")
        if row.kind in NEW_BOOKINGS or row.kind == "move_booking":
            return BadgeFace(self.tr("Confirmed"), "ok", "circle-check")
        return BadgeFace(self.tr("Safe here"), "neutral", "hard-drive")
