# SPDX-License-Identifier: EUPL-1.2
"""A season played: visitors for more places than there are, half of the desks without a line."""

from __future__ import annotations

import datetime
from collections import Counter as Count
from random import Random
from typing import NamedTuple

from tests.journeys.season_stage import (
    OFFERINGS,
    Choice,
    Counter,
    Joined,
    ProcessCounter,
    Promise,
    Refused,
    SeasonStage,
    Size,
    first_monday,
)
from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import DeskError
from welfare_desk.models.booking import HOLDS_PLACE, Booking, WaitEntry
from welfare_desk.models.offering import Slot
from welfare_desk.operations.bookings import CancelBooking

SEED = 2_606
PATIENCE = (1, 1, 1, 5, 5, 5, 5, 7, 7, 7)
"""Days among which a visitor takes any: three in ten want that day and no other."""
VISITS_EACH = 3
OPENS = 8 * 60 + 30
"""Minutes of the day."""
CANCELLED = 0.06
WAIT_ANYWAY = 4
"""Who goes on the list of one offering whatever is free: the list is to run."""
_DAY = datetime.timedelta(days=1)


class Visitor(NamedTuple):
    """Who comes to which counter and wants what."""

    counter: Counter | ProcessCounter
    place: int
    """Which of the people whom that counter knows."""
    code: str
    wanted: datetime.date
    patience: int


