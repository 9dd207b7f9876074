# SPDX-License-Identifier: EUPL-1.2
"""The agenda arranged for the eye: spans of days, filters, faces of cells; no widget here."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from welfare_desk.core.dates import weekday_name, weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.views.agenda import AgendaSlot, AgendaView
from welfare_desk.ui.agenda.days import span_text
from welfare_desk.ui.kit.slot_week import DayFace, SlotFace

DAY, WEEK, LIST = "day", "week", "list"
WORKING_DAYS, WEEK_DAYS = 5, 7
MOST_CELLS, MOST_ROWS = 150, 300
"""More slots than these are nothing to look at: who wants more narrows them."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the agenda is narrowed to; an empty one narrows nothing."""

    offering_id: str = ""
    provider_id: str = ""
    place: str = ""

    def fits(self, slot: AgendaSlot) -> bool:
        """Tell whether a slot is of all that is asked for."""
        return (
            self.offering_id in ("", slot.offering_id)
            and self.provider_id in ("", slot.provider_id)
            and self.place in ("", slot.place_name)
        )


def span_of(mode: str, day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and last day to show: the day itself, or its week from Monday."""
    if mode == DAY:
        return day, day
    monday = day - datetime.timedelta(days=day.weekday())
    return monday, monday + datetime.timedelta(days=WEEK_DAYS - 1)


def step_of(mode: str) -> datetime.timedelta:
    """Return how far one press leafs."""
    return datetime.timedelta(days=1 if mode == DAY else WEEK_DAYS)


def heading(view: AgendaView, lang: str) -> str:
    """Return the day in words, or the span of the week."""
    if view.from_on == view.to_on:
        return weekday_text(view.from_on, lang)
    return span_text((view.from_on, view.to_on), lang)


def week_faces(
    from_on: datetime.date, slots: Sequence[AgendaSlot], lang: str, *, titled: bool
) -> tuple[DayFace, ...]:
    """Return the columns of a week: Saturday and Sunday only where they have slots.

    ``titled`` cells say which offering they are of.
    """
    by_day: dict[datetime.date, list[AgendaSlot]] = {}
    for slot in slots:
        by_day.setdefault(slot.slot_on, []).append(slot)
    days = [from_on + datetime.timedelta(days=n) for n in range(WEEK_DAYS)]
    return tuple(
        DayFace(
            weekday_name(day, lang)[:3],
            str(day.day),
            weekday_text(day, lang),
            tuple(face(slot, titled=titled) for slot in by_day.get(day, ())),
        )
        for number, day in enumerate(days)
        if number < WORKING_DAYS or day in by_day
    )


def face(slot: AgendaSlot, *, titled: bool) -> SlotFace:
    """Return what a cell shows of a slot."""
    title = slot.title if titled else ""
    if slot.meeting:
        title = f"{slot.meeting}/{slot.meetings} {title}".strip()
    return SlotFace(
        slot.key,
        minute_text(slot.start_minute),
        slot.free,
        slot.guaranteed,
        slot.waiting,
        title,
        slot.closed,
    )


def hours_text(slot: AgendaSlot) -> str:
    """Return ``15:00–16:00``."""
    return f"{minute_text(slot.start_minute)}–{minute_text(slot.start_minute + slot.minutes)}"
