# SPDX-License-Identifier: EUPL-1.2
"""What a new, corrected or withdrawn attestation does to bookings: future ones alone."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    OFFERING,
    SCHEME,
    TERRITORY,
    TODAY,
    a_slot,
    a_territory,
    an_id,
    book,
    form,
    isee,
    register,
)
from tests.operations.here import HELD, LAST, Here, at
from tests.operations.here import TODAY as TODAY_SLOT
from tests.operations.test_attestations import corrected, recorded
from tests.support.mini import MiniDesk, MiniServer, shared
from welfare_desk.core.fees import Line
from welfare_desk.core.isee import MINORS
from welfare_desk.core.refusals import HouseholdUnknown
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import FeeScheme, Offering
from welfare_desk.models.person import FieldChange
from welfare_desk.operations.attestations import RepriceBookings, WithdrawIsee
from welfare_desk.operations.bookings import BookPlace, CancelBooking, RecordAttendance
from welfare_desk.operations.households import ChangeHousehold, SplitHousehold
from welfare_desk.operations.membership import Joining
from welfare_desk.operations.merging import MergePeople, UndoMerge

DAY = datetime.timedelta(days=1)
NOW = 1_789_543_800_000_000
ONE, ISEE = an_id("one"), an_id("isee")
LATER = a_slot("next week", places=5, days=7)


def cents(here: Here, name: str = "one") -> tuple[int, int, str | None]:
    row = here.row(Booking, an_id(name))
    return row.unit_cents, row.total_cents, row.isee_id


def traces(here: Here) -> list[tuple[str, str, str, str]]:
    rows = [row for row in here.rows(FieldChange) if row.field == "total_cents"]
    return [(row.entity_id, row.before, row.after, row.reason) for row in rows]


@pytest.fixture
def home(here: Here) -> Here:
    """Maria and Luca in ``home`` without ISEE; Ugo in ``other``."""
    for name in ("maria", "luca", "ugo"):
        here.record(register(name))
    here.record(form("home", "maria", "luca"))
    here.record(form("other", "ugo"))
    here.put(LATER)
    here.give(at(LATER), 5)
    return here


def test_new_attestation_prices_future_bookings_of_all_members(home: Here) -> None:
    home.record(book("one", "maria", HELD))
    home.record(book("two", "luca", LATER))
    home.record(book("three", "ugo", LATER))
    done = home.record(isee("isee", "home"))
    assert cents(home, "one") == cents(home, "two") == (500, 500, ISEE)
    assert cents(home, "three") == (2_200, 2_200, None)
    assert sorted(traces(home)) == sorted(
        (an_id(name), "2200", "500", "new_isee") for name in ("one", "two")
    )
    rows = [row for row in home.rows(FieldChange) if row.field == "total_cents"]
    assert {(row.op_id, row.effective_on) for row in rows} == {(done.op_id, TODAY)}
    row = home.row(Booking, ONE)
    assert [(line.code, line.cents) for line in row.lines] == [("bracket", 500), ("units", 500)]
    assert row.lines[0].facts == {"isee_cents": 700_000, "bracket": 1}


def test_todays_and_past_bookings_keep_their_price(home: Here) -> None:
    home.record(book("one", "maria", TODAY_SLOT))
    home.record(book("two", "luca", HELD))
    home.clock.advance(26 * 3_600)
    home.record(isee("isee", "home"))
    assert cents(home, "one") == cents(home, "two") == (2_200, 2_200, None)
    assert traces(home) == []


@pytest.mark.parametrize("state", ["cancelled", "arrived"])
def test_only_open_bookings_are_priced_anew(home: Here, state: str) -> None:
    home.record(book("one", "maria", HELD))
    home.record(
        CancelBooking(booking_id=ONE)
        if state == "cancelled"
        else RecordAttendance(booking_id=ONE, outcome=state)
    )
    home.record(isee("isee", "home"))
    assert cents(home) == (2_200, 2_200, None)


def test_provisional_booking_is_priced_anew_as_well(home: Here) -> None:
    home.lose(at(HELD))
    assert home.record(book("one", "maria", HELD)).state == "provisional"
    home.record(isee("isee", "home"))
    assert cents(home) == (500, 500, ISEE)
    assert home.row(Booking, ONE).certainty == "provisional"


def test_seats_are_priced_one_by_one(home: Here) -> None:
    home.record(msgspec.structs.replace(book("one", "maria", LATER), seats=3, total_cents=6_600))
    home.record(isee("isee", "home"))
    assert cents(home) == (500, 1_500, ISEE)


def test_attestation_of_another_kind_changes_no_price(home: Here) -> None:
    home.record(book("one", "luca", HELD))
    home.record(recorded(isee_kind=MINORS))
    assert cents(home) == (2_200, 2_200, None)
    assert traces(home) == []


def test_attestation_for_one_child_prices_that_childs_bookings(home: Here) -> None:
    home.put(msgspec.structs.replace(home.row(Offering, OFFERING), isee_kind=MINORS))
    home.record(book("one", "luca", HELD))
    home.record(book("two", "maria", LATER))
    home.record(recorded(isee_kind=MINORS, beneficiary_id=an_id("luca")))
    assert cents(home, "one") == (500, 500, ISEE)
    assert cents(home, "two") == (2_200, 2_200, None)


def test_older_attestation_recorded_late_changes_nothing(home: Here) -> None:
    home.record(isee("isee", "home"))
    home.record(book("one", "maria", HELD, isee_id=ISEE))
    older = recorded("older", issued_on=datetime.date(2026, 1, 10), value_cents=9_000_000)
    home.record(older)
    assert cents(home) == (500, 500, ISEE)


def test_same_total_changes_the_attestation_and_leaves_no_trace(home: Here) -> None:
    home.record(isee("isee", "home"))
    home.record(book("one", "maria", HELD, isee_id=ISEE))
    home.record(recorded("new", issued_on=datetime.date(2026, 5, 1), value_cents=600_000))
    assert cents(home) == (500, 500, an_id("new"))
    assert home.row(Booking, ONE).lines[0].facts["isee_cents"] == 600_000
    assert traces(home) == []


def test_corrected_attestation_prices_what_it_had_priced(home: Here) -> None:
    home.record(isee("isee", "home"))
    home.record(book("one", "maria", HELD, isee_id=ISEE))
    home.record(corrected(value_cents=1_300_000))
    assert cents(home) == (1_000, 1_000, ISEE)
    home.record(corrected(isee_kind=MINORS, value_cents=1_300_000))
    assert cents(home) == (2_200, 2_200, None)
    assert [row[1:] for row in traces(home)].count(("500", "1000", "isee_corrected")) == 1


def test_withdrawn_attestation_gives_way_to_the_one_before(home: Here) -> None:
    home.record(recorded("before", value_cents=1_300_000, issued_on=datetime.date(2026, 1, 10)))
    home.record(isee("isee", "home"))
    home.record(book("one", "maria", HELD, isee_id=ISEE))
    home.record(WithdrawIsee(isee_id=ISEE, reason="di un altro"))
    assert cents(home) == (1_000, 1_000, an_id("before"))
    home.record(WithdrawIsee(isee_id=an_id("before"), reason="anche questa"))
    assert cents(home) == (2_200, 2_200, None)
    reasons = sorted((before, after, why) for _, before, after, why in traces(home))
    assert reasons == [
        ("1000", "2200", "isee_withdrawn"),
        ("500", "1000", "isee_withdrawn"),
    ]


def test_who_has_left_is_priced_by_the_new_households_attestations(home: Here) -> None:
    home.record(isee("isee", "home"))
    home.record(book("one", "luca", HELD, isee_id=ISEE))
    home.record(
        SplitHousehold(
            household_id=an_id("home"),
            new_household_id=an_id("apart"),
            on=TODAY,
            movers=(Joining(an_id("luca"), "applicant"),),
        )
    )
    home.record(corrected(value_cents=600_000))
    assert cents(home) == (2_200, 2_200, None), "what it priced is not Luca's any more"
    home.record(recorded("own", "apart", value_cents=1_300_000))
    assert cents(home) == (1_000, 1_000, an_id("own"))


def test_child_in_a_second_home_is_priced_by_the_first_ones(home: Here) -> None:
    joins = (Joining(an_id("luca"), "child", counts=False),)
    home.record(ChangeHousehold(household_id=an_id("other"), on=TODAY, joins=joins))
    home.record(book("one", "luca", HELD))
    home.record(recorded("second", "other"))
    assert cents(home) == (2_200, 2_200, None)
    home.record(isee("isee", "home"))
    assert cents(home) == (500, 500, ISEE)


def test_bookings_of_all_ids_of_a_member_are_priced(home: Here) -> None:
    home.record(register("twin"))
    home.record(book("one", "twin", HELD))
    merge = MergePeople(kept_id=an_id("luca"), merged_id=an_id("twin"), reason="lo stesso")
    home.record(merge, role="supervisor")
    home.record(isee("isee", "home"))
    assert cents(home) == (500, 500, ISEE)


def test_booking_under_an_id_taken_apart_again_keeps_no_price_of_the_other(home: Here) -> None:
    """Else nobody would find it by that attestation, were it withdrawn."""
    home.record(register("twin"))
    home.record(
        MergePeople(kept_id=an_id("luca"), merged_id=an_id("twin"), reason="lo stesso"),
        role="supervisor",
    )
    home.record(isee("isee", "home"))
    for name, person, slot in (("one", "twin", HELD), ("two", "luca", LAST)):
        home.record(book(name, person, slot, isee_id=ISEE))
    home.record(UndoMerge(merged_id=an_id("twin"), reason="due fratelli"), role="supervisor")
    assert (cents(home), cents(home, "two")) == ((2_200, 2_200, None), (500, 500, ISEE))
    assert traces(home) == [(ONE, "500", "2200", "merge_undone")]
    home.record(WithdrawIsee(isee_id=ISEE, reason="di un altro"))
    assert (cents(home), cents(home, "two")) == ((2_200, 2_200, None),) * 2


def test_undoing_a_merge_leaves_past_and_own_prices_alone(home: Here) -> None:
    home.record(isee("isee", "home"))
    home.record(register("twin"))
    home.record(form("apart", "twin"))
    home.record(recorded("own", "apart"))
    home.record(book("one", "luca", TODAY_SLOT, isee_id=ISEE))
    home.record(book("two", "twin", HELD, isee_id=an_id("own")))
    merge = MergePeople(kept_id=an_id("luca"), merged_id=an_id("twin"))
    home.record(merge, role="supervisor")
    before = cents(home), cents(home, "two")
    home.record(UndoMerge(merged_id=an_id("twin")), role="supervisor")
    assert (cents(home), cents(home, "two")) == before
    assert traces(home) == []


def test_fee_for_non_residents_and_an_exemption_are_left_alone(home: Here) -> None:
    away = msgspec.structs.replace(
        book("one", "maria", HELD), resident=False, unit_cents=2_500, total_cents=2_500
    )
    home.record(away)
    home.record(book("two", "luca", LATER))
    free = msgspec.structs.replace(
        home.row(Booking, an_id("two")), unit_cents=0, total_cents=0, lines=(Line("exempt", {}, 0),)
    )
    home.put(free)
    home.record(isee("isee", "home"))
    home.record(RepriceBookings(household_id=an_id("home")))
    assert cents(home, "one") == (2_500, 2_500, None)
    assert home.row(Booking, an_id("two")) == free


def test_booking_of_another_municipality_is_left_to_its_desks(home: Here) -> None:
    """A desk whose act changed it would have the whole attestation refused as malformed."""
    home.record(book("one", "maria", HELD))
    foreign = msgspec.structs.replace(home.row(Booking, ONE), controller_id=an_id("elsewhere"))
    home.put(foreign)
    home.record(isee("isee", "home"))
    assert home.row(Booking, ONE) == foreign


def test_circumstances_of_the_day_stay_in_the_price(home: Here) -> None:
    """A holiday, siblings, workers and what the month had cost are not asked for again."""
    scheme = home.row(FeeScheme, SCHEME)
    rules = msgspec.structs.replace(
        scheme.scheme,
        holiday_surcharge_percent=10,
        sibling_reduction_percent=50,
        monthly_cap_cents=1_000,
    )
    home.record(book("one", "maria", HELD))
    home.put(msgspec.structs.replace(scheme, scheme=rules))
    lines = (
        Line("no_isee", {}, 2_200),
        Line("sibling", {"percent": 50}, 1_100),
        Line("holiday", {"percent": 10, "supplement_cents": 0}, 1_210),
        Line("workers", {"workers": 2}, 2_420),
        Line("units", {"units": 1, "unit": "hour"}, 2_420),
        Line("monthly_cap", {"cap_cents": 1_000, "month_cents": 900}, 100),
    )
    home.put(msgspec.structs.replace(home.row(Booking, ONE), lines=lines, total_cents=100))
    home.record(isee("isee", "home"))
    row = home.row(Booking, ONE)
    assert (row.unit_cents, row.total_cents) == (275, 100)
    assert [line.code for line in row.lines] == [
        "bracket", "sibling", "holiday", "workers", "units", "monthly_cap",
    ]  # fmt: skip


def test_operator_prices_anew_what_no_attestation_touched(home: Here) -> None:
    home.refuses(RepriceBookings(household_id=an_id("nowhere")), HouseholdUnknown)
    home.record(isee("isee", "home"))
    home.record(book("one", "maria", HELD))
    home.record(book("two", "ugo", LATER))
    home.record(RepriceBookings(household_id=an_id("home")))
    assert cents(home, "one") == (500, 500, ISEE)
    assert cents(home, "two") == (2_200, 2_200, None)
    assert traces(home) == [(ONE, "2200", "500", "recalculated")]


def test_booking_over_the_end_of_the_year_is_priced_by_what_holds_when_asked(home: Here) -> None:
    home.record(isee("isee", "home"))
    january = a_slot("january", places=3, days=120)
    home.put(january)
    home.give(at(january), 1)
    home.record(book("one", "maria", january, isee_id=ISEE))
    home.clock.advance(110 * 86_400)
    home.record(RepriceBookings(household_id=an_id("home")))
    assert cents(home) == (2_200, 2_200, None)
    new = recorded("new", issued_on=datetime.date(2027, 1, 3), valid_to=datetime.date(2027, 12, 31))
    home.record(new)
    assert cents(home) == (500, 500, an_id("new"))


def test_old_operation_prices_as_then_whatever_was_recorded_meanwhile() -> None:
    """A booking that another desk promised by the attestation it knew is not measured anew."""
    server, (first, second) = desks()
    first.record(recorded("new", issued_on=datetime.date(2026, 5, 1), value_cents=1_300_000), NOW)
    second.record(book("one", "maria", LATER, isee_id=ISEE), NOW + 1)
    exchange(server, [first, second])
    row: Any = server.rows.by_kind["booking"][ONE]
    assert (row.total_cents, row.isee_id) == (500, ISEE)
    assert "review_item" not in server.rows.by_kind
    first.record(RepriceBookings(household_id=an_id("home")), NOW + 2)
    exchange(server, [first, second])
    row = server.rows.by_kind["booking"][ONE]
    assert (row.total_cents, row.isee_id) == (1_000, an_id("new"))
    assert shared(first.rows) == shared(second.rows) == shared(server.rows)


@pytest.mark.parametrize(
    ("order", "of_luca"), [((0, 1), (2_200, None)), ((1, 0), (500, an_id("new")))]
)
def test_desk_server_and_rebase_price_alike(
    order: tuple[int, int], of_luca: tuple[int, str | None]
) -> None:
    """A booking is priced anew where it is known when the attestation comes in."""
    server, two = desks()
    two[0].record(book("one", "maria", LATER, isee_id=ISEE), NOW)
    two[1].record(book("two", "luca", LATER), NOW + 1)
    two[0].record(recorded("new", issued_on=datetime.date(2026, 5, 1)), NOW + 2)
    two[1].record(corrected(value_cents=1_300_000), NOW + 3)
    for place in order:
        server.push(two[place].waiting())
        two[place].take_pull(*server.pull(two[place].cursor, two[place].device))
    exchange(server, two)
    rows: Any = server.rows.by_kind["booking"]
    priced = {row.id: (row.total_cents, row.isee_id) for row in rows.values()}
    assert priced == {ONE: (500, an_id("new")), an_id("two"): of_luca}
    assert shared(two[0].rows) == shared(two[1].rows) == shared(server.rows)


def desks() -> tuple[MiniServer, list[MiniDesk]]:
    """Two desks that know Maria, Luca and their attestation, with places and numbers."""
    server = MiniServer(TERRITORY, a_territory(LATER))
    made = [MiniDesk(number, TERRITORY, number, an_id("anna")) for number in (1, 2)]
    known = (*map(register, ("maria", "luca")), form("home", "maria", "luca"), isee("isee", "home"))
    for operation in known:
        made[0].record(operation, NOW)
    exchange(server, made)
    for desk in made:
        desk.take_in(server.lease(desk.device, at(LATER), 2, NOW))
        desk.take_in(server.lease(desk.device, "number:booking", 5, NOW))
    return server, made


def exchange(server: MiniServer, made: list[MiniDesk]) -> None:
    for desk in (*made, *made):
        server.push(desk.waiting())
        desk.take_pull(*server.pull(desk.cursor, desk.device))


def test_lines_that_a_script_left_out_are_the_schemes_own(home: Here) -> None:
    plain: BookPlace = book("one", "maria", HELD)
    assert plain.lines == ()
    home.record(plain)
    codes = [line.code for line in home.row(Booking, ONE).lines]
    assert codes == ["no_isee", "units"]
