# SPDX-License-Identifier: EUPL-1.2
"""What a unit of a service costs a household, and each step of the sum.

The order is fixed: unit fee of the ISEE, rounding step, sibling reduction, holiday,
workers, units, monthly cap.  The fee is exact until its one rounding to the scheme's step;
every later step is in whole cents, so that the printed lines add up.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Literal

import msgspec

from welfare_desk.core.isee import isee_bracket
from welfare_desk.core.money import rounded
from welfare_desk.core.refusals import IseeInvalid

Kind = Literal["linear", "brackets", "free", "piecewise"]
LineCode = Literal[
    "free", "exempt", "non_resident", "no_isee", "bracket", "linear", "minimum", "maximum",
    "piecewise", "rounded", "sibling", "holiday", "workers", "units", "monthly_cap", "agreed",
]  # fmt: skip


class Bracket(msgspec.Struct, frozen=True, array_like=True):
    """One fee for every ISEE above the bracket before, up to and including ``upper_cents``."""

    upper_cents: int | None
    fee_cents: int


class Segment(msgspec.Struct, frozen=True, array_like=True):
    """Fees that rise evenly from the upper bound of the segment before to ``upper_cents``.

    The last segment has no upper bound and one fee.
    """

    upper_cents: int | None
    fee_from_cents: int
    fee_to_cents: int


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a fee scheme; what its kind does not use stays at its default.

    Brackets and segments ascend and end with one that has no upper bound.  Without a fee
    of their own, people without ISEE and non-residents pay the highest.
    """

    kind: Kind
    unit: str = ""
    isee_min_cents: int = 0
    isee_max_cents: int = 0
    fee_min_cents: int = 0
    fee_max_cents: int = 0
    brackets: tuple[Bracket, ...] = ()
    segments: tuple[Segment, ...] = ()
    no_isee_fee_cents: int | None = None
    non_resident_fee_cents: int | None = None
    rounding_step_cents: int = 1
    holiday_surcharge_percent: int = 0
    holiday_supplement_cents: int = 0
    sibling_reduction_percent: int = 0
    monthly_cap_cents: int | None = None
    holiday_days: tuple[str, ...] = ()
    """Beside Sundays and national holidays, as ``MM-DD``: the patron saint's day."""


class Line(msgspec.Struct, frozen=True):
    """One step of the sum: its code, the numbers it used, and the amount reached after it."""

    code: LineCode
    facts: dict[str, int | str]
    cents: int


class Price(msgspec.Struct, frozen=True):
    """What is due, with the bracket (1 is the neediest) when the scheme has brackets."""

    unit_cents: int
    units: int
    total_cents: int
    bracket: int | None
    lines: tuple[Line, ...]


def flaw(scheme: Scheme) -> str | None:
    """Return the field in which a scheme cannot be computed with, or nothing."""
    if scheme.rounding_step_cents < 1:
        return "rounding_step_cents"
    if not 0 <= scheme.sibling_reduction_percent <= 100:
        return "sibling_reduction_percent"
    if scheme.kind == "linear" and scheme.isee_min_cents >= scheme.isee_max_cents:
        return "isee_max_cents"
    if scheme.kind == "brackets" and not _ascend([b.upper_cents for b in scheme.brackets]):
        return "brackets"
    if scheme.kind == "piecewise" and not _ascend([s.upper_cents for s in scheme.segments]):
        return "segments"
    return None


def price(
    scheme: Scheme,
    isee_cents: int | None,
    resident: bool,
    holiday: bool,
    units: int,
    *,
    workers: int = 1,
    sibling: bool = False,
    exempt: bool = False,
    month_cents: int = 0,
) -> Price:
    """Return what so many units cost, and why.

    ``isee_cents`` is nothing when there is no valid attestation; ``exempt`` is the social
    worker's decision; ``month_cents`` is what the month has already cost, for the cap.
    Refused with ``IseeInvalid`` below zero.
    """
    if isee_cents is not None and isee_cents < 0:
        raise IseeInvalid()
    if units < 0 or workers < 1 or flaw(scheme):
        raise ValueError((units, workers, flaw(scheme)))
    if scheme.kind == "free" or exempt:
        line = Line("free" if scheme.kind == "free" else "exempt", {}, 0)
        return Price(unit_cents=0, units=units, total_cents=0, bracket=None, lines=(line,))
    bracket, lines = _unit_fee(scheme, isee_cents, resident)
    _adjust_unit(scheme, lines, holiday, sibling)
    unit_cents = lines[-1].cents
    total_cents = _multiply(scheme, lines, units, workers, month_cents)
    return Price(unit_cents, units, total_cents, bracket, tuple(lines))


def highest_fee_cents(scheme: Scheme) -> int:
    """Return the fee of the highest incomes."""
    if scheme.kind == "linear":
        return scheme.fee_max_cents
    if scheme.kind == "brackets":
        return scheme.brackets[-1].fee_cents
    if scheme.kind == "piecewise":
        return scheme.segments[-1].fee_to_cents
    return 0


