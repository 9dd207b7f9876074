# SPDX-License-Identifier: EUPL-1.2
"""Which rights a desk asks for after a pull, so that it can promise through days without a line."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from welfare_desk.core.awards import highest_award
from welfare_desk.core.instants import DAY_US, local_date
from welfare_desk.models.desk_work import HeldRow
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.reads import One
from welfare_desk.operations.desk_side import places
from welfare_desk.operations.desk_side import standing as standings
from welfare_desk.operations.desk_side.ports import DeskPort
from welfare_desk.operations.desk_side.standing import Standing
from welfare_desk.operations.exchange_of_rights import ReleaseRights, Returned
from welfare_desk.operations.lending import Past
from welfare_desk.operations.registry import from_body
from welfare_desk.protocol.envelope import decode
from welfare_desk.protocol.lease import LIFE_US, MARGIN_US, Lease
from welfare_desk.protocol.messages import Ask

AWARDS = 6
"""Largest awards of a fund that a counter issues in three working days."""
SERIALS = 40
NUMBERS = 200
LASTS_US = 3 * DAY_US
"""A lease that ends sooner does not count as held: the line may be away that long."""
MOST_ASKS = 1_500
KEPT_US = 90 * DAY_US
"""How long a lease of which nothing is left is kept behind its end."""


def wishes(
    port: DeskPort,
    standing: Standing,
    now: int,
    server_now: int | None = None,
    past: Past | None = None,
) -> tuple[Ask, ...]:
    """Return an ask for each right of which less than half the forecast is left.

    Slots come in time order, the nearest first, should there be too many for one request.
    Nothing is asked for where the desk's own time is so far ahead of the server's that a fresh
    lease would not last: it would only be handed back, at each exchange anew.
    """
    if server_now is not None and now + LASTS_US >= server_now + LIFE_US:
        return ()
    left = _lasting(port.all_held(), now)
    wanted = {"number:booking": NUMBERS, "number:receipt": NUMBERS}
    for fund in _funds(port, standing, local_date(now)):
        wanted[f"fund:{fund.id}"] = AWARDS * highest_award(fund.criteria, fund.later_criteria)
        wanted[f"serial:{fund.id}"] = SERIALS
    # Counted before the first pull brought anything, the past is empty.
    past = past if past and past.all else places.past_of(port, standing, now)
    wanted |= places.share_of(port, standing, now, past).wanted
    short = {
        resource: forecast - left.get(resource, 0)
        for resource, forecast in wanted.items()
        if 2 * left.get(resource, 0) < forecast
    }
    asked = [resource for resource in short if resource not in _nothing_free(port, standing, short)]
    return tuple(
        Ask(resource=resource, want=short[resource], held=left.get(resource, 0))
        for resource in asked[:MOST_ASKS]
    )


def handed_back(
    port: DeskPort,
    wanted: tuple[str, ...],
    in_use: frozenset[str],
    own_time: int,
    past: Past | None = None,
) -> tuple[Returned, ...]:
    """Return what goes back to the server now.

    Whole rights that another desk wants; the balances of cards, at each exchange (rule 23);
    parts whose time is over (rule 3); euros of funds that are over; places well beyond this
    desk's share, when fewer are left or their day is near.  What a form is open for and what
    unanswered work draws on stays.
    """
    here, held = standings.read(port), port.all_held()
    past = past if past and past.all else places.past_of(port, here, own_time)
    beyond = places.share_of(port, here, own_time, past).back
    ended = _of_ended_funds(port, own_time)
    back = [
        row
        for row in held
        if row.left > 0
        and row.resource not in in_use
        and (row.lease_id in beyond or row.resource in ended or _goes_back(row, wanted, own_time))
    ]
    if not back:
        return ()  # mostly; and in a recovery of days much is unanswered
    spent = {spend.lease for entry in port.unanswered() for spend in decode(entry.act).spends}
    return tuple(Returned(row.lease_id, row.resource) for row in back if row.lease_id not in spent)


def lost(port: DeskPort, wanted: tuple[str, ...]) -> tuple[Ask, ...]:
    """Return asks for rights that the server believes are here although their answer was lost.

    Another desk wants them, and only who holds a right can hand it back.
    """
    here = {row.resource for row in port.held(wanted) if row.left > 0}
    for entry in port.unanswered():
        if entry.kind == ReleaseRights.kind():
            here |= {take.resource for take in from_body(decode(entry.act).body).takes()}
    missing = (resource for resource in wanted if resource not in here)
    return tuple(Ask(resource=resource, want=1, held=0, one_act=True) for resource in missing)


def forget_spent(port: DeskPort, own_time: int) -> int:
    """Forget places and euros lent that ended long ago with nothing left; return how many.

    The server has every act that spent them, and so has each backup that anybody brings back.
    A block of printed numbers is named for ever, so that it never is said again as a lost one.
    """
    past = {
        row.lease_id
        for row in port.all_held()
        if not row.left
        and row.not_after < own_time - KEPT_US
        and row.resource.startswith(("slot:", "fund:"))
    }
    if past:
        past -= {spend.lease for each in port.unanswered() for spend in decode(each.act).spends}
        port.forget_leases(past)
    return len(past)


def leases_of(port: DeskPort, resources: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of all leases ever taken in for these resources, spent ones too.

    The server says a lease again that is not among them: its answer was lost.
    """
    return tuple(row.lease_id for row in port.held(resources))


