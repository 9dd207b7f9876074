# SPDX-License-Identifier: EUPL-1.2
"""Who may have a place, at which price, who pays it: asked at birth, kept afterwards."""

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import (
    OFFERING,
    SCHEME,
    TERRITORY,
    TODAY,
    TOWN,
    a_slot,
    an_id,
    an_operator,
    book,
    form,
    isee,
    register,
)
from tests.operations.here import HELD, LAST, Here, at
from tests.operations.sealed import an_act
from welfare_desk.core.desk_error import DeskError
from welfare_desk.core.fees import Bracket, Scheme
from welfare_desk.core.instants import slot_instant
from welfare_desk.core.refusals import (
    BookingNotOpen,
    ChoiceUnknown,
    PriceChanged,
    RoleMissing,
    SecondPersonNeeded,
    SecondPersonSame,
    SlotFull,
    TextMissing,
)
from welfare_desk.core.refusals_of_bookings import (
    AgeUnknown,
    AssessmentNeeded,
    GroupInvalid,
    IseeNeeded,
    LimitReached,
    MeetingUnknown,
    NoticeTooShort,
    NotResident,
    OfferingNotHere,
    ProviderGone,
    TooOld,
    TooYoung,
)
from welfare_desk.models.booking import Booking, Share
from welfare_desk.models.offering import FeeScheme, Meeting, Offering, Override, PayerShare, Slot
from welfare_desk.models.person import FieldChange, Person
from welfare_desk.models.territory import Desk, Municipality, Operator, Provider
from welfare_desk.operations.booking_changes import late_from
from welfare_desk.operations.bookings import (
    BookPlace,
    BookTogether,
    CancelBooking,
    Guest,
    MoveBooking,
    RecordAttendance,
)
from welfare_desk.operations.conditions import clash, span_of
from welfare_desk.operations.run import at_server
from welfare_desk.operations.world import DictRows, World
from welfare_desk.protocol.envelope import Serial, Spend

D = datetime.date
NOW = 1_789_543_800_000_000
MARTA, ANNA = an_id("marta"), an_id("anna")
LATER = a_slot("later", days=4, places=2)
HALF = (PayerShare(payer="municipality", name="Comune", percent=50),)


def rule(here: Here, **other: Any) -> None:
    """Give the one offering a condition."""
    here.put(msgspec.structs.replace(here.row(Offering, OFFERING), **other))


def fee(here: Here, **other: Any) -> None:
    """Change the one scheme."""
    row = here.row(FeeScheme, SCHEME)
    here.put(msgspec.structs.replace(row, scheme=msgspec.structs.replace(row.scheme, **other)))


def with_supervisor(here: Here) -> None:
    """Let Marta be a supervisor in service."""
    here.put(an_operator("marta", "supervisor"))


def replaced(operation: BookPlace, **other: Any) -> BookPlace:
    return msgspec.structs.replace(operation, **other)


def booking(here: Here, name: str = "one") -> Booking:
    return here.row(Booking, an_id(name))


CONDITIONS = [
    ({"min_age": 65}, TooYoung),
    ({"max_age": 63}, TooOld),
    ({"notice_days": 2}, NoticeTooShort),
    ({"isee_needed": True}, IseeNeeded),
    ({"needs_assessment": True}, AssessmentNeeded),
    ({"limit_count": 0}, LimitReached),
]


@pytest.mark.parametrize(("condition", "refusal"), CONDITIONS)
def test_a_condition_that_is_not_met_refuses_by_its_name(
    known: Here, condition: dict[str, Any], refusal: type[DeskError]
) -> None:
    rule(known, **condition)
    known.refuses(book("one", "maria", HELD), refusal)


@pytest.mark.parametrize(("condition", "refusal"), CONDITIONS)
def test_two_people_may_waive_it_and_the_reason_is_kept(
    known: Here, condition: dict[str, Any], refusal: type[DeskError]
) -> None:
    with_supervisor(known)
    rule(known, **condition)
    plain = book("one", "maria", HELD)
    signed = replaced(plain, waived=(refusal.code,), reason="caso raro", second_id=MARTA)
    known.refuses(replaced(signed, second_id=None), SecondPersonNeeded)
    known.refuses(replaced(signed, second_id=ANNA), SecondPersonSame)
    known.refuses(replaced(signed, reason=" "), TextMissing)
    known.refuses(replaced(signed, waived=("slot_full",)), ChoiceUnknown)
    known.refuses(signed, RoleMissing, role="cooperative")
    known.record(signed)
    assert booking(known).second_id == MARTA
    (kept,) = (row for row in known.rows(FieldChange) if row.entity_id == an_id("one"))
    assert (kept.field, kept.after, kept.reason) == ("conditions", refusal.code, "caso raro")


