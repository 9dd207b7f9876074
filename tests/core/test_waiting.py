# SPDX-License-Identifier: EUPL-1.2
"""The order of a waiting list: stated, reproducible, printed; and whom free places go to."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import an_id
from welfare_desk.core.waiting import (
    MOST_POINTS,
    POINTS,
    RULES,
    Turn,
    allot,
    drawn_as,
    in_order,
    jumped,
    log_lines,
    number_of,
    points_of,
    recomputed,
    round_of,
    step_between,
)

DRAWS = st.one_of(st.just(""), st.builds(drawn_as, st.integers(1, 3), st.integers(0, 2**36)))


def turn(name: str, **other: int | str) -> Turn:
    fields = {"seats": 1, "priority": 0, "joined_at": 0, "draw": "", **other}
    return Turn(id=an_id(name), number=number_of(an_id(name)), **fields)  # type: ignore[arg-type]


TURNS = st.lists(
    st.builds(
        turn,
        st.text(min_size=1, max_size=6),
        seats=st.integers(1, 4),
        priority=st.integers(0, MOST_POINTS),
        joined_at=st.integers(0, 2**51),
        draw=DRAWS,
    ),
    unique_by=lambda each: each.id,
    max_size=12,
)


def names(turns: object) -> list[str]:
    return [each.id for each in turns]  # type: ignore[attr-defined]


def test_order_is_by_joining_and_then_by_the_number() -> None:
    late, early, tie = turn("late", joined_at=9), turn("a", joined_at=1), turn("b", joined_at=1)
    first, second = sorted((early, tie), key=lambda each: each.number)
    assert in_order((late, tie, early), "order") == (first, second, late)
    assert step_between(first, second, "order") == "number"
    assert step_between(second, late, "order") == "joined"


def test_priority_is_by_points_and_then_as_the_order() -> None:
    many = turn("many", priority=50, joined_at=9)
    few, early = turn("few", priority=10, joined_at=8), turn("early", joined_at=1)
    assert in_order((early, few, many), "priority") == (many, few, early)
    assert step_between(many, few, "priority") == "points"
    assert in_order((early, few, many), "order") == (early, few, many)


def test_draw_is_by_lot_a_later_draw_behind_and_who_was_not_drawn_last() -> None:
    drawn = [turn(str(n), draw="1:48151623", joined_at=99 - n) for n in range(8)]
    later = [turn(f"l{n}", draw="2:1", joined_at=0) for n in range(3)]
    undrawn = [turn("u", joined_at=0), turn("v", joined_at=1)]
    placed = in_order([*undrawn, *later, *drawn], "draw")
    assert set(placed[:8]) == set(drawn)
    assert set(placed[8:11]) == set(later)
    assert list(placed[11:]) == undrawn
    assert names(placed[:8]) != names(drawn), "by lot, not by joining"
    assert step_between(placed[0], placed[1], "draw") == "draw"
    assert step_between(placed[7], placed[8], "draw") == "draw"
    other = [turn(str(n), draw="1:7", joined_at=99 - n) for n in range(8)]
    assert names(in_order(other, "draw")) != names(placed[:8]), "another seed, another order"


def test_points_are_those_stated_each_once() -> None:
    assert points_of(("nobody_else", "nobody_else", "gold")) == POINTS["nobody_else"]
    assert points_of(POINTS) == MOST_POINTS
    assert points_of(()) == 0


@pytest.mark.parametrize("draw", ["", "x", ":5", "-1:5"])
def test_strange_draw_counts_as_none(draw: str) -> None:
    assert round_of(draw) == 0
    assert in_order((turn("a", draw=draw),), "draw")


def test_two_places_go_whole_or_not_at_all() -> None:
    pair, one = turn("pair", seats=2, joined_at=1), turn("one", joined_at=2)
    got = allot((pair, one), 1)
    assert (got.given, got.passed, got.left) == ((one,), (pair,), 0)
    got = allot((pair, one), 2)
    assert (got.given, got.passed, got.left) == ((pair,), (), 0)
    got = allot((pair,), 1)
    assert (got.given, got.passed, got.left) == ((), (pair,), 1)


def test_places_of_one_turn_come_from_one_pool() -> None:
    pair, one = turn("pair", seats=2, joined_at=1), turn("one", joined_at=2)
    got = allot((pair, one), 1, 1)
    assert (got.given, got.pools, got.passed, got.left) == ((one,), (0,), (pair,), 1)
    got = allot((pair, one), 1, 2)
    assert (got.given, got.pools, got.left) == ((pair, one), (1, 0), 0)


def test_who_asks_for_more_is_passed_over_and_whoever_fits_is_jumped() -> None:
    pair, one = turn("pair", seats=2, joined_at=1), turn("one", joined_at=2)
    last = turn("last", joined_at=3)
    assert jumped(last, (pair, one), "order") == (one,)
    assert jumped(one, (pair, last), "order") == ()


@given(TURNS, st.sampled_from(RULES), st.randoms(use_true_random=False))
def test_same_turns_give_the_same_order_in_whichever_order_they_come(
    turns: list[Turn], rule: str, chance: Random
) -> None:
    shuffled = list(turns)
    chance.shuffle(shuffled)
    assert in_order(turns, rule) == in_order(shuffled, rule)


@given(TURNS, st.sampled_from(RULES), st.randoms(use_true_random=False))
def test_printed_list_can_be_worked_out_again_from_its_lines_alone(
    turns: list[Turn], rule: str, chance: Random
) -> None:
    head, *lines = log_lines(turns, rule)
    printed = tuple(each.number for each in in_order(turns, rule))
    chance.shuffle(lines)
    assert recomputed((head, *lines)) == printed


@pytest.mark.parametrize("lines", [(), ("1. A",), ("rule order", "1. A | seats x")])
def test_what_is_no_printed_list_is_refused(lines: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=r"^"):
        recomputed(lines)


@given(TURNS, st.integers(-3, 12))
def test_places_are_given_from_the_top_and_never_more_than_there_are(
    turns: list[Turn], free: int
) -> None:
    ordered = in_order(turns, "order")
    got = allot(ordered, free)
    assert sum(each.seats for each in got.given) + got.left == free or free < 1
    assert set(names(got.given)).isdisjoint(names(got.passed))
    for each in got.given:
        before = ordered[: ordered.index(each)]
        for skipped in set(before) - set(got.given):
            assert skipped.seats > each.seats or skipped in got.passed
