# SPDX-License-Identifier: EUPL-1.2
"""A new epoch: the store is older than what the registry or a desk knows of it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from welfare_desk.models.central import Device
from welfare_desk.operations.central import recovery
from welfare_desk.operations.central.settling import settle_parked
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import SqlRegistryPort, SqlServerPort, reading, writing
from welfare_desk.server.withdrawing import record, withdraw
from welfare_desk.store import devices, registry, server_meta

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
            forgot = forgot_leases(central, port)
        if forgot:
            raise_epoch(central, standing.territory_id, still=partial(forgot_leases, central))


def forgot_leases(central: Central, port: SqlServerPort) -> bool:
    """Tell whether a desk holds a lease of this epoch that the store does not know.

    Then an older copy was put back, and the next lease would be granted a second time.
    """
    standing = port.standing
    with central.registry.read() as kept:
        told = registry.told_lease(kept, standing.territory_id, standing.epoch)
    return server_meta.last_lease(port.conn, standing.territory_id) < told


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
