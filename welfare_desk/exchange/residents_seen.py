# SPDX-License-Identifier: EUPL-1.2
"""Which people a list had already: a million of them in some tens of megabytes."""

from __future__ import annotations

from array import array

_FULL = 0.6


class Seen:
    """64-bit numbers with the row each came in first, in two flat arrays."""

    def __init__(self) -> None:
        self._bits = 12
        self._count = 0
        self._keys = array("Q", bytes(8 << self._bits))
        self._rows = array("I", bytes(4 << self._bits))

    def first(self, key: int, row: int) -> int:
        """Return the row that had the number first; where none had, keep this one: 0."""
        place = self._place(key)
        if self._rows[place]:
            return self._rows[place]
        self._keys[place], self._rows[place] = key, row
        self._count += 1
        if self._count > _FULL * (1 << self._bits):
            self._grow()
        return 0

    def known(self, key: int) -> int:
        """Return the row that had the number first, or 0."""
        return self._rows[self._place(key)]

    def _place(self, key: int) -> int:
        keys, rows, mask = self._keys, self._rows, (1 << self._bits) - 1
        place = key & mask
        while rows[place] and keys[place] != key:
            place = (place + 1) & mask
        return place

    def _grow(self) -> None:
        keys, rows = self._keys, self._rows
        self._bits += 1
        self._keys = array("Q", bytes(8 << self._bits))
        self._rows = array("I", bytes(4 << self._bits))
        for key, row in zip(keys, rows, strict=True):
            if row:
                place = self._place(key)
                self._keys[place], self._rows[place] = key, row
