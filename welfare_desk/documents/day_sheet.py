# SPDX-License-Identifier: EUPL-1.2
"""A provider's day on A4: each slot with who comes, where the window is not at hand."""

from __future__ import annotations

import datetime
import functools
from typing import Final

import msgspec

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.documents.inputs import Language, Office
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    paragraph,
    title_line,
)
from welfare_desk.documents.paper import INFO_TINT, MUTED, PRIMARY, WARNING, Paper, ascent
from welfare_desk.documents.wording import Words, time_text, words

_ROW: Final = 8.6
_PHONE, _NUMBER = 78.0, 112.0
"""Where the columns behind the name begin, in millimetres from the margin."""


class DayPerson(msgspec.Struct, frozen=True, kw_only=True):
    """Who comes."""

    name: str
    phone: str
    booking_no: str
    seats: int
    provisional: bool = False


class DaySlot(msgspec.Struct, frozen=True, kw_only=True):
    """A slot; ``title`` is neutral where the subject is sensitive."""

    start_minute: int
    minutes: int
    title: str
    place: str
    places: int
    meeting: int = 0
    """Of a course, which one (from 1)."""
    meetings: int = 0
    people: tuple[DayPerson, ...] = ()


class DaySheetInput(msgspec.Struct, frozen=True, kw_only=True):
    """A provider's day as it is printed."""

    office: Office
    provider: str
    on: datetime.date
    slots: tuple[DaySlot, ...]
    printed_at: str
    sample: bool = False
    lang: Language = "it"


def day_sheet_pdf(sheet: DaySheetInput) -> bytes:
    """Return the day on as many A4 pages as it needs; a slot's heading never stands alone."""
    text = words("day_sheet", sheet.lang)
    blocks: list[Block] = [functools.partial(_head, sheet, text)]
    for slot in sheet.slots:
        blocks.append(functools.partial(_slot, slot, text))
        blocks += [functools.partial(_row, each, text) for each in slot.people[1:]]
    if not sheet.slots:
        blocks.append(lambda paper, top: paragraph(paper, text["none"], top + 2, 13))
    blocks.append(lambda paper, top: paragraph(paper, text["keep"], top + 3, 10, colour=MUTED))
    return flowing(
        blocks,
        functools.partial(_again, sheet, text),
        functools.partial(_foot, sheet, text),
        title=text["title"],
        author=sheet.office.municipality,
        lang=sheet.lang,
    )


def _head(sheet: DaySheetInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, sheet.office, text["sample"] if sheet.sample else "")
    y = title_line(paper, weekday_text(sheet.on, sheet.lang))
    y = paper.block(sheet.provider, LEFT, y, WIDTH, 16, floor=11, bold=True, colour=PRIMARY)
    people = sum(len(slot.people) for slot in sheet.slots)
    seats = sum(each.seats for slot in sheet.slots for each in slot.people)
    about = text["about"].format(slots=len(sheet.slots), people=people, seats=seats)
    return paper.block(about, LEFT, y, WIDTH, 12, floor=9, colour=MUTED) + 3


def _again(sheet: DaySheetInput, text: Words, paper: Paper) -> float:
    if sheet.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    about = f"{sheet.provider} · {weekday_text(sheet.on, sheet.lang)}"
    return paper.block(about, LEFT, 12, WIDTH - 36, 13, floor=9, bold=True) + 3


def _slot(slot: DaySlot, text: Words, paper: Paper, top: float) -> float:
    """Draw the slot's bar, and its first person, so that the two stay on one page."""
    top += 2
    paper.box(LEFT, top, WIDTH, 9.4, radius=1.2, fill=INFO_TINT)
    base = top + 2 + ascent(13)
    time = f"{time_text(slot.start_minute)}–{time_text(slot.start_minute + slot.minutes)}"
    drawn = paper.line(time, LEFT + 2.5, base, 13, bold=True, colour=PRIMARY)
    title = slot.title
    if slot.meeting:
        about = text["meeting"].format(number=slot.meeting, of=slot.meetings)
        title = f"{title} · {about}"
    taken = sum(each.seats for each in slot.people)
    count = text["taken"].format(taken=taken, places=slot.places)
    room = WIDTH - drawn - 44
    paper.block(title, LEFT + drawn + 7, top + 1.7, room, 13, floor=9, bold=True)
    paper.line(count, LEFT + WIDTH - 2.5, base, 11, colour=MUTED, align="right")
    y = top + 10.2
    if slot.place:
        y = paper.block(slot.place, LEFT + 2.5, y, WIDTH - 5, 11, floor=9, colour=MUTED) + 0.8
    if not slot.people:
        return paper.block(text["nobody"], LEFT + 2.5, y, WIDTH, 12, colour=MUTED) + 1
    return _row(slot.people[0], text, paper, y)


def _row(person: DayPerson, text: Words, paper: Paper, top: float) -> float:
    base = top + 5.8
    name = paper.block(
        person.name, LEFT + 2.5, top + 1.2, _PHONE - 6, 12, floor=10, lines=3, bold=True
    )
    end = max(top + _ROW, name + 1.2)
    paper.line(person.phone, LEFT + _PHONE, base, 11)
    paper.line(booking_label(person.booking_no), LEFT + _NUMBER, base, 10, colour=MUTED)
    if person.seats > 1:
        seats = text["seats"].format(seats=person.seats)
        paper.line(seats, LEFT + WIDTH - 2.5, base, 11, bold=True, align="right")
    elif person.provisional:
        words_ = text["provisional"]
        paper.line(words_, LEFT + WIDTH - 2.5, base, 10, colour=WARNING, align="right")
    paper.rule(LEFT, end, WIDTH)
    return end


def _foot(sheet: DaySheetInput, text: Words, paper: Paper, number: int, of: int) -> None:
    left = text["printed"].format(printed_at=sheet.printed_at)
    foot(paper, left, text["page"].format(page=number, pages=of))
