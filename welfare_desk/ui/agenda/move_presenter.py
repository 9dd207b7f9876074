# SPDX-License-Identifier: EUPL-1.2
"""Decides how a booking is moved or cancelled, and how that is undone."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import msgspec
from PySide6.QtCore import QObject, Signal

from welfare_desk.core.refusals import SlotFull
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.booking import SlotView, availability, place_from, quote
from welfare_desk.desk.views.people import BookingView, PersonView, person_view
from welfare_desk.operations.bookings import BookPlace, CancelBooking, MoveBooking
from welfare_desk.sync.recorder import Recorded
from welfare_desk.ui.agenda import days
from welfare_desk.ui.context import Context
from welfare_desk.ui.jobs import Lane


class Changed(msgspec.Struct, frozen=True):
    """What became of the booking: its number now, and whether it may still be refused."""

    booking_id: str
    number: str
    cancelled: bool
    provisional: bool
    slot: SlotView | None
    recorded: tuple[Recorded, ...]
    """What takes it back."""


class _Found(msgspec.Struct, frozen=True):
    person: PersonView
    booking: BookingView
    slots: tuple[SlotView, ...]
    today: datetime.date


class MovePresenter(QObject):
    """Holds one booking and the slot it is to be moved to; owns no widget.

    A provisional booking is cancelled and booked anew: a final place on top of one that may
    still be refused would be a promise taken back.
    """

    loaded = Signal()
    choice_changed = Signal()
    done = Signal(object)
    refused = Signal(str)
    missing = Signal()

    def __init__(
        self, context: Context, person_id: str, booking_id: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._desk = context, context.desk
        self.person_id, self.booking_id = person_id, booking_id
        self.person: PersonView | None = None
        self.booking: BookingView | None = None
        self.slots: tuple[SlotView, ...] = ()
        self.today = datetime.date.min
        self.slot_id = ""
        self.place = ""
        self.busy = False

    def start(self) -> None:
        """Load the booking and where it may go; also after a change elsewhere."""
        person_id, booking_id = self.person_id, self.booking_id
        self._context.read(
            lambda: self._desk.look(lambda here: _find(here, person_id, booking_id)),
            self,
            self._take,
            self.refused.emit,
        )

    def slot(self) -> SlotView | None:
        """Return the slot chosen."""
        return next((row for row in self.slots if row.slot_id == self.slot_id), None)

    def open(self) -> bool:
        """Tell whether the booking can still be changed."""
        return self.booking is not None and self.booking.state in ("booked", "arrived")

    def can_move(self) -> bool:
        """Tell whether the slot chosen can take the booking."""
        slot, booking = self.slot(), self.booking
        if slot is None or booking is None or self.busy or booking.state != "booked":
            return False
        return days.free_places(slot) >= booking.seats and not slot.mine and not slot.unmet

    def is_late(self) -> bool:
        """Tell whether a cancellation now comes after the last free hour."""
        late_from_at = self.booking.late_from_at if self.booking else 0
        return bool(late_from_at) and self._desk.now_us() > late_from_at

    def here(self) -> tuple[SlotView, ...]:
        """Return the slots at the place chosen."""
        return days.at_place(self.slots, self.place)

    def choose_place(self, place: str) -> None:
        """Show the slots of a place and mark its first choice."""
        self.place = place
        first = days.first_choice(self.here())
        self.choose_slot(first.slot_id if first else "")

    def choose_slot(self, slot_id: str) -> None:
        """Take the slot to move to."""
        self.slot_id = slot_id
        self.choice_changed.emit()

    def move(self) -> None:
        """Record the move to the slot chosen."""
        slot, booking = self.slot(), self.booking
        if slot is None or booking is None or not self.can_move():
            return
        if booking.certainty == "provisional":
            self._submit(lambda: self._book_anew(booking, slot))
        else:
            operation = MoveBooking(
                booking_id=booking.booking_id,
                person_id=booking.person_id,
                slot_id=slot.slot_id,
                seats=booking.seats,
            )
            self._submit(lambda: self._moved(self._desk.record(operation), booking, slot))

    def cancel(self) -> None:
        """Record that the person does not come."""
        booking = self.booking
        if booking is None or self.busy or not self.open():
            return

        def work() -> tuple[frozenset[str], Changed]:
            recorded = self._desk.record(CancelBooking(booking_id=booking.booking_id))
            gone = _changed((recorded,), booking.booking_id, booking.booking_no, None)
            return recorded.kinds, gone

        self._submit(work)

    def _book_anew(self, booking: BookingView, slot: SlotView) -> tuple[frozenset[str], Changed]:
        new_id = self._desk.new_id()
        booked = self._desk.record(
            self._desk.look(lambda here: _anew(here, booking, slot.slot_id, new_id))
        )
        # The new place stands before the old one is let go: the person never has none.
        freed = self._desk.record(CancelBooking(booking_id=booking.booking_id, reason="moved"))
        kinds = booked.kinds | freed.kinds
        return kinds, _changed(
            (booked, freed), booked.entity, booked.numbers[0], slot, booked.state == "provisional"
        )

    def _moved(
        self, recorded: Recorded, booking: BookingView, slot: SlotView
    ) -> tuple[frozenset[str], Changed]:
        provisional = recorded.state == "provisional"
        return recorded.kinds, _changed(
            (recorded,), booking.booking_id, booking.booking_no, slot, provisional
        )

    def _submit(self, work: Callable[[], tuple[frozenset[str], Changed]]) -> None:
        self.busy = True
        self.choice_changed.emit()
        self._context.jobs.submit(work, self, self._recorded, self._failed, Lane.WRITER)

    def _take(self, found: _Found | None) -> None:
        if found is None:
            self.missing.emit()
            return
        self.person, self.booking, self.today = found.person, found.booking, found.today
        self.slots = found.slots
        if self.place not in days.places(self.slots):
            # Where it was held so far, unless that place has no times left.
            same = bool(days.at_place(self.slots, found.booking.place_name))
            others = days.places(self.slots)
            self.place = found.booking.place_name if same else next(iter(others), "")
        if self.slot() is None:
            first = days.first_choice(self.here())
            self.slot_id = first.slot_id if first else ""
        self.loaded.emit()
        self.choice_changed.emit()

    def _recorded(self, answer: tuple[frozenset[str], Changed]) -> None:
        self.busy = False
        kinds, changed = answer
        self._context.broadcast(kinds)
        self.done.emit(changed)

    def _failed(self, error: BaseException) -> None:
        self.busy = False
        self.choice_changed.emit()
        sentence = self._context.sentence(error)
        if isinstance(error, SlotFull):
            self.start()
        self.refused.emit(sentence)


def _changed(
    recorded: tuple[Recorded, ...],
    booking_id: str,
    number: str,
    slot: SlotView | None,
    provisional: bool = False,
) -> Changed:
    return Changed(
        booking_id=booking_id,
        number=number,
        cancelled=slot is None,
        provisional=provisional,
        slot=slot,
        recorded=recorded,
    )


def _find(here: Reading, person_id: str, booking_id: str) -> _Found | None:
    person = person_view(here, person_id)
    if person is None:
        return None
    booking = next((row for row in person.bookings if row.booking_id == booking_id), None)
    if booking is None:
        return None
    offering_id = booking.offering_id
    slots = availability(
        here, offering_id, person_id, here.today, days.DAYS_AHEAD, moving=booking.booking_id
    )
    return _Found(person, booking, slots, here.today)


def _anew(here: Reading, booking: BookingView, slot_id: str, new_id: str) -> BookPlace:
    """Return the booking of another slot at today's price."""
    who = booking.person_id
    quoted = quote(here, who, booking.offering_id, booking.seats, slot_id)
    return place_from(quoted, new_id, who, slot_id)
