# SPDX-License-Identifier: EUPL-1.2
"""Which attestation counts for a benefit, kind by kind, and why none does."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.isee import (
    CURRENT,
    KINDS,
    MINORS,
    ORDINARY,
    RESIDENTIAL,
    SOCIAL_HEALTH,
    UNIVERSITY,
)
from welfare_desk.core.right_isee import (
    ANY,
    RIGHT_KINDS,
    Choice,
    accepted_kinds,
    is_withdrawn,
    right_isee,
)

ON = datetime.date(2026, 9, 16)
DAY = datetime.timedelta(days=1)


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    id: str = "paper"
    isee_kind: str = ORDINARY
    beneficiary_id: str = ""
    issued_on: datetime.date = datetime.date(2026, 2, 1)
    valid_to: datetime.date = datetime.date(2026, 12, 31)
    recorded_at: int = 0


def right(wanted: str, *papers: Paper, who: tuple[str, ...] = ("nina",)) -> Choice[Paper]:
    return right_isee(papers, (wanted,) if wanted else (), who, ON)


@pytest.mark.parametrize(
    ("wanted", "does", "does_not"),
    [
        (ORDINARY, {ORDINARY, CURRENT}, {MINORS, SOCIAL_HEALTH, RESIDENTIAL, UNIVERSITY}),
        (MINORS, {MINORS}, {ORDINARY, CURRENT, SOCIAL_HEALTH, RESIDENTIAL, UNIVERSITY}),
        (SOCIAL_HEALTH, {SOCIAL_HEALTH, ORDINARY, CURRENT}, {MINORS, RESIDENTIAL, UNIVERSITY}),
        (RESIDENTIAL, {RESIDENTIAL}, {ORDINARY, CURRENT, MINORS, SOCIAL_HEALTH, UNIVERSITY}),
        (UNIVERSITY, {UNIVERSITY}, {ORDINARY, CURRENT, MINORS, SOCIAL_HEALTH, RESIDENTIAL}),
        (CURRENT, {CURRENT}, {ORDINARY, MINORS, SOCIAL_HEALTH, RESIDENTIAL, UNIVERSITY}),
        ("", set(KINDS), set()),
    ],
)
def test_table_of_kinds_for_an_attestation_of_the_household(
    wanted: str, does: set[str], does_not: set[str]
) -> None:
    assert {kind for kind in KINDS if right(wanted, Paper(isee_kind=kind)).isee} == does
    assert all(right(wanted, Paper(isee_kind=k)).reason == "other_kind" for k in does_not)


def test_one_for_the_beneficiary_beats_one_for_the_household() -> None:
    own = Paper(id="own", isee_kind=MINORS, beneficiary_id="nina")
    newer = Paper(id="all", isee_kind=MINORS, issued_on=datetime.date(2026, 5, 1))
    assert right(MINORS, newer, own).isee_id == "own"
    assert right(MINORS, newer, own, who=("ugo",)).isee_id == "all"


def test_any_id_of_a_merged_beneficiary_does() -> None:
    own = Paper(isee_kind=MINORS, beneficiary_id="nina before")
    assert right(MINORS, own, who=("nina", "nina before")).isee == own


def test_current_one_beats_the_ordinary_while_it_holds() -> None:
    ordinary = Paper(id="ordinary", issued_on=datetime.date(2026, 6, 1))
    current = Paper(id="current", isee_kind=CURRENT, issued_on=datetime.date(2026, 3, 1))
    assert right(ORDINARY, ordinary, current).isee_id == "current"
    over = msgspec.structs.replace(current, valid_to=ON - DAY)
    assert right(ORDINARY, ordinary, over).isee_id == "ordinary"


def test_current_one_of_a_child_counts_for_that_child_only() -> None:
    current = Paper(isee_kind=CURRENT, beneficiary_id="nina")
    for wanted in (MINORS, UNIVERSITY):
        assert right(wanted, current).isee == current
        assert right(wanted, current, who=("ugo",)).reason == "other_beneficiary"
    assert right(ORDINARY, current).isee is None


def test_ordinary_one_stands_in_for_social_health_care_and_says_so() -> None:
    ordinary = Paper(id="ordinary")
    choice = right(SOCIAL_HEALTH, ordinary)
    assert (choice.isee_id, choice.fallback) == ("ordinary", True)
    own = Paper(id="own", isee_kind=SOCIAL_HEALTH, issued_on=datetime.date(2026, 1, 2))
    assert right(SOCIAL_HEALTH, ordinary, own) == Choice(own)
    assert not right(ORDINARY, ordinary).fallback
    assert not right("", ordinary).fallback


def test_latest_of_two_of_a_rank_counts_then_the_one_recorded_last() -> None:
    old, new = Paper(id="z"), Paper(id="a", issued_on=datetime.date(2026, 3, 1))
    assert right(ORDINARY, old, new).isee_id == "a"
    again = msgspec.structs.replace(old, id="b", recorded_at=1)
    assert right(ORDINARY, old, again).isee_id == "b"


@pytest.mark.parametrize(
    ("papers", "reason"),
    [
        ((), "none"),
        ((Paper(valid_to=ON - DAY),), "expired"),
        ((Paper(issued_on=ON + DAY),), "none"),
        ((Paper(valid_to=datetime.date(2026, 1, 31)),), "none"),
        ((Paper(isee_kind=MINORS),), "other_kind"),
        ((Paper(isee_kind="unheard of"),), "other_kind"),
        ((Paper(isee_kind=MINORS), Paper(valid_to=ON - DAY)), "expired"),
        ((Paper(beneficiary_id="ugo"),), "other_beneficiary"),
    ],
    ids=str,
)
def test_reason_why_none_counts(papers: tuple[Paper, ...], reason: str) -> None:
    choice = right(ORDINARY, *papers)
    assert (choice.isee, choice.isee_id, choice.reason) == (None, None, reason)


def test_first_and_last_day_count() -> None:
    assert right(ORDINARY, Paper(valid_to=ON)).isee
    assert right(ORDINARY, Paper(issued_on=ON)).isee


def test_withdrawn_one_counts_on_no_day() -> None:
    issued = datetime.date(2026, 2, 1)
    withdrawn = Paper(issued_on=issued, valid_to=issued - DAY)
    assert is_withdrawn(withdrawn)
    for on in (issued - DAY, issued, ON):
        assert right_isee([withdrawn], (), (), on) == Choice(None, "none")


def test_several_kinds_are_taken_in_the_order_in_which_they_are_named() -> None:
    ordinary, minors = Paper(id="ordinary"), Paper(id="minors", isee_kind=MINORS)
    assert right_isee([minors, ordinary], (ORDINARY, MINORS), (), ON).isee_id == "ordinary"
    assert right_isee([minors, ordinary], (MINORS, ORDINARY), (), ON).isee_id == "minors"
    assert right_isee([minors], (ORDINARY, MINORS), (), ON).isee_id == "minors"
    assert accepted_kinds((ORDINARY,)) == (CURRENT, ORDINARY)
    assert set(accepted_kinds(())) == set(KINDS)
    assert accepted_kinds(("unheard of",)) == ()


def test_table_names_every_kind() -> None:
    assert set(RIGHT_KINDS) == set(KINDS)
    assert {kind for kind, _ in ANY} == set(KINDS)


_papers = st.lists(
    st.builds(
        Paper,
        id=st.uuids().map(str),
        isee_kind=st.sampled_from(KINDS),
        beneficiary_id=st.sampled_from(["", "nina", "ugo"]),
        issued_on=st.dates(ON - 400 * DAY, ON + 5 * DAY),
        valid_to=st.dates(ON - 5 * DAY, ON + 200 * DAY),
        recorded_at=st.integers(0, 3),
    ),
    max_size=8,
)


@given(_papers, st.sampled_from(("", *KINDS)), st.randoms(use_true_random=False))
def test_order_of_the_papers_changes_nothing_and_what_is_chosen_holds(
    papers: list[Paper], wanted: str, random: st.DataObject
) -> None:
    choice = right(wanted, *papers)
    shuffled = list(papers)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert right(wanted, *shuffled) == choice
    assert (choice.isee is None) is bool(choice.reason)
    if choice.isee is not None:
        assert choice.isee.issued_on <= ON <= choice.isee.valid_to
        assert choice.isee.beneficiary_id in ("", "nina")
        assert choice.isee.isee_kind in accepted_kinds((wanted,))
