# SPDX-License-Identifier: EUPL-1.2
"""What a provider did in a period: bookings by offering, who came, units, cents by payer.

Every booking that still counts is in it once: all but those that were cancelled in time.  The
cents are those that were frozen with each booking.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from welfare_desk.core.dates import last_of_month
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.titles import title_of
from welfare_desk.models.booking import Booking, ServiceRequest, Share
from welfare_desk.models.offering import Offering
from welfare_desk.models.territory import Provider
from welfare_desk.operations.offered import offered
from welfare_desk.store.provider_queries import appointments_between, bookings_between

OUTCOMES = ("attended", "no_show", "late", "unmarked", "agreed")
"""``unmarked``: booked or arrived; ``agreed``: an appointment on request."""
PAYERS = ("person", "municipality", "fund", "employer", "card")


class OutcomeSum(msgspec.Struct, frozen=True, kw_only=True):
    """Bookings of one outcome."""

    bookings: int = 0
    seats: int = 0
    units: int = 0
    cents: int = 0


class OfferingLine(msgspec.Struct, frozen=True, kw_only=True):
    """One offering in the period."""

    offering_id: str
    code: str
    title: str
    outcomes: dict[str, OutcomeSum]
    """By ``attended``, ``no_show``, ``late``, ``unmarked`` and ``agreed``; all are there."""
    payers: dict[str, int]
    """Cents by payer, of all its bookings; all payers are there."""

    @property
    def bookings(self) -> int:
        """How many bookings and appointments there are."""
        return sum(each.bookings for each in self.outcomes.values())

    @property
    def units(self) -> int:
        """Units of the fee."""
        return sum(each.units for each in self.outcomes.values())

    @property
    def cents(self) -> int:
        """The sum of the frozen prices."""
        return sum(each.cents for each in self.outcomes.values())


class ProviderStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What one provider did from a day to a day; names nobody."""

    provider_id: str
    provider_name: str
    provider_address: str
    vat_number: str
    from_on: datetime.date
    to_on: datetime.date
    lines: tuple[OfferingLine, ...]
    payer_names: tuple[str, ...]
    """Who the payers beside the person are, as the bookings name them."""

    def outcome(self, name: str) -> OutcomeSum:
        """Return the sum of an outcome over all offerings."""
        return _added([line.outcomes[name] for line in self.lines])

    def payer(self, name: str) -> int:
        """Return the cents of a payer over all offerings."""
        return sum(line.payers[name] for line in self.lines)

    @property
    def bookings(self) -> int:
        """How many bookings and appointments there are."""
        return sum(line.bookings for line in self.lines)

    @property
    def units(self) -> int:
        """Units of the fees."""
        return sum(line.units for line in self.lines)

    @property
    def cents(self) -> int:
        """The sum of the frozen prices, and of all payers."""
        return sum(line.cents for line in self.lines)


class ProviderChoice(msgspec.Struct, frozen=True):
    """A provider to choose."""

    provider_id: str
    name: str


def providers_here(look: Reading, provider_id: str = "") -> tuple[ProviderChoice, ...]:
    """Return the providers whose statement may be made here, by name; its own at its desk."""
    rows = sorted(look.every(Provider), key=lambda row: (row.name, row.id))
    return tuple(ProviderChoice(row.id, row.name) for row in rows if provider_id in ("", row.id))


def month_of(day: datetime.date) -> tuple[datetime.date, datetime.date]:
    """Return the first and the last day of a month."""
    return day.replace(day=1), last_of_month(day.year, day.month)


def statement(
    look: Reading, provider_id: str, from_on: datetime.date, to_on: datetime.date
) -> ProviderStatement | None:
    """Return a provider's statement by the days of the slots; nothing for a strange provider."""
    provider = look.one(Provider, provider_id)
    if provider is None:
        return None
    here = (look.conn, look.territory_id, from_on, to_on)
    rows: list[Booking | ServiceRequest] = [
        row for row in bookings_between(*here) if row.state != "cancelled" or row.late
    ]
    rows += appointments_between(*here)
    offerings = look.many(Offering, tuple(row.offering_id for row in rows))
    own: dict[str, list[Booking | ServiceRequest]] = {}
    known: dict[str, Offering] = {}
    for row in rows:
        base = offerings.get(row.offering_id)
        offering = None if base is None else offered(base, row.controller_id)
        if offering is not None and offering.provider_id == provider_id:
            own.setdefault(offering.id, []).append(row)
            known[offering.id] = offering
    lines = [line_of(known[offering_id], found) for offering_id, found in own.items()]
    return ProviderStatement(
        provider_id=provider.id,
        provider_name=provider.name,
        provider_address=provider.address,
        vat_number=provider.vat_number,
        from_on=from_on,
        to_on=to_on,
        lines=tuple(sorted(lines, key=lambda line: (line.code, line.offering_id))),
        payer_names=_names(each for found in own.values() for each in found),
    )


def outcome_of(row: Booking | ServiceRequest) -> str:
    """Return how a booking counts in a statement."""
    if isinstance(row, ServiceRequest):
        return "agreed"
    if row.state == "cancelled":
        return "late"
    return row.state if row.state in ("attended", "no_show") else "unmarked"


def shares_of_row(row: Booking | ServiceRequest) -> tuple[Share, ...]:
    """Return who pays what of a booking: the person all of it where nothing is said."""
    return row.shares or (Share(payer="person", cents=row.total_cents),)


def line_of(offering: Offering, rows: list[Booking | ServiceRequest]) -> OfferingLine:
    """Return bookings of one offering, added up by outcome and payer."""
    outcomes = {
        name: _added(
            [
                OutcomeSum(bookings=1, seats=row.seats, units=row.units, cents=row.total_cents)
                for row in rows
                if outcome_of(row) == name
            ]
        )
        for name in OUTCOMES
    }
    payers = dict.fromkeys(PAYERS, 0)
    for row in rows:
        for share in shares_of_row(row):
            payers[share.payer] = payers.get(share.payer, 0) + share.cents
    return OfferingLine(
        offering_id=offering.id,
        code=offering.code,
        title=title_of(offering),
        outcomes=outcomes,
        payers=payers,
    )


def _added(sums: list[OutcomeSum]) -> OutcomeSum:
    return OutcomeSum(
        bookings=sum(each.bookings for each in sums),
        seats=sum(each.seats for each in sums),
        units=sum(each.units for each in sums),
        cents=sum(each.cents for each in sums),
    )


def _names(rows: Iterable[Booking | ServiceRequest]) -> tuple[str, ...]:
    names = {share.name for row in rows for share in row.shares or () if share.name}
    return tuple(sorted(names))
