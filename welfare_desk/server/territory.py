# SPDX-License-Identifier: EUPL-1.2
"""Bringing the store to what a territory file says, as one operation of device 0."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection

from welfare_desk.core.ids import derived
from welfare_desk.core.instants import local_date
from welfare_desk.core.refusals import TerritoryFileWrong
from welfare_desk.models.fund import Fund, Resource
from welfare_desk.models.offering import Asset, FeeScheme, Offering, Slot
from welfare_desk.models.reads import One
from welfare_desk.models.record import Record
from welfare_desk.models.territory import Merchant, Municipality, Operator, Provider, Territory
from welfare_desk.operations.territory import ApplyTerritory, ServerRow, Total
from welfare_desk.server.central import Central
from welfare_desk.server.home import add_territory
from welfare_desk.server.own import record_own
from welfare_desk.server.pins import one_time_pin, verifier
from welfare_desk.server.slot_changes import (
    ToCall,
    bookings_by_slot,
    check_slots,
    imported_slot_id,
    last_day,
    still_closed,
    to_call,
)
from welfare_desk.server.slot_rows import GONE, open_as_before, slot_name
from welfare_desk.server.territory_file import Reader, TerritoryFile, Wanted
from welfare_desk.store import server_meta
from welfare_desk.store.rows import SqlRows, load_all, to_wire

_KINDS: tuple[type[Record], ...] = (
    Territory,
    Municipality,
    Provider,
    Merchant,
    FeeScheme,
    Offering,
    Asset,
    Slot,
    Fund,
    Operator,
)


class Difference(msgspec.Struct, frozen=True):
    """A field that the file changes, with its path: what it was and what it becomes."""

    field: str
    before: Any
    after: Any


class Change(msgspec.Struct, frozen=True):
    """A row that the file changes: new, other than before, or no longer in the file."""

    how: Literal["add", "change", "retire"]
    kind: str
    id: str
    name: str
    differences: tuple[Difference, ...] = ()


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What applying a file changes; ``new_logins`` get a one-time PIN when it is applied."""

    territory_id: str
    new_territory: bool
    changes: tuple[Change, ...]
    rows: tuple[Record, ...]
    totals: tuple[Total, ...]
    new_logins: tuple[str, ...]
    to_call: tuple[ToCall, ...] = ()
    still_closed: int = 0
    """Slots that the file has open and that stay closed, for others closed them."""


def plan(central: Central, file: TerritoryFile, *, reopen: bool = False) -> Plan:
    """Return what the file would change; refused with ``TerritoryFileWrong``.

    Whatever left the file stays, for something may stand on it: an offering becomes
    inactive, a coming slot closed with its reason, an operator out of service.  A slot that
    was closed by hand or by a closure stays closed, unless with ``reopen``.  Refused too
    where an asset would be in two places or a slot have fewer places than are booked.
    """
    today = local_date(central.clock.now_us())
    wanted = Reader(file, today).wanted()
    with central.store.read() as conn:
        known = server_meta.territories(conn)
        if known and wanted.territory_id not in known:
            raise TerritoryFileWrong(path="territory.key", why="another territory")
        before = {
            (row.KIND, row.id): row
            for kind in _KINDS
            for row in load_all(conn, wanted.territory_id, kind.KIND)
        }
        totals = _totals(conn, wanted, before)
    rows, changes = _changed(before, wanted, today, reopen=reopen)
    with central.store.read() as conn:
        booked = bookings_by_slot(conn, wanted.territory_id, before, rows)
    check_slots(before, rows, wanted, booked, today)
    return Plan(
        territory_id=wanted.territory_id,
        new_territory=not known,
        changes=tuple(changes),
        rows=tuple(rows),
        totals=totals,
        new_logins=tuple(
            row.login for row in rows if isinstance(row, Operator) and not row.pin_verifier
        ),
        to_call=tuple(to_call(before, rows, booked, today)),
        still_closed=still_closed(before, rows, wanted),
    )


def _changed(
    before: dict[tuple[str, str], Record], wanted: Wanted, today: datetime.date, *, reopen: bool
) -> tuple[list[Record], list[Change]]:
    """Return the rows that are new, other than before or retired, and what to say of each."""
    rows: list[Record] = []
    changes: list[Change] = []
    for row in wanted.rows:
        old = before.get((row.KIND, row.id))
        new = _with_own(row, old, reopen=reopen)
        if new != old:
            rows.append(new)
            changes.append(_change("add" if old is None else "change", new, old))
    still = {(row.KIND, row.id) for row in wanted.rows}
    for key, old in before.items():
        retired = None if key in still else _retired(old, wanted)
        if retired is not None and isinstance(old, Slot) and last_day(old) < today:
            continue
        if retired is not None and retired != old:
            rows.append(retired)
            changes.append(_change("retire", retired))
    return rows, changes


