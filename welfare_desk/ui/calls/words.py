# SPDX-License-Identifier: EUPL-1.2
"""Why somebody is called and what came of it, in words that anybody may hear."""

from __future__ import annotations

from PySide6.QtCore import QObject

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_date, local_text, local_time_text, minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.calls import CallView
from welfare_desk.ui.kit.badges import BadgeFace


class CallWords(QObject):
    """Calls in the language of the window."""

    def __init__(self, parent: QObject, lang: str) -> None:
        super().__init__(parent)
        self._lang = lang

    def about(self, call: CallView) -> str:
        """Return why somebody is called."""
        return {
            "closed": self.tr("Appointment cancelled"),
            "offer": self.tr("Place offered"),
            "refused": self.tr("Booking without a place"),
            "price": self.tr("Price changed"),
            "lapsed": self.tr("Offer ran out"),
            "reminder": self.tr("Reminder"),
        }[call.about]

    def detail(self, call: CallView) -> str:
        """Return the service, when it is, and what is to be said about it."""
        parts = [call.title] if call.title else []
        if call.slot_on is not None:
            day = weekday_text(call.slot_on, self._lang)
            parts.append(f"{day}, {minute_text(call.start_minute)}")
        parts += [call.reason] if call.reason else []
        if call.about == "offer" and call.until_at:
            parts.append(self.until(call.until_at))
        if call.about == "price":
            words = self.tr("%1, before %2").replace("%1", euro_text(call.after_cents, self._lang))
            parts.append(words.replace("%2", euro_text(call.before_cents, self._lang)))
        return " · ".join(parts)

    def until(self, at: int) -> str:
        """Return until when a place is kept."""
        day = weekday_text(local_date(at), self._lang)
        return self.tr("kept until %1").replace("%1", f"{day} {local_time_text(at)}")

    def phone(self, call: CallView) -> str:
        """Return the phone and whose it is, or that a letter goes out."""
        if not call.phone:
            return self.tr("no phone: letter")
        text = phone_text(call.phone)
        return f"{text} ({call.phone_of})" if call.phone_of else text

    def outcome(self, call: CallView) -> BadgeFace:
        """Return what came of the last call."""
        faces = {
            "reached": BadgeFace(self.tr("Reached"), "ok", "circle-check"),
            "letter": BadgeFace(self.tr("Letter"), "ok", "printer-check"),
            "no_answer": BadgeFace(self.tr("No answer"), "warning", "phone"),
            "call_again": BadgeFace(self.tr("Call again"), "warning", "clock"),
        }
        return faces.get(call.outcome, BadgeFace(self.tr("To call"), "neutral", "phone"))

    def last(self, call: CallView) -> str:
        """Return when the last call was, and how many there were."""
        if not call.tries:
            return ""
        return (
            self.tr("%1 calls, last %2")
            .replace("%1", str(call.tries))
            .replace("%2", local_text(call.called_at))
        )
