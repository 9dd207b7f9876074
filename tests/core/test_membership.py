# SPDX-License-Identifier: EUPL-1.2
"""Roles and reasons: a closed list, each with its words in both languages."""

import pytest

from welfare_desk.core.membership import APART, CHILDREN, LEAVING_REASONS, ROLES, counts_by_default
from welfare_desk.desk.sentences import line_text


@pytest.mark.parametrize("lang", ["it", "en"])
def test_each_role_and_reason_has_its_words(lang: str) -> None:
    words = [line_text("role", role, {}, lang) for role in ROLES]
    assert len(set(words)) == len(ROLES)
    words = [line_text("leaving", reason, {}, lang) for reason in LEAVING_REASONS]
    assert len(set(words)) == len(LEAVING_REASONS)


def test_a_fostered_child_and_a_carer_live_there_without_belonging() -> None:
    assert (
        {role for role in ROLES if not counts_by_default(role)}
        == APART
        == {
            "foster_child",
            "carer",
        }
    )
    assert set(ROLES) > CHILDREN


def test_names_fit_into_the_field() -> None:
    assert max(len(name) for name in (*ROLES, *LEAVING_REASONS)) <= 20
