# SPDX-License-Identifier: EUPL-1.2
"""More is asked for than there is, half of the counters have no line: places are shared well."""

from __future__ import annotations

import pytest

from tests.simulation.demand import line, play
from welfare_desk.models.fund import Resource
from welfare_desk.operations.lending import Past, lendable, part_of, worth_lending


def test_no_place_is_promised_twice_and_most_are_given() -> None:
    shares = play(1, 12, days=2)
    assert (shares.twice, shares.broken) == (0, 0), line(1, shares)
    assert shares.asked > shares.places
    assert shares.taken_share >= 0.7, line(1, shares)
    assert shares.final_share >= 0.7, line(1, shares)


def test_the_same_seed_gives_the_same_season() -> None:
    assert play(2, 9, days=1) == play(2, 9, days=1)


def test_a_counter_that_gave_more_of_an_offering_has_the_larger_part() -> None:
    past = Past({"a": 30, "b": 0}, {"a": 60, "b": 60})
    parts = [part_of(past, each, ("a", "b"), 10) for each in ("a", "b")]
    assert parts[0] > 0.4 > 0.1 > parts[1] > 0
    assert part_of(Past(), "a", ("a", "b"), 10) == pytest.approx(0.1)


def test_what_a_counter_hardly_gives_is_hardly_lent_to_it() -> None:
    parts = [worth_lending(due) for due in (0.1, 1, 10)]
    assert parts[0] < 0.2 < parts[1] < 0.9 < parts[2] < 1


@pytest.mark.parametrize("unused", [0, 1, 7, 60])
def test_places_are_lent_ahead_less_near_the_start(unused: int) -> None:
    row = Resource(
        id="slot:x", territory_id="t", total=80, free=unused, committed=80 - unused, in_doubt=0
    )
    far, near = (lendable("x", row, hours * 3_600_000_000) for hours in (200, 3))
    assert 0 <= near <= far <= unused
