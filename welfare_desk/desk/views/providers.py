# SPDX-License-Identifier: EUPL-1.2
"""Providers: their papers and until when they hold, what people said, how content they were."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.core.instants import local_date, slot_instant
from welfare_desk.core.refusals import DateInSkippedHour
from welfare_desk.core.refusals_of_providers import ComplaintUnknown, ProviderUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import people_of, root_of
from welfare_desk.desk.titles import title_of
from welfare_desk.desk.views.catalogue import offered_here
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.territory import Provider
from welfare_desk.operations.complaints import KEPT
from welfare_desk.store.queries import bookings_on

SOON_DAYS = 60
"""A paper that ends within so many days is shown as ending."""
ASK_DAYS = 14
"""For how many days after a booking people are asked how it was."""

PaperState = Literal["ok", "ending", "ended"]


class PaperRow(msgspec.Struct, frozen=True, kw_only=True):
    """A paper that the provider handed in."""

    name: str
    number: str
    valid_to: datetime.date | None
    state: PaperState


class ComplaintRow(msgspec.Struct, frozen=True, kw_only=True):
    """A complaint with its day; ``person_name`` is empty where nobody is named."""

    complaint_id: str
    complaint_no: str
    provider_id: str
    provider_name: str
    offering_name: str
    person_id: str
    person_name: str
    words: str
    received_on: datetime.date
    answer_by_on: datetime.date
    is_open: bool
    late: bool
    answer: str
    answered_on: datetime.date | None


class ProviderRow(msgspec.Struct, frozen=True, kw_only=True):
    """A provider in the list."""

    provider_id: str
    name: str
    phone: str
    offerings: int
    papers_ended: int
    papers_ending: int
    complaints_open: int
    complaints_late: int
    left_on: datetime.date | None


class ProviderView(msgspec.Struct, frozen=True, kw_only=True):
    """A provider's page and dossier: of this desk's municipality, never a judgement."""

    provider: Provider
    papers: tuple[PaperRow, ...]
    offerings: tuple[Offering, ...]
    complaints: tuple[ComplaintRow, ...]
    """Open ones first, the nearest day first; then the latest."""
    answers: tuple[int, int, int, int, int]
    """How many answered 1, 2, 3, 4 and 5."""

    @property
    def answered(self) -> int:
        """How many people answered the question."""
        return sum(self.answers)

    @property
    def mean_tenths(self) -> int | None:
        """The mean in tenths, 42 for 4.2, rounded half up; nothing without answers."""
        if not self.answered:
            return None
        points = sum(score * count for score, count in enumerate(self.answers, 1))
        return (20 * points + self.answered) // (2 * self.answered)


class ToAskView(msgspec.Struct, frozen=True, kw_only=True):
    """A kept booking about which nobody was asked yet."""

    booking_id: str
    person_id: str
    person_name: str
    offering_name: str
    provider_name: str
    held_on: datetime.date
    start_minute: int


def provider_rows(look: Reading) -> tuple[ProviderRow, ...]:
    """Return the providers: those with something to look at first, then by name."""
    offers = [row.provider_id for row in offered_here(look)]
    rows = []
    for row in look.every(Provider):
        papers = papers_of(row, look.today)
        said = look.where(Complaint, "provider_id", row.id)
        waiting = [each for each in said if each.state == "open"]
        rows.append(
            ProviderRow(
                provider_id=row.id,
                name=row.name,
                phone=row.phone,
                offerings=offers.count(row.id),
                papers_ended=sum(each.state == "ended" for each in papers),
                papers_ending=sum(each.state == "ending" for each in papers),
                complaints_open=len(waiting),
                complaints_late=sum(each.answer_by_on < look.today for each in waiting),
                left_on=row.left_on,
            )
        )
    rows.sort(
        key=lambda row: (
            not row.complaints_late,
            not row.papers_ended,
            not row.complaints_open,
            not row.papers_ending,
            row.name,
        )
    )
    return tuple(rows)


def provider_view(look: Reading, provider_id: str) -> ProviderView:
    """Return a provider whole; refused with ``ProviderUnknown``."""
    row = look.one(Provider, provider_id)
    if row is None:
        raise ProviderUnknown()
    scores = [each.score for each in look.where(Satisfaction, "provider_id", row.id)]
    complaints = [_complaint(look, each) for each in look.where(Complaint, "provider_id", row.id)]
    complaints.sort(key=lambda each: each.received_on, reverse=True)
    complaints.sort(key=lambda each: (not each.is_open, each.answer_by_on if each.is_open else
                                      datetime.date.max))  # fmt: skip
    return ProviderView(
        provider=row,
        papers=papers_of(row, look.today),
        offerings=tuple(
            sorted(
                (each for each in offered_here(look) if each.provider_id == row.id),
                key=lambda each: each.code,
            )
        ),
        complaints=tuple(complaints),
        answers=(
            scores.count(1), scores.count(2), scores.count(3), scores.count(4), scores.count(5),
        ),
    )  # fmt: skip


def complaint_row(look: Reading, complaint_id: str) -> ComplaintRow:
    """Return a complaint; refused with ``ComplaintUnknown``."""
    row = look.one(Complaint, complaint_id)
    if row is None:
        raise ComplaintUnknown()
    return _complaint(look, row)


def who_complains(look: Reading, person_id: str) -> tuple[str, str]:
    """Return id and name of a person who may be named, or nothing of both."""
    row = look.one(Person, root_of(look, person_id)) if person_id else None
    return ("", "") if row is None else (row.id, f"{row.surname} {row.name}")


def papers_of(provider: Provider, today: datetime.date) -> tuple[PaperRow, ...]:
    """Return a provider's papers, those that ended or will soon first."""
    rows = []
    for each in provider.documents or ():
        state: PaperState = "ok"
        if each.valid_to is not None and each.valid_to < today:
            state = "ended"
        elif each.valid_to is not None and (each.valid_to - today).days <= SOON_DAYS:
            state = "ending"
        rows.append(
            PaperRow(name=each.name, number=each.number, valid_to=each.valid_to, state=state)
        )
    return tuple(sorted(rows, key=lambda row: ("ended", "ending", "ok").index(row.state)))


