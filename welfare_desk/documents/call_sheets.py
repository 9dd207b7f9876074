# SPDX-License-Identifier: EUPL-1.2
"""The call list of a day with boxes to tick, and a waiting list that may hang on the wall."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Final

from welfare_desk.core.dates import date_text, weekday_name, weekday_text
from welfare_desk.documents.call_inputs import CallListInput, CallRow, WaitingOrderInput
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    title_line,
)
from welfare_desk.documents.paper import BORDER, MUTED, PRIMARY, TEXT, Paper, ascent
from welfare_desk.documents.wording import Words, day_text, time_text, words

_BODY: Final = 12.0
_BOXES: Final = 38.0
_PHONE: Final = 58.0
_TICK: Final = 4.2
_OUTCOMES: Final = ("reached", "no_answer", "call_again")

Input = CallListInput | WaitingOrderInput


def call_list_pdf(sheet: CallListInput) -> bytes:
    """Return the calls on as many A4 pages as they need; no call is cut between two."""
    text = words("call_list", sheet.lang)
    letters = sum(not row.phone for row in sheet.rows)
    day = weekday_text(sheet.on, sheet.lang)
    about = text["about"].format(day=day, count=len(sheet.rows) - letters, letters=letters)
    blocks: list[Block] = [functools.partial(_head, sheet, text, text["title"], about)]
    blocks += [functools.partial(_row, row, text, sheet.lang) for row in sheet.rows]
    note = text["note"] if sheet.rows else text["none"]
    blocks.append(functools.partial(_note, note))
    return _pages(sheet, text, text["title"], about, blocks)


def waiting_order_pdf(sheet: WaitingOrderInput) -> bytes:
    """Return the order by numbers, how it comes about, and how to work it out again."""
    text = words("waiting_order", sheet.lang)
    title = text["title"].format(name=sheet.name)
    count = max(0, len(sheet.lines) - 1)
    about = text["about"].format(day=date_text(sheet.on), count=count)
    blocks: list[Block] = [
        functools.partial(_head, sheet, text, title, about),
        functools.partial(_title, text["rule"]),
        functools.partial(_text, text[f"rule_{sheet.rule}"]),
        functools.partial(_text, text["hold"].format(hours=sheet.hold_hours)),
        functools.partial(_title, text["lines"]),
        *(functools.partial(_line, line) for line in sheet.lines),
    ]
    if count:
        blocks.append(functools.partial(_title, text["again"]))
        blocks.append(functools.partial(_text, text[f"again_{sheet.rule}"]))
    else:
        blocks.append(functools.partial(_text, text["none"]))
    return _pages(sheet, text, title, about, blocks)


def _pages(sheet: Input, text: Words, title: str, about: str, blocks: list[Block]) -> bytes:
    return flowing(
        blocks,
        functools.partial(_again, sheet, text, f"{title} – {about}"),
        _foot_of(sheet, text),
        title=title,
        author=sheet.office.municipality,
        lang=sheet.lang,
    )


def _foot_of(sheet: Input, text: Words) -> Callable[[Paper, int, int], None]:
    def draw(paper: Paper, number: int, of: int) -> None:
        left = text["printed"].format(printed_at=sheet.printed_at)
        foot(paper, left, text["page"].format(page=number, pages=of))

    return draw


def _head(sheet: Input, text: Words, title: str, about: str, paper: Paper, _top: float) -> float:
    heading(paper, sheet.office, text["sample"] if sheet.sample else "")
    y = title_line(paper, title)
    return paper.block(about, LEFT, y, WIDTH, 13, floor=10, colour=MUTED) + 3


def _again(sheet: Input, text: Words, about: str, paper: Paper) -> float:
    if sheet.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    room = WIDTH - (36 if sheet.sample else 0)
    return paper.block(about, LEFT, 12, room, 13, floor=9, bold=True) + 4


def _title(words_: str, paper: Paper, top: float) -> float:
    return paper.block(words_, LEFT, top + 2, WIDTH, 13, bold=True, colour=PRIMARY) + 1


def _text(words_: str, paper: Paper, top: float) -> float:
    return paper.block(words_, LEFT, top, WIDTH, _BODY, lines=8) + 2


def _note(words_: str, paper: Paper, top: float) -> float:
    return paper.block(words_, LEFT, top + 2, WIDTH, 11, lines=4, colour=MUTED) + 3


def _line(line: str, paper: Paper, top: float) -> float:
    return paper.block(line, LEFT, top, WIDTH, 10, floor=7, lines=2) + 0.6


def _row(row: CallRow, text: Words, lang: str, paper: Paper, top: float) -> float:
    """Draw whom and why on the left, the phone large in the middle, three boxes on the right."""
    room = WIDTH - _PHONE - _BOXES - 6
    y = paper.block(row.person, LEFT, top + 1.4, room, 13, floor=10, lines=2, bold=True)
    y = paper.block(_why(row, text, lang), LEFT, y, room, _BODY, floor=10, lines=4, colour=TEXT)
    middle = LEFT + room + 3
    phone = text["letter"]
    if row.phone:
        phone = row.phone
        if row.phone_of:
            phone = text["of"].format(phone=row.phone, name=row.phone_of)
    below = paper.block(phone, middle, top + 1.4, _PHONE, 14, floor=10, lines=2, bold=True)
    if row.tries:
        tries = text["tries"].format(tries=row.tries)
        below = paper.block(tries, middle, below, _PHONE, 11, colour=MUTED)
    right, line = LEFT + WIDTH - _BOXES, top + 1.8
    for outcome in _OUTCOMES:
        paper.box(right, line, _TICK, _TICK, radius=0.6, edge=BORDER)
        paper.line(text[outcome], right + _TICK + 2, line + ascent(11), 11)
        line += _TICK + 1.8
    end = max(y, below, line) + 1.2
    paper.rule(LEFT, end, WIDTH)
    return end + 0.6


def _why(row: CallRow, text: Words, lang: str) -> str:
    parts = [f"{text[row.about]}: {row.title}"]
    if row.slot_on is not None:
        parts.append(
            text["at"].format(
                weekday=weekday_name(row.slot_on, lang),
                day=day_text(row.slot_on, lang),
                time=time_text(row.start_minute),
            )
        )
    if row.until:
        parts.append(text["until"].format(until=row.until))
    if row.reason:
        parts.append(row.reason)
    return " · ".join(parts)
