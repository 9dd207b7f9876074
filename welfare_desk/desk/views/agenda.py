# SPDX-License-Identifier: EUPL-1.2
"""The agenda: slots of some days with what is taken and free, and who comes to one of them."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.desk.reading import Reading
from welfare_desk.models.offering import Offering
from welfare_desk.models.territory import Provider
from welfare_desk.store.agenda import agenda_slots

WEEK_DAYS = 7


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
    starts_at: int

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
    """Return the slots from a day to a day, both included, of what this desk may book."""
    offerings = {row.id: row for row in look.every(Offering)}
    providers = {row.id: row.name for row in look.every(Provider)}
    left = look.left()
    slots = []
    for row in agenda_slots(look.conn, look.territory_id, from_on, to_on):
        offering = offerings.get(row.offering_id)
        if offering is None:
            continue
        slots.append(
            AgendaSlot(
                slot_id=row.slot_id,
                offering_id=row.offering_id,
                title=title_of(offering),
                provider_id=offering.provider_id,
                provider_name=providers.get(offering.provider_id, ""),
                place_name=row.place_name,
                address=row.address,
                slot_on=row.on,
                start_minute=row.start_minute,
                minutes=row.minutes,
                meeting=row.meeting,
                meetings=row.meetings,
                places=row.places,
                taken=max(row.committed, row.booked_here),
                guaranteed=left.get(f"slot:{row.slot_id}", 0),
                free_elsewhere=max(0, row.free),
                waiting=row.waiting,
                closed=row.closed,
                closed_reason=row.closed_reason,
                starts_at=_starts_at(row.on, row.start_minute),
            )
        )
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


def title_of(offering: Offering) -> str:
    """Return what anybody may read of an offering: its name, or the neutral title."""
    return offering.neutral_title if offering.sensitive else offering.name_it


def _choices(names: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def _starts_at(on: datetime.date, minute: int) -> int:
    try:
        return slot_instant(on, minute)
    except DateInSkippedHour:
        return 0
