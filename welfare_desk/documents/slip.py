# SPDX-License-Identifier: EUPL-1.2
"""The booking slip on A4: solid frame and check, or dashed frame and hourglass."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from welfare_desk.core.dates import weekday_name
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.documents.inputs import SlipInput
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    one_page,
    printed_line,
    section,
    title_line,
)
from welfare_desk.documents.paper import (
    MUTED,
    OK,
    OK_TINT,
    PRIMARY,
    TEXT,
    WARNING,
    WARNING_TINT,
    Paper,
    ascent,
    leading,
)
from welfare_desk.documents.qr import symbol
from welfare_desk.documents.wording import Words, day_text, second_line, time_text, words

QR_SIZE = 34.0
_LARGE = 18 / 14
_LISTED = 3
_Row = tuple[str, str, Sequence[str], Sequence[str]]


def slip_pdf(slip: SlipInput) -> bytes:
    """Return the slip on one A4 page; ``large_print`` sets the body in 18 pt where it fits.

    In large print the meetings of a course may take a second page.
    """
    text = words("slip", slip.lang)
    title, author = text["title"], slip.office.municipality
    if not (slip.large_print and slip.meetings):
        scale = _LARGE if slip.large_print else 1.0
        draw = functools.partial(_draw, slip)
        return one_page(draw, title=title, author=author, lang=slip.lang, scale=scale)
    blocks: list[Block] = [functools.partial(_upper, slip, text, 1.0)]
    blocks += _sections(slip, text, _LARGE)
    again, foot_of = functools.partial(_again, slip), functools.partial(_foot_of, slip, text)
    return flowing(blocks, again, foot_of, title=title, author=author, lang=slip.lang)


def promise(slip: SlipInput) -> tuple[str, str, str]:
    """Return lead, phone and time of what the desk promises about a provisional booking.

    Without a phone of the citizen it is the citizen who calls the desk.
    """
    text = words("slip", slip.lang)
    if slip.confirm_phone:
        return text["provisional_call"], slip.confirm_phone, slip.confirm_by
    when = text["provisional_no_phone_when"].format(confirm_by=slip.confirm_by)
    return text["provisional_no_phone"], slip.office.phone, when if slip.confirm_by else ""


def what_for(slip: SlipInput) -> str:
    """Return the neutral subject and for whom it is."""
    if not slip.person:
        return slip.offering
    return words("slip", slip.lang)["for_whom"].format(offering=slip.offering, person=slip.person)


def who_and_how_long(slip: SlipInput) -> str:
    """Return provider and duration, as in «Cooperativa Esempio, 1 ora»."""
    return ", ".join(part for part in (slip.provider, _duration(slip)) if part)


def cost(slip: SlipInput) -> tuple[str, str]:
    """Return what it costs in large, and how that comes about and is paid."""
    text = words("slip", slip.lang)
    if slip.total_cents == 0:
        return text["free"], slip.pay_how
    how = ""
    if slip.unit_cents and (slip.units > 1 or slip.units_text):
        units = slip.units_text or str(slip.units)
        how = text["each"].format(units=units, price=euro_text(slip.unit_cents, slip.lang)) + ". "
    if not slip.payers:
        return euro_text(slip.total_cents, slip.lang), (how + slip.pay_how).strip()
    parts = [f"{name} {euro_text(cents, slip.lang)}" for name, cents in slip.payers]
    whole = text["whole_price"].format(price=euro_text(slip.total_cents, slip.lang))
    paid = text["others_pay"].format(parts=", ".join(parts))
    due = slip.person_cents
    mine = text["you_pay"].format(price=euro_text(due, slip.lang)) if due else text["you_free"]
    return mine, f"{whole} {how}{paid} {slip.pay_how}".strip()


def course(slip: SlipInput) -> tuple[str, tuple[str, ...]]:
    """Return how many meetings a course has, and its days: one line for each weekday and hour."""
    text = words("slip", slip.lang)
    by_hour: dict[tuple[int, int, int], list[str]] = {}
    for one in slip.meetings:
        hour = (one.on.weekday(), one.start_minute, one.minutes)
        by_hour.setdefault(hour, []).append(f"{one.on.day}/{one.on.month}")
    lines = []
    for (weekday, start, minutes), days in by_hour.items():
        example = next(one.on for one in slip.meetings if one.on.weekday() == weekday)
        lines.append(
            text["meeting_days"].format(
                weekday=weekday_name(example, slip.lang),
                start=time_text(start),
                end=time_text(start + minutes),
                days=", ".join(days),
            )
        )
    last = max((one.on for one in slip.meetings), default=slip.held_on)
    count = text["meetings_count"].format(count=len(slip.meetings), last=day_text(last, slip.lang))
    return count, tuple(lines)


def cancelling(slip: SlipInput) -> str:
    """Return how to give the place back; the desk's phone where nothing else is said."""
    text = words("slip", slip.lang)
    return slip.cancel_how or text["cancel_call"].format(phone=slip.office.phone)


