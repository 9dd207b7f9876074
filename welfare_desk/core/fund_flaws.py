# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a fund's rules: checked when they are loaded, never at the counter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from welfare_desk.core.awards import Criteria, DatedCriteria
from welfare_desk.core.isee import KINDS

Flaw = tuple[str, str]
"""The path below the rules, and what is wrong there."""

_TABLES = ("amounts_cents", "isee_ceilings_cents", "income_ceilings_cents")
_CEILINGS = ("isee_ceiling_cents", "support_cap_cents")
_LEAST_ONE = ("fixed_cents", "minimum_cents", "maximum_cents", "step_cents")
_COUNTS = ("resident_months", "age_min", "age_max", "members_min", "members_max",
           "minors_min", "member_aged")  # fmt: skip
_MOST_CENTS = 100_000_000


def flaw(rules: Criteria, denominations: Sequence[int] = ()) -> Flaw | None:
    """Return the first thing with which nothing can be computed, or nothing."""
    found = (*_numbers(rules), *_shape(rules), *_parts(rules), *_divides(rules, denominations))
    return found[0] if found else None


def dates_flaw(later: Sequence[DatedCriteria]) -> Flaw | None:
    """Return the first day of effect that does not come after the one before it."""
    for place in range(1, len(later)):
        if later[place].from_on <= later[place - 1].from_on:
            return f"[{place}].from_on", "not after the one before"
    return None


def _numbers(rules: Criteria) -> Iterator[Flaw]:
    for name in _TABLES:
        least = 1 if name == "amounts_cents" else 0
        for place, cents in enumerate(getattr(rules, name)):
            if not least <= cents <= _MOST_CENTS:
                yield f"{name}[{place}]", "an amount"
    for name in (*_CEILINGS, *_LEAST_ONE):
        least = 1 if name in _LEAST_ONE else 0
        value = getattr(rules, name)
        if value is not None and not least <= value <= _MOST_CENTS:
            yield name, "an amount"
    for name in _COUNTS:
        value = getattr(rules, name)
        if value is not None and not 0 <= value <= 1_200:
            yield name, "a number from 0 on"
    if not 0 <= rules.support_deducted_percent <= 100:
        yield "support_deducted_percent", "0 to 100"


def _shape(rules: Criteria) -> Iterator[Flaw]:
    given = [rules.fixed_cents is not None, rules.per_day is not None, bool(rules.amounts_cents)]
    if sum(given) != 1:
        yield "amounts_cents", "one of amounts_cents, fixed_cents, per_day"
    if rules.isee_ceiling_cents is not None and rules.isee_ceilings_cents:
        yield "isee_ceilings_cents", "one ceiling or one by household size"
    unknown = [kind for kind in rules.isee_kinds if kind not in KINDS]
    if unknown:
        yield "isee_kinds", unknown[0]
    for low, high in (("age_min", "age_max"), ("members_min", "members_max"),
                      ("minimum_cents", "maximum_cents")):  # fmt: skip
        least, most = getattr(rules, low), getattr(rules, high)
        if least is not None and most is not None and least > most:
            yield low, f"above {high}"


def _parts(rules: Criteria) -> Iterator[Flaw]:
    kinds = [each.kind for each in rules.additions]
    for place, each in enumerate(rules.additions):
        if each.kind in kinds[:place]:
            yield f"additions[{place}].kind", "used twice"
        if not 1 <= each.cents <= _MOST_CENTS:
            yield f"additions[{place}].cents", "an amount"
        if not 1 <= each.most <= 50:
            yield f"additions[{place}].most", "1 to 50"
        if not 1 <= each.months <= 216:
            yield f"additions[{place}].months", "1 to 216"
    day = rules.per_day
    if day is not None:
        for name in ("adult_cents", "minor_cents", "weekly_cap_cents"):
            if not 0 <= getattr(day, name) <= _MOST_CENTS:
                yield f"per_day.{name}", "an amount"
        if not day.weekly_cap_cents or not (day.adult_cents or day.minor_cents):
            yield "per_day", "gives nothing"
        if not 1 <= day.days <= 366:
            yield "per_day.days", "1 to 366"


def _divides(rules: Criteria, denominations: Sequence[int]) -> Iterator[Flaw]:
    """Give each amount that no number of vouchers makes up."""
    if not denominations:
        return
    unit = min(denominations)
    if rules.step_cents is not None:
        if rules.step_cents % unit:
            yield "step_cents", f"not a multiple of {unit}"
        return
    named: list[tuple[str, int]] = [
        (f"amounts_cents[{place}]", cents) for place, cents in enumerate(rules.amounts_cents)
    ]
    named += [(f"additions[{place}].cents", each.cents)
              for place, each in enumerate(rules.additions)]  # fmt: skip
    named += [(name, getattr(rules, name)) for name in _LEAST_ONE if getattr(rules, name)]
    if rules.per_day is not None:
        day = rules.per_day
        named += [(f"per_day.{name}", getattr(day, name))
                  for name in ("adult_cents", "minor_cents", "weekly_cap_cents")]  # fmt: skip
    if rules.support_deducted_percent:
        named.append(("step_cents", 1))
    for path, cents in named:
        if cents % unit:
            yield path, f"not a multiple of {unit}"
