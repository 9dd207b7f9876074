# SPDX-License-Identifier: EUPL-1.2
"""Pull: pages of rows behind a cursor, the desk's results, digests of what a desk should hold."""

from __future__ import annotations

from itertools import groupby

import msgspec

from welfare_desk.models.central import Device, Told
from welfare_desk.models.reads import One
from welfare_desk.models.wire import to_wire
from welfare_desk.operations.central.ports import RegistryPort, ServerPort
from welfare_desk.operations.central.refused import Refused
from welfare_desk.operations.central.scoping import Lens
from welfare_desk.operations.central.settling import result_of
from welfare_desk.protocol.digest import Digest, kind_digest
from welfare_desk.protocol.messages import PAGE_ROWS, Page, Result, Row

PAGE_RESULTS = 1_000


def page(port: ServerPort, device: Device, inc: int, cursor: int, epoch: int | None) -> Page:
    """Return the next page behind a cursor: rows in scope and results of the desk's operations.

    One moment of the store: ``answered_seq`` of the last page and its rows belong together.
    Refused with 409 ``epoch`` when the desk says that its cursor is of another epoch, with
    409 ``cursor`` when it lies beyond what the server has, with 409 ``recovering`` (hint: how
    many desks' logs are missing) after a restore.
    """
    standing = port.standing
    if cursor and epoch not in (None, standing.epoch):
        raise Refused(409, "epoch", standing.epoch)
    if cursor > standing.server_seq:
        raise Refused(409, "cursor", standing.server_seq)
    if standing.recovery:
        missing = sum(not done for done in port.awaited().values())
        raise Refused(409, "recovering", missing)
    scope = device.municipality_id
    rows = port.changed_after(scope, cursor, PAGE_ROWS)
    results = port.results_after(device.device, inc, cursor, PAGE_RESULTS)
    upto = standing.server_seq
    if len(rows) == PAGE_ROWS:
        upto = min(upto, rows[-1].server_seq)
    if len(results) == PAGE_RESULTS:
        upto = min(upto, results[-1].server_seq)
    last = upto == standing.server_seq
    if device.provider_id:
        rows = Lens(port.rows, port.territory_id, device.provider_id).narrowed(rows)
    head = port.head(device.device, inc) if last else None
    return Page(
        epoch=standing.epoch,
        rows=tuple(
            Row(
                kind=row.kind,
                id=row.id,
                server_seq=row.server_seq,
                record=None if row.record is None else to_wire(row.record),
            )
            for row in rows
            if row.server_seq <= upto
        ),
        results=tuple(_result(told) for told in results if told.server_seq <= upto),
        next_cursor=upto,
        last=last,
        answered_seq=head.seq if head is not None else 0,
        total_left=0 if last else port.left_after(scope, upto),
    )


def _result(told: Told) -> Result:
    return Result(
        op_id=told.op_id,
        seq=told.seq,
        result=result_of(told.result),
        code=told.code,
        receipt=b"" if told.result == "parked" else told.receipt,
    )


def confirm(registry: RegistryPort, device: Device, inc: int, contact: int) -> None:
    """Note that a desk keeps the number of its last welcome: older ones are a copy's now."""
    known = registry.contact(device.device, inc)
    if known is not None and contact == known.given != known.confirmed:
        new = msgspec.structs.replace(known, confirmed=contact)
        registry.set_contact(device.device, inc, new)


def digest(port: ServerPort, device: Device) -> Digest:
    """Return a hash a kind over all rows that the desk should hold."""
    kinds = {}
    keys = port.in_scope_ids(device.municipality_id)
    lens = None
    if device.provider_id:
        lens = Lens(port.rows, port.territory_id, device.provider_id)
    for kind, group in groupby(keys, key=lambda key: key[0]):
        reads = [One(kind, row_id) for _, row_id in group]
        found = port.rows.load(reads)
        rows = [row for read in reads for row in found[read]]
        if lens is not None:
            rows = [row for row in rows if lens.sight(row) == "shown"]
        if rows:
            kinds[kind] = kind_digest(kind, (to_wire(row) for row in rows))
    return Digest(epoch=port.standing.epoch, server_seq=port.standing.server_seq, kinds=kinds)
