# SPDX-License-Identifier: EUPL-1.2
"""Shapes of codes and documents, and which of them are closed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.identifiers import (
    KINDS,
    MASK,
    RESTRICTED,
    fits,
    health_code_kind,
    masked,
    normalized,
)


@pytest.mark.parametrize(
    ("kind", "good", "odd"),
    [
        ("stp", "STP0500000000001", "STP050000000001"),
        ("stp", "STP0500000000001", "ENI0500000000001"),
        ("eni", "ENI0500000000001", "ENI05000000000011"),
        ("electronic_id_card", "CA00000AA", "CA000000A"),
        ("paper_id_card", "AX1234567", "AX123456"),
        ("residence_permit", "I12345678", "I1234567"),
        ("passport", "YA1234567", "12"),
        ("health_card", "80380001234567890123", "8038"),
        ("fiscal_code", "RSSMRA62C45H501N", "RSSMRA62C45H501"),
        ("fiscal_code", "12345678903", "1234567890"),
    ],
)
def test_shape_of_each_kind(kind: str, good: str, odd: str) -> None:
    assert fits(kind, good)
    assert not fits(kind, odd)
    assert not fits(kind, f"{good}\n")
    assert kind in KINDS


def test_blanks_case_and_asterisks_of_a_scanner_do_not_count() -> None:
    assert normalized(" *stp 050 000\t0000001* \r\n") == "STP0500000000001"
    assert health_code_kind("stp 050 0000000001") == "stp"
    assert health_code_kind("*ENI0500000000001*") == "eni"
    for other in ("", "STP", "STP05000000000012", "RSSMRA62C45H501N", "STP\u0660500000000001"):
        assert health_code_kind(other) == ""


@given(st.text())
def test_normalizing_twice_changes_nothing_more(text: str) -> None:
    assert normalized(normalized(text)) == normalized(text)


@pytest.mark.parametrize("kind", KINDS)
def test_a_closed_code_shows_no_letter_of_itself(kind: str) -> None:
    assert masked(kind, "STP0500000000001") == (MASK if kind in RESTRICTED else "STP0500000000001")
    assert masked(kind, "") == ""
