# SPDX-License-Identifier: EUPL-1.2
"""Recurrence of slots: on allowed days, never on a holiday or closure, never twice."""

from __future__ import annotations

import datetime
from typing import Any

import holidays
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from welfare_desk.core.instants import (
    MINUTE_US,
    local_date,
    local_minute,
    minute_text,
    slot_instant,
)
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.offering import Slot
from welfare_desk.server.slot_rows import Book, Made, SlotMaker, first_clash
from welfare_desk.server.slot_rules import (
    HOLIDAY,
    ClosureEntry,
    RuleDays,
    SlotRuleEntry,
    Where,
    capital_of,
    is_day_off,
    starts_of,
)

D = datetime.date
DAY = datetime.timedelta(days=1)
TOWN = Where("coop", "town", "06-13")
RULE: dict[str, Any] = {
    "key": "r",
    "offering": "o",
    "municipality": "town",
    "weekdays": [1, 2, 3, 4, 5],
    "starts": ["09:00"],
    "minutes": 30,
    "places": 1,
    "place_name": "Sala",
    "address": "",
    "directions": "",
}
BOOK = Book(
    lambda kind, key: f"{kind}:{key}", lambda _, key: key, lambda _, key: key, lambda *_: TOWN
)


def rule(**fields: Any) -> SlotRuleEntry:
    return msgspec.convert({**RULE, **fields}, SlotRuleEntry)


def closure(since: D, until: D, **fields: Any) -> ClosureEntry:
    plain = {"key": "c", "from_on": since, "to_on": until, "reason": "Ferie", **fields}
    return msgspec.convert(plain, ClosureEntry)


def made(today: D, *rules: SlotRuleEntry, closures: tuple[ClosureEntry, ...] = ()) -> Made:
    return SlotMaker("t", today, closures, BOOK).made(rules, ())


def days_of(found: Made) -> list[D]:
    return [slot.slot_on for slot in found.slots]


days = st.dates(D(2020, 1, 1), D(2040, 12, 31))
rules = st.builds(
    lambda weekdays, starts, length, since, until, weeks, nth, over: rule(
        weekdays=sorted(weekdays),
        starts=sorted(starts),
        days=length,
        from_on=since,
        until=since + until * DAY,
        every_weeks=1 if nth else weeks,
        nth_of_month=sorted(nth),
        on_holidays=over,
    ),
    st.sets(st.integers(1, 7), min_size=1),
    st.sets(st.sampled_from(["00:30", "09:00", "09:30", "15:00"]), min_size=1),
    st.integers(1, 120),
    days,
    st.integers(0, 400),
    st.integers(1, 6),
    st.sets(st.sampled_from([-1, 1, 2, 3, 4, 5]), max_size=3),
    st.booleans(),
)
shut_spans = st.builds(lambda since, long: (since, long), st.integers(-30, 200), st.integers(0, 30))


@settings(max_examples=150, deadline=None)
@given(rules, st.integers(-40, 300), st.lists(shut_spans, max_size=3))
def test_slots_are_on_allowed_days_never_shut_and_never_twice(
    each: SlotRuleEntry, later: int, spans: list[tuple[int, int]]
) -> None:
    assert each.from_on is not None
    assert each.until is not None
    today = each.from_on + later * DAY
    closures = tuple(
        closure(each.from_on + since * DAY, each.from_on + (since + long) * DAY)
        for since, long in spans
    )
    found = made(today, each, closures=closures)
    theirs = holidays.country_holidays("IT", years=range(today.year, today.year + 2))
    monday = each.from_on - each.from_on.weekday() * DAY
    for slot in found.slots:
        on = slot.slot_on
        assert max(today, each.from_on) <= on <= min(each.until, today + (each.days - 1) * DAY)
        assert on.isoweekday() in each.weekdays
        assert (on - monday).days // 7 % each.every_weeks == 0
        if each.nth_of_month:
            last = (on + 7 * DAY).month != on.month
            assert (on.day - 1) // 7 + 1 in each.nth_of_month or (last and -1 in each.nth_of_month)
        if not each.on_holidays:
            assert f"{on:%m-%d}" != "06-13"
            assert on not in theirs or on.isoweekday() == 7
        assert not any(row.from_on <= on <= row.to_on for row in closures)
    assert len({slot.id for slot in found.slots}) == len(found.slots)
    assert len({(slot.slot_on, slot.start_minute) for slot in found.slots}) == len(found.slots)
    assert not found.shut.keys() & {slot.id for slot in found.slots}


