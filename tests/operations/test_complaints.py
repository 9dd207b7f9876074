# SPDX-License-Identifier: EUPL-1.2
"""Complaints about providers, their answers, and the question after a booking."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec
import pytest

from tests.builders import OFFERING, TODAY, TOWN, a_territory, an_id, an_operator, book
from tests.operations.here import TODAY as SLOT_TODAY
from tests.operations.here import Here
from tests.operations.script_complaints import answered, complained, scored
from welfare_desk.core.refusals import (
    BookingUnknown,
    IdTaken,
    NumbersExhausted,
    PersonUnknown,
    RoleMissing,
    TextMissing,
    TextTooLong,
)
from welfare_desk.core.refusals_of_providers import (
    BookingNotOver,
    ComplaintAnswered,
    ComplaintUnknown,
    OfferingUnknown,
    ProviderUnknown,
    SatisfactionGiven,
    ScoreInvalid,
)
from welfare_desk.models.booking import Booking
from welfare_desk.models.offering import Offering, Override
from welfare_desk.models.quality import Complaint, Satisfaction
from welfare_desk.models.territory import Provider
from welfare_desk.operations.bookings import CancelBooking

CHIEF: dict[str, Any] = {"actor": an_id("sara"), "role": "supervisor"}
COOP: dict[str, Any] = {"actor": an_id("carla"), "role": "cooperative"}
HOUR_S = 3_600


@pytest.fixture
def room(known: Here) -> Here:
    """Maria is known; Carla works for Jonathan, Ugo for another cooperative."""
    other = Provider(
        id=an_id("portico"), territory_id=SLOT_TODAY.territory_id, name="Il Portico",
        phone="", address="",
    )  # fmt: skip
    carla, ugo = an_operator("carla", "cooperative"), an_operator("ugo", "cooperative")
    known.put(
        other,
        an_operator("sara", "supervisor"),
        msgspec.structs.replace(carla, provider_id=an_id("jonathan")),
        msgspec.structs.replace(ugo, provider_id=other.id),
    )
    return known


def test_complaint_gets_a_number_and_a_day_for_the_answer(room: Here) -> None:
    left = room.left("number:receipt")
    room.record(complained(words=" In ritardo\r\nsempre "))
    row = room.row(Complaint, an_id("complaint"))
    assert (row.words, row.state, row.answer) == ("In ritardo\nsempre", "open", "")
    assert row.complaint_no
    assert room.left("number:receipt") == left - 1
    assert row.answer_by_on == TODAY + datetime.timedelta(days=30)
    assert (row.controller_id, row.person_id) == (TOWN, an_id("maria"))
    room.refuses(complained(), IdTaken)


def test_who_is_not_named_is_heard_too(room: Here) -> None:
    room.record(complained(person_id=None, offering_id=None))
    row = room.row(Complaint, an_id("complaint"))
    assert (row.person_id, row.offering_id, row.controller_id) == ("", "", TOWN)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"person_id": an_id("nobody")}, PersonUnknown),
        ({"provider_id": an_id("nothing")}, ProviderUnknown),
        ({"offering_id": an_id("nothing")}, OfferingUnknown),
        ({"words": " \n"}, TextMissing),
        ({"words": "x" * 2_001}, TextTooLong),
    ],
)
def test_complaint_that_does_not_fit_is_refused(
    room: Here, fields: dict[str, Any], refusal: Any
) -> None:
    room.refuses(complained(**fields), refusal)


def test_without_numbers_no_complaint_is_taken_down(room: Here) -> None:
    room.lose("number:receipt")
    room.refuses(complained(), NumbersExhausted)


@pytest.mark.parametrize("who", [CHIEF, COOP])
def test_the_provider_or_a_supervisor_answers_once(room: Here, who: dict[str, Any]) -> None:
    room.record(complained())
    room.clock.advance(HOUR_S)
    room.record(answered(), **who)
    row = room.row(Complaint, an_id("complaint"))
    assert (row.state, row.answer) == ("answered", "Ci scusiamo")
    assert row.answered_at == room.clock.now_us()
    facts = room.refuses(answered(answer="Anzi no"), ComplaintAnswered, **CHIEF)
    assert facts == {"complaint_no": row.complaint_no}


def test_another_cooperative_answers_nothing(room: Here) -> None:
    room.record(complained())
    room.refuses(answered(), RoleMissing, actor=an_id("ugo"), role="cooperative")
    room.refuses(answered("nothing"), ComplaintUnknown, **CHIEF)
    room.refuses(answered(answer=" "), TextMissing, **CHIEF)


def _came(room: Here) -> None:
    room.record(book("one", "maria", SLOT_TODAY, isee_id=an_id("isee")))
    room.clock.advance(12 * HOUR_S)


def test_somebody_says_once_how_a_booking_was(room: Here) -> None:
    room.give(f"slot:{SLOT_TODAY.id}", 1)
    _came(room)
    room.record(scored(score=5))
    row = room.row(Satisfaction, an_id("score"))
    assert (row.score, row.provider_id, row.offering_id) == (5, an_id("jonathan"), OFFERING)
    assert row.booking_id == an_id("one")
    room.refuses(scored("again"), SatisfactionGiven)


def test_it_counts_for_the_provider_of_the_persons_municipality(room: Here) -> None:
    shared = next(row for row in a_territory() if isinstance(row, Offering))
    here = Override(municipality_id=TOWN, provider_id=an_id("portico"))
    room.put(msgspec.structs.replace(shared, overrides=(here,)))
    room.give(f"slot:{SLOT_TODAY.id}", 1)
    _came(room)
    room.record(scored())
    assert room.row(Satisfaction, an_id("score")).provider_id == an_id("portico")


@pytest.mark.parametrize("score", [0, 6, -1])
def test_an_answer_outside_of_one_to_five_is_refused(room: Here, score: int) -> None:
    room.give(f"slot:{SLOT_TODAY.id}", 1)
    _came(room)
    room.refuses(scored(score=score), ScoreInvalid)


def test_nobody_is_asked_before_the_appointment_nor_about_one_that_was_not_kept(
    room: Here,
) -> None:
    room.give(f"slot:{SLOT_TODAY.id}", 1)
    room.record(book("one", "maria", SLOT_TODAY, isee_id=an_id("isee")))
    room.refuses(scored(), BookingNotOver)
    room.refuses(scored(booking="nothing"), BookingUnknown)
    room.record(CancelBooking(booking_id=an_id("one"), reason="x"))
    room.clock.advance(12 * HOUR_S)
    assert room.row(Booking, an_id("one")).state == "cancelled"
    room.refuses(scored(), BookingNotOver)
