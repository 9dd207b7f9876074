# SPDX-License-Identifier: EUPL-1.2
"""Oggi: the day's agenda of this desk, parked drafts, prints in trouble, what to review."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.instants import slot_instant
from welfare_desk.desk.holds import holds_of
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of
from welfare_desk.desk.views.booking import SlotView
from welfare_desk.desk.views.calls import calls_left
from welfare_desk.desk.views.people import BookingView, booking_views
from welfare_desk.desk.views.service_requests import counts
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Meeting, Offering
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Operator
from welfare_desk.store import drafts, prints
from welfare_desk.store.agenda import SlotRow, slots_in_days
from welfare_desk.store.queries import all_of, bookings_on

MOST_FREE = 14
"""Free places on the start screen; the agenda shows them all."""


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """A booking of the day with the person it is for."""

    booking: BookingView
    surname: str
    name: str
    born_on: datetime.date | None
    phone: str
    municipality_name: str
    starts_at: int
    late: bool
    """Begun without the person having arrived."""
    meeting: int | None = None
    """Of a course, which meeting is today (from 0); ``booking`` has its hour and its state."""


class DraftView(msgspec.Struct, frozen=True, kw_only=True):
    """A form that waits to be taken up again."""

    draft_id: str
    kind: str
    title: str
    person_id: str | None
    operator_id: str
    author: str
    """The name of who began it."""
    started_at: int
    updated_at: int
    held_until: int = 0
    """Until when a place is kept for it, microseconds UTC; 0: none is."""


class PrintView(msgspec.Struct, frozen=True, kw_only=True):
    """A paper on its way."""

    job_id: str
    document: str
    subject_id: str
    title: str
    role: str
    state: str
    copies: int
    changed_at: int
    note: str


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person must look at."""

    item_id: str
    code: str
    op_kind: str
    person_id: str
    person_name: str
    amount_cents: int
    opened_at: int


class TodayView(msgspec.Struct, frozen=True, kw_only=True):
    """Everything on the start screen."""

    on: datetime.date
    now_us: int
    appointments: tuple[Appointment, ...]
    free_slots: tuple[SlotView, ...]
    """Today's slots of the office with a free place, not yet begun."""
    free_titles: dict[str, str]
    """Title of each offering in ``free_slots``."""
    drafts: tuple[DraftView, ...]
    prints: tuple[PrintView, ...]
    """Those that need a hand."""
    reviews: tuple[ReviewView, ...]
    calls: int = 0
    """Calls that are still to make today."""
    to_answer: int = 0
    """Requests of services that wait for a provider's answer."""
    answers: int = 0
    """Answers of providers that people have to be told."""


def today_view(look: Reading) -> TodayView:
    """Return the start screen."""
    slots = slots_in_days(look.conn, look.territory_id, look.today, look.today)
    rows = _appointments(look, slots)
    free, titles = _office_slots(look, slots)
    to_answer, answers = counts(look)
    return TodayView(
        on=look.today,
        now_us=look.now_us,
        appointments=tuple(rows),
        free_slots=free,
        free_titles=titles,
        drafts=draft_views(look),
        prints=tuple(p for p in print_views(look) if p.state in ("to_check", "failed", "later")),
        reviews=review_views(look),
        calls=calls_left(look),
        to_answer=to_answer,
        answers=answers,
    )


def _appointments(look: Reading, slots: list[SlotRow]) -> list[Appointment]:
    """Return who comes today, to slots and to meetings of courses, in time order."""
    meetings = {
        row.id: (number, each)
        for row in slots
        for number, each in enumerate(row.meetings)
        if each.on == look.today
    }
    bookings = {
        row.id: row
        for row in (
            *bookings_on(look.conn, look.territory_id, look.today),
            *(row for slot_id in meetings for row in look.where(Booking, "slot_id", slot_id)),
        )
        if row.state != "cancelled"
    }
    views = booking_views(look, tuple(bookings.values()))
    people = people_of(look, (view.person_id for view in views))
    rows = []
    for view in views:
        person = people.get(view.person_id)
        if person is None:
            continue
        number, meeting = meetings.get(view.slot_id, (None, None))
        if meeting is not None:
            view = _at_meeting(view, bookings[view.booking_id], number, meeting)
        starts_at = slot_instant(view.slot_on, view.start_minute)
        rows.append(
            Appointment(
                booking=view,
                surname=person.surname,
                name=person.name,
                born_on=person.born_on,
                phone=person.phone,
                municipality_name=look.town_name(person.residence_istat),
                starts_at=starts_at,
                late=view.state == "booked" and starts_at < look.now_us,
                meeting=number,
            )
        )
    return sorted(rows, key=lambda row: (row.starts_at, row.booking.booking_id))


