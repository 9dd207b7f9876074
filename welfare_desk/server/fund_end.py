# SPDX-License-Identifier: EUPL-1.2
"""How a fund ends at the server: cards expire, what is left is free again, the books close."""

from __future__ import annotations

import datetime

import msgspec
import sqlalchemy as sa

from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import FundHeld, FundOwes, FundRuns, FundShut, FundUnknown
from welfare_desk.models.card import VoucherCard, voucher_card_table
from welfare_desk.models.fund import Fund, Grant, Resource, WholeRight
from welfare_desk.models.reads import One
from welfare_desk.models.settlement import Settlement
from welfare_desk.models.territory import Desk
from welfare_desk.operations.central import own_acts
from welfare_desk.operations.ledger import MOST_CARDS, CloseFund, ExpireCards
from welfare_desk.operations.operation import Operation
from welfare_desk.operations.territory import ApplyTerritory, Total
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlServerPort, reading, writing
from welfare_desk.store import ledger
from welfare_desk.store.rows import load_all, record_of

_ENDING = ("issued", "printed", "active", "handed_over", "blocked")


class Expired(msgspec.Struct, frozen=True, kw_only=True):
    """What letting cards expire did."""

    cards: int
    cents: int
    """What went back to the funds."""
    waiting: dict[str, int]
    """By desk how many cards it still holds: they expire once it has handed them back."""


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """A closed fund in figures, in cents."""

    fund_id: str
    name: str
    closed_on: str
    budget_cents: int
    issued_cents: int
    returned_cents: int
    used_cents: int
    paid_cents: int
    left_cents: int
    """Of the budget what no shop was paid."""
    cards: dict[str, int]


def expire(
    central: Central, territory_id: str, on: datetime.date, grace_days: int | None = None
) -> Expired:
    """Let cards expire whose last day lies before a day, by the days of grace of their fund.

    The days of grace (those in which a redemption can be taken back, unless given) are for
    slips that shops bring after the last day.  Cards that a desk holds wait.
    """
    done, waiting = Expired(cards=0, cents=0, waiting={}), dict[str, int]()
    with reading(central, territory_id) as port:
        funds = _funds(port)
        names = _desk_names(port)
    for fund in funds:
        grace = fund.reversal_days if grace_days is None else grace_days
        limit = on - datetime.timedelta(days=grace)
        if fund.closed_on is not None:
            continue
        with reading(central, territory_id) as port:
            cards = _due(port, fund.id, limit)
            holders = _holders(port, cards)
        here = [card for card in cards if not holders[card]]
        for card in cards:
            if holders[card]:
                name = names.get(holders[card], str(holders[card]))
                waiting[name] = waiting.get(name, 0) + 1
        for begin in range(0, len(here), MOST_CARDS):
            cents = _expire(central, territory_id, fund.id, limit, here[begin : begin + MOST_CARDS])
            done = msgspec.structs.replace(done, cents=done.cents + cents)
        done = msgspec.structs.replace(done, cards=done.cards + len(here))
    return msgspec.structs.replace(done, waiting=waiting)


def close_fund(
    central: Central, territory_id: str, fund_id: str, *, when_returned: bool = False
) -> Closing:
    """Close a fund and return its figures.

    Refused with ``FundUnknown``, ``FundShut``, ``FundRuns`` while its period or a card's money
    is not over, ``FundHeld`` naming the desks that hold its euros, ``FundOwes`` while shops
    are owed.  ``when_returned`` lends nothing more from now on, so that each desk's next
    exchange brings its euros back.
    """
    if when_returned:
        _lend_no_more(central, territory_id, fund_id)
    with writing(central, territory_id) as port:
        fund = _fund(port, fund_id)
        _check(port, fund, local_date(central.clock.now_us()))
        _record(central, port, CloseFund(fund_id=fund_id))
    with reading(central, territory_id) as port:
        return figures(port, fund_id)


def figures(port: SqlServerPort, fund_id: str) -> Closing:
    """Return a fund in figures; refused with ``FundUnknown``."""
    fund = _fund(port, fund_id)
    place = (port.conn, port.territory_id)
    moved = ledger.moved(*place, fund_id)
    used = sum(each.cents for each in ledger.spent_by_day(*place, fund_id))
    paid = _paid(port, fund_id)
    return Closing(
        fund_id=fund.id,
        name=fund.name,
        closed_on=fund.closed_on.isoformat() if fund.closed_on is not None else "",
        budget_cents=fund.budget_cents,
        issued_cents=moved.issued,
        returned_cents=moved.returned,
        used_cents=used,
        paid_cents=paid,
        left_cents=fund.budget_cents - paid,
        cards=ledger.card_states(*place, fund_id),
    )


