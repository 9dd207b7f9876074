# SPDX-License-Identifier: EUPL-1.2
"""How fast is the agenda of 20,000 slots and 200,000 bookings, beside an overlap query per slot?

``python -m benchmarks.bench_booking [SLOTS]``; ten bookings a slot.  Both sides read the same
encrypted store in the same run.  The usual calendar check looks at each slot whether the sum of
what overlaps it leaves a place: over an index of offering and start, and, to be fair to it, over
one that has the day too.  Its booking looks, writes and commits in one transaction.
"""

from __future__ import annotations

import datetime
import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.booking_calendar import Calendar
from benchmarks.booking_rows import BOOKERS, MONDAY, NOW, Season, fill
from tests.builders import OPERATOR, TODAY, an_id
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.reading import Reading, reading
from welfare_desk.desk.views.agenda import agenda
from welfare_desk.desk.views.booking import availability
from welfare_desk.desk.views.calls import calls_of
from welfare_desk.desk.views.catalogue import catalogue
from welfare_desk.desk.views.today import today_view
from welfare_desk.models.offering import Slot
from welfare_desk.operations.bookings import BookPlace
from welfare_desk.store.engines import DeskStore
from welfare_desk.sync.device_key import DeviceKey
from welfare_desk.sync.recorder import Recorder

ROUNDS, WARM_UP = 9, 50
LONGEST_MS = 2_000
NEXT_MONDAY = MONDAY + datetime.timedelta(days=7)
SUNDAY = NEXT_MONDAY + datetime.timedelta(days=6)
MONTH_DAYS = 31
Spent = tuple[float, float]
"""Milliseconds by the clock and of the processor, medians."""


def main() -> None:
    """Print the tables and the figures as JSON."""
    slots = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory(dir=".") as folder:
        store, season = fill(Path(folder), slots, 10 * slots)
        calendar = Calendar(store, season.slots)
        views = _views(store, season, calendar)
        booked = _booked(store, season, calendar)
        day = _day(store)
        store.close()
    print(f"| {slots:,} slots, {10 * slots:,} bookings | ms | CPU | asked | overlap query per slot "
          "| with the day in its index | ratio (CPU) |\n|---|--:|--:|--:|--:|--:|--:|")  # fmt: skip
    for name, (ours, asked, usual, by_day) in views.items():
        print(f"| {name} | {ours[0]:.1f} | {ours[1]:.1f} | {asked} | {usual[0]:,.0f} "
              f"| {by_day[0]:,.0f} | {by_day[1] / ours[1]:.1f}× |")  # fmt: skip
    print("\n| a day with 3,000 bookings | ms | CPU | asked |\n|---|--:|--:|--:|")
    for name, (spent, most) in day.items():
        print(f"| {name} | {spent[0]:.1f} | {spent[1]:.1f} | {most} |")
    print("\n| a booking committed | p50 ms | p99 ms | CPU p50 | CPU p99 | asked p99 |")
    print("|---|--:|--:|--:|--:|--:|")
    for name, (clock, processor) in booked.items():
        figures = " | ".join(f"{each:.2f}" for each in (*clock, *processor))
        print(f"| {name} | {figures} | {'10' if name.startswith('welfare') else ''} |")
    load = os.getloadavg()[0]
    print(f"\nLoad meanwhile {load:.1f} on {os.cpu_count()} cores: above that number the clock "
          "measures the other programs too, the processor's time does not.")  # fmt: skip
    print(json.dumps({"slots": slots, "views": views, "booked": booked, "day": day}))


def _views(
    store: DeskStore, season: Season, calendar: Calendar
) -> dict[str, tuple[Spent, int, Spent, Spent]]:
    """Return for each view: ours, what is asked, the usual way, the usual way by day."""
    offering = season.offering_id
    month_end = TODAY + datetime.timedelta(days=MONTH_DAYS - 1)
    week = _between(season, NEXT_MONDAY, SUNDAY)
    month = [s for s in _between(season, TODAY, month_end) if s.offering_id == offering]
    ours: dict[str, tuple[Callable[[Reading], object], list[Slot]]] = {
        f"agenda of a week ({len(week):,} slots)": (
            lambda here: agenda(here, NEXT_MONDAY, SUNDAY),
            week,
        ),
        f"free places of an offering for a month ({len(month)} slots)": (
            lambda here: availability(here, offering, "", TODAY, MONTH_DAYS),
            month,
        ),
    }
    clock = FixedClock(NOW)
    found = {}
    for name, (work, slots) in ours.items():
        with reading(store, clock) as here:
            found[name] = (
                _spent(partial(work, here)),
                50,
                _spent(partial(calendar.free, here.conn, slots)),
                _spent(partial(calendar.free_by_day, here.conn, slots)),
            )
    return found


def _day(store: DeskStore) -> dict[str, tuple[Spent, str]]:
    """Return what a day costs on which each of the bookings of the next one is to be recalled."""
    with reading(store, FixedClock(NOW)) as here:
        calls = len(calls_of(here))
        return {
            f"call list ({calls:,} calls)": (_spent(partial(calls_of, here)), "100"),
            "Oggi, all of it": (_spent(partial(today_view, here)), ""),
            "the catalogue, with the next slots of each": (_spent(partial(catalogue, here)), ""),
        }


def _between(season: Season, from_on: datetime.date, to_on: datetime.date) -> list[Slot]:
    return [slot for slot in season.slots if from_on <= slot.slot_on <= to_on]


def _booked(store: DeskStore, season: Season, calendar: Calendar) -> dict[str, tuple[Spent, Spent]]:
    """Return p50 and p99 of a booking recorded as a desk does, and of one in a calendar."""
    recorder = Recorder(store, DeviceKey(bytes(32)), FixedClock(NOW), secrets.token_bytes)
    pairs = list(zip(season.bookers, season.bookable[:BOOKERS], strict=True))

    def ours(number: int) -> None:
        person, slot = pairs[number]
        act = BookPlace(
            booking_id=an_id(f"booked {number}"),
            person_id=person.id,
            slot_id=slot.id,
            unit_cents=2_200,
            total_cents=2_200,
        )
        recorder.record(act, actor=OPERATOR, role="operator")

    return {
        "welfare-desk: right, rules, price, row, journal, audit": _tail(ours),
        "calendar: overlap query by day, one row": _tail(
            lambda number: calendar.book(pairs[number][1])
        ),
    }


def _tail(book: Callable[[int], None]) -> tuple[Spent, Spent]:
    """Return p50 and p99 by the clock, then of the processor."""
    clock, processor = [], []
    for number in range(BOOKERS):
        began, cpu = time.perf_counter(), time.process_time()
        book(number)
        processor.append((time.process_time() - cpu) * 1_000)
        clock.append((time.perf_counter() - began) * 1_000)
    return _p50_p99(clock[WARM_UP:]), _p50_p99(processor[WARM_UP:])


def _p50_p99(spent: list[float]) -> Spent:
    ordered = sorted(spent)
    return ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]


def _spent(work: Callable[[], object]) -> Spent:
    clock, processor = [], []
    for _ in range(ROUNDS):
        began, cpu = time.perf_counter(), time.process_time()
        work()
        processor.append((time.process_time() - cpu) * 1_000)
        clock.append((time.perf_counter() - began) * 1_000)
        if clock[-1] > LONGEST_MS:
            break
    return statistics.median(clock), statistics.median(processor)


if __name__ == "__main__":
    main()