class Season:
    """Server, desks, what was promised and what became of it."""

    def __init__(self, stage: SeasonStage, size: Size, seed: int = SEED) -> None:
        self.stage = stage
        self.size = size
        self.draw = Random(seed)
        self.counts: Count[str] = Count()
        self.refusals: Count[str] = Count()
        self.promises: list[Promise] = []
        self.cancelled: set[str] = set()
        self.joined: set[str] = set()
        self._called: set[str] = set()
        self.codes = [row[1] for row in OFFERINGS[: size.offerings]]
        pin = stage.one_time_pin("anna", "Anna R.", "operator")
        self.counters = [Counter(stage, f"Sala {n + 1}", pin) for n in range(size.in_process)]
        self.processes = [
            ProcessCounter(stage, f"Sportello {n + 1}", pin) for n in range(size.by_process)
        ]
        self.desks: list[Counter | ProcessCounter] = [*self.counters, *self.processes]

    def move_in(self) -> None:
        """Every desk gets its rights and registers the people whom it will serve."""
        self.exchange(self.desks)
        each = max(4, -(-self.size.visitors // (VISITS_EACH * len(self.desks))))
        for desk in self.desks:
            desk.register(each)
        self.rest()

    def exchange(self, desks: list[Counter | ProcessCounter]) -> None:
        """Let each desk send and receive once."""
        for desk in desks:
            said = desk.exchange()
            assert said == "ok", (desk.name, said)

    def rest(self) -> None:
        """Put every cable in and exchange until everybody has heard everything."""
        for desk in self.desks:
            desk.cable.put_in()
        for _ in range(2):
            self.exchange(self.desks)
        assert [desk.name for desk in self.desks if desk.pending()] == []

    def visitors(self, week: int, count: int) -> list[Visitor]:
        """Draw who comes for the slots of a week."""
        made = []
        for _ in range(count):
            desk = self.draw.choice(self.desks)
            wanted = datetime.timedelta(weeks=week, days=self.draw.randrange(self.size.days))
            made.append(
                Visitor(
                    desk,
                    self.draw.randrange(len(desk.people)),
                    self.draw.choice(self.codes),
                    first_monday() + wanted,
                    self.draw.choice(PATIENCE),
                )
            )
        return made

    def serve_week(self, week: int) -> None:
        """Let those come who want a place in a week, in the week before it."""
        for block in range(self.size.blocks):
            done = week * self.size.blocks + block
            all_blocks = self.size.weeks * self.size.blocks
            share = self.size.visitors * (done + 1) // all_blocks
            visitors = self.visitors(week, share - self.size.visitors * done // all_blocks)
            on = first_monday() + datetime.timedelta(weeks=week - 1, days=3 * block)
            self.stage.clock.move_to(slot_instant(on, OPENS))
            self.rest()
            self._serve_block(visitors)

    def _serve_block(self, visitors: list[Visitor]) -> None:
        """Serve everybody of a half day, in which half of the desks have no line."""
        away = self.draw.sample(self.desks, len(self.desks) // 2)
        there = [desk for desk in self.desks if desk not in away]
        for desk in away:
            desk.cable.pull_out()
        for number, visitor in enumerate(visitors):
            self._serve(visitor, online=visitor.counter in there)
            if number == len(visitors) // 2:
                self.exchange(there)
        self.rest()
        self._list_the_refused()

    def _serve(self, visitor: Visitor, *, online: bool) -> None:
        desk, person_id = visitor.counter, visitor.counter.people[visitor.place]
        days = (visitor.wanted, visitor.wanted + (visitor.patience - 1) * _DAY)
        found = desk.choices(visitor.code, *days)
        if online and not any(each.held for each in found):
            # A counter with a line exchanges every few minutes by itself.
            self.exchange([desk])
            found = desk.choices(visitor.code, *days)
        # What can be promised first; on the day that was asked for before another.
        found.sort(key=lambda each: (not each.held, each.on, each.slot_id))
        self.counts["asked"] += 1
        for choice in (each for each in found if each.held or each.free > 0):
            try:
                self.promises.append(desk.book(person_id, visitor.code, choice.slot_id))
            except (DeskError, Refused) as error:
                self.refusals[getattr(error, "code", str(error))] += 1
            else:
                return
        self._join(visitor, person_id, found)

    def _join(self, visitor: Visitor, person_id: str, found: list[Choice]) -> None:
        """Put who found nothing on the list: for that one slot, or for any."""
        self.counts["without a place"] += 1
        slot_id = found[0].slot_id if visitor.patience == 1 and found else None
        self._put_on_list(visitor.counter, person_id, visitor.code, slot_id)

    def _put_on_list(
        self, desk: Counter | ProcessCounter, person_id: str, code: str, slot_id: str | None
    ) -> None:
        joined = desk.join(person_id, code, slot_id)
        if isinstance(joined, Joined):
            self.joined.add(joined.entry_id)
        else:
            self.refusals[joined] += 1

    def _list_the_refused(self) -> None:
        """Whose booking found no place is called, and goes on the list for any."""
        rows = self.bookings()
        desks = {desk.name: desk for desk in self.desks}
        for told in self.promises:
            if told.booking_id not in rows and told.booking_id not in self._called:
                self._called.add(told.booking_id)
                self._put_on_list(desks[told.desk], told.person_id, told.code, None)

    def cancel_some(self) -> None:
        """Some who come next week give their place back, at whatever desk; others wait."""
        rows, to_come, code = self.bookings(), self.next_slots(), self.codes[0]
        desk = self.counters[-1]
        desk.register(WAIT_ANYWAY)
        for person_id in desk.people[-WAIT_ANYWAY:]:
            self._put_on_list(desk, person_id, code, None)
        sure = [
            each
            for each in self.promises
            if each.slot_id in to_come
            and each.code == code
            and each.booking_id in rows
            and rows[each.booking_id].state == "booked"
        ]
        for promise in self.draw.sample(sure, max(3, round(CANCELLED * len(sure)))):
            desk = self.draw.choice(self.counters)
            done = desk.record(CancelBooking(booking_id=promise.booking_id, reason="malattia"))
            assert done == "final"
            self.cancelled.add(promise.booking_id)
        self.counts["given back"] = len(self.cancelled)
        self.rest()

    def code_of(self, offering_id: str) -> str:
        """Return the code of an offering of the season."""
        office = self.counters[0]
        return next(each for each in self.codes if office.offering_id(each) == offering_id)

    def promise(self, booking_id: str) -> Promise:
        """Return what was told of a booking."""
        return next(each for each in self.promises if each.booking_id == booking_id)

    def next_slots(self) -> dict[str, Slot]:
        """Return the slots that are still to come, by id."""
        today = local_date(self.stage.clock.now_us())
        rows: list[Slot] = self.stage.rows_of(Slot.KIND)
        return {row.id: row for row in rows if row.slot_on > today}

    def bookings(self) -> dict[str, Booking]:
        """Return the bookings as the server has them, by id."""
        return {row.id: row for row in self.stage.rows_of(Booking.KIND)}

    def check_places(self) -> None:
        """Never a place twice; what waiting people are held counts as taken."""
        places = {row.id: row.places for row in self.stage.rows_of("slot")}
        taken: Count[str] = Count()
        rows = [row for row in self.bookings().values() if row.state in HOLDS_PLACE]
        for row in rows:
            taken[row.slot_id] += row.seats
        for turn in self.stage.rows_of(WaitEntry.KIND):
            if turn.state == "offered":
                taken[turn.offered_slot_id] += turn.seats
        assert {slot: n for slot, n in taken.items() if n > places[slot]} == {}
        assert len({(row.person_id, row.slot_id) for row in rows}) == len(rows)
        assert len({row.booking_no for row in rows}) == len(rows)

    def check_promises(self) -> None:
        """Never a booking lost: each is there as it was told, or its refusal is to be called."""
        rows = self.bookings()
        refused: Count[str] = Count()
        for told in self.promises:
            row = rows.get(told.booking_id)
            if row is None:
                assert told.state == "provisional", told
                refused[told.desk] += 1
                continue
            assert (row.certainty, row.booking_no) == ("final", told.number), told
            assert (row.state == "cancelled") == (told.booking_id in self.cancelled), told
            assert (row.person_id, row.slot_id) == (told.person_id, told.slot_id), told
        assert {desk.name: desk.refused() for desk in self.desks if desk.refused()} == refused
        self.counts["refused"] = refused.total()

    def check_desks(self) -> None:
        """Every desk of the season knows the same bookings as the server."""
        there = sorted(self.bookings())
        for desk in self.counters:
            known = desk.look(lambda here: sorted(row.id for row in here.every(Booking)))
            assert known == there, desk.name

    def figures(self) -> dict[str, object]:
        """Return the shares as the counters saw them, before anything was given back."""
        rows = self.bookings()
        taken = [each for each in self.promises if each.booking_id in rows]
        final = sum(each.state == "final" for each in taken)
        return {
            "places": self.size.all_places,
            "desks": len(self.desks),
            "asked": self.counts["asked"],
            "taken": len(taken),
            "taken of the places": round(len(taken) / self.size.all_places, 3),
            "final at the counter": final,
            "final of the taken": round(final / len(taken), 3),
            "provisional, then taken": len(taken) - final,
            "provisional, then refused": self.counts["refused"],
            "without a place": self.counts["without a place"],
            "on a waiting list": len(self.joined),
            "refusals at the counter": dict(self.refusals),
        }

    def close(self) -> None:
        """Close every desk."""
        for desk in self.desks:
            desk.close()
