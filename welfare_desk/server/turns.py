# SPDX-License-Identifier: EUPL-1.2
"""Pushes of one territory follow each other in here, before they take a connection.

The database would make them wait as well, each with a connection of its own: when fifty desks
come back at once, nobody else would get one.
"""

from __future__ import annotations

from threading import Lock


class Turns:
    """A turn a territory; whoever has it stores, all others of this process wait."""

    def __init__(self) -> None:
        self._one = Lock()
        self._turns: dict[str, Lock] = {}

    def of(self, territory_id: str) -> Lock:
        """Return the territory's turn, to be taken for the length of a block."""
        with self._one:
            return self._turns.setdefault(territory_id, Lock())