def _duration(slip: SlipInput) -> str:
    text = words("slip", slip.lang)
    hours, minutes = divmod(slip.minutes, 60)
    in_hours = text["one_hour"] if hours == 1 else text["hours"].format(count=hours)
    if hours and minutes:
        return text["hours_minutes"].format(hours=in_hours, count=minutes)
    if hours:
        return in_hours
    return text["minutes"].format(count=minutes) if minutes else ""


def _draw(slip: SlipInput, paper: Paper, scale: float) -> float:
    text = words("slip", slip.lang)
    # What is large already stays as it is in large print.
    y = _upper(slip, text, min(scale, 1), paper, 0)
    for block in _sections(slip, text, scale):
        y = block(paper, y)
    _foot(slip, text, paper, text["page"])
    return y


def _upper(slip: SlipInput, text: Words, scale: float, paper: Paper, _top: float) -> float:
    """Draw heading, frame, day and hour, QR and number."""
    heading(paper, slip.office, text["sample"] if slip.sample else "")
    y = title_line(paper, text["title"]) + 3
    if slip.state == "final":
        y = _final_frame(paper, text, y, scale)
    else:
        y = _provisional_frame(paper, slip, text, y, scale)
    return _when(paper, slip, text, y + 6 * scale, scale)


def _foot(slip: SlipInput, text: Words, paper: Paper, page: str) -> None:
    line = ""
    if slip.second_language:
        line = second_line(slip.second_language, slip.state, slip.held_on, slip.start_minute)
    foot(paper, printed_line(text, slip.printed_at, slip.copy_no), page, above=line)


def _foot_of(slip: SlipInput, text: Words, paper: Paper, page: int, pages: int) -> None:
    _foot(slip, text, paper, text["page_of"].format(page=page, pages=pages))


def _again(slip: SlipInput, paper: Paper) -> float:
    """Draw to which booking a second page belongs."""
    about = f"{booking_label(slip.booking_no)} · {day_text(slip.held_on, slip.lang)}"
    return paper.block(about, LEFT, 12, WIDTH, 18, floor=14, bold=True) + 4


def _final_frame(paper: Paper, text: Words, top: float, scale: float) -> float:
    height = 18.5 * max(scale, 0.8)
    paper.box(LEFT, top, WIDTH, height, radius=2, fill=OK_TINT, edge=OK)
    paper.sign("check", LEFT + 5, top + height / 2 - 5, 10, OK)
    x, width = LEFT + 19, WIDTH - 24
    size = 18 * max(scale, 0.8)
    y = paper.block(text["final"], x, top + 1.6, width, size, floor=14, bold=True, colour=OK)
    paper.block(text["final_text"], x, y - 0.4, width, 13 * max(scale, 0.8), floor=10)
    return top + height


