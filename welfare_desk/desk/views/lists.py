# SPDX-License-Identifier: EUPL-1.2
"""Plain lists for scripts and administrators: slots, funds, cards."""

from __future__ import annotations

import datetime

import msgspec

from welfare_desk.core.instants import minute_text
from welfare_desk.desk.reading import Reading
from welfare_desk.desk.views.agenda import agenda
from welfare_desk.desk.views.booking import HORIZON_DAYS
from welfare_desk.models.card import VoucherCard
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import Offering


class AgendaRow(msgspec.Struct, frozen=True, kw_only=True):
    """A slot with its places."""

    slot_id: str
    offering: str
    slot_on: datetime.date
    starts: str
    places: int
    taken: int
    """Booked: at the server as the last pull knew, and here since."""
    free: int
    promised_here: int
    """What this desk may still promise."""
    waiting: int
    """Who waits for a place, as far as this desk knows."""
    meeting: int
    """Of a course, which meeting it is, from 1; 0 for a slot of its own."""
    place: str


class FundRow(msgspec.Struct, frozen=True, kw_only=True):
    """A fund with its euros, in cents."""

    fund_id: str
    name: str
    budget_cents: int
    free_cents: int
    committed_cents: int
    held_cents: int
    cards_left: int


class CardRow(msgspec.Struct, frozen=True, kw_only=True):
    """A card without its holder."""

    card_id: str
    card_no: str
    fund_id: str
    state: str
    amount_cents: int
    expires_on: datetime.date


def agenda_rows(
    look: Reading,
    from_on: datetime.date | None,
    to_on: datetime.date | None,
    offering: str,
) -> tuple[AgendaRow, ...]:
    """Return the open slots and meetings of the days asked for, of one service or all."""
    first = from_on or look.today
    last = to_on or first + datetime.timedelta(days=HORIZON_DAYS)
    offerings = {
        row.id: row
        for row in look.every(Offering)
        if not offering or offering in (row.id, row.code)
    }
    return tuple(
        AgendaRow(
            slot_id=slot.slot_id,
            offering=offerings[slot.offering_id].name_it,
            slot_on=slot.slot_on,
            starts=minute_text(slot.start_minute),
            places=slot.places,
            taken=slot.taken,
            free=slot.free_elsewhere,
            promised_here=slot.guaranteed,
            waiting=slot.waiting,
            meeting=slot.meeting,
            place=slot.place_name,
        )
        for slot in agenda(look, first, last).slots
        if slot.offering_id in offerings and not slot.closed
    )


def fund_rows(look: Reading) -> tuple[FundRow, ...]:
    """Return the funds with what is free, committed and held here."""
    funds = look.every(Fund)
    counts = look.many(Resource, tuple(f"fund:{fund.id}" for fund in funds))
    left = look.left()
    return tuple(
        FundRow(
            fund_id=fund.id,
            name=fund.name,
            budget_cents=fund.budget_cents,
            free_cents=count.free if (count := counts.get(f"fund:{fund.id}")) else 0,
            committed_cents=count.committed if count else 0,
            held_cents=left.get(f"fund:{fund.id}", 0),
            cards_left=left.get(f"serial:{fund.id}", 0),
        )
        for fund in funds
    )


def card_rows(look: Reading) -> tuple[CardRow, ...]:
    """Return the cards that this desk knows."""
    return tuple(
        CardRow(
            card_id=row.id,
            card_no=row.card_no,
            fund_id=row.fund_id,
            state=row.state,
            amount_cents=row.amount_cents,
            expires_on=row.expires_on,
        )
        for row in look.every(VoucherCard)
    )
