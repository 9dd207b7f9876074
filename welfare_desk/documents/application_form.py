# SPDX-License-Identifier: EUPL-1.2
"""The application as it was declared under DPR 445/2000, to be read and signed."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import receipt_label
from welfare_desk.documents.decision_inputs import ApplicationFormInput
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
from welfare_desk.documents.paper import MUTED, PRIMARY, Paper
from welfare_desk.documents.wording import Words, words

_SIGNATURE_LINE: Final = FOOT - 8.5
_SIGNING: Final = 24.0
_KNOWN: Final = ("known_76", "known_75", "known_71", "known_privacy")


def application_form_pdf(form: ApplicationFormInput) -> bytes:
    """Return the form on one A4 page."""
    text = words("application_form", form.lang)
    return one_page(
        functools.partial(_draw, form),
        title=text["title"],
        author=form.office.municipality,
        lang=form.lang,
    )


def _draw(form: ApplicationFormInput, paper: Paper, scale: float) -> float:
    text = words("application_form", form.lang)
    heading(paper, form.office, text["sample"] if form.sample else "")
    y = title_line(paper, text["title"])
    number = text["number"].format(receipt_no=receipt_label(form.receipt_no))
    half = WIDTH / 2 - 2
    protocol = text["no_protocol"]
    if form.protocol_no:
        protocol = text["protocol"].format(protocol_no=form.protocol_no)
    paper.block(protocol, LEFT + half + 4, y + 0.8, half, 12, floor=9, colour=MUTED, align="right")
    y = paper.block(number, LEFT, y, half, 15, floor=11, bold=True, colour=PRIMARY)
    delegate = [text["delegate"].format(name=form.delegate)] if form.delegate else []
    y = section(paper, y + 2 * scale, scale, "person", text["applicant"], [form.person], delegate)
    y = section(paper, y, scale, "book", text["fund"], [form.fund], [form.resolution])
    y = section(paper, y, scale, "check", text["declared"], (), _declared(form, text), bullets=True)
    papers = ", ".join(form.documents) or text["no_documents"]
    y = section(paper, y, scale, "notebook", text["documents"], (), [papers])
    known = [text[key] for key in _KNOWN]
    y = section(paper, y, scale, "shield", text["known"], (), known, bullets=True)
    amount = euro_text(form.claim_cents, form.lang)
    y = section(paper, y, scale, "euro", text["claim"], [amount], [text["claim_note"]])
    return _signing(paper, form, text, y, scale)


def _declared(form: ApplicationFormInput, text: Words) -> list[str]:
    births = ", ".join(date_text(each) for each in form.births_on)
    key = "members" if births else "members_plain"
    said = [text[key].format(count=form.members, births=births)]
    if form.isee_cents is None:
        said.append(text["no_isee"])
    else:
        said.append(text["isee"].format(amount=euro_text(form.isee_cents, form.lang)))
    if form.resident_from is not None:
        said.append(text["resident"].format(day=date_text(form.resident_from)))
    if form.income_cents is not None:
        said.append(text["income"].format(amount=euro_text(form.income_cents, form.lang)))
    if form.asks_disability or form.disabled:
        said.append(text["disabled"].format(count=form.disabled))
    if form.supports:
        amount = euro_text(form.support_cents, form.lang)
        said.append(text["support"].format(list=", ".join(form.supports), amount=amount))
    elif form.asks_support:
        said.append(text["no_support"])
    return said


def _signing(
    paper: Paper, form: ApplicationFormInput, text: Words, top: float, scale: float
) -> float:
    paper.rule(LEFT, top, WIDTH)
    place = text["place_date"].format(
        place=form.office.municipality.removeprefix("Comune di "), day=date_text(form.filed_on)
    )
    y = paragraph(paper, place, top + 2, 12 * scale)
    by = text["operator"].format(name=form.operator, desk=form.office.desk)
    y = paragraph(paper, by, y, 11 * scale, colour=MUTED)
    label = text["signature_delegate" if form.delegate else "signature"]
    width = (WIDTH - INDENT) / 2
    signature(paper, label, LEFT + width + INDENT, _SIGNATURE_LINE, width)
    foot(paper, printed_line(text, form.printed_at, form.copy_no))
    return y + _SIGNING
