# SPDX-License-Identifier: EUPL-1.2
"""Pull and digest: pages and content hashes at one moment of the store."""

from __future__ import annotations

from welfare_desk.models.central import Device
from welfare_desk.operations.central import paging
from welfare_desk.operations.central.proving import prove
from welfare_desk.operations.central.witness import attested_page
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.messages import Page
from welfare_desk.server.central import Central
from welfare_desk.server.epochs import keep_told_in
from welfare_desk.server.sql_port import SqlRegistryPort, reading
from welfare_desk.store import server_meta


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
    """Return a hash a kind over all rows that the desk should hold."""
    with reading(central, device.territory_id) as port:
        return paging.digest(port, device)
