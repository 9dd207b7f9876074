# SPDX-License-Identifier: EUPL-1.2
"""Wishes of a desk for rights, granted in one transaction."""

from __future__ import annotations

from welfare_desk.models.central import Device
from welfare_desk.operations.central.granting import MAX_ASKS as MAX_ASKS
from welfare_desk.operations.central.granting import NUMBERS_LIMIT as NUMBERS_LIMIT
from welfare_desk.operations.central.granting import check_asks, grant_rights
from welfare_desk.protocol.messages import LeaseAnswer, LeaseAsk
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import writing


def lease(central: Central, device: Device, message: LeaseAsk) -> LeaseAnswer:
    """Grant what can be granted of a desk's wishes; a wish that got nothing is absent.

    Refused with 413 above ``MAX_ASKS`` wishes.
    """
    check_asks(device, message)
    now_us = central.clock.now_us()
    with writing(central, device.territory_id) as port:
        return grant_rights(port, central.key, device, message, now_us=now_us)
