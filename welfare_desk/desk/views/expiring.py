# SPDX-License-Identifier: EUPL-1.2
"""Whom to call before an ISEE ends, and which bookings lie beyond theirs."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.dates import age
from welfare_desk.core.text import collation_key
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, rows_of
from welfare_desk.desk.views.people import BookingView, booking_views
from welfare_desk.desk.views.right_isee import holds
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import HouseholdMember, IseeAttestation
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.store.household_queries import attestations_ending, bookings_beyond_isee

SOON_DAYS = 30
"""How long before its last day an attestation is on the list (income.md)."""
BACK_DAYS = 31
"""How long after it: in January nearly all have just ended."""
MOST_ROWS = 300


class ExpiringView(msgspec.Struct, frozen=True, kw_only=True):
    """A household whose attestation ends, and whom of it to call."""

    household_id: str
    isee_id: str
    isee_kind: str
    value_cents: int
    valid_to: datetime.date
    days_left: int
    """Negative once it is over."""
    person_id: str
    surname: str
    name: str
    phone: str
    """Of the person named; of another grown-up of the household where that one has none."""
    channel: str
    bookings_beyond: int
    """Open bookings of the household after the last day."""


class ExpiringList(msgspec.Struct, frozen=True, kw_only=True):
    """The call list, at most 300 lines of all there are."""

    rows: tuple[ExpiringView, ...]
    total: int


class RecheckView(msgspec.Struct, frozen=True, kw_only=True):
    """An open booking on a day on which its attestation holds no more."""

    booking: BookingView
    person_id: str
    surname: str
    name: str
    phone: str
    household_id: str
    isee_valid_to: datetime.date
    withdrawn: bool


def expiring_list(look: Reading, days: int = SOON_DAYS) -> ExpiringList:
    """Return the households to call: the first to end first, then by surname and name.

    From a month ago to so many days ahead; who has a later attestation of the kind is not on it.
    """
    from_on = look.today - datetime.timedelta(days=BACK_DAYS)
    to_on = look.today + datetime.timedelta(days=days)
    ending, total = attestations_ending(look.conn, look.territory_id, from_on, to_on, MOST_ROWS)
    rows = [view for row in ending if (view := _expiring(look, row)) is not None]
    rows.sort(
        key=lambda v: (v.valid_to, collation_key(v.surname), collation_key(v.name), v.isee_id)
    )
    return ExpiringList(rows=tuple(rows), total=total)


def recheck_list(look: Reading) -> tuple[RecheckView, ...]:
    """Return the open bookings of later days that lie beyond their ISEE, in time order."""
    rows = bookings_beyond_isee(look.conn, look.territory_id, look.today, MOST_ROWS)
    people = people_of(look, (row.person_id for row in rows))
    attested = look.many(IseeAttestation, tuple(row.isee_id or "" for row in rows))
    views = {view.booking_id: view for view in booking_views(look, rows)}
    found = []
    for row in rows:
        person, isee = people.get(row.person_id), attested.get(row.isee_id or "")
        view = views.get(row.id)
        if person is None or isee is None or view is None:
            continue
        found.append(
            RecheckView(
                booking=view,
                person_id=person.id,
                surname=person.surname,
                name=person.name,
                phone=person.phone,
                household_id=isee.household_id,
                isee_valid_to=isee.valid_to,
                withdrawn=isee.valid_to < isee.issued_on,
            )
        )
    return tuple(found)


def _expiring(look: Reading, row: IseeAttestation) -> ExpiringView | None:
    members = [
        member
        for member in look.where(HouseholdMember, "household_id", row.household_id)
        if member.counts and holds(member, look.today)
    ]
    people = people_of(look, (member.person_id for member in members))
    known = [(member, people[member.person_id]) for member in members if member.person_id in people]
    if not known:
        return None
    known.sort(key=lambda pair: _whom_first(*pair))
    person = known[0][1]
    grown_up = [each for _, each in known if not _is_child(each, look.today)]
    phone = person.phone or next((each.phone for each in grown_up if each.phone), "")
    return ExpiringView(
        household_id=row.household_id,
        isee_id=row.id,
        isee_kind=row.isee_kind,
        value_cents=row.value_cents,
        valid_to=row.valid_to,
        days_left=(row.valid_to - look.today).days,
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        phone=phone,
        channel=person.channel,
        bookings_beyond=_beyond(look, row, tuple(each.id for _, each in known)),
    )


def _whom_first(member: HouseholdMember, person: Person) -> tuple[bool, datetime.date, str]:
    return (member.role != "applicant", person.born_on or datetime.date.max, person.id)


def _is_child(person: Person, today: datetime.date) -> bool:
    return person.born_on is not None and age(person.born_on, today) < 18


def _beyond(look: Reading, row: IseeAttestation, members: tuple[str, ...]) -> int:
    """Return how many open bookings the members have from the day after the last one on."""
    ids = [each for member in dict.fromkeys(members) for each in cluster_of(look, member)]
    bookings = [each for each in rows_of(look, Booking, ids) if each.state == "booked"]
    slots = look.many(Slot, tuple(each.slot_id for each in bookings))
    after = max(row.valid_to, look.today)
    return sum(
        1 for each in bookings if each.slot_id in slots and slots[each.slot_id].slot_on > after
    )
