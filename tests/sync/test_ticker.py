# SPDX-License-Identifier: EUPL-1.2
"""An exchange is due by the minute, soon after work, and at once when the line is back."""

from hypothesis import given
from hypothesis import strategies as st

from welfare_desk.sync import ticker
from welfare_desk.sync.ticker import EVERY, SECOND, Schedule

NOW = 1_000_000 * SECOND


def test_first_exchange_is_due_at_once() -> None:
    assert ticker.due(Schedule(), NOW) == "exchange"


def test_in_touch_it_comes_once_a_minute() -> None:
    after = ticker.ended(Schedule(), NOW, outcome="ok", chance=0.99)
    assert ticker.due(after, NOW + 50 * SECOND) == "nothing"
    assert ticker.due(after, NOW + EVERY) == "exchange"


def test_recorded_work_travels_soon_in_touch_and_never_delays() -> None:
    after = ticker.recorded(ticker.ended(Schedule(), NOW, outcome="ok"), NOW)
    assert ticker.wakes_at(after) == NOW + ticker.SOON
    later = ticker.recorded(after, NOW + SECOND)
    assert ticker.wakes_at(later) == NOW + ticker.SOON


def test_recorded_work_does_not_hammer_a_dead_line() -> None:
    lost = ticker.ended(Schedule(), NOW, outcome="offline", chance=0.5)
    assert ticker.recorded(lost, NOW) == lost


def test_pauses_grow_to_a_minute_out_of_touch() -> None:
    schedule, pauses = Schedule(), []
    for _ in range(8):
        schedule = ticker.ended(schedule, NOW, outcome="offline", chance=0.999_999)
        pauses.append(schedule.next_at - NOW)
    assert pauses == sorted(pauses)
    assert pauses[0] < 6 * SECOND
    assert EVERY - SECOND < pauses[-1] <= EVERY


def test_line_that_is_back_makes_an_exchange_due_at_once() -> None:
    schedule = Schedule()
    for _ in range(6):
        schedule = ticker.ended(schedule, NOW, outcome="offline", chance=0.9)
    probe_at = ticker.wakes_at(schedule)
    if ticker.due(schedule, probe_at) == "probe":
        schedule = ticker.probed(schedule, probe_at, answered=False)
        assert ticker.due(schedule, probe_at) == "nothing"
        schedule = ticker.probed(schedule, probe_at + SECOND, answered=True)
    assert ticker.due(schedule, probe_at + SECOND) == "exchange"


def test_f5_waits_for_nothing_but_a_running_exchange() -> None:
    told = ticker.ended(Schedule(), NOW, outcome="busy", retry_after=300 * SECOND)
    assert ticker.due(told, NOW + 299 * SECOND) == "nothing"
    assert ticker.due(ticker.asked(told, NOW), NOW) == "exchange"
    assert ticker.due(ticker.started(ticker.asked(told, NOW)), NOW) == "nothing"


def test_revoked_desk_asks_again_slowly() -> None:
    after = ticker.ended(Schedule(), NOW, outcome="revoked")
    assert ticker.due(after, NOW + EVERY) == "nothing"
    assert ticker.due(after, NOW + ticker.SLOWLY) == "exchange"


def test_desk_of_a_restoring_centre_stays_in_touch_and_asks_every_minute() -> None:
    after = ticker.ended(Schedule(), NOW, outcome="recovering", more=True)
    assert after.in_touch
    assert ticker.due(after, NOW + ticker.SOON) == "nothing"
    assert ticker.due(after, NOW + EVERY) == "exchange"
    assert ticker.due(ticker.recorded(after, NOW), NOW + ticker.SOON) == "exchange"


OUTCOMES = st.sampled_from(["ok", "offline", "strange", "busy", "recovering", "revoked", "upgrade"])


@given(
    st.lists(st.tuples(OUTCOMES, st.floats(0, 0.999), st.booleans()), max_size=30),
    st.integers(0, EVERY),
)
def test_no_history_ever_stops_the_desk(
    history: list[tuple[str, float, bool]], waited: int
) -> None:
    schedule, now = Schedule(), NOW
    for outcome, chance, answered in history:
        schedule = ticker.ended(ticker.started(schedule), now, outcome=outcome, chance=chance)
        now += waited
        if ticker.due(schedule, now) == "probe":
            schedule = ticker.probed(schedule, now, answered=answered)
    woken = ticker.wakes_at(schedule)
    assert woken <= now + ticker.SLOWLY
    assert ticker.due(schedule, max(now, woken)) != "nothing"
