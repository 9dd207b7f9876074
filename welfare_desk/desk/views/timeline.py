# SPDX-License-Identifier: EUPL-1.2
"""A household's benefits on one line of time: awards, cards, places at a reduced price."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Literal

import msgspec

from welfare_desk.core.dates import add_months, last_of_month
from welfare_desk.core.instants import local_date
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, rows_of
from welfare_desk.desk.views.applications import is_visible
from welfare_desk.desk.views.people import household_of
from welfare_desk.models.application import Application
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Award, Fund
from welfare_desk.models.offering import FeeScheme, Offering, Slot

BEFORE_MONTHS = 9
AFTER_MONTHS = 3
BarKind = Literal["award", "card", "application", "place"]


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One benefit from a day to a day."""

    kind: BarKind
    title: str
    from_on: datetime.date
    to_on: datetime.date
    cents: int
    state: str
    overlaps: bool
    """Another fund's award holds on one of these days."""


class TimelineView(msgspec.Struct, frozen=True, kw_only=True):
    """Bars by their first day, between whole months."""

    from_on: datetime.date
    to_on: datetime.date
    today: datetime.date
    bars: tuple[Bar, ...]
    overlaps: int


def timeline(look: Reading, person_id: str, role: str) -> TimelineView:
    """Return the benefits of the person's household from nine months ago to three months on.

    Funds that the role may not see are left out.  Awards of different funds that hold on the
    same day overlap: that may be right, and is for a person to look at.
    """
    first = add_months(look.today.replace(day=1), -BEFORE_MONTHS)
    later = add_months(look.today.replace(day=1), AFTER_MONTHS)
    last = last_of_month(later.year, later.month)
    household_id, living = household_of(look, person_id)
    funds = {row.id: row for row in look.every(Fund) if is_visible(row, role)}
    members = tuple(each.person_id for each in living)
    found = [*_awards(look, household_id or "", funds), *_places(look, person_id, members)]
    shown = [bar for bar in found if bar.to_on >= first and bar.from_on <= last]
    shown.sort(key=lambda bar: (bar.from_on, bar.kind, bar.title))
    return TimelineView(
        from_on=first,
        to_on=last,
        today=look.today,
        bars=tuple(shown),
        overlaps=sum(bar.overlaps for bar in shown),
    )


def _awards(look: Reading, household_id: str, funds: dict[str, Fund]) -> Iterator[Bar]:
    if not household_id:
        return
    awards = [row for row in rows_of(look, Award, (household_id,), "household_id")
              if row.fund_id in funds]  # fmt: skip
    spans = {row.id: (local_date(row.awarded_at), funds[row.fund_id].card_expires_on)
             for row in awards}  # fmt: skip
    for row in awards:
        from_on, to_on = spans[row.id]
        crossed = any(
            other.fund_id != row.fund_id and spans[other.id][0] <= to_on
            and from_on <= spans[other.id][1]
            for other in awards
        )  # fmt: skip
        yield Bar(
            kind="award", title=funds[row.fund_id].name, from_on=from_on, to_on=to_on,
            cents=row.amount_cents, state="", overlaps=crossed,
        )  # fmt: skip
    for card in rows_of(look, VoucherCard, (household_id,), "household_id"):
        if card.fund_id in funds:
            began = local_date(card.issued_at)
            ended = (
                card.expires_on
                if card.state in ("issued", "printed", "active", "handed_over", "used")
                else local_date(card.changed_at)
            )
            yield Bar(
                kind="card", title=funds[card.fund_id].card_title, from_on=began,
                to_on=max(began, ended), cents=card.amount_cents, state=card.state,
                overlaps=False,
            )  # fmt: skip
    for asked in rows_of(look, Application, (household_id,), "household_id"):
        if asked.fund_id in funds:
            began = local_date(asked.filed_at)
            ended = local_date(asked.decided_at) if asked.decided_at else look.today
            yield Bar(
                kind="application", title=funds[asked.fund_id].name, from_on=began,
                to_on=max(began, ended), cents=asked.claim_cents, state=asked.state,
                overlaps=False,
            )  # fmt: skip


def _places(look: Reading, person_id: str, members: tuple[str, ...]) -> Iterator[Bar]:
    """Give each booked place that costs less than it would without an ISEE."""
    people = tuple(dict.fromkeys((*cluster_of(look, person_id), *members)))
    for row in rows_of(look, Booking, people):
        slot, offering = look.one(Slot, row.slot_id), look.one(Offering, row.offering_id)
        scheme = look.one(FeeScheme, offering.fee_scheme_id) if offering else None
        if slot is None or offering is None or scheme is None:
            continue
        if row.state == "cancelled" or not row.isee_id:
            continue
        yield Bar(
            kind="place", title=offering.neutral_title or offering.name_it,
            from_on=slot.slot_on, to_on=slot.slot_on, cents=row.total_cents, state=row.state,
            overlaps=False,
        )  # fmt: skip
