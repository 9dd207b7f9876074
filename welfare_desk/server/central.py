# SPDX-License-Identifier: EUPL-1.2
"""The parts that every request needs, and how a request is refused."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from welfare_desk.core.clock import Clock
from welfare_desk.models.central import Device
from welfare_desk.operations.central.refused import Refused as Refused
from welfare_desk.server.keys import ServerKey
from welfare_desk.server.pace import Pace
from welfare_desk.server.turns import Turns
from welfare_desk.store import devices, server_meta
from welfare_desk.store.engines import ServerStore

Random = Callable[[int], bytes]


class TerritoryMissing(Exception):
    """The server has no territory yet, or several and none was named."""


class Central(msgspec.Struct, frozen=True, kw_only=True):
    """Store, registry, key, clock and chance of one server process."""

    store: ServerStore
    registry: ServerStore
    key: ServerKey
    clock: Clock
    random: Random
    told: dict[tuple[str, int], int] = msgspec.field(default_factory=dict)
    """By territory and epoch the last number of the log that the registry is known to know."""
    turns: Turns = msgspec.field(default_factory=Turns)
    pace: Pace = msgspec.field(default_factory=lambda: Pace(time.monotonic))
    home: Path
    """Where files lie that this server makes."""

    def device(self, number: int) -> Device | None:
        """Return an enrolled desk, or nothing."""
        with self.store.read() as conn:
            return devices.device(conn, number)

    def only_territory(self) -> str:
        """Return the one territory that administration is about; raises ``TerritoryMissing``."""
        with self.store.read() as conn:
            found = server_meta.territories(conn)
        if len(found) != 1:
            raise TerritoryMissing(len(found))
        return found[0]

    def close(self) -> None:
        """Close both databases."""
        self.store.close()
        self.registry.close()