def _check(port: SqlServerPort, fund: Fund, today: datetime.date) -> None:
    if fund.closed_on is not None:
        raise FundShut()
    if fund.ends_on >= today:
        raise FundRuns(until=fund.ends_on.isoformat())
    held = _held(port, fund.id)
    if held:
        names = _desk_names(port)
        desks = ", ".join(names.get(device, str(device)) for device in sorted(held))
        raise FundHeld(desks=desks, held_cents=sum(held.values()))
    columns = voucher_card_table.c
    rows = port.conn.execute(
        sa.select(columns.id, columns.expires_on).where(
            columns.territory_id == port.territory_id, columns.fund_id == fund.id
        )
    ).all()
    carried = ledger.balances(
        port.conn, port.territory_id, [f"card:{card_id}" for card_id, _ in rows]
    )
    living = [until for card_id, until in rows if carried.get(f"card:{card_id}", 0)]
    if living:
        raise FundRuns(until=max(living).isoformat())
    used = sum(each.cents for each in ledger.spent_by_day(port.conn, port.territory_id, fund.id))
    owed = used - _paid(port, fund.id)
    if owed:
        raise FundOwes(owed_cents=owed)


def _lend_no_more(central: Central, territory_id: str, fund_id: str) -> None:
    with writing(central, territory_id) as port:
        _fund(port, fund_id)
        read = One(Resource.KIND, f"fund:{fund_id}")
        row = next(iter(port.rows.load([read])[read]), None)
        if isinstance(row, Resource) and row.free > 0:
            total = Total(row.id, row.total - row.free)
            _record(central, port, ApplyTerritory(reason="closing", rows=(), totals=(total,)))


def _expire(
    central: Central, territory_id: str, fund_id: str, limit: datetime.date, cards: list[str]
) -> int:
    with writing(central, territory_id) as port:
        before = ledger.moved(port.conn, territory_id, fund_id).returned
        still = _holders(port, cards)
        own = tuple(card for card in cards if not still[card])
        _record(central, port, ExpireCards(fund_id=fund_id, on=limit, card_ids=own))
        return ledger.moved(port.conn, territory_id, fund_id).returned - before


def _record(central: Central, port: SqlServerPort, operation: Operation) -> None:
    own_acts.record_own(
        port,
        central.key,
        operation,
        now_us=central.clock.now_us(),
        chance=central.random(own_acts.CHANCE),
    )


def _fund(port: SqlServerPort, fund_id: str) -> Fund:
    found = [fund for fund in _funds(port) if fund.id == fund_id]
    if not found:
        raise FundUnknown()
    return found[0]


def _funds(port: SqlServerPort) -> list[Fund]:
    rows = load_all(port.conn, port.territory_id, Fund.KIND)
    return [row for row in rows if isinstance(row, Fund)]


def _desk_names(port: SqlServerPort) -> dict[int, str]:
    rows = load_all(port.conn, port.territory_id, Desk.KIND)
    return {row.device: row.name for row in rows if isinstance(row, Desk)}


def _due(port: SqlServerPort, fund_id: str, limit: datetime.date) -> list[str]:
    columns = voucher_card_table.c
    query = (
        sa.select(voucher_card_table)
        .where(
            columns.territory_id == port.territory_id,
            columns.fund_id == fund_id,
            columns.expires_on < limit,
            columns.state.in_(_ENDING),
        )
        .order_by(columns.id)
    )
    return [record_of(VoucherCard, row).id for row in port.conn.execute(query)]


def _holders(port: SqlServerPort, cards: list[str]) -> dict[str, int]:
    """Return for each card the desk that holds its balance, 0 for the server."""
    holders = {}
    reads = [One(WholeRight.KIND, f"balance:{card}") for card in cards]
    found = port.rows.load(reads)
    for card, read in zip(cards, reads, strict=True):
        row = next(iter(found[read]), None)
        holders[card] = row.holder if isinstance(row, WholeRight) else 0
    return holders


def _held(port: SqlServerPort, fund_id: str) -> dict[int, int]:
    """Return by desk the euros of a fund, in cents, that it holds or may have promised."""
    held: dict[int, int] = {}
    for row in load_all(port.conn, port.territory_id, Grant.KIND):
        assert isinstance(row, Grant)
        left = row.quantity - row.spent - row.returned
        if row.resource == f"fund:{fund_id}" and row.state in ("live", "in_doubt") and left:
            held[row.device] = held.get(row.device, 0) + left
    return held


def _paid(port: SqlServerPort, fund_id: str) -> int:
    rows = load_all(port.conn, port.territory_id, Settlement.KIND)
    return sum(
        row.amount_cents
        for row in rows
        if isinstance(row, Settlement) and row.fund_id == fund_id and row.state == "paid"
    )
