# SPDX-License-Identifier: EUPL-1.2
"""Requests of services in words: how they stand, when they are wished for, when they will be."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QObject

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.core.phones import phone_text
from welfare_desk.core.wishes import PARTS, Wish
from welfare_desk.desk.views.service_requests import RequestRow
from welfare_desk.ui.agenda.days import day_text
from welfare_desk.ui.kit.badges import BadgeFace


class ServiceRequestWords(QObject):
    """Says a request in lines."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang

    def face(self, state: str) -> BadgeFace:
        """Return the badge of how a request stands."""
        faces = {
            "asked": (self.tr("Waits for an answer"), "neutral", "hourglass"),
            "countered": (self.tr("Another time proposed"), "warning", "calendar-clock"),
            "accepted": (self.tr("Accepted"), "ok", "calendar-check"),
            "refused": (self.tr("Refused"), "danger", "calendar-x"),
            "told": (self.tr("Refused, told"), "neutral", "check"),
            "agreed": (self.tr("Agreed"), "ok", "circle-check"),
            "withdrawn": (self.tr("Withdrawn"), "neutral", "undo-2"),
        }
        return BadgeFace(*faces.get(state, (state, "neutral", "info")))

    def parts(self) -> list[tuple[str, str]]:
        """Return the parts of a day to choose from."""
        names = {
            "any": self.tr("All day"),
            "morning": self.tr("Morning"),
            "afternoon": self.tr("Afternoon"),
            "evening": self.tr("Evening"),
        }
        return [(part, names[part]) for part in PARTS]

    def wish(self, wish: Wish) -> str:
        """Return a preferred time."""
        part = dict(self.parts())[wish.part].lower()
        return f"{weekday_text(wish.on, self._lang)}, {part}"

    def short_wish(self, wish: Wish) -> str:
        """Return a preferred time for a narrow column."""
        part = dict(self.parts())[wish.part].lower()
        return f"{day_text(wish.on, self._lang)}, {part}"

    def wishes(self, wishes: Sequence[Wish]) -> str:
        """Return all preferred times, best first."""
        return " · ".join(self.wish(each) for each in wishes)

    def when(self, on: datetime.date | None, minute: int, minutes: int) -> str:
        """Return the day and time of an answer, or nothing."""
        if on is None:
            return ""
        ends = minute_text((minute + minutes) % 1440)
        return f"{weekday_text(on, self._lang)}, {minute_text(minute)}–{ends}"

    def heading(self, row: RequestRow) -> str:
        """Return who asks for what."""
        return f"{row.surname} {row.name}".strip() + f": {row.title}"

    def price(self, row: RequestRow) -> str:
        """Return the frozen price, and the person's part where others pay too."""
        total = euro_text(row.total_cents, self._lang)
        if row.person_cents == row.total_cents:
            return total
        words = self.tr("%1, of which the person %2").replace("%1", total)
        return words.replace("%2", euro_text(row.person_cents, self._lang))

    def answer(self, row: RequestRow) -> str:
        """Return what the provider says: the time, its words."""
        when = self.when(row.answer_on, row.answer_minute, row.answer_minutes)
        parts = ("" if row.state in ("refused", "told") else when, row.answer)
        return " · ".join(part for part in parts if part)

    def number(self, row: RequestRow) -> str:
        """Return the printed number in one piece."""
        return booking_label(row.request_no).replace(" ", "\u00a0")

    def phone(self, row: RequestRow) -> str:
        """Return whom to call."""
        return phone_text(row.phone) or self.tr("no phone")

    def act(self, kind: str) -> tuple[str, str]:
        """Return what a button says and what is told once it was done."""
        acts = {
            "agree_service_request": (self.tr("The person agrees"), self.tr("Time agreed")),
            "tell_refusal": (self.tr("Told"), self.tr("Refusal told")),
            "withdraw_service_request": (self.tr("Withdraw"), self.tr("Request withdrawn")),
        }
        return acts[kind]
