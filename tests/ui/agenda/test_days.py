# SPDX-License-Identifier: EUPL-1.2
"""Slots are arranged by day and place, and the first promise is found."""

import datetime

import msgspec

from welfare_desk.desk.views.booking import SlotView
from welfare_desk.ui.agenda import days

MONDAY = datetime.date(2026, 9, 21)


def a_view(day: int = 0, minute: int = 900, **other: object) -> SlotView:
    """A slot so many days after Monday with two places of which one is assured."""
    row = SlotView(
        slot_id=f"s-{day}-{minute}",
        offering_id="o",
        slot_on=MONDAY + datetime.timedelta(days=day),
        start_minute=minute,
        minutes=60,
        place_name="Sala civica",
        address="",
        places=4,
        guaranteed=1,
        free_elsewhere=1,
        mine=False,
        starts_at=0,
    )
    return msgspec.structs.replace(row, **other)


def test_the_first_choice_is_what_this_desk_can_promise() -> None:
    slots = (
        a_view(0, guaranteed=0, free_elsewhere=3),
        a_view(1, mine=True),
        a_view(2),
    )
    chosen = days.first_choice(slots)
    assert chosen is not None
    assert chosen.slot_id == "s-2-900"


def test_without_a_promise_the_earliest_free_place_is_chosen() -> None:
    slots = (a_view(0, guaranteed=0, free_elsewhere=0), a_view(3, guaranteed=0))
    chosen = days.first_choice(slots)
    assert chosen is not None
    assert chosen.slot_id == "s-3-900"
    assert days.first_choice(slots[:1]) is None


def test_a_page_is_a_week_from_monday_and_empty_weeks_are_left_out() -> None:
    slots = (a_view(1), a_view(15))
    pages = days.day_pages(slots, MONDAY + datetime.timedelta(days=1), days.WEEK)
    assert [page[0] for page in pages] == [MONDAY, MONDAY + datetime.timedelta(days=14)]
    assert all(len(page) == 5 for page in pages[:1])


def test_a_saturday_with_slots_is_shown() -> None:
    pages = days.day_pages((a_view(0), a_view(5)), MONDAY, days.WEEK)
    shown = [day for page in pages for day in page]
    assert MONDAY + datetime.timedelta(days=5) in shown
    assert MONDAY + datetime.timedelta(days=6) not in shown


def test_where_little_fits_only_days_with_slots_are_leafed_through() -> None:
    slots = (a_view(0), a_view(3), a_view(8))
    pages = days.day_pages(slots, MONDAY, 2)
    assert pages == (
        (MONDAY, MONDAY + datetime.timedelta(days=3)),
        (MONDAY + datetime.timedelta(days=8),),
    )
    assert days.page_of(pages, MONDAY + datetime.timedelta(days=8)) == 1
    assert days.page_of(pages, None) == 0


def test_no_slots_still_give_a_page_to_show() -> None:
    assert len(days.day_pages((), MONDAY, days.WEEK)) == 1
    assert days.day_pages((), MONDAY, 3) == ()


def test_places_keep_the_order_of_their_first_slot() -> None:
    slots = (a_view(0, place_name="B"), a_view(1, place_name="A"), a_view(2, place_name="B"))
    assert days.places(slots) == ("B", "A")
    assert [slot.slot_id for slot in days.at_place(slots, "B")] == ["s-0-900", "s-2-900"]


def test_a_cell_counts_all_free_places_and_those_assured() -> None:
    face = days.slot_face(a_view(guaranteed=2, free_elsewhere=3))
    assert (face.start, face.free, face.promised, face.state) == ("15:00", 5, 2, "promised")
    assert days.slot_face(a_view(guaranteed=0)).state == "provisional"
    assert days.slot_face(a_view(guaranteed=0, free_elsewhere=0)).state == "full"


def test_spans_and_hours_read_as_on_a_calendar() -> None:
    week = [MONDAY + datetime.timedelta(days=n) for n in range(5)]
    assert days.span_text(week, "it") == "21 – 25 set 2026"
    later = [datetime.date(2026, 11, 30), datetime.date(2026, 12, 4)]
    assert days.span_text(later, "it") == "30 nov – 4 dic 2026"
    assert days.hours_text(a_view()) == "15:00–16:00"
    assert days.day_text(MONDAY, "it") == "lun 21 settembre"
