# SPDX-License-Identifier: EUPL-1.2
"""A season of a territory on an encrypted store: slots, bookings, waiting lists, leases."""

from __future__ import annotations

import datetime
import secrets
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from benchmarks.bench_search import people
from tests.builders import SCHEME, TERRITORY, TODAY, TOWN, a_territory, an_id
from welfare_desk.core.ids import derived
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.numbers import booking_text
from welfare_desk.models.booking import Booking, WaitEntry
from welfare_desk.models.fund import Resource
from welfare_desk.models.offering import Meeting, Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.reads import Changes
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Provider
from welfare_desk.protocol.lease import LIFE_US, Lease
from welfare_desk.store import meta, rights
from welfare_desk.store.engines import DeskStore
from welfare_desk.store.rows import save
from welfare_desk.sync.recorder import held_row

PEOPLE, OFFERINGS, COURSES, WAITING = 10_000, 40, 200, 2_000
BOOKERS = 550
"""People who have no booking yet."""
PLACES = 16
HELD = 4_000
"""Slots of which this desk holds places."""
NOW = slot_instant(TODAY, 8 * 60)
MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday())
WEEKS_BEFORE, WEEKS = 6, 13
_BATCH = 20_000
_NUMBERS = 600


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """What was written."""

    slots: list[Slot]
    people: list[Person]
    offering_id: str
    """An offering in the middle of the day, with slots on each."""
    bookable: list[Slot]
    """Slots to come of which this desk holds places."""

    @property
    def bookers(self) -> list[Person]:
        """The people who have no booking yet."""
        return self.people[-BOOKERS:]


def taken_of(slots: int, bookings: int | None = None) -> int:
    """Return how many bookings a slot has: ten unless told otherwise."""
    return 10 if bookings is None else bookings // slots


def fill(folder: Path, slots: int, bookings: int) -> tuple[DeskStore, Season]:
    """Return a desk's store with so many slots and bookings, at eight of a Wednesday."""
    store = DeskStore.create(folder / "desk.db", secrets.token_bytes(32))
    random = Random(6)
    known = [msgspec.structs.replace(row, territory_id=TERRITORY) for row in people(PEOPLE)]
    offerings = _offerings()
    made = list(_slots(slots, offerings))
    _write(store, [*a_territory(), *_providers(), *offerings, *known, *made])
    _write(store, [_count(slot, taken_of(slots, bookings)) for slot in made])
    _write(store, _bookings(made, known[:-BOOKERS], bookings, random))
    _write(store, _waiting(made, known[:-BOOKERS], random))
    to_come = [
        slot for slot in made if slot.slot_on > TODAY and slot.meetings is None and not slot.closed
    ]
    bookable = random.sample(to_come, min(HELD, len(to_come)))
    _lease(store, bookable)
    season = Season(slots=made, people=known, offering_id=offerings[7].id, bookable=bookable)
    return store, season


def _providers() -> list[Record]:
    return [
        Provider(
            id=an_id(f"provider {n}"), territory_id=TERRITORY, name=f"Cooperativa {n}",
            phone="", address="",
        )
        for n in range(8)
    ]  # fmt: skip


def _offerings() -> list[Offering]:
    base = next(row for row in a_territory() if isinstance(row, Offering))
    return [
        msgspec.structs.replace(
            base, id=an_id(f"offering {n}"), code=f"OFF-{n:02}", name_it=f"Servizio {n}",
            provider_id=an_id(f"provider {n % 8}"), fee_scheme_id=SCHEME,
        )
        for n in range(OFFERINGS)
    ]  # fmt: skip


