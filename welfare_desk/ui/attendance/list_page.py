# SPDX-License-Identifier: EUPL-1.2
"""The list of one slot: one key marks a row and goes to the next, another takes it back."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.desk.provider_tables import attendance_subject
from welfare_desk.desk.views.attendance import AttendanceView, Expected, attendance
from welfare_desk.operations.bookings import RecordAttendance
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.booking_presenter import print_paper
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, announce
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text, show_if
from welfare_desk.ui.page import Page

KEYS = (("P", "attended"), ("A", "no_show"), ("Backspace", "booked"))
"""Keys that mark the current row and go to the next: present, absent, not marked."""


class AttendanceListPage(Page):
    """P present, A absent, Backspace takes a mark back; Ctrl+P prints the list."""

    help_page = "attendance"
    kinds = frozenset({"booking", "slot", "person", "offering"})

    def __init__(self, context: Context, slot_id: str, meeting: int | None = None) -> None:
        """Show nothing before ``shown``; of a course the list is that of one meeting."""
        super().__init__()
        self.setObjectName("attendance_list")
        self._context, self._slot_id, self._meeting = context, slot_id, meeting
        self._view: AttendanceView | None = None
        look = context.theme
        self._sheet = Sheet(look, self.tr("Attendance list"), name="attendance_list.page")
        self.paper = ActionButton(
            look,
            "secondary",
            self.tr("Print the list"),
            icon="printer",
            key=context.actions.key("print"),
            name="attendance_list.print",
        )
        self.paper.clicked.connect(self._print)
        self._sheet.add_header(self.paper)
        keys = self.tr("P present, A absent, Backspace not marked; each goes to the next row.")
        self._sheet.body.addWidget(Text(look, keys, "secondary", "muted", wrap=True))
        self.card = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("who", self.tr("Person")),
            Column("seats", self.tr("Places"), 66, right=True),
            Column("state", self.tr("State"), 136),
            Column("came", "", 104),
            Column("absent", "", 104),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: row.booking_id, tone=self._tone)
        self.table = RowTable(
            look, self.rows, spoken=self.tr("Who is expected"), name="attendance_list.table"
        )
        self.table.opened.connect(lambda row: self._context.open_person(row.person_id))
        self.table.acted.connect(self._acted)
        self.card.body.addWidget(self.table)
        self._sheet.body.addWidget(self.card)
        self._none = Card(look)
        self._none.body.addWidget(
            EmptyState(
                look, self.tr("Nobody is booked here. Esc goes back to the day."), icon="users"
            )
        )
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        for key, outcome in KEYS:
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda outcome=outcome: self.mark(outcome))

    def title(self) -> str:
        """Return what the list is of."""
        return self._view.slot.title if self._view else self.tr("Attendance list")

    def reload(self) -> None:
        """Show the list as it stands now."""
        desk, slot_id, meeting = self._context.desk, self._slot_id, self._meeting
        self._context.read(
            lambda: desk.look(lambda here: attendance(here, slot_id, meeting)), self, self._show
        )

    def shown(self) -> None:
        """Bring the list up to date and take the focus to it."""
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def act(self, act_id: str) -> bool:
        """Print by key."""
        if act_id == "print":
            self._print()
            return True
        return False

    def mark(self, outcome: str) -> None:
        """Mark the current row and go to the next one; the mark is undone like any act."""
        row = self.table.current()
        if not isinstance(row, Expected):
            return
        self.table.select_place(self.table.currentIndex().row() + 1)
        if outcome != row.state:
            self._record(row, outcome)

    def _acted(self, row: Expected, column: str) -> None:
        outcome = "attended" if column == "came" else "no_show"
        self._record(row, "booked" if row.state == outcome else outcome)

    def _record(self, row: Expected, outcome: str) -> None:
        context = self._context
        operation = RecordAttendance(
            booking_id=row.booking_id, outcome=outcome, meeting=self._meeting
        )
        self._at_once(row, outcome)

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            words = f"{row.surname} {row.name}: {self._face(outcome).text}"
            context.toast(words, recorded)
            self.reload()

        def refused(sentence: str) -> None:
            context.toast(sentence)
            self.reload()

        context.write(lambda: context.desk.record(operation), self, done, refused)

    def _at_once(self, marked: Expected, outcome: str) -> None:
        """Show the mark before it is stored: the next key must not wait for the disk."""
        self.rows.set_rows(
            tuple(
                msgspec.structs.replace(row, state=outcome)
                if row.booking_id == marked.booking_id
                else row
                for row in self.rows.rows
            )
        )
        self._head(self.rows.rows)

    def _show(self, view: AttendanceView | None) -> None:
        first = self._view is None
        self._view = view
        rows = view.rows if view else ()
        self.rows.set_rows(rows)
        show_if(self.card, bool(rows))
        show_if(self._none, not rows)
        self._head(rows)
        if rows and self.table.current() is None:
            self.table.select_place(0)
        if not rows and self.isVisible():
            # The table is hidden: the focus must not leave the page with it.
            self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        if first:
            self._context.retitle()
            announce(self, f"{self._sheet.title.text()}. {self._sheet.subtitle.text()}")

    def _head(self, rows: tuple[Expected, ...]) -> None:
        view = self._view
        if view is None:
            return
        came = sum(row.state in ("arrived", "attended") for row in rows)
        absent = sum(row.state == "no_show" for row in rows)
        at = view.slot
        parts = [
            f"{weekday_text(at.on, self._context.lang)}, {minute_text(at.start_minute)}",
            at.place_name,
            self.tr("%n present", "", came),
            self.tr("%n absent", "", absent),
            self.tr("%n to mark", "", len(rows) - came - absent),
        ]
        if at.meeting is not None:
            parts.insert(1, self.tr("meeting %1").replace("%1", str(at.meeting + 1)))
        self._sheet.set_heading(at.title, " · ".join(part for part in parts if part))

    def _print(self) -> None:
        print_paper(self._context, "attendance", attendance_subject(self._slot_id, self._meeting))

    def _tone(self, row: Expected) -> str:
        return RowTone.PLAIN if row.state == "booked" else RowTone.PAST

    def _cell(self, row: Expected, column: str) -> Cell:
        if column == "who":
            number = booking_label(row.booking_no)
            sub = f"{number} · {self.tr('provisional')}" if row.provisional else number
            return Cell(f"{row.surname} {row.name}".strip(), sub)
        if column == "seats":
            return Cell(str(row.seats), role="strong")
        if column == "state":
            return Cell(badge=self._face(row.state))
        if column == "came":
            return Cell(button=self.tr("Present"), boxed=row.state not in ("arrived", "attended"))
        return Cell(button=self.tr("Absent"), boxed=row.state != "no_show")

    def _face(self, state: str) -> BadgeFace:
        faces = {
            "booked": (self.tr("Expected"), "neutral", "clock"),
            "arrived": (self.tr("Arrived"), "info", "map-pin-check"),
            "attended": (self.tr("Present"), "ok", "circle-check"),
            "no_show": (self.tr("Absent"), "warning", "user-x"),
        }
        return BadgeFace(*faces[state])
