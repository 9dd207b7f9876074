# SPDX-License-Identifier: EUPL-1.2
"""By what right somebody acts for another: what is needed, when it holds, what is strange."""

import datetime
from typing import Any

import pytest

from welfare_desk.core.delegation_rules import (
    ANY_POWER,
    BY_DECREE,
    POWERS,
    TITLES,
    Mandate,
    canonical,
    holds,
    is_power,
    missing,
    standing,
    warnings,
)

TODAY = datetime.date(2026, 9, 16)
DAY = datetime.timedelta(days=1)
DECREE: dict[str, Any] = {"court": "Padova", "decree_no": "1/2026", "decree_on": TODAY - DAY}


def a_mandate(**other: Any) -> Mandate:
    fields: dict[str, Any] = {
        "title": "delegate",
        "powers": ("book",),
        "valid_from": TODAY,
        "valid_to": TODAY + 100 * DAY,
        "signed": True,
        "delegate_document": "CI CA00000AA",
        **other,
    }
    return Mandate(**fields)


@pytest.mark.parametrize("title", TITLES)
def test_each_title_says_what_it_needs(title: str) -> None:
    needed = {
        "guardian": ("court", "decree_no", "decree_on"),
        "curator": ("court", "decree_no", "decree_on"),
        "support_administrator": ("court", "decree_no", "decree_on"),
        "relative_art4": ("relation",),
    }.get(title, ())
    assert missing(a_mandate(title=title)) == needed
    assert missing(a_mandate(title=title, powers=())) == (*needed, "powers")
    complete = {**DECREE, "relation": "child"}
    assert missing(a_mandate(title=title, **complete)) == ()
    for field in needed:
        assert missing(a_mandate(title=title, **{**complete, field: ""})) == (field,)


@pytest.mark.parametrize(
    ("fields", "yesterday", "today", "tomorrow"),
    [
        ({}, "coming", "holding", "holding"),
        ({"valid_to": None}, "coming", "holding", "holding"),
        ({"valid_to": TODAY}, "coming", "holding", "ended"),
        ({"valid_from": TODAY - 9 * DAY, "valid_to": TODAY - DAY}, "holding", "ended", "ended"),
        ({"ended_on": TODAY + DAY}, "coming", "holding", "ended"),
        ({"ended_on": TODAY}, "coming", "ended", "ended"),
        ({"ended_on": TODAY - 9 * DAY}, "ended", "ended", "ended"),
    ],
)
def test_it_stands_from_its_first_day_to_its_last(
    fields: dict[str, Any], yesterday: str, today: str, tomorrow: str
) -> None:
    mandate = a_mandate(**fields)
    found = tuple(standing(mandate, TODAY + n * DAY) for n in (-1, 0, 1))
    assert found == (yesterday, today, tomorrow)
    assert [holds(mandate, "book", TODAY + n * DAY) for n in (-1, 0, 1)] == [
        each == "holding" for each in found
    ]


def test_it_holds_for_its_acts_and_no_other() -> None:
    for power in POWERS:
        assert holds(a_mandate(), power, TODAY) is (power == "book")
        assert holds(a_mandate(powers=(ANY_POWER,)), power, TODAY)
        assert is_power(power)
    assert not is_power("fly")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({}, ()),
        ({"signed": False}, ("not_signed",)),
        ({"delegate_document": ""}, ("no_document",)),
        ({"valid_to": None}, ("no_expiry",)),
        ({"valid_to": TODAY + 30 * DAY}, ("expires_soon",)),
        ({"valid_from": TODAY - 9 * DAY, "valid_to": TODAY - DAY}, ("expired",)),
        ({"title": "guardian", "valid_to": None, **DECREE}, ()),
        ({"title": "guardian"}, ("incomplete",)),
        ({"title": "guardian", **DECREE, "decree_on": TODAY + DAY}, ("decree_in_future",)),
        ({"title": "support_administrator", "valid_to": None, **DECREE}, ("no_expiry",)),
        (
            {"title": "curator", "valid_from": TODAY - DAY, "valid_to": TODAY - DAY, **DECREE},
            ("decree_expired",),
        ),
        ({"title": "relative_art4", "relation": "child", "powers": ("sign",)}, ()),
        (
            {"title": "relative_art4", "relation": "vicina", "powers": ("collect_card",)},
            ("relation_unusual", "power_unusual"),
        ),
    ],
)
def test_what_is_strange_is_told_and_stops_nobody(
    fields: dict[str, Any], found: tuple[str, ...]
) -> None:
    assert warnings(a_mandate(**fields), TODAY) == found


def test_a_title_of_earlier_versions_is_known() -> None:
    assert canonical("administrator") == "support_administrator"
    assert {canonical(title) for title in TITLES} == set(TITLES)
    assert set(TITLES) > BY_DECREE
