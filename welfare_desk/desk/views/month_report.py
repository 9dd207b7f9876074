# SPDX-License-Identifier: EUPL-1.2
"""A municipality's month in figures, from all desks as far as this one has heard; names nobody.

Benefits are counted as the register of social benefits (SIUSS) asks for them: one record a
grant, and what each lacks to be sent as it stands.
"""

from __future__ import annotations

import datetime
import re

import msgspec

from welfare_desk.core.dates import last_of_month
from welfare_desk.core.refusals import FundUnknown
from welfare_desk.core.refusals_of_providers import OfferingUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.day_report import bounds
from welfare_desk.desk.views.statement import PAYERS, OfferingLine, line_of
from welfare_desk.models.application import Application
from welfare_desk.models.booking import Booking, ServiceRequest
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Offering
from welfare_desk.models.person import Person
from welfare_desk.operations.offered import offered
from welfare_desk.store.month_rows import cards_issued, registered, spent
from welfare_desk.store.provider_queries import appointments_between, bookings_between

BENEFIT_CODE = "A1.06"
"""What vouchers are in the register's list, until the municipality confirms another code."""
LACKS = ("complete", "not_handed_over", "no_code", "by_hand", "no_protocol")
"""What stands first in the way of a grant's record; ``by_hand``: a code with letters in the year
or the day, which the register's form does not take."""
_GONE = frozenset({"replaced", "voided"})
_FITS = re.compile(r"[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][A-Z0-9]{3}[A-Z]|[0-9]{11}")


class FundMonth(msgspec.Struct, frozen=True, kw_only=True):
    """A fund's money of the month in one municipality, in cents."""

    fund_id: str
    name: str
    cards: int
    """Issued; one that took another's place counts once with it."""
    issued_cents: int
    purchases: int
    spent_cents: int


class BenefitLine(msgspec.Struct, frozen=True, kw_only=True):
    """The grants of a fund in the month, as the register counts them."""

    code: str
    name: str
    grants: int
    people: int
    cents: int
    lacks: dict[str, int]
    """Grants by what stands in the way; all of ``LACKS`` are there."""


class MonthReport(msgspec.Struct, frozen=True, kw_only=True):
    """A municipality's month."""

    from_on: datetime.date
    to_on: datetime.date
    municipality_name: str
    sample: bool
    new_people: int
    people: int
    """Who had a booking or got a card; each once."""
    offerings: tuple[OfferingLine, ...]
    """By the days of the slots; without bookings that were cancelled in time."""
    funds: tuple[FundMonth, ...]
    benefits: tuple[BenefitLine, ...]

    def payer(self, name: str) -> int:
        """Return the cents of a payer over all offerings."""
        return sum(line.payers[name] for line in self.offerings)

    @property
    def payers(self) -> dict[str, int]:
        """Cents by payer over all offerings."""
        return {name: self.payer(name) for name in PAYERS}


def month_report(
    look: Reading, month: datetime.date, *, fund_id: str = "", offering: str = ""
) -> MonthReport:
    """Return the month of a day; ``offering`` is an id or a code.

    Refused with ``FundUnknown`` and ``OfferingUnknown``.
    """
    if fund_id and look.one(Fund, fund_id) is None:
        raise FundUnknown()
    first, last = month.replace(day=1), last_of_month(month.year, month.month)
    from_at, until_at = bounds(first)[0], bounds(last)[1]
    place = (look.conn, look.territory_id, look.municipality_id)
    bookings = _bookings(look, first, last, offering)
    cards = [
        card
        for card in cards_issued(*place, from_at, until_at)
        if fund_id in ("", card.fund_id) and card.state not in _GONE
    ]
    money = spent(*place, first, last)
    town = look.municipality
    people = {row.person_id for rows in bookings.values() for row in rows}
    return MonthReport(
        from_on=first,
        to_on=last,
        municipality_name=town.name if town else "",
        sample=look.sample,
        new_people=registered(*place, from_at, until_at),
        people=len(people | {card.person_id for card in cards}),
        offerings=_lines(look, bookings),
        funds=_funds(look, cards, {f: each for f, each in money.items() if fund_id in ("", f)}),
        benefits=_benefits(look, cards),
    )


