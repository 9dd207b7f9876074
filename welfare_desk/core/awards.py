# SPDX-License-Identifier: EUPL-1.2
"""The rules of a fund, what is known of a household, and what came out of both.

``core.fund_rules`` evaluates the rules, ``core.fund_flaws`` checks them when they are loaded.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final, Literal

import msgspec

from welfare_desk.core.right_isee import accepted_kinds

ADDITIONS: Final = ("infant", "minor", "disability")
"""For whom an addition may be given."""
WEEK: Final = 7


class Addition(msgspec.Struct, frozen=True, kw_only=True):
    """Cents for each infant, minor or member with a disability, for at most so many."""

    kind: Literal["infant", "minor", "disability"]
    cents: int
    most: int
    months: int = 36
    """Of infants: younger than so many months."""


class PerDay(msgspec.Struct, frozen=True, kw_only=True):
    """An amount by the day: so much for each adult and minor, on so many days."""

    adult_cents: int
    minor_cents: int
    days: int
    weekly_cap_cents: int
    """No week of seven days gives more, however many live in the household."""


class Criteria(msgspec.Struct, frozen=True, kw_only=True):
    """A fund's rules as its notice states them.

    ``amounts_cents`` is by household size, the last for that size or more; ``fixed_cents`` or
    ``per_day`` stand in its place.  No ceiling asks for no ISEE; no kinds accept any; no
    municipalities (ISTAT codes) mean the whole territory.  What is not said asks nothing.
    """

    amounts_cents: tuple[int, ...] = ()
    isee_ceiling_cents: int | None = None
    isee_kinds: tuple[str, ...] = ()
    resident_municipalities: tuple[str, ...] = ()
    fixed_cents: int | None = None
    per_day: PerDay | None = None
    isee_ceilings_cents: tuple[int, ...] = ()
    """The ceiling by household size, the last for that size or more."""
    resident_months: int = 0
    """Lives there for at least so many months."""
    age_min: int | None = None
    age_max: int | None = None
    """Completed years of who applies."""
    members_min: int | None = None
    members_max: int | None = None
    minors_min: int | None = None
    member_aged: int | None = None
    """At least one member has completed so many years."""
    excluded_support: tuple[str, ...] = ()
    """Codes of other benefits beside which nothing is given."""
    support_cap_cents: int | None = None
    """What the household receives a month from elsewhere may not be more."""
    support_deducted_percent: int = 0
    """How much of that month's support is taken from the amount."""
    income_ceilings_cents: tuple[int, ...] = ()
    """Last month's income by household size, the last for that size or more."""
    additions: tuple[Addition, ...] = ()
    minimum_cents: int | None = None
    maximum_cents: int | None = None
    step_cents: int | None = None
    """The amount is rounded down to a multiple of this: the denomination of vouchers."""

    @property
    def needs_isee(self) -> bool:
        """Tell whether an attestation has to be shown."""
        return self.isee_ceiling_cents is not None or bool(self.isee_ceilings_cents)

    @property
    def needs_declaration(self) -> bool:
        """Tell whether the rules ask for what only the applicant can declare."""
        return bool(
            self.income_ceilings_cents
            or self.excluded_support
            or self.support_cap_cents is not None
            or self.support_deducted_percent
            or self.resident_months
            or any(each.kind == "disability" for each in self.additions)
        )


class DatedCriteria(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that hold from a day on."""

    from_on: datetime.date
    criteria: Criteria


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a household on a day; what nobody said is nothing."""

    on: datetime.date
    members: int
    """Those that count, one or more."""
    births_on: tuple[datetime.date, ...] = ()
    """Of members whose birth date is known; the others count as adults."""
    applicant_born_on: datetime.date | None = None
    disabled: int = 0
    municipality: str = ""
    """ISTAT code of where the household lives."""
    resident_from: datetime.date | None = None
    isee_cents: int | None = None
    isee_valid: bool = False
    isee_kind: str | None = None
    """Not compared where it is empty."""
    income_cents: int | None = None
    other_support: tuple[str, ...] = ()
    other_support_cents: int = 0
    already_cents: int = 0
    """Awarded before in the same period."""


class Line(msgspec.Struct, frozen=True):
    """One criterion: whether it is met, the numbers it used, the amount it adds or takes.

    ``code`` is one of ``core.fund_rules.LINE_CODES``; a later program may know more.
    """

    code: str
    ok: bool
    facts: dict[str, int | str]
    cents: int = 0


class Entitlement(msgspec.Struct, frozen=True):
    """What is due; nothing when a criterion is not met or all was awarded before."""

    amount_cents: int
    lines: tuple[Line, ...]

    @property
    def unmet(self) -> str | None:
        """The first criterion that is not met, for ``NotEntitled(criterion=…)``."""
        return next((line.code for line in self.lines if not line.ok), None)


def taken(criteria: Criteria) -> Criteria:
    """Return the rules with every kind of ISEE that does in the place of those named.

    A current one stands for an ordinary one, an ordinary one for that of social and health
    care: ``core.right_isee`` has the table.
    """
    if not criteria.isee_kinds:
        return criteria
    return msgspec.structs.replace(criteria, isee_kinds=accepted_kinds(criteria.isee_kinds))


def rules_on(
    criteria: Criteria, later: Sequence[DatedCriteria] | None, on: datetime.date
) -> Criteria:
    """Return the rules in force on a day: the last that began by then, else the first."""
    begun = [each for each in later or () if each.from_on <= on]
    return max(begun, key=lambda each: each.from_on).criteria if begun else criteria


def by_size(table: Sequence[int], members: int) -> int:
    """Return what a table gives a household of this size (one or more)."""
    if members < 1 or not table:
        raise ValueError(members)
    return table[min(members, len(table)) - 1]


def amount_for(criteria: Criteria, members: int) -> int:
    """Return the cents that the table gives a household of this size (one or more)."""
    return by_size(criteria.amounts_cents, members)


def days_cents(per_day: PerDay, adults: int, minors: int) -> int:
    """Return what an amount by the day comes to, each week cut at its cap."""
    daily = adults * per_day.adult_cents + minors * per_day.minor_cents
    weeks, rest = divmod(per_day.days, WEEK)
    full = min(WEEK * daily, per_day.weekly_cap_cents)
    return weeks * full + min(rest * daily, per_day.weekly_cap_cents)


def highest_award(criteria: Criteria, later: Sequence[DatedCriteria] | None = None) -> int:
    """Return the most cents that one household can be due, whatever is known of it."""
    return max(_highest(each) for each in (criteria, *(one.criteria for one in later or ())))


def _highest(criteria: Criteria) -> int:
    base = max(criteria.amounts_cents, default=0)
    if criteria.fixed_cents is not None:
        base = criteria.fixed_cents
    elif criteria.per_day is not None:
        weeks = -(-criteria.per_day.days // WEEK)
        base = weeks * criteria.per_day.weekly_cap_cents
    base += sum(each.cents * each.most for each in criteria.additions)
    base = max(base, criteria.minimum_cents or 0)
    return base if criteria.maximum_cents is None else min(base, criteria.maximum_cents)
