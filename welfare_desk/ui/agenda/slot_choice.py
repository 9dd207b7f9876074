# SPDX-License-Identifier: EUPL-1.2
"""Day and time: the week of slots with arrows to leaf through, or the same as a list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from welfare_desk.desk.views.booking import SlotView
from welfare_desk.ui.agenda import days
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton, IconButton
from welfare_desk.ui.kit.layout import HBox, VBox
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.slot_week import CELL_GAP, CELL_WIDTH, SlotLegend, SlotWeek
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import Text
from welfare_desk.ui.look import Look

MOST_COLUMNS = days.WEEK


class SlotChoice(QWidget):
    """Shows slots and tells by ``chosen`` which one was taken, ``accepted`` after Enter."""

    chosen = Signal(str)
    accepted = Signal()

    def __init__(self, look: Look, title: str, lang: str, name: str) -> None:
        """Start without slots; ``name`` begins the object names."""
        super().__init__()
        self._look, self._lang = look, lang
        self._slots: tuple[SlotView, ...] = ()
        self._pages: tuple[tuple[datetime.date, ...], ...] = ()
        self._page, self._columns = 0, MOST_COLUMNS
        self._today = datetime.date.min
        self._listed = False
        column = VBox(look, 8, parent=self)
        column.addLayout(self._head(title, name))
        self.week = SlotWeek(look, spoken=self.tr("Times of the week"), name=f"{name}.week")
        self._frame = QScrollArea()
        self._frame.setWidget(self.week)
        self._frame.setFrameShape(QScrollArea.Shape.NoFrame)
        self._frame.setObjectName(f"{name}.frame")
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._frame.setFocusPolicy(self.week.focusPolicy().NoFocus)
        column.addWidget(self._frame, 1)
        self.list = self._make_list(name)
        column.addWidget(self.list, 1)
        self.list.hide()
        self.empty = Text(look, self.tr("No times in the next weeks."), "body", "muted", wrap=True)
        column.addWidget(self.empty)
        self.legend = SlotLegend(look)
        column.addWidget(self.legend)
        foot = HBox(look)
        foot.addWidget(self.as_list)
        foot.addStretch(1)
        column.addLayout(foot)
        self.week.chosen.connect(self._take)
        look.changed.connect(self._fit)

    def set_slots(self, slots: Sequence[SlotView], today: datetime.date, chosen: str) -> None:
        """Show slots, leafed to the page of the one chosen."""
        self._slots, self._today = tuple(slots), today
        self._rows.set_rows(self._slots)
        self._lay_pages(chosen)
        self.choose(chosen)

    def choose(self, slot_id: str) -> None:
        """Mark a slot without telling."""
        slot = next((row for row in self._slots if row.slot_id == slot_id), None)
        if slot is not None:
            self._show_page(days.page_of(self._pages, slot.slot_on))
        self.week.choose(slot_id)
        self.list.select_place(self._rows.row_of(slot_id))

    def set_listed(self, listed: bool) -> None:
        """Show the slots as a list, for who works with a screen reader."""
        self._listed = listed
        self.as_list.set_text(self.tr("Show the week") if listed else self.tr("Show as a list"))
        self.as_list.set_icon("calendar-days" if listed else "list-checks")
        self._show_shape()

    def set_columns(self, columns: int) -> None:
        """Show so many days a page."""
        if columns != self._columns:
            self._columns = columns
            self._lay_pages(self.week.chosen_id())

    def focus_slots(self) -> None:
        """Take the focus to the slot marked."""
        (self.list if self._listed else self.week).setFocus()

    def event(self, event: QEvent) -> bool:
        """Take as many days as fit."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().event(event)

    def _head(self, title: str, name: str) -> HBox:
        look = self._look
        row = HBox(look, 8)
        row.addWidget(Text(look, title, "strong", elide=True), 1)
        self.previous = IconButton(
            look, "chevron-left", self.tr("Earlier days"), name=f"{name}.earlier"
        )
        self.span = Text(look, "", "strong")
        self.next = IconButton(look, "chevron-right", self.tr("Later days"), name=f"{name}.later")
        for widget in (self.previous, self.span, self.next):
            row.addWidget(widget)
        self.as_list = ActionButton(
            look,
            "ghost",
            self.tr("Show as a list"),
            icon="list-checks",
            size="middle",
            name=f"{name}.as_list",
        )
        self.first = ActionButton(
            look, "secondary", self.tr("First free date"), size="middle", name=f"{name}.first_free"
        )
        row.addWidget(self.first)
        self.previous.clicked.connect(lambda: self._show_page(self._page - 1))
        self.next.clicked.connect(lambda: self._show_page(self._page + 1))
        self.as_list.clicked.connect(lambda: self.set_listed(not self._listed))
        self.first.clicked.connect(self._choose_first)
        return row

    def _make_list(self, name: str) -> RowTable:
        columns = (
            Column("day", self.tr("Day"), 0),
            Column("time", self.tr("Time"), 132),
            Column("free", self.tr("Places"), 84),
            Column("state", self.tr("Here"), 136),
        )
        self._rows = RowsModel(columns, self._cell, key=lambda row: row.slot_id)
        table = RowTable(
            self._look,
            self._rows,
            spoken=self.tr("Times as a list"),
            one_line=True,
            grows=False,
            name=f"{name}.list",
        )
        table.opened.connect(lambda row: self._take(row.slot_id))
        return table

    def _cell(self, row: SlotView, column: str) -> Cell:
        free = days.free_places(row)
        if column == "day":
            return Cell(days.day_text(row.slot_on, self._lang), role="body")
        if column == "time":
            return Cell(days.hours_text(row), role="strong")
        if column == "free":
            return Cell(self.tr("%n free", "places of a slot", free), role="body")
        if free <= 0:
            return Cell(badge=BadgeFace(self.tr("Full"), "neutral", "ban"))
        if row.guaranteed:
            words = self.tr("%n assured", "places of a slot", row.guaranteed)
            return Cell(badge=BadgeFace(words, "ok", "shield-check"))
        return Cell(badge=BadgeFace(self.tr("provisional"), "warning", "hourglass"))

    def _lay_pages(self, chosen: str) -> None:
        self._pages = days.day_pages(self._slots, self._today, self._columns)
        slot = next((row for row in self._slots if row.slot_id == chosen), None)
        self._page = -1
        self._show_page(days.page_of(self._pages, slot.slot_on if slot else None))
        self._show_shape()

    def _show_page(self, page: int) -> None:
        page = min(max(page, 0), max(len(self._pages) - 1, 0))
        if not self._pages:
            return
        shown = self._pages[page]
        if page != self._page or not self.week.slots.days:
            self._page = page
            kept = self.week.chosen_id()
            self.week.set_days(days.day_faces(shown, self._slots, self._lang))
            self.week.choose(kept)
            self.week.resize(self.week.sizeHint())
        self.span.setText(days.span_text(shown, self._lang))
        self.previous.setEnabled(page > 0)
        self.next.setEnabled(page < len(self._pages) - 1)

    def _show_shape(self) -> None:
        some = bool(self._slots)
        self._frame.setVisible(some and not self._listed)
        self.list.setVisible(some and self._listed)
        self.empty.setVisible(not some)
        # Each cell says its word; large text needs the room for the times.
        self.legend.setVisible(some and not self._look.is_large)
        self.span.setVisible(some)
        for button in (self.previous, self.next, self.as_list):
            button.setVisible(some)
        self.first.setVisible(some and self._columns == MOST_COLUMNS)

    def _choose_first(self) -> None:
        first = days.first_choice(self._slots)
        if first is not None:
            self.choose(first.slot_id)
            self.chosen.emit(first.slot_id)
            self.focus_slots()

    def _take(self, slot_id: str) -> None:
        self.week.choose(slot_id)
        self.chosen.emit(slot_id)
        self.accepted.emit()

    def _fit(self) -> None:
        look = self._look
        self.legend.setVisible(bool(self._slots) and not look.is_large)
        cell = look.px(CELL_WIDTH) + look.gap(CELL_GAP)
        room = self.width() + look.gap(CELL_GAP)
        self.set_columns(min(max(room // cell, 1), MOST_COLUMNS))
        self.week.resize(self.week.sizeHint())
