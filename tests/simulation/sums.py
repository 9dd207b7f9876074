# SPDX-License-Identifier: EUPL-1.2
"""Sums of rows a kind that follow each change, so that a digest costs what changed since."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from tests.simulation.memory import Memory
from welfare_desk.models.reads import Key
from welfare_desk.models.record import Record

Number = Callable[[str, Record], int]


class Sums:
    """The numbers of all rows, added up; what is undone is looked at anew."""

    def __init__(self, memory: Memory) -> None:
        self._rows = memory.rows
        self._changed = memory.watch()
        self._numbers: dict[str, dict[str, int]] = {}
        self._sums: dict[str, int] = {}

    def by_kind(self, number: Number) -> dict[str, int]:
        """Return the sum of each kind that ever had a row."""
        for kind, row_id in self._changed:
            row = self._rows.get((kind, row_id))
            numbers = self._numbers.setdefault(kind, {})
            before = numbers.pop(row_id, 0)
            after = 0
            if row is not None:
                after = numbers[row_id] = number(kind, row)
            self._sums[kind] = self._sums.get(kind, 0) + after - before
        self._changed.clear()
        return self._sums


class ScopedSums:
    """The numbers of rows added up for each scope that sees them."""

    def __init__(self, memory: Memory, scope_of: Callable[[Key], str | None]) -> None:
        self._rows = memory.rows
        self._scope_of = scope_of
        self._changed = memory.watch()
        self._known: dict[Key, tuple[tuple[str, str], int]] = {}
        """Of each row that counts: scope and kind, and its number."""
        self._sums: dict[tuple[str, str], tuple[int, int]] = {}
        """Of each scope and kind: how many rows, and their sum."""

    def of(self, scopes: Collection[str], number: Number) -> dict[str, int]:
        """Return the sum of each kind of which the scopes together have rows."""
        for key in self._changed:
            known = self._known.pop(key, None)
            if known is not None:
                self._add(known[0], -1, -known[1])
            row, scope = self._rows.get(key), self._scope_of(key)
            if row is not None and scope is not None:
                known = self._known[key] = ((scope, key[0]), number(key[0], row))
                self._add(known[0], 1, known[1])
        self._changed.clear()
        found: dict[str, int] = {}
        for (scope, kind), (rows, total) in self._sums.items():
            if rows and scope in scopes:
                found[kind] = found.get(kind, 0) + total
        return found

    def _add(self, place: tuple[str, str], rows: int, total: int) -> None:
        before = self._sums.get(place, (0, 0))
        self._sums[place] = (before[0] + rows, before[1] + total)


def any_number(by: dict[str, Any]) -> Number:
    """Return how a module weighs a row, as it is patched where rows are shared."""
    return lambda kind, row: int(by["row_number"](kind, by["to_wire"](row)))
