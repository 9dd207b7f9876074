# SPDX-License-Identifier: EUPL-1.2
"""The A4 agenda of a provider and a day: sensitive offerings by their neutral title."""

from __future__ import annotations

import datetime

from welfare_desk.core.phones import phone_text
from welfare_desk.core.refusals_of_providers import ProviderUnknown
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.slot_people import SlotPeople, SlotPerson, day_of_provider
from welfare_desk.documents.day_sheet import DayPerson, DaySheetInput, DaySlot, day_sheet_pdf
from welfare_desk.documents.inputs import Office
from welfare_desk.models.territory import Provider


def day_sheet(
    look: Reading, provider_id: str, on: datetime.date, office: Office, printed_at: str
) -> bytes:
    """Return who comes to a provider on a day, as PDF; ``ProviderUnknown`` refuses."""
    provider = look.one(Provider, provider_id)
    if provider is None:
        raise ProviderUnknown()
    sheet = DaySheetInput(
        office=office,
        provider=provider.name,
        on=on,
        slots=tuple(_slot(each) for each in day_of_provider(look, provider_id, on)),
        printed_at=printed_at,
        sample=look.sample,
    )
    return day_sheet_pdf(sheet)


def _slot(each: SlotPeople) -> DaySlot:
    slot = each.slot
    return DaySlot(
        start_minute=slot.start_minute,
        minutes=slot.minutes,
        title=slot.title,
        place=", ".join(part for part in (slot.place_name, slot.address) if part),
        places=slot.places,
        meeting=slot.meeting,
        meetings=slot.meetings,
        people=tuple(_person(one) for one in each.coming),
    )


def _person(one: SlotPerson) -> DayPerson:
    return DayPerson(
        name=f"{one.surname} {one.name}".strip(),
        phone=phone_text(one.phone),
        booking_no=one.booking_no,
        seats=one.seats,
        provisional=one.certainty == "provisional",
    )
