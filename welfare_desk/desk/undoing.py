# SPDX-License-Identifier: EUPL-1.2
"""Takes back what was recorded, by its kind: always by another operation, sent or not.

What takes an operation back is worked out before it is recorded, from the rows it changes.
An opposite is recorded like any act and can itself be taken back: that is doing it again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.quote import place_from, quote
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Slot
from welfare_desk.models.request import Note
from welfare_desk.operations.booking_changes import UNDO, MoveBooking, RecordAttendance
from welfare_desk.operations.bookings import BookPlace, BookTogether, CancelBooking
from welfare_desk.operations.notes import WithdrawNote, WriteNote
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.people import AmendPerson
from welfare_desk.sync.recorder import Recorded

if TYPE_CHECKING:
    from welfare_desk.desk.desk import Desk

MOST_KEPT = 200
Back = Callable[[Reading, str], tuple[Operation, ...]]
"""Makes the operations that take one back, with a fresh id for what is made anew."""


def taking_back(look: Reading, operation: Operation) -> Back | None:
    """Return what will take an operation back that is about to be recorded, or nothing."""
    find = _KINDS.get(type(operation))
    return None if find is None else find(look, operation)


def _plainly(*operations: Operation) -> Back:
    return lambda _look, _new_id: operations


def _unbook(_look: Reading, operation: Operation) -> Back:
    assert isinstance(operation, BookPlace | BookTogether)
    if isinstance(operation, BookPlace):
        return _plainly(CancelBooking(booking_id=operation.booking_id, reason=UNDO))
    ids = (guest.booking_id for guest in operation.guests)
    return _plainly(*(CancelBooking(booking_id=each, reason=UNDO) for each in ids))


def _book_anew(look: Reading, operation: Operation) -> Back | None:
    """A cancelled booking is booked anew, at the price of the day it is taken back."""
    assert isinstance(operation, CancelBooking)
    row = look.one(Booking, operation.booking_id)
    slot = look.one(Slot, row.slot_id) if row is not None else None
    if row is None or slot is None:
        return None
    person_id, offering_id, seats, slot_id = row.person_id, slot.offering_id, row.seats, slot.id

    def make(here: Reading, new_id: str) -> tuple[Operation, ...]:
        quoted = quote(here, person_id, offering_id, seats, slot_id)
        return (place_from(quoted, new_id, person_id, slot_id),)

    return make


def _move_back(look: Reading, operation: Operation) -> Back | None:
    assert isinstance(operation, MoveBooking)
    row = look.one(Booking, operation.booking_id)
    if row is None:
        return None
    before, offering_id = row.slot_id, _offering(look, row)
    back = msgspec.structs.replace(operation, slot_id=before)

    def make(here: Reading, new_id: str) -> tuple[Operation, ...]:
        now = here.one(Booking, operation.booking_id)
        if now is None or now.certainty == "final":
            return (back,)
        # A provisional one is not moved: it is booked anew before it is let go.
        quoted = quote(here, back.person_id, offering_id, back.seats, before)
        anew = place_from(quoted, new_id, back.person_id, before)
        return anew, CancelBooking(booking_id=back.booking_id, reason=UNDO)

    return make


def _offering(look: Reading, row: Booking) -> str:
    slot = look.one(Slot, row.slot_id)
    return slot.offering_id if slot is not None else ""


def _mark_back(look: Reading, operation: Operation) -> Back | None:
    assert isinstance(operation, RecordAttendance)
    row = look.one(Booking, operation.booking_id)
    if row is None:
        return None
    before = row.state
    if operation.meeting is not None:
        came = operation.meeting in (row.meetings_attended or ())
        before = "attended" if came else "booked"
    return _plainly(msgspec.structs.replace(operation, outcome=before))


def _amend_back(look: Reading, operation: Operation) -> Back | None:
    """Each field gets what it held when the form was opened, from today on."""
    assert isinstance(operation, AmendPerson)
    if not operation.changes or not operation.changes.keys() <= operation.seen.keys():
        return None
    before = {name: operation.seen[name] for name in operation.changes}
    return _plainly(
        AmendPerson(
            person_id=operation.person_id,
            changes=before,
            reason=UNDO,
            effective_on=look.today,
            seen=dict(operation.changes),
        )
    )


def _withdraw(_look: Reading, operation: Operation) -> Back:
    assert isinstance(operation, WriteNote)
    return _plainly(WithdrawNote(note_id=operation.note_id))


def _write_anew(look: Reading, operation: Operation) -> Back | None:
    assert isinstance(operation, WithdrawNote)
    row = look.one(Note, operation.note_id)
    if row is None or row.sensitive or row.withdrawn:
        return None
    person_id, text = row.person_id, row.text
    return lambda _look, new_id: (WriteNote(note_id=new_id, person_id=person_id, text=text),)


_KINDS: dict[type[Operation], Callable[[Reading, Operation], Back | None]] = {
    BookPlace: _unbook,
    BookTogether: _unbook,
    CancelBooking: _book_anew,
    MoveBooking: _move_back,
    RecordAttendance: _mark_back,
    AmendPerson: _amend_back,
    WriteNote: _withdraw,
    WithdrawNote: _write_anew,
}


class Undoing:
    """What can be taken back of this session's work, by operation."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._kept: OrderedDict[str, tuple[Operation, Back]] = OrderedDict()

    def keep(self, operation: Operation, back: Back | None, recorded: Recorded) -> Recorded:
        """Note what takes an operation back, if anything does; return the receipt as given."""
        if back is not None and not recorded.repeated:
            self._kept[recorded.op_id] = (operation, back)
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return recorded

    def record(self, operation: Operation, opposite: Operation | None = None) -> Recorded:
        """Record an operation; ``opposite`` takes it back, where its form alone knows that."""
        made = self._desk.record(operation)
        return made if opposite is None else self.keep_opposite(operation, made, opposite)

    def keep_opposite(
        self, operation: Operation, recorded: Recorded, opposite: Operation
    ) -> Recorded:
        """Note which operation takes another back, where its form alone knows that."""
        return self.keep(operation, _plainly(opposite), recorded)

    def knows(self, recorded: Sequence[Recorded]) -> bool:
        """Tell whether all of these can be taken back."""
        return bool(recorded) and all(one.op_id in self._kept for one in recorded)

    def take_back(self, recorded: Sequence[Recorded]) -> tuple[Recorded, ...]:
        """Record what takes these back, the last first; the same refusals as any act.

        What was recorded can itself be taken back, which does the first acts again.
        """
        desk, done = self._desk, []
        for one in reversed(recorded):
            operation = self._kept[one.op_id][0]
            for opposite in self._opposites(one.op_id):
                made = desk.record(opposite)
                if made.op_id not in self._kept:
                    self.keep_opposite(opposite, made, operation)
                done.append(made)
        return tuple(done)

    def _opposites(self, op_id: str) -> tuple[Operation, ...]:
        back, new_id = self._kept[op_id][1], self._desk.new_id()
        return self._desk.look(lambda here: back(here, new_id))

    def forget(self) -> None:
        """Keep nothing: somebody else is at work."""
        self._kept.clear()