def test_age_counts_on_the_day_of_the_slot(known: Here) -> None:
    born = HELD.slot_on.replace(year=HELD.slot_on.year - 65)
    known.put(msgspec.structs.replace(known.row(Person, an_id("maria")), born_on=born))
    rule(known, min_age=65)
    known.record(book("one", "maria", HELD))
    known.record(CancelBooking(booking_id=an_id("one")))
    young = born + datetime.timedelta(days=1)
    known.put(msgspec.structs.replace(known.row(Person, an_id("maria")), born_on=young))
    known.refuses(book("two", "maria", HELD), TooYoung)
    known.put(msgspec.structs.replace(known.row(Person, an_id("maria")), born_on=None))
    known.refuses(book("two", "maria", HELD), AgeUnknown)


def test_residence_is_the_territory_s_or_the_municipality_s(known: Here) -> None:
    away = msgspec.structs.replace(known.row(Person, an_id("maria")), residence_istat="058091")
    known.put(away)
    rule(known, residence="municipality")
    known.refuses(book("one", "maria", HELD), NotResident)
    rule(known, residence="territory")
    foreign = replaced(
        book("one", "maria", HELD), resident=False, unit_cents=2_500, total_cents=2_500
    )
    known.refuses(foreign, NotResident)
    known.record(book("one", "maria", HELD))


def test_an_offering_that_the_municipality_has_not_is_refused_and_never_waived(
    known: Here,
) -> None:
    with_supervisor(known)
    rule(known, overrides=(Override(municipality_id=TOWN, active=False),))
    plain = book("one", "maria", HELD)
    known.refuses(plain, OfferingNotHere)
    waived = replaced(plain, waived=("offering_not_here",), reason="x", second_id=MARTA)
    known.refuses(waived, ChoiceUnknown)


def test_a_provider_that_leaves_takes_no_booking_from_its_last_day(known: Here) -> None:
    row = known.row(Provider, an_id("jonathan"))
    known.put(msgspec.structs.replace(row, left_on=HELD.slot_on))
    known.refuses(book("one", "maria", HELD), ProviderGone)
    after = HELD.slot_on + datetime.timedelta(days=1)
    known.put(msgspec.structs.replace(row, left_on=after))
    known.record(book("one", "maria", HELD))


def test_who_was_assessed_books_again_and_the_social_worker_books_first(known: Here) -> None:
    rule(known, needs_assessment=True)
    known.put(LATER)
    known.give(at(LATER), 2)
    known.refuses(book("one", "maria", HELD), AssessmentNeeded)
    known.record(book("one", "maria", HELD), role="social_worker")
    known.record(book("two", "maria", LATER))


def test_the_limit_counts_a_period_and_a_move_counts_itself_once(known: Here) -> None:
    rule(known, limit_count=1, limit_period="week")
    next_week = a_slot("next week", days=6)
    known.put(LATER, next_week)
    known.give(at(LATER), 2)
    known.give(at(next_week), 2)
    known.record(book("one", "maria", HELD))
    assert known.refuses(book("two", "maria", LATER), LimitReached)["span"] == (
        "14/09/2026 – 20/09/2026"
    )
    move = MoveBooking(booking_id=an_id("one"), person_id=an_id("maria"), slot_id=LATER.id)
    known.record(move)
    known.record(book("two", "maria", next_week))
    back = msgspec.structs.replace(move, booking_id=an_id("two"), slot_id=HELD.id)
    known.refuses(back, LimitReached)


@pytest.mark.parametrize(
    ("period", "span"),
    [
        ("day", (D(2026, 12, 31), D(2026, 12, 31))),
        ("week", (D(2026, 12, 28), D(2027, 1, 3))),
        ("month", (D(2026, 12, 1), D(2026, 12, 31))),
        ("year", (D(2026, 1, 1), D(2026, 12, 31))),
        ("", (TODAY, None)),
    ],
)
def test_spans_of_a_limit(period: str, span: tuple[datetime.date, datetime.date | None]) -> None:
    assert span_of(period, D(2026, 12, 31), TODAY) == span