def _at_meeting(
    view: BookingView, booking: Booking, number: int | None, meeting: Meeting
) -> BookingView:
    """Return the booking of a course as it stands at one meeting."""
    came = number in (booking.meetings_attended or ())
    return msgspec.structs.replace(
        view,
        slot_on=meeting.on,
        start_minute=meeting.start_minute,
        minutes=meeting.minutes,
        state="attended" if came else "booked",
        past=False,
    )


def _office_slots(
    look: Reading, rows: list[SlotRow]
) -> tuple[tuple[SlotView, ...], dict[str, str]]:
    """Return today's slots of the office that have a free place and have not begun."""
    offerings = {
        row.id: row
        for row in look.every(Offering)
        if row.active
        and row.mode == "office"
        and row.municipality_id in (None, "", look.municipality_id)
    }
    left = look.left()
    found = []
    for row in rows:
        if row.closed or row.slot_on != look.today or row.offering_id not in offerings:
            continue
        view = SlotView(
            slot_id=row.id,
            offering_id=row.offering_id,
            slot_on=row.slot_on,
            start_minute=row.start_minute,
            minutes=row.minutes,
            place_name=row.place_name,
            address=row.address,
            places=row.places,
            guaranteed=left.get(f"slot:{row.id}", 0),
            free_elsewhere=max(0, row.free),
            mine=False,
            starts_at=slot_instant(row.slot_on, row.start_minute),
        )
        if view.starts_at > look.now_us and view.guaranteed + view.free_elsewhere > 0:
            found.append(view)
    found.sort(key=lambda view: (view.start_minute, view.slot_id))
    titles = {row.id: row.neutral_title for row in offerings.values()}
    return tuple(found[:MOST_FREE]), titles


def draft_views(look: Reading) -> tuple[DraftView, ...]:
    """Return the parked forms, the latest first."""
    rows = sorted(drafts.all(look.conn), key=lambda row: -row.updated_at)
    authors = look.many(Operator, tuple({row.operator_id for row in rows}))
    kept = holds_of(look.meta, look.now_us)
    return tuple(
        DraftView(
            draft_id=row.id,
            kind=row.kind,
            title=row.title,
            person_id=row.person_id,
            operator_id=row.operator_id,
            author=authors[row.operator_id].name if row.operator_id in authors else "",
            held_until=kept[row.id].until if row.id in kept else 0,
            started_at=row.started_at,
            updated_at=row.updated_at,
        )
        for row in rows
    )


def print_views(look: Reading) -> tuple[PrintView, ...]:
    """Return the print jobs, the latest first."""
    rows = sorted(prints.all(look.conn), key=lambda row: -row.changed_at)
    return tuple(
        PrintView(
            job_id=row.id,
            document=row.document,
            subject_id=row.subject_id,
            title=row.title,
            role=row.role,
            state=row.state,
            copies=row.copies,
            changed_at=row.changed_at,
            note=row.note,
        )
        for row in rows
    )


def review_views(look: Reading) -> tuple[ReviewView, ...]:
    """Return what is open for review, the oldest first."""
    rows = [row for row in all_of(look.conn, look.territory_id, ReviewItem) if not row.closed_at]
    people = people_of(look, (row.person_id for row in rows if row.person_id))
    views = []
    for row in sorted(rows, key=lambda item: item.opened_at):
        person = people.get(row.person_id)
        views.append(
            ReviewView(
                item_id=row.id,
                code=row.code,
                op_kind=row.op_kind,
                person_id=row.person_id,
                person_name=f"{person.surname} {person.name}" if person else "",
                amount_cents=row.amount_cents,
                opened_at=row.opened_at,
            )
        )
    return tuple(views)
