# SPDX-License-Identifier: EUPL-1.2
"""Agenda: slots by day, week or list, of one service, provider or place, or of all."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QSizePolicy

from welfare_desk.core.instants import local_date
from welfare_desk.desk.views.agenda import AgendaSlot, AgendaView, agenda
from welfare_desk.ui.agenda import agenda_rows
from welfare_desk.ui.agenda.agenda_bar import AgendaBar
from welfare_desk.ui.agenda.agenda_rows import DAY, LIST, MOST_CELLS, MOST_ROWS, WEEK
from welfare_desk.ui.agenda.days import day_text
from welfare_desk.ui.agenda.slot_page import SlotPage
from welfare_desk.ui.agenda.ways import ways_for
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card
from welfare_desk.ui.kit.flow import FlowBox
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.layout import VBox
from welfare_desk.ui.kit.notices import EmptyState, Notice, announce
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel, RowTone
from welfare_desk.ui.kit.slot_week import CELL_GAP, CELL_WIDTH, SlotLegend, SlotWeek
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page

WIDEST_CELL = 220


class AgendaPage(Page):
    """Page up and page down leaf, arrows move, Enter opens a slot; buttons lead further."""

    help_page = "agenda"
    kinds = frozenset({"booking", "slot", "resource", "offering", "wait_entry"})

    def __init__(self, context: Context) -> None:
        """Show nothing before ``shown``."""
        super().__init__()
        self.setObjectName("agenda")
        self._context = context
        self._view: AgendaView | None = None
        self._by_key: dict[str, AgendaSlot] = {}
        self._day: datetime.date | None = None
        self._mode = DAY
        self._arrived = False
        look = context.theme
        self._sheet = Sheet(look, self.tr("Agenda"), name="agenda.page")
        self._ways = FlowBox(look, 8)
        self._way_buttons: list[ActionButton] = []
        self._sheet.body.addWidget(self._ways)
        self._sheet.body.addWidget(self._fill_card())
        self.hold(self._sheet)
        self._bind_keys()
        look.changed.connect(self._fill)

    def title(self) -> str:
        """Return the place's name."""
        return self.tr("Agenda")

    def reload(self) -> None:
        """Show the days as they stand now."""
        desk, day, mode = self._context.desk, self._day, self._mode

        def work() -> AgendaView:
            return desk.look(
                lambda here: agenda(here, *agenda_rows.span_of(mode, day or here.today))
            )

        self._context.read(work, self, self._show)

    def shown(self) -> None:
        """Bring the days up to date and take the focus to them."""
        self._fill_ways()
        self._arrived = True
        self.reload()

    def event(self, event: QEvent) -> bool:
        """Give the week the width there is."""
        if event.type() == QEvent.Type.Resize:
            self._fit_week()
        return super().event(event)

    def show_mode(self, mode: str) -> None:
        """Show a ``day``, a ``week`` of cells, or the week as a ``list``."""
        self._mode = mode
        self.bar.mode.set_value(mode)
        self.reload()

    def go_to(self, day: datetime.date | None) -> None:
        """Show the days around one; nothing means today."""
        self._day = day
        self.reload()

    def _fill_card(self) -> Card:
        look = self._context.theme
        card = Card(look, margins=(0, 0, 0, 0), spacing=0)
        self.bar = AgendaBar(look, local_date(self._context.desk.now_us()))
        self.bar.leafed.connect(self._leaf)
        self.bar.day_asked.connect(self.go_to)
        self.bar.mode_chosen.connect(self._choose_mode)
        self.bar.filtered.connect(self._fill)
        card.body.addWidget(self.bar)
        above = VBox(look, 0, (12, 0, 12, 12))
        self._crowd = Notice(
            look,
            "info",
            self.tr("There are too many slots for one look: these are the first."),
            self.tr("Choose a service, a provider or a place above."),
        )
        above.addWidget(self._crowd)
        card.body.addLayout(above)
        columns = (
            Column("time", self.tr("Time"), 132),
            Column("title", self.tr("Service")),
            Column("place", self.tr("Place")),
            Column("free", self.tr("Places"), 150),
            Column("state", self.tr("State"), 150),
        )
        self._rows = RowsModel(
            columns, self._cell, key=lambda row: f"{row.slot_on} {row.key}", tone=self._tone
        )
        self.table = RowTable(look, self._rows, spoken=self.tr("Slots"), name="agenda.table")
        self.table.opened.connect(self._open)
        card.body.addWidget(self.table)
        card.body.addLayout(self._build_week())
        words = self.tr("No slots in these days. Leaf to others, or show all services.")
        self._empty = EmptyState(look, words, icon="calendar-days")
        card.body.addWidget(self._empty)
        return card

    def _build_week(self) -> VBox:
        look = self._context.theme
        box = VBox(look, 8, (12, 0, 12, 12))
        self.week = SlotWeek(look, spoken=self.tr("Slots of the week"), name="agenda.week")
        self.week.chosen.connect(self._open_key)
        self._frame = QScrollArea()
        self._frame.setObjectName("agenda.frame")
        self._frame.setFrameShape(QScrollArea.Shape.NoFrame)
        self._frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._frame.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._frame.setWidget(self.week)
        self._legend = SlotLegend(look)
        for widget in (self._frame, self._legend):
            box.addWidget(widget)
        return box

    def _bind_keys(self) -> None:
        for key, step in ((Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._leaf(step))

    def _leaf(self, step: int) -> None:
        here = self._view.from_on if self._view is not None else None
        self.go_to(here + step * agenda_rows.step_of(self._mode) if here and step else None)

    def _choose_mode(self, mode: str) -> None:
        if mode != self._mode:
            self._mode = mode
            self.reload()

    def _show(self, view: AgendaView) -> None:
        fresh = self._view is None or self._view.from_on != view.from_on
        self._view = view
        self.bar.set_choices(view)
        self._fill()
        if self._arrived:
            self._arrived = False
            self._take_focus()
        if fresh:
            announce(self, f"{self._sheet.title.text()}. {self._sheet.subtitle.text()}")

    def _fill(self) -> None:
        view = self._view
        if view is None:
            return
        wanted = self.bar.chosen()
        slots = tuple(slot for slot in view.slots if wanted.fits(slot))
        self._by_key = {slot.key: slot for slot in slots}
        heading = agenda_rows.heading(view, self._context.lang)
        self.bar.show_span(heading)
        parts = (
            self.tr("%n slots", "", len(slots)),
            self.tr("%n free places", "", sum(slot.free for slot in slots)),
        )
        self._sheet.set_heading(self.tr("Agenda"), " · ".join((heading, *parts)))
        # At 200 % a week of cells has no room: the same days as a list.
        celled = self._mode == WEEK and not self._context.theme.is_large
        crowd = len(slots) > (MOST_CELLS if celled else MOST_ROWS)
        self._rows.set_rows(() if celled and not crowd else slots[:MOST_ROWS])
        self._fill_week(view, slots if celled and not crowd else (), titled=not wanted.offering_id)
        show_if(self.table, bool(slots) and (not celled or crowd))
        show_if(self._crowd, crowd)
        show_if(self._frame, bool(slots) and celled and not crowd)
        show_if(self._legend, bool(slots) and celled and not crowd)
        show_if(self._empty, not slots)

    def _fill_week(self, view: AgendaView, slots: tuple[AgendaSlot, ...], *, titled: bool) -> None:
        lang = self._context.lang
        self.week.set_days(agenda_rows.week_faces(view.from_on, slots, lang, titled=titled))
        self._fit_week()

    def _fit_week(self) -> None:
        look = self._context.theme
        columns = max(len(self.week.slots.days), 1)
        room = self._frame.width() - columns * look.gap(CELL_GAP)
        width = round(room / columns / max(look.px(100) / 100, 0.01))
        self.week.set_cell_width(min(max(width, CELL_WIDTH), WIDEST_CELL))
        size = self.week.sizeHint()
        self.week.resize(size)
        self._frame.setFixedHeight(size.height() + look.gap(14))

    def _take_focus(self) -> None:
        """Go to the slots, to the first one if there was none; where there are none, to the bar."""
        if not self._by_key:
            self.bar.mode.setFocus()
            return
        listed = self.table.isVisible()
        shown: RowTable | SlotWeek = self.table if listed else self.week
        if listed and not self.table.currentIndex().isValid():
            self.table.select_place(0)
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_key(self, key: str) -> None:
        self._open(self._by_key[key])

    def _open(self, row: AgendaSlot) -> None:
        self._context.set_page(SlotPage(self._context, row.slot_id, row.slot_on))

    def _tone(self, row: AgendaSlot) -> str:
        view = self._view
        ended = row.starts_at + row.minutes * 60_000_000
        return RowTone.PAST if view is not None and ended < view.now_us else RowTone.PLAIN

    def _cell(self, row: AgendaSlot, column: str) -> Cell:
        if column == "time":
            several = self._mode in (WEEK, LIST)
            day = day_text(row.slot_on, self._context.lang) if several else ""
            return Cell(agenda_rows.hours_text(row), day, role="strong")
        if column == "title":
            meeting = self.tr("meeting %1 of %2").replace("%1", str(row.meeting))
            about = meeting.replace("%2", str(row.meetings)) if row.meeting else ""
            return Cell(row.title, " · ".join(filter(None, (row.provider_name, about))))
        if column == "place":
            return Cell(row.place_name, row.address, role="body")
        if column == "state":
            return Cell(badge=self._badge(row))
        taken = self.tr("%1 of %2 taken").replace("%1", str(row.taken))
        waiting = self.tr("%n waiting", "", row.waiting) if row.waiting else ""
        return Cell(taken.replace("%2", str(row.places)), waiting, role="body")

    def _badge(self, row: AgendaSlot) -> BadgeFace:
        if row.closed:
            return BadgeFace(self.tr("Closed"), "danger", "ban")
        if not row.free:
            return BadgeFace(self.tr("Full"), "neutral", "ban")
        words = self.tr("%n free", "places of a slot", row.free)
        if row.guaranteed:
            return BadgeFace(words, "ok", "shield-check")
        return BadgeFace(words, "warning", "hourglass")

    def _fill_ways(self) -> None:
        who = self._context.desk.session.operator
        wanted = ways_for(who.role if who else "")
        names = [f"agenda.way.{way.id}" for way in wanted]
        if names != [button.objectName() for button in self._way_buttons]:
            for button in self._way_buttons:
                button.hide()
                button.deleteLater()
            self._way_buttons = [
                self._way_button(way.words(), way.icon, name)
                for way, name in zip(wanted, names, strict=True)
            ]
            for way, button in zip(wanted, self._way_buttons, strict=True):
                button.clicked.connect(
                    lambda _on=False, make=way.make: self._context.set_page(make(self._context))
                )
        show_if(self._ways, bool(wanted))

    def _way_button(self, words: str, icon: str, name: str) -> ActionButton:
        button = ActionButton(
            self._context.theme, "secondary", words, icon=icon, size="middle", name=name
        )
        self._ways.add(button)
        return button
