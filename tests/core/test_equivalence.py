# SPDX-License-Identifier: EUPL-1.2
"""The scale line by line adds up to the scale of Annex 1, for every vector and beyond."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.vectors import vectors
from welfare_desk.core.equivalence import Situation, scale_lines
from welfare_desk.core.isee import equivalence_scale


def scale_of(situation: Situation) -> int:
    return sum(line.hundredths for line in scale_lines(situation))


@pytest.mark.parametrize("vector", vectors("isee_scale", "scale_vectors"), ids=str)
def test_lines_add_up_to_the_published_scale(vector: dict[str, Any]) -> None:
    facts = {key: value for key, value in vector.items() if key not in ("n", "expected")}
    situation = Situation(members=vector["n"], **facts)
    assert scale_of(situation) == int(Decimal(vector["expected"]) * 100)


@given(
    st.builds(
        Situation,
        members=st.integers(1, 20),
        children=st.integers(0, 12),
        minors=st.booleans(),
        under3=st.booleans(),
        both_work=st.booleans(),
        lone_nonworking=st.booleans(),
        disabled=st.integers(0, 5),
    )
)
def test_lines_always_add_up_and_none_is_empty(situation: Situation) -> None:
    facts = msgspec.structs.asdict(situation)
    assert scale_of(situation) == equivalence_scale(facts.pop("members"), **facts)
    assert all(line.hundredths > 0 for line in scale_lines(situation))


def test_each_line_says_what_it_counted() -> None:
    whole = Situation(members=7, children=5, minors=True, under3=True, both_work=True, disabled=2)
    lines = {line.code: (line.facts, line.hundredths) for line in scale_lines(whole)}
    assert lines == {
        "members": ({"members": 5}, 285),
        "further_members": ({"more": 2}, 70),
        "children": ({"children": 5}, 50),
        "minors_under_three": ({}, 30),
        "disabled": ({"disabled": 2}, 100),
    }


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"both_work": True}, "minors_working"),
        ({"both_work": True, "under3": True}, "minors_under_three"),
        ({"lone_nonworking": True}, "minors_lone_parent"),
        ({"lone_nonworking": True, "under3": True}, "minors_lone_parent_under_three"),
        ({"under3": True}, None),
        ({}, None),
    ],
)
def test_minors_count_only_with_work_or_a_lone_parent(
    answers: dict[str, bool], code: str | None
) -> None:
    codes = [line.code for line in scale_lines(Situation(members=2, minors=True, **answers))]
    assert codes == (["members", code] if code else ["members"])


def test_a_household_without_members_is_a_bug() -> None:
    with pytest.raises(ValueError, match="0"):
        scale_lines(Situation(members=0))
