# SPDX-License-Identifier: EUPL-1.2
"""Wishes of a desk for rights, granted in one transaction."""

from __future__ import annotations

from functools import partial

from welfare_desk.models.central import Device
from welfare_desk.operations.central.granting import MAX_ASKS as MAX_ASKS
from welfare_desk.operations.central.granting import NUMBERS_LIMIT as NUMBERS_LIMIT
from welfare_desk.operations.central.granting import check_asks, grant_rights
from welfare_desk.protocol.messages import LeaseAnswer, LeaseAsk
from welfare_desk.server.central import Central
from welfare_desk.server.epochs import forgot, keep_told_in, raise_epoch
from welfare_desk.server.sql_port import writing
from welfare_desk.store import server_meta


def lease(central: Central, device: Device, message: LeaseAsk) -> LeaseAnswer:
    """Grant what can be granted of a desk's wishes; a wish that got nothing is absent.

    The registry hears of a lease after it is stored and before the desk does: a store that
    knows less than the registry is an older copy, and begins a new epoch instead of granting
    the same lease again.  Refused with 413 above ``MAX_ASKS`` wishes.
    """
    check_asks(device, message)
    now_us = central.clock.now_us()
    answer, last = None, 0
    with writing(central, device.territory_id) as port:
        if not forgot(central, port):
            answer = grant_rights(port, central.key, device, message, now_us=now_us)
            last = server_meta.last_lease(port.conn, device.territory_id)
    if answer is None:
        raise_epoch(central, device.territory_id, still=partial(forgot, central))
        return LeaseAnswer(leases=(), server_time=now_us)
    if answer.leases:
        with central.registry.write() as kept:
            keep_told_in(kept, central, port.standing, lease=last)
    return answer
