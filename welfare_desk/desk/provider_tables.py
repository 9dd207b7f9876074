# SPDX-License-Identifier: EUPL-1.2
"""A provider's statement as a table to take along, and what names its papers in the print list."""

from __future__ import annotations

import datetime

from welfare_desk.desk.views.statement import OUTCOMES, PAYERS, ProviderStatement
from welfare_desk.exchange.tables_out import TableOut, amount, joined

_OUTCOME_WORDS = {
    "attended": "Presenti",
    "no_show": "Assenti",
    "late": "Disdette tardi",
    "unmarked": "Non segnate",
    "agreed": "Su richiesta",
}
_PAYER_WORDS = {
    "person": "Persona",
    "municipality": "Comune",
    "fund": "Fondo",
    "employer": "Datore di lavoro",
    "card": "Tessera",
}


def attendance_subject(slot_id: str, meeting: int | None = None) -> str:
    """Return what names a slot's list, or that of one meeting, in the print list."""
    return slot_id if meeting is None else f"{slot_id} {meeting}"


def statement_subject(provider_id: str, month: datetime.date) -> str:
    """Return what names a provider's statement of a month in the print list."""
    return f"{provider_id} {month:%Y-%m}"


def statement_table(found: ProviderStatement) -> TableOut:
    """Return a statement as a table to take along: offerings, then outcomes and payers."""
    counts = ("Prenotazioni", "Unità", *(_OUTCOME_WORDS[name] for name in OUTCOMES))
    payers = tuple(_PAYER_WORDS[name] for name in PAYERS)
    head = ("Codice", "Servizio", *counts, "Importo", *payers)
    rows = [
        (
            line.code,
            line.title,
            str(line.bookings),
            str(line.units),
            *(str(line.outcomes[name].bookings) for name in OUTCOMES),
            amount(line.cents),
            *(amount(line.payers[name]) for name in PAYERS),
        )
        for line in found.lines
    ]
    rows.append(
        (
            "",
            "Totale",
            str(found.bookings),
            str(found.units),
            *(str(found.outcome(name).bookings) for name in OUTCOMES),
            amount(found.cents),
            *(amount(found.payer(name)) for name in PAYERS),
        )
    )
    outcomes = TableOut(
        "Esiti",
        ("Servizio", "Esito", "Prenotazioni", "Posti", "Unità", "Importo"),
        tuple(
            (
                line.title,
                _OUTCOME_WORDS[name],
                str(each.bookings),
                str(each.seats),
                str(each.units),
                amount(each.cents),
            )
            for line in found.lines
            for name, each in line.outcomes.items()
            if each.bookings
        ),
    )
    title = f"Rendiconto {found.provider_name} {found.from_on:%Y-%m}"
    return joined(title, (TableOut(title, head, tuple(rows)), outcomes))
