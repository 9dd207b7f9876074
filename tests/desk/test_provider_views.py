# SPDX-License-Identifier: EUPL-1.2
"""Counter and cooperative: the asking page, inbox, answers to tell, who came, statement."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import OFFERING, TODAY, a_slot, an_id, book, form, isee, register
from tests.desk.conftest import PIN, rows_with_pin
from tests.documents.papers import page
from tests.operations.script_requests import (
    AFTERNOON,
    MORNING,
    NEXT_WEEK,
    RIDE,
    accepted,
    agreed,
    asked,
    countered,
    on_request_rows,
    refused,
    withdrawn,
)
from tests.support.desks import SLOTS, a_desk_here
from welfare_desk.core.clock import FixedClock
from welfare_desk.core.refusals import PersonUnknown, SlotUnknown
from welfare_desk.core.refusals_of_providers import ProviderUnknown
from welfare_desk.core.refusals_of_requests import OfferingNotOnRequest
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.provider_tables import (
    attendance_subject,
    statement_subject,
    statement_table,
)
from welfare_desk.desk.views.attendance import attendance, slots_of_day
from welfare_desk.desk.views.chronicle import events_of
from welfare_desk.desk.views.service_requests import (
    answered,
    ask_view,
    deadline,
    inbox,
    provider_here,
    requests_of_person,
    title_of,
    to_tell,
)
from welfare_desk.desk.views.statement import (
    OUTCOMES,
    PAYERS,
    ProviderStatement,
    month_of,
    outcome_of,
    providers_here,
    statement,
)
from welfare_desk.models.booking import Booking, ServiceRequest, Share
from welfare_desk.models.offering import Meeting, Offering, PayerShare, Slot
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Provider
from welfare_desk.operations.bookings import CancelBooking, RecordAttendance
from welfare_desk.operations.merging import MergePeople
from welfare_desk.operations.service_answers import TellRefusal
from welfare_desk.store.rows import save

MARIA = an_id("maria")
JONATHAN = an_id("jonathan")
MONTH = month_of(TODAY)
"""September 2026."""


def put(desk: Desk, *rows: Record) -> None:
    """Store rows as if they had been pulled long ago."""
    with desk.parts()[0].write() as conn:
        save(conn, rows[0].territory_id, {(row.KIND, row.id): row for row in rows})


@pytest.fixture
def desk(tmp_path: Path, clock: FixedClock) -> Iterator[Desk]:
    """A desk with a service on request; Marta the supervisor is at it, Maria is known."""
    opened = a_desk_here(tmp_path, clock, [*rows_with_pin(), *on_request_rows()])
    opened.session.log_in("marta", PIN)
    for operation in (register("maria"), form("home", "maria"), isee("isee", "home")):
        opened.record(operation)
    yield opened
    opened.close()


def test_asking_shows_first_day_price_payers_and_why_not(desk: Desk) -> None:
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    payers = (PayerShare(payer="municipality", name="Comune", percent=20),)
    put(desk, msgspec.structs.replace(ride, payers=payers, min_age=70))
    view = desk.look(lambda here: ask_view(here, MARIA, RIDE, seats=2))
    assert view.first_on == TODAY + datetime.timedelta(days=2)
    assert (view.unit_cents, view.units, view.total_cents) == (500, 2, 1_000)
    assert [(each.payer, each.cents) for each in view.shares] == [
        ("municipality", 200),
        ("person", 800),
    ]
    assert (view.person_cents, view.isee_id) == (800, an_id("isee"))
    assert [each.code for each in view.against] == ["too_young"]
    assert view.open_no == ""


def test_what_the_page_quotes_is_what_is_recorded_and_printed(desk: Desk) -> None:
    view = desk.look(lambda here: ask_view(here, MARIA, RIDE))
    desk.record(
        asked(
            isee_id=view.isee_id,
            unit_cents=view.unit_cents,
            total_cents=view.total_cents,
            lines=view.lines,
            shares=view.shares,
        )
    )
    (row,) = desk.look(inbox)
    assert (row.total_cents, row.person_cents) == (view.total_cents, view.person_cents)
    again = desk.look(lambda here: ask_view(here, MARIA, RIDE))
    assert again.open_no == row.request_no


@pytest.mark.parametrize(
    ("person_id", "offering_id", "refusal"),
    [
        (an_id("nobody"), RIDE, PersonUnknown),
        (MARIA, OFFERING, OfferingNotOnRequest),
        (MARIA, an_id("nothing"), OfferingNotOnRequest),
    ],
)
def test_asking_for_what_cannot_be_asked_is_refused(
    desk: Desk, person_id: str, offering_id: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        desk.look(lambda here: ask_view(here, person_id, offering_id))


def ask(desk: Desk, clock: FixedClock, *names: str, **other: Any) -> None:
    """Ask several times, a minute apart."""
    for name in names:
        clock.advance(60)
        desk.record(asked(name, **other))


def test_inbox_is_oldest_first_with_its_deadline(desk: Desk, clock: FixedClock) -> None:
    ask(desk, clock, "one", "two", wishes=(AFTERNOON, MORNING), words="Citofono Rossi")
    first, second = desk.look(inbox)
    assert [row.request_id for row in (first, second)] == [an_id("one"), an_id("two")]
    assert (first.surname, first.name, first.words) == ("Rossi", "Maria", "Citofono Rossi")
    assert [wish.part for wish in first.wishes] == ["afternoon", "morning"]
    assert first.answer_by_on == TODAY + datetime.timedelta(days=5), "over a week-end"
    assert not first.overdue
    clock.advance(6 * 86_400)
    assert desk.look(inbox)[0].overdue


def test_first_wish_brings_the_deadline_forward(desk: Desk, clock: FixedClock) -> None:
    soon = TODAY + datetime.timedelta(days=2)
    ask(desk, clock, "one", wishes=(f"{soon} any",))
    assert desk.look(inbox)[0].answer_by_on == soon
    assert deadline(TODAY, ()) == TODAY + datetime.timedelta(days=5)


def test_answers_are_told_once_and_stand_by_day(desk: Desk, clock: FixedClock) -> None:
    ask(desk, clock, "yes", "no", "other", "none")
    for operation in (refused("no"), accepted("yes"), countered("other", minute=480)):
        clock.advance(60)
        desk.record(operation)
    assert [row.request_id for row in desk.look(inbox)] == [an_id("none")]
    assert [row.state for row in desk.look(to_tell)] == ["refused", "accepted", "countered"]
    coming = desk.look(answered)
    assert [(row.request_id, row.answer_minute) for row in coming] == [
        (an_id("other"), 480),
        (an_id("yes"), 570),
    ]
    desk.record(agreed("yes"))
    desk.record(TellRefusal(request_id=an_id("no")))
    desk.record(withdrawn("other"))
    assert desk.look(to_tell) == ()
    assert [row.state for row in desk.look(answered)] == ["agreed"]
    states = [row.state for row in desk.look(lambda here: requests_of_person(here, MARIA))]
    assert states == ["asked", "withdrawn", "told", "agreed"]


def test_requests_of_who_was_merged_stand_with_who_stays(desk: Desk, clock: FixedClock) -> None:
    ask(desk, clock, "one")
    desk.record(register("maria again", surname="Rossi"))
    desk.record(MergePeople(kept_id=an_id("maria again"), merged_id=MARIA))
    (row,) = desk.look(inbox)
    assert row.person_id == an_id("maria again")
    (mine,) = desk.look(lambda here: requests_of_person(here, an_id("maria again")))
    assert mine.request_id == an_id("one")


def test_a_provider_sees_its_own_and_an_operator_of_it_too(desk: Desk, clock: FixedClock) -> None:
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    put(desk, msgspec.structs.replace(ride, id=an_id("other ride"), provider_id=an_id("other")))
    ask(desk, clock, "one")
    ask(desk, clock, "two", offering_id=an_id("other ride"))
    own = desk.look(lambda here: inbox(here, JONATHAN))
    assert [row.request_id for row in own] == [an_id("one")]
    assert desk.look(lambda here: provider_here(here, an_id("carla"))) == JONATHAN
    assert desk.look(lambda here: provider_here(here, an_id("marta"))) == ""


def test_history_tells_what_another_desk_asked_for(desk: Desk, clock: FixedClock) -> None:
    ask(desk, clock, "one")
    row = desk.look(lambda here: here.one(ServiceRequest, an_id("one")))
    assert row is not None
    put(desk, msgspec.structs.replace(row, id=an_id("elsewhere"), device=2, request_no="7K3M92QX"))
    events = desk.look(lambda here: events_of(here, MARIA))
    assert [(each.kind, each.number) for each in events if each.kind == "ask_for_service"] == [
        ("ask_for_service", "7K3M92QX")
    ]


def test_a_sensitive_service_is_named_neutrally(desk: Desk, clock: FixedClock) -> None:
    ride = next(row for row in on_request_rows() if isinstance(row, Offering))
    put(desk, msgspec.structs.replace(ride, sensitive=True))
    ask(desk, clock, "one")
    assert desk.look(inbox)[0].title == "Trasporto"
    assert title_of(None) == "–"


SLOT = SLOTS[0]


def booked(name: str, person: str, slot: Slot = SLOT, **other: Any) -> Booking:
    """A booking as the server tells it."""
    fields: dict[str, Any] = {
        "id": an_id(name),
        "territory_id": slot.territory_id,
        "controller_id": an_id("town"),
        "booking_no": name,
        "person_id": an_id(person),
        "slot_id": slot.id,
        "offering_id": OFFERING,
        "seats": 1,
        "state": "booked",
        "certainty": "final",
        "unit_cents": 500,
        "units": 1,
        "total_cents": 500,
        "fee_scheme_id": an_id("scheme"),
        "isee_id": None,
        "lines": (),
        "booked_at": 1,
        "device": 2,
        "operator_id": an_id("anna"),
        **other,
    }
    return Booking(**fields)


def test_slots_of_a_day_say_who_is_expected_and_who_is_marked(desk: Desk) -> None:
    put(
        desk,
        booked("a", "maria", seats=2),
        booked("b", "x", state="attended"),
        booked("c", "y", state="cancelled"),
    )
    found = desk.look(lambda here: slots_of_day(here, SLOT.slot_on, JONATHAN))
    assert [row.start_minute for row in found] == sorted(row.start_minute for row in found)
    first = next(row for row in found if row.slot_id == SLOT.id)
    assert (first.expected, first.bookings, first.marked) == (3, 2, 1)
    assert desk.look(lambda here: slots_of_day(here, SLOT.slot_on, an_id("other"))) == ()


def test_list_is_by_name_and_marks_are_taken_back(desk: Desk) -> None:
    desk.record(register("zoe", surname="Abate"))
    put(desk, booked("a", "maria"), booked("b", "zoe", certainty="provisional"))
    view = desk.look(lambda here: attendance(here, SLOT.id))
    assert view is not None
    assert [(row.surname, row.provisional) for row in view.rows] == [
        ("Abate", True),
        ("Rossi", False),
    ]
    for outcome, marked in (("attended", 1), ("no_show", 1), ("booked", 0)):
        desk.record(RecordAttendance(booking_id=an_id("a"), outcome=outcome))
        again = desk.look(lambda here: attendance(here, SLOT.id))
        assert again is not None
        assert (again.rows[1].state, again.slot.marked) == (outcome, marked)
    assert desk.look(lambda here: attendance(here, an_id("nowhere"))) is None


def test_course_has_a_list_for_each_meeting(desk: Desk) -> None:
    week = datetime.timedelta(days=7)
    times = tuple(Meeting(TODAY + n * week, 600 + 60 * n, 90) for n in range(3))
    course = msgspec.structs.replace(a_slot("course", days=0), meetings=times)
    put(desk, course, booked("a", "maria", course))
    (second,) = desk.look(lambda here: slots_of_day(here, TODAY + week))
    assert (second.meeting, second.start_minute, second.minutes) == (1, 660, 90)
    desk.record(RecordAttendance(booking_id=an_id("a"), outcome="attended", meeting=1))
    states = []
    for place in range(3):
        view = desk.look(partial(attendance, slot_id=course.id, meeting=place))
        assert view is not None
        states.append(view.rows[0].state)
    assert states == ["booked", "attended", "booked"]
    assert desk.look(lambda here: attendance(here, course.id, 3)) is None


def of(desk: Desk, provider_id: str = JONATHAN) -> ProviderStatement:
    found = desk.look(lambda here: statement(here, provider_id, *MONTH))
    assert found is not None
    return found


def test_statement_counts_all_but_what_was_cancelled_in_time(desk: Desk) -> None:
    shares = (Share(payer="municipality", name="Comune", cents=300), Share(payer="card", cents=200))
    put(
        desk,
        booked("a", "maria", state="attended", shares=shares),
        booked("b", "x", state="no_show", units=2, total_cents=1_000),
        booked("c", "y", state="cancelled", late=True),
        booked("d", "z", state="cancelled"),
        booked("e", "w", state="arrived", seats=3),
        booked("f", "v", a_slot("far", days=40)),
        a_slot("far", days=40),
    )
    found = of(desk)
    (line,) = found.lines
    counts = {name: line.outcomes[name].bookings for name in OUTCOMES}
    assert counts == {"attended": 1, "no_show": 1, "late": 1, "unmarked": 1, "agreed": 0}
    assert line.outcomes["unmarked"].seats == 3
    assert (found.bookings, found.units, found.cents) == (4, 5, 2_500)
    assert line.payers == {"person": 2_000, "municipality": 300, "card": 200} | {
        "fund": 0,
        "employer": 0,
    }
    assert found.payer_names == ("Comune",)


def test_appointments_on_request_are_in_the_statement(desk: Desk, clock: FixedClock) -> None:
    ask(desk, clock, "one", "two")
    for name in ("one", "two"):
        desk.record(accepted(name))
    desk.record(agreed("one"))
    found = of(desk)
    assert [(line.code, line.outcomes["agreed"].bookings) for line in found.lines] == [
        ("ELD-03", 1)
    ]
    assert (found.cents, found.payer("person")) == (2_200, 2_200)
    assert NEXT_WEEK.month == TODAY.month


def test_statement_is_of_one_provider_and_names_nobody(desk: Desk) -> None:
    put(desk, booked("a", "maria"))
    other = Provider(id=an_id("other"), territory_id=SLOT.territory_id, name="Altra", phone="",
                     address="")  # fmt: skip
    put(desk, other)
    assert of(desk, other.id).lines == ()
    assert desk.look(lambda here: statement(here, an_id("nobody"), *MONTH)) is None
    assert [row.name for row in desk.look(providers_here)] == ["Altra", "Jonathan"]
    own = desk.look(lambda here: providers_here(here, JONATHAN))
    assert [row.provider_id for row in own] == [JONATHAN]
    assert b"Rossi" not in msgspec.json.encode(of(desk))


def test_booking_made_and_cancelled_here_leaves_no_trace_in_it(desk: Desk) -> None:
    desk.record(book("mine", "maria", SLOT, isee_id=an_id("isee")))
    assert of(desk).cents == 500
    desk.record(CancelBooking(booking_id=an_id("mine")))
    assert of(desk).bookings == 0


_states = st.sampled_from(["booked", "arrived", "attended", "no_show", "cancelled"])


@given(
    st.lists(
        st.tuples(_states, st.booleans(), st.integers(0, 99_999), st.integers(0, 100)), max_size=12
    )
)
def test_sums_equal_the_bookings(rows: list[tuple[str, bool, int, int]]) -> None:
    from welfare_desk.desk.views import statement as made

    bookings = [
        booked(
            str(n),
            "maria",
            state=state,
            late=late,
            total_cents=cents,
            units=n,
            shares=(
                Share(payer="fund", cents=cents * percent // 100),
                Share(payer="person", cents=cents - cents * percent // 100),
            ),
        )
        for n, (state, late, cents, percent) in enumerate(rows)
    ]
    counted = [row for row in bookings if row.state != "cancelled" or row.late]
    offering = next(row for row in on_request_rows() if isinstance(row, Offering))
    line = made.line_of(offering, list(counted))
    assert line.cents == sum(row.total_cents for row in counted)
    assert sum(line.payers.values()) == line.cents
    assert (line.bookings, line.units) == (len(counted), sum(row.units for row in counted))
    assert set(line.payers) == set(PAYERS)
    for name in OUTCOMES:
        assert line.outcomes[name].bookings == sum(outcome_of(row) == name for row in counted)


def test_papers_go_to_the_print_list_and_name_the_sensitive_neutrally(desk: Desk) -> None:
    tutoring = desk.look(lambda here: here.one(Offering, OFFERING))
    assert tutoring is not None
    put(desk, msgspec.structs.replace(tutoring, sensitive=True, neutral_title="Incontro"))
    put(desk, booked("7K3M92QX", "maria"))
    job = desk.queue_print("attendance", attendance_subject(SLOT.id))
    text = page(desk.prints.pdf(job.job_id)).text
    assert "Incontro" in text
    assert "Tutoring in presenza" not in text
    assert "Rossi Maria" in text
    job = desk.queue_print("provider_statement", statement_subject(JONATHAN, TODAY))
    assert "Incontro" in page(desk.prints.pdf(job.job_id)).text
    with pytest.raises(SlotUnknown):
        desk.document("attendance", an_id("nowhere"))
    with pytest.raises(ProviderUnknown):
        desk.document("provider_statement", statement_subject(an_id("nobody"), TODAY))


def test_table_of_a_statement_adds_up(desk: Desk) -> None:
    put(desk, booked("a", "maria", state="attended"), booked("b", "x", state="no_show"))
    table = statement_table(of(desk))
    by_name = [dict(zip(table.columns, row, strict=True)) for row in table.rows[:2]]
    assert [row["Importo"] for row in by_name] == ["10,00", "10,00"]
    assert by_name[1]["Servizio"] == "Totale"
    assert (by_name[0]["Presenti"], by_name[0]["Assenti"], by_name[0]["Persona"]) == (
        "1",
        "1",
        "10,00",
    )
    assert b"Presenti" in table.csv()
