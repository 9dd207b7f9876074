# SPDX-License-Identifier: EUPL-1.2
"""Slots arranged for the eye: places, pages of days, faces of cells; nothing here is a widget."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from welfare_desk.core.dates import month_name, weekday_name, weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.views.booking import SlotView
from welfare_desk.ui.kit.slot_week import DayFace, SlotFace

DAYS_AHEAD = 28
WEEK = 5
"""Days of a page where there is room."""
WEEKEND = (5, 6)


def free_places(slot: SlotView) -> int:
    """Return how many places a slot has for this desk: assured here and free elsewhere."""
    return slot.guaranteed + slot.free_elsewhere


def places(slots: Sequence[SlotView]) -> tuple[str, ...]:
    """Return the places where the slots are held, in the order of the first slot of each."""
    return tuple(dict.fromkeys(slot.place_name for slot in slots))


def at_place(slots: Sequence[SlotView], place: str) -> tuple[SlotView, ...]:
    """Return the slots held at one place."""
    return tuple(slot for slot in slots if slot.place_name == place)


def first_choice(slots: Sequence[SlotView], places: int = 1) -> SlotView | None:
    """Return the earliest slot that this desk can promise, else the earliest with the places.

    Where the person does not meet a condition there is none to propose.
    """
    free = [
        slot for slot in slots if free_places(slot) >= places and not slot.mine and not slot.unmet
    ]
    assured = next((slot for slot in free if slot.guaranteed >= places), None)
    return assured or (free[0] if free else None)


def day_pages(
    slots: Sequence[SlotView], today: datetime.date, columns: int
) -> tuple[tuple[datetime.date, ...], ...]:
    """Return the days to leaf through, so many a page: weeks from Monday where five fit.

    Saturdays and Sundays are there only when they have slots; where fewer than five days fit
    so is every day.
    """
    with_slots = {slot.slot_on for slot in slots}
    last = max(with_slots, default=today)
    start = today - datetime.timedelta(days=today.weekday()) if columns == WEEK else today
    end = max(last, start + datetime.timedelta(days=4))
    days = []
    day = start
    while day <= end:
        if day in with_slots or (columns == WEEK and day.weekday() not in WEEKEND):
            days.append(day)
        day += datetime.timedelta(days=1)
    pages = [tuple(days[n : n + columns]) for n in range(0, len(days), columns)]
    has_some = [page for page in pages if any(day in with_slots for day in page)]
    return tuple(has_some or pages[:1])


def page_of(pages: Sequence[tuple[datetime.date, ...]], day: datetime.date | None) -> int:
    """Return the number of the page that shows a day, the first when none does."""
    return next((n for n, page in enumerate(pages) if day in page), 0)


def day_faces(
    days: Sequence[datetime.date], slots: Sequence[SlotView], lang: str
) -> tuple[DayFace, ...]:
    """Return the columns of a page of days."""
    return tuple(
        DayFace(
            weekday_name(day, lang)[:3],
            str(day.day),
            weekday_text(day, lang),
            tuple(slot_face(slot) for slot in slots if slot.slot_on == day),
        )
        for day in days
    )


def slot_face(slot: SlotView) -> SlotFace:
    """Return what a cell shows of a slot."""
    return SlotFace(
        slot.slot_id, minute_text(slot.start_minute), free_places(slot), slot.guaranteed
    )


def day_text(day: datetime.date, lang: str) -> str:
    """Return ``lun 30 novembre``."""
    return f"{weekday_name(day, lang)[:3]} {day.day} {month_name(day.month, lang)}"


def span_text(days: Sequence[datetime.date], lang: str) -> str:
    """Return ``30 nov – 4 dic 2026``."""
    first, last = days[0], days[-1]
    start = f"{first.day} {month_name(first.month, lang)[:3]}"
    if first.month == last.month:
        start = str(first.day)
    return f"{start} – {last.day} {month_name(last.month, lang)[:3]} {last.year}"


def hours_text(slot: SlotView) -> str:
    """Return ``15:00–16:00``."""
    return f"{minute_text(slot.start_minute)}–{minute_text(slot.start_minute + slot.minutes)}"
