# SPDX-License-Identifier: EUPL-1.2
"""Da inviare and the status bar: what is safe here, what has arrived, how long this desk lasts."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

from welfare_desk.desk.reading import Reading
from welfare_desk.desk.same import cluster_of, people_of, person_of
from welfare_desk.models.booking import Booking
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund
from welfare_desk.models.offering import Slot
from welfare_desk.models.person import Person
from welfare_desk.models.review import ReviewItem
from welfare_desk.models.territory import Operator
from welfare_desk.operations.desk_side import facts
from welfare_desk.store import journal, rights
from welfare_desk.store.queries import all_of, count_of

LONG_OFFLINE_US = 8 * 3600 * 1_000_000
LinkState = Literal[
    "in_sync", "waiting", "offline", "long_offline", "recovering", "review", "rejected", "never",
    "stopped", "digest",
]  # fmt: skip
STOPPED = frozenset({"revoked", "wipe", "upgrade", "fork", "epoch"})
"""Outcomes of an exchange that only an administrator or an update mends."""


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


class StatusView(msgspec.Struct, frozen=True, kw_only=True):
    """The status bar in one record; green only when ``state`` is ``in_sync``."""

    state: LinkState
    pending: int
    provisional: int
    rejected: int
    to_review: int
    last_sync_at: int | None
    offline_since: int | None
    now_us: int
    places: int
    """Places that this desk may promise."""
    cents: int
    cards: int
    desk_name: str
    municipality_name: str
    sample: bool


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


def status_view(look: Reading) -> StatusView:
    """Return the state of the link and of this desk's work."""
    counts = journal.counts(look.conn)
    reviews = sum(
        1
        for row in all_of(look.conn, look.territory_id, ReviewItem)
        if row.closed_at is None and row.device == look.device
    )
    left = look.left()
    last, since = look.meta.get("last_sync_at"), look.meta.get("offline_since")
    town = look.municipality
    return StatusView(
        state=_state(look, counts, reviews),
        pending=counts.pending,
        provisional=counts.provisional,
        rejected=counts.rejected_open,
        to_review=reviews + counts.in_question,
        last_sync_at=int(last) if last else None,
        offline_since=int(since) if since else None,
        now_us=look.now_us,
        places=sum(rest for name, rest in left.items() if name.startswith("slot:")),
        cents=sum(rest for name, rest in left.items() if name.startswith("fund:")),
        cards=sum(rest for name, rest in left.items() if name.startswith("serial:")),
        desk_name=look.desk_name,
        municipality_name=town.name if town else "",
        sample=look.sample,
    )


def _state(look: Reading, counts: journal.Counts, reviews: int) -> LinkState:
    if look.meta.get("link_state") in STOPPED:
        return "stopped"
    since = look.meta.get("offline_since")
    if since:
        long = look.now_us - int(since) > LONG_OFFLINE_US
        return "long_offline" if long else "offline"
    if look.meta.get("link_state") == "recovering":
        return "recovering"
    if counts.rejected_open:
        return "rejected"
    if counts.pending:
        return "waiting"
    if reviews or counts.in_question:
        return "review"
    if look.meta.get(facts.DIFFERS):
        return "digest"
    return "in_sync" if look.meta.get("last_sync_at") else "never"


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
        return None, ""
    return person_of(look, row.person_id), _number(look, entry)


def _slot(look: Reading, entry: journal.Entry) -> Slot | None:
    booking = look.one(Booking, entry.entity) if "book" in entry.kind else None
    return look.one(Slot, booking.slot_id) if booking is not None else None


def _number(look: Reading, entry: journal.Entry) -> str:
    booking = look.one(Booking, entry.entity)
    if booking is not None:
        return booking.booking_no
    card = look.one(VoucherCard, entry.entity)
    return card.card_no if card is not None else ""


def funds_left(look: Reading) -> tuple[tuple[str, int, int], ...]:
    """Return each fund's name with the euros (cents) and card numbers that this desk holds."""
    left = look.left()
    return tuple(
        (fund.name, left.get(f"fund:{fund.id}", 0), left.get(f"serial:{fund.id}", 0))
        for fund in look.every(Fund)
    )
