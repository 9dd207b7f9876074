# SPDX-License-Identifier: EUPL-1.2
"""A price split between payers: to the cent, by largest remainder, the person last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.core.shares import Part, split

parts = st.lists(
    st.builds(Part, st.integers(0, 100), st.none() | st.integers(0, 100_000)), max_size=5
)
cents = st.integers(0, 10_000_000)


@pytest.mark.parametrize(
    ("total", "given_parts", "shares"),
    [
        (500, [], (500,)),
        (0, [Part(50)], (0, 0)),
        (1_000, [Part(30)], (300, 700)),
        (1, [Part(50)], (1, 0)),
        (101, [Part(50)], (51, 50)),
        (100, [Part(33), Part(33)], (33, 33, 34)),
        (10, [Part(33), Part(33)], (3, 3, 4)),
        (10_000, [Part(80, 2_000)], (2_000, 8_000)),
        (10_000, [Part(80), Part(50)], (8_000, 2_000, 0)),
        (10_000, [Part(100, 0)], (0, 10_000)),
    ],
)
def test_shares_by_hand(total: int, given_parts: list[Part], shares: tuple[int, ...]) -> None:
    assert split(total, given_parts) == shares


@given(cents, parts)
def test_shares_are_the_whole_price_and_never_below_nothing(total: int, some: list[Part]) -> None:
    shares = split(total, some)
    assert sum(shares) == total
    assert len(shares) == len(some) + 1
    assert min(shares) >= 0


@given(cents, parts)
def test_nobody_pays_a_cent_more_than_the_percentage_or_the_cap(
    total: int, some: list[Part]
) -> None:
    for part, share in zip(some, split(total, some), strict=False):
        assert share * 100 < total * part.percent + 100
        assert part.cap_cents is None or share <= part.cap_cents


@given(cents, st.lists(st.builds(Part, st.integers(0, 20), st.none()), max_size=5))
def test_without_caps_each_share_is_the_nearest_cent_but_one(total: int, some: list[Part]) -> None:
    for part, share in zip(some, split(total, some), strict=False):
        assert abs(share * 100 - total * part.percent) < 100