def to_ask(look: Reading) -> tuple[ToAskView, ...]:
    """Return bookings of the last two weeks, kept and not asked about yet, the latest first."""
    asked = {
        each.booking_id
        for provider in look.every(Provider)
        for each in look.where(Satisfaction, "provider_id", provider.id)
    }
    found = []
    for days in range(ASK_DAYS + 1):
        day = look.today - datetime.timedelta(days=days)
        found += [
            row
            for row in bookings_on(look.conn, look.territory_id, day)
            if row.state in KEPT and row.id not in asked
        ]
    slots = look.many(Slot, tuple(row.slot_id for row in found))
    people = people_of(look, (row.person_id for row in found))
    offerings = {row.id: row for row in look.every(Offering)}
    names = {row.id: row.name for row in look.every(Provider)}
    views = [
        _to_ask(row, slot, people.get(row.person_id), offerings.get(row.offering_id), names)
        for row in found
        if (slot := slots.get(row.slot_id)) is not None
    ]
    begun = [view for view in views if _begun(view, look.now_us)]
    return tuple(sorted(begun, key=lambda row: (row.held_on, row.start_minute), reverse=True))


def _to_ask(
    row: Booking,
    slot: Slot,
    person: Person | None,
    offering: Offering | None,
    names: dict[str, str],
) -> ToAskView:
    return ToAskView(
        booking_id=row.id,
        person_id=row.person_id,
        person_name=f"{person.surname} {person.name}" if person else "",
        offering_name=title_of(offering, ""),
        provider_name=names.get(offering.provider_id, "") if offering else "",
        held_on=slot.slot_on,
        start_minute=slot.start_minute,
    )


def _begun(view: ToAskView, now_us: int) -> bool:
    try:
        return slot_instant(view.held_on, view.start_minute) <= now_us
    except DateInSkippedHour:
        return False


def _complaint(look: Reading, row: Complaint) -> ComplaintRow:
    provider = look.one(Provider, row.provider_id)
    offering = look.one(Offering, row.offering_id) if row.offering_id else None
    person = look.one(Person, root_of(look, row.person_id)) if row.person_id else None
    is_open = row.state == "open"
    return ComplaintRow(
        complaint_id=row.id,
        complaint_no=row.complaint_no,
        provider_id=row.provider_id,
        provider_name=provider.name if provider else "",
        offering_name=title_of(offering, ""),
        person_id=row.person_id,
        person_name=f"{person.surname} {person.name}" if person else "",
        words=row.words,
        received_on=local_date(row.received_at),
        answer_by_on=row.answer_by_on,
        is_open=is_open,
        late=is_open and row.answer_by_on < look.today,
        answer=row.answer,
        answered_on=None if is_open else local_date(row.answered_at),
    )
