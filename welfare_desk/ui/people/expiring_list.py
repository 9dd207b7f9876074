# SPDX-License-Identifier: EUPL-1.2
"""Households to call before their ISEE ends, and bookings that lie beyond theirs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.expiring import (
    ExpiringList,
    ExpiringView,
    RecheckView,
    expiring_list,
    recheck_list,
)
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.people.words import PeopleWords

Found = tuple[ExpiringList, tuple[RecheckView, ...]]


class ExpiringLists(QWidget):
    """Whom to call, with the phone, and what to price again."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        look = context.theme
        self._words = PeopleWords(self, context.lang)
        column = VBox(look, 16, parent=self)
        self.calls = Card(
            look, self.tr("To call before the ISEE ends"), "phone", count=0, divided=True,
            name="expiring",
        )  # fmt: skip
        columns = (
            Column("who", self.tr("Household of"), 240),
            Column("isee", self.tr("ISEE")),
            Column("until", self.tr("Holds until"), 190),
            Column("phone", self.tr("Phone"), 150),
            Column("open", "", 84),
        )
        self._calls = RowsModel(columns, self._call, key=lambda row: row.isee_id)
        self.table = RowTable(
            look, self._calls, spoken=self.tr("ISEE that end soon"), name="expiring.table"
        )
        self.table.opened.connect(lambda row: context.open_person(row.person_id))
        self.table.acted.connect(lambda row, _column: context.open_person(row.person_id))
        self.calls.body.addWidget(self.table)
        words = self.tr("No ISEE ends within 30 days. Those that do appear here.")
        self._empty = EmptyState(look, words, icon="circle-check")
        self.calls.body.addWidget(self._empty)
        self._more = Text(look, "", "secondary", "muted", wrap=True)
        self.calls.body.addWidget(self._more)
        column.addWidget(self.calls)
        self.beyond = Card(
            look, self.tr("Bookings after the end of their ISEE"), "calendar-clock", count=0,
            divided=True, name="recheck",
        )  # fmt: skip
        columns = (
            Column("who", self.tr("Person"), 240),
            Column("what", self.tr("Booking")),
            Column("when", self.tr("Day"), 150),
            Column("phone", self.tr("Phone"), 150),
            Column("open", "", 84),
        )
        self._later = RowsModel(columns, self._booking, key=lambda row: row.booking.booking_id)
        later = RowTable(
            look,
            self._later,
            spoken=self.tr("Bookings after the end of their ISEE"),
            name="recheck.table",
        )
        later.opened.connect(lambda row: context.open_person(row.person_id))
        later.acted.connect(lambda row, _column: context.open_person(row.person_id))
        self.beyond.body.addWidget(later)
        column.addWidget(self.beyond)

    def read(self) -> Found:
        """Return both lists; may be called from any thread."""
        return self._context.desk.look(lambda here: (expiring_list(here), recheck_list(here)))

    def show_rows(self, found: Found) -> None:
        """Show both lists."""
        ending, later = found
        self._calls.set_rows(ending.rows)
        self._later.set_rows(later)
        self.table.setVisible(bool(ending.rows))
        self._empty.setVisible(not ending.rows)
        show_if(self.beyond, bool(later))
        for card, count in ((self.calls, ending.total), (self.beyond, len(later))):
            if card.header is not None:
                card.header.set_count(count)
        more = ending.total - len(ending.rows)
        show_if(self._more, more > 0)
        self._more.setText(self.tr("%n more further down the year", "", more))

    def _call(self, row: ExpiringView, column: str) -> Cell:
        if column == "who":
            return Cell(f"{row.surname} {row.name}".strip())
        if column == "isee":
            after = row.bookings_beyond
            sub = self.tr("%n bookings after that day", "", after) if after else ""
            return Cell(self._words.isee_title(row.isee_kind), sub, role="body")
        if column == "until":
            tone = "warning" if row.days_left >= 0 else "danger"
            return Cell(badge=BadgeFace(date_text(row.valid_to), tone, "calendar-clock"))
        if column == "phone":
            return Cell(phone_text(row.phone) or self.tr("by letter"), role="strong")
        return Cell(button=self.tr("Open"))

    def _booking(self, row: RecheckView, column: str) -> Cell:
        if column == "who":
            return Cell(f"{row.surname} {row.name}".strip())
        if column == "what":
            ended = self.tr("ISEE until %1").replace("%1", date_text(row.isee_valid_to))
            return Cell(row.booking.offering_title, ended, role="body")
        if column == "when":
            when = f"{date_text(row.booking.slot_on)} {minute_text(row.booking.start_minute)}"
            return Cell(when, role="body")
        if column == "phone":
            return Cell(phone_text(row.phone) or self.tr("by letter"), role="strong")
        return Cell(button=self.tr("Open"))
