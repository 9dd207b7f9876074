# SPDX-License-Identifier: EUPL-1.2
"""Push: a desk's run of operations is verified before the lock and stored in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial

import msgspec

from welfare_desk.core.refusals import DiskFull, StoreBusy
from welfare_desk.models.central import Device
from welfare_desk.operations.central.arriving import Stored, arrive, check_size, pushed
from welfare_desk.operations.central.greeting import goes_on
from welfare_desk.operations.central.judging import Arrived
from welfare_desk.operations.central.opening import opened
from welfare_desk.protocol.messages import Push, Pushed
from welfare_desk.server.central import Central, Refused
from welfare_desk.server.cross_check import after_push
from welfare_desk.server.epochs import TOLD_STEP, forgot, keep_told, raise_epoch
from welfare_desk.server.sql_port import VALUE_REFUSALS, SqlRegistryPort, writing
from welfare_desk.store.faults import DATABASE_AWAY

_log = logging.getLogger(__name__)


def push(central: Central, device: Device, message: Push) -> Pushed:
    """Store a desk's run and return what became of each operation.

    Sent again it is answered alike.  A withdrawn desk's run goes to quarantine.  Refused with
    409 ``gap`` (hint: the last operation that is here), ``fork`` (hint: the last common one)
    and ``epoch``, also where the store forgot what was told and begins a new epoch; with 413 above
    500 operations or a megabyte.  ``fork`` is also the answer to a copy whose other was greeted
    after it.
    """
    check_size(message)
    run = opened(central.key, device, message)
    _check_contact(central, device, message)
    with central.turns.of(device.territory_id):
        stored = _stored(central, device, message, run)
    after_push(central, device.territory_id, run)
    return pushed(central.key, device, message, run, stored)


def _check_contact(central: Central, device: Device, message: Push) -> None:
    if not message.contact:
        return
    with central.registry.read() as kept:
        known = SqlRegistryPort(kept).contact(device.device, message.inc)
    if known is not None and message.contact == known.confirmed:
        return
    with central.registry.write() as kept:
        if not goes_on(SqlRegistryPort(kept), device, message):
            raise Refused(409, "fork", max(0, message.first_seq - 1))


def _stored(central: Central, device: Device, message: Push, run: Sequence[Arrived]) -> Stored:
    """Store a run in one transaction; what the database refuses is halved to the culprit."""
    try:
        now_us = central.clock.now_us()
        with writing(central, device.territory_id) as port:
            stored = None
            if device.revoked or not forgot(central, port):
                stored = arrive(
                    port, central.key, device, message, run, now_us=now_us, chance=central.random
                )
        if stored is not None:
            keep_told(central, port.standing, behind=TOLD_STEP)
            return stored
        # An older copy was put back since the desk's hello: what is free there is not free.
        territory_id = device.territory_id
        epoch = raise_epoch(central, territory_id, still=partial(forgot, central))
        raise Refused(409, "epoch", epoch)
    except (DiskFull, StoreBusy, *DATABASE_AWAY) as trouble:
        _log.error("the database is in trouble: %s", type(trouble).__name__)
        raise Refused(503, "try_later", 5) from trouble
    except VALUE_REFUSALS as refusal:
        if len(run) > 1:
            middle = len(run) // 2
            first = _stored(central, device, message, run[:middle])
            second = _stored(central, device, message, run[middle:])
            return msgspec.structs.replace(second, logged=first.logged + second.logged)
        if not run or run[0].operation is None:
            raise
        _log.warning(
            "operation %s of device %s cannot be stored: %s",
            run[0].act.kind, device.device, type(refusal).__name__,
        )  # fmt: skip
        poison = msgspec.structs.replace(run[0], operation=None, receipt=b"")
        return _stored(central, device, message, [poison])
