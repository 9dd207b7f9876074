# SPDX-License-Identifier: EUPL-1.2
"""One slot: who comes, who waits, what is free; arrivals are marked here too."""

from __future__ import annotations

import datetime

from PySide6.QtCore import Qt

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.phones import phone_text
from welfare_desk.desk.views.agenda import AgendaSlot
from welfare_desk.desk.views.slot_people import SlotPeople, SlotPerson, slot_people
from welfare_desk.desk.views.today import PrintView
from welfare_desk.operations.bookings import RecordAttendance
from welfare_desk.operations.roles import may_act
from welfare_desk.operations.slots import CloseSlot
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda.agenda_rows import hours_text
from welfare_desk.ui.agenda.closing_box import ClosingBox
from welfare_desk.ui.context import Context
from welfare_desk.ui.kit.badges import BadgeFace, BadgeFaces
from welfare_desk.ui.kit.buttons import ActionButton
from welfare_desk.ui.kit.cards import Card, KeyValue
from welfare_desk.ui.kit.layout import Page as Sheet
from welfare_desk.ui.kit.notices import EmptyState, Notice
from welfare_desk.ui.kit.rows import Cell, Column, RowsModel
from welfare_desk.ui.kit.tables import RowTable
from welfare_desk.ui.kit.text import show_if
from welfare_desk.ui.page import Page


