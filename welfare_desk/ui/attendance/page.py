# SPDX-License-Identifier: EUPL-1.2
"""Who came: the slots of a day, and the list of one that is marked by keyboard."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from welfare_desk.core.instants import local_date, minute_text
from welfare_desk.desk.views.attendance import SlotOfDay, slots_of_day
from welfare_desk.desk.views.service_requests import provider_here
from welfare_desk.ui.attendance.list_page import AttendanceListPage
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.fields import DateField
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page


class AttendancePage(Page):
    """Enter opens the list of a slot; page up and page down leaf through the days."""

    help_page = "attendance"
    kinds = frozenset({"booking", "slot", "offering"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("attendance")
        self._context = context
        look = context.theme
        self._today = local_date(context.desk.now_us())
        self._sheet = Sheet(look, self.tr("Who came"), name="attendance.page")
        card = Card(look)
        self.day = DateField(look, self.tr("Day"), self._today, name="attendance.day")
        self.day.set_day(self._today)
        self.day.day_changed.connect(lambda _day: self.reload())
        card.body.addWidget(self.day)
        self._sheet.body.addWidget(card)
        self.card = Card(look, divided=True, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("time", self.tr("Time"), 120),
            Column("title", self.tr("Service")),
            Column("expected", self.tr("Expected"), 110, right=True),
            Column("state", self.tr("State"), 220),
        )
        self.rows = RowsModel(columns, self._cell, key=lambda row: (row.slot_id, row.meeting))
        self.table = RowTable(look, self.rows, spoken=self.tr("Slots"), name="attendance.table")
        self.table.opened.connect(self._open)
        self.card.body.addWidget(self.table)
        self._sheet.body.addWidget(self.card)
        self._none = Card(look)
        none = self.tr("Nothing takes place on this day. Page down goes to the next.")
        self._none.body.addWidget(EmptyState(look, none, icon="calendar"))
        self._sheet.body.addWidget(self._none)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            _key(self, QKeySequence(key)).activated.connect(lambda step=step: self._leaf(step))

    def title(self) -> str:
        """Return the page's name."""
        return self.tr("Who came")

    def reload(self) -> None:
        """Show the day's slots as they stand now."""
        desk, who, on = self._context.desk, self._context.operator_id(), self.day.day()
        if on is None:
            return
        self._context.read(
            lambda: desk.look(lambda here: slots_of_day(here, on, provider_here(here, who))),
            self,
            self._show,
        )

    def shown(self) -> None:
        """Bring the day up to date and take the focus to it."""
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leaf(self, step: int) -> None:
        on = self.day.day() or self._today
        self.day.set_day(on + datetime.timedelta(days=step))

    def _show(self, rows: tuple[SlotOfDay, ...]) -> None:
        focused = self.table.hasFocus()
        self.rows.set_rows(rows)
        show_if(self.card, bool(rows))
        show_if(self._none, not rows)
        if focused and not rows:
            # The keys that leaf must not go to a table that is hidden.
            self.day.control.setFocus(Qt.FocusReason.OtherFocusReason)
        if rows and self.table.current() is None:
            to_mark = [place for place, row in enumerate(rows) if row.marked < row.bookings]
            self.table.select_place(to_mark[0] if to_mark else 0)

    def _cell(self, row: SlotOfDay, column: str) -> Cell:
        if column == "time":
            ends = minute_text((row.start_minute + row.minutes) % 1440)
            return Cell(f"{minute_text(row.start_minute)}–{ends}", role="strong")
        if column == "title":
            return Cell(row.title, row.place_name)
        if column == "expected":
            return Cell(str(row.expected), role="strong")
        if row.closed:
            return Cell(badge=BadgeFace(self.tr("Closed"), "danger", "ban"))
        if not row.bookings:
            return Cell(badge=BadgeFace(self.tr("Nobody booked"), "neutral", "circle-dashed"))
        if row.marked == row.bookings:
            return Cell(badge=BadgeFace(self.tr("All marked"), "ok", "circle-check"))
        words = self.tr("%n to mark", "", row.bookings - row.marked)
        return Cell(badge=BadgeFace(words, "warning", "list-checks"))

    def _open(self, row: SlotOfDay) -> None:
        self._context.set_page(AttendanceListPage(self._context, row.slot_id, row.meeting))


def _key(parent: QWidget, sequence: QKeySequence) -> QShortcut:
    shortcut = QShortcut(sequence, parent)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    return shortcut
