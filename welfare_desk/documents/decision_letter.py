# SPDX-License-Identifier: EUPL-1.2
"""The letter of yes or no: the amount step by step, who decided, how to appeal."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.documents.decision_inputs import DecisionLetterInput, Step
from welfare_desk.documents.letter import (
    FOOT,
    INDENT,
    LEFT,
    WIDTH,
    foot,
    heading,
    one_page,
    paragraph,
    printed_line,
    section,
    signature,
    title_line,
)
from welfare_desk.documents.paper import MUTED, OK, PRIMARY, TEXT, WARNING, Paper, ascent
from welfare_desk.documents.wording import Words, words

_SIGNATURE_LINE: Final = FOOT - 8.5
_SIGNING: Final = 20.0
_BODY: Final = 12.0
_MARK: Final = 9.0


def decision_letter_pdf(letter: DecisionLetterInput) -> bytes:
    """Return the letter on one A4 page."""
    text = words("decision_letter", letter.lang)
    return one_page(
        functools.partial(_draw, letter),
        title=text[f"title_{letter.outcome}"],
        author=letter.office.municipality,
        lang=letter.lang,
    )


def _draw(letter: DecisionLetterInput, paper: Paper, scale: float) -> float:
    text = words("decision_letter", letter.lang)
    heading(paper, letter.office, text["sample"] if letter.sample else "")
    y = title_line(paper, text[f"title_{letter.outcome}"])
    y = _numbers(paper, letter, text, y)
    y = section(paper, y + 2 * scale, scale, "person", text["to"], [letter.person])
    about = text["fund_about"].format(
        resolution=letter.resolution, filed_on=date_text(letter.filed_on)
    )
    y = section(paper, y, scale, "book", text["fund"], [letter.fund], [about])
    y = _outcome(paper, letter, text, y, scale)
    y = _steps(paper, letter, text, y, scale)
    follows = text[f"next_{letter.outcome}"].format(phone=letter.phone)
    y = section(paper, y, scale, "calendar", text["next"], (), [follows])
    y = section(paper, y, scale, "person", text["decided"], (), [_who(letter, text)])
    y = _appeal(paper, letter, text, y, scale)
    half = (WIDTH - INDENT) / 2
    signature(paper, text["signature"], LEFT, _SIGNATURE_LINE, half)
    signature(paper, text["received"], LEFT + half + INDENT, _SIGNATURE_LINE, half)
    foot(paper, printed_line(text, letter.printed_at, letter.copy_no))
    return y + _SIGNING


def _numbers(paper: Paper, letter: DecisionLetterInput, text: Words, top: float) -> float:
    number = text["number"].format(receipt_no=receipt_label(letter.receipt_no))
    half = WIDTH / 2 - 2
    end = paper.block(number, LEFT, top, half, 15, floor=11, bold=True, colour=PRIMARY)
    protocol = text["no_protocol"]
    if letter.protocol_no:
        protocol = text["protocol"].format(protocol_no=letter.protocol_no)
    paper.block(
        protocol, LEFT + half + 4, top + 0.8, half, 12, floor=9, colour=MUTED, align="right"
    )
    return end


def _outcome(
    paper: Paper, letter: DecisionLetterInput, text: Words, top: float, scale: float
) -> float:
    if letter.outcome == "yes":
        amount = euro_text(letter.amount_cents, letter.lang)
        other = letter.amount_cents != letter.claim_cents and letter.reason
        notes = [text["other_amount"].format(reason=letter.reason)] if other else []
        return section(paper, top, scale, "euro", text["granted"], [amount], notes)
    label = text["refused" if letter.outcome == "no" else "revoked"]
    return section(paper, top, scale, "shield", label, [letter.reason])


def _steps(
    paper: Paper, letter: DecisionLetterInput, text: Words, top: float, scale: float
) -> float:
    """Draw each criterion with its mark and its cents, and the sum below a line."""
    if not letter.steps:
        return top
    granted = letter.outcome == "yes"
    label = text["how" if granted else "criteria"]
    paper.rule(LEFT, top, WIDTH)
    y = paper.block(
        label, LEFT + INDENT, top + 2.4 * scale, WIDTH - INDENT, 12 * min(scale, 1), colour=MUTED
    )
    for step in letter.steps:
        y = _step(paper, step, text, letter.lang, y, scale)
    if granted and letter.claim_cents:
        paper.rule(LEFT + INDENT, y + 0.6, WIDTH - INDENT)
        size = _BODY * scale
        line = y + 1.4 + ascent(size)
        paper.line(text["total"], LEFT + INDENT, line, size, bold=True)
        amount = euro_text(letter.claim_cents, letter.lang)
        paper.line(amount, LEFT + WIDTH, line, size, bold=True, align="right")
        y += 1.4 + size * 0.45
    return y + 2 * scale


def _step(paper: Paper, step: Step, text: Words, lang: str, top: float, scale: float) -> float:
    size = _BODY * scale
    x = LEFT + INDENT
    word, colour = (text["met"], OK) if step.met else (text["unmet"], WARNING)
    paper.line(word, x, top + ascent(size), size, bold=True, colour=colour)
    room = WIDTH - INDENT - _MARK - 26
    if step.cents:
        amount = euro_text(abs(step.cents), lang)
        if step.cents < 0:
            amount = f"– {amount}"
        paper.line(amount, LEFT + WIDTH, top + ascent(size), size, colour=TEXT, align="right")
    return paper.block(step.words, x + _MARK, top, room, size, lines=2) + 0.5 * scale


def _who(letter: DecisionLetterInput, text: Words) -> str:
    key = "decided_two" if letter.second_by else "decided_by"
    return text[key].format(
        name=letter.decided_by, second=letter.second_by, day=date_text(letter.decided_on)
    )


def _appeal(
    paper: Paper, letter: DecisionLetterInput, text: Words, top: float, scale: float
) -> float:
    days = {
        "review": letter.review_days,
        "court": letter.appeal_days,
        "president": letter.extraordinary_days,
    }
    ways = [text[key].format(**days) for key in ("appeal_review", "appeal_court")]
    y = section(paper, top, scale, "book", text["appeal"], (), ways, bullets=True)
    return paragraph(paper, text["law"], y, 9, colour=MUTED, lines=2)
