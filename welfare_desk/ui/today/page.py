# SPDX-License-Identifier: EUPL-1.2
"""Oggi: who comes today, who waits, what is free (picture 01)."""

from __future__ import annotations

from datetime import date

from welfare_desk.core.dates import date_text, month_name, weekday_name
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.omnibox import Answer
from welfare_desk.desk.views.today import Appointment, TodayView
from welfare_desk.operations.bookings import RecordAttendance
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.action_button import button_for
from welfare_desk.ui.kit.badges import BadgeFaces
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.segments import FilterRow
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.page import Page
from welfare_desk.ui.today.rows import DayRow, counts, day_rows, free_places


class TodayPage(Page):
    """The start screen."""

    help_page = "today"
    kinds = frozenset({"booking", "person", "slot", "resource", "offering", "wait_entry"})

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._view: TodayView | None = None
        self._faces = BadgeFaces()
        look, actions = context.theme, context.actions
        self._sheet = Sheet(look, self.tr("Today"), name="today")
        new = button_for(look, actions, "new_person", "secondary", name="today.new_person")
        book = button_for(look, actions, "book", "primary", name="today.book")
        new.clicked.connect(lambda: context.open_intake())
        book.clicked.connect(self._book)
        self._sheet.add_header(new)
        self._sheet.add_header(book)
        self._card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        top = HBox(look, 8, (12, 8, 12, 8))
        self._filter = FilterRow(look, self.tr("Show"), self._filters({}))
        self._filter.chosen.connect(lambda _id: self._fill())
        top.addWidget(self._filter)
        top.addStretch(1)
        self._card.body.addLayout(top)
        self._model = RowsModel(
            self._columns(), self._cell, key=lambda row: row.key, tone=self._tone
        )
        self.table = RowTable(
            look, self._model, spoken=self.tr("Appointments of today"), name="today.table"
        )
        self.table.opened.connect(self._open)
        self.table.acted.connect(lambda row, _column: self._do(row))
        self._card.body.addWidget(self.table)
        words = self.tr("Today's appointments will appear here. Search a person to book the first.")
        self._empty = EmptyState(look, words, icon="calendar-days")
        self._card.body.addWidget(self._empty)
        self._sheet.body.addWidget(self._card)
        self.hold(self._sheet)
        self._fill()

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Today")

    def reload(self) -> None:
        """Show the day as it stands now."""
        self._context.read(self._context.desk.today, self, self._show)

    def shown(self) -> None:
        """Bring the day up to date."""
        self.reload()

    def take_scan(self, answer: Answer) -> bool:
        """Mark the arrival of who brings the slip of a booking of today; tell whether it did."""
        rows = self._view.appointments if self._view is not None else ()
        one = next((row for row in rows if row.booking.booking_id == answer.booking_id), None)
        if one is None or answer.meaning != "booking" or one.booking.state != "booked":
            return False
        self._record(one, "arrived", self.tr("Arrival marked: %1"))
        return True

    def _show(self, view: TodayView) -> None:
        self._view = view
        numbers = counts(view)
        for choice, words in self._filters(numbers):
            self._filter.set_words(choice, words)
        parts = [
            self.tr("%n appointments", "", numbers["all"]),
            self.tr("%n free places", "", free_places(view)),
            self.tr("%n waiting", "", numbers["waiting"]),
        ]
        if view.calls:
            parts.append(self.tr("%n calls to make", "", view.calls))
        self._sheet.set_heading(self._day(view.on), " · ".join(parts))
        self._fill()

    def _day(self, on: date) -> str:
        lang = self._context.lang
        day = f"{weekday_name(on, lang)} {on.day} {month_name(on.month, lang)}"
        return self.tr("Today, %1").replace("%1", day)

    def _fill(self) -> None:
        rows = day_rows(self._view, self._filter.value() or "all") if self._view else ()
        self._model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows and self._view is not None)

    def _filters(self, numbers: dict[str, int]) -> tuple[tuple[str, str], ...]:
        words = (
            ("all", self.tr("All %1")),
            ("waiting", self.tr("Waiting %1")),
            ("expected", self.tr("Expected %1")),
            ("served", self.tr("Served %1")),
        )
        return tuple((name, text.replace("%1", str(numbers.get(name, 0)))) for name, text in words)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("time", self.tr("Time"), 68),
            Column("person", self.tr("Person"), 208),
            Column("offering", self.tr("Service"), 198),
            Column("state", self.tr("State"), 160),
            Column("act", ""),
        )

    def _cell(self, row: DayRow, column: str) -> Cell:
        if column == "time":
            quiet = row.past or row.state == "free"
            return Cell(minute_text(row.minute), role="body" if quiet else "strong")
        if row.slot is not None:
            if column == "person":
                words = self.tr("Free place")
                return Cell(f"{words} · {row.title}" if row.title else words)
            return Cell(button=self._act_words(row)) if column == "act" else Cell()
        if row.appointment is None:
            return Cell()
        return self._appointment_cell(row, row.appointment, column)

    def _appointment_cell(self, row: DayRow, one: Appointment, column: str) -> Cell:
        if column == "person":
            born = date_text(one.born_on) if one.born_on else ""
            sub = " · ".join(part for part in (born, one.municipality_name) if part)
            return Cell(f"{one.surname} {one.name}".strip(), sub)
        if column == "offering":
            booking = one.booking
            minutes = self.tr("%n min", "", booking.minutes)
            place = booking.provider_name or booking.place_name
            return Cell(booking.offering_title, f"{place} · {minutes}", role="body")
        if column == "state":
            return Cell(badge=self._faces.face(row.state))
        return Cell(button=self._act_words(row), boxed=row.state == "arrived")

    def _act_words(self, row: DayRow) -> str:
        return {
            "free": self.tr("Book"),
            "expected": self.tr("Mark arrival"),
            "arrived": self.tr("Receive"),
            "at_desk": self.tr("Open"),
            "no_show": self.tr("Open"),
        }.get(row.state, "")

    def _tone(self, row: DayRow) -> str:
        if row.state in ("now", "free"):
            return row.state
        return RowTone.PAST if row.past else RowTone.PLAIN

    def _open(self, row: DayRow) -> None:
        if row.appointment is not None:
            self._context.open_person(row.appointment.booking.person_id)
        elif row.slot is not None:
            self._book()

    def _do(self, row: DayRow) -> None:
        one = row.appointment
        if one is None or row.state not in ("expected", "arrived"):
            self._open(row)
        elif row.state == "expected":
            self._record(one, "arrived", self.tr("Arrival marked: %1"))
        else:
            self._record(one, "attended", self.tr("At the desk: %1"))
            self._context.open_person(one.booking.person_id)

    def _record(self, one: Appointment, outcome: str, words: str) -> None:
        context = self._context
        act = RecordAttendance(
            booking_id=one.booking.booking_id, outcome=outcome, meeting=one.meeting
        )

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            fact = words.replace("%1", f"{one.surname} {one.name}".strip())
            context.toast(fact, recorded)

        context.write(lambda: context.desk.record(act), self, done)

    def _book(self) -> None:
        self._context.seek()
        self._context.toast(self.tr("Search or scan the person, then press F2"))
