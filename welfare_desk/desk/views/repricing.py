# SPDX-License-Identifier: EUPL-1.2
"""Which future bookings an attestation priced anew, and which another price would fit."""

from __future__ import annotations

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, root_of, rows_of
from welfare_desk.desk.views.people import BookingView, booking_views
from welfare_desk.desk.views.right_isee import members_today, right_for_person
from welfare_desk.desk.views.today import print_views
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.operations.repricing import due_for, follows_isee


class RepricedView(msgspec.Struct, frozen=True, kw_only=True):
    """A booking whose total an act changed."""

    booking: BookingView
    person_id: str
    surname: str
    name: str
    phone: str
    before_cents: int
    after_cents: int
    reason: str
    """``new_isee``, ``isee_corrected``, ``isee_withdrawn``, ``recalculated``, ``merge_undone``."""
    op_id: str
    changed_at: int


class StalePrice(msgspec.Struct, frozen=True, kw_only=True):
    """A future booking whose total would be another one by today's attestations."""

    booking: BookingView
    now_cents: int
    would_be_cents: int


def repriced_in(look: Reading, household_id: str, op_id: str = "") -> tuple[RepricedView, ...]:
    """Return the bookings of a household's people whose total was changed, the latest first.

    With an operation's id only what that one changed: what the operator tells the person.
    """
    found = []
    for person_id, booking in _bookings(look, household_id):
        for row in look.where(FieldChange, "entity_id", booking.id):
            if row.field == "total_cents" and op_id in ("", row.op_id):
                found.append((person_id, booking, row))
    views = {view.booking_id: view for view in booking_views(look, tuple(b for _, b, _ in found))}
    people = look.many(Person, tuple(person_id for person_id, _, _ in found))
    repriced = [
        RepricedView(
            booking=views[booking.id],
            person_id=person_id,
            surname=people[person_id].surname,
            name=people[person_id].name,
            phone=people[person_id].phone,
            before_cents=int(row.before),
            after_cents=int(row.after),
            reason=row.reason,
            op_id=row.op_id,
            changed_at=row.changed_at,
        )
        for person_id, booking, row in found
        if booking.id in views and person_id in people
    ]
    return tuple(
        sorted(repriced, key=lambda view: (-view.changed_at, view.booking.slot_on, view.op_id))
    )


def stale_prices(look: Reading, household_id: str) -> tuple[StalePrice, ...]:
    """Return what ``RepriceBookings`` would change, in the order of the days."""
    found = []
    for person_id, booking in _bookings(look, household_id):
        slot = look.one(Slot, booking.slot_id) if booking.state == "booked" else None
        offering = look.one(Offering, booking.offering_id)
        scheme = look.one(FeeScheme, booking.fee_scheme_id)
        if slot is None or slot.slot_on <= look.today or offering is None or scheme is None:
            continue
        chosen = right_for_person(look, person_id, offering.isee_kind)
        due = due_for(scheme, booking, chosen.isee)
        if follows_isee(booking) and due.total_cents != booking.total_cents:
            found.append((booking, due.total_cents))
    views = booking_views(look, tuple(booking for booking, _ in found))
    stale = [
        StalePrice(booking=view, now_cents=view.total_cents, would_be_cents=cents)
        for view, (_, cents) in zip(views, found, strict=True)
    ]
    return tuple(sorted(stale, key=lambda each: (each.booking.slot_on, each.booking.start_minute)))


def _bookings(look: Reading, household_id: str) -> list[tuple[str, Booking]]:
    """Return the bookings of who counts today, each with the person that stays."""
    return [
        (person_id, booking)
        for person_id in members_today(look, household_id)
        for booking in rows_of(look, Booking, cluster_of(look, person_id))
    ]


def to_tell(look: Reading, person_id: str, household_id: str = "") -> tuple[RepricedView, ...]:
    """Return the bookings to come whose new price the person must hear, in the order of days.

    Of a household everybody's, else the person's own.  ``before_cents`` is the price of the
    last slip printed here; one that was printed after the change is told already.
    """
    people = set(members_today(look, household_id)) if household_id else set()
    printed = {
        job.subject_id: job.changed_at
        for job in reversed(print_views(look))
        if job.document == "slip"
    }
    told = []
    here = root_of(look, person_id)
    rows = look.many(Person, (here, *sorted(people - {here})))
    # Children have no phone of their own: whoever's page it is, or lives with them, is called.
    phone = next((row.phone for row in rows.values() if row.phone), "")
    for each in rows:
        for booking in rows_of(look, Booking, cluster_of(look, each)):
            view = _untold(look, rows[each], booking, printed.get(booking.id, 0))
            if view is not None:
                told.append(msgspec.structs.replace(view, phone=view.phone or phone))
    return tuple(sorted(told, key=lambda each: (each.booking.slot_on, each.booking.start_minute)))


def _untold(
    look: Reading, person: Person, booking: Booking, printed_at: int
) -> RepricedView | None:
    changes = [
        row
        for row in look.where(FieldChange, "entity_id", booking.id)
        if row.field == "total_cents" and row.changed_at > printed_at
    ]
    if not changes or booking.state != "booked":
        return None
    views = booking_views(look, (booking,))
    first, last = (pick(changes, key=lambda row: row.changed_at) for pick in (min, max))
    before = int(first.before)
    if not views or views[0].slot_on < look.today or before == booking.total_cents:
        return None
    return RepricedView(
        booking=views[0],
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        phone=person.phone,
        before_cents=before,
        after_cents=booking.total_cents,
        reason=last.reason,
        op_id=last.op_id,
        changed_at=last.changed_at,
    )