def test_meetings_of_a_course_clash_one_by_one() -> None:
    far = Meeting(TODAY + datetime.timedelta(days=9), 600, 60)
    course = msgspec.structs.replace(LATER, meetings=(Meeting(LATER.slot_on, 600, 60), far))
    beside = a_slot("beside", days=9, minute=659)
    after = a_slot("after", days=9, minute=660)
    assert clash(course, (beside,))
    assert clash(beside, (course,))
    assert not clash(course, (after,))
    assert not clash(after, ())


def test_a_holiday_costs_more_where_the_scheme_says_so(known: Here) -> None:
    sunday = a_slot("sunday", days=4)
    known.put(sunday)
    known.give(at(sunday), 2)
    known.record(book("plain", "maria", sunday))
    known.record(CancelBooking(booking_id=an_id("plain")))
    fee(known, holiday_surcharge_percent=10)
    plain = book("one", "maria", sunday)
    known.refuses(plain, PriceChanged)
    known.refuses(replaced(plain, holiday=True), PriceChanged)
    known.record(replaced(plain, holiday=True, unit_cents=2_420, total_cents=2_420))
    assert [line.code for line in booking(known).lines] == ["no_isee", "holiday", "units"]
    known.refuses(replaced(book("two", "maria", HELD), holiday=True), PriceChanged)


def test_the_second_child_of_a_household_pays_less_and_a_grown_up_does_not(known: Here) -> None:
    for name, born in (("kid", "2016-01-01"), ("tot", "2018-01-01")):
        known.record(register(name, born_on=D.fromisoformat(born)))
    known.record(form("family", "kid", "tot"))
    fee(known, sibling_reduction_percent=50)
    known.refuses(replaced(book("one", "kid", HELD), sibling=True), PriceChanged)
    known.record(book("one", "kid", HELD))
    known.refuses(book("two", "tot", HELD), PriceChanged)
    known.record(
        replaced(book("two", "tot", HELD), sibling=True, unit_cents=1_100, total_cents=1_100)
    )


def test_the_month_s_cap_counts_what_was_booked_before(known: Here) -> None:
    fee(known, monthly_cap_cents=3_000)
    known.put(LATER)
    known.give(at(LATER), 2)
    known.record(book("one", "maria", HELD))
    second = book("two", "maria", LATER)
    known.refuses(second, PriceChanged)
    known.record(replaced(second, month_cents=2_200, total_cents=800))
    assert booking(known, "two").lines[-1].code == "monthly_cap"


def test_payers_are_kept_and_must_be_the_offering_s(known: Here) -> None:
    rule(known, payers=HALF)
    mine = (Share(payer="municipality", name="Comune", cents=1_100),)
    whole = (*mine, Share(payer="person", cents=1_100))
    plain = book("one", "maria", HELD)
    for shares in ((), mine, (Share(payer="person", cents=2_200),)):
        known.refuses(replaced(plain, shares=shares), PriceChanged)
    known.record(replaced(plain, shares=whole))
    assert booking(known).shares == whole
    known.record(isee("again", "home", 400_000))
    row = booking(known)
    assert row.shares is not None
    assert sum(share.cents for share in row.shares) == row.total_cents == 500


def test_a_price_is_agreed_by_two_and_no_attestation_changes_it(known: Here) -> None:
    with_supervisor(known)
    agreed = replaced(
        book("one", "maria", HELD), total_cents=700, agreed=True, reason="sbaglio", second_id=MARTA
    )
    known.refuses(replaced(agreed, agreed=False), PriceChanged)
    known.refuses(replaced(agreed, second_id=None), SecondPersonNeeded)
    known.record(agreed)
    row = booking(known)
    assert (row.total_cents, row.price_reason, row.second_id) == (700, "sbaglio", MARTA)
    assert (row.lines[-1].code, row.lines[-1].cents) == ("agreed", 700)
    known.record(isee("again", "home", 400_000))
    assert booking(known).total_cents == 700


def test_a_supervisor_signs_with_anybody_of_the_counter(known: Here) -> None:
    with_supervisor(known)
    rule(known, min_age=65)
    signed = replaced(book("one", "maria", HELD), waived=("too_young",), reason="x", second_id=ANNA)
    known.record(signed, actor=MARTA, role="supervisor")
    assert booking(known).operator_id == MARTA


def family(known: Here, *names: str) -> None:
    """Register grown-ups."""
    for name in names:
        known.record(register(name))


