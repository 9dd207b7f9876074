# SPDX-License-Identifier: EUPL-1.2
"""Inputs with honest defaults, and a reader of what came out."""

from __future__ import annotations

import datetime
import io
import unicodedata
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp

from welfare_desk.documents.inputs import (
    CardInput,
    NoticeInput,
    Office,
    OneTimePinInput,
    ReceiptInput,
    RecoverySheetInput,
    SlipInput,
)

MM = 72 / 25.4
DAY = datetime.date(2026, 11, 24)
PRINTED = "martedì 24 novembre 2026 alle 10:46"
OFFICE = Office(
    municipality="Comune di Piazzola sul Brenta",
    desk="Sportello 2",
    address="Piazza Esempio 1",
    phone="049 000 00 00",
)
CODE = ("WD1C" + "0123456789ABCDEFGHJKMNPQRSTVWXYZ" * 5)[:134]
HARD_NAMES = (
    "Nicolò D’Angelo dell’Òrto-Müller Ștefănescu",
    "Maria Addolorata Concetta Immacolata Bianchi-Ferrero Estense",
    "Бондаренко Олександра Вікторівна",
    "محمد بن عبد الرحمن",
)


def a_card(**changes: Any) -> CardInput:
    values: dict[str, Any] = {
        "municipality": "Comune di Piazzola sul Brenta",
        "title": "Carta Territorio",
        "subtitle": "a scalare, nei negozi aderenti",
        "number": "4QX892TF6M3A",
        "code": CODE,
        "expires_on": datetime.date(2026, 12, 31),
        "initials": "M. R.",
        "phone": "049 000 00 00",
    }
    return CardInput(**values | changes)


def a_slip(**changes: Any) -> SlipInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "state": "final",
        "booking_no": "7K3M92QX",
        "code": "WD1B7K3M92QX0A1B2C3D4E5F6G7H",
        "person": "Tommaso Verdi",
        "offering": "Aiuto allo studio",
        "provider": "Cooperativa Esempio",
        "held_on": datetime.date(2026, 11, 26),
        "start_minute": 900,
        "minutes": 60,
        "place": "Sala civica",
        "address": "Via Roma 1, Piazzola sul Brenta",
        "directions": "Davanti alla farmacia. Autobus: fermata Piazza.",
        "bring": ("Libri e quaderni della settimana",),
        "unit_cents": 1000,
        "units": 2,
        "units_text": "2 ore",
        "total_cents": 2000,
        "pay_how": "Paghi alla cooperativa, al primo incontro.",
        "cancel_how": "Chiama 049 000 00 00 entro mercoledì 25, ore 12:00",
        "printed_at": PRINTED,
    }
    return SlipInput(**values | changes)


def a_provisional_slip(**changes: Any) -> SlipInput:
    values: dict[str, Any] = {
        "state": "provisional",
        "confirm_phone": "347 000 01 23",
        "confirm_by": "entro domani, mercoledì 25 novembre, ore 12:00",
    }
    return a_slip(**values | changes)


def a_receipt(**changes: Any) -> ReceiptInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "receipt_no": "7K3M92QX",
        "holder": "Maria Rossi",
        "title": "Carta Territorio",
        "card_numbers": ("4QX892TF6M3A",),
        "amount_cents": 38_000,
        "expires_on": datetime.date(2026, 12, 31),
        "handed_on": DAY,
        "operator": "Anna R.",
        "printed_at": PRINTED,
    }
    return ReceiptInput(**values | changes)


def a_notice(**changes: Any) -> NoticeInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "controller": "Comune di Piazzola sul Brenta, Piazza Esempio 1",
        "contacts": "049 000 00 00, protocollo@comune.esempio.it",
        "dpo": "dpo@comune.esempio.it",
        "provider": "Cooperativa Esempio",
        "version": "2026-1",
        "person": "Maria Rossi",
        "handed_on": DAY,
    }
    return NoticeInput(**values | changes)


def a_recovery_sheet(**changes: Any) -> RecoverySheetInput:
    groups = ("4QX8", "92TF", "6M3A", "7K3M", "ZX01", "PQ5D", "00AB", "HJ7W")
    values: dict[str, Any] = {"office": OFFICE, "groups": groups, "printed_at": PRINTED}
    return RecoverySheetInput(**values | changes)


def a_pin(**changes: Any) -> OneTimePinInput:
    values: dict[str, Any] = {
        "office": OFFICE,
        "operator": "Anna R.",
        "pin": "482 913",
        "valid_until": "mercoledì 25 novembre, ore 18:00",
        "printed_at": PRINTED,
    }
    return OneTimePinInput(**values | changes)


@dataclass(frozen=True)
class Char:
    """One printed letter with its ink, in millimetres from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Page:
    """One page as read back: size in millimetres, text on one line, letters."""

    width: float
    height: float
    text: str
    chars: tuple[Char, ...]

    def where(self, text: str) -> Char:
        """Return the ink of the first occurrence of a text without blanks in it."""
        run = "".join(char.text for char in self.chars)
        start = run.index(text.replace(" ", ""))
        found = self.chars[start : start + len(text.replace(" ", ""))]
        return Char(
            text,
            min(char.left for char in found),
            min(char.bottom for char in found),
            max(char.right for char in found),
            max(char.top for char in found),
        )


def pages(pdf: bytes) -> list[Page]:
    """Read every page back with PDFium."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [_page(page) for page in document]


def page(pdf: bytes) -> Page:
    """Read back the only page."""
    (only,) = pages(pdf)
    return only


def _page(page: Any) -> Page:
    width, height = page.get_size()
    text_page = page.get_textpage()
    text = text_page.get_text_range()
    chars = []
    for index in range(text_page.count_chars()):
        letter = text_page.get_text_range(index, 1)
        if letter.strip() and letter.isprintable():
            box = (side / MM for side in text_page.get_charbox(index))
            chars.append(Char(letter, *box))
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    return Page(width / MM, height / MM, plain, tuple(chars))


def overlapping(found: Page, by: float = 0.25) -> list[tuple[str, str]]:
    """Return pairs of letters whose ink overlaps by more than ``by`` millimetres both ways.

    Arabic letters touch by nature and are left out.
    """
    chars = sorted((c for c in found.chars if not is_arabic(c.text)), key=lambda char: char.left)
    pairs = []
    for index, one in enumerate(chars):
        for other in chars[index + 1 :]:
            if other.left > one.right - by:
                break
            width = min(one.right, other.right) - other.left
            height = min(one.top, other.top) - max(one.bottom, other.bottom)
            if width > by and height > by:
                pairs.append((one.text, other.text))
    return pairs


def is_arabic(text: str) -> bool:
    return any(unicodedata.bidirectional(char) == "AL" for char in text)


def qr_texts(pdf: bytes, number: int = 0, dpi: int = 300) -> list[str]:
    """Decode the symbols of one page from its raster."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[number].render(scale=dpi / 72).to_pil().convert("L")
    return [found.text for found in zxingcpp.read_barcodes(image)]


def opened(pdf: bytes) -> pikepdf.Pdf:
    """Open the bytes with a strict parser."""
    return pikepdf.open(io.BytesIO(pdf))


def letters(text: str) -> list[str]:
    """Return the letters of a text in no order: joined Arabic is read back turned round."""
    return sorted(c for c in unicodedata.normalize("NFKC", text) if not c.isspace())