_Rows = dict[str, list[Booking | ServiceRequest]]


def _bookings(look: Reading, first: datetime.date, last: datetime.date, offering: str) -> _Rows:
    here = (look.conn, look.territory_id, first, last)
    rows: list[Booking | ServiceRequest] = [
        row for row in bookings_between(*here) if row.state != "cancelled" or row.late
    ]
    rows += appointments_between(*here)
    wanted = _offering_id(look, offering) if offering else ""
    found: _Rows = {}
    for row in rows:
        if row.controller_id == look.municipality_id and wanted in ("", row.offering_id):
            found.setdefault(row.offering_id, []).append(row)
    return found


def _offering_id(look: Reading, name: str) -> str:
    for row in look.every(Offering):
        if name in (row.id, row.code):
            return row.id
    raise OfferingUnknown()


def _lines(look: Reading, rows: _Rows) -> tuple[OfferingLine, ...]:
    known = look.many(Offering, tuple(rows))
    lines = [
        line_of(offered(known[offering_id], look.municipality_id), found)
        for offering_id, found in rows.items()
        if offering_id in known
    ]
    return tuple(sorted(lines, key=lambda line: (line.code, line.offering_id)))


def _funds(
    look: Reading, cards: list[VoucherCard], money: dict[str, tuple[int, int]]
) -> tuple[FundMonth, ...]:
    names = {row.id: row.name for row in look.every(Fund)}
    ids = dict.fromkeys((*(card.fund_id for card in cards), *money))
    found = []
    for fund_id in ids:
        own = [card for card in cards if card.fund_id == fund_id]
        purchases, cents = money.get(fund_id, (0, 0))
        found.append(
            FundMonth(
                fund_id=fund_id,
                name=names.get(fund_id, ""),
                cards=len(own),
                issued_cents=sum(card.amount_cents for card in own),
                purchases=purchases,
                spent_cents=cents,
            )
        )
    return tuple(sorted(found, key=lambda fund: (fund.name, fund.fund_id)))


def _benefits(look: Reading, cards: list[VoucherCard]) -> tuple[BenefitLine, ...]:
    grants: dict[tuple[str, str], list[VoucherCard]] = {}
    for card in cards:
        grants.setdefault((card.fund_id, card.award_id), []).append(card)
    people = look.many(Person, tuple(card.person_id for card in cards))
    asked = look.many(Application, tuple(card.application_id for card in cards))
    names = {row.id: row.name for row in look.every(Fund)}
    found = []
    for fund_id in dict.fromkeys(fund for fund, _ in grants):
        own = [group for (fund, _), group in grants.items() if fund == fund_id]
        lacks = dict.fromkeys(LACKS, 0)
        for group in own:
            lacks[_lack(group, people, asked)] += 1
        found.append(
            BenefitLine(
                code=BENEFIT_CODE,
                name=names.get(fund_id, ""),
                grants=len(own),
                people=len({group[0].person_id for group in own}),
                cents=sum(card.amount_cents for group in own for card in group),
                lacks=lacks,
            )
        )
    return tuple(sorted(found, key=lambda line: (line.code, line.name)))


def _lack(
    group: list[VoucherCard], people: dict[str, Person], asked: dict[str, Application]
) -> str:
    """Return what stands first in the way of a grant's record."""
    person = people.get(group[0].person_id)
    code = person.fiscal_code if person is not None else ""
    application = asked.get(group[0].application_id)
    if not all(card.receipt_no for card in group):
        return "not_handed_over"
    if not code:
        return "no_code"
    if not _FITS.fullmatch(code):
        return "by_hand"
    if application is None or not application.protocol_no:
        return "no_protocol"
    return "complete"