def _provisional_frame(
    paper: Paper, slip: SlipInput, text: Words, top: float, scale: float
) -> float:
    lead, phone, when = promise(slip)
    scale = max(scale, 0.75)
    x, width = LEFT + 19, WIDTH - 24
    parts = [
        (text["provisional"], 18.0, True, WARNING),
        (text["provisional_wait"], 13.0, False, TEXT),
        (lead, 13.0, False, TEXT),
        (phone, 24.0, True, TEXT),
        (when, 16.0, True, TEXT),
    ]
    shown = [part for part in parts if part[0]]
    heights = [leading(size * scale) for _, size, _, _ in shown]
    height = sum(heights) + 6 * scale
    paper.box(
        LEFT, top, WIDTH, height, radius=2, fill=WARNING_TINT, edge=WARNING, weight=0.8, dashed=True
    )
    paper.sign("hourglass", LEFT + 4.6, top + 3.4 * scale, 11, WARNING)
    y = top + 2 * scale
    for (words_, size, bold, colour), step in zip(shown, heights, strict=True):
        if words_ == lead:
            y += 2 * scale
        paper.block(words_, x, y, width, size * scale, floor=9, bold=bold, colour=colour)
        y += step
    return top + height


def _when(paper: Paper, slip: SlipInput, text: Words, top: float, scale: float) -> float:
    room = WIDTH - QR_SIZE - 10
    right = LEFT + WIDTH
    paper.symbol(symbol(slip.code), right - QR_SIZE, top, QR_SIZE)
    number = booking_label(slip.booking_no)
    under = paper.block(
        number, right - QR_SIZE - 4, top + QR_SIZE + 1.5, QR_SIZE + 4, 15, floor=11,
        bold=True, align="right",
    )  # fmt: skip
    y = top - 1.5
    weekday = weekday_name(slip.held_on, slip.lang)
    y = paper.block(weekday, LEFT, y, room, 20 * scale, floor=12, bold=True, colour=PRIMARY)
    day = day_text(slip.held_on, slip.lang)
    y = paper.block(day, LEFT, y, room, 27 * scale, floor=16, bold=True)
    y = _time(paper, slip, text, y, scale)
    return max(y, under) + 3 * scale


def _time(paper: Paper, slip: SlipInput, text: Words, top: float, scale: float) -> float:
    size = 27 * scale
    start = text["at"].format(time=time_text(slip.start_minute))
    baseline = top + ascent(size)
    drawn = paper.line(start, LEFT, baseline, size, bold=True)
    if slip.minutes:
        until = text["until"].format(time=time_text(slip.start_minute + slip.minutes))
        left = LEFT + drawn + 5
        small = 15 * scale
        paper.block(
            until, left, baseline - ascent(small), LEFT + WIDTH - QR_SIZE - 5 - left, small,
            floor=9, colour=MUTED,
        )  # fmt: skip
    return top + leading(size)


def _sections(slip: SlipInput, text: Words, scale: float) -> list[Block]:
    where = ", ".join(part for part in (slip.place, slip.address) if part)
    bring = slip.bring or (text["bring_nothing"],)
    if len(bring) > _LISTED:
        bring = (" · ".join(bring),)
    total, how = cost(slip)
    about = _some(who_and_how_long(slip))
    rows: list[_Row] = [
        ("pin", text["where"], [where], _some(slip.directions)),
        ("notebook", text["what"], [what_for(slip)], about),
    ]
    if slip.meetings:
        count, days = course(slip)
        rows.append(("calendar", text["meetings"], [count], days))
    rows += [
        ("bag", text["bring"], bring, ()),
        ("euro", text["cost"], [total], _some(how)),
        ("phone", text["cancel"], [cancelling(slip)], [text["cancel_why"]]),
    ]
    return [functools.partial(_section, row, scale) for row in rows]


def _section(row: _Row, scale: float, paper: Paper, top: float) -> float:
    sign, label, strong, plain = row
    lines = 4 if sign in ("bag", "calendar") else 3
    return section(paper, top, scale, sign, label, strong, plain, lines=lines)


def _some(text: str) -> tuple[str, ...]:
    return (text,) if text else ()
