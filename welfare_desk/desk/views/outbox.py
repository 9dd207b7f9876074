# SPDX-License-Identifier: EUPL-1.2
"""Da inviare: what is safe here and has not arrived, and how long this desk lasts."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.dates import date_text
from welfare_desk.core.instants import minute_text
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, person_of
from welfare_desk.desk.views.autonomy import AutonomyView, autonomy
from welfare_desk.desk.views.booking import next_free
from welfare_desk.desk.views.notices import NoticeView, notices
from welfare_desk.desk.views.reviews import ReviewRow, review_rows
from welfare_desk.desk.views.status import StatusView, status_view
from welfare_desk.models.application import Application
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.models.territory import Operator
from welfare_desk.operations.bookings import BookPlace, BookTogether, MoveBooking
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import decode
from welfare_desk.store import journal, rights
from welfare_desk.store.queries import count_of

__all__ = ["OutboxView", "PendingView", "StatusView", "status_view"]

CARRIED_REFUSED = "carried_refused"
"""Name of what is noted of the last file that the centre did not take."""


class PendingView(msgspec.Struct, frozen=True, kw_only=True):
    """An operation in the outbox."""

    op_id: str
    kind: str
    person_id: str
    person_name: str
    number: str
    """Booking or card number, when there is one."""
    recorded_at: int
    provisional: bool
    state: str
    """``pending``, ``parked`` (there, to be decided), ``sent``, ``rejected``, ``in_question``."""
    code: str
    operator_name: str = ""
    slot_on: datetime.date | None = None
    start_minute: int = 0
    """When the booked slot begins, minutes since midnight."""
    entity: str = ""
    """What it made or changed, such as the booking."""
    phone: str = ""
    """How the person is called."""
    facts: dict[str, int | str] = {}
    """What the sentence of ``code`` needs: when the next place is free."""


class OutboxView(msgspec.Struct, frozen=True, kw_only=True):
    """The outbox with what this desk can still promise."""

    status: StatusView
    rows: tuple[PendingView, ...]
    places_granted: int = 0
    """Places that this desk was granted; ``status.places`` of them are left."""
    cards_granted: int = 0
    people: int = 0
    """People who can be looked up here."""
    blocked_cards: int = 0
    device: int = 0
    """This desk's number."""
    autonomy: AutonomyView | None = None
    notices: tuple[NoticeView, ...] = ()
    reviews: tuple[ReviewRow, ...] = ()
    """What arose at this desk and is to be looked at."""
    carried: int = 0
    """Files of other desks that wait to be delivered."""
    carried_refused: str = ""
    """Why the centre did not take the last file, a refusal's code."""


def outbox_view(look: Reading) -> OutboxView:
    """Return what waits to be sent, was not accepted or is in question, the oldest first."""
    rows = _rows(look, journal.for_outbox(look.conn))
    granted = rights.all_held(look.conn)
    return OutboxView(
        status=status_view(look),
        rows=rows,
        places_granted=sum(row.quantity for row in granted if row.resource.startswith("slot:")),
        cards_granted=sum(row.quantity for row in granted if row.resource.startswith("serial:")),
        people=count_of(look.conn, look.territory_id, Person),
        blocked_cards=count_of(look.conn, look.territory_id, VoucherCard, state="blocked"),
        device=look.device,
        autonomy=autonomy(look),
        notices=notices(look),
        reviews=tuple(row for row in review_rows(look) if row.mine),
        carried_refused=look.meta.get(CARRIED_REFUSED) or "",
    )


def history_of(look: Reading, person_id: str, most: int = 100) -> tuple[PendingView, ...]:
    """Return what was recorded at this desk about a person, under any id, the latest first.

    ``state`` is ``sent`` for what the server has answered.
    """
    entries = [
        entry
        for each in cluster_of(look, person_id)
        for entry in journal.of_person(look.conn, each, most)
    ]
    entries.sort(key=lambda entry: (entry.inc, entry.seq), reverse=True)
    return _rows(look, entries[:most])


def _rows(look: Reading, entries: list[journal.Entry]) -> tuple[PendingView, ...]:
    people = people_of(look, (e.person_id for e in entries if e.person_id))
    operators = {row.id: row.name for row in look.every(Operator)}
    rows = []
    for entry in entries:
        slot = _slot(look, entry)
        person, number = people.get(entry.person_id), ""
        if person is None:
            person, number = _about(look, entry)
        rows.append(
            PendingView(
                op_id=entry.op_id,
                kind=entry.kind,
                person_id=person.id if person else "",
                person_name=f"{person.surname} {person.name}" if person else "",
                number=number or _number(look, entry),
                recorded_at=entry.recorded_at,
                provisional=entry.provisional,
                state=_entry_state(entry),
                code=entry.code or entry.in_question,
                operator_name=operators.get(entry.actor, ""),
                slot_on=slot.slot_on if slot else None,
                start_minute=slot.start_minute if slot else 0,
                entity=entry.entity,
                phone=person.phone if person else "",
                facts=_facts(look, entry, slot),
            )
        )
    return tuple(rows)


def _entry_state(entry: journal.Entry) -> str:
    if entry.result == "rejected":
        return "rejected"
    if entry.in_question:
        return "in_question"
    if entry.state == "pending":
        return "parked" if entry.result == "parked" else "pending"
    return "sent"


def _about(look: Reading, entry: journal.Entry) -> tuple[Person | None, str]:
    row = look.one(Booking, entry.entity) or look.one(VoucherCard, entry.entity)
    if row is None:
        asked = look.one(Application, entry.entity)
        if asked is not None:
            return person_of(look, asked.applicant_id), asked.receipt_no
        return None, ""
    return person_of(look, row.person_id), _number(look, entry)


def _slot(look: Reading, entry: journal.Entry) -> Slot | None:
    """Return the slot of a booking; of one that does not stand what it asked for."""
    if "book" not in entry.kind and entry.kind != "accept_place":
        return None
    booking = look.one(Booking, entry.entity)
    if booking is not None and entry.result != "rejected":
        return look.one(Slot, booking.slot_id)
    meant = from_body(decode(entry.act).body)
    if not isinstance(meant, BookPlace | BookTogether | MoveBooking):
        return None
    return look.one(Slot, meant.slot_id)


def _facts(look: Reading, entry: journal.Entry, slot: Slot | None) -> dict[str, int | str]:
    """Return when the next place is free, for a booking whose slot is full."""
    if slot is None or (entry.code or entry.in_question) != "slot_full":
        return {}
    free = next_free(look, slot.id)
    if free is None:
        return {}
    return {"next_on": date_text(free.slot_on), "next_at": minute_text(free.start_minute)}


def _number(look: Reading, entry: journal.Entry) -> str:
    booking = look.one(Booking, entry.entity)
    if booking is not None:
        return booking.booking_no
    card = look.one(VoucherCard, entry.entity)
    if card is not None:
        return card.card_no
    asked = look.one(Application, entry.entity)
    return asked.receipt_no if asked is not None else ""


def funds_left(look: Reading) -> tuple[tuple[str, int, int], ...]:
    """Return each fund's name with the euros (cents) and card numbers that this desk holds."""
    left = look.left()
    return tuple(
        (fund.name, left.get(f"fund:{fund.id}", 0), left.get(f"serial:{fund.id}", 0))
        for fund in look.every(Fund)
    )
