# SPDX-License-Identifier: EUPL-1.2
"""Decides what the booking form shows and does: service, place, time, price, the act."""

from __future__ import annotations

import datetime
from functools import partial

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import SlotFull
from welfare_desk.desk.views.booking import OfferingView, QuoteView, SlotView
from welfare_desk.desk.views.people import PersonView, person_view
from welfare_desk.operations.bookings import BookPlace, CancelBooking
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda import days
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane


class Loaded(msgspec.Struct, frozen=True):
    """What the form starts from."""

    person: PersonView
    services: tuple[OfferingView, ...]
    today: datetime.date
    online: bool


class Booked(msgspec.Struct, frozen=True):
    """A booking that was recorded."""

    booking_id: str
    number: str
    provisional: bool
    slot: SlotView
    printing: bool


class BookingPresenter(QObject):
    """Holds the choices of a booking; owns no widget.

    ``loaded`` once, then ``slots_changed`` and ``choice_changed`` as choices are made;
    ``booked`` or ``refused`` (a sentence) or ``full`` (facts of the next free slot) answer an
    act.  An answer that a later choice has overtaken is dropped.
    """

    loaded = Signal()
    slots_changed = Signal()
    choice_changed = Signal()
    busy_changed = Signal(bool)
    booked = Signal(object)
    refused = Signal(str)
    full = Signal(str, object)

    def __init__(self, context: Context, person_id: str, parent: QObject | None = None) -> None:
        """Ask nothing before ``start``."""
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.person_id = self.who_id = person_id
        self.person: PersonView | None = None
        self.services: tuple[OfferingView, ...] = ()
        self.today = datetime.date.min
        self.offering_id = ""
        self.slots: tuple[SlotView, ...] = ()
        self.place = ""
        self.slot_id = ""
        self.quote: QuoteView | None = None
        self.busy = False
        self._online = False
        self._wished: tuple[str, str] = ("", "")
        self._asked = 0
        self._asked_rights: set[str] = set()

    def start(self, offering_id: str = "", slot_id: str = "") -> None:
        """Load the person and the services; a draft's choices are taken up again."""
        self._wished = (offering_id, slot_id)
        self._context.read(self._load, self, self._take, self.refused.emit)

    def reload(self) -> None:
        """Ask for places and price anew; the choices stay where they still can."""
        if self.offering_id and not self.busy:
            self._ask_slots()

    def service(self) -> OfferingView | None:
        """Return the service chosen."""
        return next((row for row in self.services if row.offering_id == self.offering_id), None)

    def slot(self) -> SlotView | None:
        """Return the slot chosen."""
        return next((row for row in self.slots if row.slot_id == self.slot_id), None)

    def here(self) -> tuple[SlotView, ...]:
        """Return the slots at the place chosen."""
        return days.at_place(self.slots, self.place)

    def who_name(self) -> str:
        """Return the name of the person who will come."""
        if self.person is None:
            return ""
        for member in self.person.members:
            if member.person_id == self.who_id:
                return f"{member.surname} {member.name}"
        return f"{self.person.surname} {self.person.name}"

    def choose_person(self, person_id: str) -> None:
        """Book for another member of the household: price and obstacles are theirs."""
        if person_id and person_id != self.who_id:
            self.who_id = person_id
            self._ask_slots()

    def choose_service(self, offering_id: str) -> None:
        """Take a service and ask for its places and price."""
        if offering_id == self.offering_id:
            return
        self.offering_id, self.slot_id, self.place = offering_id, "", ""
        self.slots, self.quote = (), None
        self._ask_slots()

    def choose_place(self, place: str) -> None:
        """Show the slots of a place and mark its first choice."""
        if place and place != self.place:
            self.place = place
            first = days.first_choice(self.here())
            self.slot_id = first.slot_id if first else ""
            self.slots_changed.emit()
            self.choice_changed.emit()
            self._ask_right()

    def choose_slot(self, slot_id: str) -> None:
        """Take a slot; when it is not assured here and the line is up, one place is asked for."""
        self.slot_id = slot_id
        self.choice_changed.emit()
        self._ask_right()

    def obstacle(self) -> str:
        """Return why the slot chosen cannot be booked: ``mine``, ``full``, ``none`` or nothing."""
        slot = self.slot()
        if slot is None or self.quote is None:
            return "none"
        if slot.mine:
            return "mine"
        return "" if days.free_places(slot) > 0 else "full"

    def clash(self) -> str:
        """Return the number of another booking of the person at the same hour, or nothing."""
        slot = self.slot()
        if slot is None or self.person is None or self.who_id != self.person_id:
            return ""
        for row in self.person.bookings:
            apart = (
                row.slot_on != slot.slot_on
                or row.start_minute + row.minutes <= slot.start_minute
                or slot.start_minute + slot.minutes <= row.start_minute
            )
            if not apart and row.state != "cancelled" and row.slot_id != slot.slot_id:
                return row.booking_no
        return ""

    def confirm(self, *, printing: bool) -> None:
        """Record the booking of the slot chosen; an obstacle is told instead."""
        slot, quote = self.slot(), self.quote
        if self.busy or slot is None or quote is None:
            return
        self._set_busy(True)
        operation = BookPlace(
            booking_id=self._desk.new_id(),
            person_id=self.who_id,
            slot_id=slot.slot_id,
            isee_id=quote.isee_id,
            resident=quote.resident,
            unit_cents=quote.unit_cents,
            total_cents=quote.total_cents,
            lines=quote.lines,
        )
        self._context.jobs.submit(
            lambda: self._desk.record(operation),
            self,
            partial(self._recorded, operation.booking_id, slot, printing),
            self._failed,
            Lane.WRITER,
        )

    def book_next(self, slot_id: str) -> None:
        """Book the slot that was offered in the place of a full one."""
        slot = next((row for row in self.slots if row.slot_id == slot_id), None)
        if slot is not None:
            self.place = slot.place_name
            self.slot_id = slot_id
            self.slots_changed.emit()
            self.choice_changed.emit()
            self.confirm(printing=True)

    def _load(self) -> Loaded | None:
        person_id = self.person_id
        person = self._desk.look(lambda here: person_view(here, person_id))
        if person is None:
            return None
        status = self._desk.status()
        today = self._desk.look(lambda here: here.today)
        online = status.offline_since is None and status.last_sync_at is not None
        return Loaded(person, self._desk.offerings(person_id), today, online)

    def _take(self, loaded: Loaded | None) -> None:
        if loaded is None:
            return
        self.person, self.services = loaded.person, loaded.services
        self.today, self._online = loaded.today, loaded.online
        self.loaded.emit()
        known = {row.offering_id for row in self.services}
        wished = self._wished[0] if self._wished[0] in known else ""
        first = wished or (self.services[0].offering_id if self.services else "")
        if first:
            self.choose_service(first)

    def _ask_slots(self) -> None:
        self._asked += 1
        asked, offering_id, who_id = self._asked, self.offering_id, self.who_id
        today, desk = self.today, self._desk

        def work() -> tuple[tuple[SlotView, ...], QuoteView]:
            found = desk.availability(offering_id, who_id, today, days.DAYS_AHEAD)
            return found, desk.quote(who_id, offering_id)

        self._context.read(work, self, partial(self._take_slots, asked), self.refused.emit)

    def _take_slots(self, asked: int, found: tuple[tuple[SlotView, ...], QuoteView]) -> None:
        if asked != self._asked:
            return
        self.slots, self.quote = found
        ids = {slot.slot_id for slot in self.slots}
        wished = self._wished[1]
        self._wished = ("", "")
        if wished in ids:
            self.slot_id = wished
        if self.slot_id not in ids:
            first = days.first_choice(self.slots)
            self.slot_id = first.slot_id if first else ""
        chosen = self.slot()
        if chosen is not None:
            self.place = chosen.place_name
        elif self.place not in days.places(self.slots):
            self.place = next(iter(days.places(self.slots)), "")
        self.slots_changed.emit()
        self.choice_changed.emit()
        self._ask_right()

    def _ask_right(self) -> None:
        """Ask the server for one place while the form is open; nobody waits for the answer."""
        slot = self.slot()
        if slot is None or not self._online or slot.guaranteed or not slot.free_elsewhere:
            return
        if slot.slot_id in self._asked_rights:
            return
        self._asked_rights.add(slot.slot_id)
        resource, desk = f"slot:{slot.slot_id}", self._desk
        self._context.jobs.submit(
            lambda: desk.ask_for(resource), self, self._right_came, self._failed, Lane.NETWORK
        )

    def _right_came(self, held: bool) -> None:
        if held:
            self.reload()

    def _recorded(self, booking_id: str, slot: SlotView, printing: bool, done: Recorded) -> None:
        self._set_busy(False)
        number = done.numbers[0] if done.numbers else ""
        self._context.broadcast(done.kinds)
        self.booked.emit(Booked(booking_id, number, done.state == "provisional", slot, printing))

    def _failed(self, error: BaseException) -> None:
        self._set_busy(False)
        if isinstance(error, SlotFull):
            self.full.emit(self._context.sentence(error), dict(error.facts))
            self.reload()
            return
        self.refused.emit(self._context.sentence(error))

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)


def undo_booking(context: Context, booking_id: str) -> None:
    """Cancel a booking just made; outlives the form that made it."""

    def told(recorded: Recorded) -> None:
        context.broadcast(recorded.kinds)

    context.write(
        lambda: context.desk.record(CancelBooking(booking_id=booking_id, reason="undo")),
        context.jobs,
        told,
    )


def print_paper(context: Context, document: str, subject_id: str) -> None:
    """Store a paper of this act and send it to its printer; outlives the page that asked."""
    context.paper(
        lambda: context.desk.queue_print(document, subject_id), context.jobs, context.queued
    )
