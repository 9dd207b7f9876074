# SPDX-License-Identifier: EUPL-1.2
"""Pull and digest: pages and content hashes at one moment of the store."""

from __future__ import annotations

from welfare_desk.models.central import Device
from welfare_desk.operations.central import paging
from welfare_desk.protocol.digest import Digest
from welfare_desk.protocol.messages import Page
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlRegistryPort, reading


def pull(
    central: Central,
    device: Device,
    inc: int,
    cursor: int,
    epoch: int | None,
    contact: int | None = None,
) -> Page:
    """Return the next page behind a cursor; refused with 409 ``epoch`` or ``cursor``.

    ``contact`` says that the desk keeps the number of its last welcome.
    """
    if contact is not None:
        with central.registry.write() as kept:
            paging.confirm(SqlRegistryPort(kept), device, inc, contact)
    with reading(central, device.territory_id) as port:
        return paging.page(port, device, inc, cursor, epoch)


def digest(central: Central, device: Device) -> Digest:
    """Return a hash a kind over all rows that the desk should hold."""
    with reading(central, device.territory_id) as port:
        return paging.digest(port, device)
