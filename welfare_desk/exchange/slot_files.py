# SPDX-License-Identifier: EUPL-1.2
"""Lists of slots as CSV or iCalendar, read row by row, each row with what is wrong with it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Final
from zoneinfo import ZoneInfo

import icalendar
import msgspec

from welfare_desk.core.refusals import ImportNotAList
from welfare_desk.exchange.csv_rows import read_table

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "offering": ("offering", "offerta", "servizio", "codice", "codice servizio"),
    "on": ("date", "on", "data", "giorno"),
    "start": ("start", "inizio", "ora", "ora inizio", "dalle"),
    "end": ("end", "fine", "ora fine", "alle"),
    "minutes": ("minutes", "minuti", "durata"),
    "places": ("places", "posti", "capienza"),
    "place_name": ("place", "place name", "luogo", "sede"),
    "address": ("address", "indirizzo"),
    "directions": ("directions", "indicazioni", "note"),
}
MAX_MINUTES: Final = 1_440
MAX_PLACES: Final = 100_000
_MAX_TEXT = 500
_ROME = ZoneInfo("Europe/Rome")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
_ITALIAN_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_PLACES = "X-WELFARE-DESK-PLACES"


class SlotRow(msgspec.Struct, frozen=True, kw_only=True):
    """One slot of a list; with a ``flaw`` the other fields say nothing."""

    line: int
    """Of a CSV file its line, of a calendar the number of the event."""
    flaw: str = ""
    offering: str = ""
    """Code or name as written, or nothing."""
    on: datetime.date = datetime.date.min
    start_minute: int = 0
    minutes: int = 0
    places: int = 0
    place_name: str = ""
    address: str = ""
    directions: str = ""


class _FlawError(Exception):
    """A cell that cannot be read; its text is the reason."""


def read_slots(data: bytes, *, places: int = 0) -> tuple[SlotRow, ...]:
    """Return the rows of a list in its order; refused with ``ImportNotAList``.

    ``places`` are those of rows that say none.
    """
    if b"BEGIN:VCALENDAR" in data[:2_000].upper():
        return tuple(_events(data, places))
    return tuple(_csv_rows(data, places))


def _csv_rows(data: bytes, places: int) -> Iterator[SlotRow]:
    table = read_table(data)
    where = {
        name: next((word for word in words if word in table.columns), None)
        for name, words in COLUMNS.items()
    }
    if where["on"] is None or where["start"] is None:
        raise ImportNotAList(what="other")
    for row in table.rows:
        cells = {name: row.cells.get(column or "", "") for name, column in where.items()}
        try:
            if row.flaw:
                raise _FlawError(row.flaw)
            yield _of_cells(row.line, cells, places)
        except _FlawError as flaw:
            yield SlotRow(line=row.line, flaw=str(flaw))


def _of_cells(line: int, cells: Mapping[str, str], places: int) -> SlotRow:
    start = _clock(cells["start"])
    if cells["end"]:
        minutes = _clock(cells["end"]) - start
    else:
        minutes = _number(cells["minutes"], 0, "minutes_invalid")
    return _checked(
        SlotRow(
            line=line,
            offering=cells["offering"],
            on=_day(cells["on"]),
            start_minute=start,
            minutes=minutes,
            places=_number(cells["places"], places, "places_invalid"),
            place_name=cells["place_name"],
            address=cells["address"],
            directions=cells["directions"],
        ),
        ended=bool(cells["end"]),
    )


def _checked(row: SlotRow, *, ended: bool) -> SlotRow:
    if row.minutes < 1:
        raise _FlawError("ends_before_start" if ended else "minutes_invalid")
    if row.minutes > MAX_MINUTES:
        raise _FlawError("minutes_invalid")
    if not 1 <= row.places <= MAX_PLACES:
        raise _FlawError("places_invalid")
    if max(len(row.place_name), len(row.address), len(row.directions)) > _MAX_TEXT:
        raise _FlawError("text_too_long")
    return row


def _clock(text: str) -> int:
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise _FlawError("time_unreadable")
    return int(found[1]) * 60 + int(found[2])


def _day(text: str) -> datetime.date:
    found = _ITALIAN_DAY.fullmatch(text.strip())
    try:
        if found is not None:
            return datetime.date(int(found[3]), int(found[2]), int(found[1]))
        return datetime.date.fromisoformat(text.strip())
    except ValueError as error:
        raise _FlawError("date_unreadable") from error


def _number(text: str, otherwise: int, reason: str) -> int:
    if not text.strip():
        return otherwise
    if re.fullmatch("[0-9]{1,6}", text.strip()) is None:
        raise _FlawError(reason)
    return int(text)


def _events(data: bytes, places: int) -> Iterator[SlotRow]:
    try:
        calendar = icalendar.Calendar.from_ical(data)
    except (ValueError, IndexError) as error:
        raise ImportNotAList(what="other") from error
    for number, event in enumerate(calendar.walk("VEVENT"), start=1):
        try:
            yield _of_event(number, event, places)
        except _FlawError as flaw:
            yield SlotRow(line=number, flaw=str(flaw))
        except (ValueError, KeyError, TypeError, AttributeError):
            yield SlotRow(line=number, flaw="unreadable")


def _of_event(number: int, event: icalendar.Component, places: int) -> SlotRow:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        raise _FlawError("cancelled")
    if "RRULE" in event or "RDATE" in event:
        raise _FlawError("recurring")
    if "DTSTART" not in event:
        raise _FlawError("date_unreadable")
    begins = event.decoded("DTSTART")
    if not isinstance(begins, datetime.datetime):
        raise _FlawError("time_unreadable")
    if "DTEND" in event:
        length = _rome(event.decoded("DTEND")) - _rome(begins)
    else:
        length = event.decoded("DURATION") if "DURATION" in event else datetime.timedelta(0)
    local = _rome(begins).astimezone(_ROME) if begins.tzinfo else begins
    place_name, _, address = _text(event, "LOCATION").partition(",")
    return _checked(
        SlotRow(
            line=number,
            offering=_text(event, "SUMMARY"),
            on=local.date(),
            start_minute=local.hour * 60 + local.minute,
            minutes=length // datetime.timedelta(minutes=1),
            places=_number(_text(event, _PLACES), places, "places_invalid"),
            place_name=place_name.strip(),
            address=address.strip(),
            directions=_text(event, "DESCRIPTION"),
        ),
        ended=True,
    )


def _rome(moment: datetime.datetime) -> datetime.datetime:
    """Return an instant; a time without a zone is one of an Italian wall clock."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=_ROME)
    return aware.astimezone(datetime.UTC)


def _text(event: icalendar.Component, name: str) -> str:
    return str(event.get(name, "")).strip()
