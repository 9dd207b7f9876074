# SPDX-License-Identifier: EUPL-1.2
"""The form by which somebody acts for another, to be signed; filled, or blank to write on.

A person who cannot sign has the block of DPR 445/2000 art. 4, with a line for the name of
the public official, who need not be the operator.
"""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.core.delegation_rules import ANY_POWER, BY_DECREE, POWERS
from welfare_desk.documents.inputs import DelegationInput, Party
from welfare_desk.documents.letter import (
    INDENT,
    LEFT,
    WIDTH,
    Block,
    flowing,
    foot,
    heading,
    mark,
    one_page,
    paragraph,
    printed_line,
    signature,
    title_line,
)
from welfare_desk.documents.paper import (
    BORDER,
    INFO_TINT,
    MUTED,
    PRIMARY,
    Paper,
    ascent,
    leading,
    line_width,
)
from welfare_desk.documents.wording import Words, words

_LANG: Final = "it"
_BODY: Final = 12.5
_LARGE: Final = 18.0
_HAND: Final = 8.0
"""Millimetres that a line needs to be written on."""
_SIGNING: Final = 13.5
_X: Final = LEFT + INDENT
_WIDTH: Final = WIDTH - INDENT


def delegation_pdf(form: DelegationInput) -> bytes:
    """Return the form on one A4 page; in 18 pt, on as many as it needs."""
    text = words("delegation", _LANG)
    title, author = text[f"title_{_kind(form)}"], form.office.municipality
    if form.large_print:
        return flowing(
            _blocks(form, text, _LARGE),
            functools.partial(_again, form, text),
            functools.partial(_foot, form, text),
            title=title,
            author=author,
            lang=_LANG,
        )

    def draw(paper: Paper, scale: float) -> float:
        y = 0.0
        for block in _blocks(form, text, _BODY * scale):
            y = block(paper, y)
        _foot(form, text, paper, 1, 1)
        return y

    return one_page(draw, title=title, author=author, lang=_LANG)


def _kind(form: DelegationInput) -> str:
    """Return which of the four forms it is."""
    if form.title in BY_DECREE:
        return "decree"
    return form.title if form.title in ("parent", "relative_art4") else "delegate"


def _blocks(form: DelegationInput, text: Words, size: float) -> list[Block]:
    blocks: list[Block] = [
        functools.partial(_head, form, text, size),
        functools.partial(_delegator, form, text, size),
        functools.partial(_delegate, form, text, size),
    ]
    if _kind(form) == "decree":
        blocks.append(functools.partial(_decree, form, text, size))
    blocks += [
        functools.partial(_acts, form, text, size),
        functools.partial(_validity, form, text, size),
        functools.partial(_statement, form, text, size),
    ]
    if _kind(form) in ("delegate", "relative_art4"):
        blocks.append(functools.partial(_official, form, text, size))
    return blocks


