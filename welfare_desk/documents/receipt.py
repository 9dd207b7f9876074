# SPDX-License-Identifier: EUPL-1.2
"""The receipt for handed-over cards, to be signed by who takes them."""

from __future__ import annotations

import functools
from typing import Final

from welfare_desk.core.dates import date_text, weekday_text
from welfare_desk.core.money import NO_BREAK_SPACE, euro_text
from welfare_desk.core.numbers import grouped, receipt_label
from welfare_desk.documents.inputs import ReceiptInput
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

# Room above each line for a hand that signs.
_SIGNATURE_LINE: Final = FOOT - 8.5
_SIGNING: Final = 26.0


def receipt_pdf(receipt: ReceiptInput) -> bytes:
    """Return the receipt on one A4 page, with signature lines or the official's statement."""
    text = words("receipt", receipt.lang)
    return one_page(
        functools.partial(_draw, receipt),
        title=text["title"],
        author=receipt.office.municipality,
        lang=receipt.lang,
    )


def _draw(receipt: ReceiptInput, paper: Paper, scale: float) -> float:
    text = words("receipt", receipt.lang)
    heading(paper, receipt.office, text["sample"] if receipt.sample else "")
    y = title_line(paper, text["title"])
    y = _numbers(paper, receipt, text, y)
    y = _people(paper, receipt, text, y + 3 * scale, scale)
    y = _cards(paper, receipt, text, y, scale)
    y = _rules(paper, receipt, text, y, scale)
    paper.rule(LEFT, y, WIDTH)
    y = _signing(paper, receipt, text, y + 3, scale)
    foot(paper, printed_line(text, receipt.printed_at, receipt.copy_no), text["kept"])
    return y + _SIGNING


def _numbers(paper: Paper, receipt: ReceiptInput, text: Words, top: float) -> float:
    number = text["number"].format(receipt_no=receipt_label(receipt.receipt_no))
    half = WIDTH / 2 - 2
    end = paper.block(number, LEFT, top, half, 15, floor=11, bold=True, colour=PRIMARY)
    protocol = text["no_protocol"]
    if receipt.protocol_no:
        protocol = text["protocol"].format(protocol_no=receipt.protocol_no)
    paper.block(
        protocol, LEFT + half + 4, top + 0.8, half, 12, floor=9, colour=MUTED, align="right"
    )
    return end


def _people(paper: Paper, receipt: ReceiptInput, text: Words, y: float, scale: float) -> float:
    documents = _document(text, receipt.holder_document)
    y = section(paper, y, scale, "person", text["holder"], [receipt.holder], documents)
    if receipt.delegate:
        documents = _document(text, receipt.delegate_document)
        y = section(paper, y, scale, "person", text["delegate"], [receipt.delegate], documents)
    return y


def _document(text: Words, document: str) -> tuple[str, ...]:
    return (text["document"].format(document=document),) if document else ()


def _cards(paper: Paper, receipt: ReceiptInput, text: Words, y: float, scale: float) -> float:
    label = text["card"] if len(receipt.card_numbers) == 1 else text["cards"]
    numbers = " · ".join(
        grouped(number).replace(" ", NO_BREAK_SPACE) for number in receipt.card_numbers
    )
    until = text["valid_until"].format(day=date_text(receipt.expires_on))
    about = f"{receipt.title}. {until}."
    note = text["amount_note"]
    if receipt.vouchers:
        count = text["vouchers"].format(count=len(receipt.card_numbers))
        label, note = text["booklet"], text["voucher_note"]
        y = section(paper, y, scale, "card", label, [count], [numbers, about], lines=24)
    else:
        y = section(paper, y, scale, "card", label, [numbers], [about])
    amount = euro_text(receipt.amount_cents, receipt.lang)
    y = section(paper, y, scale, "euro", text["amount"], [amount], [note])
    day = weekday_text(receipt.handed_on, receipt.lang)
    by = text["by"].format(operator=receipt.operator, desk=receipt.office.desk)
    return section(paper, y, scale, "calendar", text["handed_over"], [day], [by])


def _rules(paper: Paper, receipt: ReceiptInput, text: Words, y: float, scale: float) -> float:
    phone = receipt.office.phone
    kind = "voucher_rule" if receipt.vouchers else "rule"
    rules = [text[f"{kind}_{number}"].format(phone=phone) for number in range(1, 5)]
    return section(paper, y, scale, "book", text["rules"], (), rules, bullets=True)


def _signing(paper: Paper, receipt: ReceiptInput, text: Words, top: float, scale: float) -> float:
    statement = text["statement"] if len(receipt.card_numbers) == 1 else text["statement_many"]
    statement = text["statement_vouchers"] if receipt.vouchers else statement
    y = paragraph(paper, statement, top, 14 * scale, bold=True)
    half = (WIDTH - INDENT) / 2
    if receipt.no_signature:
        sentence = text["no_signature"].format(
            official=receipt.official, cause=receipt.no_signature
        )
        y = paragraph(paper, sentence, y, 13 * scale, lines=3)
        label = text["signature_official"]
    else:
        label = text["signature_delegate" if receipt.delegate else "signature_holder"]
    signature(paper, label, LEFT, _SIGNATURE_LINE, half)
    signature(paper, text["signature_operator"], LEFT + half + INDENT, _SIGNATURE_LINE, half)
    return y