def apply(central: Central, what: Plan) -> dict[str, str]:
    """Record a plan; return the one-time PIN of each new operator by login."""
    if what.new_territory:
        add_territory(central, what.territory_id)
    pins: dict[str, str] = {}
    rows = []
    for row in what.rows:
        ready = row
        if isinstance(row, Operator) and row.login in what.new_logins:
            pins[row.login] = one_time_pin(central.random)
            ready = msgspec.structs.replace(row, pin_verifier=verifier(pins[row.login]))
        rows.append(ServerRow(ready.KIND, ready.id, to_wire(ready)))
    if rows or what.totals:
        record_own(
            central,
            what.territory_id,
            ApplyTerritory(reason="apply", rows=tuple(rows), totals=what.totals),
        )
    return pins


def _totals(
    conn: Connection, wanted: Wanted, known: dict[tuple[str, str], Record]
) -> tuple[Total, ...]:
    reads = [One(Resource.KIND, resource) for resource in wanted.totals]
    found = SqlRows(conn, wanted.territory_id).load(reads)
    before = {read.id: getattr(row, "total", 0) for read in reads for row in found[read]}
    made = {}
    for resource, total in wanted.totals.items():
        kind, _, row_id = resource.partition(":")
        fund = known.get((Fund.KIND, row_id)) if kind == "fund" else None
        made[resource] = total
        if isinstance(fund, Fund) and resource in before:
            made[resource] = fund_total(before[resource], fund.budget_cents, total)
    return tuple(
        Total(resource, total) for resource, total in made.items() if before.get(resource) != total
    )


def fund_total(total_cents: int, budget_cents: int, wanted_cents: int) -> int:
    """Return what a fund can grant in all, once its budget is brought to what a file says.

    A fund that is closing grants less than its budget: what was withdrawn stays withdrawn
    when the file is applied again, a top-up is added once, a cut takes no more than is there.
    """
    if wanted_cents > budget_cents:
        return total_cents + wanted_cents - budget_cents
    return min(total_cents, wanted_cents)


def added_operator_id(territory_id: str, login: str) -> str:
    """Return the id of an operator whom ``operator-add`` made and no file retires."""
    return derived(territory_id, f"operator-added:{login}")


def _with_own(row: Record, old: Record | None, *, reopen: bool) -> Record:
    """Return a row with what no file holds: an operator's PIN, what was closed by hand."""
    if isinstance(row, Slot) and isinstance(old, Slot):
        return open_as_before(row, old, reopen=reopen)
    if isinstance(row, Operator) and isinstance(old, Operator):
        return msgspec.structs.replace(
            row, pin_verifier=old.pin_verifier, pin_one_time=old.pin_one_time
        )
    if isinstance(row, Fund) and isinstance(old, Fund):
        return msgspec.structs.replace(row, closed_on=old.closed_on)
    return row


def _retired(row: Record, wanted: Wanted) -> Record | None:
    if isinstance(row, Offering):
        return msgspec.structs.replace(row, active=False)
    if isinstance(row, Slot):
        if row.id in wanted.known_slots or row.id == imported_slot_id(row) or row.closed:
            return None
        reason = wanted.shut.get(row.id, GONE)
        return msgspec.structs.replace(row, closed=True, closed_reason=reason)
    if isinstance(row, Operator):
        if row.id == added_operator_id(row.territory_id, row.login):
            return None
        return msgspec.structs.replace(row, in_service=False)
    return None


def _change(
    how: Literal["add", "change", "retire"], row: Record, old: Record | None = None
) -> Change:
    name = getattr(row, "name", "") or getattr(row, "name_it", "")
    if isinstance(row, Slot):
        name = slot_name(row)
    told = () if old is None or isinstance(row, Operator) else tuple(differences(old, row))
    return Change(how, row.KIND, row.id, name, told)


def differences(before: Record, after: Record) -> Iterator[Difference]:
    """Give each field that differs, parts of rules by their path (``criteria.age_min``)."""
    yield from _differences("", msgspec.to_builtins(before), msgspec.to_builtins(after))


def _differences(path: str, before: Any, after: Any) -> Iterator[Difference]:
    if isinstance(before, dict) and isinstance(after, dict):
        for name in sorted({*before, *after}):
            below = f"{path}.{name}" if path else name
            yield from _differences(below, before.get(name), after.get(name))
    elif before != after:
        yield Difference(path, before, after)
