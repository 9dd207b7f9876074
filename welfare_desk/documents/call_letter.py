# SPDX-License-Identifier: EUPL-1.2
"""The letter to somebody who cannot be phoned: closed, free, refused, dearer, over, tomorrow."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import weekday_name
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.documents.call_inputs import CallLetterInput
from welfare_desk.documents.letter import (
    LEFT,
    WIDTH,
    foot,
    heading,
    one_page,
    printed_line,
    section,
    title_line,
)
from welfare_desk.documents.paper import Paper
from welfare_desk.documents.wording import Words, day_text, time_text, words

_WINDOW_LEFT: Final = 110.0
_WINDOW_TOP: Final = 50.0
"""Where the window of a long envelope shows the address, in millimetres."""


def call_letter_pdf(letter: CallLetterInput) -> bytes:
    """Return the letter on one A4 page, in print that can be read without glasses."""
    text = words("call_letter", letter.lang)
    return one_page(
        functools.partial(_draw, letter),
        title=text[f"title_{letter.about}"],
        author=letter.office.municipality,
        lang=letter.lang,
    )


def _draw(letter: CallLetterInput, paper: Paper, scale: float) -> float:
    text = words("call_letter", letter.lang)
    heading(paper, letter.office, text["sample"] if letter.sample else "")
    y = _WINDOW_TOP
    for line in (letter.person, *letter.address):
        y = paper.block(line, _WINDOW_LEFT, y, LEFT + WIDTH - _WINDOW_LEFT, 13, floor=10)
    y = title_line(paper, text[f"title_{letter.about}"], max(92.0, y + 8)) + 4 * scale
    number = [text["number"].format(number=booking_label(letter.number))] if letter.number else []
    y = section(paper, y, scale, "notebook", text["about"], [letter.title], number)
    if letter.slot_on is not None:
        place = [letter.place] if letter.place else []
        y = section(paper, y, scale, "calendar", text["when"], [_when(letter, text)], place)
    facts = _facts(letter, text)
    y = section(paper, y, scale, "phone", text["next"], [_body(letter, text, facts)],
                [text[f"next_{letter.about}"].format(**facts)])  # fmt: skip
    foot(paper, printed_line(text, letter.printed_at, letter.copy_no))
    return y


def _when(letter: CallLetterInput, text: Words) -> str:
    assert letter.slot_on is not None
    return text["at"].format(
        weekday=weekday_name(letter.slot_on, letter.lang),
        day=day_text(letter.slot_on, letter.lang),
        time=time_text(letter.start_minute),
    )


def _facts(letter: CallLetterInput, text: Words) -> dict[str, str]:
    def euros(cents: int) -> str:
        return euro_text(cents, letter.lang) if cents else text["free"]

    return {
        "reason": letter.reason,
        "until": letter.until,
        "phone": letter.phone,
        "before": euros(letter.before_cents),
        "after": euros(letter.after_cents),
    }


def _body(letter: CallLetterInput, text: Words, facts: dict[str, str]) -> str:
    bare = letter.about == "closed" and not letter.reason
    return text["text_closed_bare" if bare else f"text_{letter.about}"].format(**facts)
