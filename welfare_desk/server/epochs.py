# SPDX-License-Identifier: EUPL-1.2
"""A new epoch: the store is older than what the registry or a desk knows of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection

from welfare_desk.models.central import Device, Standing
from welfare_desk.operations.central import recovery
from welfare_desk.operations.central.settling import settle_parked
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlRegistryPort, SqlServerPort, reading, writing
from welfare_desk.server.withdrawing import record, withdraw
from welfare_desk.store import devices, registry, server_meta
from welfare_desk.store.registry import ToldMost

TOLD_STEP = 4_096
"""How many numbers of the log pushes may take before the registry is told of them by a push;
each hello and each pull that follows one tells it all."""

_log = logging.getLogger(__name__)


def raise_epoch(
    central: Central,
    territory_id: str,
    *,
    at_least: int = 0,
    still: Callable[[SqlServerPort], bool] | None = None,
) -> int:
    """Begin a new epoch, higher than any the registry knows, and a recovery; return it.

    Desks that the store forgot are known again, and those withdrawn since stay withdrawn.
    ``still`` is asked under the lock: of two who noticed the same, one begins the epoch.
    """
    now_us = central.clock.now_us()
    with writing(central, territory_id) as port:
        if still is not None and not still(port):
            return port.standing.epoch
        with central.registry.write() as kept:
            epoch = recovery.begin(port, SqlRegistryPort(kept), now_us=now_us, at_least=at_least)
            desks = registry.kept_desks(kept, territory_id)
        _recall(central, port, desks)
    _log.info("epoch %s begins: the store is older than what is known of it", epoch)
    return epoch


def _recall(central: Central, port: SqlServerPort, desks: list[Device]) -> None:
    for desk in desks:
        stored = devices.device(port.conn, desk.device)
        if stored is None:
            devices.add(port.conn, desk)
            record(central, port, "recall", desk)
            stored = desk
        elif desk.revoked and not stored.revoked:
            withdraw(central, port, stored, stolen=desk.stolen)


def notice(central: Central) -> None:
    """Raise the epoch of a territory whose registry knows of more than its store holds."""
    with central.store.read() as conn:
        standings = [server_meta.standing(conn, each) for each in server_meta.territories(conn)]
    for standing in standings:
        with central.registry.read() as kept:
            known = registry.registered_epoch(kept, standing.territory_id)
        if known > standing.epoch:
            raise_epoch(central, standing.territory_id, still=partial(_is_behind, known))
            continue
        with reading(central, standing.territory_id) as port:
            older = forgot(central, port)
        if older:
            raise_epoch(central, standing.territory_id, still=partial(forgot, central))


def forgot(central: Central, port: SqlServerPort) -> bool:
    """Tell whether desks were told of more in this epoch than the store knows.

    Then an older copy was put back in silence: its next lease would be granted a second time,
    and what was promised from the free part would be free again.
    """
    standing = port.standing
    with central.registry.read() as kept:
        told = registry.told(kept, standing.territory_id, standing.epoch)
    central.told[standing.territory_id, standing.epoch] = told.server_seq
    return (
        standing.server_seq < told.server_seq
        or server_meta.last_lease(port.conn, standing.territory_id) < told.lease
    )


def keep_told(central: Central, standing: Standing, *, behind: int = 1) -> None:
    """Let the registry know how much is stored, where it is ``behind`` or more numbers behind.

    Called after the commit and before a desk is answered: what it knows is always stored.
    """
    known = central.told.get((standing.territory_id, standing.epoch), 0)
    if standing.server_seq - known >= behind:
        with central.registry.write() as kept:
            keep_told_in(kept, central, standing)


def keep_told_in(kept: Connection, central: Central, standing: Standing, *, lease: int = 0) -> None:
    """Do so in an open transaction of the registry, with the last lease that was granted."""
    place = standing.territory_id, standing.epoch
    if lease or standing.server_seq > central.told.get(place, 0):
        registry.keep_told(kept, *place, ToldMost(lease, standing.server_seq))
        central.told[place] = standing.server_seq


def _is_behind(known: int, port: SqlServerPort) -> bool:
    return port.standing.epoch < known


def keep_desks(central: Central) -> None:
    """Let the registry know every desk of the store: an older program did not tell it."""
    with central.store.read() as conn:
        known = [
            desk
            for territory_id in server_meta.territories(conn)
            for desk in devices.devices(conn, territory_id)
        ]
    with central.registry.write() as kept:
        registry.create_registry(kept)
        registry.keep_desks(kept, known)


def settle_waiting(central: Central) -> int:
    """Judge parked operations that this program knows; return how many got their result."""
    judged = 0
    with central.store.read() as conn:
        territories = server_meta.territories(conn)
    for territory_id in territories:
        with reading(central, territory_id) as port:
            waiting = bool(port.parked()) and not port.standing.recovery
        if waiting:
            with writing(central, territory_id) as port:
                now_us = central.clock.now_us()
                judged += len(settle_parked(port, central.key, now_us=now_us))
    return judged
