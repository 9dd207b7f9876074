# SPDX-License-Identifier: EUPL-1.2
"""Appointments as an iCalendar file, for the relative who has a phone."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import icalendar
import msgspec

PRODUCT = "-//Welfare Desk//booking//IT"


class Appointment(msgspec.Struct, frozen=True, kw_only=True):
    """One appointment; ``title`` is neutral, for a phone shows it to whoever looks."""

    uid: str
    title: str
    starts_at: int
    """Microseconds UTC: an instant needs no zone on the phone."""
    minutes: int
    place: str
    notes: str
    provisional: bool


def calendar_file(appointments: Sequence[Appointment], made_at: int) -> bytes:
    """Return an iCalendar file (RFC 5545) with a reminder the day before each appointment.

    Importing it again, after a change, replaces what was there: the ids stay.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for each in appointments:
        calendar.add_component(_event(each, made_at))
    written: bytes = calendar.to_ical()
    return written


def _event(each: Appointment, made_at: int) -> icalendar.Event:
    event = icalendar.Event()
    begins = _utc(each.starts_at)
    event.add("uid", each.uid)
    event.add("dtstamp", _utc(made_at))
    event.add("sequence", made_at // 1_000_000_000)
    event.add("dtstart", begins)
    event.add("dtend", begins + datetime.timedelta(minutes=each.minutes))
    event.add("summary", each.title)
    event.add("location", each.place)
    event.add("description", each.notes)
    event.add("status", "TENTATIVE" if each.provisional else "CONFIRMED")
    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", each.title)
    alarm.add("trigger", datetime.timedelta(days=-1))
    event.add_component(alarm)
    return event


def _utc(us: int) -> datetime.datetime:
    epoch = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
    return (epoch + datetime.timedelta(microseconds=us)).replace(microsecond=0)
