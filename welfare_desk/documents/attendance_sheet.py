# SPDX-License-Identifier: EUPL-1.2
"""The attendance list of one slot, to mark by hand where no computer is."""

from __future__ import annotations

import functools
from typing import Final

import msgspec

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
    section,
    signature,
    title_line,
)
from welfare_desk.documents.paper import BORDER, INFO_TINT, MUTED, OK, PRIMARY, WARNING, Paper
from welfare_desk.documents.wording import Words, words

_ROW: Final = 10.5
_BOX: Final = 5.2
_NUMBER, _SEATS, _CAME, _ABSENT, _SIGN = 76.0, 108.0, 121.0, 138.0, 155.0
"""Where the columns behind the name begin, in millimetres from the margin."""


class AttendanceRow(msgspec.Struct, frozen=True, kw_only=True):
    """Who is expected; ``state`` is marked where it is known already."""

    person: str
    number: str
    seats: int
    state: str = "booked"
    provisional: bool = False


class AttendanceInput(msgspec.Struct, frozen=True, kw_only=True):
    """What the list of a slot says; ``title`` is neutral where the subject is sensitive."""

    office: Office
    title: str
    provider: str
    day: str
    time: str
    minutes: int
    meeting: int = 0
    """Of a course, which one (from 1)."""
    meetings: int = 0
    place: str = ""
    address: str = ""
    rows: tuple[AttendanceRow, ...] = ()
    closed: bool = False
    printed_at: str = ""
    sample: bool = False
    lang: Language = "it"


def attendance_pdf(what: AttendanceInput) -> bytes:
    """Return the list on as many A4 pages as it needs; no row is cut between two."""
    text = words("attendance", what.lang)
    blocks: list[Block] = [functools.partial(_head, what, text)]
    blocks.append(functools.partial(_columns, text) if what.rows else _nothing(text))
    blocks += [functools.partial(_row, row, text) for row in what.rows]
    blocks.append(functools.partial(_end, text))

    def again(paper: Paper) -> float:
        if what.sample:
            mark(paper, text["sample"], LEFT + WIDTH, 13)
        about = f"{what.title} · {what.day} {what.time}"
        y = paper.block(about, LEFT, 12, WIDTH - 36, 13, floor=9, bold=True) + 2
        return _columns(text, paper, y)

    def foot_of(paper: Paper, page: int, pages: int) -> None:
        told = text["printed"].format(printed_at=what.printed_at)
        foot(paper, told, text["page"].format(page=page, pages=pages))

    return flowing(
        blocks,
        again,
        foot_of,
        title=text["title"],
        author=what.office.municipality,
        lang=what.lang,
    )


def _head(what: AttendanceInput, text: Words, paper: Paper, _top: float) -> float:
    heading(paper, what.office, text["sample"] if what.sample else "")
    y = title_line(paper, text["title"])
    y = paper.block(what.title, LEFT, y, WIDTH, 16, floor=11, bold=True, colour=PRIMARY)
    y = paper.block(what.provider, LEFT, y, WIDTH, 12, floor=9, colour=MUTED) + 1
    when = text["when"].format(day=what.day, time=what.time, minutes=what.minutes)
    if what.meetings:
        about = text["meeting"].format(number=what.meeting, of=what.meetings)
        when = f"{when} · {about}"
    y = paper.block(when, LEFT, y, WIDTH, 14, floor=10, bold=True) + 1
    if what.closed:
        y = paper.block(text["closed"], LEFT, y, WIDTH, 16, bold=True, colour=WARNING) + 1
    if what.place or what.address:
        where = " · ".join(part for part in (what.place, what.address) if part)
        y = section(paper, y, 0.9, "pin", text["place"], [where])
    seats = sum(row.seats for row in what.rows)
    expected = text["expected"].format(seats=seats, people=len(what.rows))
    return paragraph(paper, expected, y + 1, 12, bold=True) + 1


def _columns(text: Words, paper: Paper, top: float) -> float:
    paper.box(LEFT, top, WIDTH, 7.4, radius=1.2, fill=INFO_TINT)
    base = top + 5.2
    for name, x in (
        ("person", 2.0), ("number", _NUMBER), ("seats", _SEATS), ("came", _CAME - 3),
        ("absent", _ABSENT - 3), ("sign", _SIGN),
    ):  # fmt: skip
        paper.line(text[name], LEFT + x, base, 9, bold=True, colour=PRIMARY)
    return top + 8.6


def _nothing(text: Words) -> Block:
    def draw(paper: Paper, top: float) -> float:
        return paragraph(paper, text["none"], top + 2, 12, colour=MUTED) + 2

    return draw


def _row(row: AttendanceRow, text: Words, paper: Paper, top: float) -> float:
    base = top + 7
    paper.block(row.person, LEFT + 2, top + 1, _NUMBER - 4, 11, floor=8, lines=2, bold=True)
    number = base - 1.6 if row.provisional else base
    paper.line(booking_label(row.number), LEFT + _NUMBER, number, 9.5, colour=MUTED)
    if row.provisional:
        paper.line(text["provisional"], LEFT + _NUMBER, base + 2, 8, colour=WARNING)
    paper.line(str(row.seats), LEFT + _SEATS + 3, base, 12)
    came, absent = row.state in ("arrived", "attended"), row.state == "no_show"
    for x, marked in ((_CAME, came), (_ABSENT, absent)):
        paper.box(LEFT + x, top + 2.6, _BOX, _BOX, radius=0.8, edge=BORDER, weight=0.35)
        if marked:
            paper.sign("check", LEFT + x + 0.3, top + 2.9, _BOX - 0.6, OK)
    paper.rule(LEFT, top + _ROW, WIDTH)
    return top + _ROW


def _end(text: Words, paper: Paper, top: float) -> float:
    y = paragraph(paper, text["marked"], top + 2, 10, colour=MUTED)
    signature(paper, text["operator"], LEFT, y + 14, WIDTH / 2)
    return y + 22
