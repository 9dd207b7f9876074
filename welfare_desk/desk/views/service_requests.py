# SPDX-License-Identifier: EUPL-1.2
"""Services without a calendar: what to ask for, the provider's inbox, answers to tell."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable

import msgspec

from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.fees import Line
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import PersonUnknown
from welfare_desk.core.refusals_of_requests import OfferingNotOnRequest
from welfare_desk.core.wishes import Wish, read_wish
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, root_of
from welfare_desk.desk.titles import title_of
from welfare_desk.desk.views.right_isee import right_for_person
from welfare_desk.models.booking import ServiceRequest, Share
from welfare_desk.models.offering import FeeScheme, Offering
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Municipality, Operator, Provider
from welfare_desk.operations.conditions import unmet
from welfare_desk.operations.offered import offered
from welfare_desk.operations.service_answers import TO_TELL, answer_mark
from welfare_desk.operations.service_requests import first_day, imagined, quoted
from welfare_desk.operations.shares import person_cents, shares_of
from welfare_desk.operations.world import World
from welfare_desk.store.provider_queries import requests_by_state, service_requests_in
from welfare_desk.store.rows import SqlRows

ANSWER_DAYS = 3
"""Working days that a provider has for its answer, unless the first wish comes before."""
WAITING = ("asked",)
STANDING = ("countered", "accepted", "agreed")


class AskView(msgspec.Struct, frozen=True, kw_only=True):
    """What the asking page shows: the service, the first day, the price, what stands against."""

    person_id: str
    surname: str
    name: str
    offering_id: str
    code: str
    title: str
    provider_name: str
    unit: str
    minutes: int
    bring: tuple[str, ...]
    today: datetime.date
    first_on: datetime.date
    """The first day that leaves the service's notice."""
    unit_cents: int
    units: int
    total_cents: int
    lines: tuple[Line, ...]
    shares: tuple[Share, ...]
    person_cents: int
    isee_id: str | None
    resident: bool
    against: tuple[DeskError, ...]
    """Why the person may not ask for it, as the refusals they will be."""
    open_no: str
    """The number of a request for the same service that is still open, or nothing."""


class RequestRow(msgspec.Struct, frozen=True, kw_only=True):
    """A request of a service, as counter and provider see it."""

    request_id: str
    request_no: str
    person_id: str
    surname: str
    name: str
    phone: str
    offering_id: str
    title: str
    """What may be read by others where the subject is sensitive."""
    provider_id: str
    provider_name: str
    seats: int
    wishes: tuple[Wish, ...]
    words: str
    state: str
    answer: str
    answer_on: datetime.date | None
    answer_minute: int
    answer_minutes: int
    minutes: int
    """How long the service usually takes."""
    answered_at: int
    mark: str
    """What an answer names as seen."""
    asked_at: int
    answer_by_on: datetime.date
    overdue: bool
    total_cents: int
    person_cents: int


def provider_here(look: Reading, operator_id: str) -> str:
    """Return the cooperative for which an operator works at this desk, or nothing."""
    if look.provider_id:
        return look.provider_id
    operator = look.one(Operator, operator_id) if operator_id else None
    return (operator.provider_id or "") if operator is not None else ""


def ask_view(
    look: Reading,
    person_id: str,
    offering_id: str,
    seats: int = 1,
    on: datetime.date | None = None,
    role: str = "operator",
) -> AskView:
    """Return what asking for a service means for a person; the price is that of ``on``.

    Refused with ``PersonUnknown`` and ``OfferingNotOnRequest``.
    """
    person = look.one(Person, root_of(look, person_id))
    row = look.one(Offering, offering_id)
    if person is None:
        raise PersonUnknown()
    offering = None if row is None else offered(row, person.controller_id)
    scheme = None if offering is None else look.one(FeeScheme, offering.fee_scheme_id)
    if offering is None or scheme is None or not (offering.on_request and offering.active):
        raise OfferingNotOnRequest()
    first_on = first_day(look.today, offering.notice_days)
    day = max(on or first_on, first_on)
    towns = {town.istat_code for town in look.every(Municipality)}
    resident = person.residence_istat in towns
    isee = right_for_person(look, person.id, offering.isee_kind).isee
    world = World(SqlRows(look.conn, look.territory_id), look.territory_id, settled=False)
    cost = quoted(
        world,
        person,
        offering,
        day,
        look.today,
        isee.value_cents if isee else None,
        seats=seats,
        resident=resident,
    )
    against = unmet(
        world,
        person,
        offering,
        imagined(offering, day),
        today=look.today,
        role=role,
        resident=resident,
        has_isee=isee is not None,
    )
    provider = look.one(Provider, offering.provider_id)
    shares = shares_of(offering, cost.total_cents)
    return AskView(
        person_id=person.id,
        surname=person.surname,
        name=person.name,
        offering_id=offering.id,
        code=offering.code,
        title=offering.name_it,
        provider_name=provider.name if provider else "",
        unit=scheme.scheme.unit or offering.unit,
        minutes=offering.minutes,
        bring=offering.bring,
        today=look.today,
        first_on=first_on,
        unit_cents=cost.unit_cents,
        units=cost.units,
        total_cents=cost.total_cents,
        lines=cost.lines,
        shares=shares,
        person_cents=person_cents(cost.total_cents, shares),
        isee_id=isee.id if isee else None,
        resident=resident,
        against=against,
        open_no=_open_no(look, person.id, offering.id),
    )


