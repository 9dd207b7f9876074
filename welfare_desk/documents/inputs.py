# SPDX-License-Identifier: EUPL-1.2
"""What each printed paper is told; everything arrives decided, nothing is looked up."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.documents.card_template import CardTemplate

Language = Literal["it", "en"]
SecondLanguage = Literal["en", "fr", "ro", "sq", "uk", "ar"]


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """The counter that gives the paper, as printed in the heading."""

    municipality: str
    desk: str
    address: str = ""
    phone: str = ""


class CardInput(msgspec.Struct, frozen=True, kw_only=True):
    """One card: nothing here says who holds it or why, beyond the initials."""

    municipality: str
    title: str
    subtitle: str
    number: str
    """Twelve characters without spaces; printed in groups of four."""
    code: str
    """The signed ``WD1C`` text, A to Z and 0 to 9 only."""
    expires_on: datetime.date
    initials: str
    phone: str
    sample: bool = False
    lang: Language = "it"
    back_lang: str = ""
    """The person's language, for the back; empty or not spoken by the template: as the front."""
    template: CardTemplate | None = None
    """Nothing: the one of the program."""


class VoucherInput(msgspec.Struct, frozen=True, kw_only=True):
    """One paper voucher: its number of twelve characters, its signed code, its value in cents."""

    number: str
    code: str
    value_cents: int


class BookletInput(msgspec.Struct, frozen=True, kw_only=True):
    """The vouchers that are handed over together; nothing here says who holds them or why."""

    municipality: str
    title: str
    subtitle: str
    vouchers: tuple[VoucherInput, ...]
    expires_on: datetime.date
    phone: str
    goods_note: str = ""
    sample: bool = False
    lang: Language = "it"


class Meeting(msgspec.Struct, frozen=True):
    """One meeting of a course; the start in minutes after midnight, local time."""

    on: datetime.date
    start_minute: int
    minutes: int


class SlipInput(msgspec.Struct, frozen=True, kw_only=True):
    """One booking as the citizen takes it home.

    ``confirm_by`` and ``confirm_phone`` count only while provisional: by when the
    desk promises an answer, and on which number of the citizen (empty: the citizen
    calls).  ``units_text`` is the counted quantity in words («2 ore»).
    """

    office: Office
    state: Literal["final", "provisional"]
    booking_no: str
    code: str
    person: str
    offering: str
    """Neutral name: others may read the slip."""
    provider: str
    held_on: datetime.date
    start_minute: int
    """Minutes after midnight, local time."""
    minutes: int
    place: str
    address: str
    printed_at: str
    """Date and time in words, as in «martedì 24 novembre 2026 alle 10:46»."""
    directions: str = ""
    bring: tuple[str, ...] = ()
    unit_cents: int = 0
    units: int = 1
    units_text: str = ""
    total_cents: int = 0
    pay_how: str = ""
    payers: tuple[tuple[str, int], ...] = ()
    """Who else pays, in words, and how many cents; the rest is the person's."""
    person_cents: int = 0
    """What is left to the person; counts where somebody else pays too."""
    meetings: tuple[Meeting, ...] = ()
    """Of a course, all of them; nothing for a single appointment."""
    cancel_how: str = ""
    confirm_by: str = ""
    confirm_phone: str = ""
    copy_no: int = 0
    """0 is the first print; n prints «COPIA n»."""
    second_language: SecondLanguage | None = None
    large_print: bool = False
    sample: bool = False
    lang: Language = "it"


class ReceiptInput(msgspec.Struct, frozen=True, kw_only=True):
    """Hand-over of one or more cards, to be signed by who takes them.

    With ``no_signature`` (the cause of the impediment) and ``official`` the paper
    carries the statement of DPR 445/2000 art. 4 in place of the signature line.
    """

    office: Office
    receipt_no: str
    holder: str
    title: str
    card_numbers: tuple[str, ...]
    amount_cents: int
    expires_on: datetime.date
    handed_on: datetime.date
    operator: str
    printed_at: str
    vouchers: bool = False
    """True of a booklet of paper vouchers."""
    holder_document: str = ""
    delegate: str = ""
    delegate_document: str = ""
    protocol_no: str = ""
    """Empty while the municipality's register has not answered."""
    no_signature: str = ""
    official: str = ""
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class NoticeInput(msgspec.Struct, frozen=True, kw_only=True):
    """The short privacy notice (art. 13 GDPR), handed over and signed for."""

    office: Office
    controller: str
    contacts: str
    dpo: str
    provider: str
    """The cooperative that runs the counter as processor; empty if none."""
    version: str
    person: str
    handed_on: datetime.date
    copy_no: int = 0
    sample: bool = False
    lang: Language = "it"


class Party(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody on a delegation; what is empty is a line to write on."""

    name: str = ""
    born_on: datetime.date | None = None
    address: str = ""
    document: str = ""


class DelegationInput(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts for whom, for which acts, from when to when; to be signed.

    Without ``powers`` it is blank: every act with an empty box, lines in place of days.
    """

    office: Office
    title: str
    """By which right: ``delegate``, ``parent``, ``guardian``…"""
    delegator: Party
    delegate: Party
    printed_at: str
    powers: tuple[str, ...] = ()
    valid_from: datetime.date | None = None
    valid_to: datetime.date | None = None
    relation: str = ""
    assisted: bool = False
    court: str = ""
    decree_no: str = ""
    decree_on: datetime.date | None = None
    large_print: bool = False
    copy_no: int = 0
    sample: bool = False


class RecoverySheetInput(msgspec.Struct, frozen=True, kw_only=True):
    """The recovery code of one desk: the second key to its encrypted store."""

    office: Office
    groups: tuple[str, ...]
    """The code as printed, in groups of equal length."""
    printed_at: str
    sample: bool = False
    lang: Language = "it"


class OneTimePinInput(msgspec.Struct, frozen=True, kw_only=True):
    """The first PIN of an operator, to be changed at the first unlock."""

    office: Office
    operator: str
    pin: str
    valid_until: str
    printed_at: str
    sample: bool = False
    lang: Language = "it"
