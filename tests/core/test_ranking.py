# SPDX-License-Identifier: EUPL-1.2
"""The order of a round and its draw can be made again by anybody with the seed."""

import random

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.ranking import (
    POLICIES,
    Entrant,
    draw_sample,
    lot,
    rank,
    within_budget,
)

ENTRANTS = st.lists(
    st.builds(
        Entrant,
        id=st.uuids().map(str),
        number=st.integers(0, 10**6).map(str),
        isee_cents=st.none() | st.integers(0, 3),
        minors=st.integers(0, 2),
        disabled=st.integers(0, 1),
        filed_at=st.integers(0, 3),
        claim_cents=st.integers(1, 100),
    ),
    max_size=20,
    unique_by=lambda one: one.number,
)
STEPS = st.lists(st.sampled_from(POLICIES), max_size=4, unique=True)


def entrant(number: str, **known: int | None) -> Entrant:
    fields = {"isee_cents": 0, "minors": 0, "disabled": 0, "filed_at": 0, "claim_cents": 1, **known}
    return Entrant(id=number.lower(), number=number, **fields)


def test_each_policy_puts_its_own_first() -> None:
    one, other = entrant("A", isee_cents=100, filed_at=2), entrant("B", isee_cents=200, minors=3)
    without = entrant("C", isee_cents=None, disabled=1, filed_at=1)
    people = (without, other, one)
    assert rank(people, ["isee_asc"], 1).order == ("a", "b", "c")
    assert rank(people, ["minors_desc", "filed_asc"], 1).order == ("b", "c", "a")
    assert rank(people, ["disabled_desc", "isee_asc"], 1).order == ("c", "a", "b")
    assert rank(people, ["filed_asc"], 1).order == ("b", "c", "a")


def test_the_log_says_which_step_broke_a_tie_by_numbers_only() -> None:
    one, other, third = entrant("A", filed_at=5), entrant("B", filed_at=4), entrant("C", filed_at=4)
    found = rank((one, other, third), ["isee_asc", "filed_asc"], 7)
    first, second = ("B", "C") if lot(7, "B") < lot(7, "C") else ("C", "B")
    assert found.order == (first.lower(), second.lower(), "a")
    assert found.log == (f"{first} < {second}: draw", f"{second} < A: filed_asc")


@given(ENTRANTS, STEPS, st.integers(0, 2**36))
def test_the_order_is_the_same_however_it_is_asked(
    entrants: list[Entrant], steps: list[str], seed: int
) -> None:
    found = rank(entrants, steps, seed)
    shuffled = random.Random(3).sample(entrants, len(entrants))
    assert rank(shuffled, steps, seed) == found
    assert sorted(found.order) == sorted(one.id for one in entrants)


@given(st.lists(st.integers(1, 100)), st.integers(0, 500))
def test_the_budget_pays_from_the_top_and_passes_nobody_over(claims: list[int], cents: int) -> None:
    paid = within_budget(claims, cents)
    assert sum(claims[:paid]) <= cents
    assert paid == len(claims) or sum(claims[: paid + 1]) > cents


@given(st.sets(st.integers(0, 999).map(str)), st.integers(0, 100), st.integers(0, 2**36))
def test_the_draw_takes_its_share_rounded_up_and_can_be_made_again(
    numbers: set[str], percent: int, seed: int
) -> None:
    drawn = draw_sample(numbers, percent, seed)
    assert len(drawn) == -(-len(numbers) * percent // 100)
    assert set(drawn) <= numbers
    assert draw_sample(sorted(numbers, reverse=True), percent, seed) == drawn


def test_a_known_seed_draws_known_numbers() -> None:
    assert draw_sample(("K1", "K2", "K3", "K4", "K5"), 40, 20_261_123) == ("K3", "K4")
