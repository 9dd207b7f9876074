# SPDX-License-Identifier: EUPL-1.2
"""A ledger of our own: does one order of all acts explain what twenty tellers saw?

The order is the server's log.  It must fit the tellers' clocks (what was answered before
another act began comes first), break no total, and every look must show a whole beginning
of it.  An act whose answer was lost may stand anywhere after its beginning, or nowhere.
"""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from welfare_desk.operations.bookings import BookPlace, CancelBooking
from welfare_desk.operations.cards import IssueCard
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.redemptions import RedeemCard

NEVER = 1 << 62


class Call(msgspec.Struct):
    """One act as a teller saw it; instants of one clock, nanoseconds."""

    op_id: str
    operation: Operation
    invoked: int
    answered: int = NEVER
    result: str = ""
    numbers: tuple[str, ...] = ()


class Look(msgspec.Struct, frozen=True):
    """One pull to its end: what it began from, and up to which number of the feed it came."""

    invoked: int
    answered: int
    cursor: int
    bookings: frozenset[str]
    """Bookings that this teller had never seen before."""


class Entry(msgspec.Struct, frozen=True):
    """One act in the server's log."""

    op_id: str
    server_seq: int
    result: str
    code: str


def anomalies(
    calls: Iterable[Call],
    looks: Mapping[str, Sequence[Look]],
    log: Iterable[Entry],
    totals: Mapping[str, int],
) -> list[str]:
    """Return what no order explains; nothing for an honest history."""
    by_id = {call.op_id: call for call in calls}
    entries = sorted(log, key=lambda each: each.server_seq)
    told = [each for each in entries if each.op_id in by_id]
    return [
        *_once(by_id, told),
        *_in_time(by_id, told),
        *_within_totals(by_id, told, totals),
        *_looked(by_id, told, looks),
        *_numbers(by_id),
    ]


def _once(by_id: Mapping[str, Call], told: Sequence[Entry]) -> list[str]:
    times = Counter(entry.op_id for entry in told)
    wrong = [f"{op_id} is {n} times in the log" for op_id, n in times.items() if n > 1]
    results = {entry.op_id: entry.result for entry in told}
    for op_id, call in by_id.items():
        if call.answered < NEVER and results.get(op_id) != call.result:
            wrong.append(f"{op_id} was told {call.result} and is {results.get(op_id)}")
    return wrong


def _in_time(by_id: Mapping[str, Call], told: Sequence[Entry]) -> list[str]:
    """An act that was answered before another began stands before it in the log."""
    seq = {entry.op_id: entry.server_seq for entry in told}
    answered = sorted((call.answered, seq[op_id]) for op_id, call in by_id.items() if op_id in seq)
    times, highest = [at for at, _ in answered], _running_max(each for _, each in answered)
    wrong = []
    for op_id, own in seq.items():
        before = bisect.bisect_left(times, by_id[op_id].invoked)
        if before and highest[before - 1] > own:
            wrong.append(f"{op_id} at {own} stands before an act that was answered before it began")
    return wrong


def _running_max(values: Iterable[int]) -> list[int]:
    highest: list[int] = []
    for value in values:
        highest.append(max(value, highest[-1]) if highest else value)
    return highest


def _within_totals(
    by_id: Mapping[str, Call], told: Sequence[Entry], totals: Mapping[str, int]
) -> list[str]:
    """Play the log: no slot over its places, no fund over its budget, no card below nothing."""
    taken: Counter[str] = Counter()
    places: dict[str, tuple[str, int]] = {}
    cards: dict[str, int] = {}
    wrong = []
    for entry in told:
        operation = by_id[entry.op_id].operation
        if entry.result != "accepted":
            continue
        if entry.code:
            wrong.append(f"{operation.kind()} {entry.op_id}: accepted with {entry.code}")
        if isinstance(operation, BookPlace):
            places[operation.booking_id] = (f"slot:{operation.slot_id}", operation.seats)
            taken[f"slot:{operation.slot_id}"] += operation.seats
        elif isinstance(operation, CancelBooking):
            resource, seats = places.pop(operation.booking_id, ("nothing", 0))
            taken[resource] -= seats
        elif isinstance(operation, IssueCard):
            cards[operation.card_id] = operation.amount_cents
            taken[f"fund:{operation.fund_id}"] += operation.amount_cents
        elif isinstance(operation, RedeemCard):
            left = cards.get(operation.card_id, 0) - operation.amount_cents
            cards[operation.card_id] = left
            if left < 0:
                wrong.append(f"{entry.op_id}: card {operation.card_id} at {left} cents")
        wrong += [
            f"{entry.op_id}: {resource} at {taken[resource]} of {total}"
            for resource, total in totals.items()
            if taken[resource] > total
        ]
    return wrong


def _looked(
    by_id: Mapping[str, Call], told: Sequence[Entry], looks: Mapping[str, Sequence[Look]]
) -> list[str]:
    """Every look shows all that was answered before it began, and nothing begun after it ended."""
    seq = {entry.op_id: entry.server_seq for entry in told}
    answered = sorted((call.answered, seq[op_id]) for op_id, call in by_id.items() if op_id in seq)
    times, highest = [at for at, _ in answered], _running_max(each for _, each in answered)
    begun = sorted((by_id[op_id].invoked, own) for op_id, own in seq.items())
    begun_at = [at for at, _ in begun]
    lowest = [-each for each in reversed(_running_max(-own for _, own in reversed(begun)))]
    booked = {
        operation.booking_id: entry.server_seq
        for entry in told
        if isinstance(operation := by_id[entry.op_id].operation, BookPlace)
        and entry.result == "accepted"
    }
    wrong = []
    for teller, own_looks in looks.items():
        seen: dict[str, int] = {}
        for look in own_looks:
            before = bisect.bisect_left(times, look.invoked)
            if before and highest[before - 1] > look.cursor:
                wrong.append(f"{teller} looked at {look.cursor} and missed {highest[before - 1]}")
            after = bisect.bisect_right(begun_at, look.answered)
            if after < len(lowest) and lowest[after] <= look.cursor:
                wrong.append(f"{teller} at {look.cursor} saw what began later: {lowest[after]}")
            seen |= dict.fromkeys(look.bookings, look.cursor)
        wrong += _skipped(teller, [look.cursor for look in own_looks], seen, booked)
    return wrong


def _skipped(
    teller: str, cursors: Sequence[int], seen: Mapping[str, int], booked: Mapping[str, int]
) -> list[str]:
    """Return the bookings that a look passed over."""
    wrong = []
    for booking, own in booked.items():
        place = bisect.bisect_left(cursors, own)
        if place < len(cursors) and seen.get(booking, NEVER) > cursors[place]:
            wrong.append(f"{teller} passed booking {booking} of {own} at {cursors[place]}")
    return wrong


def _numbers(by_id: Mapping[str, Call]) -> list[str]:
    times: defaultdict[str, int] = defaultdict(int)
    for call in by_id.values():
        for number in call.numbers:
            times[number] += 1
    return [f"number {number} was given {n} times" for number, n in times.items() if n > 1]