def on_request_offerings(look: Reading) -> tuple[tuple[str, str], ...]:
    """Return id and name of what may be asked for at this desk, by name."""
    here = (offered(row, look.municipality_id) for row in look.every(Offering))
    own = look.provider_id
    found = [
        (row.id, row.name_it)
        for row in here
        if row.on_request
        and row.active
        and own in ("", row.provider_id)
        and row.municipality_id in (None, "", look.municipality_id)
    ]
    return tuple(sorted(found, key=lambda each: (each[1], each[0])))


def inbox(look: Reading, provider_id: str = "") -> tuple[RequestRow, ...]:
    """Return what waits for an answer, the oldest first; of one provider or of all here."""
    return _of_provider(_rows(look, service_requests_in(look.conn, look.territory_id, WAITING)),
                        provider_id)  # fmt: skip


def answered(look: Reading, provider_id: str = "") -> tuple[RequestRow, ...]:
    """Return what was answered and is not over, by day; an answer may still be changed."""
    rows = _rows(look, service_requests_in(look.conn, look.territory_id, STANDING))
    coming = [row for row in rows if row.answer_on is not None and row.answer_on >= look.today]
    coming.sort(key=lambda row: (row.answer_on or look.today, row.answer_minute, row.request_id))
    return _of_provider(coming, provider_id)


def to_tell(look: Reading) -> tuple[RequestRow, ...]:
    """Return the answers that people have to be told, the oldest answer first."""
    rows = _rows(look, service_requests_in(look.conn, look.territory_id, TO_TELL))
    return tuple(sorted(rows, key=lambda row: (row.answered_at, row.request_id)))


def counts(look: Reading) -> tuple[int, int]:
    """Return how many requests wait for an answer, and how many answers to be told."""
    found = requests_by_state(look.conn, look.territory_id)
    return (
        sum(found.get(state, 0) for state in WAITING),
        sum(found.get(state, 0) for state in TO_TELL),
    )


def requests_of_person(look: Reading, person_id: str) -> tuple[RequestRow, ...]:
    """Return a person's requests of services, the latest first."""
    ids = cluster_of(look, person_id)
    rows = [row for each in ids for row in look.where(ServiceRequest, "person_id", each)]
    rows.sort(key=lambda row: (row.asked_at, row.id), reverse=True)
    return _rows(look, rows)


def _of_provider(rows: Iterable[RequestRow], provider_id: str) -> tuple[RequestRow, ...]:
    return tuple(row for row in rows if provider_id in ("", row.provider_id))


def _open_no(look: Reading, person_id: str, offering_id: str) -> str:
    return next(
        (
            row.request_no
            for each in cluster_of(look, person_id)
            for row in look.where(ServiceRequest, "person_id", each)
            if row.offering_id == offering_id and row.state in (*WAITING, *STANDING)
        ),
        "",
    )


def _rows(look: Reading, rows: Collection[ServiceRequest]) -> tuple[RequestRow, ...]:
    people = people_of(look, [row.person_id for row in rows])
    offerings = look.many(Offering, tuple(row.offering_id for row in rows))
    providers = {row.id: row for row in look.every(Provider)}
    return tuple(
        _row(
            look,
            row,
            people.get(row.person_id),
            offerings.get(row.offering_id),
            providers,
        )
        for row in rows
    )


def _row(
    look: Reading,
    row: ServiceRequest,
    person: Person | None,
    base: Offering | None,
    providers: dict[str, Provider],
) -> RequestRow:
    offering = None if base is None else offered(base, row.controller_id)
    provider = None if offering is None else providers.get(offering.provider_id)
    wishes = tuple(read_wish(each) for each in row.wishes)
    by_on = deadline(local_date(row.asked_at), wishes)
    return RequestRow(
        request_id=row.id,
        request_no=row.request_no,
        person_id=person.id if person else row.person_id,
        surname=person.surname if person else "–",
        name=person.name if person else "",
        phone=person.phone if person else "",
        offering_id=row.offering_id,
        title=title_of(offering),
        provider_id=offering.provider_id if offering else "",
        provider_name=provider.name if provider else "",
        seats=row.seats,
        wishes=wishes,
        words=row.words,
        state=row.state,
        answer=row.answer,
        answer_on=row.answer_on,
        answer_minute=row.answer_minute,
        answer_minutes=row.answer_minutes,
        minutes=offering.minutes if offering else 60,
        answered_at=row.answered_at,
        mark=answer_mark(row.answered_at),
        asked_at=row.asked_at,
        answer_by_on=by_on,
        overdue=row.state == "asked" and by_on < look.today,
        total_cents=row.total_cents,
        person_cents=person_cents(row.total_cents, row.shares),
    )


def deadline(asked_on: datetime.date, wishes: Collection[Wish]) -> datetime.date:
    """Return by when a provider answers: in three working days, or before the first wish."""
    return min([first_day(asked_on, ANSWER_DAYS), *(wish.on for wish in wishes)])
