# SPDX-License-Identifier: EUPL-1.2
"""The rows of the day: appointments and free places by the hour, and the line of now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from welfare_desk.core.instants import local_minute
from welfare_desk.desk.views.booking import SlotView
from welfare_desk.desk.views.today import Appointment, TodayView

MINUTE_US = 60 * 1_000_000
WAITING = frozenset({"arrived"})
EXPECTED = frozenset({"booked"})
SERVED = frozenset({"attended", "no_show"})


@dataclass(frozen=True, slots=True)
class DayRow:
    """An appointment, a free place or the line of now; minutes since midnight."""

    minute: int
    state: str
    appointment: Appointment | None = None
    slot: SlotView | None = None
    title: str = ""
    past: bool = False

    @property
    def key(self) -> str:
        """Return what stays the same over reloads."""
        if self.appointment is not None:
            return self.appointment.booking.booking_id
        return self.slot.slot_id if self.slot is not None else "now"


def state_of(appointment: Appointment, now_us: int) -> str:
    """Return ``expected``, ``arrived``, ``at_desk``, ``served`` or ``no_show``."""
    booking = appointment.booking
    if booking.state == "attended":
        ends_at = appointment.starts_at + booking.minutes * MINUTE_US
        return "at_desk" if ends_at > now_us else "served"
    return {"arrived": "arrived", "no_show": "no_show"}.get(booking.state, "expected")


def day_rows(view: TodayView, filter_id: str = "all") -> tuple[DayRow, ...]:
    """Return the rows of the day under a filter: ``all``, ``waiting``, ``expected``, ``served``."""
    rows = [
        DayRow(
            appointment.booking.start_minute,
            state_of(appointment, view.now_us),
            appointment,
            past=_over(appointment, view.now_us),
        )
        for appointment in view.appointments
        if appointment.booking.state != "cancelled" and _fits(appointment, filter_id)
    ]
    if filter_id == "all":
        seen: set[tuple[int, str]] = set()
        for slot in view.free_slots:
            title = view.free_titles.get(slot.offering_id, "")
            if (slot.start_minute, title) in seen:
                continue
            seen.add((slot.start_minute, title))
            rows.append(DayRow(slot.start_minute, "free", slot=slot, title=title))
    rows.sort(key=lambda row: (row.minute, row.state == "free", row.key))
    return _with_now(rows, local_minute(view.now_us))


def counts(view: TodayView) -> dict[str, int]:
    """Return how many appointments each filter shows."""
    living = [one for one in view.appointments if one.booking.state != "cancelled"]
    return {
        name: sum(1 for one in living if _fits(one, name))
        for name in ("all", "waiting", "expected", "served")
    }


def free_places(view: TodayView) -> int:
    """Return how many places are still free today."""
    return sum(slot.guaranteed + slot.free_elsewhere for slot in view.free_slots)


def _fits(appointment: Appointment, filter_id: str) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "waiting": WAITING.__contains__,
        "expected": EXPECTED.__contains__,
        "served": SERVED.__contains__,
    }
    test = tests.get(filter_id)
    return test is None or test(appointment.booking.state)


def _over(appointment: Appointment, now_us: int) -> bool:
    return state_of(appointment, now_us) in ("served", "no_show")


def _with_now(rows: list[DayRow], minute: int) -> tuple[DayRow, ...]:
    if not rows:
        return ()
    place = sum(1 for row in rows if row.minute <= minute)
    return (*rows[:place], DayRow(minute, "now"), *rows[place:])
