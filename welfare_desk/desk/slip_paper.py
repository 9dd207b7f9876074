# SPDX-License-Identifier: EUPL-1.2
"""The booking slip, and the same appointment as a file for a phone's calendar."""

from __future__ import annotations

import datetime
import typing

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_date, minute_text, slot_instant
from welfare_desk.core.numbers import booking_label
from welfare_desk.core.phones import phone_text
from welfare_desk.core.refusals import BookingUnknown
from welfare_desk.core.scan_codes import slip_code
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import person_of
from welfare_desk.documents.inputs import Meeting, Office, SecondLanguage, SlipInput
from welfare_desk.documents.slip import slip_pdf
from welfare_desk.documents.slip_roll import slip_80_pdf
from welfare_desk.exchange.ics import Appointment, calendar_file
from welfare_desk.models.booking import Booking, Share
from welfare_desk.models.offering import Meeting as SlotMeeting
from welfare_desk.models.offering import Offering, Slot
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Provider
from welfare_desk.operations.offered import offered

CONFIRM_DAYS = 1
"""By when a provisional booking is promised an answer, in days."""
NOON = 12 * 60
_LANGUAGES = frozenset(typing.get_args(SecondLanguage))
_PAYERS = {
    "municipality": "il Comune",
    "fund": "un fondo",
    "employer": "il datore di lavoro",
    "card": "la tessera",
}


class _Booked(typing.NamedTuple):
    booking: Booking
    person: Person
    slot: Slot
    offering: Offering
    """As the person's municipality has it."""
    provider: str


def slip_input(
    look: Reading,
    booking_id: str,
    office: Office,
    printed_at: str,
    *,
    copy_no: int = 0,
    large: bool = False,
) -> SlipInput:
    """Return what the slip of a booking says as it stands now; ``BookingUnknown`` refuses."""
    booking, person, slot, offering, provider = _booked(look, booking_id)
    final = booking.certainty == "final"
    shares = booking.shares or ()
    return SlipInput(
        office=office,
        state="final" if final else "provisional",
        booking_no=booking.booking_no,
        code=slip_code(booking.booking_no),
        person=f"{person.surname} {person.name}".strip(),
        offering=offering.neutral_title or offering.name_it,
        provider=provider,
        held_on=slot.slot_on,
        start_minute=slot.start_minute,
        minutes=slot.minutes,
        place=slot.place_name,
        address=slot.address,
        printed_at=printed_at,
        directions=slot.directions,
        bring=offering.bring,
        unit_cents=booking.unit_cents,
        units=booking.units,
        total_cents=booking.total_cents,
        payers=tuple(_payer(share) for share in shares if _pays(share)),
        person_cents=sum(share.cents for share in shares if share.payer == "person"),
        meetings=tuple(
            Meeting(each.on, each.start_minute, each.minutes) for each in slot.meetings or ()
        ),
        cancel_how=offering.cancel_rule,
        confirm_by="" if final else _confirm_by(booking, slot),
        confirm_phone="" if final else phone_text(person.phone),
        copy_no=copy_no,
        second_language=_second_language(person.language),
        large_print=large,
        sample=look.sample,
    )


def slip(
    look: Reading,
    booking_id: str,
    office: Office,
    printed_at: str,
    *,
    copy_no: int = 0,
    large: bool = False,
    roll: bool = False,
) -> bytes:
    """Return the slip as PDF: CONFERMATA or PROVVISORIA as the booking stands now.

    On the ``roll`` it is 80 mm wide and as long as its text.
    """
    found = slip_input(look, booking_id, office, printed_at, copy_no=copy_no, large=large)
    return slip_80_pdf(found) if roll else slip_pdf(found)


def calendar(look: Reading, booking_id: str, office: Office) -> bytes:
    """Return the appointments of a booking as an iCalendar file, with no word of the person.

    A course has one entry a meeting.  ``BookingUnknown`` refuses.
    """
    booking, _, slot, offering, provider = _booked(look, booking_id)
    number = booking_label(booking.booking_no)
    notes = [f"Prenotazione {number}", provider, slot.directions]
    if offering.bring:
        notes.append(f"Porta con te: {', '.join(offering.bring)}")
    notes.append(f"Se non puoi venire: {offering.cancel_rule} {office.phone}".strip())
    own = SlotMeeting(on=slot.slot_on, start_minute=slot.start_minute, minutes=slot.minutes)
    return calendar_file(
        [
            Appointment(
                uid=f"{booking.id}-{place}@welfare-desk",
                title=offering.neutral_title or offering.name_it,
                starts_at=slot_instant(each.on, each.start_minute),
                minutes=each.minutes,
                place=", ".join(part for part in (slot.place_name, slot.address) if part),
                notes="\n".join(note for note in notes if note),
                provisional=booking.certainty != "final",
            )
            for place, each in enumerate(slot.meetings or (own,))
        ],
        look.now_us,
    )


def _booked(look: Reading, booking_id: str) -> _Booked:
    booking = look.one(Booking, booking_id)
    person = person_of(look, booking.person_id) if booking else None
    slot = look.one(Slot, booking.slot_id) if booking else None
    shared = look.one(Offering, booking.offering_id) if booking else None
    if booking is None or person is None or slot is None or shared is None:
        raise BookingUnknown()
    offering = offered(shared, person.controller_id)
    provider = look.one(Provider, offering.provider_id)
    return _Booked(booking, person, slot, offering, provider.name if provider else "")


def _pays(share: Share) -> bool:
    return share.payer != "person" and share.cents > 0


def _payer(share: Share) -> tuple[str, int]:
    return share.name or _PAYERS.get(share.payer, share.payer), share.cents


def _second_language(language: str) -> SecondLanguage | None:
    """Return the person's language where the slip has a line in it, else English."""
    if language in ("", "it"):
        return None
    return typing.cast(SecondLanguage, language) if language in _LANGUAGES else "en"


def _confirm_by(booking: Booking, slot: Slot) -> str:
    """Noon of the next day, or an hour before the slot where that comes first."""
    next_day = local_date(booking.booked_at) + datetime.timedelta(days=CONFIRM_DAYS)
    on, minute = min((next_day, NOON), (slot.slot_on, max(0, slot.start_minute - 60)))
    return f"{weekday_text(on)}, ore {minute_text(minute)}"
