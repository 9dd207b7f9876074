# SPDX-License-Identifier: EUPL-1.2
"""Agenda: the slots of a day with what is taken and free."""

from __future__ import annotations

import datetime
from functools import partial

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.views.agenda import AgendaSlot, AgendaView, agenda
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton, IconButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import HBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page


class AgendaPage(Page):
    """A day of slots; arrows leaf, buttons lead to what else the agenda has."""

    kinds = frozenset({"booking", "slot", "resource", "offering", "wait_entry"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("agenda")
        self._context = context
        self._view: AgendaView | None = None
        self._day: datetime.date | None = None
        look = context.theme
        self._sheet = Sheet(look, self.tr("Agenda"), name="agenda.page")
        self._ways = FlowBox(look, 8)
        self._way_buttons: list[ActionButton] = []
        self._sheet.body.addWidget(self._ways)
        self._card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        self._card.body.addLayout(self._leafing())
        columns = (
            Column("time", self.tr("Time"), 132),
            Column("title", self.tr("Service")),
            Column("place", self.tr("Place")),
            Column("free", self.tr("Places"), 150),
        )
        self._rows = RowsModel(columns, self._cell, key=lambda row: row.slot_id)
        self.table = RowTable(look, self._rows, spoken=self.tr("Slots"), name="agenda.table")
        self._card.body.addWidget(self.table)
        words = self.tr("No slots on this day. Leaf to another one.")
        self._empty = EmptyState(look, words, icon="calendar-days")
        self._card.body.addWidget(self._empty)
        self._sheet.body.addWidget(self._card)
        self._sheet.body.addStretch(1)
        self.hold(self._sheet)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Agenda")

    def reload(self) -> None:
        """Show the day as it stands now."""
        desk, day = self._context.desk, self._day
        self._context.read(
            lambda: desk.look(lambda here: agenda(here, day or here.today, day or here.today)),
            self,
            self._show,
        )

    def shown(self) -> None:
        """Bring the day up to date."""
        self._fill_ways()
        self.reload()

    def _leafing(self) -> HBox:
        look = self._context.theme
        row = HBox(look, 8, (12, 8, 12, 8))
        before = IconButton(look, "chevron-left", self.tr("Earlier"), name="agenda.earlier")
        after = IconButton(look, "chevron-right", self.tr("Later"), name="agenda.later")
        words = self.tr("Today")
        today = ActionButton(look, "secondary", words, size="middle", name="agenda.today")
        before.clicked.connect(partial(self._leaf, -1))
        after.clicked.connect(partial(self._leaf, 1))
        today.clicked.connect(partial(self._leaf, 0))
        for button in (before, today, after):
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _leaf(self, step: int) -> None:
        here = self._view.from_on if self._view is not None else None
        self._day = here + datetime.timedelta(days=step) if here and step else None
        self.reload()

    def _show(self, view: AgendaView) -> None:
        self._view = view
        free = self.tr("%n free places", "", sum(slot.free for slot in view.slots))
        self._sheet.set_heading(weekday_text(view.from_on, self._context.lang), free)
        self._rows.set_rows(view.slots)
        show_if(self.table, bool(view.slots))
        show_if(self._empty, not view.slots)

    def _fill_ways(self) -> None:
        who = self._context.desk.session.operator
        wanted = ways_for(who.role if who else "")
        names = [f"agenda.way.{way.id}" for way in wanted]
        if names == [button.objectName() for button in self._way_buttons]:
            return
        for button in self._way_buttons:
            button.hide()
            button.deleteLater()
        self._way_buttons = []
        for way, name in zip(wanted, names, strict=True):
            button = ActionButton(
                self._context.theme, "ghost", way.words(), icon=way.icon, size="middle", name=name
            )
            button.clicked.connect(
                lambda _on=False, make=way.make: self._context.set_page(make(self._context))
            )
            self._ways.add(button)
            self._way_buttons.append(button)
        show_if(self._ways, bool(wanted))

    def _cell(self, row: AgendaSlot, column: str) -> Cell:
        if column == "time":
            ends = minute_text(row.start_minute + row.minutes)
            return Cell(f"{minute_text(row.start_minute)}–{ends}", role="strong")
        if column == "title":
            return Cell(row.title, row.provider_name)
        if column == "place":
            return Cell(row.place_name, row.address, role="body")
        if row.closed:
            return Cell(badge=BadgeFace(self.tr("Closed"), "danger", "ban"))
        free = self.tr("%n free", "places of a slot", row.free)
        taken = self.tr("%1 of %2 taken").replace("%1", str(row.taken))
        return Cell(free, taken.replace("%2", str(row.places)))
