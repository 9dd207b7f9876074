# SPDX-License-Identifier: EUPL-1.2
"""Papers for a cooperative: the attendance list of a slot and the statement of a month."""

from __future__ import annotations

import datetime

from welfare_desk.core.dates import weekday_text
from welfare_desk.core.instants import minute_text
from welfare_desk.core.refusals import SlotUnknown
from welfare_desk.core.refusals_of_providers import ProviderUnknown
from welfare_desk.desk.paper import office_of, printed_at
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.attendance import attendance
from welfare_desk.desk.views.statement import (
    OUTCOMES,
    PAYERS,
    OfferingLine,
    ProviderStatement,
    month_of,
    statement,
)
from welfare_desk.documents.attendance_sheet import (
    AttendanceInput,
    AttendanceRow,
    attendance_pdf,
)
from welfare_desk.documents.provider_statement import (
    ProviderStatementInput,
    StatementRow,
    provider_statement_pdf,
)
from welfare_desk.models.offering import Slot


def attendance_paper(look: Reading, subject: str) -> bytes:
    """Return the list of a slot or of one meeting; refused with ``SlotUnknown``."""
    slot_id, _, meeting = subject.partition(" ")
    view = attendance(look, slot_id, int(meeting) if meeting else None)
    slot = look.one(Slot, slot_id)
    if view is None or slot is None:
        raise SlotUnknown()
    at = view.slot
    return attendance_pdf(
        AttendanceInput(
            office=office_of(look),
            title=at.title,
            provider=view.provider_name,
            day=weekday_text(at.on),
            time=minute_text(at.start_minute),
            minutes=at.minutes,
            meeting=0 if at.meeting is None else at.meeting + 1,
            meetings=len(slot.meetings or ()),
            place=at.place_name,
            address=view.address,
            rows=tuple(
                AttendanceRow(
                    person=f"{row.surname} {row.name}".strip(),
                    number=row.booking_no,
                    seats=row.seats,
                    state=row.state,
                    provisional=row.provisional,
                )
                for row in view.rows
            ),
            closed=at.closed,
            printed_at=printed_at(look),
            sample=look.sample,
        )
    )


def statement_paper(look: Reading, subject: str) -> bytes:
    """Return a provider's statement of a month; refused with ``ProviderUnknown``."""
    found = statement_of(look, subject)
    return provider_statement_pdf(
        ProviderStatementInput(
            office=office_of(look),
            provider=found.provider_name,
            provider_address=found.provider_address,
            vat_number=found.vat_number,
            from_on=found.from_on,
            to_on=found.to_on,
            rows=tuple(_row(line) for line in found.lines),
            total=StatementRow(
                title="Totale",
                counts=(
                    found.bookings,
                    found.units,
                    *(found.outcome(name).bookings for name in OUTCOMES),
                ),
                payers=tuple(found.payer(name) for name in PAYERS),
                cents=found.cents,
            ),
            payer_names=found.payer_names,
            printed_at=printed_at(look),
            sample=look.sample,
        )
    )


def statement_of(look: Reading, subject: str) -> ProviderStatement:
    """Return the statement that a subject names; refused with ``ProviderUnknown``."""
    provider_id, _, month = subject.partition(" ")
    first = datetime.date.fromisoformat(f"{month}-01")
    found = statement(look, provider_id, *month_of(first))
    if found is None:
        raise ProviderUnknown()
    return found


def _row(line: OfferingLine) -> StatementRow:
    return StatementRow(
        title=f"{line.code} {line.title}",
        counts=(
            line.bookings,
            line.units,
            *(line.outcomes[name].bookings for name in OUTCOMES),
        ),
        payers=tuple(line.payers[name] for name in PAYERS),
        cents=line.cents,
    )
