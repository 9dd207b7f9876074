# SPDX-License-Identifier: EUPL-1.2
"""How long an attestation holds, its number, its bracket and the sums behind it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import document, vectors
from welfare_desk.core.isee import (
    CURRENT,
    KINDS,
    MINORS,
    dsu_number_looks_right,
    dsu_number_text,
    equivalence_scale,
    ise_cents,
    isee_bracket,
    isee_cents,
    valid_to,
    warnings,
)


def cents(text: str) -> int:
    return int(Decimal(text) * 100)


@pytest.mark.parametrize("vector", vectors("isee_scale", "scale_vectors"), ids=str)
def test_the_scale_of_annex_1(vector: dict[str, Any]) -> None:
    facts = {key: value for key, value in vector.items() if key not in ("n", "expected")}
    assert equivalence_scale(vector["n"], **facts) == cents(vector["expected"])


@pytest.mark.parametrize("vector", vectors("isee_scale", "isee_vectors"), ids=str)
def test_ise_and_isee_to_the_cent(vector: dict[str, Any]) -> None:
    income, assets = cents(vector["isr"]), cents(vector["isp"])
    scale = equivalence_scale(vector["members"])
    assert scale == cents(vector["scale"])
    assert ise_cents(income, assets) == cents(vector["ise"])
    assert isee_cents(income, assets, scale) == cents(vector["isee"])


def test_a_household_without_members_is_a_bug() -> None:
    with pytest.raises(ValueError, match="0"):
        equivalence_scale(0)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != CURRENT])
def test_an_attestation_ends_with_its_year(kind: str) -> None:
    assert valid_to(kind, date(2026, 1, 1)) == date(2026, 12, 31)
    assert valid_to(kind, date(2026, 12, 31)) == date(2026, 12, 31)


def test_a_current_isee_holds_six_months_or_to_the_end_of_the_year() -> None:
    assert valid_to(CURRENT, date(2026, 3, 10)) == date(2026, 9, 10)
    assert valid_to(CURRENT, date(2026, 8, 31)) == date(2027, 2, 28)
    assert valid_to(CURRENT, date(2026, 9, 10), assets_updated=True) == date(2026, 12, 31)


def test_an_unknown_kind_is_a_bug() -> None:
    with pytest.raises(ValueError, match="ordinario"):
        valid_to("ordinario", date(2026, 1, 1))


def test_a_threshold_belongs_to_the_lower_bracket() -> None:
    thresholds = (800_000, 1_500_000)
    values = (0, 800_000, 800_001, 1_500_000, 1_500_001)
    assert [isee_bracket(value, thresholds) for value in values] == [1, 1, 2, 2, 3]
    assert isee_bracket(5, ()) == 1


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.lists(st.integers(0, 10**8), unique=True))
def test_who_has_more_is_never_in_a_needier_bracket(
    one: int, other: int, bounds: list[int]
) -> None:
    thresholds = tuple(sorted(bounds))
    low, high = sorted((one, other))
    assert isee_bracket(low, thresholds) <= isee_bracket(high, thresholds)


@pytest.mark.parametrize("text", document("dsu_protocol")["valid"])
def test_a_dsu_number_as_printed_looks_right(text: str) -> None:
    assert dsu_number_looks_right(text)
    assert dsu_number_looks_right(f" {text.lower()}\n")


@pytest.mark.parametrize(
    "text", [*document("dsu_protocol")["warn"], "", "INPS-ISEE-2026-01234567A-00X"]
)
def test_another_dsu_number_deserves_a_warning(text: str) -> None:
    assert not dsu_number_looks_right(text)


def test_a_dsu_number_is_stored_in_one_spelling() -> None:
    assert dsu_number_text(" inps-isee-2026-01234567a-00 ") == "INPS-ISEE-2026-01234567A-00"


def test_an_attestation_as_it_should_be_warns_of_nothing() -> None:
    issued, ends = date(2026, 2, 1), date(2026, 12, 31)
    assert warnings("ordinary", "INPS-ISEE-2026-01234567A-00", issued, ends) == ()
    assert warnings("ordinary", "", issued, ends) == ()
    assert warnings("unheard of", "", issued, date(2030, 1, 1)) == ()


@pytest.mark.parametrize("text", document("dsu_protocol")["warn"])
def test_a_strange_dsu_number_warns(text: str) -> None:
    found = warnings("ordinary", text, date(2026, 2, 1), date(2026, 12, 31))
    assert found == ("dsu_strange",)


def test_what_deserves_a_second_look_is_named() -> None:
    found = warnings(
        MINORS,
        "inps-isee-2025-01234567a-00",
        date(2026, 2, 1),
        date(2027, 1, 15),
        has_discrepancies=True,
    )
    assert found == ("dsu_year", "valid_to_unusual", "discrepancies", "no_beneficiary")
    assert warnings(MINORS, "", date(2026, 2, 1), date(2026, 12, 31), beneficiary_id="x") == ()


def test_a_current_isee_warns_of_a_day_that_is_not_its_own() -> None:
    issued = date(2026, 3, 10)
    assert warnings(CURRENT, "", issued, date(2026, 9, 10)) == ()
    assert warnings(CURRENT, "", issued, date(2026, 12, 31)) == ("valid_to_unusual",)
    assert warnings(CURRENT, "", issued, date(2026, 12, 31), assets_updated=True) == ()