@settings(max_examples=100, deadline=None)
@given(rules, st.integers(0, 300), st.integers(1, 30))
def test_applied_again_later_the_ids_and_rows_are_the_same(
    each: SlotRuleEntry, later: int, passed: int
) -> None:
    assert each.from_on is not None
    today = each.from_on + later * DAY
    before = {slot.id: slot for slot in made(today, each).slots}
    after = {slot.id: slot for slot in made(today + passed * DAY, each).slots}
    still = {key: slot for key, slot in before.items() if slot.slot_on >= today + passed * DAY}
    assert {key: after.get(key) for key in still} == still


@settings(max_examples=60, deadline=None)
@given(days, st.sets(st.integers(1, 7), min_size=1), st.integers(2, 12), st.integers(0, 60))
def test_a_course_is_one_slot_with_all_its_meetings_on_open_days(
    since: D, weekdays: set[int], meetings: int, shut_after: int
) -> None:
    each = rule(weekdays=sorted(weekdays), from_on=since, meetings=meetings)
    shut = closure(since + shut_after * DAY, since + (shut_after + 9) * DAY)
    (slot,) = made(since, each, closures=(shut,)).slots
    assert slot.meetings is not None
    held = [meeting.on for meeting in slot.meetings]
    assert len(held) == meetings
    assert held == sorted(set(held))
    assert (slot.slot_on, slot.start_minute) == (held[0], slot.meetings[0].start_minute)
    for on in held:
        assert on.isoweekday() in weekdays
        assert not shut.from_on <= on <= shut.to_on
        assert not is_day_off(on, "06-13")
    (again,) = made(held[0] + DAY, each, closures=(shut,)).slots
    assert again == slot


def test_a_course_that_is_over_is_known_and_not_made() -> None:
    each = rule(from_on=D(2026, 9, 21), weekdays=[1], meetings=3)
    assert made(D(2026, 10, 5), each).slots
    found = made(D(2026, 10, 6), each)
    assert (found.slots, found.known) == ((), {"slot:r:2026-09-21:09:00"})


def test_every_second_week_keeps_its_phase_whatever_the_day() -> None:
    each = rule(weekdays=[3], every_weeks=2, from_on=D(2026, 9, 16), days=40)
    wanted = [D(2026, 9, 16), D(2026, 9, 30), D(2026, 10, 14)]
    assert days_of(made(D(2026, 9, 16), each)) == wanted
    assert days_of(made(D(2026, 9, 17), each))[:2] == wanted[1:]


def test_the_first_and_the_last_of_the_month() -> None:
    first = rule(weekdays=[2], nth_of_month=[1], days=60)
    assert days_of(made(D(2026, 9, 16), first)) == [D(2026, 10, 6), D(2026, 11, 3)]
    last = rule(weekdays=[5], nth_of_month=[-1], days=60)
    assert days_of(made(D(2026, 9, 16), last)) == [D(2026, 9, 25), D(2026, 10, 30)]


def test_holidays_and_the_patron_saint_s_day_are_left_out_unless_wanted() -> None:
    week = D(2026, 12, 7)
    assert D(2026, 12, 8) not in days_of(made(week, rule(days=5)))
    assert D(2026, 12, 8) in days_of(made(week, rule(days=5, on_holidays=True)))
    june = made(D(2025, 6, 9), rule(days=7))
    assert D(2025, 6, 13) not in days_of(june)
    assert june.shut["slot:r:2025-06-13:09:00"] == HOLIDAY


def test_the_patron_of_a_capital_is_known_and_that_of_its_province_is_not_everybody_s() -> None:
    assert (capital_of("Padova", "PD"), capital_of("Limena", "PD")) == ("PD", "")
    assert is_day_off(D(2025, 6, 13), "", "PD")
    assert not is_day_off(D(2025, 6, 13), "")
    assert not is_day_off(D(2025, 6, 13), "11-11", "PD")


@pytest.mark.parametrize(
    ("who", "shut"),
    [
        ({}, True),
        ({"provider": "coop"}, True),
        ({"provider": "other"}, False),
        ({"municipality": "town"}, True),
        ({"municipality": "village"}, False),
        ({"provider": "coop", "municipality": "village"}, False),
    ],
)
def test_a_closure_is_of_a_provider_a_municipality_or_all(who: dict[str, str], shut: bool) -> None:
    on = D(2026, 9, 21)
    found = RuleDays(rule(), TOWN, (closure(on, on, **who),))
    assert found.shut(on) == ("Ferie" if shut else "")


def test_opening_hours_are_filled_and_the_rest_left_free() -> None:
    each = rule(starts=["16:00"], open=["09:00-10:45", "15:00-16:00"])
    assert starts_of(each) == ("16:00", "09:00", "09:30", "10:00", "15:00", "15:30")