def spendable_left(port: DeskPort, resource: str, own_time: int) -> int:
    """Return how much of a resource this desk can promise now."""
    rows = port.held([resource])
    return sum(row.left for row in rows if own_time < row.not_after - MARGIN_US)


def misses_numbers(lease: Lease) -> bool:
    """Tell whether a block of printed numbers lacks one, or card numbers lack a signed code."""
    if lease.resource.startswith("number:"):
        return len(lease.numbers) != lease.quantity
    if lease.resource.startswith("serial:"):
        return not len(lease.numbers) == len(lease.codes) == lease.quantity
    return False


def _goes_back(row: HeldRow, wanted: tuple[str, ...], own_time: int) -> bool:
    if row.resource in wanted or row.resource.startswith("balance:"):
        return True
    # Unused printed numbers are void, never lent again: they do not go back.
    divided = row.resource.startswith(("slot:", "fund:"))
    return divided and own_time >= row.not_after - MARGIN_US


def _of_ended_funds(port: DeskPort, own_time: int) -> set[str]:
    """Return the euros of funds whose period is over: whoever closes the books waits for them."""
    today = local_date(own_time)
    funds = port.all_of(standings.read(port).desk.territory_id, Fund)
    return {
        f"fund:{fund.id}" for fund in funds if fund.ends_on < today or fund.closed_on is not None
    }


def _lasting(held: Sequence[HeldRow], now: int) -> dict[str, int]:
    left: dict[str, int] = {}
    for row in held:
        if now + LASTS_US < row.not_after:
            left[row.resource] = left.get(row.resource, 0) + row.left
    return left


def _funds(port: DeskPort, standing: Standing, today: datetime.date) -> list[Fund]:
    return [
        fund
        for fund in port.all_of(standing.desk.territory_id, Fund)
        if fund.municipality_id in (None, standing.municipality_id)
        and fund.starts_on <= today <= fund.ends_on
    ]


def _nothing_free(port: DeskPort, standing: Standing, resources: dict[str, int]) -> frozenset[str]:
    """Return those of which the last pull showed nothing free: not worth asking for."""
    reads = [One(Resource.KIND, resource) for resource in resources]
    found = port.rows(standing.desk.territory_id).load(reads)
    rows = (row for each in found.values() for row in each)
    return frozenset(row.id for row in rows if isinstance(row, Resource) and row.free <= 0)
