# SPDX-License-Identifier: EUPL-1.2
"""Sums of rows a kind that follow each change, so that a digest costs what changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.simulation.memory import Memory
from welfare_desk.models.reads import Key
from welfare_desk.models.record import Record

Number = Callable[[str, Record], int]


class Sums:
    """The numbers of the rows that are seen, added up; what is undone is looked at anew."""

    def __init__(self, memory: Memory, seen: Callable[[Key], bool] = lambda key: True) -> None:
        self._rows = memory.rows
        self._seen = seen
        self._changed = memory.watch()
        self._numbers: dict[str, dict[str, int]] = {}
        self._sums: dict[str, int] = {}

    def by_kind(self, number: Number) -> dict[str, int]:
        """Return the sum of each kind that ever had a row that is seen."""
        for kind, row_id in self._changed:
            row = self._rows.get((kind, row_id))
            numbers = self._numbers.setdefault(kind, {})
            before = numbers.pop(row_id, 0)
            after = 0
            if row is not None and self._seen((kind, row_id)):
                after = numbers[row_id] = number(kind, row)
            self._sums[kind] = self._sums.get(kind, 0) + after - before
        self._changed.clear()
        return self._sums

    def has(self, kind: str) -> bool:
        """Tell whether any row of the kind was seen when the sums were last asked for."""
        return bool(self._numbers.get(kind))


def any_number(by: dict[str, Any]) -> Number:
    """Return how a module weighs a row, as it is patched where rows are shared."""
    return lambda kind, row: int(by["row_number"](kind, by["to_wire"](row)))
