# SPDX-License-Identifier: EUPL-1.2
"""Desks that are lost or withdrawn: written off, reclaimed, their late work admitted."""

from __future__ import annotations

from collections import Counter

import msgspec

from welfare_desk.models.central import Device
from welfare_desk.operations.central import quarantine, recovery
from welfare_desk.server.admin import Unknown
from welfare_desk.server.central import Central
from welfare_desk.server.sql_port import reading, writing


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """What a withdrawn desk has in quarantine; names no person."""

    desk: int
    operations: int
    kinds: dict[str, int]
    first_wall: int
    last_wall: int
    """Own time of the desk at the first and last of them, microseconds UTC."""


class Admitted(msgspec.Struct, frozen=True):
    """What became of the operations that were admitted."""

    accepted: int
    rejected: int
    parked: int


class NotRecovering(Exception):
    """Nobody is waited for: there is nothing to write off."""


def write_off(
    central: Central, number: int, asked_by: tuple[str, str], inc: int = 0
) -> dict[str, int]:
    """Wait for a lost desk no more; return what is in doubt because of it, by resource.

    With ``inc`` for that incarnation alone.  Raises ``Unknown``, and ``NotRecovering`` where
    nobody waits for it.
    """
    desk = _desk(central, number)
    with writing(central, desk.territory_id) as port:
        awaited = [] if not port.standing.recovery else port.awaited().items()
        if not any(not done and recovery.is_of(place, number, inc) for place, done in awaited):
            raise NotRecovering
        return recovery.write_off(
            port,
            central.key,
            desk,
            asked_by=asked_by,
            inc=inc,
            now_us=central.clock.now_us(),
            chance=central.random,
        )


def reclaim(central: Central, number: int, asked_by: tuple[str, str]) -> dict[str, int]:
    """Take back all that a desk holds; return by resource what it may still promise.

    Raises ``Unknown``.
    """
    desk = _desk(central, number)
    with writing(central, desk.territory_id) as port:
        return recovery.reclaim(
            port,
            central.key,
            desk,
            asked_by=asked_by,
            now_us=central.clock.now_us(),
            chance=central.random,
        )


def quarantined(central: Central, number: int) -> Aside:
    """Return what a withdrawn desk sent since; raises ``Unknown``."""
    desk = _desk(central, number)
    with reading(central, desk.territory_id) as port:
        rows = port.quarantined(number)
    walls = [row.wall for row in rows] or [0]
    return Aside(
        desk=number,
        operations=len(rows),
        kinds=dict(Counter(row.kind for row in rows)),
        first_wall=min(walls),
        last_wall=max(walls),
    )


def admit(central: Central, number: int) -> Admitted:
    """Settle what a withdrawn desk sent, as late acts; raises ``Unknown``."""
    desk = _desk(central, number)
    with writing(central, desk.territory_id) as port:
        now_us = central.clock.now_us()
        settled = quarantine.admit(port, central.key, number, now_us=now_us)
    told = Counter(row.result for row in settled)
    return Admitted(told["accepted"], told["rejected"], told["parked"])


def _desk(central: Central, number: int) -> Device:
    desk = central.device(number)
    if desk is None:
        raise Unknown("desk")
    return desk