def _slots(count: int, offerings: list[Offering]) -> Iterator[Slot]:
    """Yield the same number of slots on each working day, every offering some hours of it."""
    first = MONDAY - datetime.timedelta(weeks=WEEKS_BEFORE)
    days = [
        first + datetime.timedelta(weeks=week, days=day)
        for week in range(WEEKS)
        for day in range(5)
    ]
    for n in range(count):
        on, turn = days[n % len(days)], n // len(days)
        offering = offerings[turn % len(offerings)]
        minute = 8 * 60 + 60 * (turn // len(offerings))
        yield Slot(
            id=an_id(f"slot {n}"),
            territory_id=TERRITORY,
            offering_id=offering.id,
            slot_on=on,
            start_minute=minute,
            minutes=60,
            zone="Europe/Rome",
            places=PLACES,
            place_name=f"Sala {turn % 12}",
            address="Via Roma 1",
            directions="",
            closed=n % 400 == 399,
            meetings=_meetings(on, minute) if n < COURSES else None,
        )


def _meetings(on: datetime.date, minute: int) -> tuple[Meeting, ...]:
    return tuple(
        Meeting(on=on + datetime.timedelta(weeks=n), start_minute=minute, minutes=60)
        for n in range(10)
    )


def _count(slot: Slot, taken: int) -> Record:
    return Resource(
        id=f"slot:{slot.id}", territory_id=TERRITORY, total=PLACES, free=PLACES - taken - 2,
        committed=taken, in_doubt=0,
    )  # fmt: skip


def _bookings(
    slots: list[Slot], known: list[Person], count: int, random: Random
) -> Iterator[Record]:
    states = ("booked",) * 9 + ("cancelled",)
    past = ("attended",) * 8 + ("no_show", "cancelled")
    for n in range(count):
        slot = slots[n % len(slots)]
        yield Booking(
            id=derived(slot.id, str(n)),
            territory_id=TERRITORY,
            controller_id=TOWN,
            booking_no=f"B{n}",
            person_id=random.choice(known).id,
            slot_id=slot.id,
            offering_id=slot.offering_id,
            seats=1,
            state=random.choice(past if slot.slot_on < TODAY else states),
            certainty="final",
            unit_cents=500,
            units=1,
            total_cents=500,
            fee_scheme_id=SCHEME,
            isee_id=None,
            lines=(),
            booked_at=NOW,
            device=1,
            operator_id="",
        )


def _waiting(slots: list[Slot], known: list[Person], random: Random) -> Iterator[Record]:
    coming = [slot for slot in slots if slot.slot_on > TODAY]
    for n in range(WAITING):
        slot = random.choice(coming)
        yield WaitEntry(
            id=an_id(f"wait {n}"), territory_id=TERRITORY, controller_id=TOWN,
            person_id=random.choice(known).id, offering_id=slot.offering_id, slot_id=slot.id,
            seats=1, priority=0, priority_reason="", state="waiting", offered_slot_id="",
            offered_at=0, held_until_at=0, called=0, draw_seed="", booking_id="",
            joined_at=NOW + n, device=1, operator_id="",
        )  # fmt: skip


def _write(store: DeskStore, rows: Iterator[Record] | list[Record]) -> None:
    changes: Changes = {}
    for row in rows:
        changes[(row.KIND, row.id)] = row
        if len(changes) >= _BATCH:
            _save(store, changes)
            changes = {}
    _save(store, changes)


def _save(store: DeskStore, changes: Changes) -> None:
    with store.write() as conn:
        save(conn, TERRITORY, changes)


def _lease(store: DeskStore, slots: list[Slot]) -> None:
    made = [_held(f"places {n}", f"slot:{slot.id}", 2) for n, slot in enumerate(slots)]
    for block in range(3):
        texts = tuple(booking_text(1, block, n) for n in range(_NUMBERS))
        made.append(_held(f"numbers {block}", "number:booking", _NUMBERS, texts))
    values = {"territory_id": TERRITORY, "device": "1", "inc": "1", "epoch": "1", "cursor": "1"}
    with store.write() as conn:
        meta.put_many(conn, {**values, "municipality_id": TOWN})
        rights.add(conn, [held_row(each) for each in made])


def _held(name: str, resource: str, quantity: int, numbers: tuple[str, ...] = ()) -> Lease:
    return Lease(
        id=name, device=1, inc=1, resource=resource, quantity=quantity, fence=1,
        not_after=NOW + LIFE_US, epoch=1, numbers=numbers,
    )  # fmt: skip
