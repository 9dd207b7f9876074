# SPDX-License-Identifier: EUPL-1.2
"""What was recorded about a person, in the operator's words: one line and its sign."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import local_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.needs import needs
from welfare_desk.core.numbers import booking_label, grouped
from welfare_desk.core.purposes import purposes
from welfare_desk.desk.sentences import code_text, decision_text
from welfare_desk.desk.views.chronicle import EventView
from welfare_desk.ui.login.names import short_name
from welfare_desk.ui.outbox.words import BOOKINGS, OperationWords
from welfare_desk.ui.people.field_words import FieldWords
from welfare_desk.ui.people.paper_words import PaperWords
from welfare_desk.ui.people.words import PeopleWords

SIGNS = {"joined": "users", "left": "log-out", "data": "pencil", "to_review": "list-checks"}


class EventWords(QObject):
    """Says an event of the history."""

    def __init__(self, lang: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lang = lang
        self._acts, self._fields = OperationWords(self), FieldWords(self)
        self._papers, self._people = PaperWords(self), PeopleWords(self, lang)

    def title(self, event: EventView) -> str:
        """Return what was done, to what."""
        own = {
            "joined": self.tr("Belongs to a household"),
            "left": self.tr("Left a household"),
            "data": self.tr("Data changed"),
            "to_review": self.tr("To review"),
        }
        name = own.get(event.kind) or self._acts.name(event.kind)
        if event.number:
            booked = event.kind in BOOKINGS or event.kind in ("reprice_bookings", "ask_for_service")
            number = booking_label(event.number) if booked else grouped(event.number)
            name = f"{name} {number}"
        about = self._about(event)
        return f"{name}: {about}" if about else name

    def told(self, event: EventView) -> str:
        """Return when, who and where, and why if somebody wrote it."""
        when = date_text(event.on) if event.day_only else local_text(event.at)
        where = self.tr("here") if event.here else event.desk_name
        why = event.text if event.kind in ("data", "correct_isee", "merge_people") else ""
        parts = (when, short_name(event.operator_name), where, why)
        return " · ".join(part for part in parts if part)

    def icon(self, event: EventView) -> str:
        """Return the sign."""
        return SIGNS.get(event.kind) or self._acts.sign(event.kind)

    def _about(self, event: EventView) -> str:
        ways: dict[str, Callable[[EventView], str]] = {
            "register_person": lambda one: one.text,
            "record_identifier": lambda one: self._papers.identifier_kind(one.code),
            "record_notice": lambda one: self.tr("version %1").replace("%1", one.text),
            "appoint_delegate": lambda one: one.text,
            "end_delegation": lambda one: one.text,
            "record_consent": self._consent,
            "open_request": self._need,
            "add_request_step": lambda one: self._papers.outcome(one.code).text,
            "write_note": self._note,
            "joined": lambda one: self._people.role(one.code),
            "left": lambda one: self._people.left(one.code),
            "record_isee": self._isee,
            "data": lambda one: ", ".join(self._fields.name(field) for field in one.fields),
            "to_review": lambda one: code_text(one.code, {}, self._lang),
            "decide_application": lambda one: decision_text("state", one.code, self._lang),
            "book_place": lambda one: self.tr("cancelled") if one.code == "cancelled" else "",
        }
        way = ways.get(event.kind)
        return way(event) if way is not None else ""

    def _consent(self, event: EventView) -> str:
        known = purposes().get(event.code)
        name = known.name(self._lang) if known else event.code
        answer = self.tr("yes") if event.given else self.tr("no")
        return f"{name}, {answer}"

    def _need(self, event: EventView) -> str:
        known = needs().get(event.code)
        return known.name(self._lang) if known else event.code

    def _note(self, event: EventView) -> str:
        return self.tr("sensitive") if event.code == "sensitive" else ""

    def _isee(self, event: EventView) -> str:
        title = self._people.isee_title(event.code)
        return f"{title}, {euro_text(event.amount_cents, self._lang)}"
