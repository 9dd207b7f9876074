# SPDX-License-Identifier: EUPL-1.2
"""Pull and digest: pages and content hashes at one moment of the store."""

from __future__ import annotations

import msgspec

from welfare_desk.models.central import Device
from welfare_desk.models.wire import from_wire, to_wire
from welfare_desk.operations.central import paging
from welfare_desk.operations.central.proving import prove
from welfare_desk.operations.central.witness import attested_page
from welfare_desk.protocol.digest import Digest, row_number
from welfare_desk.protocol.messages import Page
from welfare_desk.protocol.snapshot import digest_sum, digest_text
from welfare_desk.server.central import Central
from welfare_desk.server.epochs import keep_told_in
from welfare_desk.server.snapshots import rows_of
from welfare_desk.server.sql_port import SqlRegistryPort, reading
from welfare_desk.store import server_meta
from welfare_desk.store.wire_rows import wire_rows


def pull(
    central: Central,
    device: Device,
    inc: int,
    cursor: int,
    epoch: int | None,
    contact: int | None = None,
    proved: int = 0,
) -> Page:
    """Return the next page behind a cursor; refused with 409 ``epoch`` or ``cursor``.

    ``contact`` says that the desk keeps the number of its last welcome, ``proved`` up to which
    operation it has all receipts.
    """
    if contact is not None:
        # What the pull tells is told for ever: the registry hears of it with the number.
        with central.registry.write() as kept, central.store.read() as conn:
            paging.confirm(SqlRegistryPort(kept), device, inc, contact)
            keep_told_in(kept, central, server_meta.standing(conn, device.territory_id))
    with reading(central, device.territory_id) as port:
        page = paging.page(port, device, inc, cursor, epoch)
        page = prove(port, central.key, device, inc, page, proved)
    return attested_page(central.key, device.territory_id, cursor, page)


def digest(central: Central, device: Device) -> Digest:
    """Return a hash a kind over all rows that the desk should hold.

    A provider's desk sees a part of the rows, which is looked at row by row.
    """
    with reading(central, device.territory_id) as port:
        if device.provider_id:
            return paging.digest(port, device)
        sums: dict[str, int] = {}
        for kind, rows in rows_of(port, device.municipality_id):
            sums[kind] = sums.get(kind, 0) + _weight(kind, rows, port.conn.dialect.name)
        return Digest(
            epoch=port.standing.epoch,
            server_seq=port.standing.server_seq,
            kinds={kind: digest_text(total) for kind, total in sums.items()},
        )


def _weight(kind: str, rows: list[bytes], dialect: str) -> int:
    """Return the sum of rows' numbers; a row stored with fewer fields counts as it is read."""
    if wire_rows(kind, dialect).is_plain:
        return digest_sum(kind, rows)
    records = (from_wire(kind, msgspec.msgpack.decode(row)) for row in rows)
    return sum(row_number(kind, to_wire(record)) for record in records)
