# SPDX-License-Identifier: EUPL-1.2
"""Papers of calls and waiting lists: the letter, the list of a day, the order on the wall."""

from __future__ import annotations

import datetime

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import local_date, local_time_text
from welfare_desk.core.phones import phone_text
from welfare_desk.core.refusals import PersonUnknown, SlotUnknown
from welfare_desk.core.refusals_of_waiting import CallUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import person_of
from welfare_desk.desk.views.calls import CallView, call_of, calls_of
from welfare_desk.desk.views.waiting import order_log, waiting_lists
from welfare_desk.documents.call_inputs import (
    CallLetterInput,
    CallListInput,
    CallRow,
    WaitingOrderInput,
)
from welfare_desk.documents.call_letter import call_letter_pdf
from welfare_desk.documents.call_sheets import call_list_pdf, waiting_order_pdf
from welfare_desk.documents.inputs import Language
from welfare_desk.models.person import Person

_UNTIL = {"it": "{day} alle {time}", "en": "{day} at {time}"}


def call_letter(look: Reading, key: str, copy_no: int = 0) -> bytes:
    """Return the letter in place of a call; refused with ``CallUnknown`` for none of the list."""
    call = call_of(look, key)
    if call is None:
        raise CallUnknown()
    person = person_of(look, call.person_id)
    if person is None:
        raise PersonUnknown()
    lang: Language = "it" if person.language in ("", "it") else "en"
    office = office_of(look)
    return call_letter_pdf(
        CallLetterInput(
            office=office,
            about=call.about,
            person=call.person_name,
            address=_address(look, person),
            title=call.title,
            slot_on=call.slot_on,
            start_minute=call.start_minute,
            place=call.place_name,
            number=call.booking_no,
            reason=call.reason,
            until=_until(call, lang),
            before_cents=call.before_cents,
            after_cents=call.after_cents,
            phone=office.phone,
            printed_at=printed_at(look),
            copy_no=copy_no,
            sample=look.sample,
            lang=lang,
        )
    )


def call_list(look: Reading, day: str) -> bytes:
    """Return the calls that are still to make on a day (ISO text; nothing: today)."""
    on = datetime.date.fromisoformat(day) if day else look.today
    rows = [_row(call) for call in calls_of(look, on) if not call.done]
    return call_list_pdf(
        CallListInput(
            office=office_of(look),
            on=on,
            rows=tuple(rows),
            printed_at=printed_at(look),
            sample=look.sample,
        )
    )


def waiting_order(look: Reading, offering_id: str) -> bytes:
    """Return an offering's list by numbers, with all that its order can be worked out from.

    Refused with ``SlotUnknown`` for an offering that keeps no list at this desk.
    """
    lines = order_log(look, offering_id)
    view = next((each for each in waiting_lists(look) if each.offering_id == offering_id), None)
    if view is None:
        raise SlotUnknown()
    return waiting_order_pdf(
        WaitingOrderInput(
            office=office_of(look),
            name=view.title,
            rule=view.rule,
            hold_hours=view.hold_hours,
            on=look.today,
            lines=lines,
            printed_at=printed_at(look),
            sample=look.sample,
        )
    )


def _row(call: CallView) -> CallRow:
    return CallRow(
        person=call.person_name,
        phone=phone_text(call.phone) if call.phone else "",
        phone_of=call.phone_of,
        about=call.about,
        title=call.title,
        slot_on=call.slot_on,
        start_minute=call.start_minute,
        until=_until(call, "it"),
        reason=call.reason,
        tries=call.tries,
    )


def _until(call: CallView, lang: str) -> str:
    if call.about != "offer" or not call.until_at:
        return ""
    day = weekday_text(local_date(call.until_at), lang)
    return _UNTIL[lang].format(day=day, time=local_time_text(call.until_at))


def _address(look: Reading, person: Person) -> tuple[str, ...]:
    street = f"{person.street} {person.street_no}".strip()
    town = f"{person.postal_code} {look.town_name(person.residence_istat)}".strip()
    return tuple(line for line in (street, town) if line)