def guests(*names: str, **other: Any) -> tuple[Guest, ...]:
    """Places at the fee of people without ISEE."""
    return tuple(
        Guest(
            booking_id=an_id(f"of {name}"), person_id=an_id(name), unit_cents=2_200,
            total_cents=2_200, **other,
        )
        for name in names
    )  # fmt: skip


def test_several_people_have_a_place_each_or_none(known: Here) -> None:
    family(known, "luca", "ugo", "ada")
    both = BookTogether(slot_id=HELD.id, guests=guests("luca", "ugo"))
    done = known.record(both)
    rows = [booking(known, f"of {name}") for name in ("luca", "ugo")]
    assert (done.state, len(set(done.numbers))) == ("final", 2)
    assert [row.booking_no for row in rows] == list(done.numbers)
    assert {row.group_id for row in rows} == {an_id("of luca")}
    assert known.left(at(HELD)) == 0
    assert known.left("number:booking") == 48
    four = BookTogether(slot_id=HELD.id, guests=guests("ada", "maria", "luca", "ugo"))
    known.refuses(four, SlotFull)


def test_one_who_may_not_keeps_everybody_out(known: Here) -> None:
    family(known, "luca")
    known.record(register("kid", born_on=D(2018, 1, 1)))
    rule(known, min_age=18)
    both = BookTogether(slot_id=HELD.id, guests=guests("luca", "kid"))
    known.refuses(both, TooYoung)
    with_supervisor(known)
    known.record(msgspec.structs.replace(both, waived=("too_young",), reason="x", second_id=MARTA))


@pytest.mark.parametrize("names", [(), ("maria", "maria"), tuple(f"n{each}" for each in range(21))])
def test_a_strange_group_is_refused(known: Here, names: tuple[str, ...]) -> None:
    known.put(msgspec.structs.replace(HELD, places=60))
    known.give(at(HELD), 40)
    known.refuses(BookTogether(slot_id=HELD.id, guests=guests(*names)), GroupInvalid)


def test_siblings_in_one_act_count_for_one_another(known: Here) -> None:
    for name in ("kid", "tot"):
        known.record(register(name, born_on=D(2018, 1, 1)))
    known.record(form("family", "kid", "tot"))
    fee(known, sibling_reduction_percent=50)
    first, second = guests("kid", "tot")
    less = msgspec.structs.replace(second, sibling=True, unit_cents=1_100, total_cents=1_100)
    known.refuses(BookTogether(slot_id=HELD.id, guests=(first, second)), PriceChanged)
    known.record(BookTogether(slot_id=HELD.id, guests=(first, less)))


@pytest.mark.parametrize(
    ("days", "minute", "late"),
    [(None, 720, False), (1, 600, False), (1, 500, True), (2, 720, True)],
)
def test_a_cancellation_is_late_after_the_last_free_hour(
    known: Here, days: int | None, minute: int, late: bool
) -> None:
    # It is some minutes past nine on the eve of the slot.
    rule(known, cancel_days=days, cancel_minute=minute)
    known.record(book("one", "maria", HELD))
    known.record(CancelBooking(booking_id=an_id("one"), reason="malata"))
    row = booking(known)
    assert (row.state, row.late, row.ended_at > 0) == ("cancelled", late, True)


def test_who_gives_up_a_place_in_a_closed_slot_is_never_late(known: Here) -> None:
    rule(known, cancel_days=2)
    known.record(book("one", "maria", HELD))
    known.put(msgspec.structs.replace(HELD, closed=True))
    known.record(CancelBooking(booking_id=an_id("one"), reason="chiuso"))
    assert not booking(known).late


def test_an_attestation_that_does_not_count_is_none(known: Here) -> None:
    rule(known, isee_needed=True)
    known.refuses(
        msgspec.structs.replace(book("one", "maria", HELD), isee_id=an_id("nowhere")), IseeNeeded
    )


def centre(here: Here) -> World:
    """The centre with the rows of a desk."""
    kinds = (Booking, Desk, FeeScheme, Municipality, Offering, Operator, Person, Provider, Slot)
    rows = [each for kind in kinds for each in here.rows(kind)]
    return World(DictRows(rows), TERRITORY, settled=True)


