# SPDX-License-Identifier: EUPL-1.2
"""An appointment for a phone: right to the instant, with no word of the person."""

import datetime
from typing import Any

import icalendar

from welfare_desk.core.instants import slot_instant
from welfare_desk.exchange.ics import Appointment, calendar_file

DAY = datetime.date(2026, 10, 25)
NOW = slot_instant(datetime.date(2026, 10, 1), 600)


def an_appointment(**changes: object) -> Appointment:
    values = {
        "uid": "a-0@welfare-desk",
        "title": "Colloquio; con virgola, e a capo",
        "starts_at": slot_instant(DAY, 9 * 60),
        "minutes": 45,
        "place": "Sala civica, Via Roma 1",
        "notes": "Prenotazione PR 7K3M 92QX\nPorta con te: documento d’identità, " + "à" * 90,
        "provisional": False,
    }
    return Appointment(**{**values, **changes})  # type: ignore[arg-type]


def read(data: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_what_is_read_back_is_what_was_written() -> None:
    (event,) = read(calendar_file([an_appointment()], NOW))
    assert str(event["summary"]) == "Colloquio; con virgola, e a capo"
    assert str(event["description"]).splitlines()[0] == "Prenotazione PR 7K3M 92QX"
    assert event["status"] == "CONFIRMED"
    begins = event.decoded("dtstart")
    assert begins == datetime.datetime(2026, 10, 25, 8, tzinfo=datetime.UTC), "winter time began"
    assert event.decoded("dtend") - begins == datetime.timedelta(minutes=45)


def test_a_provisional_one_is_tentative_and_reminds_a_day_before() -> None:
    (event,) = read(calendar_file([an_appointment(provisional=True)], NOW))
    assert event["status"] == "TENTATIVE"
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == datetime.timedelta(days=-1)


def test_a_later_file_takes_the_place_of_an_earlier_one() -> None:
    (before,) = read(calendar_file([an_appointment()], NOW))
    (after,) = read(calendar_file([an_appointment(minutes=60)], NOW + 10**9))
    assert before["uid"] == after["uid"]
    assert after.decoded("sequence") > before.decoded("sequence")


def test_no_line_is_longer_than_phones_read() -> None:
    data = calendar_file([an_appointment()], NOW)
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