def _unit_fee(
    scheme: Scheme, isee_cents: int | None, resident: bool
) -> tuple[int | None, list[Line]]:
    """Return the bracket and the lines up to the rounded fee, before any reduction."""
    bracket: int | None = None
    facts: dict[str, int | str] = {}
    code: LineCode
    if not resident:
        code, exact = (
            "non_resident",
            Fraction(_own_or_highest(scheme, scheme.non_resident_fee_cents)),
        )
    elif isee_cents is None:
        code, exact = "no_isee", Fraction(_own_or_highest(scheme, scheme.no_isee_fee_cents))
    else:
        facts = {"isee_cents": isee_cents}
        code, exact, bracket = _fee_of(scheme, isee_cents)
        if bracket is not None:
            facts["bracket"] = bracket
    lines = [Line(code, facts, rounded(exact))]
    fee_cents = rounded(exact, scheme.rounding_step_cents)
    if fee_cents != exact and scheme.rounding_step_cents > 1:
        lines.append(Line("rounded", {"step_cents": scheme.rounding_step_cents}, fee_cents))
    return bracket, lines


def _fee_of(scheme: Scheme, isee_cents: int) -> tuple[LineCode, Fraction, int | None]:
    if scheme.kind == "brackets":
        bracket = isee_bracket(isee_cents, _bounds([b.upper_cents for b in scheme.brackets]))
        return "bracket", Fraction(scheme.brackets[bracket - 1].fee_cents), bracket
    if scheme.kind == "piecewise":
        return _piecewise(scheme, isee_cents)
    if isee_cents <= scheme.isee_min_cents:
        return "minimum", Fraction(scheme.fee_min_cents), None
    if isee_cents >= scheme.isee_max_cents:
        return "maximum", Fraction(scheme.fee_max_cents), None
    share = Fraction(
        isee_cents - scheme.isee_min_cents, scheme.isee_max_cents - scheme.isee_min_cents
    )
    rise = scheme.fee_max_cents - scheme.fee_min_cents
    return "linear", scheme.fee_min_cents + share * rise, None


def _piecewise(scheme: Scheme, isee_cents: int) -> tuple[LineCode, Fraction, int | None]:
    bounds = _bounds([segment.upper_cents for segment in scheme.segments])
    bracket = isee_bracket(isee_cents, bounds)
    segment = scheme.segments[bracket - 1]
    if segment.upper_cents is None or segment.fee_from_cents == segment.fee_to_cents:
        return "bracket", Fraction(segment.fee_to_cents), bracket
    lower_cents = bounds[bracket - 2] if bracket > 1 else 0
    share = Fraction(isee_cents - lower_cents, segment.upper_cents - lower_cents)
    rise = segment.fee_to_cents - segment.fee_from_cents
    return "piecewise", segment.fee_from_cents + share * rise, bracket


def _adjust_unit(scheme: Scheme, lines: list[Line], holiday: bool, sibling: bool) -> None:
    cents = lines[-1].cents
    if sibling and scheme.sibling_reduction_percent:
        percent = scheme.sibling_reduction_percent
        cents = rounded(Fraction(cents * (100 - percent), 100))
        lines.append(Line("sibling", {"percent": percent}, cents))
    if holiday and (scheme.holiday_surcharge_percent or scheme.holiday_supplement_cents):
        percent, supplement = scheme.holiday_surcharge_percent, scheme.holiday_supplement_cents
        cents = rounded(Fraction(cents * (100 + percent), 100)) + supplement
        lines.append(Line("holiday", {"percent": percent, "supplement_cents": supplement}, cents))


def _multiply(scheme: Scheme, lines: list[Line], units: int, workers: int, month_cents: int) -> int:
    cents = lines[-1].cents
    if workers > 1:
        cents *= workers
        lines.append(Line("workers", {"workers": workers}, cents))
    cents *= units
    lines.append(Line("units", {"units": units, "unit": scheme.unit}, cents))
    if scheme.monthly_cap_cents is not None and month_cents + cents > scheme.monthly_cap_cents:
        cents = max(scheme.monthly_cap_cents - month_cents, 0)
        facts: dict[str, int | str] = {
            "cap_cents": scheme.monthly_cap_cents,
            "month_cents": month_cents,
        }
        lines.append(Line("monthly_cap", facts, cents))
    return cents


def _own_or_highest(scheme: Scheme, own_cents: int | None) -> int:
    return highest_fee_cents(scheme) if own_cents is None else own_cents


def _bounds(uppers: list[int | None]) -> tuple[int, ...]:
    return tuple(upper for upper in uppers if upper is not None)


def _ascend(uppers: list[int | None]) -> bool:
    bounds = _bounds(uppers)
    one_open_end = bool(uppers) and uppers[-1] is None and len(bounds) == len(uppers) - 1
    return one_open_end and all(a < b for a, b in pairwise(bounds))