def _head(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    heading(paper, form.office, text["sample"] if form.sample else "")
    y = title_line(paper, text[f"title_{_kind(form)}"], 33)
    about = text[f"about_{_kind(form)}"]
    return paper.block(about, LEFT, y, WIDTH, size, lines=2, colour=MUTED) + 2


def _again(form: DelegationInput, text: Words, paper: Paper) -> float:
    """Draw on a further page to which form it belongs: it may come to lie alone."""
    about = text[f"title_{_kind(form)}"]
    if form.delegator.name:
        about = text["of_whom"].format(title=about, name=form.delegator.name)
    room = WIDTH - (36 if form.sample else 0)
    if form.sample:
        mark(paper, text["sample"], LEFT + WIDTH, 13)
    return paper.block(about, LEFT, 12, room, 14, floor=10, bold=True) + 4


def _label(paper: Paper, sign: str, label: str, top: float, size: float) -> float:
    paper.rule(LEFT, top, WIDTH)
    paper.sign(sign, LEFT, top + 3, 7.4)
    return paper.block(label, _X, top + 2, _WIDTH, size, lines=2, colour=MUTED)


def _delegator(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    label = text["delegator" if _kind(form) == "delegate" else "person"]
    return _party(paper, label, form.delegator, "", text, top, size)


def _delegate(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    kind = _kind(form)
    label = {"delegate": "delegate", "relative_art4": "declaring"}.get(kind, "acting")
    return _party(paper, text[label], form.delegate, _standing(form, text), text, top, size)


def _standing(form: DelegationInput, text: Words) -> str:
    """Return as what somebody acts: «tutore», «figlio o figlia»; nothing for a delegate."""
    if _kind(form) == "delegate":
        return ""
    name = text.get(f"relation_{form.relation}", form.relation)
    if not name or _kind(form) != "relative_art4":
        together = form.assisted and form.title == "support_administrator"
        name = text[f"title_name_{form.title}{'_assisted' if together else ''}"]
    return text["as_title"].format(title=name)


def _party(
    paper: Paper, label: str, who: Party, standing: str, text: Words, top: float, size: float
) -> float:
    y = _label(paper, "person", label, top, size)
    if who.name:
        y = paper.block(who.name, _X, y, _WIDTH, size * 1.15, floor=size * 0.9, lines=2, bold=True)
    else:
        y = _line(paper, text["name"], _X, y, _WIDTH, size)
    if standing:
        y = paper.block(standing, _X, y, _WIDTH, size, lines=2)
    if who.born_on:
        y = _told(paper, text["born_on"].format(day=date_text(who.born_on)), y, size)
    elif not who.name and label == text["delegator"]:
        y = _line(paper, text["born"], _X, y, _WIDTH, size)
    if who.address:
        y = _told(paper, text["residence"].format(address=who.address), y, size)
    if who.document:
        y = _told(paper, text["document_seen"].format(document=who.document), y, size)
    else:
        y = _line(paper, text["document"], _X, y, _WIDTH, size)
    return y + 2


def _told(paper: Paper, sentence: str, y: float, size: float) -> float:
    return paper.block(sentence, _X, y, _WIDTH, size, lines=2)


def _line(paper: Paper, label: str, x: float, top: float, width: float, size: float) -> float:
    """Draw a label and a line to write on, and return where it ends."""
    height = max(_HAND, leading(size))
    base = top + height - 1.6
    room = line_width(label, size)
    paper.line(label, x, base, size, colour=MUTED)
    paper.rule(x + room + 2, base + 0.6, width - room - 2, BORDER, 0.35)
    return top + height


def _decree(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    day = date_text(form.decree_on) if form.decree_on else "–"
    line = text["decree_line"].format(
        court=form.court or "–", decree_no=form.decree_no or "–", day=day
    )
    y = _label(paper, "landmark", text["decree"], top, size)
    return paper.block(line, _X, y, _WIDTH, size, lines=3, bold=True) + 2


def _acts(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    y = _label(paper, "check", text["acts"], top, size)
    chosen = POWERS if ANY_POWER in form.powers else form.powers
    if chosen:
        for power in chosen:
            y = _act(paper, text, power, _X, y, _WIDTH, size, chosen=True)
        return y + 2
    columns = 1 if size >= _LARGE else 2
    width = (_WIDTH - 6 * (columns - 1)) / columns
    for first in range(0, len(POWERS), columns):
        row = POWERS[first : first + columns]
        ends = [
            _act(paper, text, power, _X + place * (width + 6), y, width, size, chosen=False)
            for place, power in enumerate(row)
        ]
        y = max(ends)
    return y + 2


def _act(
    paper: Paper,
    text: Words,
    power: str,
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    chosen: bool,
) -> float:
    """Draw one act with its sign, or with an empty box to tick."""
    side = size * 0.28
    row = y + ascent(size) - side * 0.92
    if chosen:
        paper.sign("check", x, row, side, PRIMARY)
    else:
        paper.box(x, row, side, side, radius=0.5, edge=BORDER, weight=0.35)
    name, indent = text.get(f"power_{power}", power), side + 2.6
    return paper.block(name, x + indent, y, width - indent, size, lines=2, bold=chosen)


def _validity(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    y = _label(paper, "calendar", text["validity"], top, size)
    if form.valid_from is None:
        half = (_WIDTH - 6) / 2
        _line(paper, text["from_blank"], _X, y, half, size)
        return _line(paper, text["to_blank"], _X + half + 6, y, half, size) + 2
    first = date_text(form.valid_from)
    if form.valid_to is not None:
        told = text["from_to"].format(from_on=first, to_on=date_text(form.valid_to))
    else:
        told = text[f"{_kind(form)}_from_only"].format(from_on=first)
    return paper.block(told, _X, y, _WIDTH, size, lines=2, bold=True) + 2


def _statement(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    """Draw what is declared and the lines to sign on, together: nobody signs an empty page."""
    kind = _kind(form)
    paper.rule(LEFT, top, WIDTH)
    y = paragraph(paper, text[f"statement_{kind}"], top + 2, size, lines=6)
    y = _line(paper, text["place_and_day"], LEFT, y, WIDTH * 0.6, size) + _SIGNING
    half = (WIDTH - 8) / 2
    first, second = {
        "delegate": ("signature_delegator", "signature_delegate"),
        "relative_art4": ("signature_declaring", ""),
    }.get(kind, ("signature_declaring", "signature_operator"))
    if form.assisted and kind == "decree":
        second = "signature_person"
    _sign(paper, text[first], LEFT, y, half, size)
    if second:
        _sign(paper, text[second], LEFT + half + 8, y, half, size)
    return y + leading(size) + 3


def _sign(paper: Paper, label: str, x: float, y: float, width: float, size: float) -> None:
    if size >= _LARGE:
        paper.rule(x, y, width, BORDER, 0.35)
        paper.block(label, x, y + 0.8, width, size, floor=size * 0.8, lines=1, colour=MUTED)
    else:
        signature(paper, label, x, y, width)


def _official(form: DelegationInput, text: Words, size: float, paper: Paper, top: float) -> float:
    """Draw the official's block in a frame, its height measured by drawing it twice."""
    key = "cannot_sign" if _kind(form) == "delegate" else "before_official"
    end = _official_text(paper, text, key, top, size, measure=True)
    paper.box(LEFT, top, WIDTH, end - top, radius=2, fill=INFO_TINT)
    return _official_text(paper, text, key, top, size, measure=False) + 2


def _official_text(
    paper: Paper, text: Words, key: str, top: float, size: float, *, measure: bool
) -> float:
    small = size * 0.92 if size < _LARGE else size
    inner, x = WIDTH - 8, LEFT + 4
    if measure:
        paper = Paper((paper.width, paper.height), title="", author="", lang=_LANG)
    y = paper.block(text[key], x, top + 2.5, inner, small, lines=2, bold=True)
    y = paper.block(text[f"{key}_text"], x, y, inner, small, lines=4)
    if key == "cannot_sign":
        y = _line(paper, text["cause"], x, y, inner, small)
    y = _line(paper, text["official"], x, y, inner, small)
    return _line(paper, text["signature_official"], x, y + 4, inner, small) + 2.5


def _foot(form: DelegationInput, text: Words, paper: Paper, number: int, total: int) -> None:
    left = printed_line(text, form.printed_at, form.copy_no)
    foot(paper, left, text["page"].format(number=number, total=total))
