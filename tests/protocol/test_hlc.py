# SPDX-License-Identifier: EUPL-1.2
"""The hybrid clock: always forward, never far ahead."""

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.protocol.hlc import MAX_AHEAD_MS, Hlc, merge, tick

_ms = st.integers(0, 2**50)
_stamps = st.builds(Hlc, _ms, st.integers(0, 2**20), st.integers(0, 99))


@given(last=_stamps, wall=_ms, device=st.integers(0, 99))
def test_tick_is_later_than_the_last_and_not_before_the_wall(
    last: Hlc, wall: int, device: int
) -> None:
    now = tick(last, wall, device)
    assert (now.ms, now.n) > (last.ms, last.n)
    assert now.ms >= wall
    assert now.device == device


@given(last=_stamps, walls=st.lists(_ms, max_size=20))
def test_clock_that_jumps_back_never_turns_stamps_back(last: Hlc, walls: list[int]) -> None:
    stamps = [last]
    for wall in walls:
        stamps.append(tick(stamps[-1], wall, last.device))
    assert stamps == sorted(stamps)
    assert len({(stamp.ms, stamp.n) for stamp in stamps}) == len(stamps)


def test_moments_within_a_millisecond_are_counted() -> None:
    assert tick(Hlc(5, 3, 1), 5, 1) == Hlc(5, 4, 1)
    assert tick(Hlc(5, 3, 1), 4, 1) == Hlc(5, 4, 1)
    assert tick(Hlc(5, 3, 1), 6, 1) == Hlc(6, 0, 1)


@given(last=_stamps, received=_stamps, wall=_ms, device=st.integers(0, 99))
def test_merged_stamp_is_later_than_the_own_and_than_a_received_one_within_bounds(
    last: Hlc, received: Hlc, wall: int, device: int
) -> None:
    now = merge(last, received, wall, device)
    assert (now.ms, now.n) > (last.ms, last.n)
    if received.ms <= wall + MAX_AHEAD_MS:
        assert (now.ms, now.n) > (received.ms, received.n)


@given(received=_stamps, wall=_ms)
def test_stamp_from_far_ahead_pulls_no_clock_further_than_five_minutes(
    received: Hlc, wall: int
) -> None:
    assert merge(Hlc(0, 0, 1), received, wall, 1).ms <= wall + MAX_AHEAD_MS


def test_clamp_forgets_the_counter_of_what_it_cuts() -> None:
    wall = 1_000_000
    far = Hlc(wall + MAX_AHEAD_MS + 1, 77, 2)
    assert merge(Hlc(0, 0, 1), far, wall, 1) == Hlc(wall + MAX_AHEAD_MS, 1, 1)
