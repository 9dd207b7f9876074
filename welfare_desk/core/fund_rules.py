# SPDX-License-Identifier: EUPL-1.2
"""What a fund gives a household, line by line: one engine for desk, server and letter."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Final

from welfare_desk.core.awards import (
    Addition,
    Criteria,
    Entitlement,
    Facts,
    Line,
    by_size,
    days_cents,
)
from welfare_desk.core.dates import add_months, age, date_text

ADULT_AGE: Final = 18
LINE_CODES: Final = (
    "residence", "residence_since", "residence_since_missing",
    "age_at_least", "age_at_most", "applicant_birth_missing",
    "members_at_least", "members_at_most", "minors", "member_aged",
    "isee_present", "isee_kind", "isee_valid", "isee_ceiling",
    "income_missing", "income_ceiling", "other_support", "support_cap",
    "household_size", "fixed_amount", "per_day",
    "addition_infant", "addition_minor", "addition_disability",
    "support_deducted", "minimum", "maximum", "rounded_down", "already_awarded",
)  # fmt: skip
MISSING: Final = (
    "residence_since_missing", "applicant_birth_missing", "isee_present", "income_missing",
)  # fmt: skip
"""Lines that say what is not known yet: nobody is refused by them for ever."""
NOTHING_LEFT: Final = "nothing_left"
"""Where every line is met and the sum still comes to nothing."""


def entitlement(rules: Criteria, facts: Facts) -> Entitlement:
    """Return what the household may still have from the fund in this period, and why.

    Each criterion is a line; where all are met the cents of the lines sum to the amount.
    The order is that of the notice: who may have it, the amount with its additions, what is
    taken from it, the least and the most, the denomination, what was given before.
    """
    lines = [*_who(rules, facts), *_isee(rules, facts), *_means(rules, facts)]
    lines += _amount(rules, facts)
    total = max(0, sum(line.cents for line in lines))
    if facts.already_cents:
        left = max(total - facts.already_cents, 0)
        told: dict[str, int | str] = {"already_cents": facts.already_cents}
        lines.append(Line("already_awarded", left > 0, told, left - total))
        total = left
    met = all(line.ok for line in lines)
    return Entitlement(total if met else 0, tuple(lines))


def minors_of(facts: Facts) -> int:
    """Return how many members have not completed eighteen years."""
    return sum(age(born_on, facts.on) < ADULT_AGE for born_on in facts.births_on)


def _who(rules: Criteria, facts: Facts) -> Iterator[Line]:
    wanted = rules.resident_municipalities
    here = not wanted or facts.municipality in wanted
    yield Line("residence", here, {"municipality": facts.municipality})
    if rules.resident_months:
        yield _residence_since(rules, facts)
    if rules.age_min is not None or rules.age_max is not None:
        yield from _applicant_age(rules, facts)
    if rules.members_min is not None:
        enough = facts.members >= rules.members_min
        yield Line(
            "members_at_least", enough, {"members": facts.members, "minimum": rules.members_min}
        )
    if rules.members_max is not None:
        few = facts.members <= rules.members_max
        yield Line("members_at_most", few, {"members": facts.members, "maximum": rules.members_max})
    if rules.minors_min is not None:
        minors = minors_of(facts)
        told: dict[str, int | str] = {"minors": minors, "minimum": rules.minors_min}
        yield Line("minors", minors >= rules.minors_min, told)
    if rules.member_aged is not None:
        oldest = max((age(each, facts.on) for each in facts.births_on), default=0)
        told = {"oldest": oldest, "minimum": rules.member_aged}
        yield Line("member_aged", oldest >= rules.member_aged, told)


def _residence_since(rules: Criteria, facts: Facts) -> Line:
    told: dict[str, int | str] = {"months": rules.resident_months}
    if facts.resident_from is None:
        return Line("residence_since_missing", False, told)
    told["since"] = date_text(facts.resident_from)
    begun = facts.resident_from <= facts.on
    long_enough = begun and add_months(facts.resident_from, rules.resident_months) <= facts.on
    return Line("residence_since", long_enough, told)


def _applicant_age(rules: Criteria, facts: Facts) -> Iterator[Line]:
    if facts.applicant_born_on is None:
        yield Line("applicant_birth_missing", False, {})
        return
    years = age(facts.applicant_born_on, facts.on)
    if rules.age_min is not None:
        told: dict[str, int | str] = {"age": years, "minimum": rules.age_min}
        yield Line("age_at_least", years >= rules.age_min, told)
    if rules.age_max is not None:
        told = {"age": years, "maximum": rules.age_max}
        yield Line("age_at_most", years <= rules.age_max, told)


def _isee(rules: Criteria, facts: Facts) -> Iterator[Line]:
    if not rules.needs_isee:
        return
    if facts.isee_cents is None:
        yield Line("isee_present", False, {})
        return
    yield Line("isee_present", True, {})
    if rules.isee_kinds and facts.isee_kind:
        yield Line("isee_kind", facts.isee_kind in rules.isee_kinds, {"kind": facts.isee_kind})
    yield Line("isee_valid", facts.isee_valid, {})
    table = rules.isee_ceilings_cents
    ceiling = by_size(table, facts.members) if table else rules.isee_ceiling_cents
    assert ceiling is not None, "an ISEE is asked for only where there is a ceiling"
    told: dict[str, int | str] = {"isee_cents": facts.isee_cents, "ceiling_cents": ceiling}
    yield Line("isee_ceiling", facts.isee_cents <= ceiling, told)


def _means(rules: Criteria, facts: Facts) -> Iterator[Line]:
    if rules.income_ceilings_cents:
        ceiling = by_size(rules.income_ceilings_cents, facts.members)
        told: dict[str, int | str] = {"ceiling_cents": ceiling}
        if facts.income_cents is None:
            yield Line("income_missing", False, told)
        else:
            told["income_cents"] = facts.income_cents
            yield Line("income_ceiling", facts.income_cents <= ceiling, told)
    if rules.excluded_support:
        met = sorted(set(facts.other_support) & set(rules.excluded_support))
        yield Line("other_support", not met, {"codes": ", ".join(met)})
    if rules.support_cap_cents is not None:
        told = {
            "support_cents": facts.other_support_cents,
            "ceiling_cents": rules.support_cap_cents,
        }
        within = facts.other_support_cents <= rules.support_cap_cents
        yield Line("support_cap", within, told)


def _amount(rules: Criteria, facts: Facts) -> Iterator[Line]:
    base = _base(rules, facts)
    yield base
    total = base.cents
    for each in rules.additions:
        line = _addition(each, facts)
        if line is not None:
            total += line.cents
            yield line
    if rules.support_deducted_percent and facts.other_support_cents:
        share = facts.other_support_cents * rules.support_deducted_percent // 100
        cents = min(share, total)
        told: dict[str, int | str] = {
            "support_cents": facts.other_support_cents,
            "percent": rules.support_deducted_percent,
        }
        total -= cents
        # A deduction that takes everything leaves nothing to give, unless there is a least.
        yield Line("support_deducted", total > 0 or bool(rules.minimum_cents), told, -cents)
    if rules.minimum_cents is not None and total < rules.minimum_cents:
        yield Line(
            "minimum", True, {"minimum_cents": rules.minimum_cents}, rules.minimum_cents - total
        )
        total = rules.minimum_cents
    if rules.maximum_cents is not None and total > rules.maximum_cents:
        yield Line(
            "maximum", True, {"maximum_cents": rules.maximum_cents}, rules.maximum_cents - total
        )
        total = rules.maximum_cents
    if rules.step_cents and total % rules.step_cents:
        rest = total % rules.step_cents
        yield Line("rounded_down", total > rest, {"step_cents": rules.step_cents}, -rest)


def _base(rules: Criteria, facts: Facts) -> Line:
    if rules.fixed_cents is not None:
        return Line("fixed_amount", True, {}, rules.fixed_cents)
    if rules.per_day is not None:
        minors = min(minors_of(facts), facts.members)
        adults = facts.members - minors
        told: dict[str, int | str] = {
            "adults": adults,
            "minors": minors,
            "days": rules.per_day.days,
            "adult_cents": rules.per_day.adult_cents,
            "minor_cents": rules.per_day.minor_cents,
            "cap_cents": rules.per_day.weekly_cap_cents,
        }
        return Line("per_day", True, told, days_cents(rules.per_day, adults, minors))
    cents = by_size(rules.amounts_cents, facts.members)
    return Line("household_size", True, {"members": facts.members}, cents)


def _addition(each: Addition, facts: Facts) -> Line | None:
    if each.kind == "infant":
        count = sum(_younger(born_on, each.months, facts.on) for born_on in facts.births_on)
    elif each.kind == "minor":
        count = minors_of(facts)
    else:
        count = min(facts.disabled, facts.members)
    count = min(count, each.most)
    if not count:
        return None
    told: dict[str, int | str] = {"count": count, "each_cents": each.cents}
    if each.kind == "infant":
        told["months"] = each.months
    return Line(f"addition_{each.kind}", True, told, count * each.cents)


def _younger(born_on: datetime.date, months: int, on: datetime.date) -> bool:
    return born_on <= on < add_months(born_on, months)
