# SPDX-License-Identifier: EUPL-1.2
"""What services cost: published examples, and sums that can be followed line by line."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import document, vectors
from welfare_desk.core.fees import Bracket, Scheme, Segment, flaw, highest_fee_cents, price
from welfare_desk.core.refusals import IseeInvalid

DESCENDING = (Bracket(9, 1), Bracket(5, 2), Bracket(None, 3))


def cents(text: str | None) -> int | None:
    return None if text is None else int(Decimal(text) * 100)


def scheme_of(facts: dict[str, Any]) -> Scheme:
    amounts = ("isee_min", "isee_max", "fee_min", "fee_max", "rounding_step", "non_resident_fee")
    return msgspec.convert(
        {
            "kind": facts["kind"],
            "unit": facts["unit"],
            "brackets": [[cents(upper), cents(fee)] for upper, fee in facts.get("brackets", ())],
            "holiday_surcharge_percent": int(facts["holiday_surcharge_percent"]),
            **{f"{name}_cents": cents(facts[name]) for name in amounts if name in facts},
        },
        Scheme,
    )


SCHEMES = {name: scheme_of(facts) for name, facts in document("tariffs")["schemes"].items()}
HOME_CARE = SCHEMES["SAD_LINEAR"]
# Cassano d'Adda, as published: two rising stretches, and more without ISEE than at the top.
CASSANO = Scheme(
    kind="piecewise",
    unit="hour",
    segments=(
        Segment(300_000, 0, 0),
        Segment(750_000, 200, 500),
        Segment(2_000_000, 500, 1800),
        Segment(None, 1800, 1800),
    ),
    no_isee_fee_cents=2000,
)


@pytest.mark.parametrize("vector", vectors("tariffs"), ids=str)
def test_worked_examples(vector: dict[str, Any]) -> None:
    scheme = SCHEMES[vector["scheme"]]
    assert flaw(scheme) is None
    due = price(
        scheme, cents(vector["isee"]), vector["resident"], vector["holiday"], vector["units"]
    )
    assert due.unit_cents == cents(vector["unit_fee"])
    assert due.total_cents == cents(vector["total"])
    assert due.lines[-1].cents == due.total_cents


@pytest.mark.parametrize(
    ("isee_cents", "unit_cents", "bracket"),
    [(0, 0, 1), (300_000, 0, 1), (525_000, 350, 2), (750_000, 500, 2), (1_375_000, 1150, 3),
     (2_000_000, 1800, 3), (2_000_001, 1800, 4), (None, 2000, None)],
)  # fmt: skip
def test_a_piecewise_scheme_rises_in_stretches(
    isee_cents: int | None, unit_cents: int, bracket: int | None
) -> None:
    due = price(CASSANO, isee_cents, True, False, 1)
    assert (due.unit_cents, due.bracket) == (unit_cents, bracket)


def test_workers_multiply_before_units_and_each_step_is_a_line() -> None:
    due = price(HOME_CARE, 800_000, True, True, 12, workers=2)
    assert [(line.code, line.cents) for line in due.lines] == [
        ("linear", 540), ("holiday", 594), ("workers", 1188), ("units", 14256),
    ]  # fmt: skip
    assert due.lines[0].facts == {"isee_cents": 800_000}
    assert due.lines[-1].facts == {"units": 12, "unit": "hour"}


def test_the_order_of_the_sum() -> None:
    scheme = Scheme(
        kind="brackets",
        unit="ride",
        brackets=(Bracket(1_000_000, 333), Bracket(None, 900)),
        rounding_step_cents=50,
        sibling_reduction_percent=15,
        holiday_surcharge_percent=10,
        holiday_supplement_cents=25,
        monthly_cap_cents=3000,
    )
    due = price(scheme, 500_000, True, True, 5, workers=2, sibling=True, month_cents=500)
    assert [(line.code, line.cents) for line in due.lines] == [
        ("bracket", 333), ("rounded", 350), ("sibling", 298), ("holiday", 353),
        ("workers", 706), ("units", 3530), ("monthly_cap", 2500),
    ]  # fmt: skip
    assert (due.unit_cents, due.total_cents, due.bracket) == (353, 2500, 1)


def test_a_month_beyond_its_cap_costs_nothing_more() -> None:
    capped = msgspec.structs.replace(HOME_CARE, monthly_cap_cents=1000)
    assert price(capped, 0, True, False, 3).total_cents == 900
    assert price(capped, 0, True, False, 4).total_cents == 1000
    assert price(capped, 0, True, False, 4, month_cents=1200).total_cents == 0


def test_who_is_exempt_or_uses_a_free_service_pays_nothing_and_sees_why() -> None:
    assert [line.code for line in price(HOME_CARE, None, True, True, 3, exempt=True).lines] == [
        "exempt"
    ]
    free = price(Scheme(kind="free"), None, False, True, 3)
    assert (free.total_cents, free.units, free.lines[0].code) == (0, 3, "free")


def test_without_isee_or_residence_the_reason_is_named() -> None:
    assert price(HOME_CARE, None, True, False, 1).lines[0].code == "no_isee"
    assert price(HOME_CARE, None, False, False, 1).lines[0].code == "non_resident"
    assert price(HOME_CARE, 0, True, False, 1).lines[0].code == "minimum"
    assert price(HOME_CARE, 9_999_999, True, False, 1).lines[0].code == "maximum"


def test_a_negative_isee_is_refused() -> None:
    with pytest.raises(IseeInvalid):
        price(HOME_CARE, -1, True, False, 1)


@pytest.mark.parametrize(
    ("field", "scheme"),
    [
        ("rounding_step_cents", Scheme(kind="free", rounding_step_cents=0)),
        ("sibling_reduction_percent", Scheme(kind="free", sibling_reduction_percent=101)),
        ("isee_max_cents", Scheme(kind="linear")),
        ("brackets", Scheme(kind="brackets")),
        ("brackets", Scheme(kind="brackets", brackets=(Bracket(100, 1),))),
        ("brackets", Scheme(kind="brackets", brackets=DESCENDING)),
        ("segments", Scheme(kind="piecewise", segments=(Segment(None, 1, 1), Segment(None, 2, 2)))),
    ],
)  # fmt: skip
def test_the_flaw_of_a_scheme_is_named_and_no_price_comes_of_it(field: str, scheme: Scheme) -> None:
    assert flaw(scheme) == field
    with pytest.raises(ValueError, match=field):
        price(scheme, 0, True, False, 1)


def test_the_highest_fee_is_that_of_the_last_stretch() -> None:
    assert price(CASSANO, None, False, False, 2).total_cents == 3600
    assert price(SCHEMES["TUTORING_BRACKETS"], None, True, False, 1).unit_cents == 2200


def test_a_free_scheme_has_no_highest_fee() -> None:
    assert highest_fee_cents(Scheme(kind="free")) == 0


@pytest.mark.parametrize("scheme", [*SCHEMES.values(), CASSANO], ids=[*SCHEMES, "CASSANO"])
@given(st.integers(0, 5_000_000), st.integers(0, 5_000_000), st.integers(0, 31), st.booleans())
def test_who_has_more_never_pays_less(
    scheme: Scheme, one: int, other: int, units: int, holiday: bool
) -> None:
    low, high = sorted((one, other))
    cheaper = price(scheme, low, True, holiday, units)
    dearer = price(scheme, high, True, holiday, units)
    assert 0 <= cheaper.total_cents <= dearer.total_cents
    assert cheaper.unit_cents * units == cheaper.total_cents


def test_schemes_travel_as_json() -> None:
    for scheme in (*SCHEMES.values(), CASSANO):
        assert msgspec.json.decode(msgspec.json.encode(scheme), type=Scheme) == scheme