def test_a_day_left_out_is_left_out() -> None:
    on = D(2026, 9, 17)
    assert on not in days_of(made(on, rule(except_on=[on])))


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"open": ["10:00-09:00"]}, ".open[0]"),
        ({"open": ["09:00-09:20"]}, ".open[0]"),
        ({"starts": []}, ".starts"),
        ({"every_weeks": 2}, ".from_on"),
        ({"every_weeks": 2, "from_on": D(2026, 9, 16), "nth_of_month": [1]}, ".nth_of_month"),
        ({"nth_of_month": [0]}, ".nth_of_month"),
        ({"from_on": D(2026, 9, 16), "until": D(2026, 9, 15)}, ".until"),
        ({"meetings": 3}, ".from_on"),
        ({"meetings": 3, "from_on": D(2026, 9, 16), "starts": ["09:00", "10:00"]}, ".starts"),
        ({"meetings": 3, "from_on": D(2026, 9, 16), "until": D(2026, 9, 17)}, ".meetings"),
        ({"starts": ["02:30"], "weekdays": [7], "from_on": D(2027, 3, 28)}, ""),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_its_path(
    fields: dict[str, Any], path: str
) -> None:
    with pytest.raises(TerritoryFileWrong) as refusal:
        made(D(2027, 3, 25), rule(on_holidays=True, **fields))
    assert refusal.value.facts["path"] == f"slot_rules[r]{path}"


@settings(max_examples=150, deadline=None)
@given(st.integers(2020, 2045), st.sampled_from([3, 10]), st.integers(0, 1439))
def test_on_the_days_of_summer_time_a_slot_is_when_the_clock_shows_it_or_refused(
    year: int, month: int, minute: int
) -> None:
    on = D(year, month, 31)
    on -= on.isoweekday() % 7 * DAY
    each = rule(starts=[minute_text(minute)], weekdays=[7], days=1, on_holidays=True)
    if month == 3 and 120 <= minute < 180:
        with pytest.raises(TerritoryFileWrong):
            made(on, each)
        return
    (slot,) = made(on, each).slots
    us = slot_instant(slot.slot_on, slot.start_minute)
    assert (local_date(us), local_minute(us)) == (on, minute)
    summer = minute < 180 if month == 10 else minute >= 180
    since_midnight = datetime.datetime(year, month, on.day, tzinfo=datetime.UTC)
    utc_minute = us // MINUTE_US - int(since_midnight.timestamp()) // 60
    assert minute - utc_minute == (120 if summer else 60)


def test_a_shorter_horizon_still_means_the_days_beyond() -> None:
    today = D(2026, 9, 16)
    long, short = made(today, rule(days=60)), made(today, rule(days=14))
    assert {slot.id for slot in long.slots} <= short.known


def test_in_the_hour_that_autumn_repeats_the_first_is_meant() -> None:
    (slot,) = made(D(2026, 10, 25), rule(starts=["02:30"], weekdays=[7], days=1)).slots
    instant = datetime.datetime(2026, 10, 25, 0, 30, tzinfo=datetime.UTC)
    assert slot_instant(slot.slot_on, slot.start_minute) == int(instant.timestamp()) * 1_000_000


def test_a_closure_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(TerritoryFileWrong) as refusal:
        made(D(2026, 9, 16), closures=(closure(D(2026, 9, 18), D(2026, 9, 17)),))
    assert refusal.value.facts["path"] == "closures[c].to_on"


(BARE,) = made(D(2026, 9, 16), rule(days=1)).slots
uses = st.lists(
    st.tuples(st.integers(0, 600), st.integers(1, 120), st.sampled_from("xy"), st.booleans()),
    max_size=8,
)


@settings(max_examples=150, deadline=None)
@given(uses)
def test_an_asset_is_in_two_places_exactly_when_two_open_slots_overlap(
    rows: list[tuple[int, int, str, bool]],
) -> None:
    slots = [a_slot(number, *row) for number, row in enumerate(rows)]
    held = [
        (slot.start_minute, slot.start_minute + slot.minutes, slot.asset_ids)
        for slot in slots
        if not slot.closed
    ]
    clash = any(
        one[2] == other[2] and one[0] < other[1] and other[0] < one[1]
        for number, one in enumerate(held)
        for other in held[:number]
    )
    found = first_clash(slots)
    assert (found is not None) == clash
    if found is not None:
        assert found[1].ends_at - found[2].begins_at >= MINUTE_US
        assert found[1].slot.id != found[2].slot.id


def a_slot(number: int, start: int, minutes: int, asset: str, closed: bool) -> Slot:
    return msgspec.structs.replace(
        BARE,
        id=str(number),
        start_minute=start,
        minutes=minutes,
        asset_ids=(asset,),
        closed=closed,
    )
