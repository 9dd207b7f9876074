# SPDX-License-Identifier: EUPL-1.2
"""The sheet on which a booking's price is made up line by line, printed when somebody asks.

It names the ISEE: it is for the person alone, never the slip that others see.
"""

from __future__ import annotations

from welfare_desk.core.catalogue import Section
from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.money import euro_text
from welfare_desk.core.numbers import booking_label
from welfare_desk.core.refusals import BookingUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import person_of
from welfare_desk.desk.sentences import line_text
from welfare_desk.documents.inputs import Language
from welfare_desk.documents.sheet import SheetInput, sheet_pdf
from welfare_desk.documents.wording import words
from welfare_desk.models.booking import Booking
from welfare_desk.models.household import IseeAttestation
from welfare_desk.models.offering import FeeScheme, Offering, Slot
from welfare_desk.operations.shares import PERSON, person_cents

PAPER = "price_sheet"


def price_sheet(look: Reading, booking_id: str, copy_no: int = 0) -> bytes:
    """Return the lines of a booking's price as they were explained; ``BookingUnknown`` refuses."""
    booking = look.one(Booking, booking_id)
    person = person_of(look, booking.person_id) if booking else None
    offering = look.one(Offering, booking.offering_id) if booking else None
    if booking is None or person is None or offering is None:
        raise BookingUnknown()
    lang: Language = "it" if person.language in ("", "it") else "en"
    return sheet_pdf(
        SheetInput(
            office=office_of(look),
            title=words(PAPER, lang)["title"],
            about=f"{person.surname} {person.name}".strip(),
            sections=price_sections(look, booking, offering, lang),
            printed_at=printed_at(look),
            copy_no=copy_no,
            sample=look.sample,
            lang=lang,
        )
    )


def price_sections(
    look: Reading, booking: Booking, offering: Offering, lang: str
) -> tuple[Section, ...]:
    """Return what, when, each line of the sum, who else pays, and what is left to the person."""
    slot = look.one(Slot, booking.slot_id)
    scheme = look.one(FeeScheme, booking.fee_scheme_id)
    text = words(PAPER, lang)
    when = ""
    if slot is not None:
        when = f"{weekday_text(slot.slot_on, lang)}, {minute_text(slot.start_minute)}"
    resolution = (scheme.resolution,) if scheme else ()
    found = [
        Section(
            code="number",
            label=text["booking"],
            strong=(booking_label(booking.booking_no),),
            plain=(offering.neutral_title or offering.name_it, when),
        ),
        Section(
            code="cost",
            label=text["sum"],
            strong=(euro_text(booking.total_cents, lang),),
            plain=(*_isee(look, booking, lang), *_lines(booking, lang), *resolution),
        ),
    ]
    others = [share for share in booking.shares or () if share.payer != PERSON]
    if others:
        parts = [
            f"{line_text('payer', share.payer, {}, lang)} {share.name}".strip()
            + f": {euro_text(share.cents, lang)}"
            for share in others
        ]
        found.append(Section(code="payers", label=text["payers"], plain=tuple(parts)))
    owed = person_cents(booking.total_cents, booking.shares)
    owes = Section(
        code="content",
        label=text["owed"],
        strong=(euro_text(owed, lang),),
        plain=(text["note"],),
    )
    return (*found, owes)


def _isee(look: Reading, booking: Booking, lang: str) -> tuple[str, ...]:
    row = look.one(IseeAttestation, booking.isee_id) if booking.isee_id else None
    return () if row is None else (f"ISEE: {euro_text(row.value_cents, lang)}",)


def _lines(booking: Booking, lang: str) -> tuple[str, ...]:
    return tuple(
        f"{line_text('fee', line.code, dict(line.facts), lang)}: {euro_text(line.cents, lang)}"
        for line in booking.lines
    )