class SlotPage(Page):
    """Enter opens a person, the button of a row marks the arrival, Ctrl+P prints the day."""

    help_page = "agenda"
    kinds = frozenset({"booking", "slot", "resource", "person", "wait_entry"})

    def __init__(self, context: Context, slot_id: str, on: datetime.date) -> None:
        """Show nothing before ``shown``; of a course it is the meeting of that day."""
        super().__init__()
        self.setObjectName("slot")
        self._context, self._slot_id, self._on = context, slot_id, on
        self._view: SlotPeople | None = None
        self._arrived = False
        self._faces = BadgeFaces()
        look = context.theme
        self._sheet = Sheet(look, self.tr("Slot"), name="slot.page")
        words = self.tr("Print the day's sheet")
        key = context.actions.key("print")
        self.sheet_button = ActionButton(
            look, "secondary", words, icon="printer", key=key, name="slot.print"
        )
        self.sheet_button.clicked.connect(self._print)
        self._sheet.add_header(self.sheet_button)
        self.close_button = ActionButton(
            look, "ghost", self.tr("Close the slot"), icon="calendar-x", name="slot.close"
        )
        self.close_button.clicked.connect(self._ask_closing)
        self.close_button.hide()
        self._sheet.add_header(self.close_button)
        self._closed = Notice(look, "warning", "", "")
        self._sheet.body.addWidget(self._closed)
        self.closing = ClosingBox(look)
        self.closing.asked.connect(self._close_slot)
        self.closing.left.connect(self._leave_open)
        self._sheet.body.addWidget(self.closing)
        self._card = Card(look, self.tr("Places"), icon="calendar-days")
        self._facts = KeyValue(look, ())
        self._card.body.addWidget(self._facts)
        self._sheet.body.addWidget(self._card)
        self._fill_people()
        self.hold(self._sheet)

    def title(self) -> str:
        """Return what the page's tab says."""
        return self._view.slot.title if self._view is not None else self.tr("Slot")

    def reload(self) -> None:
        """Show who comes as it stands now."""
        desk = self._context.desk
        self._context.read(
            lambda: desk.look(lambda here: slot_people(here, self._slot_id, self._on)),
            self,
            self._show,
        )

    def shown(self) -> None:
        """Bring the page up to date and take the focus to the people."""
        self._arrived = True
        self.reload()

    def act(self, act_id: str) -> bool:
        """Print the provider's day, or go back."""
        if act_id == "print":
            self._print()
        elif act_id == "back":
            self._context.close_page(self)
        return act_id in ("print", "back")

    def _fill_people(self) -> None:
        look = self._context.theme
        listed = Card(look, margins=(0, 0, 0, 0), spacing=0)
        columns = (
            Column("person", self.tr("Person")),
            Column("phone", self.tr("Phone"), 150),
            Column("state", self.tr("State"), 160),
            Column("act", "", 150),
        )
        self._rows = RowsModel(columns, self._cell, key=lambda row: row.row_id)
        self.table = RowTable(look, self._rows, spoken=self.tr("Who comes"), name="slot.table")
        self.table.opened.connect(lambda row: self._context.open_person(row.person_id))
        self.table.acted.connect(lambda row, _column: self._do(row))
        listed.body.addWidget(self.table)
        self._empty = EmptyState(
            look,
            self.tr("Nobody has booked here yet. To book, find the person and press F2."),
            icon="users",
        )
        listed.body.addWidget(self._empty)
        self._sheet.body.addWidget(listed)

    def _show(self, view: SlotPeople | None) -> None:
        if view is None:
            self._context.toast(self.tr("This slot is no longer in the agenda."))
            self._context.close_page(self)
            return
        self._view = view
        slot = view.slot
        lang = self._context.lang
        when = f"{weekday_text(slot.slot_on, lang)}, {hours_text(slot)}"
        self._sheet.set_heading(slot.title, when)
        self._facts.set_rows(self._facts_of(slot, len(view.coming)))
        self._closed.set_words(self.tr("This slot is closed."), slot.closed_reason)
        show_if(self._closed, slot.closed)
        self._show_closing(view)
        rows = (*view.coming, *view.waiting)
        self._rows.set_rows(rows)
        show_if(self.table, bool(rows))
        show_if(self._empty, not rows)
        self._context.retitle()
        if self._arrived:
            self._arrived = False
            self.table.select_place(0)
            taker = self.table if rows else self.sheet_button
            taker.setFocus(Qt.FocusReason.OtherFocusReason)

    def _facts_of(self, slot: AgendaSlot, coming: int) -> tuple[tuple[str, str], ...]:
        where = ", ".join(part for part in (slot.place_name, slot.address) if part)
        taken = self.tr("%1 of %2 taken").replace("%1", str(slot.taken))
        known = self.tr("%n known at this desk", "people", coming)
        facts = [
            (self.tr("Where"), where),
            (self.tr("Provider"), slot.provider_name),
            (self.tr("Places"), f"{taken.replace('%2', str(slot.places))} · {known}"),
            (self.tr("Assured here"), str(slot.guaranteed)),
        ]
        if slot.meeting:
            meeting = self.tr("%1 of %2").replace("%1", str(slot.meeting))
            facts.append((self.tr("Meeting"), meeting.replace("%2", str(slot.meetings))))
        return tuple(facts)

    def _cell(self, row: SlotPerson, column: str) -> Cell:
        if column == "person":
            born = date_text(row.born_on) if row.born_on else ""
            seats = self.tr("%n places", "", row.seats) if row.seats > 1 else ""
            about = " · ".join(part for part in (born, seats) if part)
            return Cell(f"{row.surname} {row.name}".strip(), about)
        if column == "phone":
            return Cell(phone_text(row.phone), role="body")
        if column == "state":
            return Cell(badge=self._badge(row))
        return Cell(button=self.tr("Mark arrival") if self._may_arrive(row) else self.tr("Open"))

    def _badge(self, row: SlotPerson) -> BadgeFace:
        if row.state == "waiting":
            return BadgeFace(self.tr("Waits for a place"), "info", "hourglass")
        if row.state == "booked" and row.certainty == "provisional":
            return self._faces.face("provisional")
        state = {"booked": "expected", "attended": "served"}.get(row.state, row.state)
        return self._faces.face(state)

    def _may_arrive(self, row: SlotPerson) -> bool:
        view = self._view
        return row.state == "booked" and view is not None and self._on == view.today

    def _do(self, row: SlotPerson) -> None:
        view = self._view
        if view is None or not self._may_arrive(row):
            self._context.open_person(row.person_id)
            return
        context = self._context

        slot = view.slot
        # Of a course only this day's meeting is marked; the list of slots counts them from 1.
        meeting = slot.meeting - 1 if slot.meeting else None

        mark = RecordAttendance(booking_id=row.row_id, outcome="arrived", meeting=meeting)

        def done(recorded: Recorded) -> None:
            context.broadcast(recorded.kinds)
            fact = self.tr("Arrival marked: %1").replace("%1", f"{row.surname} {row.name}")
            context.toast(fact, recorded)

        context.write(lambda: context.desk.record(mark), self, done)

    def _show_closing(self, view: SlotPeople) -> None:
        """Offer the closing to who may ask for it, while somebody could still come."""
        who = self._context.desk.session.operator
        may = who is not None and may_act(who.role, CloseSlot.ACT)
        open_still = not view.slot.closed and self._on >= view.today
        show_if(self.close_button, may and open_still and not self.closing.isVisible())
        if not open_still:
            self.closing.hide()
        elif self.closing.isVisible():
            self.closing.set_coming(_to_call(view))

    def _ask_closing(self) -> None:
        if self._view is not None:
            self.closing.open(_to_call(self._view), meetings=self._view.slot.meetings)
            self.close_button.hide()

    def _leave_open(self) -> None:
        self.closing.hide()
        if self._view is not None:
            self._show_closing(self._view)
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_slot(self, reason: str) -> None:
        context = self._context
        operation = CloseSlot(slot_id=self._slot_id, reason=reason)

        def done(recorded: Recorded) -> None:
            self.closing.hide()
            context.broadcast(recorded.kinds)
            context.toast(self.tr("Slot closed. The centre confirms it at the next exchange."))
            self._arrived = True
            self.reload()

        context.write(
            lambda: context.desk.record(operation), self, done, self.closing.reason.set_error
        )

    def _print(self) -> None:
        view = self._view
        if view is None:
            return
        subject = f"{view.slot.provider_id} {self._on.isoformat()}"
        desk = self._context.desk

        def queued(job: PrintView) -> None:
            self._context.queued(job)
            self._context.toast(self.tr("The day's sheet goes to the printer"))

        self._context.paper(lambda: desk.queue_print("day_sheet", subject), self, queued)


def _to_call(view: SlotPeople) -> tuple[SlotPerson, ...]:
    """Return whom the closing of a slot concerns: of a course everybody, else who is to come."""
    return tuple(one for one in view.coming if view.slot.meeting or one.state == "booked")
