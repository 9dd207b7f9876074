# SPDX-License-Identifier: EUPL-1.2
"""The agenda's view: meetings, what is taken and free here, a provider's day, what a slip says."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.builders import OFFERING, TERRITORY, TODAY, TOWN, an_id
from tests.documents.papers import page
from tests.ui.counter import MARIA, booked, counter_desk
from tests.ui.desk_fixture import AT_US
from welfare_desk.core.clock import FixedClock
from welfare_desk.desk.desk import Desk
from welfare_desk.desk.slip_paper import slip_input
from welfare_desk.desk.views.agenda import AgendaSlot, agenda
from welfare_desk.desk.views.lists import agenda_rows
from welfare_desk.desk.views.slot_people import day_of_provider, slot_people
from welfare_desk.documents.inputs import Office
from welfare_desk.models.booking import Booking, Share, WaitEntry
from welfare_desk.models.offering import Meeting, Offering, Override, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.record import Record
from welfare_desk.store.rows import save

MONDAY = TODAY - datetime.timedelta(days=TODAY.weekday()) + datetime.timedelta(days=7)
SUNDAY = MONDAY + datetime.timedelta(days=6)
HALL = an_id("hall-0-0")
OFFICE = Office(municipality="Comune", desk="Sportello", address="", phone="049 000 00 00")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = counter_desk(tmp_path, FixedClock(AT_US))
    yield opened
    opened.close()


def put(desk: Desk, *rows: Record) -> None:
    with desk.parts()[0].write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def changed(desk: Desk, kind: type[Any], row_id: str, **fields: Any) -> None:
    row: Any = desk.look(lambda here: here.one(kind, row_id))
    put(desk, msgspec.structs.replace(row, **fields))


def week(desk: Desk) -> dict[str, AgendaSlot]:
    view = desk.look(lambda here: agenda(here, MONDAY, SUNDAY))
    return {slot.key: slot for slot in view.slots}


def test_what_is_booked_here_is_taken_before_the_centre_knows(desk: Desk) -> None:
    before = week(desk)[HALL]
    booked(desk, "hall-0-0")
    after = week(desk)[HALL]
    assert (before.taken, after.taken) == (0, 1)
    assert after.guaranteed == before.guaranteed - 1
    assert after.free == before.free - 1


def test_a_place_promised_without_a_right_is_not_free_any_more(desk: Desk) -> None:
    before = week(desk)[an_id("library-1")]
    booked(desk, "library-1")
    after = week(desk)[an_id("library-1")]
    assert (before.guaranteed, before.free, after.free) == (0, 2, 1)


def test_a_course_is_there_at_each_meeting_of_the_days_asked_for(desk: Desk) -> None:
    days = [MONDAY + datetime.timedelta(days=7 * n) for n in (-1, 0, 1)]
    meetings = tuple(Meeting(on=day, start_minute=600, minutes=90) for day in days)
    changed(desk, Slot, HALL, slot_on=days[0], meetings=meetings)
    found = week(desk)
    (one,) = [slot for slot in found.values() if slot.slot_id == HALL]
    assert (one.meeting, one.meetings, one.slot_on) == (2, 3, MONDAY)
    assert (one.start_minute, one.minutes) == (600, 90)
    rows = desk.look(lambda here: agenda_rows(here, days[0], days[2], "TUT-04"))
    assert [row.meeting for row in rows if row.slot_id == HALL] == [1, 2, 3]


def test_a_closed_slot_offers_nothing_and_says_why(desk: Desk) -> None:
    changed(desk, Slot, HALL, closed=True, closed_reason="Operatrice malata")
    slot = week(desk)[HALL]
    assert (slot.free, slot.closed_reason) == (0, "Operatrice malata")
    rows = desk.look(lambda here: agenda_rows(here, MONDAY, SUNDAY, ""))
    assert HALL not in {row.slot_id for row in rows}


def test_who_waits_is_counted_and_named_on_the_slot(desk: Desk) -> None:
    turn = WaitEntry(
        id=an_id("turn"), territory_id=TERRITORY, controller_id=TOWN, person_id=MARIA,
        offering_id=OFFERING, slot_id=HALL, seats=2, priority=0, priority_reason="",
        state="waiting", offered_slot_id="", offered_at=0, held_until_at=0, called=0,
        draw_seed="", booking_id="", joined_at=1, device=1, operator_id="",
    )  # fmt: skip
    put(desk, turn)
    assert week(desk)[HALL].waiting == 2
    view = desk.look(lambda here: slot_people(here, HALL, MONDAY))
    assert view is not None
    assert [(row.surname, row.seats, row.state) for row in view.waiting] == [
        ("Rossi", 2, "waiting")
    ]


def test_a_slot_that_is_gone_has_no_page(desk: Desk) -> None:
    assert desk.look(lambda here: slot_people(here, HALL, TODAY)) is None
    assert desk.look(lambda here: slot_people(here, an_id("nothing"), MONDAY)) is None


def test_the_day_of_a_provider_has_its_open_slots_alone(desk: Desk) -> None:
    booked(desk, "hall-0-0")
    changed(desk, Slot, an_id("hall-0-1"), closed=True)
    provider = week(desk)[HALL].provider_id
    day = desk.look(lambda here: day_of_provider(here, provider, MONDAY))
    assert an_id("hall-0-1") not in {each.slot.slot_id for each in day}
    coming = {each.slot.slot_id: [one.surname for one in each.coming] for each in day}
    assert coming[HALL] == ["Rossi"]
    assert not any(names for slot_id, names in coming.items() if slot_id != HALL)


def test_a_sensitive_offering_is_on_no_paper_by_its_name(desk: Desk) -> None:
    changed(desk, Offering, OFFERING, sensitive=True, name_it="Centro antiviolenza",
            neutral_title="Colloquio")  # fmt: skip
    booking_id = booked(desk, "hall-0-0")
    provider = week(desk)[HALL].provider_id
    for pdf in (
        desk.document("day_sheet", f"{provider} {MONDAY.isoformat()}"),
        desk.document("slip", booking_id),
    ):
        text = page(pdf).text
        assert "Colloquio" in text
        assert "antiviolenza" not in text
    assert b"antiviolenza" not in desk.document("calendar", booking_id)


def test_the_slip_says_what_the_person_s_municipality_changed(desk: Desk) -> None:
    booking_id = booked(desk, "hall-0-0")
    person = desk.look(lambda here: here.one(Person, MARIA))
    assert person is not None
    own = Override(
        municipality_id=person.controller_id, bring=("Tessera sanitaria",), cancel_rule="Il lunedì"
    )
    changed(desk, Offering, OFFERING, overrides=(own,))
    slip = desk.look(lambda here: slip_input(here, booking_id, OFFICE, ""))
    assert (slip.bring, slip.cancel_how) == (("Tessera sanitaria",), "Il lunedì")


def test_the_slip_carries_the_shares_of_the_booking(desk: Desk) -> None:
    booking_id = booked(desk, "hall-0-0")
    shares = (
        Share(payer="municipality", cents=600),
        Share(payer="fund", name="Fondo ESEMPIO", cents=300),
        Share(payer="employer", cents=0),
        Share(payer="person", cents=100),
    )
    changed(desk, Booking, booking_id, shares=shares, total_cents=1_000)
    slip = desk.look(lambda here: slip_input(here, booking_id, OFFICE, ""))
    assert slip.payers == (("il Comune", 600), ("Fondo ESEMPIO", 300))
    assert slip.person_cents + sum(cents for _, cents in slip.payers) == slip.total_cents == 1_000


@pytest.mark.parametrize(
    ("language", "line"), [("it", None), ("", None), ("ro", "ro"), ("uk", "uk"), ("bn", "en")]
)
def test_the_second_line_is_in_the_person_s_language_where_there_are_words(
    desk: Desk, language: str, line: str | None
) -> None:
    booking_id = booked(desk, "hall-0-0")
    changed(desk, Person, MARIA, language=language)
    slip = desk.look(lambda here: slip_input(here, booking_id, OFFICE, ""))
    assert slip.second_language == line
