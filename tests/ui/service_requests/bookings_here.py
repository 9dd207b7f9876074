# SPDX-License-Identifier: EUPL-1.2
"""What the tests of these pages put into a desk: rows, bookings, a supervisor at work."""

from __future__ import annotations

from typing import Any

from tests.builders import OFFERING, TERRITORY, an_id, register
from tests.ui.counter import PIN, Counter, week_slots
from welfare_desk.models.booking import Booking
from welfare_desk.models.record import Record
from welfare_desk.store.rows import save

SLOT = week_slots()[0][0]


def put(counter: Counter, *rows: Record) -> None:
    with counter.desk.parts()[0].write() as conn:
        save(conn, TERRITORY, {(row.KIND, row.id): row for row in rows})


def chief(counter: Counter) -> None:
    counter.desk.session.log_in("marta", PIN)


def booked(counter: Counter, count: int, **other: Any) -> None:
    for n in range(count):
        counter.desk.record(register(f"p{n}", surname=f"Cognome{n:02d}"))
        put(
            counter,
            Booking(
                id=an_id(f"b{n}"),
                territory_id=TERRITORY,
                controller_id=an_id("town"),
                booking_no="7K3M92QX",
                person_id=an_id(f"p{n}"),
                slot_id=SLOT.id,
                offering_id=OFFERING,
                seats=1,
                certainty="final",
                unit_cents=500,
                units=1,
                total_cents=500,
                fee_scheme_id=an_id("scheme"),
                isee_id=None,
                lines=(),
                booked_at=1,
                device=2,
                operator_id=an_id("anna"),
                **{"state": "booked", **other},
            ),
        )


def states(counter: Counter, count: int) -> list[str]:
    ids = tuple(an_id(f"b{n}") for n in range(count))
    rows = counter.desk.look(lambda here: here.many(Booking, ids))
    return [rows[each].state for each in ids]
