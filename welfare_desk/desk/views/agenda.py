# SPDX-License-Identifier: EUPL-1.2
"""The agenda: slots of some days with what is taken and free, and who comes to one of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.titles import title_of
from welfare_desk.models.offering import Offering
from welfare_desk.models.territory import Provider
from welfare_desk.store.agenda import SlotRow, changed_here, slots_in_days, waiting_seats


class AgendaSlot(msgspec.Struct, frozen=True, kw_only=True):
    """A slot, or one meeting of a course, with its places."""

    slot_id: str
    offering_id: str
    title: str
    """The offering's name, the neutral one where the subject is sensitive."""
    provider_id: str
    provider_name: str
    place_name: str
    address: str
    slot_on: datetime.date
    start_minute: int
    minutes: int
    meeting: int
    """Which meeting of the course this is, from 1; 0 for a slot of its own."""
    meetings: int
    places: int
    taken: int
    """Places booked: at the server as the last pull knew, and here since."""
    guaranteed: int
    """Places this desk may promise without asking."""
    free_elsewhere: int
    waiting: int
    """Who waits for a place in it, as far as this desk knows."""
    closed: bool
    closed_reason: str

    @property
    def starts_at(self) -> int:
        """The instant it begins; 0 in the hour that summer time removes."""
        try:
            return slot_instant(self.slot_on, self.start_minute)
        except DateInSkippedHour:
            return 0

    @property
    def key(self) -> str:
        """What tells it from the other meetings of the same course."""
        return f"{self.slot_id}.{self.meeting}" if self.meeting else self.slot_id

    @property
    def free(self) -> int:
        """Places that this desk may still offer, assured or to be confirmed."""
        return 0 if self.closed else self.guaranteed + self.free_elsewhere


class AgendaView(msgspec.Struct, frozen=True, kw_only=True):
    """Some days of slots with what they can be filtered by."""

    from_on: datetime.date
    to_on: datetime.date
    today: datetime.date
    now_us: int
    slots: tuple[AgendaSlot, ...]
    """In time order."""
    offerings: tuple[tuple[str, str], ...]
    """Id and title of each offering that has a slot in these days, by title."""
    providers: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


def agenda(look: Reading, from_on: datetime.date, to_on: datetime.date) -> AgendaView:
    """Return the slots and meetings from a day to a day, both included."""
    offerings = {row.id: row for row in look.every(Offering)}
    providers = {row.id: row.name for row in look.every(Provider)}
    rows = slots_in_days(look.conn, look.territory_id, from_on, to_on)
    counts = _Counts(look, rows)
    slots = []
    for row in rows:
        offering = offerings.get(row.offering_id)
        if offering is None:
            continue
        provider = providers.get(offering.provider_id, "")
        for meeting, on, minute, minutes in _times(row):
            if from_on <= on <= to_on:
                time = (on, minute, minutes, meeting)
                slots.append(_agenda_slot(row, offering, provider, time, counts))
    slots.sort(key=lambda slot: (slot.slot_on, slot.start_minute, slot.title, slot.slot_id))
    return AgendaView(
        from_on=from_on,
        to_on=to_on,
        today=look.today,
        now_us=look.now_us,
        slots=tuple(slots),
        offerings=_choices({slot.offering_id: slot.title for slot in slots}),
        providers=_choices({slot.provider_id: slot.provider_name for slot in slots}),
        places=tuple(sorted({slot.place_name for slot in slots})),
    )


class _Counts:
    """What is held, taken here and waited for, by slot."""

    def __init__(self, look: Reading, rows: list[SlotRow]) -> None:
        self.left = look.left()
        self.here = changed_here(look.conn, look.territory_id)
        self.waiting = waiting_seats(look.conn, look.territory_id, (row.id for row in rows))


def _times(row: SlotRow) -> Iterator[tuple[int, datetime.date, int, int]]:
    """Yield number, day, start and length: one, numbered 0, for a slot of its own."""
    if row.meetings_text is None:
        yield 0, row.slot_on, row.start_minute, row.minutes
        return
    for number, one in enumerate(row.meetings, start=1):
        yield number, one.on, one.start_minute, one.minutes


def _agenda_slot(
    row: SlotRow,
    offering: Offering,
    provider_name: str,
    time: tuple[datetime.date, int, int, int],
    counts: _Counts,
) -> AgendaSlot:
    on, minute, minutes, meeting = time
    taken = max(0, row.committed + counts.here.get(row.id, 0))
    guaranteed = counts.left.get(f"slot:{row.id}", 0)
    # What was booked here without a right is not free, though the server does not know yet.
    rest = max(0, row.places - taken - guaranteed)
    return AgendaSlot(
        slot_id=row.id,
        offering_id=row.offering_id,
        title=title_of(offering),
        provider_id=offering.provider_id,
        provider_name=provider_name,
        place_name=row.place_name,
        address=row.address,
        slot_on=on,
        start_minute=minute,
        minutes=minutes,
        meeting=meeting,
        meetings=len(row.meetings) if meeting else 0,
        places=row.places,
        taken=taken,
        guaranteed=guaranteed,
        free_elsewhere=min(max(0, row.free), rest),
        waiting=counts.waiting.get(row.id, 0),
        closed=row.closed,
        closed_reason=row.closed_reason,
    )


def _choices(names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))