def test_nobody_is_owed_by_who_pays_more_than_all(known: Here) -> None:
    less = (Share(payer="municipality", cents=2_300), Share(payer="person", cents=-100))
    made = msgspec.structs.replace(book("one", "maria", HELD), shares=less)
    known.refuses(made, PriceChanged)
    act = an_act(made, spends=(Spend("lease", 1),), serials=(Serial("numbers", 0, "number"),))
    told = at_server(made, act, centre(known))
    assert (told.result, told.code) == ("accepted", "price_changed")


def test_last_free_minute_that_spring_leaves_out_is_the_hour_after(known: Here) -> None:
    rule(known, cancel_days=1, cancel_minute=150)
    eve = D(2027, 3, 28)
    monday = msgspec.structs.replace(HELD, slot_on=eve + datetime.timedelta(days=1))
    assert late_from(known.row(Offering, OFFERING), monday) == slot_instant(eve, 210)


def test_booking_that_another_desk_moved_is_no_late_cancellation(known: Here) -> None:
    rule(known, cancel_days=2)
    known.record(book("one", "maria", HELD))
    known.record(CancelBooking(booking_id=an_id("one"), reason="malata"))
    world = centre(known)
    move = MoveBooking(booking_id=an_id("one"), person_id=an_id("maria"), slot_id=LAST.id)
    told = at_server(move, an_act(move, spends=(Spend("lease", 1),)), world)
    assert (told.result, told.code) == ("accepted", "booking_not_open")
    moved = world.get(Booking, an_id("one"))
    assert moved is not None
    assert (moved.state, moved.slot_id, moved.late, moved.ended_at) == ("booked", LAST.id, False, 0)


def test_what_is_taken_back_at_once_is_never_late(known: Here) -> None:
    rule(known, cancel_days=2)
    known.record(book("one", "maria", HELD))
    known.record(CancelBooking(booking_id=an_id("one"), reason="undo"))
    assert not booking(known).late


def test_each_meeting_of_a_course_is_marked_and_taken_back(known: Here) -> None:
    far = Meeting(HELD.slot_on + datetime.timedelta(days=7), 600, 60)
    course = msgspec.structs.replace(HELD, meetings=(Meeting(HELD.slot_on, 600, 60), far))
    known.put(course)
    known.record(book("one", "maria", course))
    came = RecordAttendance(booking_id=an_id("one"), outcome="attended", meeting=1)
    known.record(came)
    known.record(msgspec.structs.replace(came, meeting=0))
    assert (booking(known).state, booking(known).meetings_attended) == ("attended", (0, 1))
    known.record(msgspec.structs.replace(came, meeting=1, outcome="no_show"))
    assert booking(known).meetings_attended == (0,)
    known.record(msgspec.structs.replace(came, meeting=0, outcome="no_show"))
    assert (booking(known).state, booking(known).meetings_attended) == ("booked", ())
    for meeting in (-1, 2):
        known.refuses(msgspec.structs.replace(came, meeting=meeting), MeetingUnknown)
    known.record(CancelBooking(booking_id=an_id("one")))
    known.refuses(came, BookingNotOpen)


@pytest.mark.parametrize(
    "made",
    [
        BookTogether(slot_id=HELD.id, guests=()),
        BookTogether(slot_id=HELD.id, guests=guests("maria", seats=0)),
        BookTogether(
            slot_id=HELD.id,
            guests=(Guest(booking_id=an_id("b"), person_id=an_id("maria"), unit_cents=0,
                          total_cents=-1),),
        ),
    ],
)  # fmt: skip
def test_what_no_desk_records_is_malformed_at_the_server(made: BookTogether) -> None:
    assert not made.is_plausible()
    assert BookTogether(slot_id=HELD.id, guests=guests("maria")).is_plausible()


def test_an_old_booking_reads_with_the_new_fields_at_rest() -> None:
    old = {
        "kind": "book_place", "booking_id": an_id("x"), "person_id": an_id("maria"),
        "slot_id": HELD.id, "seats": 1, "isee_id": None, "resident": True, "unit_cents": 1,
        "total_cents": 1, "lines": [],
    }  # fmt: skip
    read = msgspec.convert(old, BookPlace)
    assert (read.holiday, read.sibling, read.month_cents, read.shares) == (False, False, 0, ())
    assert (read.agreed, read.waived, read.card_id, read.second_id) == (False, (), None, None)


def test_scheme_reads_without_its_new_field() -> None:
    scheme = msgspec.convert({"kind": "brackets", "brackets": [[None, 5]]}, Scheme)
    assert (scheme.brackets, scheme.holiday_days) == ((Bracket(None, 5),), ())
